/* dp-task.c: the names by which the classified layout says what a paper is about
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/dp-task.h"

/* Hugging Face's tasks with the fields they belong to before them, as the
 * classified layout lists them: a part of that format. They are its names and
 * so are never translated. */
static const char *const names[] = {
  "Multimodal",
  "Image-Text-to-Text",
  "Visual Question Answering",
  "Document Question Answering",
  "Video-Text-to-Text",
  "Any-to-Any",
  "Computer Vision",
  "Depth Estimation",
  "Image Classification",
  "Object Detection",
  "Image Segmentation",
  "Text-to-Image",
  "Image-to-Text",
  "Image-to-Image",
  "Image-to-Video",
  "Unconditional Image Generation",
  "Video Classification",
  "Text-to-Video",
  "Zero-Shot Image Classification",
  "Mask Generation",
  "Zero-Shot Object Detection",
  "Text-to-3D",
  "Image-to-3D",
  "Image Feature Extraction",
  "Keypoint Detection",
  "Natural Language Processing",
  "Text Classification",
  "Token Classification",
  "Table Question Answering",
  "Question Answering",
  "Zero-Shot Classification",
  "Translation",
  "Summarization",
  "Feature Extraction",
  "Text Generation",
  "Text2Text Generation",
  "Fill-Mask",
  "Sentence Similarity",
  "Audio",
  "Text-to-Speech",
  "Text-to-Audio",
  "Automatic Speech Recognition",
  "Audio-to-Audio",
  "Audio Classification",
  "Voice Activity Detection",
  "Tabular",
  "Tabular Classification",
  "Tabular Regression",
  "Time Series Forecasting",
  "Reinforcement Learning",
  "Robotics",
  "Other",
  "Graph Machine Learning",
  NULL,
};

/**
 * dp_task_get_names:
 *
 * Returns: (transfer none) (array zero-terminated=1): the 53 names, those of one
 *   field together and the field before them
 */
const char *const *
dp_task_get_names (void)
{
  return names;
}

/* Whether both have the same letters and digits. */
static gboolean
is_same (const char *a,
         const char *b)
{
  for (;;)
    {
      while (*a != '\0' && !g_ascii_isalnum (*a))
        a++;
      while (*b != '\0' && !g_ascii_isalnum (*b))
        b++;

      if (g_ascii_tolower (*a) != g_ascii_tolower (*b))
        return FALSE;
      if (*a == '\0')
        return TRUE;
      a++;
      b++;
    }
}

/**
 * dp_task_find:
 * @name: (nullable): a task's name as somebody wrote it
 *
 * Returns: (transfer none) (nullable): the task that is spelt so but for case,
 *   spaces and hyphens; %NULL where there is none
 */
const char *
dp_task_find (const char *name)
{
  for (gsize i = 0; name != NULL && names[i] != NULL; i++)
    if (is_same (name, names[i]))
      return names[i];

  return NULL;
}
