"""The input sequence over time: a few lines, or a heatmap of many features or of tokens."""

from collections.abc import Sequence

import numpy as np

from gru_viz.cells.gru import Array
from gru_viz.figures.heatmaps import heatmap, height, row_axis, scale_key
from gru_viz.figures.panels import LARGEST, MOST_APART, Panel, moment
from gru_viz.figures.steady import beyond, room_for
from gru_viz.figures.style import Style, literal

_MOST_LINES = 4
_LINES = (
    ("●", "circle", "solid"), ("■", "square", "dash"),
    ("◆", "diamond", "dot"), ("▲", "triangle-up", "dashdot"),
)  # fmt: skip


def input_panel(
    x: Array, base_x: Array, names: Sequence[str], tokens: Sequence[str], style: Style
) -> Panel:
    """The panel of x (T, D), its features by these names, on the scale of the untouched base_x.

    Where x leaves that, the scale grows in coarse steps, and not with every change.
    """
    if x.shape[1] <= _MOST_LINES and not tokens:
        return _lines(x, base_x, names, style)
    return _heatmap(x, base_x, names, tokens, style)


def _lines(x: Array, base_x: Array, names: Sequence[str], style: Style) -> Panel:
    T, D = x.shape
    t = np.arange(1, T + 1, dtype=np.int16)
    colours = (style.palette.fill.x, style.palette.ink)
    mode = "lines+markers" if T <= MOST_APART else "lines"
    traces = [
        {
            "type": "scatter",
            "mode": mode,
            "x": t,
            "y": x[:, d],
            "line": {"color": colours[d % 2], "width": 1.5 * style.size, "dash": dash},
            "marker": {"symbol": marker, "size": 6 * style.size},
            "hovertemplate": style.hover(
                "figure-hover-input",
                feature=literal(names[d]), value="%{y:.10~g}", when=moment(()),
            ),
        }
        for d, (_, marker, dash) in zip(range(D), _LINES, strict=False)
    ]  # fmt: skip
    (low, high), (least, most) = (
        np.clip([a.min(), a.max()], -LARGEST, LARGEST).tolist() for a in (base_x, x)
    )
    room = 0.1 * (high - low) or 0.1 * abs(high) or 1.0
    signs = [
        f'<span style="color:{colours[d % 2]}">{sign}</span> {literal(names[d])}'
        for d, (sign, *_) in zip(range(D), _LINES, strict=False)
    ]
    return Panel(
        title=style.titled("x"),
        height=48,
        traces=traces,
        y={"range": room_for(low - room, high + room, least, most), "nticks": 4},
        scale=style.coloured("x", "&nbsp; ".join(signs)) if D > 1 else "",
    )


def _heatmap(
    x: Array, base_x: Array, names: Sequence[str], tokens: Sequence[str], style: Style
) -> Panel:
    untouched, most = (min(float(np.abs(a).max()), LARGEST) for a in (base_x, x))
    most = beyond(most, untouched or 1.0)
    scale = style.palette.input_scale()
    signed = (x < 0).any() or (base_x < 0).any()
    hover = style.hover(
        "figure-hover-input", feature="%{y}", value="%{z:.10~g}", when=moment(tokens)
    )
    tall = height(x.shape[1], 10)
    axis = row_axis([literal(name, 6) for name in names], tall, style)
    axis["labelalias"] = {str(d): literal(name) for d, name in enumerate(names, start=1)}
    return Panel(
        title=style.titled("x"),
        height=tall,
        traces=[heatmap(x, 1, scale, (-most, most), tokens) | {"hovertemplate": hover}],
        y=axis,
        scale=scale_key(scale, f"−{most:.3g}", f"{most:.3g}")
        if signed
        else scale_key([(0.0, scale[1][1]), (1.0, scale[2][1])], "0", f"{most:.3g}"),
    )
