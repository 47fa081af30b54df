/* dp-category.c: the subject classes of arXiv
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/dp-category.h"

#include <string.h>

#include "model/dp-text.h"

/* The taxonomy as arXiv publishes it: https://arxiv.org/category_taxonomy. */

#define CS "Computer Science"
#define ECON "Economics"
#define EESS "Electrical Engineering and Systems Science"
#define MATH "Mathematics"
#define PHYSICS "Physics"
#define Q_BIO "Quantitative Biology"
#define Q_FIN "Quantitative Finance"
#define STAT "Statistics"

/* What can be followed: each archive as a whole, then its classes. */
static const DpCategory categories[] = {
  { "cs.*", "Computer Science", CS },
  { "cs.AI", "Artificial Intelligence", CS },
  { "cs.AR", "Hardware Architecture", CS },
  { "cs.CC", "Computational Complexity", CS },
  { "cs.CE", "Computational Engineering, Finance, and Science", CS },
  { "cs.CG", "Computational Geometry", CS },
  { "cs.CL", "Computation and Language", CS },
  { "cs.CR", "Cryptography and Security", CS },
  { "cs.CV", "Computer Vision and Pattern Recognition", CS },
  { "cs.CY", "Computers and Society", CS },
  { "cs.DB", "Databases", CS },
  { "cs.DC", "Distributed, Parallel, and Cluster Computing", CS },
  { "cs.DL", "Digital Libraries", CS },
  { "cs.DM", "Discrete Mathematics", CS },
  { "cs.DS", "Data Structures and Algorithms", CS },
  { "cs.ET", "Emerging Technologies", CS },
  { "cs.FL", "Formal Languages and Automata Theory", CS },
  { "cs.GL", "General Literature", CS },
  { "cs.GR", "Graphics", CS },
  { "cs.GT", "Computer Science and Game Theory", CS },
  { "cs.HC", "Human-Computer Interaction", CS },
  { "cs.IR", "Information Retrieval", CS },
  { "cs.IT", "Information Theory", CS },
  { "cs.LG", "Machine Learning", CS },
  { "cs.LO", "Logic in Computer Science", CS },
  { "cs.MA", "Multiagent Systems", CS },
  { "cs.MM", "Multimedia", CS },
  { "cs.MS", "Mathematical Software", CS },
  { "cs.NA", "Numerical Analysis", CS },
  { "cs.NE", "Neural and Evolutionary Computing", CS },
  { "cs.NI", "Networking and Internet Architecture", CS },
  { "cs.OH", "Other Computer Science", CS },
  { "cs.OS", "Operating Systems", CS },
  { "cs.PF", "Performance", CS },
  { "cs.PL", "Programming Languages", CS },
  { "cs.RO", "Robotics", CS },
  { "cs.SC", "Symbolic Computation", CS },
  { "cs.SD", "Sound", CS },
  { "cs.SE", "Software Engineering", CS },
  { "cs.SI", "Social and Information Networks", CS },
  { "cs.SY", "Systems and Control", CS },
  { "econ.*", "Economics", ECON },
  { "econ.EM", "Econometrics", ECON },
  { "econ.GN", "General Economics", ECON },
  { "econ.TH", "Theoretical Economics", ECON },
  { "eess.*", "Electrical Engineering and Systems Science", EESS },
  { "eess.AS", "Audio and Speech Processing", EESS },
  { "eess.IV", "Image and Video Processing", EESS },
  { "eess.SP", "Signal Processing", EESS },
  { "eess.SY", "Systems and Control", EESS },
  { "math.*", "Mathematics", MATH },
  { "math.AC", "Commutative Algebra", MATH },
  { "math.AG", "Algebraic Geometry", MATH },
  { "math.AP", "Analysis of PDEs", MATH },
  { "math.AT", "Algebraic Topology", MATH },
  { "math.CA", "Classical Analysis and ODEs", MATH },
  { "math.CO", "Combinatorics", MATH },
  { "math.CT", "Category Theory", MATH },
  { "math.CV", "Complex Variables", MATH },
  { "math.DG", "Differential Geometry", MATH },
  { "math.DS", "Dynamical Systems", MATH },
  { "math.FA", "Functional Analysis", MATH },
  { "math.GM", "General Mathematics", MATH },
  { "math.GN", "General Topology", MATH },
  { "math.GR", "Group Theory", MATH },
  { "math.GT", "Geometric Topology", MATH },
  { "math.HO", "History and Overview", MATH },
  { "math.IT", "Information Theory", MATH },
  { "math.KT", "K-Theory and Homology", MATH },
  { "math.LO", "Logic", MATH },
  { "math.MG", "Metric Geometry", MATH },
  { "math.MP", "Mathematical Physics", MATH },
  { "math.NA", "Numerical Analysis", MATH },
  { "math.NT", "Number Theory", MATH },
  { "math.OA", "Operator Algebras", MATH },
  { "math.OC", "Optimization and Control", MATH },
  { "math.PR", "Probability", MATH },
  { "math.QA", "Quantum Algebra", MATH },
  { "math.RA", "Rings and Algebras", MATH },
  { "math.RT", "Representation Theory", MATH },
  { "math.SG", "Symplectic Geometry", MATH },
  { "math.SP", "Spectral Theory", MATH },
  { "math.ST", "Statistics Theory", MATH },
  { "astro-ph.*", "Astrophysics", PHYSICS },
  { "astro-ph.CO", "Cosmology and Nongalactic Astrophysics", PHYSICS },
  { "astro-ph.EP", "Earth and Planetary Astrophysics", PHYSICS },
  { "astro-ph.GA", "Astrophysics of Galaxies", PHYSICS },
  { "astro-ph.HE", "High Energy Astrophysical Phenomena", PHYSICS },
  { "astro-ph.IM", "Instrumentation and Methods for Astrophysics", PHYSICS },
  { "astro-ph.SR", "Solar and Stellar Astrophysics", PHYSICS },
  { "cond-mat.*", "Condensed Matter", PHYSICS },
  { "cond-mat.dis-nn", "Disordered Systems and Neural Networks", PHYSICS },
  { "cond-mat.mes-hall", "Mesoscale and Nanoscale Physics", PHYSICS },
  { "cond-mat.mtrl-sci", "Materials Science", PHYSICS },
  { "cond-mat.other", "Other Condensed Matter", PHYSICS },
  { "cond-mat.quant-gas", "Quantum Gases", PHYSICS },
  { "cond-mat.soft", "Soft Condensed Matter", PHYSICS },
  { "cond-mat.stat-mech", "Statistical Mechanics", PHYSICS },
  { "cond-mat.str-el", "Strongly Correlated Electrons", PHYSICS },
  { "cond-mat.supr-con", "Superconductivity", PHYSICS },
  { "gr-qc", "General Relativity and Quantum Cosmology", PHYSICS },
  { "hep-ex", "High Energy Physics - Experiment", PHYSICS },
  { "hep-lat", "High Energy Physics - Lattice", PHYSICS },
  { "hep-ph", "High Energy Physics - Phenomenology", PHYSICS },
  { "hep-th", "High Energy Physics - Theory", PHYSICS },
  { "math-ph", "Mathematical Physics", PHYSICS },
  { "nlin.*", "Nonlinear Sciences", PHYSICS },
  { "nlin.AO", "Adaptation and Self-Organizing Systems", PHYSICS },
  { "nlin.CD", "Chaotic Dynamics", PHYSICS },
  { "nlin.CG", "Cellular Automata and Lattice Gases", PHYSICS },
  { "nlin.PS", "Pattern Formation and Solitons", PHYSICS },
  { "nlin.SI", "Exactly Solvable and Integrable Systems", PHYSICS },
  { "nucl-ex", "Nuclear Experiment", PHYSICS },
  { "nucl-th", "Nuclear Theory", PHYSICS },
  { "physics.*", "Physics", PHYSICS },
  { "physics.acc-ph", "Accelerator Physics", PHYSICS },
  { "physics.ao-ph", "Atmospheric and Oceanic Physics", PHYSICS },
  { "physics.app-ph", "Applied Physics", PHYSICS },
  { "physics.atm-clus", "Atomic and Molecular Clusters", PHYSICS },
  { "physics.atom-ph", "Atomic Physics", PHYSICS },
  { "physics.bio-ph", "Biological Physics", PHYSICS },
  { "physics.chem-ph", "Chemical Physics", PHYSICS },
  { "physics.class-ph", "Classical Physics", PHYSICS },
  { "physics.comp-ph", "Computational Physics", PHYSICS },
  { "physics.data-an", "Data Analysis, Statistics and Probability", PHYSICS },
  { "physics.ed-ph", "Physics Education", PHYSICS },
  { "physics.flu-dyn", "Fluid Dynamics", PHYSICS },
  { "physics.gen-ph", "General Physics", PHYSICS },
  { "physics.geo-ph", "Geophysics", PHYSICS },
  { "physics.hist-ph", "History and Philosophy of Physics", PHYSICS },
  { "physics.ins-det", "Instrumentation and Detectors", PHYSICS },
  { "physics.med-ph", "Medical Physics", PHYSICS },
  { "physics.optics", "Optics", PHYSICS },
  { "physics.plasm-ph", "Plasma Physics", PHYSICS },
  { "physics.pop-ph", "Popular Physics", PHYSICS },
  { "physics.soc-ph", "Physics and Society", PHYSICS },
  { "physics.space-ph", "Space Physics", PHYSICS },
  { "quant-ph", "Quantum Physics", PHYSICS },
  { "q-bio.*", "Quantitative Biology", Q_BIO },
  { "q-bio.BM", "Biomolecules", Q_BIO },
  { "q-bio.CB", "Cell Behavior", Q_BIO },
  { "q-bio.GN", "Genomics", Q_BIO },
  { "q-bio.MN", "Molecular Networks", Q_BIO },
  { "q-bio.NC", "Neurons and Cognition", Q_BIO },
  { "q-bio.OT", "Other Quantitative Biology", Q_BIO },
  { "q-bio.PE", "Populations and Evolution", Q_BIO },
  { "q-bio.QM", "Quantitative Methods", Q_BIO },
  { "q-bio.SC", "Subcellular Processes", Q_BIO },
  { "q-bio.TO", "Tissues and Organs", Q_BIO },
  { "q-fin.*", "Quantitative Finance", Q_FIN },
  { "q-fin.CP", "Computational Finance", Q_FIN },
  { "q-fin.EC", "Economics", Q_FIN },
  { "q-fin.GN", "General Finance", Q_FIN },
  { "q-fin.MF", "Mathematical Finance", Q_FIN },
  { "q-fin.PM", "Portfolio Management", Q_FIN },
  { "q-fin.PR", "Pricing of Securities", Q_FIN },
  { "q-fin.RM", "Risk Management", Q_FIN },
  { "q-fin.ST", "Statistical Finance", Q_FIN },
  { "q-fin.TR", "Trading and Market Microstructure", Q_FIN },
  { "stat.*", "Statistics", STAT },
  { "stat.AP", "Applications", STAT },
  { "stat.CO", "Computation", STAT },
  { "stat.ME", "Methodology", STAT },
  { "stat.ML", "Machine Learning", STAT },
  { "stat.OT", "Other Statistics", STAT },
  { "stat.TH", "Statistics Theory", STAT },
};

