"""Weights in the arrays of a layout, and back again. Bits are only moved.

Everything here is read off ``Notation.stored``; no library has a case of its own.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import cache

import numpy as np

from gru_viz.cells.gru import Array, Params, Variant
from gru_viz.messages import Problem
from gru_viz.variants import OWN, PUBLISHED, WEIGHTS, Notation, Stored, Symbol, own, typed

Arrays = Mapping[str, Array]
Shape = tuple[int, ...]


def _plain(notation: Notation) -> Notation:
    """Ours, with the letters of a notation that has W for h and U for x the other way round."""
    swapped = {
        name: Symbol({"W": "U", "U": "W"}[symbol.base], symbol.sub)
        for name, symbol in notation.symbols.items()
        if name in WEIGHTS
    }
    ours = own(notation.variant)
    return replace(ours, symbols={**ours.symbols, **swapped}, biases=(), stored=())


# Layouts of matrices that were written under the symbols of a formula: that of a library which
# stores them otherwise, and kr_exam's as someone writes it who has W for x like everyone else.
WRITTEN: Mapping[str, Notation] = {
    **{
        f"{key}-typed": replace(notation, stored=(), directions=False)
        for key, notation in PUBLISHED.items()
        if notation.stored
    },
    "kr_exam-plain": _plain(PUBLISHED["kr_exam"]),
}

# Every layout by its key. Ours is the same for all variants, so its keys name the variant too.
LAYOUTS: Mapping[str, Notation] = {
    "own-renews-before": own(Variant("renews", "before")),
    "own-renews-after": own(Variant("renews", "after")),
    "own-keeps-before": own(Variant("keeps", "before")),
    "own-keeps-after": own(Variant("keeps", "after")),
    **PUBLISHED,
    **WRITTEN,
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where in an array a weight stands.

    name: by our names. rows, columns: the first and the last, from 1. transposed: what stands
    there is the transpose of ours. A vector is one column.
    """

    name: str
    rows: tuple[int, int]
    columns: tuple[int, int]
    transposed: bool


@cache
def stored_of(notation: Notation) -> tuple[Stored, ...]:
    """The arrays of a notation's layout.

    A notation that is only written has one array for each weight under the symbol that it is
    typed as, (H, D) and (H, H), or for its joined products (H, H + D), in the order of its
    [h, x]; all transposed where it has row vectors.
    """
    if notation.stored:
        return notation.stored
    transposed = notation.vectors == "row"

    def joined(gate: str) -> Stored:
        pair = (f"W_{gate}", f"U_{gate}")
        pair = pair if notation.first == "x" else pair[::-1]
        blocks = tuple((name,) for name in pair) if transposed else (pair,)
        return Stored(typed(notation.symbols[f"W_{gate}"]), blocks, transposed)

    def single(name: str) -> Stored:
        return Stored(typed(notation.symbols[name]), ((name,),), transposed and name in WEIGHTS)

    separate = notation.products == "separate"
    matrices = map(single, WEIGHTS) if separate else map(joined, "rzn")
    return (*matrices, *map(single, notation.biases))


def holds_biases(stored: Stored) -> bool:
    """Whether an array has biases; none has biases beside weights."""
    return stored.blocks[0][0] not in WEIGHTS


def slots(notation: Notation) -> set[str]:
    """The weights and biases, by our names, that have a place in a layout."""
    return {name for stored in stored_of(notation) for row in stored.blocks for name in row}


def shape_of(stored: Stored, H: int, D: int) -> Shape:
    """The shape of an array of a layout, without the axis of directions."""
    heights, widths = _extents(stored, H, D)
    flat = holds_biases(stored) and len(heights) == 1
    return (sum(widths),) if flat else (sum(heights), sum(widths))


def pack(params: Params, notation: Notation) -> dict[str, Array]:
    """The arrays of a layout. A bias that params lack is 0 there.

    Raises ValueError for a bias that isn't 0 and has no place; see ``conversion.convert``.
    """
    given = {f.name: getattr(params, f.name) for f in fields(params)}
    present = {name: array for name, array in given.items() if array is not None}
    lost = [name for name in present.keys() - slots(notation) if present[name].any()]
    if lost:
        raise ValueError(f"{notation.key} has no place for {', '.join(sorted(lost))}")
    zeros = np.zeros(params.H, params.W_r.dtype)
    packed = {}
    for stored in stored_of(notation):
        block = [[present.get(name, zeros) for name in row] for row in stored.blocks]
        if stored.transposed:
            block = [[array.T for array in row] for row in block]
        array = np.block(block).reshape(shape_of(stored, params.H, params.D))
        packed[stored.name] = np.ascontiguousarray(array[None] if notation.directions else array)
    return packed


