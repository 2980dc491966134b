"""Short formulas and numbers as plain text, where there is no math."""

import re

from gru_viz.exports import tex
from gru_viz.exports.tex import COLOUR
from gru_viz.variants import below

_TOKEN = re.compile(r"\\[a-zA-Z]+ ?|\\.|.")
_COMMANDS = {
    "sigma": "σ", "tanh": "tanh", "partial": "∂", "Gamma": "Γ", "langle": "⟨", "rangle": "⟩",
    ";": " ",
}  # fmt: skip

_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def as_text(formula: str) -> str:
    """A symbol or a short formula in letters that stand in a line.

    >>> as_text(r"\\frac{\\partial L}{\\partial {h_{t-1}}}")
    '∂L/∂hₜ₋₁'
    """
    tokens = _TOKEN.findall(COLOUR.sub("", formula))

    def part() -> str:
        """A letter, a bracketed part, or a command with what it is about."""
        match token := tokens.pop(0).rstrip():
            case "{":
                inside = ""
                while tokens[0] != "}":
                    inside += part()
                tokens.pop(0)
                return inside
            case "_":
                return below(part())
            case "^":
                return part()
            case r"\tilde":
                return part() + "\N{COMBINING TILDE}"
            case r"\frac":
                return f"{part()}/{part()}"
        return _COMMANDS.get(token[1:], "") if token[:1] == "\\" else token

    text = ""
    while tokens:
        text += part()
    return text.replace("=", " = ")


def gradient_text(value: float, decimals: int) -> str:
    """A gradient as :func:`gru_viz.exports.tex.gradient` has it.

    >>> gradient_text(-0.00047, 3)
    '−4.7·10⁻⁴'
    """
    return number_text(tex.gradient(value, decimals))


def number_text(number: str) -> str:
    """A number of :mod:`gru_viz.exports.tex`, with a true minus and a raised power of ten.

    >>> number_text(tex.scientific(99.6, 2))
    '9.96·10¹'
    """
    size, _, power = number.partition(r" \cdot 10^")
    raised = f"·10{power.strip('{}').translate(_RAISED)}" if power else ""
    return size.replace("-", "\N{MINUS SIGN}") + raised
