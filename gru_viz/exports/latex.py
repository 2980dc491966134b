"""Worked steps as a LaTeX document that pdfLaTeX, XeLaTeX and LuaLaTeX compile as it is."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from gru_viz.cells.gru import Trace
from gru_viz.exports import head, steps
from gru_viz.exports.writing import Writing, notation_of
from gru_viz.locales import Texts
from gru_viz.sequences import Sequence
from gru_viz.variants import Notation

NEWLINE = r"\\"
_TOGETHER = 16  # rows of an equation, up to which it isn't parted by the end of a page
_PREAMBLE = r"""\documentclass[11pt,a4paper,fleqn]{article}
\usepackage[margin=20mm]{geometry}
\usepackage{amsmath,longtable}
"""
_KOREAN = r"""\usepackage{kotex}
"""
_LAYOUT = r"""\setlength{\mathindent}{0pt}
\setlength{\parindent}{0pt}
\setlength{\parskip}{1ex plus 0.5ex}
\allowdisplaybreaks
"""


def as_latex(
    trace: Trace,
    sequence: Sequence,
    texts: Texts,
    decimals: int = 3,
    timesteps: Iterable[int] | None = None,
    units: Iterable[int] | None = None,
    notation: Notation | None = None,
    more: Iterable[str] = (),
) -> str:
    """The worked steps of one sequence's trace, see :func:`steps.worked`, in a language.

    A whole document, which needs amsmath and what belongs to LaTeX itself, and kotex where
    there is Korean in it. more: LaTeX that stands behind the steps.
    """
    writing = Writing(notation_of(trace, notation))
    texts = writing.texts(texts)
    worked = steps.worked(trace, sequence, decimals, timesteps, units, writing.notation)
    body = [*_head(trace, sequence, texts, decimals, writing), *_steps(worked, sequence, texts)]
    document = ["\\begin{document}", *body, *more, "\\end{document}"]
    text = "\n\n".join(document) + "\n"
    return _PREAMBLE + (_KOREAN if _HANGUL.search(text) else "") + _LAYOUT + text


def _head(
    trace: Trace, sequence: Sequence, texts: Texts, decimals: int, writing: Writing
) -> Iterator[str]:
    yield rf"\section*{{{_text(texts('export-title'))}}}"
    for message in head.statements(trace, sequence, decimals, writing):
        yield _text(texts.say(message))
    yield rf"\subsection*{{{_text(texts('export-formulas'))}}}"
    yield aligned(head.formula_rows(trace, writing))
    yield rf"\subsection*{{{_text(texts('export-sequence'))}}}"
    for table in head.tables(trace, sequence):
        yield _table(table)
    yield rf"\subsection*{{{_text(texts('export-weights'))}}}"
    if left_out := head.weights_left_out(trace):
        yield _text(texts.say(left_out))
    for display in head.weight_displays(trace, NEWLINE, writing):
        yield displayed(display)


def _steps(worked: Iterable[steps.Step], sequence: Sequence, texts: Texts) -> Iterator[str]:
    for step in worked:
        heading = _text(texts("export-step", t=step.t, unit=step.unit))
        if sequence.tokens:
            heading += rf" \quad {_typed(head.one_line(sequence.tokens[step.t - 1]))}"
        yield rf"\subsection*{{{heading}}}"
        yield _derivations(step, texts)


def _derivations(step: steps.Step, texts: Texts) -> str:
    parts = []
    for derivation in step.derivations:
        rows = list(derivation.rows())
        together = "*" if len(rows) <= _TOGETHER else ""
        parts.append(f" {NEWLINE}{together}\n".join(rows))
        if derivation.held:
            held, free = (f"${equation}$" for equation in derivation.held)
            said = _text(texts("export-held", held=held, free=free))
            parts.append(f" {NEWLINE}\n\\intertext{{{said}}}\n")
        else:
            parts.append(f" {NEWLINE}[1.5ex]\n")
    return _aligned("".join(parts[:-1]))


def aligned(rows: Iterable[str]) -> str:
    """Rows of an aligned display, each with its &."""
    return _aligned(f" {NEWLINE}\n".join(rows))


def _aligned(body: str) -> str:
    return f"\\begin{{align*}}\n{body}\n\\end{{align*}}"


def displayed(tex: str) -> str:
    """A formula on lines of its own."""
    return f"\\[\n{tex}\n\\]"


def _table(table: head.Table) -> str:
    rows = [["$t$", *map(str, table.timesteps)]]
    if table.tokens:
        rows.append(["", *map(_typed, table.tokens)])
    rows += [[_typed(name), *(f"${v}$" for v in values)] for name, values in table.features]
    first, *others = (" & ".join(row) + f" {NEWLINE}" for row in rows)
    body = "\n".join([first, r"\hline \rule{0pt}{2.6ex}%", *others])
    spec = "{l" + "r" * len(table.timesteps) + "}"
    return f"\\begin{{longtable}}[l]{spec}\n{body}\n\\end{{longtable}}"


# Text

_HANGUL = re.compile("[\u3131-\u318e\uac00-\ud7a3]")
_ACCENTS = dict(
    zip(
        "\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030b\u030c\u0327",
        "`'^~=u.\"Hvc",
        strict=True,
    )
)
# Between signs that in the fonts of TeX would become another one.
_LIGATURES = re.compile("(?<=[-`'!?,<>])(?=[-`',<>])")
_CHARACTERS = {
    **{char: f"\\{char}" for char in "#$%&_{}"},
    "\\": r"\textbackslash{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "\u2013": "--",
    "\u2014": "---",
    "\u2018": "`",
    "\u2019": "'",
    "\u201c": "``",
    "\u201d": "''",
    "\u2026": r"\dots{}",
    "\u2423": r"\textvisiblespace{}",
    "\u2212": "$-$",
    "\u00b7": r"$\cdot$",
    "\u00d7": r"$\times$",
    "\u00b1": r"$\pm$",
    "\u00b0": r"$^\circ$",
    "\u2192": r"$\rightarrow$",
    "\u03c3": r"$\sigma$",
    "\u00df": r"\ss{}", "\u00e6": r"\ae{}", "\u00c6": r"\AE{}", "\u00f8": r"\o{}",
    "\u00d8": r"\O{}", "\u0142": r"{\rmfamily\l}", "\u0141": r"{\rmfamily\L}", "\u0131": r"\i{}",
}  # fmt: skip


def _typed(text: str) -> str:
    """What a person typed, letter by letter, as text and nothing else."""
    escaped = "".join(map(_character, text))
    return rf"\texttt{{{_LIGATURES.sub(r'{}', escaped)}}}"


def _text(text: str) -> str:
    """A sentence of the catalogue; what stands between dollar signs is math."""
    parts = _MATH.split(text)
    return "".join(p if k % 2 else "".join(map(_character, p)) for k, p in enumerate(parts))


_MATH = re.compile(r"(\$[^$]*\$)")


def _character(char: str) -> str:
    """A character as every engine sets it; one that not every engine has, by its number."""
    if char in _CHARACTERS:
        return _CHARACTERS[char]
    if " " <= char <= "~" or _HANGUL.match(char):
        return char
    letter, mark = (parts := unicodedata.normalize("NFD", char))[0], parts[1:]
    if letter.isascii() and mark in _ACCENTS:
        return rf"\{_ACCENTS[mark]}{{{letter}}}"
    return f"U+{ord(char):04X}"
