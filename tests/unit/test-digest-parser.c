/* test-digest-parser.c: reading the four layouts of a digest, and their oddities
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "formats/digest/dp-digest-parser.h"
#include "formats/dp-format-error.h"
#include "model/dp-task.h"

/* Small, for valgrind reads it too; with 100 times as much the time should be 100 times as long. */
#define HOSTILE_LENGTH (16 * 1024)

#define KEYWORD_HEAD                                        \
  "| **Title** | **Date** | **Abstract** | **Comment** |\n" \
  "| --- | --- | --- | --- |\n"

#define CLASSIFIED_HEAD                                                               \
  "## Papers for 2025-03-10\n\n"                                                      \
  "| Title | Authors | Summary | Classification | GitHub URLs | HuggingFace URLs |\n" \
  "|-------|---------|---------|----------------|-------------|-----------------|\n"

#define SUMMARY_HEAD                \
  "## Papers for 2025-03-19\n\n"    \
  "| Title | Authors | Summary |\n" \
  "|-------|---------|---------|\n"

#define DATED_HEAD                \
  "| Date | Title | Abstract |\n" \
  "|------|-------|----------|\n"

static DpDigest *
parse_named (const char *text,
             const char *file_name)
{
  g_autoptr (GError) error = NULL;
  DpDigest *digest = dp_digest_parse (text, strlen (text), file_name, &error);

  g_assert_no_error (error);
  g_assert_nonnull (digest);

  return digest;
}

static DpDigest *
parse (const char *text)
{
  return parse_named (text, NULL);
}

static const DpDigestSection *
get_section (const DpDigest *digest,
             guint           place)
{
  g_assert_cmpuint (digest->sections->len, >, place);

  return g_ptr_array_index (digest->sections, place);
}

static const DpPaper *
get_paper (const DpDigest *digest,
           guint           section,
           guint           place)
{
  GPtrArray *papers = get_section (digest, section)->papers;

  g_assert_cmpuint (papers->len, >, place);

  return g_ptr_array_index (papers, place);
}

static const DpDigestProblem *
get_problem (const DpDigest *digest,
             guint           place)
{
  g_assert_cmpuint (digest->problems->len, >, place);

  return g_ptr_array_index (digest->problems, place);
}

static void
assert_link (const DpPaper *paper,
             guint          place,
             DpLinkKind     kind,
             const char    *url)
{
  const DpLink *link = NULL;

  g_assert_nonnull (paper->links);
  g_assert_cmpuint (paper->links->len, >, place);
  link = g_ptr_array_index (paper->links, place);
  g_assert_cmpstr (link->url, ==, url);
  g_assert_cmpint (link->kind, ==, kind);
}

static void
assert_day (const DpPaper *paper,
            const char    *day)
{
  g_autofree char *text = dp_time_format_day (paper->published);

  g_assert_cmpstr (text, ==, day);
  g_assert_true (paper->published_is_day);
}

static void
test_keyword (void)
{
  g_autoptr (DpDigest) digest = parse (
    "# Daily Papers\nIntroduction.\n\nLast update: 2025-03-28\n\n"
    "## Graph Neural Networks\n" KEYWORD_HEAD
    "| **[A *Fine* Title](http://arxiv.org/abs/2503.20673v2)** | 2025-03-27 | <details><summary>Show</summary>"
    "<p>Of $|x|$ and a < b.</p></details> | <details><summary>12 pa...</summary><p>12 pages, 3 figures</p></details> |\n"
    "| **[Second](http://arxiv.org/abs/2503.00001v1)** | 2025-03-26 | <details><summary>Show</summary><p>X</p></details> |  |\n"
    "\n## Trajectory\n" KEYWORD_HEAD
    "| **[Second](http://arxiv.org/abs/2503.00001v1)** | 2025-03-26 | X | 4 pages |\n");
  const DpPaper *paper = get_paper (digest, 0, 0);

  g_assert_cmpint (digest->layout, ==, DP_DIGEST_KEYWORD);
  g_assert_cmpuint (digest->sections->len, ==, 2);
  g_assert_cmpuint (digest->n_rows, ==, 3);
  g_assert_cmpuint (digest->problems->len, ==, 0);
  g_assert_cmpstr (digest->last_update, ==, "2025-03-28");
  g_assert_cmpstr (get_section (digest, 0)->topic, ==, "Graph Neural Networks");

  g_assert_cmpstr (paper->id, ==, "2503.20673");
  g_assert_cmpuint (paper->version, ==, 2);
  g_assert_cmpstr (paper->title, ==, "A *Fine* Title");
  g_assert_cmpstr (paper->abstract, ==, "Of $|x|$ and a < b.");
  g_assert_cmpstr (paper->comment, ==, "12 pages, 3 figures");
  assert_day (paper, "2025-03-27");
  g_assert_cmpint (paper->updated, ==, paper->published);

  g_assert_null (get_paper (digest, 0, 1)->comment);
  g_assert_cmpint (get_paper (digest, 0, 1)->updated, ==, DP_TIME_UNKNOWN);
  g_assert_cmpstr (get_paper (digest, 1, 0)->comment, ==, "4 pages");
}

