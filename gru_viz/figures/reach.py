"""Where gradients go: the sizes of ∂s_t/∂s_k of one cell as a triangle, over powers of ten."""

from typing import Any

import numpy as np

from gru_viz.cells.arrays import Array
from gru_viz.cells.parameters import Cell
from gru_viz.cells.reach import Reach
from gru_viz.figures.drawing import Drawing, as_figure
from gru_viz.figures.powers import SMALL, axis, every, power_text, size_text, surroundings
from gru_viz.figures.style import FONT, Style
from gru_viz.locales import Texts

LOWEST, HIGHEST = -8, 2  # ends of the scale, as log10, the same for all triangles
_TICKS = (-8, -6, -4, -2, 0, 2)
_HEIGHT = 330


def triangle_drawing(
    reach: Reach, cell: Cell, style: Style, *, t: int, k: int, direct: bool = False
) -> Drawing:
    """The sizes of a cell: t goes down, k to the right; the last row is the last timestep.

    t, k: the pair that is marked. direct: along the direct path alone; a cell without one has an
    empty frame.
    """
    palette, size = style.palette, style.size
    log_size = _sizes(reach, direct)
    T = int(reach.at[-1])
    mark = {
        "type": "scatter",
        "mode": "markers",
        "x": [k],
        "y": [t],
        "marker": {"symbol": "square-open", "size": 11 * size, "color": palette.ink},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }
    return {
        "data": [] if log_size is None else [_heatmap(reach, log_size, style), mark],
        "layout": {
            **surroundings(style, _HEIGHT),
            "margin": {"l": 44 * size, "r": 22 * size, "t": 10 * size, "b": 78 * size},
            "xaxis": {
                **axis(style, style.texts("reach-from")),
                "range": [-0.5, T + 0.5],
                **every(T),
            },
            "yaxis": {
                **axis(style, style.texts("reach-to")),
                "range": [T + 0.5, -0.5],
                **every(T),
            },
            "annotations": [_in_the_corner(log_size, cell, T, style)],
        },
    }


triangle = as_figure(triangle_drawing)


def triangle_alt(reach: Reach, cell: Cell, texts: Texts, direct: bool = False) -> str:
    """What is to be seen in :func:`triangle_drawing`, with numbers of its last row."""
    log_size = _sizes(reach, direct)
    if log_size is None:
        return texts("reach-triangle-none-alt", cell=cell.upper())
    middle = len(reach.at) // 2
    return texts(
        "reach-triangle-alt",
        cell=cell.upper(),
        t=int(reach.at[-1]),
        middle=int(reach.at[middle]),
        size_middle=size_text(log_size[-1, middle]),
        size_first=size_text(log_size[-1, 0]),
    )


def _sizes(reach: Reach, direct: bool) -> Array | None:
    return reach.log_direct if direct else reach.log_size


def _heatmap(reach: Reach, log_size: Array, style: Style) -> dict[str, Any]:
    names = [power_text(power, "markup") for power in _TICKS]
    return {
        "type": "heatmap",
        "x": reach.at,
        "y": reach.at,
        "z": np.clip(log_size, LOWEST, HIGHEST).astype(np.float32),  # exact enough to see
        "customdata": log_size.astype(np.float32),
        "zmin": LOWEST,
        "zmax": HIGHEST,
        "colorscale": style.palette.size_scale(-LOWEST / (HIGHEST - LOWEST)),
        "hoverongaps": False,
        "hovertemplate": style.hover("reach-hover", k="%{x}", t="%{y}", power="%{customdata:.2f}"),
        "colorbar": {
            "orientation": "h",
            "y": 0,
            "yref": "container",
            "yanchor": "bottom",
            "ypad": 2,
            "xpad": 0,
            "thickness": 9 * style.size,
            "outlinewidth": 0,
            "tickvals": _TICKS,
            "ticktext": [f"≤{names[0]}", *names[1:-1], f"≥{names[-1]}"],
            "tickfont": {"size": SMALL * style.size},
            "ticklabeloverflow": "allow",
        },
    }


def _in_the_corner(log_size: Array | None, cell: Cell, T: int, style: Style) -> dict[str, Any]:
    """What stands where there are no pairs: the cell, the size from the first step to the last."""
    colour = getattr(style.palette.cells, cell)
    name = f'<b style="color:{colour}">{cell.upper()}</b>'
    if log_size is None:
        said = style.texts("reach-corner-none")
    else:
        said = style.texts("reach-corner", size=size_text(log_size[-1, 0], "markup"), t=T)
    return {
        "text": f"{name}<br>{said}",
        "x": 0.96,
        "y": 0.96,
        "xref": "paper",
        "yref": "paper",
        "xanchor": "right",
        "yanchor": "top",
        "align": "right",
        "showarrow": False,
        "font": {"color": style.palette.ink, "size": FONT * style.size},
    }
