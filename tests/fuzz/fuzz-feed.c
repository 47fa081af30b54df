/* fuzz-feed.c: any bytes as a daily feed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "formats/arxiv/dp-feed-parser.h"
#include "formats/dp-format-error.h"
#include "formats/dp-paper-json.h"
#include "fuzz.h"
#include "model/dp-paper-id.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DpFeed) feed = dp_feed_parse ((const char *)data, size, &error);

  g_assert_true ((feed == NULL) == (error != NULL));
  g_assert_true (error == NULL || error->domain == DP_FORMAT_ERROR);

  for (guint i = 0; feed != NULL && i < feed->announcements->len; i++)
    {
      const DpAnnouncement *announcement = g_ptr_array_index (feed->announcements, i);
      g_autofree char      *json = dp_paper_json_format (announcement->paper);

      g_assert_true (dp_paper_id_is_arxiv (announcement->paper->id));
      g_assert_nonnull (announcement->paper->title);
      g_assert_true (g_utf8_validate (json, -1, NULL));
    }

  return 0;
}