/* Closed long ago: old papers still bear these, but nothing new can. */
static const DpCategory closed_categories[] = {
  { "acc-phys", "Accelerator Physics", PHYSICS },
  { "adap-org", "Adaptation, Noise, and Self-Organizing Systems", PHYSICS },
  { "alg-geom", "Algebraic Geometry", MATH },
  { "ao-sci", "Atmospheric-Oceanic Sciences", PHYSICS },
  { "astro-ph", "Astrophysics", PHYSICS },
  { "atom-ph", "Atomic, Molecular and Optical Physics", PHYSICS },
  { "bayes-an", "Bayesian Analysis", PHYSICS },
  { "chao-dyn", "Chaotic Dynamics", PHYSICS },
  { "chem-ph", "Chemical Physics", PHYSICS },
  { "cmp-lg", "Computation and Language", CS },
  { "comp-gas", "Cellular Automata and Lattice Gases", PHYSICS },
  { "cond-mat", "Condensed Matter", PHYSICS },
  { "dg-ga", "Differential Geometry", MATH },
  { "funct-an", "Functional Analysis", MATH },
  { "mtrl-th", "Materials Theory", PHYSICS },
  { "patt-sol", "Pattern Formation and Solitons", PHYSICS },
  { "plasm-ph", "Plasma Physics", PHYSICS },
  { "q-alg", "Quantum Algebra and Topology", MATH },
  { "q-bio", "Quantitative Biology", Q_BIO },
  { "solv-int", "Exactly Solvable and Integrable Systems", PHYSICS },
  { "supr-con", "Superconductivity", PHYSICS },
};

