"""The numbers that were changed by hand, as text: each run of them behind its place."""

import re

from gru_viz import sequences
from gru_viz.links.pieces import number_of, number_text, parted, shown
from gru_viz.messages import Problem
from gru_viz.weights import INPUT, MATRICES, MOST_COLUMNS, MOST_UNITS, Edits, Place

_PLACES = (*MATRICES, INPUT)
_MOST_EDITS = MOST_UNITS * 6 * MOST_COLUMNS  # more than there are places
_PLACE = re.compile(r"(\w+)\.([1-9]\d{0,2})(?:\.([1-9]\d{0,3}))?", re.ASCII)


def place_text(where: Place) -> str:
    """The text that :func:`place` reads back."""
    name, row, column = where
    return f"{name}.{row + 1}.{column + 1}" if _is_matrix(name) else f"{name}.{row + 1}"


def place(text: str) -> Place | None:
    """The place that a text such as W_r.1.2 or b_z.3 names, or None where it names none."""
    match = _PLACE.fullmatch(text)
    if not match or match[1] not in _PLACES or _is_matrix(match[1]) != bool(match[3]):
        return None
    return match[1], int(match[2]) - 1, int(match[3] or 1) - 1


def edits_text(edits: Edits) -> str:
    """The text that :func:`read_edits` reads back, bit for bit."""
    pieces = []
    following = None
    for where in sorted(edits, key=lambda where: (_PLACES.index(where[0]), *where[1:])):
        if where != following:
            pieces.append(place_text(where))
        pieces.append(number_text(edits[where]))
        following = _moved(where, 1)
    return " ".join(pieces)


def read_edits(text: str) -> Edits:
    """The numbers in a text such as ``W_r.1.2 0.5 b_z.3 -1 2``, by their places.

    Raises Problem for any other text.
    """
    runs: list[tuple[Place, list[float]]] = []
    pieces = parted(text)
    if len(pieces) > 2 * _MOST_EDITS:
        raise Problem("link-many-edits", count=len(pieces), limit=_MOST_EDITS)
    for piece in pieces:
        if (where := place(piece)) is not None:
            runs.append((where, []))
        elif runs and (value := number_of(piece)) is not None:
            runs[-1][1].append(value)
        else:
            raise Problem("link-not-edits", piece=shown(piece))
    for where, values in runs:
        _, row, column = _moved(where, len(values) - 1)
        rows = sequences.MAX_TIMESTEPS if where[0] == INPUT else MOST_UNITS
        if not values or row >= rows or column >= MOST_COLUMNS:
            raise Problem("link-not-edits", piece=place_text(where))
    return {_moved(where, k): value for where, values in runs for k, value in enumerate(values)}


def _is_matrix(name: str) -> bool:
    return name[0] in "WUx"


def _moved(where: Place, steps: int) -> Place:
    """So many places on: along the row of a matrix, down a vector."""
    name, row, column = where
    return (name, row, column + steps) if _is_matrix(name) else (name, row + steps, column)
