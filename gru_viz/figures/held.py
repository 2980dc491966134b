"""Where gates are held: marks over their heatmaps, bars under their lines."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from gru_viz.cells.gru import Array
from gru_viz.figures.style import Style

HATCHED = "▨"  # in words of a title, what a hatched area is on a plot


def runs(held: Array) -> list[tuple[int, int]]:
    """The runs of timesteps at which held (T,) is true: the first and the last, from 1."""
    turns = np.flatnonzero(np.diff(held, prepend=False, append=False))
    return [(int(a) + 1, int(b)) for a, b in turns.reshape(-1, 2)]


def hatch(held: Array, style: Style) -> dict[str, Any]:
    """One trace that hatches what is true of held (T, H), over a heatmap of units."""
    rectangles = list(_rectangles(held))
    corners = [(a - 0.5, b + 0.5, i - 0.5, j + 0.5) for a, b, i, j in rectangles]
    x = [value for a, b, *_ in corners for value in (a, b, b, a, a, np.nan)]
    y = [value for *_, i, j in corners for value in (i, i, j, j, i, np.nan)]
    lines = {"shape": "/", "fgcolor": style.palette.ink, "bgcolor": "rgba(0,0,0,0)"}
    return {
        "type": "scatter",
        "mode": "lines",
        "x": np.array(x, np.float32),
        "y": np.array(y, np.float32),
        "line": {"color": style.palette.ink, "width": style.size},
        "fill": "toself",
        "fillpattern": {**lines, "fgopacity": 0.4, "size": 7 * style.size, "solidity": 0.12},
        "hoverinfo": "skip",
    }


def bar(held: Array, y: float, colour: str, style: Style) -> dict[str, Any]:
    """One trace: a bar at height y under each run of held (T,)."""
    ends = [value for a, b in runs(held) for value in (a - 0.5, b + 0.5, np.nan)]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": np.array(ends, np.float32),
        "y": np.full(len(ends), y, np.float32),
        "line": {"color": colour, "width": 5 * style.size},
        "hoverinfo": "skip",
    }


def _rectangles(held: Array) -> Iterator[tuple[int, int, int, int]]:
    """(first timestep, last, first unit, last): the same run of neighbouring units is one."""
    open_runs: dict[tuple[int, int], int] = {}  # run: the unit it began with
    H = held.shape[1]
    for unit in range(1, H + 2):
        here = set(runs(held[:, unit - 1])) if unit <= H else set()
        for run in [run for run in open_runs if run not in here]:
            yield *run, open_runs.pop(run), unit - 1
        for run in here:
            open_runs.setdefault(run, unit)
