/* test-digest-writer.c: the four layouts of a digest, written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "formats/digest/dp-digest-writer.h"
#include "formats/dp-markdown.h"
#include "model/dp-sentence.h"

#define DAY (24 * 60 * 60)
#define NEW_YEAR 1735689600 /* 2025-01-01 */

static void
test_text (void)
{
  static const struct
  {
    const char *text;
    const char *markdown;
  } cases[] = {
    { "Plain text, as it is: 3.5 % (A/B) - \"x\"!", "Plain text, as it is: 3.5 % (A/B) - \"x\"!" },
    { "a|b \\| c\\", "a&#124;b &#92;&#124; c&#92;" },
    { "**bold** *x* _y_ a_b ~~z~~ `c`",
      "&#42;&#42;bold&#42;&#42; &#42;x&#42; &#95;y&#95; a_b &#126;&#126;z&#126;&#126; &#96;c&#96;" },
    { "[x](y) ![z]", "&#91;x&#93;(y) !&#91;z&#93;" },
    { "<b>x</b> a<b a>b", "&lt;b>x&lt;/b> a&lt;b a>b" },
    { "AT&T R&D a & b &amp; &#38;", "AT&amp;T R&amp;D a & b &amp;amp; &amp;#38;" },
    { "$x_1$ and \\alpha", "&#36;x_1&#36; and &#92;alpha" },
    { "  two\nlines\r\n\tand\vmore  ", "two lines and more" },
    { "bell\a nul", "bell nul" },
    { "right \u202eto\u200f left", "right to&#x200f; left" },
    { "see https://example.org/a_b now", "see https://example.org/a_b now" },
    { "see https://example.org/*b now", "see https&#58;//example.org/&#42;b now" },
    { "WWW.example.org/~x", "WWW&#46;example.org/&#126;x" },
    { "{{ site }} {%x%} {a}", "&#123;{ site }} &#123;%x%} {a}" },
    { "", "" },
    { NULL, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) markdown = g_string_new (NULL);

      dp_markdown_append_text (markdown, cases[i].text);
      g_assert_cmpstr (markdown->str, ==, cases[i].markdown);
    }
}

static void
test_link (void)
{
  g_autoptr (GString) markdown = g_string_new (NULL);

  dp_markdown_append_link (markdown, "[a] https://b.org", "https://c.org/x_(y)?a=1&amp=2|3 4");
  g_assert_cmpstr (markdown->str, ==,
                   "[&#91;a&#93; https&#58;//b.org](https://c.org/x_&#40;y&#41;?a=1&amp;amp=2&#124;3%204)");

  g_string_truncate (markdown, 0);
  dp_markdown_append_link (markdown, "no address", NULL);
  g_assert_cmpstr (markdown->str, ==, "no address");
}

static void
test_blocks (void)
{
  g_autoptr (GString) markdown = g_string_new (NULL);

  dp_markdown_append_heading (markdown, "C #");
  dp_markdown_append_heading (markdown, "a\nb");
  dp_markdown_append_remark (markdown, "- no *list*");
  g_assert_cmpstr (markdown->str, ==,
                   "## C &#35;\n## a b\n*- no &#42;list&#42;*\n");
}

static void
assert_sentences (const char *text,
                  const char *joined)
{
  g_auto (GStrv) sentences = dp_sentence_split (text, 2);
  g_autofree char *actual = g_strjoinv ("|", sentences);

  g_assert_cmpstr (actual, ==, joined);
}

static void
test_sentences (void)
{
  assert_sentences ("One is 0.5 here. Two! Three?", "One is 0.5 here.|Two!");
  assert_sentences ("We follow J. Doe et al. (2020), e.g. This. And \"so.\" Then.",
                    "We follow J. Doe et al. (2020), e.g. This.|And \"so.\"");
  assert_sentences ("No mark at all", "No mark at all");
  assert_sentences ("pH 7. but not here. End", "pH 7. but not here.|End");
  assert_sentences ("", "");
  assert_sentences (NULL, "");
}

static DpPaper *
make_paper (const char *id,
            const char *title,
            DpTime      published)
{
  DpPaper *paper = dp_paper_new ();

  paper->id = g_strdup (id);
  paper->title = g_strdup (title);
  paper->published = published;

  return paper;
}

