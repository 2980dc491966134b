"""The weights of the GRU on screen: drawn from a seed, and changed number by number.

Shapes: D features, H units. W_r, W_z, W_n are (H, D); U_r, U_z, U_n are (H, H); the biases
b_r, b_z, b_n, c_r, c_z, c_n and the state before the first timestep, h0, are (H,).
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from math import floor

import numpy as np
from numpy.typing import NDArray

from gru_viz.cells import gru
from gru_viz.variants import BIASES, WEIGHTS, Notation

Array = NDArray[np.float64]
Place = tuple[str, int, int]  # matrix or x, row, column, from 0; a vector is one column
Edits = Mapping[Place, float]

MAX_UNITS = 64  # of weights that are drawn
MOST_UNITS = 512  # of any weights,
MOST_COLUMNS = 2 * MOST_UNITS  # and of their matrices: a layer above two directions sees both
MATRICES = (*WEIGHTS, *BIASES, "h0")
_BLOCK = 64  # columns that are drawn whatever D is, so that the numbers don't depend on it
_DRAWN = (*WEIGHTS, "b_r", "b_z", "b_n", "c_n")  # each has its own stream of numbers, in this order
GIVEN = "given"  # in the place of a preset: weights from elsewhere
INPUT = "x"  # in the place of a matrix: row t − 1, column of the feature


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """Everything that one run of a GRU needs besides its input; the arrays are read-only.

    params: the weights. h0: the hidden state before the first timestep, (H,).
    """

    params: gru.Params
    h0: gru.Array

    def __post_init__(self) -> None:
        h0 = np.array(self.h0)
        h0.setflags(write=False)
        object.__setattr__(self, "h0", h0)


@lru_cache(maxsize=64)
def random(D: int, H: int, seed: int, scale: float, notation: Notation) -> Weights:
    """Weights and biases drawn evenly from −scale…scale, and h0 = 0.

    Every number is a whole number of hundredths, so that what is shown with two decimals is
    what is computed with. A number depends on the seed, its matrix, its row and its column
    alone: one unit or feature more, or another notation, leave all the others as they were.

    D: 1…512. H: 1…64. seed: 0…2³¹ − 1. scale: 0 or more. notation: has the biases that there
    are. One that only adds to another is 0: so two biases compute what one does.
    """
    drawn = {
        name: draw(name, stream, D, H, seed, scale)
        for stream, name in enumerate(_DRAWN, start=1)
        if name in (*WEIGHTS, *notation.biases) and name not in notation.added
    }
    zeros = {name: np.zeros(H) for name in notation.added}
    return Weights(gru.Params(**drawn, **zeros), np.zeros(H))


def draw(name: str, stream: int, D: int, H: int, seed: int, scale: float) -> Array:
    """The matrix or the bias of a name, drawn as in :func:`random`, by the number of its stream."""
    columns = {"W": D, "U": H, "b": 1, "c": 1}[name[0]]
    # RandomState is the generator whose numbers NumPy has promised never to change, so a link
    # with a seed means the same weights in every later version.
    generator = np.random.RandomState()

    def even(width: int, *stream: int) -> Array:
        generator.seed([seed, *stream])
        return 2 * generator.random_sample((H, width)) - 1

    block = even(_BLOCK, stream)
    if columns > _BLOCK:
        block = np.hstack([block, even(MOST_UNITS - _BLOCK, stream, 1)])
    hundredths = floor(round(100 * scale, 6))  # rounded first, as 100 · 0.29 falls short of 29
    numbers = np.round(block[:, :columns] * hundredths) / 100
    numbers += 0.0  # as −0.00 would look odd
    return numbers if name[0] in "WU" else numbers[:, 0]


def tables(weights: Weights) -> dict[str, Array]:
    """A copy of every matrix under its name, each with rows and columns; a vector is one column.

    A bias that isn't there is left out.
    """
    given = {f.name: getattr(weights.params, f.name) for f in fields(weights.params)}
    given["h0"] = weights.h0
    return {
        name: np.array(value, np.float64).reshape(len(value), -1)
        for name, value in given.items()
        if value is not None
    }


def edited(weights: Weights, edits: Edits) -> Weights:
    """The weights with some numbers changed; edits outside the present shape wait unused.

    Raises ValueError where an edit is not finite.
    """
    changed = tables(weights)
    for (name, row, column), value in edits.items():
        table = changed.get(name)
        if table is not None and row < table.shape[0] and column < table.shape[1]:
            table[row, column] = value
    flat = {n: t if n[0] in "WU" else t[:, 0] for n, t in changed.items()}
    h0 = flat.pop("h0")
    return Weights(gru.Params(**flat), h0)


def edited_input(x: Array, edits: Edits) -> Array:
    """The input (T, D) with the numbers changed that are edits of x; others wait unused."""
    changes = {(t, d): value for (name, t, d), value in edits.items() if name == INPUT}
    if not changes:
        return x
    x = np.array(x)
    for (t, d), value in changes.items():
        if t < x.shape[0] and d < x.shape[1]:
            x[t, d] = value
    return x


def split(edits: Edits) -> tuple[Edits, Edits]:
    """The edits of weights and first state, and those of the input."""
    of_input = {place: value for place, value in edits.items() if place[0] == INPUT}
    return {place: v for place, v in edits.items() if place not in of_input}, of_input
