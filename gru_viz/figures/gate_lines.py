"""The gates of one unit as lines of steps."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from gru_viz.cells.gru import Trace
from gru_viz.figures.ghost import ghost_key, moved, moved_hover
from gru_viz.figures.held import bar
from gru_viz.figures.panels import Panel, moment
from gru_viz.figures.style import Style

_SIGNS = {"r": ("●", "circle"), "z": ("◆", "diamond")}
_MOST_SIGNS = 24  # on a line
_LANES = {"r": -0.17, "z": -0.37}  # where a gate's bar stands, under 0…1
_RANGE = (-0.47, 1.07)  # the same with and without bars


def gate_lines(
    trace: Trace, ghost: Trace | None, end: int, unit: int, tokens: Sequence[str], style: Style
) -> Panel:
    """r and z of a unit up to timestep `end`, the ghost's dashed behind, bars where held."""
    size = style.size
    t = np.arange(1, end + 1, dtype=np.int16)
    behind, lines, bars, lanes = [], [], [], {}
    for gate, (_, marker) in _SIGNS.items():
        colour = getattr(style.palette.fill, gate)
        now = getattr(trace, gate)[:end, unit - 1]
        steps = {"type": "scatter", "mode": "lines", "x": t}
        told: dict[str, Any] = {
            "customdata": t,
            "hovertemplate": style.hover(
                "figure-hover-unit",
                symbol=style.letter(gate),
                value="%{y:.6f}",
                unit=unit,
                when=moment(tokens),
            ),
        }
        if ghost:
            was = getattr(ghost, gate)[:end, unit - 1]
            told = {
                "customdata": moved(t, now, was),
                "hovertemplate": moved_hover(style, gate, unit, tokens),
            }
            dashed = {"color": colour, "width": 1.25 * size, "dash": "dash", "shape": "hvh"}
            behind.append(steps | told | {"y": was, "line": dashed, "opacity": 0.75})
        signs = {"symbol": marker, "size": 6.5 * size, "maxdisplayed": _MOST_SIGNS}
        solid = {"color": colour, "width": 1.75 * size, "shape": "hvh"}
        own = {"mode": "lines+markers", "y": now, "line": solid, "marker": signs}
        lines.append(steps | told | own)
        held = getattr(trace, f"held_{gate}")
        if held is not None and held[:end, unit - 1].any():
            bars.append(bar(held[:end, unit - 1], _LANES[gate], colour, style))
            name = style.coloured(gate, f"{style.letter(gate)} {style.texts('figure-held')}")
            lanes[_LANES[gate]] = name
    keys = {
        gate: style.coloured(gate, f"<b>{sign}</b> ") + style.symbol(gate)
        for gate, (sign, _) in _SIGNS.items()
    }
    return Panel(
        title=style.texts("figure-gates", unit=unit, **keys),
        height=90,
        traces=[*behind, *lines, *bars],
        y={
            "range": list(_RANGE),
            "tickvals": [*lanes, 0, 0.5, 1],
            "ticktext": [*lanes.values(), "0", "0.5", "1"],
        },
        scale=ghost_key(style) if ghost else "",
    )
