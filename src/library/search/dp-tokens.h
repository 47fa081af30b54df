/* dp-tokens.h: the words of a text as the search index has them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Private to the library. */

typedef struct
{
  gsize start; /* where it stands in the text, in bytes */
  gsize end;
  guint stem;  /* where its stem begins in DpTokens.stems */
  guint length;
} DpToken;

typedef struct
{
  GArray  *tokens; /* (owned) of DpToken */
  GString *stems;  /* (owned) one after the other */
} DpTokens;

/* The tokenizer of the table `search`. */
typedef struct _DpTokenizer DpTokenizer;

DpTokenizer *dp_tokenizer_new  (void) G_GNUC_WARN_UNUSED_RESULT;
void         dp_tokenizer_free (DpTokenizer *self);
DpTokens    *dp_tokenizer_read (DpTokenizer *self,
                                const char  *text) G_GNUC_WARN_UNUSED_RESULT;
void         dp_tokens_free    (DpTokens *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpTokenizer, dp_tokenizer_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpTokens, dp_tokens_free)

G_END_DECLS