static DpPaper *
make_full_paper (void)
{
  DpPaper *paper = make_paper ("2501.00002", "Kites | and\nstrings", NEW_YEAR + DAY);

  paper->version = 3;
  paper->updated = NEW_YEAR + 40 * DAY;
  paper->abstract = g_strdup ("We fly. It works. It <b>ends</b>.");
  paper->comment = g_strdup ("12 pages, accepted at KITE");
  paper->authors = g_strsplit ("Ada M|B. O'Neill", "|", -1);
  paper->tasks = g_strsplit ("Robotics|Children's Play", "|", -1);
  dp_paper_add_link (paper, DP_LINK_GITHUB, "https://github.com/a/kite");
  dp_paper_add_link (paper, DP_LINK_PROJECT, "https://kite.example.org");
  dp_paper_add_link (paper, DP_LINK_MODEL, "https://huggingface.co/a/kite");
  dp_paper_add_link (paper, DP_LINK_HUGGINGFACE, "https://huggingface.co/papers/2501.00002");

  return paper;
}

static DpDigest *
make_digest (DpDigestLayout layout)
{
  DpDigest *digest = dp_digest_new (layout);

  digest->last_update = g_strdup ("2025-01-05");

  return digest;
}

static void
test_keyword (void)
{
  g_autoptr (DpDigest) digest = make_digest (DP_DIGEST_KEYWORD);
  DpDigestSection *section = dp_digest_add_section (digest, "Kites", NULL, NULL);
  g_autofree char *text = NULL;
  DpPaper         *older = make_paper ("2501.00001", "Old", NEW_YEAR);
  DpPaper         *report = make_paper ("url:https://example.org/r", "Report", DP_TIME_UNKNOWN);

  older->comment = g_strdup ("9 pages");
  g_ptr_array_add (section->papers, report);
  g_ptr_array_add (section->papers, older);
  g_ptr_array_add (section->papers, make_full_paper ());
  g_ptr_array_add (section->papers, dp_paper_ref (older)); /* once a section */

  section = dp_digest_add_section (digest, "None", NULL, NULL);
  section->reason = g_strdup ("It is Saturday.");
  text = dp_digest_write (digest);

  g_assert_cmpstr (text, ==,
                   "# Daily Papers\n"
                   "The newest papers on each of these keywords, from arXiv and Hugging Face, by the program Daily Papers.\n"
                   "\n"
                   "The subheadings are the keywords. Each list is sorted by the date shown, the newest paper first.\n"
                   "\n"
                   "Last update: 2025-01-05\n"
                   "\n"
                   "## Kites\n"
                   "| **Title** | **Date** | **Abstract** | **Comment** |\n"
                   "| --- | --- | --- | --- |\n"
                   "| **[Kites &#124; and strings](https://arxiv.org/abs/2501.00002v3)** | 2025-01-02 | "
                   "<details><summary>Show</summary><p>We fly. It works. It &lt;b>ends&lt;/b>.</p></details> | "
                   "<details><summary>12 pa...</summary><p>12 pages, accepted at KITE</p></details> |\n"
                   "| **[Old](https://arxiv.org/abs/2501.00001)** | 2025-01-01 |  | 9 pages |\n"
                   "| **[Report](https://example.org/r)** |  |  |  |\n"
                   "\n"
                   "## None\n"
                   "*It is Saturday.*\n"
                   "\n"
                   "| **Title** | **Date** | **Abstract** | **Comment** |\n"
                   "| --- | --- | --- | --- |\n");
}

static void
test_classified (void)
{
  g_autoptr (DpDigest) digest = make_digest (DP_DIGEST_CLASSIFIED);
  DpDigestSection *section = dp_digest_add_section (digest, NULL, "2025-01-03", NULL);
  g_autofree char *text = NULL;
  DpPaper         *other = make_paper ("2501.00001", "Old", NEW_YEAR);

  dp_paper_add_summary (other, "digest", "- One. - Two.");
  g_ptr_array_add (section->papers, other);
  g_ptr_array_add (section->papers, make_full_paper ());
  text = dp_digest_write (digest);

  g_assert_cmpstr (text, ==,
                   "\n## Papers for 2025-01-03\n\n"
                   "| Title | Authors | Summary | Classification | GitHub URLs | HuggingFace URLs |\n"
                   "|-------|---------|---------|----------------|-------------|-----------------|\n"
                   "| [Old](https://arxiv.org/abs/2501.00001) |  | - One. - Two. | N/A | N/A | N/A |\n"
                   "| [Kites &#124; and strings](https://arxiv.org/abs/2501.00002) | Ada M, B. O'Neill | "
                   "- We fly. - It works. | ['Robotics', \"Children's Play\"] | "
                   "[Link](https://github.com/a/kite), [Project](https://kite.example.org) | "
                   "[Link](https://huggingface.co/a/kite) |\n");
}

