"""The input, the gates, the candidate and the hidden state of all units over time."""

from collections.abc import Sequence
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from gru_viz.cells.gru import Array, Trace
from gru_viz.figures.drawing import Drawing, as_figure
from gru_viz.figures.ghost import moved_alt, moved_hover
from gru_viz.figures.heatmaps import MOST_IN_ORDER, heatmap, height, row_axis, scale_key
from gru_viz.figures.held import HATCHED, hatch
from gru_viz.figures.inputs import input_panel
from gru_viz.figures.panels import Panel, drawing, in_their_places, moment
from gru_viz.figures.style import Style, number
from gru_viz.locales import Texts
from gru_viz.palette import Scale

Quantity = Literal["r", "z", "n", "h"]
Rows = NDArray[np.intp]
_MOST_NUMBERED = 8  # timesteps and units; up to here the numbers stand in the cells


def gates_drawing(
    trace: Trace,
    style: Style,
    *,
    t: int,
    unit: int,
    tokens: Sequence[str] = (),
    features: Sequence[str] = (),
    future: bool = True,
    ghost: Trace | None = None,
    base_x: Array | None = None,
) -> Drawing:
    """Input x as lines or a heatmap, above heatmaps of r, z, h̃ and h, one row a unit.

    The scales are fixed: 0…1 for gates, −1…1 for candidate and state; a heatmap of x has
    −max…max. h₀ stands at t = 0. The cursor is at timestep t (1…T); unit (1…H) is framed.
    Where r or z is held, it is hatched. Of more than MOST_IN_ORDER units, the rows are sorted by
    how far h moves over time, in the ghost where there is one, the furthest at the top.

    trace: a run of one sequence. tokens: what stands at each of the T timesteps; none for
    numbers. features: the names of the D features. future: False leaves out what the GRU
    does after t; its input stays. ghost: the untouched run, of the same shape; then one more
    heatmap has h − its h, on −1…1. base_x: the untouched input (T, D), which decides the scale
    of x; by default the ghost's, or x itself.
    """
    T, D = trace.x.shape
    end = T if future else t
    names = features or [f"{style.notation.symbols['x'].base}{d}" for d in range(1, D + 1)]
    if base_x is None:
        base_x = (ghost or trace).x
    order = _order(ghost or trace, end)
    rows = _Rows(trace, end, unit, tokens, style, order)
    panels = [
        input_panel(trace.x, base_x, names, tokens, style),
        *(rows.of(quantity) for quantity in get_args(Quantity)),
        *([rows.moved(ghost)] if ghost else []),
    ]
    return drawing(panels, T, t, tokens, style)


gates_over_time = as_figure(gates_drawing)


