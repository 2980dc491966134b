"""Formulas as MathML, which browsers set, print and read aloud.

From the same TeX as all other exports, by latex2mathml, a line at a time.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from html import escape

from latex2mathml.converter import convert

from gru_viz.exports.tex import width

_COLOUR = re.compile(r'<mstyle mathcolor="(q-\w+)">')
_FUNCTION = re.compile(r"<mi>(&#x003C3;|\w{2,})</mi>")  # σ and tanh stand upright
# MathML Core takes a minus for a sign only where it stands first: else it sets it apart on both
# sides, as between two numbers.
_SIGN = re.compile(
    r"(<mo[^>]*>(?:[(\[,=]|&#x000(?:28|5B|2C|3D);|&#x02248;)</mo>(?:<mspace[^>]*>)?)"
    r"<mo>&#x02212;</mo>"
)
# Brackets grow with what is in them only in fonts for mathematics, which not every machine has:
# a style sheet draws those of a matrix.
_BRACKET = r"<mo[^>]*>(?:\[|\]|&#x0005[BD];)</mo>"
_MATRIX = re.compile(rf"{_BRACKET}<mtable>(.*?)</mtable>{_BRACKET}")


@lru_cache(maxsize=16384)
def math(tex: str, display: bool = False) -> str:
    """A line of TeX as a <math> element.

    What is marked with ``\\textcolor{q-r}{…}`` gets the class q-r, and no colour of its own.

    >>> math("h")
    '<math><mi>h</mi></math>'
    """
    tex = tex.replace("<", r"\lt ")  # within \text, it would open an element
    made = convert(tex, display="block" if display else "inline")
    made = _COLOUR.sub(r'<mstyle class="\1">', made)
    made = _FUNCTION.sub(r'<mi class="function">\1</mi>', made)
    made = made.replace("<mover>", '<mover accent="true">')
    made = _SIGN.sub(r'\1<mo form="prefix">&#x02212;</mo>', made)
    made = made.replace("<mo>&#x02202;</mo>", "<mi>&#x02202;</mi>")  # no operator, with its space
    made = _MATRIX.sub(r'<mtable class="matrix">\1</mtable>', made)
    made = made.replace(' xmlns="http://www.w3.org/1998/Math/MathML"', "")
    made = made.replace(' display="inline"', "")
    return re.sub(r"^<math([^>]*)><mrow>(<mi>\w</mi>)</mrow></math>$", r"<math\1>\2</math>", made)


# Lines break after the items of a list, or else before a sign that isn't the first in a bracket,
# nor after another sign; 1 - z stays in one piece.
_ITEMS = re.compile(r"(?<=quad) |(?<=enspace) ")
_SIGNS = re.compile(r"(?<!\(1)(?<![=+([-]) (?=(?:[+=-]|\\approx) )")
_UNBROKEN = 24  # digits


def wrapping(tex: str) -> str:
    """A line of TeX that may go on in another line before its signs, where there is no room.

    A matrix stays whole. Browsers break lines between <math> elements, and never within one.
    """
    may_break = width(tex) > _UNBROKEN and r"\begin" not in tex
    first, *others = _pieces(tex) if may_break else [tex]
    return " ".join([math(first), *map(_going_on, others)])


def _going_on(piece: str) -> str:
    """A piece whose sign, if it begins with one, stands between two things, after a space."""
    return math(f"{{}} {piece}").replace("<mrow /><mo>", '<mo form="infix" lspace="0">', 1)


def _pieces(tex: str) -> Iterator[str]:
    start = 0
    for match in (_ITEMS if _ITEMS.search(tex) else _SIGNS).finditer(tex):
        piece = tex[start : match.start()]
        if piece.count("{") == piece.count("}"):
            yield piece
            start = match.end()
    yield tex[start:]


MATH = re.compile(r"\$([^$]+)\$")
_WORD = re.compile(r"(?:\$[^$]+\$|[^$\s])+")  # as far as the next space that isn't in math


def sentence(text: str) -> str:
    """A text as HTML; what stands between dollar signs is math, all else is escaped.

    No line ends between math and what is written together with it, as Korean particles are. A
    text that is a formula alone wraps as :func:`wrapping` has it.

    >>> sentence("$h$ & so on")
    '<math><mi>h</mi></math> &amp; so on'
    """
    if alone := MATH.fullmatch(text):
        return wrapping(alone[1])
    parts, end = [], 0
    for word in _WORD.finditer(text):
        parts += [escape(text[end : word.start()]), _word(word[0])]
        end = word.end()
    return "".join([*parts, escape(text[end:])])


def _word(text: str) -> str:
    pieces = MATH.split(text)
    html = "".join(math(p) if k % 2 else escape(p) for k, p in enumerate(pieces))
    is_mixed = len(pieces) > 1 and any(pieces[::2])
    return f'<span style="white-space: nowrap">{html}</span>' if is_mixed else html