/* One class may have two names, a cross-list between archives; these give way to those. */
static const struct
{
  const char *alias;
  const char *canonical;
} aliases[] = {
  { "cs.NA", "math.NA" },
  { "cs.SY", "eess.SY" },
  { "math.IT", "cs.IT" },
  { "math.MP", "math-ph" },
  { "q-fin.EC", "econ.GN" },
  { "stat.TH", "math.ST" },
};

static const DpCategory *
find_in (const DpCategory *list,
         gsize             n,
         const char       *id)
{
  for (gsize i = 0; i < n; i++)
    if (g_ascii_strcasecmp (list[i].id, id) == 0)
      return &list[i];

  return NULL;
}

/**
 * dp_category_get_all:
 * @out_n_categories: (out) (optional): how many there are
 *
 * Gives all that can be followed, group by group: each archive as a whole
 * (`cs.*`) before its classes. Aliases are among them, for papers are shown with
 * them; closed archives are not. Static data, any thread.
 *
 * Returns: (transfer none) (array length=out_n_categories): the categories
 */
const DpCategory *
dp_category_get_all (guint *out_n_categories)
{
  if (out_n_categories != NULL)
    *out_n_categories = G_N_ELEMENTS (categories);

  return categories;
}

/**
 * dp_category_find:
 * @id: (nullable): a category as typed or as a paper bears it, in any case
 *
 * Finds a class (`cs.CL`), an archive as a whole (`cs.*`), an archive without
 * classes (`hep-th`) or a closed one (`cmp-lg`). Papers also bear subject codes
 * of mathematicians and of the ACM (`68T50`, `I.2.7`), which are none of these.
 * Static data, any thread.
 *
 * Returns: (transfer none) (nullable): the category, with its id in arXiv's spelling
 */
