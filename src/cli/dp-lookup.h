/* dp-lookup.h: what a word of the command line stands for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli/dp-cli.h"
#include "library/mark/dp-collection-query.h"
#include "library/mark/dp-smart-query.h"
#include "library/topic/dp-topic-query.h"

G_BEGIN_DECLS

#define DP_LOOKUP_NO_CHOICE (-1)

char        *dp_lookup_paper_id (DpCli      *cli,
                                 const char *text) G_GNUC_WARN_UNUSED_RESULT;
guint32      dp_lookup_paper  (DpCli      *cli,
                               DpLibrary  *library,
                               const char *text);
GArray      *dp_lookup_papers (DpCli             *cli,
                               DpLibrary         *library,
                               const char *const *texts) G_GNUC_WARN_UNUSED_RESULT;
DpTopicInfo *dp_lookup_topic  (DpCli      *cli,
                               DpLibrary  *library,
                               const char *name) G_GNUC_WARN_UNUSED_RESULT;
char        *dp_lookup_task   (DpCli      *cli,
                               DpLibrary  *library,
                               const char *name) G_GNUC_WARN_UNUSED_RESULT;
char        *dp_lookup_tag    (DpCli      *cli,
                               DpLibrary  *library,
                               const char *name) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) (nullable): without a word where there is none of that name. */
DpSmartInfo      *dp_lookup_smart      (DpCli      *cli,
                                        DpLibrary  *library,
                                        const char *name);
DpCollectionInfo *dp_lookup_collection (DpCli      *cli,
                                        DpLibrary  *library,
                                        const char *name) G_GNUC_WARN_UNUSED_RESULT;
gboolean     dp_lookup_check_day (DpCli      *cli,
                                  const char *text);
char        *dp_lookup_day    (DpLibrary  *library,
                               const char *text) G_GNUC_WARN_UNUSED_RESULT;
int          dp_lookup_choice (DpCli             *cli,
                               const char        *option,
                               const char        *text,
                               const char *const *choices);

G_END_DECLS
