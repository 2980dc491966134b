"""Two runs on the same input: how far apart they are, and z and h of one unit over each other."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from gru_viz.cells.gru import Array, Trace
from gru_viz.figures.drawing import Drawing, as_figure
from gru_viz.figures.panels import LARGEST, Panel, drawing, moment
from gru_viz.figures.steady import beyond
from gru_viz.figures.style import Style, number
from gru_viz.locales import Texts
from gru_viz.variants import Notation

_MOST_MARKERS = 24  # on a line

Quantity = Literal["h", "z", "n"]


@dataclass(frozen=True, slots=True)
class Farthest:
    """Where two runs are farthest apart: by how much, timestep, unit (1…H), the two values."""

    by: float
    t: int
    unit: int
    left: float
    right: float


def farthest(left: Trace, right: Trace, quantity: Quantity = "h") -> Farthest:
    """The largest |difference| of a quantity over all timesteps and units; the first, if several.

    Timesteps count from 1; at 0 stands h₀.
    """
    values: tuple[Array, Array] = (getattr(left, quantity), getattr(right, quantity))
    with np.errstate(over="ignore"):
        by = np.abs(np.clip(values[0] - values[1], -sys.float_info.max, sys.float_info.max))
    row, j = (int(index) for index in np.unravel_index(by.argmax(), by.shape))
    one, other = (float(array[row, j]) for array in values)
    return Farthest(float(by[row, j]), row + _first(quantity), j + 1, one, other)


def _first(quantity: Quantity) -> int:
    """The timestep of a quantity's row 0."""
    return 0 if quantity == "h" else 1


def compare_drawing(
    left: Trace,
    right: Trace,
    style: Style,
    other: Style,
    *,
    t: int,
    unit: int,
    names: tuple[str, str],
    tokens: Sequence[str] = (),
) -> Drawing:
    """z and h of one unit (1…H) over time, the left run solid, the right one dashed over it.

    style, other: those of the left and of the right run, each with its notation. t: the timestep
    at which the cursor stands, 1…T. names: what the two are called. tokens: the words, if any.
    """
    most = max(1.0, *(abs(float(run.h[0, unit - 1])) for run in (left, right)))
    ends = 1.05 * min(LARGEST, beyond(most, 1.0))
    gates = {"range": [-0.05, 1.05], "tickvals": [0, 0.5, 1]}
    states = {
        "range": [-ends, ends],
        "tickvals": [-1, 0, 1],
        "zeroline": True,
        "zerolinecolor": style.palette.muted,
        "zerolinewidth": 1,
    }
    kinds: tuple[tuple[Quantity, float, dict[str, Any]], ...] = (
        ("z", 90, gates),
        ("h", 120, states),
    )
    panels = [
        Panel(
            title=_title(name, style, other, names),
            height=height,
            traces=_lines(name, left, right, style, other, unit, tokens, names),
            y=y,
        )
        for name, height, y in kinds
    ]
    return drawing(panels, left.T, t, tokens, style)


compare_over_time = as_figure(compare_drawing)


def compare_alt(
    left: Trace, right: Trace, texts: Texts, notations: tuple[Notation, Notation], unit: int
) -> str:
    """What is to be seen in :func:`compare_drawing`: where z and h of the unit part most."""
    letters = [texts.written_in(notation).letters for notation in notations]
    said = []
    quantities: tuple[Quantity, ...] = ("z", "h")
    for name in quantities:
        values = [getattr(run, name)[:, unit - 1] for run in (left, right)]
        with np.errstate(over="ignore"):
            row = int(np.abs(values[0] - values[1]).argmax())
        said.append(
            texts(
                "conventions-plot-alt",
                unit=unit,
                t=row + _first(name),
                left=number(values[0][row]),
                right=number(values[1][row]),
                left_letter=letters[0][name],
                right_letter=letters[1][name],
            )
        )
    return " ".join(said)


def _title(name: Quantity, style: Style, other: Style, names: tuple[str, str]) -> str:
    strokes = ("━●━", "╌◇╌")
    return "\N{EM SPACE}".join(
        side.coloured(name, f"{stroke} {side.letter(name)}") + f"\N{NO-BREAK SPACE} {called}"
        for side, stroke, called in zip((style, other), strokes, names, strict=True)
    )


def _lines(
    name: Quantity,
    left: Trace,
    right: Trace,
    style: Style,
    other: Style,
    unit: int,
    tokens: Sequence[str],
    names: tuple[str, str],
) -> list[dict[str, Any]]:
    colour, size = getattr(style.palette.fill, name), style.size
    runs: list[Array] = [getattr(run, name)[:, unit - 1] for run in (left, right)]
    t = np.arange(_first(name), left.T + 1, dtype=np.int16)
    looks: tuple[dict[str, Any], ...] = (
        {
            "line": {"color": colour, "width": 2 * size},
            "marker": {"symbol": "circle", "size": 6.5 * size, "maxdisplayed": _MOST_MARKERS},
        },
        {
            "line": {"color": colour, "width": 1.75 * size, "dash": "dash"},
            "marker": {"symbol": "diamond-open", "size": 10 * size, "maxdisplayed": _MOST_MARKERS},
        },
    )
    return [
        {
            "type": "scatter",
            "mode": "lines+markers",
            "x": t,
            "y": values,
            "customdata": t,
            "hovertemplate": side.hover(
                "conventions-hover",
                name=called,
                symbol=side.letter(name),
                value="%{y:.6f}",
                unit=unit,
                when=moment(tokens),
            ),
            **look,
        }
        for values, side, look, called in zip(runs, (style, other), looks, names, strict=True)
    ]
