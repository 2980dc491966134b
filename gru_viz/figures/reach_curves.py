"""Where gradients go: lines over the distance from the last timestep, over powers of ten."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import Any

import numpy as np

from gru_viz.cells.arrays import Array
from gru_viz.cells.clipping import Arriving
from gru_viz.cells.parameters import Cell
from gru_viz.cells.reach import Curve
from gru_viz.figures.drawing import Drawing, as_figure
from gru_viz.figures.powers import axis, every, power_text, size_text, surroundings
from gru_viz.figures.style import FONT, Style
from gru_viz.locales import Texts

_HEIGHT, _ABOVE, _BELOW = 300, 8, 46  # pixels at the normal size of type
_LABEL = 16  # the height that a line's name needs
_SIGNS: Mapping[Cell, str] = {"rnn": "triangle-up", "lstm": "square", "gru": "circle"}
_MOST_SIGNS = 12  # on a line
_MOST_TICKS = 6


@dataclass(frozen=True, slots=True)
class _Line:
    """A line: whose it is, its name, log10 of its values by k = 0…T, and how it is drawn."""

    cell: Cell
    name: str
    values: Array
    dashed: bool = False

    @property
    def seen(self) -> Array:
        """The values that an axis of powers of ten has a place for, the farthest back first."""
        return self.values[np.isfinite(self.values)]


def curves_drawing(curves: Mapping[Cell, Curve], style: Style) -> Drawing:
    """The sizes of ∂s_T/∂s_k over T − k, a line for each cell; the direct paths are dashed."""
    lines = []
    for cell, curve in curves.items():
        lines.append(_Line(cell, cell.upper(), curve.log_size))
        if curve.log_direct is not None:
            name = style.texts("reach-direct-label", cell=cell.upper())
            lines.append(_Line(cell, name, curve.log_direct, dashed=True))
    return _drawing(lines, style, style.texts("reach-size-of"))


curves_figure = as_figure(curves_drawing)


def curves_alt(curves: Mapping[Cell, Curve], texts: Texts) -> str:
    """What is to be seen in :func:`curves_drawing`: the size half way and from the first step."""
    said = []
    for cell, curve in curves.items():
        T = len(curve.log_size) - 1
        said.append(
            texts(
                "reach-curve-alt",
                cell=cell.upper(),
                half=T - T // 2,
                size_half=size_text(curve.log_size[T // 2]),
                steps=T,
                size=size_text(curve.log_size[0]),
            )
        )
    return " ".join(said)


def clipped_drawing(
    arriving: Mapping[Cell, Arriving], factors: Mapping[Cell, float], style: Style
) -> Drawing:
    """How long the gradient is that arrives at s_k, over T − k, a line for each cell.

    factors: by what clipping multiplies it; where that is less than 1, a dashed line has what is
    left.
    """
    lines = []
    for cell, found in arriving.items():
        values = _log(found.states)
        lines.append(_Line(cell, cell.upper(), values))
        if factors[cell] < 1:
            name = style.texts("reach-clip-label", cell=cell.upper())
            lines.append(_Line(cell, name, values + np.log10(factors[cell]), dashed=True))
    return _drawing(lines, style, style.texts("reach-length-of"))


clipped_figure = as_figure(clipped_drawing)


def clipped_alt(
    arriving: Mapping[Cell, Arriving], factors: Mapping[Cell, float], texts: Texts
) -> str:
    """What is to be seen in :func:`clipped_drawing`, from the last timestep to the first."""
    said = []
    for cell, found in arriving.items():
        first, last = _log(found.states[[0, -1]])
        shorter = np.log10(factors[cell])
        said.append(
            texts(
                "reach-clip-alt",
                cell=cell.upper(),
                last=size_text(last),
                first=size_text(first),
                last_clipped=size_text(last + shorter),
                first_clipped=size_text(first + shorter),
            )
        )
    return " ".join(said)


def _log(lengths: Array) -> Array:
    with np.errstate(divide="ignore"):
        return np.log10(lengths)


def _drawing(lines: Sequence[_Line], style: Style, what: str) -> Drawing:
    """Lines over the distance from T, each with its name at its end; what: their values are."""
    palette, size = style.palette, style.size
    T = len(lines[0].values) - 1
    low, high = _ends(lines)
    step = max(1, ceil((high - low) / _MOST_TICKS))
    powers = [power for power in range(ceil(low), floor(high) + 1) if power % step == 0]
    return {
        "data": [_trace(line, T, style, what) for line in lines],
        "layout": {
            **surroundings(style, _HEIGHT),
            "margin": {"l": 58 * size, "r": 92 * size, "t": _ABOVE * size, "b": _BELOW * size},
            "xaxis": {
                **axis(style, style.texts("reach-distance")),
                "range": [0, max(T, 1)],
                **every(T),
            },
            "yaxis": {
                **axis(style, what),
                "range": [low, high],
                "tickvals": powers,
                "ticktext": [power_text(power, "markup") for power in powers],
                "showgrid": True,
                "gridcolor": palette.line,
                "zeroline": True,
                "zerolinecolor": palette.muted,
                "zerolinewidth": 1.5 * size,
            },
            "annotations": _names(lines, low, high, style),
        },
    }


def _trace(line: _Line, T: int, style: Style, what: str) -> dict[str, Any]:
    size = style.size
    return {
        "type": "scatter",
        "mode": "lines" if line.dashed else "lines+markers",
        "x": np.arange(T, -1, -1, dtype=np.int16),
        "y": np.where(np.isfinite(line.values), line.values, np.nan),
        "line": {
            "color": getattr(style.palette.cells, line.cell),
            "width": (1.5 if line.dashed else 2.25) * size,
            "dash": "dash" if line.dashed else "solid",
        },
        "marker": {
            "symbol": _SIGNS[line.cell],
            "size": 8 * size,
            "maxdisplayed": _MOST_SIGNS,
        },
        "cliponaxis": False,
        "hovertemplate": style.hover(
            "reach-curve-hover", name=line.name, what=what, distance="%{x}", power="%{y:.2f}"
        ),
    }


def _ends(lines: Sequence[_Line]) -> tuple[float, float]:
    """The range of an axis that holds all lines and 1."""
    least = min(float(line.seen.min(initial=0)) for line in lines)
    most = max(float(line.seen.max(initial=0)) for line in lines)
    room = 0.06 * max(1.0, most - least)
    return least - room, most + room


def _names(lines: Sequence[_Line], low: float, high: float, style: Style) -> list[dict[str, Any]]:
    ends = [float(line.seen[0]) if line.seen.size else low for line in lines]
    gap = _LABEL * (high - low) / (_HEIGHT - _ABOVE - _BELOW)
    return [
        {
            "text": line.name,
            "x": 1,
            "xref": "paper",
            "xanchor": "left",
            "xshift": 6 * style.size,
            "y": place,
            "yanchor": "middle",
            "showarrow": False,
            "font": {
                "color": getattr(style.palette.cells, line.cell),
                "size": FONT * style.size,
            },
        }
        for line, place in zip(lines, _apart(ends, gap, low, high), strict=True)
    ]


def _apart(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Places as near as can be to those wanted, each at least a gap from the next, in low…high."""
    order = sorted(range(len(wanted)), key=wanted.__getitem__)
    groups: list[list[int]] = []  # of neighbours that touch, around the middle of what they want
    middles: list[float] = []

    def within(group: list[int]) -> float:
        half = gap * (len(group) - 1) / 2
        middle = sum(wanted[i] for i in group) / len(group)
        return max(low + half, min(high - half, middle))

    for i in order:
        groups.append([i])
        middles.append(within([i]))
        while len(groups) > 1:
            apart = gap * (len(groups[-2]) + len(groups[-1])) / 2
            if middles[-1] - middles[-2] >= apart:
                break
            groups[-2:] = [groups[-2] + groups[-1]]
            middles[-2:] = [within(groups[-1])]
    places = {
        i: middle + gap * (rank - (len(group) - 1) / 2)
        for group, middle in zip(groups, middles, strict=True)
        for rank, i in enumerate(group)
    }
    return [places[i] for i in range(len(wanted))]