static void
test_summary (void)
{
  g_autoptr (DpDigest) digest = make_digest (DP_DIGEST_SUMMARY);
  DpDigestSection *section = dp_digest_add_section (digest, NULL, "2025-01-03", NULL);
  g_autofree char *text = NULL;

  g_ptr_array_add (section->papers, make_full_paper ());
  g_ptr_array_add (section->papers, make_paper ("url:https://example.org/r", "Report", DP_TIME_UNKNOWN));
  text = dp_digest_write (digest);

  g_assert_cmpstr (text, ==,
                   "\n## Papers for 2025-01-03\n\n"
                   "| Title | Authors | Summary |\n"
                   "|-------|---------|---------|\n"
                   "| Kites &#124; and strings (Read more on [arXiv](https://arxiv.org/abs/2501.00002) or "
                   "[HuggingFace](https://huggingface.co/papers/2501.00002)) | Ada M, B. O'Neill | We fly. It works. |\n"
                   "| Report (Read more on [its page](https://example.org/r)) |  |  |\n");
}

static void
test_dated (void)
{
  g_autoptr (DpDigest) digest = make_digest (DP_DIGEST_DATED);
  DpDigestSection *section = dp_digest_add_section (digest, NULL, NULL, "2025-01");
  g_autofree char *text = NULL;
  const int        days[] = { 1, 2, 3, 4, 11, 12, 13, 21, 22, 23, 31 };
  const char      *tail = "\n| 1st January 2025 | [1](https://arxiv.org/abs/2501.00001) |  |\n";

  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autofree char *id = g_strdup_printf ("2501.%05d", days[i]);
      g_autofree char *title = g_strdup_printf ("%d", days[i]);

      g_ptr_array_add (section->papers, make_paper (id, title, NEW_YEAR + (days[i] - 1) * DAY + 7));
    }
  text = dp_digest_write (digest);

  g_assert_true (g_str_has_prefix (text,
                                   "\n## January 2025\n\n"
                                   "| Date | Title | Abstract |\n"
                                   "|------|-------|----------|\n"
                                   "| 31st January 2025 | [31](https://arxiv.org/abs/2501.00031) |  |\n"
                                   "| 23rd January 2025 | "));
  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    {
      static const char *const ordinals[] = { "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "23rd",
                                              "31st" };
      g_autofree char         *row = g_strdup_printf ("\n| %s January 2025 | [%d](", ordinals[i], days[i]);

      g_assert_nonnull (strstr (text, row));
    }
  g_assert_true (g_str_has_suffix (text, tail));
}

/* A topic that counts revisions shows their date, and sorts by it. */
static void
test_revised (void)
{
  g_autoptr (DpDigest) digest = make_digest (DP_DIGEST_DATED);
  DpDigestSection *section = dp_digest_add_section (digest, NULL, NULL, NULL);
  g_autofree char *text = NULL;

  section->revised = TRUE;
  g_ptr_array_add (section->papers, make_paper ("2501.00009", "Newer at first", NEW_YEAR + 8 * DAY));
  g_ptr_array_add (section->papers, make_full_paper ());
  text = dp_digest_write (digest);

  g_assert_cmpstr (text, ==,
                   "\n\n| Date | Title | Abstract |\n"
                   "|------|-------|----------|\n"
                   "| 10th February 2025 | [Kites &#124; and strings](https://arxiv.org/abs/2501.00002v3) | "
                   "We fly. It works. It &lt;b>ends&lt;/b>. |\n"
                   "| 9th January 2025 | [Newer at first](https://arxiv.org/abs/2501.00009) |  |\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/digest-writer/text", test_text);
  g_test_add_func ("/digest-writer/link", test_link);
  g_test_add_func ("/digest-writer/blocks", test_blocks);
  g_test_add_func ("/digest-writer/sentences", test_sentences);
  g_test_add_func ("/digest-writer/keyword", test_keyword);
  g_test_add_func ("/digest-writer/classified", test_classified);
  g_test_add_func ("/digest-writer/summary", test_summary);
  g_test_add_func ("/digest-writer/dated", test_dated);
  g_test_add_func ("/digest-writer/revised", test_revised);

  return g_test_run ();
}
