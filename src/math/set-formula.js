/* set-formula.js: one formula through KaTeX
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

(function () {
  "use strict";

  /* An author may use this many commands of their own in one formula. */
  const MAX_UNKNOWN = 12;

  /* KaTeX's mark on what it was told not to trust, such as \href. */
  const DISTRUSTED = "#fedcba";

  /* What cannot be a macro, because KaTeX reads it before it expands them. */
  const REWRITES = [
    [/\\(begin|end)\s*\{(?:displaymath|math|subequations)\}/g, ""],
    [/\\begin\s*\{eqnarray\*?\}/g, "\\begin{darray}{rcl}"],
    [/\\end\s*\{eqnarray\*?\}/g, "\\end{darray}"],
    [/\\(begin|end)\s*\{flalign(\*?)\}/g, "\\$1{align$2}"],
    [/\\(begin|end)\s*\{multline(\*?)\}/g, "\\$1{gather$2}"],
    [/\\(begin|end)\s*\{tabular\}/g, "\\$1{array}"],
    [/\\label\s*\{[^{}]*\}/g, ""],
    [/([_^])\s*\\(rm|bf|it|tt|sf|cal)\b\s*([A-Za-z0-9])/g, "$1{\\$2 $3}"],
    [/\\unicode\s*\{x([0-9a-f]{2,5})\}/gi, (source, number) => {
      const point = parseInt(number, 16);

      return point > 0x9f && (point < 0xd800 || point > 0xdfff) ? "\\text{" + String.fromCodePoint(point) + "}" : source;
    }],
  ];

  /* A formula may be wide and high, but it must not leave its place and lie on its
   * neighbours, or push them off the page. In ems. */
  const ASTRAY = /margin(?:-left|-right)?:-\d{2,}|(?:top|height|align|width|left|right):-?\d{3,}(?:\.\d+)?em/;

  const UNKNOWN = /^KaTeX parse error: Undefined control sequence: (\\(?:[A-Za-z@]+|.)) at/s;

  const ANNOTATION = /(<annotation encoding="application\/x-tex">)[^<]*(?=<\/annotation>)/;

  function render(tex, display, output, macros) {
    return katex.renderToString(tex, {
      displayMode: display,
      output: output,
      throwOnError: true,
      errorColor: DISTRUSTED,
      strict: "ignore",
      trust: false,
      maxSize: 40,
      maxExpand: 1000,
      /* A copy: what a formula defines ends with it. */
      macros: Object.assign({}, macros),
    });
  }

  /* A command that nobody knows is shown by its name, and the rest is mathematics. */
  function renderWithNames(tex, display, output, known) {
    const macros = Object.assign({}, known);

    for (let n = 0; ; n++) {
      try {
        return render(tex, display, output, macros);
      } catch (error) {
        const unknown = UNKNOWN.exec(error.message);

        if (unknown === null || unknown[1] in macros || n === MAX_UNKNOWN) {
          throw error;
        }
        macros[unknown[1]] = "{\\texttt{\\textbackslash " + unknown[1].substring(1).replace(/[^A-Za-z0-9]/, "") + "}}";
      }
    }
  }

  /* A habit that does not fit is none of this author's. */
  function renderByHabit(tex, display, output) {
    try {
      return renderWithNames(tex, display, output, Object.assign({}, HABITS, COMMANDS));
    } catch (error) {
      if (!(error instanceof katex.ParseError)) {
        throw error;
      }
      return renderWithNames(tex, display, output, COMMANDS);
    }
  }

  /* Who copies a formula, or reads it with a machine, wants what the author wrote. */
  function annotate(html, tex) {
    const text = tex.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

    return html.replace(ANNOTATION, (all, tag) => tag + text);
  }

  /* KaTeX says where, and marks each letter there, which is noise in a sentence. */
  function describe(error) {
    if (error instanceof katex.ParseError) {
      return error.message.replace(/^KaTeX parse error: /, "").replace(/ at (?:position \d+|end of input):.*$/s, "");
    }
    return error instanceof RangeError ? "It is nested too deeply" : "KaTeX stumbles over it";
  }

  /* The first letter says whether it was set; then comes the HTML, or the reason. */
  return function (tex, display, mathmlAlone) {
    try {
      let source = tex.trim();
      let html = "";

      for (const [pattern, replacement] of REWRITES) {
        source = source.replace(pattern, replacement);
      }
      html = renderByHabit(source, display, mathmlAlone ? "mathml" : "htmlAndMathml");

      if (html.includes(DISTRUSTED)) {
        return "-It has links or pictures within";
      }
      return ASTRAY.test(html) ? "-It would not stay in its place" : "+" + annotate(html, tex);
    } catch (error) {
      return "-" + describe(error);
    }
  };
})()
