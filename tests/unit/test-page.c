/* test-page.c: hostile papers as pages
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "model/dp-link.h"
#include "render/dp-page-formulas.h"
#include "render/dp-page.h"

#include <gio/gio.h>
#include <string.h>

static DpPaper *
new_paper (void)
{
  DpPaper *paper = dp_paper_new ();

  paper->id = g_strdup ("2501.00001");
  paper->title = g_strdup ("On <b>bold</b> & \"quoted\" claims");
  paper->authors = g_strsplit ("Ada \"'><img src=x>;Zoë Müller", ";", -1);
  paper->categories = g_strsplit ("cs.CL;zz.ZZ", ";", -1);
  paper->abstract = g_strdup ("We show </p><script>alert (1)</script>.");
  paper->doi = g_strdup ("10.1000/<x>\"y");
  paper->version = 3;
  paper->published = 1746144000; /* 2025-05-02 */
  paper->updated = 1746748800;   /* 2025-05-09 */
  dp_paper_add_link (paper, DP_LINK_PROJECT, "javascript:alert (1)");
  dp_paper_add_link (paper, DP_LINK_CODE, "https://example.org/a?b=\"c\"&d");

  return paper;
}

static void
test_text_is_escaped (void)
{
  g_autoptr (DpPaper) paper = new_paper ();
  g_autofree char *page = dp_page_render (paper, &(DpPageOptions){ .target = DP_PAGE_FOR_READER });

  g_assert_null (strstr (page, "<script"));
  g_assert_null (strstr (page, "<b>"));
  g_assert_null (strstr (page, "<img"));
  g_assert_nonnull (strstr (page, "On &lt;b&gt;bold&lt;/b&gt; &amp; &quot;quoted&quot; claims"));
  g_assert_nonnull (strstr (page, "&lt;script&gt;alert (1)&lt;/script&gt;"));
}

static void
test_links_lead_to_the_web_only (void)
{
  g_autoptr (DpPaper) paper = new_paper ();
  g_autofree char *page = dp_page_render (paper, &(DpPageOptions){ .target = DP_PAGE_FOR_READER });
  g_autofree char *file = dp_page_render (paper, &(DpPageOptions){ .target = DP_PAGE_FOR_FILE });

  g_assert_null (strstr (page, "href=\"javascript:"));
  g_assert_nonnull (strstr (page, "href=\"https://example.org/a?b=&quot;c&quot;&amp;d\""));
  g_assert_nonnull (strstr (page, "href=\"https://arxiv.org/abs/2501.00001\""));
  g_assert_nonnull (strstr (page, "href=\"https://doi.org/10.1000/%3Cx%3E%22y\""));
  g_assert_nonnull (strstr (page, "href=\"dp://search/Ada%20%22%27%3E%3Cimg%20src%3Dx%3E\""));
  g_assert_null (strstr (file, "href=\"dp:"));
}

static void
test_policy_allows_our_style_only (void)
{
  g_autoptr (DpPaper) paper = new_paper ();
  g_autofree char *page = dp_page_render (paper, &(DpPageOptions){ .target = DP_PAGE_FOR_READER });
  g_autofree char *file = dp_page_render (paper, &(DpPageOptions){ .target = DP_PAGE_FOR_FILE });

  g_assert_nonnull (strstr (page, "content=\"default-src &#39;none&#39;; style-src dp:; "));
  g_assert_nonnull (strstr (page, "href=\"" DP_PAGE_STYLE_URI "\""));
  g_assert_null (strstr (page, "<style>"));

  g_assert_nonnull (strstr (file, "content=\"default-src &#39;none&#39;; style-src &#39;sha256-"));
  g_assert_nonnull (strstr (file, "<style>"));
}