static void
test_classified (void)
{
  g_autoptr (DpDigest) digest = parse (
    CLASSIFIED_HEAD
    "| [A Title](https://arxiv.org/abs/2503.05236) | Ada Lovelace, x-y | - First point. - Second - with a dash. | "
    "['Multimodal', 'text-to-image', \"Video-Text-to-Text\", 'Nonsense'] | [Link](https://github.com/a/b), "
    "[Link](https://name.github.io/c/) | [Link](https://huggingface.co/o/m), [Link](huggingface.co/datasets/o/d), "
    "[Link](owner/model), [Link](https://gitlab.com/a/b), [Link](null), [Link](string), [Link]([data]) |\n"
    "| [B](https://arxiv.org/abs/2503.05237) | X | Text. | N/A | N/A | N/A |\n");
  const DpPaper *paper = get_paper (digest, 0, 0);

  g_assert_cmpint (digest->layout, ==, DP_DIGEST_CLASSIFIED);
  g_assert_cmpstr (get_section (digest, 0)->day, ==, "2025-03-10");
  g_assert_cmpuint (digest->n_rows, ==, 2);

  g_assert_cmpuint (g_strv_length (paper->authors), ==, 2);
  g_assert_cmpstr (paper->authors[1], ==, "x-y");
  g_assert_cmpstr (((DpSummary *)g_ptr_array_index (paper->summaries, 0))->text, ==,
                   "- First point.\n- Second - with a dash.");
  g_assert_cmpstr (((DpSummary *)g_ptr_array_index (paper->summaries, 0))->source, ==, "digest");
  g_assert_cmpuint (g_strv_length (paper->tasks), ==, 3);
  g_assert_cmpstr (paper->tasks[1], ==, "Text-to-Image");

  assert_link (paper, 0, DP_LINK_GITHUB, "https://github.com/a/b");
  assert_link (paper, 1, DP_LINK_PROJECT, "https://name.github.io/c/");
  assert_link (paper, 2, DP_LINK_MODEL, "https://huggingface.co/o/m");
  assert_link (paper, 3, DP_LINK_HUGGINGFACE, "https://huggingface.co/datasets/o/d");
  assert_link (paper, 4, DP_LINK_MODEL, "https://huggingface.co/owner/model");
  assert_link (paper, 5, DP_LINK_CODE, "https://gitlab.com/a/b");
  g_assert_cmpuint (paper->links->len, ==, 6);

  /* What is missing of a paper is said, without losing it. */
  g_assert_cmpuint (digest->problems->len, ==, 2);
  g_assert_cmpuint (get_problem (digest, 0)->line, ==, 5);
  g_assert_false (get_problem (digest, 0)->is_lost);
  g_assert_nonnull (strstr (get_problem (digest, 0)->reason, "Nonsense"));
  g_assert_nonnull (strstr (get_problem (digest, 1)->reason, "[data]"));

  paper = get_paper (digest, 0, 1);
  g_assert_null (paper->tasks);
  g_assert_null (paper->links);
  g_assert_cmpstr (((DpSummary *)g_ptr_array_index (paper->summaries, 0))->text, ==, "Text.");
}

static void
test_summary (void)
{
  g_autoptr (DpDigest) digest = parse (
    SUMMARY_HEAD
    "| Weights (and GPT-[n]) \"in\" Pieces (Read more on [arXiv](https://arxiv.org/abs/2503.14456) or "
    "[HuggingFace](https://huggingface.co/papers/2503.14456))| A, B | One. Two.  |\n");
  const DpPaper *paper = get_paper (digest, 0, 0);

  g_assert_cmpint (digest->layout, ==, DP_DIGEST_SUMMARY);
  g_assert_cmpstr (get_section (digest, 0)->day, ==, "2025-03-19");
  g_assert_cmpstr (paper->id, ==, "2503.14456");
  g_assert_cmpstr (paper->title, ==, "Weights (and GPT-[n]) \"in\" Pieces");
  g_assert_cmpint (paper->published, ==, DP_TIME_UNKNOWN);
  assert_link (paper, 0, DP_LINK_HUGGINGFACE, "https://huggingface.co/papers/2503.14456");
  g_assert_cmpuint (digest->problems->len, ==, 0);
}

