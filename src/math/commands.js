/* commands.js: TeX commands that KaTeX does not know
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A command that leaves what follows its first arguments as it is. */
function drop(context, n) {
  context.consumeArgs(n);
  return "";
}

/* Of LaTeX and of packages that everybody loads. */
const COMMANDS = {
  /* Text and fonts. */
  "\\mbox": "\\text{#1}",
  "\\makebox": "\\text{#1}",
  "\\ensuremath": "{#1}",
  "\\emph": "\\textit{#1}",
  "\\textsc": "\\text{#1}",
  "\\textsl": "\\textit{#1}",
  "\\textsuperscript": "{}^{\\text{#1}}",
  "\\textsubscript": "{}_{\\text{#1}}",
  "\\mathds": "\\mathbb{#1}",
  "\\mathbbm": "\\mathbb{#1}",
  "\\mathbbmss": "\\mathbb{#1}",
  "\\mathpzc": "\\mathcal{#1}",
  "\\boldmath": "",
  "\\unboldmath": "",
  "\\em": "\\it",
  "\\sl": "\\it",
  "\\sc": "\\rm",
  "\\bfseries": "\\bf",
  "\\itshape": "\\it",
  "\\rmfamily": "\\rm",
  "\\protect": "",
  "\\xspace": "",
  "\\noindent": "",
  "\\hfill": "\\quad",
  "\\ref": "\\text{#1}",
  "\\eqref": "\\text{(#1)}",
  "\\cite": "\\text{[#1]}",

  /* A page is read in the dark too, and by people who see colours otherwise: no text may vanish in its ground. */
  "\\color": (context) => drop(context, 1),
  "\\textcolor": (context) => drop(context, 1),
  "\\colorbox": (context) => drop(context, 1),
  "\\fcolorbox": (context) => drop(context, 2),

  /* Plain TeX. */
  "\\displaylines": "\\begin{gathered}#1\\end{gathered}",
  "\\eqalign": "\\begin{aligned}#1\\end{aligned}",
  "\\matrix": "\\begin{matrix}#1\\end{matrix}",
  "\\pmatrix": "\\begin{pmatrix}#1\\end{pmatrix}",
  "\\cases": "\\begin{cases}#1\\end{cases}",

  /* Signs. */
  "\\Bar": "\\bar{#1}",
  "\\Hat": "\\hat{#1}",
  "\\Tilde": "\\tilde{#1}",
  "\\Vec": "\\vec{#1}",
  "\\Dot": "\\dot{#1}",
  "\\slashed": "{\\not{#1}}",
  "\\textdegree": "\\degree",
  "\\celsius": "\\degree\\mathrm{C}",
  "\\textmu": "\\mu",
  "\\upmu": "\\mu",
  "\\upalpha": "\\alpha",
  "\\upbeta": "\\beta",
  "\\upgamma": "\\gamma",
  "\\uppi": "\\pi",
  "\\ohm": "\\Omega",
  "\\texttrademark": "\\text{™}",
  "\\permil": "\\text{‰}",
  "\\perthousand": "\\text{‰}",
  "\\euro": "\\text{€}",
  "\\xmark": "\\text{✗}",
  "\\sun": "\\odot",
  "\\Sun": "\\odot",

  /* Physics and units. */
  "\\abs": "\\left\\lvert #1\\right\\rvert",
  "\\norm": "\\left\\lVert #1\\right\\rVert",
  "\\order": "\\mathcal{O}(#1)",
  "\\expval": "\\langle #1\\rangle",
  "\\ketbra": "\\lvert #1\\rangle\\langle #2\\rvert",
  "\\dd": "\\mathrm{d}",
  "\\dv": "\\frac{\\mathrm{d}#1}{\\mathrm{d}#2}",
  "\\pdv": "\\frac{\\partial #1}{\\partial #2}",
  "\\num": "{#1}",
  "\\SI": "#1\\,\\mathrm{#2}",
  "\\unit": "\\mathrm{#1}",
  "\\ang": "#1\\degree",
};