static void
test_says_what_is_known (void)
{
  g_autoptr (DpPaper) paper = new_paper ();
  g_autofree char *page = dp_page_render (paper, &(DpPageOptions){ .target = DP_PAGE_FOR_READER });
  g_autofree char *text = dp_page_render_text (paper);

  g_assert_nonnull (strstr (page, "Computation and Language (cs.CL)"));
  g_assert_nonnull (strstr (page, "zz.ZZ"));
  g_assert_nonnull (strstr (page, "2 May 2025, version 3 of 9 May 2025"));
  g_assert_null (strstr (page, "Comment"));

  g_assert_nonnull (strstr (text, "On <b>bold</b> & \"quoted\" claims\n"));
  g_assert_nonnull (strstr (text, "DOI: 10.1000/<x>\"y\n"));
  g_assert_nonnull (strstr (text, "PDF: https://arxiv.org/pdf/2501.00001\n"));
}

static DpPaper *
new_rich_paper (void)
{
  DpPaper *paper = new_paper ();

  paper->organization = g_strdup ("<i>Institute</i>");
  paper->tasks = g_strsplit ("Translation,\"><script>", ",", -1);
  paper->keywords = g_strsplit ("words,<u>", ",", -1);
  paper->upvotes = 1;
  paper->num_comments = 2;
  paper->stars = 30;
  dp_paper_add_summary (paper, "digest", "- First <point>. - Second point.");
  dp_paper_add_day (paper, "2025-05-04", 2);
  dp_paper_add_version (paper, 2, 1746489600); /* 2025-05-06 */
  dp_paper_add_link (paper, DP_LINK_GITHUB, "https://github.com/owner/<x>");
  dp_paper_add_link (paper, DP_LINK_MODEL, "https://huggingface.co/owner/model");
  dp_paper_add_link (paper, DP_LINK_HUGGINGFACE, "https://huggingface.co/papers/2501.00001");

  return paper;
}

static void
test_says_what_sources_add (void)
{
  g_autoptr (DpPaper) paper = new_rich_paper ();
  g_autofree char *page = dp_page_render (paper, &(DpPageOptions){ .target = DP_PAGE_FOR_READER });
  g_autofree char *file = dp_page_render (paper, &(DpPageOptions){ .target = DP_PAGE_FOR_FILE });
  g_autofree char *text = dp_page_render_text (paper);

  g_assert_null (strstr (page, "<i>"));
  g_assert_null (strstr (page, "<u>"));
  g_assert_null (strstr (page, "<script"));
  g_assert_nonnull (strstr (page, "<li>First &lt;point&gt;.</li><li>Second point.</li>"));
  g_assert_nonnull (strstr (page, "from a digest"));
  g_assert_nonnull (strstr (page, "&lt;i&gt;Institute&lt;/i&gt;"));
  g_assert_nonnull (strstr (page, "href=\"https://huggingface.co/papers/2501.00001\"><bdi>1 upvote</bdi>"));
  g_assert_nonnull (strstr (page, "<bdi>2 comments</bdi>"));
  g_assert_nonnull (strstr (page, "<bdi>owner/&lt;x&gt; (30 stars)</bdi>"));
  g_assert_nonnull (strstr (page, "href=\"https://huggingface.co/owner/model\"><bdi>owner/model</bdi>"));
  g_assert_nonnull (strstr (page, "href=\"dp://place/task%3ATranslation\"><bdi>Translation</bdi>"));
  g_assert_nonnull (strstr (page, "href=\"dp://place/task%3A%22%3E%3Cscript%3E\""));
  g_assert_nonnull (strstr (page, "href=\"dp://place/day%3A2025-05-04\"><bdi>4 May 2025 (no. 2)</bdi>"));
  g_assert_nonnull (strstr (page, "href=\"https://arxiv.org/abs/2501.00001v1\"><bdi>v1 of 2 May 2025</bdi>"));
  g_assert_nonnull (strstr (page, "<bdi>v2 of 6 May 2025</bdi>"));
  g_assert_nonnull (strstr (page, "<bdi>v3 of 9 May 2025</bdi>"));
  g_assert_null (strstr (file, "href=\"dp:"));

  g_assert_nonnull (strstr (text, "\n• First <point>.\n• Second point.\n"));
  g_assert_nonnull (strstr (text, "owner/<x> (30 stars) https://github.com/owner/<x>"));
  g_assert_nonnull (strstr (text, "Models: owner/model https://huggingface.co/owner/model\n"));
  g_assert_nonnull (strstr (text, "Hugging Face: 1 upvote, 2 comments\n"));
  g_assert_nonnull (strstr (text, "Versions: v1 of 2 May 2025, v2 of 6 May 2025, v3 of 9 May 2025\n"));
}

