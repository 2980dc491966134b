"""One unit: the mix at each timestep, and what is left of earlier states."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from gru_viz.cells.gru import Trace
from gru_viz.figures.drawing import Drawing, as_figure
from gru_viz.figures.gate_lines import gate_lines
from gru_viz.figures.ghost import ghost_key, moved, moved_alt, moved_hover
from gru_viz.figures.held import runs
from gru_viz.figures.memory import direct
from gru_viz.figures.panels import LARGEST, MOST_APART, Panel, drawing, moment
from gru_viz.figures.steady import beyond
from gru_viz.figures.style import Style, number
from gru_viz.locales import Texts

_LITTLE = 0.1  # a share below it counts as forgotten


def unit_drawing(
    trace: Trace,
    style: Style,
    *,
    t: int,
    unit: int,
    tokens: Sequence[str] = (),
    future: bool = True,
    ghost: Trace | None = None,
) -> Drawing:
    """The mix h_t = kept + written at each timestep, and the direct memory of h_t at t.

    Both for one unit (1…H). Above, kept and written are bars and h_t a line, on −1…1, or
    further where h₀ goes further. Below, a bar for each k = 0…t is the share of timestep k's
    writing (h₀ for k = 0) that is still directly in h_t: see :func:`gru_viz.figures.direct`.

    With a ghost, its h stands dashed behind the line. With it, or where a gate of the unit is
    held, a first panel has r and z as lines of steps, the ghost's dashed behind them, and a bar
    under the timesteps at which each is held.

    The other arguments are those of :func:`gru_viz.figures.gates_over_time`.
    """
    end = trace.T if future else t
    held = any(runs(gate[:, unit - 1]) for gate in (trace.held_r, trace.held_z) if gate is not None)
    panels = [
        *([gate_lines(trace, ghost, end, unit, tokens, style)] if ghost or held else []),
        _mix(trace, ghost, end, unit, tokens, style),
        _memory(trace, t, unit, tokens, style),
    ]
    return drawing(panels, trace.T, t, tokens, style)


unit_over_time = as_figure(unit_drawing)


def unit_alt(
    trace: Trace,
    texts: Texts,
    *,
    t: int,
    unit: int,
    future: bool = True,
    ghost: Trace | None = None,
) -> str:
    """What is to be seen in :func:`unit_over_time` at t, in a few sentences with its numbers."""
    end = trace.T if future else t
    share = direct(trace, t)[0][:, unit - 1]
    sentences = [
        texts(
            "figure-unit-alt",
            unit=unit,
            t=t,
            kept=number(trace.kept[t - 1, unit - 1]),
            written=number(trace.written[t - 1, unit - 1]),
            sum=number(trace.h[t, unit - 1]),
            first=number(share[0]),
            little=number(_LITTLE, 1),
            since=1 + int((share[1:] >= _LITTLE).argmax()),
        )
    ]
    for gate, held in (("r", trace.held_r), ("z", trace.held_z)):
        if held is not None and (where := runs(held[:end, unit - 1])):
            steps = ", ".join(f"{a}" if a == b else f"{a}–{b}" for a, b in where)
            sentences.append(texts("figure-held-unit-alt", gate=texts.letters[gate], steps=steps))
    if ghost:
        sentences.append(moved_alt(trace, ghost, texts, end, unit))
    return " ".join(sentences)


def _mix(
    trace: Trace, ghost: Trace | None, end: int, unit: int, tokens: Sequence[str], style: Style
) -> Panel:
    fill, size = style.palette.fill, style.size
    kept, written = (a[:end, unit - 1] for a in (trace.kept, trace.written))
    h = trace.h[: end + 1, unit - 1]
    t = np.arange(end + 1, dtype=np.int16)
    first, untouched = (abs(float(run.h[0, unit - 1])) for run in (trace, ghost or trace))
    most = 1.05 * min(LARGEST, beyond(first, max(1.0, untouched)))
    hover = style.hover(
        "figure-hover-mix",
        unit=unit,
        when=moment(tokens, "%{customdata[0]}"),
        kept="%{customdata[1]:.6f}",
        written="%{customdata[2]:.6f}",
        sum="%{customdata[3]:.6f}",
    )
    sums = np.column_stack([t[1:], kept, written, h[1:]])
    bars = [
        {
            "type": "bar",
            "x": t[1:],
            "y": values,
            "customdata": sums,
            "marker": {"color": colour, "line": {"width": 0}},
            "hovertemplate": hover,
        }
        for values, colour in ((kept, fill.kept), (written, fill.written))
    ]
    line: dict[str, Any] = {
        "type": "scatter",
        "mode": "lines+markers" if trace.T <= MOST_APART else "lines",
        "x": t,
        "y": h,
        "line": {"color": fill.h, "width": 2 * size},
        "marker": {"size": 7 * size, "line": {"color": style.palette.surface, "width": size}},
        "customdata": t,
        "hovertemplate": style.hover(
            "figure-hover-unit",
            symbol=style.letter("h"),
            value="%{y:.6f}",
            unit=unit,
            when=moment(tokens, "%{customdata}"),
        ),
    }
    lines = [line]
    if ghost:
        was = ghost.h[: end + 1, unit - 1]
        told = {
            "customdata": moved(t, h, was),
            "hovertemplate": moved_hover(style, "h", unit, tokens),
        }
        dashed = {"color": style.palette.muted, "width": 1.5 * size, "dash": "dash"}
        behind: dict[str, Any] = {"type": "scatter", "mode": "lines", "x": t, "y": was}
        # Dashes alone would be lost on the bars.
        halo = {"line": {"color": style.palette.surface, "width": 4 * size}, "hoverinfo": "skip"}
        lines = [behind | halo, behind | told | {"line": dashed}, line | told]
    return Panel(
        title=style.texts(
            "figure-mix",
            unit=unit,
            h=style.coloured("h", "<b>●</b> ") + style.symbol("h"),
            kept=style.key("kept"),
            written=style.key("written"),
        ),
        height=110,
        traces=[*bars, *lines],
        y={
            "range": [-most, most],
            "tickvals": [-1, 0, 1],
            "zeroline": True,
            "zerolinecolor": style.palette.muted,
            "zerolinewidth": 1,
        },
        scale=ghost_key(style) if ghost else "",
    )


def _memory(trace: Trace, t: int, unit: int, tokens: Sequence[str], style: Style) -> Panel:
    fill = style.palette.fill
    share, contribution = (a[:, unit - 1] for a in direct(trace, t))
    k = np.arange(t + 1, dtype=np.int16)
    contents = np.column_stack([k, contribution])
    origins = (
        ("figure-hover-initial", fill.h, slice(0, 1)),
        ("figure-hover-memory", fill.written, slice(1, None)),
    )
    bars = [
        {
            "type": "bar",
            "x": k[part],
            "y": share[part],
            "customdata": contents[part],
            "marker": {"color": colour, "line": {"width": 0}},
            "hovertemplate": style.hover(
                key,
                initial=style.letter("h", 0),
                state=style.letter("h", t),
                when=moment(tokens, "%{customdata[0]}"),
                share="%{y:.6f}",
                contribution="%{customdata[1]:.6f}",
            ),
        }
        for key, colour, part in origins
    ]
    return Panel(
        title=style.texts("figure-memory", h=style.symbol("h", t)),
        note=style.texts("figure-memory-note"),
        height=80,
        traces=bars,
        y={"range": [0, 1.05], "tickvals": [0, 0.5, 1]},
    )
