"""What figures over powers of ten share: how sizes are written, axes, everything around them."""

from math import floor, inf
from typing import Any, Literal

from gru_viz.figures.style import FONT, Style, theme

Written = Literal["text", "markup", "tex"]  # plain, for Plotly, or for a formula

SMALL = 10.5
_BESIDE = 6  # pixels from an axis to its numbers: half of a mark stands there
_MOST_NUMBERS = 12  # timesteps that are all numbered
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def size_text(log_size: float, written: Written = "text") -> str:
    """A size, given as log10, as it stands in a sentence: 0.0123, 51.2 or 3.1 · 10⁻¹⁵."""
    if log_size == -inf:
        return "0"
    if -2 <= log_size < 3:
        size = f"{10**log_size:.3g}"
        return size if "e" not in size else "1000"
    power = floor(log_size)
    digits = f"{10 ** (log_size - power):.1f}"
    if digits == "10.0":
        digits, power = "1.0", power + 1
    times = r" \cdot " if written == "tex" else " · "
    return f"{digits}{times}{power_text(power, written)}"


def power_text(power: int, written: Written = "text") -> str:
    """A power of ten: 1, 10, 10⁻⁵."""
    if power in (0, 1):
        return str(10**power)
    match written:
        case "text":
            return "10" + str(power).translate(_SUPERSCRIPTS)
        case "markup":
            return f"10<sup>{power}</sup>".replace("-", "\N{MINUS SIGN}")
    return f"10^{{{power}}}"


def surroundings(style: Style, height: float) -> dict[str, Any]:
    """Settings of the layout; height: in pixels at the normal size of type."""
    return {
        "height": round(height * style.size),
        **theme(style),
        "hovermode": "closest",
        "dragmode": False,
    }


def axis(style: Style, name: str) -> dict[str, Any]:
    """Settings of an axis under that name."""
    return {
        "title": {"text": name, "standoff": 3 * style.size, "font": {"size": FONT * style.size}},
        "tickfont": {"size": SMALL * style.size},
        "ticklabelstandoff": round(_BESIDE * style.size),
        "linecolor": style.palette.line,
        "mirror": "all",
        "ticks": "",
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
    }


def every(T: int) -> dict[str, Any]:
    """Settings of an axis of timesteps 0…T, which are all numbered if there are few."""
    return {"tick0": 0, "dtick": 1} if T <= _MOST_NUMBERS else {}