static void
test_dated (void)
{
  g_autoptr (DpDigest) digest = parse_named (
    DATED_HEAD
    "| 30th January 2025 | [A](http://arxiv.org/abs/2501.18492v1) | Text with 90\\% and Schr\\\"odinger. |\n"
    "| 1st Feb 2025 | [B](https://doi.org/10.1234/AbC) | Y |\n"
    "| April 30, 2024 | [C](https://www.example.com/report.pdf#page=2) | Z |\n"
    "| soon | [D](https://arxiv.org/pdf/2501.00001) | Z |\n",
    "2025_papers-january_list.md");

  g_assert_cmpint (digest->layout, ==, DP_DIGEST_DATED);
  g_assert_cmpuint (digest->sections->len, ==, 3);
  g_assert_cmpstr (get_section (digest, 0)->month, ==, "2025-01");
  g_assert_cmpstr (get_section (digest, 1)->month, ==, "2025-02");
  g_assert_cmpstr (get_section (digest, 2)->month, ==, "2024-04");
  assert_day (get_paper (digest, 0, 0), "2025-01-30");
  g_assert_cmpstr (get_paper (digest, 0, 0)->abstract, ==, "Text with 90\\% and Schr\\\"odinger.");
  g_assert_cmpstr (get_paper (digest, 1, 0)->id, ==, "doi:10.1234/abc");
  g_assert_cmpstr (get_paper (digest, 1, 0)->doi, ==, "10.1234/abc");
  g_assert_cmpstr (get_paper (digest, 2, 0)->id, ==, "url:https://example.com/report.pdf");

  /* Without a date of its own a paper is of the month that the file is called after. */
  g_assert_cmpstr (get_paper (digest, 0, 1)->title, ==, "D");
  g_assert_cmpint (get_paper (digest, 0, 1)->published, ==, DP_TIME_UNKNOWN);
  g_assert_cmpuint (digest->problems->len, ==, 1);
  g_assert_cmpuint (get_problem (digest, 0)->line, ==, 6);
}

static void
test_older_columns (void)
{
  static const struct
  {
    const char    *head;
    const char    *row;
    DpDigestLayout layout;
  } tables[] = {
    { "| Date | Name | Summary | Topics |", "| 31 Jan 2024 | [T](https://arxiv.org/html/2402.00157v1) | X | RAG, Agents |", DP_DIGEST_DATED },
    { "| Title | Description | Tags | Month |", "|[T](https://www.arxiv.org/abs/2408.08921)|X|RAG, Agents| May 2023 |", DP_DIGEST_DATED },
    { "| Title | Authors | Summary | Link |", "| T | A | X | [arXiv](https://arxiv.org/abs/2409.00001) |", DP_DIGEST_SUMMARY },
    { "| **Title** | **Date** | **Comment** |", "| **[T](https://arxiv.org/abs/2409.00001v1)** | 2024-09-01 | 2 pages |", DP_DIGEST_KEYWORD },
    { "| **#** | **Title** | **Abstract** | **Date** | **Authors** |",
      "| 1 | **[T](https://arxiv.org/abs/2409.00001v1)** | <details><summary>EN</summary><p>X</p></details>"
      "<details><summary>ZH</summary><p>Y</p></details> | 2024-09-01 | A. B. et al. |",
      DP_DIGEST_KEYWORD },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *text = g_strconcat ("## Topic of 2024-09-01\n\n", tables[i].head, "\n|---|---|---|\n", tables[i].row, NULL);
      g_autoptr (DpDigest) digest = parse (text);
      const DpPaper *paper = get_paper (digest, 0, 0);

      g_assert_cmpint (digest->layout, ==, tables[i].layout);
      g_assert_cmpuint (digest->n_rows, ==, 1);
      g_assert_cmpuint (digest->problems->len, ==, 0);
      g_assert_cmpstr (paper->title, ==, "T");
      if (tables[i].layout == DP_DIGEST_DATED)
        {
          g_assert_cmpstr (paper->abstract, ==, "X");
          g_assert_cmpstr (paper->keywords[1], ==, "Agents");
        }
      if (i == 4)
        {
          g_assert_cmpstr (paper->abstract, ==, "X");
          g_assert_cmpstr (((DpSummary *)g_ptr_array_index (paper->summaries, 0))->text, ==, "Y");
          g_assert_cmpstr (paper->authors[0], ==, "A. B.");
        }
    }
}

static void
test_missing_cells (void)
{
  g_autoptr (DpDigest) digest = parse (
    "## T\n" KEYWORD_HEAD
    "| **[One](http://arxiv.org/abs/2403.00001v1)** | 2024-03-14 | <details><summary>Show</summary><p>X</p></details> |\n"
    "| **[Two](http://arxiv.org/abs/2403.00002v1)** | 2024-03-14 |\n"
    "| **[Three](http://arxiv.org/abs/2403.00003v1)** | <details><summary>Show</summary><p>Y</p></details> | |\n"
    "| |\n");

  g_assert_cmpuint (digest->n_rows, ==, 3);
  g_assert_cmpuint (digest->problems->len, ==, 0);
  g_assert_cmpstr (get_paper (digest, 0, 0)->abstract, ==, "X");
  g_assert_null (get_paper (digest, 0, 0)->comment);
  g_assert_null (get_paper (digest, 0, 1)->abstract);
  g_assert_cmpstr (get_paper (digest, 0, 2)->abstract, ==, "Y");
  g_assert_cmpint (get_paper (digest, 0, 2)->published, ==, DP_TIME_UNKNOWN);
}

