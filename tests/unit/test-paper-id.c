/* test-paper-id.c: the identity of a paper
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "model/dp-paper-id.h"

static const struct
{
  const char *text;
  const char *id;
  guint       version;
} cases[] = {
  /* Bare. */
  { "2501.12948", "2501.12948", 0 },
  { "2501.12948v2", "2501.12948", 2 },
  { "  2501.12948V10\n", "2501.12948", 10 },
  { "0704.0001", "0704.0001", 0 },
  { "1412.9999v1", "1412.9999", 1 },
  { "math/0611800", "math/0611800", 0 },
  { "math.GT/0309136v3", "math/0309136", 3 },
  { "cond-mat.supr-con/9901001", "cond-mat/9901001", 0 },
  { "hep-th/9108001", "hep-th/9108001", 0 },
  { "HEP-TH/0703001", "hep-th/0703001", 0 },
  { "cs/0112017", "cs/0112017", 0 },

  /* With a prefix. */
  { "arXiv:2501.12948", "2501.12948", 0 },
  { "ARXIV: 2501.12948v1", "2501.12948", 1 },
  { "arxiv:math/0611800", "math/0611800", 0 },
  { "arxiv://2501.12948", "2501.12948", 0 },
  { "oai:arXiv.org:2501.12948v1", "2501.12948", 1 },
  { "oai:arXiv.org:math/0611800", "math/0611800", 0 },
  { "arXiv:2501.12948v2 [cs.CL] 22 Jan 2025", "2501.12948", 2 },

  /* Addresses of arXiv. */
  { "https://arxiv.org/abs/2501.12948", "2501.12948", 0 },
  { "http://arxiv.org/abs/2501.12948v2", "2501.12948", 2 },
  { "https://arxiv.org/pdf/2501.12948", "2501.12948", 0 },
  { "https://arxiv.org/pdf/2501.12948v1.pdf", "2501.12948", 1 },
  { "https://arxiv.org/pdf/math/0611800v2.pdf", "math/0611800", 2 },
  { "https://arxiv.org/html/2501.12948v1/#S3.SS1", "2501.12948", 1 },
  { "https://www.arxiv.org/abs/math.GT/0309136?context=math", "math/0309136", 0 },
  { "https://export.arxiv.org/format/2501.12948", "2501.12948", 0 },
  { "https://ar5iv.labs.arxiv.org/html/2501.12948", "2501.12948", 0 },
  { "https://ar5iv.org/abs/2501.12948", "2501.12948", 0 },
  { "HTTPS://ARXIV.ORG/abs/2501.12948/", "2501.12948", 0 },
  { "https://arxiv.org/abs/math%2F0611800", "math/0611800", 0 },
  { "arxiv.org/abs/2501.12948", "2501.12948", 0 },
  { "https://arxiv.org/2501.12948", "2501.12948", 0 },

  /* Hugging Face. */
  { "https://huggingface.co/papers/2501.12948", "2501.12948", 0 },
  { "https://www.huggingface.co/papers/2501.12948#community", "2501.12948", 0 },
  { "huggingface.co/papers/2501.12948", "2501.12948", 0 },
  { "https://huggingface.co/deepseek-ai/DeepSeek-R1", "url:https://huggingface.co/deepseek-ai/DeepSeek-R1", 0 },

  /* DOIs. */
  { "10.48550/arXiv.2501.12948", "2501.12948", 0 },
  { "https://doi.org/10.48550/ARXIV.MATH/0611800", "math/0611800", 0 },
  { "10.1103/PhysRevLett.116.061102", "doi:10.1103/physrevlett.116.061102", 0 },
  { "DOI: 10.1000/ABC", "doi:10.1000/abc", 0 },
  { "http://dx.doi.org/10.1000/182", "doi:10.1000/182", 0 },
  { "doi.org/10.1000/182", "doi:10.1000/182", 0 },
  { "https://doi.org/10.1002/(SICI)1096%3C1::AID%3E3.0", "doi:10.1002/(sici)1096<1::aid>3.0", 0 },

  /* Other addresses. */
  { "https://Example.ORG/Paper.pdf", "url:https://example.org/Paper.pdf", 0 },
  { "http://www.example.org/a/b/#part", "url:https://example.org/a/b", 0 },
  { "https://example.org/?utm_source=x&utm_medium=y", "url:https://example.org", 0 },
  { "https://example.org/p?id=7&utm_campaign=z&x=/", "url:https://example.org/p?id=7&x=/", 0 },
  { "https://user:secret@example.org:8443/p", "url:https://example.org:8443/p", 0 },
  { "http://example.org:80/p", "url:https://example.org/p", 0 },
  { "https://[2001:db8::1]/p", "url:https://[2001:db8::1]/p", 0 },
  { "https://example.org/arxiv.org/abs/2501.12948", "url:https://example.org/arxiv.org/abs/2501.12948", 0 },
  { "https://www.www.Bücher.example/x", "url:https://xn--bcher-kva.example/x", 0 },
  { "https://notarxiv.org/abs/2501.12948", "url:https://notarxiv.org/abs/2501.12948", 0 },
};

