/* dp-zoom.c: how large a paper is shown
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/reader/dp-zoom.h"

/* Those of browsers; coarser where the eye tells sizes apart less. */
static const double levels[] = { DP_ZOOM_MIN, 0.67, 0.8, 0.9, 1, 1.1, 1.2, 1.33, 1.5, 1.75, 2, 2.5, DP_ZOOM_MAX };

/* Two factors that are meant to be the same. */
#define EPSILON 0.005

/**
 * dp_zoom_step:
 * @zoom: a factor
 * @steps: how many levels up; down when negative
 *
 * Returns: the level that far from @zoom, the first or the last where there is none.
 *   Any thread.
 */
double
dp_zoom_step (double zoom,
              int    steps)
{
  int below = -1; /* the last level that is smaller */
  int same = 0;   /* 1 when the next one is @zoom itself */
  int index = 0;

  while (below + 1 < (int)G_N_ELEMENTS (levels) && levels[below + 1] < zoom - EPSILON)
    below++;
  if (below + 1 < (int)G_N_ELEMENTS (levels) && levels[below + 1] <= zoom + EPSILON)
    same = 1;

  index = steps > 0 ? below + same + steps : below + 1 + steps;

  return levels[CLAMP (index, 0, (int)G_N_ELEMENTS (levels) - 1)];
}
