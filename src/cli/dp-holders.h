/* dp-holders.h: what the commands for tags and for collections share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli/dp-cli.h"
#include "library/mark/dp-mark-change.h"

G_BEGIN_DECLS

/* Of the commands that list tags or collections. */
typedef struct
{
  char *format; /* (owned) (nullable) */
  char *remove; /* (owned) (nullable) */
  char *rename; /* (owned) (nullable) */
  char *to;     /* (owned) (nullable) */
  char *save;   /* (owned) (nullable): of collections only, as the next */
  char *search; /* (owned) (nullable) */
} DpHoldersOptions;

gpointer dp_holders_new_options   (GOptionContext *context);
void     dp_holders_free_options  (gpointer options);
gboolean dp_holders_check_options (DpCli                  *cli,
                                   const DpHoldersOptions *options);
gboolean dp_holders_is_change     (const DpHoldersOptions *options);

/* A list of them, as a table or as JSON. */
typedef struct _DpHolders DpHolders;

DpHolders *dp_holders_new   (DpCli                  *cli,
                             const DpHoldersOptions *options) G_GNUC_WARN_UNUSED_RESULT;
void       dp_holders_free  (DpHolders *self);
void       dp_holders_add   (DpHolders  *self,
                             const char *name,
                             guint       n_papers,
                             guint       n_unread);
/* One that has a search in place of papers. */
void       dp_holders_add_search (DpHolders  *self,
                                  const char *name,
                                  const char *search);
void       dp_holders_write (DpHolders  *self,
                             const char *reason);

void       dp_holders_finish (DpCli        *cli,
                              DpMarkChange *change,
                              const GError *error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpHolders, dp_holders_free)

G_END_DECLS
