"""The input, the gates, the candidate and the hidden state of all units over time."""

from collections.abc import Sequence
from typing import Literal, get_args

import plotly.graph_objects as go

from gru_viz.cells.gru import Trace
from gru_viz.figures.heatmaps import heatmap, height, row_axis, scale_key
from gru_viz.figures.inputs import input_panel
from gru_viz.figures.panels import Panel, figure, moment
from gru_viz.figures.style import SYMBOLS, Style, number
from gru_viz.locales import Texts

Quantity = Literal["r", "z", "n", "h"]
_MOST_NUMBERED = 8  # timesteps and units; up to here the numbers stand in the cells


def gates_over_time(
    trace: Trace,
    style: Style,
    *,
    t: int,
    unit: int,
    tokens: Sequence[str] = (),
    features: Sequence[str] = (),
    future: bool = True,
) -> go.Figure:
    """Input x as lines or a heatmap, above heatmaps of r, z, h̃ and h, one row a unit.

    The scales are fixed: 0…1 for gates, −1…1 for candidate and state; a heatmap of x has
    −max…max. h₀ stands at t = 0. The cursor is at timestep t (1…T); unit (1…H) is framed.

    trace: a run of one sequence. tokens: what stands at each of the T timesteps; none for
    numbers. features: the names of the D features. future: False leaves out what the GRU
    does after t; its input stays.
    """
    T, D = trace.x.shape
    end = T if future else t
    names = features or [f"x{d}" for d in range(1, D + 1)]
    panels = [
        input_panel(trace.x, names, tokens, style),
        *(_unit_rows(trace, quantity, end, unit, tokens, style) for quantity in get_args(Quantity)),
    ]
    return figure(panels, T, t, tokens, style)


def gates_alt(trace: Trace, texts: Texts, *, t: int, unit: int, future: bool = True) -> str:
    """What is to be seen in :func:`gates_over_time`, in a few sentences with its numbers."""
    end = trace.T if future else t
    z, h = trace.z[:end, unit - 1], trace.h[: end + 1, unit - 1]
    return texts(
        "figure-gates-alt",
        units=trace.h.shape[1],
        steps=end,
        unit=unit,
        highest_t=int(z.argmax()) + 1,
        highest_z=number(z.max()),
        lowest_t=int(z.argmin()) + 1,
        lowest_z=number(z.min()),
        lowest_h=number(h.min()),
        highest_h=number(h.max()),
    )


def _unit_rows(
    trace: Trace, quantity: Quantity, end: int, unit: int, tokens: Sequence[str], style: Style
) -> Panel:
    T, H = trace.z.shape
    if quantity == "r" or quantity == "z":
        scale, low = style.palette.gate_scale(quantity), 0
    else:
        scale, low = style.palette.state_scale(), -1
    first = 0 if quantity == "h" else 1  # the timestep of the array's first row
    numbered = max(T, H) <= _MOST_NUMBERED
    if numbered:
        scale = style.palette.under_numbers(scale)
    tall = height(H, 16 if numbered else 8)
    cells = heatmap(getattr(trace, quantity)[: end + 1 - first], first, scale, (low, 1), tokens)
    cells["hovertemplate"] = style.hover(
        "figure-hover-unit",
        symbol=SYMBOLS[quantity],
        value="%{z:.6f}",
        unit="%{y}",
        when=moment(tokens),
    )
    if numbered:
        ink = {"size": 10.5 * style.size, "color": style.palette.ink}
        cells |= {"texttemplate": "%{z:.2f}", "textfont": ink}
    frame = {
        "type": "rect",
        "name": "unit",
        "x0": first - 0.5,
        "x1": T + 0.5,
        "y0": unit - 0.5,
        "y1": unit + 0.5,
        "line": {"color": style.palette.muted, "width": style.size},
    }
    return Panel(
        title=style.titled(quantity),
        height=tall,
        traces=[cells],
        y=row_axis([str(i) for i in range(1, H + 1)], tall, style, chosen=unit),
        scale=scale_key(scale, number(low, 0), "1"),
        marks=[frame] if H > 1 else [],
    )
