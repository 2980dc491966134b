"""Formulas as MathML, which browsers set, print and read aloud.

From the same TeX as all other exports, by latex2mathml, a line at a time.
"""

import re
from functools import lru_cache
from html import escape

from latex2mathml.converter import convert

_COLOUR = re.compile(r'<mstyle mathcolor="(q-\w+)">')


@lru_cache(maxsize=16384)
def math(tex: str, display: bool = False) -> str:
    """A line of TeX as a <math> element.

    What is marked with ``\\textcolor{q-r}{…}`` gets the class q-r, and no colour of its own.

    >>> math("h")
    '<math><mi>h</mi></math>'
    """
    made = convert(tex, display="block" if display else "inline")
    made = _COLOUR.sub(r'<mstyle class="\1">', made)
    made = made.replace(' xmlns="http://www.w3.org/1998/Math/MathML"', "")
    made = made.replace(' display="inline"', "")
    return re.sub(r"^<math([^>]*)><mrow>(<mi>\w</mi>)</mrow></math>$", r"<math\1>\2</math>", made)


_PART = re.compile(r"\$([^$]+)\$")


def sentence(text: str) -> str:
    """A text as HTML; what stands between dollar signs is math, all else is escaped.

    >>> sentence("$h$ & so on")
    '<math><mi>h</mi></math> &amp; so on'
    """
    pieces = _PART.split(text)
    return "".join(math(p) if k % 2 else escape(p) for k, p in enumerate(pieces))