def gates_alt(
    trace: Trace,
    texts: Texts,
    *,
    t: int,
    unit: int,
    future: bool = True,
    ghost: Trace | None = None,
) -> str:
    """What is to be seen in :func:`gates_over_time`, in a few sentences with its numbers."""
    end = trace.T if future else t
    z, h = trace.z[:end, unit - 1], trace.h[: end + 1, unit - 1]
    sentences = [
        texts(
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
    ]
    if trace.params.H > MOST_IN_ORDER:
        most = int(_order(ghost or trace, end)[0]) + 1
        sentences.append(texts("figure-sorted-alt", most=most))
    held_r, held_z = (
        0 if held is None else int(held[:end].sum()) for held in (trace.held_r, trace.held_z)
    )
    if held_r or held_z:
        sentences.append(texts("figure-held-alt", held_r=held_r, held_z=held_z))
    if ghost:
        sentences.append(moved_alt(trace, ghost, texts, end))
    return " ".join(sentences)


def _order(trace: Trace, end: int) -> Rows:
    """Which unit, from 0, stands in each row; sorted by what is seen up to timestep `end`."""
    H = trace.params.H
    if H <= MOST_IN_ORDER:
        return np.arange(H)
    moves = np.abs(np.diff(trace.h[: end + 1], axis=0)).sum(axis=0)
    return np.argsort(-moves, kind="stable")


class _Rows:
    """Heatmaps up to timestep `end` with a row for each unit in an order, the chosen one framed."""

    def __init__(
        self,
        trace: Trace,
        end: int,
        unit: int,
        tokens: Sequence[str],
        style: Style,
        order: Rows,
    ) -> None:
        self.trace, self.end = trace, end
        self.tokens, self.style, self.order = tokens, style, order
        self.row = int(np.flatnonzero(order == unit - 1)[0]) + 1
        self.sorted = len(order) > MOST_IN_ORDER
        self.numbered = max(trace.z.shape) <= _MOST_NUMBERED

    def of(self, quantity: Quantity) -> Panel:
        """r, z, h̃ or h itself."""
        style, palette = self.style, self.style.palette
        first = 0 if quantity == "h" else 1  # the timestep of the array's first row
        values = getattr(self.trace, quantity)[: self.end + 1 - first]
        if quantity == "r" or quantity == "z":
            scale, low = palette.gate_scale(quantity), 0
        else:
            scale, low = palette.state_scale(), -1
        cells, scale = self._cells(values, first, scale, (low, 1))
        cells["hovertemplate"] = style.hover(
            "figure-hover-unit",
            symbol=style.letter(quantity),
            value="%{z:.6f}",
            unit="%{y}",
            when=moment(self.tokens),
        )
        title, traces = style.titled(quantity), [cells]
        held = getattr(self.trace, f"held_{quantity}", None)
        if held is not None and held[: self.end].any():
            title += f"&nbsp; {HATCHED} {style.texts('figure-held')}"
            traces.append(hatch(held[: self.end, self.order], style))
        note = style.texts("figure-sorted") if self.sorted and quantity == "r" else ""
        return self._panel(title, traces, first, scale_key(scale, number(low, 0), "1"), note)

    def moved(self, ghost: Trace) -> Panel:
        """How far h is from the ghost's."""
        style = self.style
        now, was = (run.h[: self.end + 1] for run in (self.trace, ghost))
        cells, scale = self._cells(now - was, 0, style.palette.state_scale(), (-1, 1), "+")
        told = [now.T[self.order], was.T[self.order]]
        if in_their_places(self.tokens):
            told.append(cells["customdata"])
        cells["customdata"] = np.stack(told, axis=-1)
        cells["hovertemplate"] = moved_hover(style, "h", "%{y}", self.tokens, by="%{z:+.6f}")
        title = style.texts("figure-moved", h=style.symbol("h"))
        return self._panel(title, [cells], 0, scale_key(scale, "≤ −1", "≥ 1"))

    def _cells(
        self, values: Array, first: int, scale: Scale, ends: tuple[float, float], sign: str = ""
    ) -> tuple[dict[str, Any], Scale]:
        """The heatmap, its numbers in its cells where there are few, and its scale."""
        style, values = self.style, values[:, self.order]
        if self.sorted:
            values = values.astype(np.float32)  # half as long on its way, and exact enough to see
        if not self.numbered:
            return heatmap(values, first, scale, ends, self.tokens), scale
        scale = style.palette.under_numbers(scale)
        texts = [[number(value, 2, sign) for value in row] for row in values.T]
        ink = {"size": 10.5 * style.size, "color": style.palette.ink}
        numbers = {"text": texts, "texttemplate": "%{text}", "textfont": ink}
        return heatmap(values, first, scale, ends, self.tokens) | numbers, scale

    def _panel(
        self, title: str, traces: list[dict[str, Any]], first: int, scale: str, note: str = ""
    ) -> Panel:
        style, row = self.style, self.row
        T, H = self.trace.z.shape
        tall = height(H, 16 if self.numbered else 8)
        frame = {
            "type": "rect",
            "name": "unit",
            "x0": first - 0.5,
            "x1": T + 0.5,
            "y0": row - 0.5,
            "y1": row + 0.5,
            "line": {"color": style.palette.muted, "width": style.size},
        }
        units = [str(i + 1) for i in self.order.tolist()]
        axis = row_axis(units, tall, style, chosen=row, ranked=self.sorted)
        if self.sorted:  # so that a hover tells the unit, and not its row
            axis["labelalias"] = {str(i): unit for i, unit in enumerate(units, start=1)}
        return Panel(
            title=title,
            height=tall,
            traces=traces,
            y=axis,
            note=note,
            scale=scale,
            marks=[frame] if H > 1 else [],
        )
