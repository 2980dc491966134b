"""Three cells over each other: their states over time, and the gates that correspond."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from gru_viz.cells.arrays import Array
from gru_viz.cells.parameters import CELLS, Cell
from gru_viz.figures.drawing import Drawing, as_figure
from gru_viz.figures.panels import LARGEST, Panel, drawing, moment
from gru_viz.figures.style import Style, number
from gru_viz.locales import Texts
from gru_viz.trio import Three
from gru_viz.variants import beside

_MOST_MARKERS = 24  # on a line
_HEIGHTS = {"states": 150, "memory": 100}
_SIGNS: Mapping[Cell, tuple[str, str]] = {
    "rnn": ("▲", "triangle-up"),
    "lstm": ("■", "square"),
    "gru": ("●", "circle"),
}


@dataclass(frozen=True, slots=True)
class _Line:
    """One line: whose, its values from timestep `first` on, its symbol, its colour."""

    cell: Cell
    values: Array
    first: int
    symbol: str
    colour: str
    dashed: bool = False


def cells_drawing(
    three: Three, style: Style, *, t: int, unit: int, tokens: Sequence[str] = ()
) -> Drawing:
    """The states of one unit of each cell over time, and under them the gates.

    At the top h of the three, and dashed the LSTM's c: in a panel of its own where that of any unit
    leaves −1…1, so that h stays readable.
    Below the LSTM's forget gate with what the GRU keeps by, its input gate with what the GRU
    writes by, and the gates that only one of the two has.

    style: has the GRU's notation. t: where the cursor stands, 1…T. unit: from 1; a cell of fewer
    units shows its last one. tokens: the words, if any.
    """
    styles = _styles(style)
    gates = {"range": [-0.06, 1.06], "tickvals": [0, 0.5, 1]}
    panels = [
        Panel(
            title=_title(name, of, style),
            height=_HEIGHTS.get(name, 74),
            traces=[_trace(line, three, unit, tokens, style) for line in of],
            y=gates if of[0].first else _state_axis(of, style),
        )
        for name, of in _lines(three, styles, unit).items()
    ]
    return drawing(panels, three.gru.T, t, tokens, style)


cells_over_time = as_figure(cells_drawing)


def cells_alt(three: Three, texts: Texts, *, t: int, unit: int) -> str:
    """What is to be seen in :func:`cells_over_time` at t: the values there, in two sentences."""
    at = {cell: _unit(three, cell, unit) for cell in CELLS}
    lstm, gru = three.lstm, three.gru
    return texts(
        "compare-plot-alt",
        t=t,
        unit=unit,
        rnn=number(three.rnn.h[t, at["rnn"]]),
        lstm=number(lstm.h[t, at["lstm"]]),
        memory=number(lstm.c[t, at["lstm"]]),
        gru=number(gru.h[t, at["gru"]]),
        forget=number(lstm.f[t - 1, at["lstm"]]),
        keep=number(gru.keep[t - 1, at["gru"]]),
        input=number(lstm.i[t - 1, at["lstm"]]),
        write=number(1 - gru.keep[t - 1, at["gru"]]),
    )


def _styles(style: Style) -> dict[Cell, Style]:
    """The style with the letters of each cell."""
    symbols = {"rnn": beside.of_rnn(style.notation), "lstm": beside.of_lstm(style.notation)}
    others = {
        cell: replace(style, notation=replace(style.notation, symbols=of))
        for cell, of in symbols.items()
    }
    return {"rnn": others["rnn"], "lstm": others["lstm"], "gru": style}


def _unit(three: Three, cell: Cell, unit: int) -> int:
    """The column of a unit, from 0."""
    H: int = three.traces[cell].h.shape[1]
    return min(unit, H) - 1


def _lines(three: Three, styles: Mapping[Cell, Style], unit: int) -> dict[str, list[_Line]]:
    palette = styles["gru"].palette
    fill, cells = palette.fill, palette.cells
    renews = three.gru.variant.update == "renews"

    def line(cell: Cell, values: Array, first: int, symbol: str, colour: str) -> _Line:
        return _Line(cell, values[:, _unit(three, cell, unit)], first, symbol, colour)

    def letter(cell: Cell, name: str) -> str:
        return styles[cell].letter(name)

    z = letter("gru", "z")
    keep, write = (f"1 − {z}", z) if renews else (z, f"1 − {z}")
    states = [
        line(cell, trace.h, 0, letter(cell, "h"), getattr(cells, cell))
        for cell, trace in three.traces.items()
    ]
    c = three.lstm.c
    memory = replace(line("lstm", c, 0, letter("lstm", "c"), cells.lstm), dashed=True)
    apart = np.abs(c).max(initial=0) > 1  # of any unit, so that all have the same panels
    return {
        **({"states": states, "memory": [memory]} if apart else {"states": [*states, memory]}),
        "keeping": [
            line("lstm", three.lstm.f, 1, letter("lstm", "f"), fill.kept),
            line("gru", three.gru.keep, 1, keep, fill.kept),
        ],
        "writing": [
            line("lstm", three.lstm.i, 1, letter("lstm", "i"), fill.written),
            line("gru", 1 - three.gru.keep, 1, write, fill.written),
        ],
        "alone": [
            line("lstm", three.lstm.o, 1, letter("lstm", "o"), cells.lstm),
            line("gru", three.gru.r, 1, letter("gru", "r"), fill.r),
        ],
    }


def _state_axis(lines: Sequence[_Line], style: Style) -> dict[str, Any]:
    """−1…1, or further where a line goes further; its ticks never lie on one another."""
    most = max(1.0, *(float(np.abs(line.values).max(initial=0)) for line in lines))
    ends = 1.05 * min(LARGEST, most)
    return {
        "range": [-ends, ends],
        **({"tickvals": [-1, 0, 1]} if most < 2 else {"nticks": 5}),
        "zeroline": True,
        "zerolinecolor": style.palette.muted,
        "zerolinewidth": 1,
    }


def _title(name: str, lines: Sequence[_Line], style: Style) -> str:
    keys = "\N{EM SPACE}".join(_key(line, style) for line in lines)
    return f"{style.texts(f'compare-plot-{name}')}\N{EM SPACE}{keys}"


def _key(line: _Line, style: Style) -> str:
    """A line's sign, its symbol, and its cell in the cell's hue."""
    called = style.texts(f"compare-cell-{line.cell}")
    cell = f'<span style="color:{getattr(style.palette.cells, line.cell)}">{called}</span>'
    sign = "<b>– –</b>" if line.dashed else _SIGNS[line.cell][0]
    return f'<span style="color:{line.colour}">{sign}</span> {line.symbol}\N{NO-BREAK SPACE} {cell}'


def _trace(
    line: _Line, three: Three, unit: int, tokens: Sequence[str], style: Style
) -> dict[str, Any]:
    size = style.size
    is_gate = line.first == 1
    T = three.gru.T
    dash = {"dash": "dash"} if line.dashed or (is_gate and line.cell == "gru") else {}
    marker = {
        "symbol": _SIGNS[line.cell][1],
        "size": 6.5 * size,
        "maxdisplayed": _MOST_MARKERS,
        "line": {"color": style.palette.surface, "width": 0.75 * size},
    }
    t = np.arange(line.first, T + 1, dtype=np.int16)
    return {
        "type": "scatter",
        "mode": "lines" if line.dashed else "lines+markers",
        "x": t,
        "y": line.values,
        "line": {"color": line.colour, "width": 1.9 * size, **dash},
        "marker": marker,
        "customdata": t,
        "hovertemplate": style.hover(
            "compare-plot-hover",
            cell=style.texts(f"compare-cell-{line.cell}"),
            symbol=line.symbol,
            value="%{y:.6f}",
            unit=_unit(three, line.cell, unit) + 1,
            when=moment(tokens),
        ),
    }
