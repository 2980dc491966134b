"""Short formulas as plain text, for names of fields, which hold no math."""

import re

from gru_viz.exports.tex import COLOUR
from gru_viz.variants import below

_TOKEN = re.compile(r"\\[a-zA-Z]+ ?|\\.|.")
_COMMANDS = {
    "sigma": "σ", "tanh": "tanh", "partial": "∂", "Gamma": "Γ", "langle": "⟨", "rangle": "⟩",
    ";": " ",
}  # fmt: skip


def as_text(tex: str) -> str:
    """A symbol or a short formula in letters that stand in a line.

    >>> as_text(r"\\frac{\\partial L}{\\partial {h_{t-1}}}")
    '∂L/∂hₜ₋₁'
    """
    tokens = _TOKEN.findall(COLOUR.sub("", tex))

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
