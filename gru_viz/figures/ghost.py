"""The untouched run behind the changed one: how it is keyed, hovered and told."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gru_viz.cells.gru import Array, Trace
from gru_viz.figures.panels import moment
from gru_viz.figures.style import Style, number
from gru_viz.locales import Texts


def ghost_key(style: Style) -> str:
    """What a dashed line is."""
    dashes = f'<span style="color:{style.palette.muted}">╌╌</span>'
    return f"{dashes} {style.texts('figure-untouched')}"


def moved(t: NDArray[Any], now: Array, was: Array) -> Array:
    """What a hover over one quantity of one unit tells: the value, the untouched, t, the move."""
    return np.column_stack([now, was, t, now - was])


def moved_hover(
    style: Style,
    quantity: str,
    unit: int | str,
    tokens: Sequence[str],
    by: str = "%{customdata[3]:+.6f}",
) -> str:
    """The hover over an element of :func:`moved`. by: where the move is found."""
    return style.hover(
        "figure-hover-moved",
        symbol=style.letter(quantity),
        now="%{customdata[0]:.6f}",
        was="%{customdata[1]:.6f}",
        by=by,
        unit=unit,
        when=moment(tokens, "%{customdata[2]}"),
    )


def moved_alt(trace: Trace, ghost: Trace, texts: Texts, end: int, unit: int | None = None) -> str:
    """Where, up to timestep `end`, h moved furthest from the untouched run, in a sentence.

    unit: that unit alone; None: of all.
    """
    moves = np.abs(trace.h - ghost.h)[: end + 1]
    if unit:
        moves = moves[:, unit - 1 : unit]
    t, i = np.unravel_index(moves.argmax(), moves.shape)
    if not moves[t, i]:
        return texts("figure-unmoved-alt")
    unit = unit or int(i) + 1
    was, now = ghost.h[t, unit - 1], trace.h[t, unit - 1]
    return texts(
        "figure-moved-alt",
        unit=unit,
        t=int(t),
        was=number(was),
        now=number(now),
        by=number(abs(now - was)),
    )
