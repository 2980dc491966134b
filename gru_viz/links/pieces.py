"""What the text of a field is made of: pieces between spaces, some of them numbers."""

import re
from math import isfinite

from gru_viz import sequences

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)


def parted(text: str) -> list[str]:
    """The pieces between spaces, commas, semicolons and equals signs."""
    return re.findall(r"[^\s,;=]+", text)


def number_of(text: str) -> float | None:
    """A finite number, or None for anything else."""
    if _NUMBER.fullmatch(text) and isfinite(value := float(text)):
        return value
    return None


def number_text(value: float) -> str:
    """The shortest text that reads back as the same float."""
    return repr(float(value)).removesuffix(".0").replace("e+", "e")


def shown(text: str) -> str:
    """The beginning of a text on one line, with nothing invisible in it."""
    return sequences.shortened(" ".join(sequences.visible(text[:200]).split()))
