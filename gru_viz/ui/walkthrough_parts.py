"""The parts of a formula: symbol, what it is, its size, and its numbers for one unit."""

from collections.abc import Iterator
from html import escape

import numpy as np

from gru_viz.exports import tex
from gru_viz.exports.mathml import math
from gru_viz.formulas import Equation, Hadamard, Joined, Node, OneMinus, Product, Quantity, Sum
from gru_viz.ui.walkthrough_place import Json, Place

_MOST_NUMBERS = 4  # of a vector; of a longer one, how many there are
_STAGED = ("r", "z", "n")  # known from a stage on
_VECTORS = ("x", "h_prev", *_STAGED)
_SHAPE = {ord("×"): r"\times"}

_Part = tuple[str, str, str, list[str], str]  # symbol, kind, shape, numbers, what has to be known


def parts(place: Place, equation: Equation) -> Iterator[Json]:
    """A row for each part in the order of the formula, and one for the result."""
    found = {part[:2]: part for part in _found(place, equation.argument)}  # the mix has z twice
    for part in found.values():
        yield _row(place, *part)
    name = equation.result
    result = place.writing.marked(name, tex.computed(place.value(name), place.decimals))
    yield _row(place, place.writing.symbol(name, place.t), name, "H", [result], name)


def _row(place: Place, symbol: str, kind: str, shape: str, numbers: list[str], needs: str) -> Json:
    D, H = place.trace.params.D, place.trace.params.H
    sizes = {"D": D, "H": H, "(D + H)": D + H}
    size = " × ".join(str(sizes[end]) for end in shape.split(" × "))
    return {
        "symbol_html": math(symbol),
        "what_html": place.html(f"walk-part-{kind}"),
        "shape_html": math(f"{shape} = {size}".translate(_SHAPE)),
        "numbers_html": _numbers(place, numbers),
        "needs": needs,
    }


def _numbers(place: Place, numbers: list[str]) -> str:
    if len(numbers) > _MOST_NUMBERS:
        return escape(place.texts("walk-numbers", count=len(numbers)))
    if len(numbers) == 1:
        return math(numbers[0])
    opening, closing = ["("] + [""] * (len(numbers) - 1), [","] * (len(numbers) - 1) + [")"]
    pieces = zip(opening, map(math, numbers), closing, strict=True)
    return " ".join(f'<span class="piece">{"".join(piece)}</span>' for piece in pieces)


def _found(place: Place, node: Node, inside: bool = False) -> Iterator[_Part]:
    """The parts of a tree in its order; inside: of a vector that a matrix takes, whole."""
    match node:
        case Quantity(name) if name in _VECTORS:
            yield _vector(place, name, inside)
        case Quantity(name):
            bias = getattr(place.trace.params, name)[place.unit - 1]
            yield place.writing.symbol(name, None), name[0], "H", [tex.given(bias)], ""
        case Product(matrix, vector):
            yield _matrix(place, [matrix])
            yield from _found(place, vector, True)
        case Joined((one, other)):
            yield _matrix(place, [one.matrix, other.matrix])
            yield from _found(place, one.vector, True)
            yield from _found(place, other.vector, True)
        case Hadamard(left, right):
            yield from _found(place, left, inside)
            yield from _found(place, right, inside)
        case OneMinus(inner):
            yield from _found(place, inner, inside)
        case Sum(terms):
            for term in terms:
                yield from _found(place, term, inside)


def _matrix(place: Place, names: list[str]) -> _Part:
    rows = [getattr(place.trace.params, name)[place.unit - 1] for name in names]
    columns = "(D + H)" if len(names) > 1 else "D" if names[0][0] == "W" else "H"
    shape = f"{columns} × H" if place.notation.vectors == "row" else f"H × {columns}"
    kind = "joined" if len(names) > 1 else names[0][0]
    numbers = [tex.given(value) for value in np.concatenate(rows).tolist()]
    return place.writing.symbol(names[0], None), kind, shape, numbers, ""


def _vector(place: Place, name: str, inside: bool) -> _Part:
    trace, row = place.trace, place.t - 1
    vector = trace.h[row] if name == "h_prev" else getattr(trace, name)[row]
    values = vector.tolist() if inside else [place.value(name)]
    is_given = name == "x" or (name == "h_prev" and place.t == 1)
    texts = (tex.given(v) if is_given else tex.computed(v, place.decimals) for v in values)
    numbers = [place.writing.marked(name, text) for text in texts]
    needs = name if name in _STAGED else ""
    kind = "before" if name == "h_prev" else name
    return place.writing.symbol(name, place.t), kind, "D" if name == "x" else "H", numbers, needs