static void
test_parse (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint            version = 42;
      g_autofree char *id = dp_paper_id_parse (cases[i].text, &version);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (id, ==, cases[i].id);
      g_assert_cmpuint (version, ==, cases[i].version);
    }
}

/* Whatever it gives, it also takes, and leaves as it is. */
static void
test_parse_is_idempotent (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *id = dp_paper_id_parse (cases[i].id, NULL);

      g_assert_cmpstr (id, ==, cases[i].id);
    }
}

static void
test_parse_refuses (void)
{
  static const char *const bad[] = {
    NULL,
    "",
    " ",
    "v1",
    "hallucination",
    "and/or",
    "2501",
    "2501.",
    "2501.1294",
    "1412.12345",
    "2513.12345",
    "2500.12345",
    "0703.0001",
    "0000.0000",
    "2501.129481",
    "2501.12948v",
    "2501.12948v0",
    "2501.12948v-1",
    "2501.12948v99999",
    "2501.12948 v1",
    "x2501.12948",
    "foo/0112017",
    "cs/9912",
    "cs/01120170",
    "cs/0704001",
    "cs/9107001",
    "cs./x/0112017",
    "cs.A1/0112017",
    "math/0613800",
    "/0611800",
    "arXiv:",
    "arXiv:hello",
    "doi:",
    "doi:10.1000",
    "10.1000/",
    "10.1/x",
    "10.1000/a b",
    "https://arxiv.org/",
    "https://arxiv.org/list/cs.CL/new",
    "https://arxiv.org/abs/",
    "https://",
    "https:///abs/2501.12948",
    "ftp://arxiv.org/abs/2501.12948",
    "javascript:alert(1)",
    "file:///etc/passwd",
    "example.org/paper",
    "https://exa%1fmple.org/",
    "https://exa mple.org/",
    "url:",
    "url:x",
    "\xff\xfe",
    "২৫০১.১২৯৪৮",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      guint            version = 42;
      g_autofree char *id = dp_paper_id_parse (bad[i], &version);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_null (id);
      g_assert_cmpuint (version, ==, 0);
    }
}

static void
test_parse_refuses_the_endless (void)
{
  g_autofree char *tail = g_strnfill (100000, 'a');
  g_autofree char *url = g_strconcat ("https://example.org/", tail, NULL);

  g_assert_null (dp_paper_id_parse (url, NULL));
}

static void
test_is_arxiv (void)
{
  g_assert_true (dp_paper_id_is_arxiv ("2501.12948"));
  g_assert_true (dp_paper_id_is_arxiv ("math/0611800"));

  g_assert_false (dp_paper_id_is_arxiv (NULL));
  g_assert_false (dp_paper_id_is_arxiv (""));
  g_assert_false (dp_paper_id_is_arxiv ("2501.12948v1"));
  g_assert_false (dp_paper_id_is_arxiv ("math.GT/0309136"));
  g_assert_false (dp_paper_id_is_arxiv ("doi:10.1000/182"));
  g_assert_false (dp_paper_id_is_arxiv ("url:https://example.org"));
}

static void
test_urls (void)
{
  g_autofree char *abs = dp_paper_id_dup_abs_url ("2501.12948", 0);
  g_autofree char *abs_v2 = dp_paper_id_dup_abs_url ("2501.12948", 2);
  g_autofree char *pdf = dp_paper_id_dup_pdf_url ("math/0611800", 0);
  g_autofree char *html = dp_paper_id_dup_html_url ("2501.12948", 1);

  g_assert_cmpstr (abs, ==, "https://arxiv.org/abs/2501.12948");
  g_assert_cmpstr (abs_v2, ==, "https://arxiv.org/abs/2501.12948v2");
  g_assert_cmpstr (pdf, ==, "https://arxiv.org/pdf/math/0611800");
  g_assert_cmpstr (html, ==, "https://arxiv.org/html/2501.12948v1");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/paper-id/parse", test_parse);
  g_test_add_func ("/paper-id/parse-is-idempotent", test_parse_is_idempotent);
  g_test_add_func ("/paper-id/parse-refuses", test_parse_refuses);
  g_test_add_func ("/paper-id/parse-refuses-the-endless", test_parse_refuses_the_endless);
  g_test_add_func ("/paper-id/is-arxiv", test_is_arxiv);
  g_test_add_func ("/paper-id/urls", test_urls);

  return g_test_run ();
}
