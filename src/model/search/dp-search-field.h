/* dp-search-field.h: what a search can be limited to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DpSearchField:
 *
 * What stands before the colon of `title:…`. The first ones are words of the search
 * index; %DP_SEARCH_ANY is a word without a prefix, which may be in any of these.
 */
typedef enum
{
  DP_SEARCH_ANY,
  DP_SEARCH_TITLE,
  DP_SEARCH_AUTHOR,
  DP_SEARCH_ABSTRACT,
  DP_SEARCH_COMMENT,
  DP_SEARCH_NOTE,
  DP_SEARCH_CATEGORY,
  DP_SEARCH_TOPIC,
  DP_SEARCH_TAG,
  DP_SEARCH_COLLECTION,
  DP_SEARCH_TASK,
  DP_SEARCH_DAY,
  DP_SEARCH_AFTER,
  DP_SEARCH_BEFORE,
  DP_SEARCH_IS,
  DP_SEARCH_HAS,
  DP_SEARCH_ID,
  DP_SEARCH_LIKE, /* those whose text is nearest to a paper's */
} DpSearchField;

#define DP_SEARCH_N_FIELDS (DP_SEARCH_LIKE + 1)

/* What stands after `is:` and `has:`. */
typedef enum
{
  DP_SEARCH_IS_UNREAD,
  DP_SEARCH_IS_READ,
  DP_SEARCH_IS_BOOKMARKED,
  DP_SEARCH_IS_REVISED, /* since it was marked */
  DP_SEARCH_HAS_CODE,
  DP_SEARCH_HAS_MODELS,
  DP_SEARCH_HAS_NOTE,
  DP_SEARCH_HAS_PDF, /* saved on this machine */
  DP_SEARCH_HAS_SUMMARY,
  DP_SEARCH_HAS_TAG,
} DpSearchProperty;

#define DP_SEARCH_N_PROPERTIES (DP_SEARCH_HAS_TAG + 1)

gboolean      dp_search_field_find            (const char    *name,
                                               gsize          length,
                                               DpSearchField *out_field);
const char   *dp_search_field_get_name        (DpSearchField field);
const char   *dp_search_field_get_example     (DpSearchField field);
const char   *dp_search_field_get_description (DpSearchField field);
gboolean      dp_search_field_is_text         (DpSearchField field);

/* The term that finds @value: `author:"van der Berg"`, `cat:cs.CL`. */
char         *dp_search_field_format          (DpSearchField field,
                                               const char   *value) G_GNUC_WARN_UNUSED_RESULT;

gboolean      dp_search_property_find            (DpSearchField     field,
                                                  const char       *value,
                                                  DpSearchProperty *out_property);
const char   *dp_search_property_get_name        (DpSearchProperty property);
const char   *dp_search_property_get_description (DpSearchProperty property);
DpSearchField dp_search_property_get_field       (DpSearchProperty property);

G_END_DECLS
