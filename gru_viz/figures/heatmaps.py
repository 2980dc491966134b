"""What heatmaps over time share: one row a unit or feature, the first at the top."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from gru_viz.cells.gru import Array
from gru_viz.figures.panels import MOST_APART, in_their_places
from gru_viz.figures.style import Style
from gru_viz.palette import Scale

_LABEL = 13  # pixels that a row's name needs
MOST_IN_ORDER = 64  # rows that can be told apart; more are sorted


def heatmap(
    values: Array, first: int, scale: Scale, ends: tuple[float, float], tokens: Sequence[str]
) -> dict[str, Any]:
    """The trace of values (timesteps, rows), whose row 0 is timestep `first`."""
    steps, rows = values.shape
    apart = steps <= MOST_APART  # without any gap, Plotly draws in a third of the time
    trace = {
        "type": "heatmap",
        "z": values.T,
        "x0": first,
        "y0": 1,
        "zmin": ends[0],
        "zmax": ends[1],
        "colorscale": scale,
        "showscale": False,
        "xgap": 1 if apart else 0,
        "ygap": 1 if apart and rows <= 16 else 0,
    }
    if in_their_places(tokens):
        t = np.arange(first, first + steps, dtype=np.int16)
        trace["customdata"] = np.broadcast_to(t, (rows, steps))
    return trace


def height(rows: int, each: int) -> int:
    """The height in pixels of a heatmap whose rows would like `each`: 60…130, of many rows 200."""
    return 200 if rows > MOST_IN_ORDER else min(130, max(60, each * rows))


def row_axis(
    names: Sequence[str], height: int, style: Style, chosen: int = 0, ranked: bool = False
) -> dict[str, Any]:
    """The axis of rows 1… with as many names as can be read; the chosen row's always, in bold.

    ranked: whether the first row is above all others, and so is named too.
    """
    rows = len(names)
    step = 1
    while _LABEL * rows > height * step:
        step *= 2
    every = range(1 if ranked else step, rows + 1, step)
    named = [i for i in every if not chosen or abs(i - chosen) >= step]
    labels = {i: names[i - 1] for i in named}
    if chosen:
        labels[chosen] = f'<b style="color:{style.palette.ink}">{names[chosen - 1]}</b>'
    return {
        "range": [rows + 0.5, 0.5],
        "tickvals": list(labels),
        "ticktext": list(labels.values()),
    }


def scale_key(scale: Scale, low: str, high: str) -> str:
    """A scale small enough for a title: its ends in numbers and a few of its colours."""
    colours = [_colour_at(scale, i / 6) for i in range(7)]
    blocks = "".join(f'<span style="color:{colour}">█</span>' for colour in colours)
    return f"{low}&nbsp;{blocks}&nbsp;{high}"


def _colour_at(scale: Scale, position: float) -> str:
    positions = [p for p, _ in scale]
    channels = [[int(colour[i : i + 2], 16) for i in (1, 3, 5)] for _, colour in scale]
    mixed = (np.interp(position, positions, channel) for channel in zip(*channels, strict=True))
    return "#" + "".join(f"{round(channel):02X}" for channel in mixed)