static void
test_tells_a_new_version (void)
{
  g_autoptr (DpPaper) paper = new_paper ();
  g_autofree char *before = dp_page_render (paper, &(DpPageOptions){ .target = DP_PAGE_FOR_READER });
  g_autofree char *page = NULL;
  g_autofree char *file = NULL;
  g_autofree char *text = NULL;

  paper->seen_version = 1;
  paper->read = TRUE;
  page = dp_page_render (paper, &(DpPageOptions){ .target = DP_PAGE_FOR_READER });
  file = dp_page_render (paper, &(DpPageOptions){ .target = DP_PAGE_FOR_FILE });
  paper->read = FALSE;
  text = dp_page_render_text (paper);

  g_assert_null (strstr (before, "class=\"news\""));
  g_assert_nonnull (strstr (page, "There is version 3 of 9 May 2025; you read version 1."));
  g_assert_nonnull (strstr (page, "href=\"https://arxiv.org/abs/2501.00001v3\"><bdi>Version 3</bdi>"));
  g_assert_nonnull (strstr (page, "href=\"https://arxiv.org/abs/2501.00001v1\"><bdi>Version 1</bdi>"));
  g_assert_nonnull (strstr (page, "href=\"dp://seen\""));
  g_assert_null (strstr (file, "href=\"dp:"));
  g_assert_nonnull (strstr (text, "There is version 3 of 9 May 2025; you bookmarked version 1.\n"));

  /* A work that is elsewhere has no such addresses. */
  g_free (paper->id);
  paper->id = g_strdup ("doi:10.1000/x");
  g_free (page);
  page = dp_page_render (paper, &(DpPageOptions){ .target = DP_PAGE_FOR_READER });
  g_assert_null (strstr (page, "<bdi>Version"));
}

/* The page asks us, and never the address itself. */
static void
test_asks_us_for_the_thumbnail (void)
{
  g_autoptr (DpPaper) paper = new_paper ();
  g_autofree char *without = dp_page_render (paper, &(DpPageOptions){ .target = DP_PAGE_FOR_READER });
  g_autofree char *page = NULL;
  g_autofree char *file = NULL;

  paper->thumbnail = g_strdup ("https://thumbnails.example.net/a.png");
  g_free (paper->id);
  paper->id = g_strdup ("url:https://x.org/\"><b>");
  page = dp_page_render (paper, &(DpPageOptions){ .target = DP_PAGE_FOR_READER });
  file = dp_page_render (paper, &(DpPageOptions){ .target = DP_PAGE_FOR_FILE });

  g_assert_null (strstr (without, "<img"));
  g_assert_nonnull (strstr (page, "src=\"" DP_PAGE_THUMBNAIL_URI "url%3Ahttps%3A%2F%2Fx.org%2F%22%3E%3Cb%3E\""));
  g_assert_null (strstr (page, "example.net"));
  g_assert_null (strstr (file, "<img"));
}

static void
test_empty_paper_says_so (void)
{
  g_autoptr (DpPaper) paper = dp_paper_new ();
  g_autofree char *page = dp_page_render (paper, &(DpPageOptions){ .target = DP_PAGE_FOR_READER });
  g_autofree char *text = dp_page_render_text (paper);

  g_assert_nonnull (strstr (page, "No abstract is known of this paper."));
  g_assert_nonnull (strstr (text, "No abstract is known of this paper."));
  g_assert_null (strstr (page, "<dl>"));
}