def unpack(arrays: Arrays, notation: Notation) -> Params:
    """The weights in the arrays of a layout; biases that aren't among the arrays are None.

    An axis of directions has to be of length 1, or left out; see ``fitted``.

    Raises Problem where an array is missing or of a shape that doesn't fit.
    """
    H, D = sizes(arrays, notation)
    found: dict[str, Array] = {}
    for stored in stored_of(notation):
        if stored.name not in arrays:
            continue
        array = fitted(arrays[stored.name], stored, notation)
        for place in _places(stored, H, D):
            rows, columns = (slice(first - 1, last) for first, last in (place.rows, place.columns))
            part = array[rows] if array.ndim == 1 else array[rows, columns]
            if place.name not in WEIGHTS:
                part = part.reshape(H)
            found[place.name] = part.T if stored.transposed else part
    return Params(**found)


def where(notation: Notation, H: int, D: int) -> dict[str, tuple[Place, ...]]:
    """For each array of a layout, which of its rows and columns are which weight of ours."""
    return {stored.name: tuple(_places(stored, H, D)) for stored in stored_of(notation)}


def sizes(arrays: Arrays, notation: Notation) -> tuple[int, int]:
    """H and D of arrays in a layout.

    Raises Problem where an array is missing or of a shape that doesn't fit: of biases there are
    either all or none, but that our own c_n may be left out.
    """
    layout = stored_of(notation)
    some = any(holds_biases(stored) and stored.name in arrays for stored in layout)
    for stored in layout:
        needed = not holds_biases(stored) or (some and (notation.key, stored.name) != (OWN, "c_n"))
        if needed and stored.name not in arrays:
            raise Problem("layout-missing", array=stored.name)
    shapes = {
        stored: fitted(arrays[stored.name], stored, notation).shape
        for stored in layout
        if stored.name in arrays
    }
    H, D = _solved(shapes)
    for stored, shape in shapes.items():
        expected = shape_of(stored, H, D)
        if shape != expected or not D:
            raise Problem(
                "layout-shape",
                array=stored.name,
                shape=shape_text(shape),
                expected=shape_text(expected),
                units=H,
            )
    return H, D


def fitted(array: Array, stored: Stored, notation: Notation) -> Array:
    """The array with the axes that the layout gives it.

    Taken off is an axis of one direction; a vector may stand as one row or column, and a matrix
    of one row or column as a vector.
    """
    axes = len(shape_of(stored, 1, 1))
    if notation.directions and array.ndim == axes + 1 and len(array) == 1:
        return array[0]
    if axes == 1 and array.ndim == 2 and 1 in array.shape:
        return array.reshape(-1)
    if axes == 2 and array.ndim == 1 and not holds_biases(stored):
        return array.reshape((1, -1) if stored.transposed else (-1, 1))
    return array


def shape_text(shape: Shape) -> str:
    """A shape as it is written in sentences: 12 × 4."""
    return " × ".join(map(str, shape))


def _extents(stored: Stored, H: int, D: int) -> tuple[list[int], list[int]]:
    """How many rows each row of blocks has, and how many columns each column of them."""

    def extent(name: str) -> tuple[int, int]:
        rows, columns = {"W": (H, D), "U": (H, H)}.get(name[0], (1, H))
        return (columns, rows) if stored.transposed else (rows, columns)

    heights = [extent(row[0])[0] for row in stored.blocks]
    return heights, [extent(name)[1] for name in stored.blocks[0]]


def _places(stored: Stored, H: int, D: int) -> Iterator[Place]:
    heights, widths = _extents(stored, H, D)
    flat = len(shape_of(stored, H, D)) == 1
    top = 0
    for row, height in zip(stored.blocks, heights, strict=True):
        left = 0
        for name, width in zip(row, widths, strict=True):
            rows, columns = (top + 1, top + height), (left + 1, left + width)
            if flat:
                rows, columns = columns, (1, 1)
            yield Place(name, rows, columns, stored.transposed)
            left += width
        top += height


def _solved(shapes: Mapping[Stored, Shape]) -> tuple[int, int]:
    """H and D by the first axes that tell them: in each layout, one axis is H alone."""
    axes = [
        axis
        for stored, shape in shapes.items()
        if not holds_biases(stored)
        for axis in zip(shape, shape_of(stored, 1, 0), shape_of(stored, 0, 1), strict=False)
    ]
    H = next((length for length, by_H, by_D in axes if (by_H, by_D) == (1, 0)), 0)
    D = next(((length - by_H * H) // by_D for length, by_H, by_D in axes if by_D), 0)
    return H, max(D, 0)