static void
test_broken_rows (void)
{
  g_autoptr (DpDigest) digest = parse (
    CLASSIFIED_HEAD
    "| [A Title over\n  Two Lines](https://arxiv.org/abs/2503.00001) | A | S. | ['Audio'] | N/A | [Link](https://x.github.io/\nb-c/) |\n"
    "| [B](https://arxiv.org/abs/2503.00002) | A | First.\n\nSecond. | N/A | N/A | [Link](https://x.github.io/\n) |\n"
    "| [C](https://arxiv.org/abs/2503.00003) | A |\nSummary. | ['Audio'] | N/A | N/A |\n"
    "| [D](https://arxiv.org/abs/2503.00004) | A | S. | N/A | N/A | N/A |\n"
    "Trailing words, with a [seminal paper](https://arxiv.org/abs/2005.11401).\n");

  g_assert_cmpuint (digest->n_rows, ==, 4);
  g_assert_cmpuint (digest->problems->len, ==, 0);
  g_assert_cmpstr (get_paper (digest, 0, 0)->title, ==, "A Title over Two Lines");
  g_assert_cmpstr (get_paper (digest, 0, 0)->tasks[0], ==, "Audio");
  assert_link (get_paper (digest, 0, 0), 0, DP_LINK_PROJECT, "https://x.github.io/b-c/");
  g_assert_cmpstr (((DpSummary *)g_ptr_array_index (get_paper (digest, 0, 1)->summaries, 0))->text, ==, "First. Second.");
  g_assert_cmpstr (get_paper (digest, 0, 2)->tasks[0], ==, "Audio");
  g_assert_cmpstr (get_paper (digest, 0, 3)->title, ==, "D");
}

static void
test_unescaped_bars (void)
{
  g_autoptr (DpDigest) digest = parse (
    "## T\n" KEYWORD_HEAD
    "| **[On $|x|$ and |y|](http://arxiv.org/abs/2401.00001v1)** | 2024-07-22 | Norms $||x||^2_{M}$ | a | b. | 8 pages |\n"
    "| **[E](http://arxiv.org/abs/2401.00002v1)** | 2024-07-22 | <details><summary>Show</summary><p>p(a|b) | c</p></details> | "
    "<details><summary>12 pa...</summary><p>12 | 13 pages</p></details> |\n");
  g_autoptr (DpDigest) classified = parse (
    CLASSIFIED_HEAD
    "| [A | B](https://arxiv.org/abs/2503.00001) | X, Y | - P(a|b) rises. - It | falls. | ['Audio'] | N/A | N/A |\n");

  g_assert_cmpstr (get_paper (digest, 0, 0)->title, ==, "On $|x|$ and |y|");
  assert_day (get_paper (digest, 0, 0), "2024-07-22");
  g_assert_cmpstr (get_paper (digest, 0, 0)->abstract, ==, "Norms $||x||^2_{M}$ | a | b.");
  g_assert_cmpstr (get_paper (digest, 0, 0)->comment, ==, "8 pages");
  g_assert_cmpstr (get_paper (digest, 0, 1)->abstract, ==, "p(a|b) | c");
  g_assert_cmpstr (get_paper (digest, 0, 1)->comment, ==, "12 | 13 pages");

  g_assert_cmpstr (get_paper (classified, 0, 0)->title, ==, "A | B");
  g_assert_cmpstr (get_paper (classified, 0, 0)->authors[1], ==, "Y");
  g_assert_cmpstr (((DpSummary *)g_ptr_array_index (get_paper (classified, 0, 0)->summaries, 0))->text, ==,
                   "- P(a|b) rises.\n- It | falls.");
  g_assert_cmpstr (get_paper (classified, 0, 0)->tasks[0], ==, "Audio");
}