static void
test_invalid_utf8_is_replaced (void)
{
  g_autoptr (DpPaper) paper = dp_paper_new ();
  g_autofree char *page = NULL;

  paper->title = g_strdup ("bad \xff\xfe<");
  page = dp_page_render (paper, &(DpPageOptions){ .target = DP_PAGE_FOR_READER });

  g_assert_true (g_utf8_validate (page, -1, NULL));
  g_assert_nonnull (strstr (page, "bad \xEF\xBF\xBD\xEF\xBF\xBD&lt;"));
}

static void
test_safe_link (void)
{
  g_assert_true (dp_link_is_safe ("https://arxiv.org/abs/1"));
  g_assert_true (dp_link_is_safe ("http://example.org"));
  g_assert_true (dp_link_is_safe ("mailto:ada@example.org"));
  g_assert_false (dp_link_is_safe ("mailto:"));
  g_assert_false (dp_link_is_safe ("dp://reader/"));
  g_assert_false (dp_link_is_safe (NULL));
  g_assert_false (dp_link_is_safe (""));
  g_assert_false (dp_link_is_safe ("https://"));
  g_assert_false (dp_link_is_safe ("JavaScript:alert (1)"));
  g_assert_false (dp_link_is_safe (" javascript:alert (1)"));
  g_assert_false (dp_link_is_safe ("file:///etc/passwd"));
  g_assert_false (dp_link_is_safe ("data:text/html,x"));
  g_assert_false (dp_link_is_safe ("/relative"));
}

static void
test_shows_formulas (void)
{
  g_autoptr (DpPaper) paper = new_paper ();
  g_autoptr (DpMath) math = dp_math_new ();
  g_autoptr (GPtrArray) formulas = NULL;
  g_autofree char *without = NULL;
  g_autofree char *page = NULL;
  g_autofree char *text = NULL;

  g_free (paper->title);
  g_free (paper->abstract);
  paper->title = g_strdup ("On $\\alpha$-divergence");
  paper->abstract = g_strdup ("It is $\\alpha$, and $$x_\"$$ is not.");
  dp_paper_add_summary (paper, "arxiv", "Take $y$.");

  /* Each once, as it is read. */
  formulas = dp_page_list_formulas (paper);
  g_assert_cmpuint (formulas->len, ==, 3);
  g_assert_cmpstr (((const DpFormula *)g_ptr_array_index (formulas, 0))->tex, ==, "\\alpha");
  g_assert_cmpstr (((const DpFormula *)g_ptr_array_index (formulas, 1))->tex, ==, "y");
  g_assert_cmpstr (((const DpFormula *)g_ptr_array_index (formulas, 2))->tex, ==, "x_\"");
  g_assert_true (((const DpFormula *)g_ptr_array_index (formulas, 2))->display);

  without = dp_page_render (paper, &(DpPageOptions){ .target = DP_PAGE_FOR_READER });
  g_assert_null (strstr (without, DP_PAGE_KATEX_STYLE_URI));
  g_assert_nonnull (strstr (without, "$\\alpha$"));

  dp_math_add (math, g_ptr_array_index (formulas, 0), "<i>alpha</i>");
  dp_math_add_reason (math, g_ptr_array_index (formulas, 2), "It has a \"quote\"");
  page = dp_page_render (paper, &(DpPageOptions){ .target = DP_PAGE_FOR_READER, .math = math });
  g_assert_nonnull (strstr (page, "href=\"" DP_PAGE_KATEX_STYLE_URI "\""));
  g_assert_nonnull (strstr (page, "<i>alpha</i>"));
  g_assert_nonnull (strstr (page, "<title>On α-divergence</title>"));
  g_assert_nonnull (strstr (page, "title=\"It has a &quot;quote&quot;\""));
  g_assert_nonnull (strstr (page, "$$x_&quot;$$"));
  g_assert_nonnull (strstr (page, "$y$"));

  text = dp_page_render_text (paper);
  g_assert_true (g_str_has_prefix (text, "On α-divergence\n"));
}