/* Of authors, who leave the definition in the paper: they mean this nearly always. */
const HABITS = {
  "\\eps": "\\epsilon",
  "\\veps": "\\varepsilon",
  "\\vep": "\\varepsilon",
  "\\vphi": "\\varphi",
  "\\al": "\\alpha",
  "\\gam": "\\gamma",
  "\\Gam": "\\Gamma",
  "\\del": "\\delta",
  "\\lam": "\\lambda",
  "\\Lam": "\\Lambda",
  "\\sig": "\\sigma",
  "\\Sig": "\\Sigma",
  "\\si": "\\sigma",
  "\\om": "\\omega",
  "\\Om": "\\Omega",
  "\\ot": "\\otimes",
  "\\op": "\\oplus",
  "\\pa": "\\partial",
  "\\ra": "\\rightarrow",
  "\\la": "\\leftarrow",
  "\\ti": "\\tilde{#1}",
  "\\wt": "\\widetilde{#1}",
  "\\wh": "\\widehat{#1}",
  "\\ol": "\\overline{#1}",
  "\\ul": "\\underline{#1}",
  "\\expect": "\\langle #1\\rangle",
  "\\avg": "\\langle #1\\rangle",
  "\\ave": "\\langle #1\\rangle",
  "\\mean": "\\langle #1\\rangle",
  "\\ip": "\\langle #1,#2\\rangle",
  "\\C": "\\mathbb{C}",
  "\\E": "\\mathbb{E}",
  "\\F": "\\mathbb{F}",
  "\\Q": "\\mathbb{Q}",
  "\\Rn": "\\mathbb{R}^n",
  "\\bbone": "\\mathbb{1}",
  "\\indicator": "\\mathbb{1}",
  "\\Oh": "\\mathcal{O}",
  "\\bigO": "\\mathcal{O}",
  "\\Msun": "M_\\odot",
  "\\msun": "M_\\odot",
  "\\Lsun": "L_\\odot",
  "\\Rsun": "R_\\odot",
};

/* Set upright, as \sin is. */
const OPERATORS =
  "ad Ad Aut Br card CH Char cl codim coker conv Cov curl depth diag diam dist dom End erf Ext ext Fix Frac Gal GL " +
  "grad Gr Hess Hilb Hol Hom id Id im Ind ind Inn Irr Iso KL lcm len Lie Li Map Mat Mod Mor mult Ob opt ord Orb Out " +
  "Pic poly polylog pr prox Proj proj rad ran range rank Rank relu Rep Res Ric rk sech sgn sign Sel SL soc softmax " +
  "Sp span Span Spec spec Spin spt Stab SU supp Sym Tor tr Tr Trace trace Var var vol Vol Wt";

for (const name of OPERATORS.split(" ")) {
  HABITS["\\" + name] = "\\operatorname{" + name + "}";
}

/* \cA, \bfx, \RR: a font and a letter. */
for (const letter of "ABCDEFGHIJKLMNOPQRSTUVWXYZ") {
  for (const prefix of ["c", "cal", "Cal"]) {
    HABITS["\\" + prefix + letter] = "\\mathcal{" + letter + "}";
  }
  for (const prefix of ["b", "bf"]) {
    HABITS["\\" + prefix + letter] = "\\mathbf{" + letter + "}";
  }
  for (const prefix of ["bb", "set", "I"]) {
    HABITS["\\" + prefix + letter] = "\\mathbb{" + letter + "}";
  }
  HABITS["\\frak" + letter] = "\\mathfrak{" + letter + "}";
  if (letter !== "A") { /* \AA is Å */
    HABITS["\\" + letter + letter] = "\\mathbb{" + letter + "}";
  }
}
for (const letter of "abcdefghklmnpqrstuvwxyz") {
  HABITS["\\v" + letter] = "\\mathbf{" + letter + "}";
}
for (const letter of "cdhknpqrsuvwxyz") { /* \bf and \bm are there */
  HABITS["\\b" + letter] = "\\mathbf{" + letter + "}";
}