const DpCategory *
dp_category_find (const char *id)
{
  const DpCategory *category = NULL;

  if (id == NULL)
    return NULL;

  category = find_in (categories, G_N_ELEMENTS (categories), id);
  if (category == NULL)
    category = find_in (closed_categories, G_N_ELEMENTS (closed_categories), id);

  return category;
}

/**
 * dp_category_resolve_alias:
 * @id: a category in arXiv's spelling, or anything else
 *
 * Gives the one name of a class that has two (`math.MP` is `math-ph`). Any thread.
 *
 * Returns: (transfer none): the canonical name, or @id itself where there is no other
 */
const char *
dp_category_resolve_alias (const char *id)
{
  g_return_val_if_fail (id != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (aliases); i++)
    if (strcmp (aliases[i].alias, id) == 0)
      return aliases[i].canonical;

  return id;
}

typedef enum
{
  MATCH_NONE,
  MATCH_WORDS,
  MATCH_NAME_START, /* the name begins as the text does */
  MATCH_ID_START,
  MATCH_ID,
  N_MATCHES,
} Match;

static gboolean
has_words_starting_with (char **words,
                         char **starts)
{
  for (gsize i = 0; starts[i] != NULL; i++)
    {
      gboolean found = FALSE;

      for (gsize j = 0; words[j] != NULL && !found; j++)
        found = g_str_has_prefix (words[j], starts[i]);

      if (!found)
        return FALSE;
    }

  return TRUE;
}

static Match
match_category (const DpCategory *category,
                const char       *text,
                char            **starts)
{
  g_autofree char *id = g_ascii_strdown (category->id, -1);
  g_autofree char *name = g_ascii_strdown (category->name, -1);
  g_autofree char *both = g_strconcat (id, " ", name, NULL);
  g_auto (GStrv) words = g_strsplit_set (both, " .,-", -1);

  if (strcmp (id, text) == 0)
    return MATCH_ID;
  if (g_str_has_prefix (id, text))
    return MATCH_ID_START;
  if (g_str_has_prefix (name, text))
    return MATCH_NAME_START;
  if (has_words_starting_with (words, starts))
    return MATCH_WORDS;

  return MATCH_NONE;
}

/**
 * dp_category_suggest:
 * @text: (nullable): what was typed so far
 * @max: how many to give at most
 *
 * Finds what somebody who types may mean: by id (`cs.c`), or by the beginnings of
 * words of the full name in any order (`vision comp`). The best come first: the id
 * itself, ids that begin so, names that begin so, the rest; within each, arXiv's
 * order. An alias suggests what it stands for. Any thread.
 *
 * Returns: (transfer container) (element-type DpCategory): static data, maybe none
 */
GPtrArray *
dp_category_suggest (const char *text,
                     guint       max)
{
  GPtrArray       *found = g_ptr_array_new ();
  g_autofree char *clean = dp_text_clean (text != NULL ? text : "");
  g_autofree char *lower = g_ascii_strdown (clean, -1);
  g_auto (GStrv) starts = g_strsplit_set (lower, " .,-", -1);
  Match matches[G_N_ELEMENTS (categories)] = { MATCH_NONE };

  if (!dp_text_has_word (lower))
    return found;

  for (gsize i = 0; i < G_N_ELEMENTS (categories); i++)
    matches[i] = match_category (&categories[i], lower, starts);

  for (int match = N_MATCHES - 1; match > MATCH_NONE; match--)
    for (gsize i = 0; i < G_N_ELEMENTS (categories) && found->len < max; i++)
      {
        const DpCategory *category = NULL;

        if (matches[i] != (Match)match)
          continue;

        category = dp_category_find (dp_category_resolve_alias (categories[i].id));
        if (!g_ptr_array_find (found, category, NULL))
          g_ptr_array_add (found, (gpointer)category);
      }

  return found;
}