/* Every “bend”. */
static GArray *
find_bend_cb (DpSearchField field,
              const char   *text,
              gpointer      user_data)
{
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (DpTextRange));

  for (const char *p = strstr (text, "bend"); p != NULL; p = strstr (p + 1, "bend"))
    {
      DpTextRange range = { (gsize)(p - text), strlen ("bend") };

      g_array_append_val (ranges, range);
    }
  g_string_append_printf (user_data, "%s ", dp_search_field_get_name (field));

  return ranges;
}

static void
test_marked_words (void)
{
  g_autoptr (DpPaper) paper = dp_paper_new ();
  g_autoptr (GString) fields = g_string_new (NULL);
  DpHighlight      highlight = { find_bend_cb, fields };
  DpPageOptions    options = { .highlight = &highlight };
  g_autofree char *page = NULL;

  paper->id = g_strdup ("2501.00001");
  paper->title = g_strdup ("To bend & to <b>");
  paper->authors = g_strsplit ("A. bend", ",", -1);
  paper->abstract = g_strdup ("They bend\\textbf{bend} $x_{bend}$ bend");
  page = dp_page_render (paper, &options);

  g_assert_nonnull (strstr (page, ">To <mark>bend</mark> &amp; to &lt;b&gt;</h1>"));
  g_assert_nonnull (strstr (page, "<bdi>A. <mark>bend</mark></bdi>"));
  g_assert_nonnull (strstr (page, "They <mark>bend</mark><b><mark>bend</mark></b> "));
  g_assert_nonnull (strstr (page, "$x_{bend}$")); /* no markup gets into a formula */
  g_assert_nonnull (strstr (page, "<title>To bend &amp; to &lt;b&gt;</title>"));
  g_assert_nonnull (strstr (fields->str, "title author abstract"));
}

static char *
render_with_authors (guint n_authors)
{
  g_autoptr (DpPaper) paper = dp_paper_new ();
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 1; i <= n_authors; i++)
    {
      g_autofree char *name = g_strdup_printf ("Author %u", i);

      g_strv_builder_add (names, name);
    }
  paper->id = g_strdup ("2501.00001");
  paper->authors = g_strv_builder_end (names);

  return dp_page_render (paper, &(DpPageOptions){ 0 });
}

static void
test_thousands_of_authors (void)
{
  g_autofree char *few = render_with_authors (60);
  g_autofree char *many = render_with_authors (61);
  const char      *fold = strstr (many, "<details");

  g_assert_null (strstr (few, "<details"));
  g_assert_nonnull (strstr (few, "Author 60<"));
  g_assert_nonnull (fold);
  g_assert_nonnull (strstr (many, "<summary>and 21 more authors</summary>"));
  g_assert_true (strstr (many, "Author 40<") < fold);
  g_assert_true (strstr (many, "Author 41<") > fold);
  g_assert_nonnull (strstr (fold, "Author 61<"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/page/text-is-escaped", test_text_is_escaped);
  g_test_add_func ("/page/links-lead-to-the-web-only", test_links_lead_to_the_web_only);
  g_test_add_func ("/page/policy-allows-our-style-only", test_policy_allows_our_style_only);
  g_test_add_func ("/page/says-what-is-known", test_says_what_is_known);
  g_test_add_func ("/page/says-what-sources-add", test_says_what_sources_add);
  g_test_add_func ("/page/tells-a-new-version", test_tells_a_new_version);
  g_test_add_func ("/page/asks-us-for-the-thumbnail", test_asks_us_for_the_thumbnail);
  g_test_add_func ("/page/empty-paper-says-so", test_empty_paper_says_so);
  g_test_add_func ("/page/invalid-utf8-is-replaced", test_invalid_utf8_is_replaced);
  g_test_add_func ("/page/shows-formulas", test_shows_formulas);
  g_test_add_func ("/page/marked-words", test_marked_words);
  g_test_add_func ("/page/thousands-of-authors", test_thousands_of_authors);
  g_test_add_func ("/link/safe", test_safe_link);

  return g_test_run ();
}