/* What GitHub shows of the left is what is read, but for TeX. */
static void
test_escapes (void)
{
  static const struct
  {
    const char *markdown;
    const char *text;
  } cells[] = {
    { "a \\| b &#124; c &vert; d &#92;* &dollar;&#36;", "a | b | c | d \\* $$" },
    { "&lt;b&gt; &amp;amp; &eacute;&#x41;", "<b> &amp; éA" },
    { "\\*x\\* \\_y\\_ \\[z\\] \\<i> \\# \\\\x \\\\ 5\\% A\\&B \\&lt;", "*x* _y_ [z] <i> # \\x \\\\ 5\\% A\\&B &lt;" },
    { "$\\{a\\}_\\% \\| b\\|$ and \\(\\_\\) and \\$5", "$\\{a\\}_\\% \\| b\\|$ and \\(\\_\\) and \\$5" },
    { "costs $5 and \\*6\\*, or $7", "costs $5 and *6*, or $7" },
    { "$a &lt; b &#92;| c$", "$a < b \\| c$" },
    { "Fr\\'echet \\`a la \\~n, 1\\.", "Fr\\'echet \\`a la \\~n, 1." },
    { "think <think> a<b and c>d <i>it</i> H<sub>2</sub>O 10<sup>5</sup>", "think <think> a<b and c>d it H2O 10^5" },
    { "a <b and c> d &nosuch; &", "a <b and c> d &nosuch; &" },
    { "one<br>two <!-- not this --> three", "one two three" },
    { "f[x](t) and [words](https://example.com \"title\")", "f[x](t) and words" },
    { "<p>a <p>b</b></p", "a b</p" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_autofree char *text = g_strconcat (DATED_HEAD "| 1st May 2025 | [T](https://arxiv.org/abs/2505.00001) | ",
                                           cells[i].markdown, " |\n", NULL);
      g_autoptr (DpDigest) digest = parse (text);

      g_assert_cmpstr (get_paper (digest, 0, 0)->abstract, ==, cells[i].text);
    }
}

static void
test_titles (void)
{
  static const struct
  {
    const char *cell;
    const char *title;
  } cells[] = {
    { "[A [b] c](https://arxiv.org/abs/2505.00001)", "A [b] c" },
    { "[A [B](https://arxiv.org/abs/2505.00001)", "A [B" },
    { "[A] B](https://arxiv.org/abs/2505.00001)", "A] B" },
    { "**[A](<https://arxiv.org/abs/2505.00001>)**", "A" },
    { "[**A** b](https://arxiv.org/abs/2505.00001 'x')", "**A** b" },
    { "**A** ([arXiv](https://arxiv.org/abs/2505.00001))", "A" },
    { "A: B [[pdf](https://arxiv.org/pdf/2505.00001v3.pdf)]", "A: B" },
    { "A https://arxiv.org/abs/2505.00001.", "A" },
    { "<a href=\"https://arxiv.org/abs/2505.00001\">A &amp; <b>B</b></a>", "A & B" },
    { "[A B](https://arxiv.org/abs/2505.00001) System", "A B System" },
    { "[A B](https://arxiv.org/abs/2505.00001): a Survey", "A B: a Survey" },
    { "[A B](https://arxiv.org/abs/2505.00001) (ICML) [code](https://github.com/a/b)", "A B" },
    { "[https&#58;//x.org is down](https://arxiv.org/abs/2505.00001)", "https://x.org is down" },
    { "**[PDF](https://arxiv.org/pdf/2505.00001)**", "PDF" },
    { "[A](https://github.com/a/b) [paper](https://arxiv.org/abs/2505.00001)", "A" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_autofree char *text = g_strconcat (DATED_HEAD "| 1st May 2025 | ", cells[i].cell, " | X |\n", NULL);
      g_autoptr (DpDigest) digest = parse (text);

      g_assert_cmpstr (get_paper (digest, 0, 0)->title, ==, cells[i].title);
      g_assert_cmpstr (get_paper (digest, 0, 0)->id, ==, "2505.00001");
    }
}

static void
test_many_days (void)
{
  g_autoptr (DpDigest) digest = parse (
    "# Archive\n" SUMMARY_HEAD "| A (Read more on [arXiv](https://arxiv.org/abs/2503.00001)) | X | Y |\n\n"
    "## Papers for 2025-03-20\n\n| Title | Authors | Summary |\n|-------|---------|---------|\n\n"
    "## Papers for March 21, 2025\n\n| Title | Authors | Summary |\n|-------|---------|---------|\n"
    "| B (Read more on [arXiv](https://arxiv.org/abs/2503.00002)) | X | Y |\n");
  g_autoptr (DpDigest) named = parse_named (
    "| Title | Authors | Summary |\n|---|---|---|\n| [A](https://arxiv.org/abs/2503.00001) | X | Y |\n",
    "archive/2024/11/25.md");
  g_autoptr (DpDigest) nameless = parse (
    "| Title | Authors | Summary |\n|---|---|---|\n| [A](https://arxiv.org/abs/2503.00001) | X | Y |\n");

  g_assert_cmpuint (digest->sections->len, ==, 3);
  g_assert_cmpstr (get_section (digest, 0)->day, ==, "2025-03-19");
  g_assert_cmpstr (get_section (digest, 1)->day, ==, "2025-03-20");
  g_assert_cmpuint (get_section (digest, 1)->papers->len, ==, 0);
  g_assert_cmpstr (get_section (digest, 2)->day, ==, "2025-03-21");

  g_assert_cmpstr (get_section (named, 0)->day, ==, "2024-11-25");
  g_assert_null (get_section (nameless, 0)->day);
  g_assert_cmpuint (nameless->problems->len, ==, 1);
  g_assert_false (get_problem (nameless, 0)->is_lost);
}

static void
test_empty_topics (void)
{
  g_autoptr (DpDigest) digest = parse (
    "---\ntitle: Latest 15 Papers - August 21, 2026\nlabels: x\n---\n"
    "## Today\n\n### NbSe2 (1 new today)\n\n*Nothing.*\n\n---\n\n## Details\n\n### NbSe2\n\n" KEYWORD_HEAD
    "| **[A](https://arxiv.org/abs/2608.00001v1)** | 2026-08-20 | | |\n\n"
    "### **Kagome &#42;**\n\n*No paper matched since 2026-08-01.*\n\n### Spin\nWords\n\n" KEYWORD_HEAD "\n"
    "### Contributing\nSend a request.\n\nThank you.\n");

  g_assert_cmpstr (digest->last_update, ==, "2026-08-21");
  g_assert_cmpuint (digest->sections->len, ==, 3);
  g_assert_cmpstr (get_section (digest, 0)->topic, ==, "NbSe2");
  g_assert_cmpuint (get_section (digest, 0)->papers->len, ==, 1);
  g_assert_null (get_section (digest, 0)->reason);
  g_assert_cmpstr (get_section (digest, 1)->topic, ==, "Kagome *");
  g_assert_cmpstr (get_section (digest, 1)->reason, ==, "No paper matched since 2026-08-01.");
  g_assert_cmpstr (get_section (digest, 2)->reason, ==, "Words");
}

static void
test_lists (void)
{
  g_autoptr (DpDigest) digest = parse (
    "## Reasoning\n"
    "- **2025-01-30** [A](https://arxiv.org/abs/2501.00001v2): words\n"
    "  and [more](https://arxiv.org/abs/2501.09999)\n"
    "* B [[arXiv]](https://arxiv.org/abs/2501.00002)\n"
    "1. [Course](https://example.com/course)\n"
    "- **2025-01-30**, **C**, A. Author et.al., Paper: [http://arxiv.org/abs/2501.00003](http://arxiv.org/abs/2501.00003)\n");

  g_assert_cmpint (digest->layout, ==, DP_DIGEST_KEYWORD);
  g_assert_cmpuint (digest->n_rows, ==, 3);
  g_assert_cmpstr (get_section (digest, 0)->topic, ==, "Reasoning");
  g_assert_cmpstr (get_paper (digest, 0, 0)->title, ==, "A");
  assert_day (get_paper (digest, 0, 0), "2025-01-30");
  g_assert_cmpstr (get_paper (digest, 0, 1)->id, ==, "2501.00002");
  g_assert_cmpstr (get_paper (digest, 0, 2)->title, ==, "C");
  assert_day (get_paper (digest, 0, 2), "2025-01-30");
}

/* A bot of another family: the link stands in a column of its own. */
static void
test_column_of_links (void)
{
  g_autoptr (DpDigest) digest = parse (
    "## SLAM\n\n|Publish Date|Title|Authors|PDF|Code|\n|---|---|---|---|---|\n"
    "|**2025-01-30**|**A | B**|A. Author et.al.|[2501.12345v2](http://arxiv.org/abs/2501.12345v2)|**[link](https://github.com/a/b)**|\n"
    "|**2025-01-29**|**C**|A. Author|[2501.12346](http://arxiv.org/abs/2501.12346)|null|\n");
  const DpPaper *paper = get_paper (digest, 0, 0);

  g_assert_cmpint (digest->layout, ==, DP_DIGEST_KEYWORD);
  g_assert_cmpuint (digest->problems->len, ==, 0);
  g_assert_cmpstr (paper->title, ==, "A | B");
  g_assert_cmpuint (paper->version, ==, 2);
  g_assert_cmpstr (paper->authors[0], ==, "A. Author");
  assert_day (paper, "2025-01-30");
  assert_link (paper, 0, DP_LINK_GITHUB, "https://github.com/a/b");
  g_assert_null (get_paper (digest, 0, 1)->links);
}

static void
test_tasks (void)
{
  const char *const *names = dp_task_get_names ();
  guint              n = 0;

  for (; names[n] != NULL; n++)
    g_assert_true (dp_task_find (names[n]) == names[n]);

  g_assert_cmpuint (n, ==, 53);
  g_assert_cmpstr (dp_task_find (" text to image"), ==, "Text-to-Image");
  g_assert_null (dp_task_find ("Text-to"));
  g_assert_null (dp_task_find (""));
  g_assert_null (dp_task_find (NULL));
}

static void
test_html (void)
{
  g_autoptr (DpDigest) page = parse (
    "<!DOCTYPE html>\n<html><head><title>Daily</title><style>a|b</style></head><body>\n"
    "<h2>Papers for 2025-03-10</h2>\n"
    "<table><thead><tr><th>Title</th><th>Authors</th><th>Summary</th><th>Classification</th></tr></thead><tbody>\n"
    "<tr><td><a href=\"https://arxiv.org/abs/2503.05236\">A\n title &lt;1&gt;</a></td><td>X, Y</td>"
    "<td><ul><li>One</li><li>Two</li></ul></td><td>['Audio']</td></tr>\n"
    "<tr><td><a href='https://arxiv.org/abs/2503.05237'>B</a></td><td>Z</td></tr></tbody></table></body></html>");
  g_autoptr (DpDigest) mixed = parse (
    "## Topic\n<table>\n<tr><td><b>Title</b></td><td>Date</td><td>Comment</td></tr>\n"
    "<tr><td><a href=\"https://arxiv.org/abs/2503.05236v1\">A</a></td><td>2025-03-07</td><td></td></tr>\n</table>\n");

  g_assert_cmpint (page->layout, ==, DP_DIGEST_CLASSIFIED);
  g_assert_cmpuint (page->n_rows, ==, 2);
  g_assert_cmpuint (page->problems->len, ==, 0);
  g_assert_cmpstr (get_section (page, 0)->day, ==, "2025-03-10");
  g_assert_cmpstr (get_paper (page, 0, 0)->title, ==, "A title <1>");
  g_assert_cmpstr (((DpSummary *)g_ptr_array_index (get_paper (page, 0, 0)->summaries, 0))->text, ==, "- One\n- Two");
  g_assert_cmpstr (get_paper (page, 0, 0)->tasks[0], ==, "Audio");
  g_assert_cmpstr (get_paper (page, 0, 1)->authors[0], ==, "Z");

  g_assert_cmpint (mixed->layout, ==, DP_DIGEST_KEYWORD);
  g_assert_cmpstr (get_section (mixed, 0)->topic, ==, "Topic");
  assert_day (get_paper (mixed, 0, 0), "2025-03-07");
}

/* What a converter makes of rows that were broken over lines, or apart from their table. */
static void
test_broken_html (void)
{
  g_autoptr (DpDigest) digest = parse (
    "<html><h2>Papers for 2025-03-10</h2><table><tr><th>Title</th><th>Authors</th><th>Summary</th></tr>"
    "<tr><td>[A Title over</td><td></td><td></td></tr>"
    "<tr><td>Two Lines](<a href=\"https://arxiv.org/abs/2503.00001\">https://arxiv.org/abs/2503.00001</a>)</td><td>X</td><td>Y</td></tr>"
    "<tr><td>B over</td><td></td><td></td></tr>"
    "<tr><td>two (Read more on <a href=\"https://arxiv.org/abs/2503.00002\">arXiv</a>)</td><td>X</td><td>Y</td></tr>"
    "<tr><td>End</td><td></td><td></td></tr></table>"
    "<p>| <a href=\"https://arxiv.org/abs/2503.00003\">C</a> | X | Y |</p></html>");

  g_assert_cmpuint (digest->n_rows, ==, 4);
  g_assert_cmpstr (get_paper (digest, 0, 0)->title, ==, "A Title over Two Lines");
  g_assert_cmpstr (get_paper (digest, 0, 1)->title, ==, "B over two");
  g_assert_cmpuint (digest->problems->len, ==, 2);
  g_assert_true (get_problem (digest, 0)->is_lost);
}

/* No work is lost without a word. */
static void
test_problems (void)
{
  g_autoptr (DpDigest) digest = parse (
    "| Model | Where |\n|---|---|\n| X | [paper](https://arxiv.org/abs/2503.00009) |\n| Y | [site](https://example.com) |\n\n" DATED_HEAD
    "| 1st May 2025 | No link | X |\n"
    "| 1st May 2025 | [](https://arxiv.org/abs/2505.00001) | X |\n"
    "| 31st June 2025 | [T](https://arxiv.org/abs/2506.00001) | X |\n"
    "| 1st May 2025 | [U](https://arxiv.org/abs/2505.00002) | X");

  g_assert_cmpuint (digest->n_rows, ==, 5);
  g_assert_cmpuint (dp_digest_count_papers (digest), ==, 2);
  g_assert_cmpuint (digest->problems->len, ==, 4);
  g_assert_cmpuint (get_problem (digest, 0)->line, ==, 3);
  g_assert_cmpuint (get_problem (digest, 1)->line, ==, 8);
  g_assert_cmpuint (get_problem (digest, 2)->line, ==, 9);
  g_assert_cmpuint (get_problem (digest, 3)->line, ==, 10);
  g_assert_true (get_problem (digest, 2)->is_lost);
  g_assert_false (get_problem (digest, 3)->is_lost);
}

static void
test_bytes (void)
{
  static const char crlf[] =
    "\xef\xbb\xbf## Papers for 2025-03-19\r\n\r\n| Title | Authors | Summary |\r\n|---|---|---|\r\n"
    "| [A \xff\x01 B](https://arxiv.org/abs/2503.00001) | X | Y |\r\n";
  g_autoptr (DpDigest) digest = parse (crlf);
  g_autofree char *wide = NULL;
  g_autoptr (DpDigest) utf16 = NULL;
  g_autoptr (GError) error = NULL;
  gsize length = 0;

  g_assert_cmpstr (get_section (digest, 0)->day, ==, "2025-03-19");
  g_assert_cmpstr (get_paper (digest, 0, 0)->title, ==, "A \xef\xbf\xbd B");

  wide = g_convert (SUMMARY_HEAD "| [Ä](https://arxiv.org/abs/2503.00001) | X | Y |\n", -1, "UTF-16", "UTF-8", NULL, &length, &error);
  g_assert_no_error (error);
  utf16 = dp_digest_parse (wide, length, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (get_paper (utf16, 0, 0)->title, ==, "Ä");
}

static void
test_no_digest (void)
{
  static const char *const texts[] = {
    "",
    "\n\n",
    "Hello.",
    "# Daily Papers\n\nNothing.\n",
    "| Name | Description |\n|---|---|\n| a | b |\n",
    "<html><body><p>Hello</p></body></html>",
    "{\"papers\": []}",
    "|",
    "||||\n|---|\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (DpDigest) digest = dp_digest_parse (texts[i], strlen (texts[i]), "x.md", &error);

      g_test_message ("%s", texts[i]);
      g_assert_null (digest);
      g_assert_error (error, DP_FORMAT_ERROR, DP_FORMAT_ERROR_NOT_A_FEED);
    }
}

/* An empty day is a digest, and so is an empty list of keywords. */
static void
test_empty_day (void)
{
  g_autoptr (DpDigest) digest = parse (CLASSIFIED_HEAD);

  g_assert_cmpuint (digest->n_rows, ==, 0);
  g_assert_cmpstr (get_section (digest, 0)->day, ==, "2025-03-10");
}

/* What costs the square of its length in a careless parser; how long it
 * takes is in the log, and the fuzzer sees to the rest. */
static void
test_hostile (void)
{
  static const char *const pieces[] = {
    "[",
    "](",
    "[x](",
    "$",
    "\\(",
    "<a ",
    "<!--",
    "<details>",
    "|",
    "| a\n",
    "| [a](https://arxiv.org/abs/2503.00001)\n",
    "```\n",
    "**",
    "&#",
    "<table>",
    "<b>",
    "<li>",
    "</b>",
    "<tr><td>",
    "&lt;<p>",
    "<details><summary>",
    "# a\n",
    "- a\n",
    "\n\n|",
    "https://",
    "- [x](https://arxiv.org/abs/2503.00001",
    "['",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    for (guint in_row = 0; in_row < 2; in_row++)
      {
        GString *text = g_string_new (in_row ? CLASSIFIED_HEAD "| " : "");
        g_autoptr (DpDigest) digest = NULL;
        gint64 start = g_get_monotonic_time ();

        while (text->len < HOSTILE_LENGTH)
          g_string_append (text, pieces[i]);
        digest = dp_digest_parse (text->str, text->len, NULL, NULL);
        g_test_message ("%u %s: %" G_GINT64_FORMAT " ms", in_row, pieces[i], (g_get_monotonic_time () - start) / 1000);
        g_string_free (text, TRUE);
      }
}

/* What is cut off is cut between characters. */
static void
test_long_words (void)
{
  GString *text = g_string_new (DATED_HEAD "| xé");
  g_autoptr (DpDigest) digest = NULL;

  while (text->len < 2 * 1024)
    g_string_append (text, "é");
  g_string_append (text, " | [T](https://arxiv.org/abs/2505.00003) | https://example.com/");
  while (text->len < 8 * 1024)
    g_string_append (text, "é");
  g_string_append (text, " |\n");

  digest = parse (text->str);
  g_assert_true (g_utf8_validate (get_problem (digest, 0)->text, -1, NULL));
  g_assert_true (g_utf8_validate (get_problem (digest, 0)->reason, -1, NULL));
  g_assert_nonnull (strstr (get_problem (digest, 0)->reason, "é”"));
  g_assert_true (g_str_has_suffix (get_paper (digest, 0, 0)->abstract, "éé"));
  g_string_free (text, TRUE);
}

static void
test_limits (void)
{
  g_autoptr (GError) error = NULL;
  GString *text = g_string_new (DATED_HEAD "| 1st May 2025 | [T](https://arxiv.org/abs/2505.00001) | ");
  g_autoptr (DpDigest) digest = NULL;

  while (text->len < 1100 * 1024)
    g_string_append (text, "long ");
  g_string_append (text, "|\n| 1st May 2025 | [U](https://arxiv.org/abs/2505.00002) | short |\n");

  digest = parse (text->str);
  g_assert_cmpuint (digest->n_rows, ==, 2);
  g_assert_cmpuint (digest->problems->len, ==, 1);
  g_assert_true (get_problem (digest, 0)->is_lost);
  g_assert_cmpstr (get_paper (digest, 0, 0)->title, ==, "U");

  g_string_set_size (text, 33 * 1024 * 1024);
  g_assert_null (dp_digest_parse (text->str, text->len, NULL, &error));
  g_assert_error (error, DP_FORMAT_ERROR, DP_FORMAT_ERROR_SYNTAX);
  g_string_free (text, TRUE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/digest-parser/keyword", test_keyword);
  g_test_add_func ("/digest-parser/classified", test_classified);
  g_test_add_func ("/digest-parser/summary", test_summary);
  g_test_add_func ("/digest-parser/dated", test_dated);
  g_test_add_func ("/digest-parser/older-columns", test_older_columns);
  g_test_add_func ("/digest-parser/missing-cells", test_missing_cells);
  g_test_add_func ("/digest-parser/broken-rows", test_broken_rows);
  g_test_add_func ("/digest-parser/unescaped-bars", test_unescaped_bars);
  g_test_add_func ("/digest-parser/escapes", test_escapes);
  g_test_add_func ("/digest-parser/titles", test_titles);
  g_test_add_func ("/digest-parser/many-days", test_many_days);
  g_test_add_func ("/digest-parser/empty-topics", test_empty_topics);
  g_test_add_func ("/digest-parser/lists", test_lists);
  g_test_add_func ("/digest-parser/column-of-links", test_column_of_links);
  g_test_add_func ("/digest-parser/tasks", test_tasks);
  g_test_add_func ("/digest-parser/html", test_html);
  g_test_add_func ("/digest-parser/broken-html", test_broken_html);
  g_test_add_func ("/digest-parser/problems", test_problems);
  g_test_add_func ("/digest-parser/bytes", test_bytes);
  g_test_add_func ("/digest-parser/no-digest", test_no_digest);
  g_test_add_func ("/digest-parser/empty-day", test_empty_day);
  g_test_add_func ("/digest-parser/hostile", test_hostile);
  g_test_add_func ("/digest-parser/long-words", test_long_words);
  g_test_add_func ("/digest-parser/limits", test_limits);

  return g_test_run ();
}
