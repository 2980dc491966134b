"""The trees of :mod:`gru_viz.gradients` with numbers in the place of their symbols, as TeX."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gru_viz.cells.gru import Array, Params
from gru_viz.exports import tex
from gru_viz.formulas import (
    Difference,
    Hadamard,
    Node,
    OneMinus,
    Product,
    Quantity,
    Square,
    Sum,
    Transposed,
)
from gru_viz.variants import BIASES, Notation


@dataclass(frozen=True, slots=True)
class Numbers:
    """What stands in the place of the symbols; units count from 1.

    number: a quantity or a gradient as it is written, by its name and a unit. params: the weights.
    notation: decides in which order a weight and what it multiplies stand.
    """

    number: Callable[[str, int], str]
    params: Params
    notation: Notation

    def pieces(self, node: Node, unit: int) -> list[str]:
        """A unit's entry of a tree as terms, which stand beside each other as they are."""
        (sign, first), *others = map(tex.apart, self._terms(node, unit))
        return [f"-{first}" if sign == "-" else first, *(f"{s} {text}" for s, text in others)]

    def _terms(self, node: Node, unit: int) -> Iterator[str]:
        match node:
            case Sum(parts):
                for part in parts:
                    yield from self._terms(part, unit)
            case Quantity(name) if name in BIASES:
                yield tex.given(float(getattr(self.params, name)[unit - 1]))
            case Product(matrix, vector):
                yield from self._products(getattr(self.params, matrix)[unit - 1], vector)
            case Transposed(matrix, vector):
                yield from self._products(getattr(self.params, matrix)[:, unit - 1], vector)
            case _:
                yield _times(self._factors(node, unit))

    def _products(self, weights: Array, vector: Node) -> Iterator[str]:
        is_column = self.notation.vectors == "column"
        for unit, weight in enumerate(weights.tolist(), start=1):
            factors, given = self._factors(vector, unit), tex.given(weight)
            yield _times([given, *factors] if is_column else [*factors, given])

    def _factors(self, node: Node, unit: int) -> list[str]:
        def inner(part: Node) -> str:
            return _times(self._factors(part, unit))

        match node:
            case Quantity(name):
                return [self.number(name, unit)]
            case Hadamard(left, right):
                return [*self._factors(left, unit), *self._factors(right, unit)]
            case OneMinus(part):
                return [f"(1 - {inner(part)})"]
            case Square(part):
                return [f"{tex.in_brackets(inner(part))}^2"]
            case Difference(left, right):
                return [f"({inner(left)} - {tex.in_brackets(inner(right))})"]
            case Transposed():
                terms = self.pieces(node, unit)
                return terms if len(terms) == 1 else [f"({' '.join(terms)})"]
        raise TypeError(node)


def _times(factors: list[str]) -> str:
    first, *others = factors
    return r" \cdot ".join([first, *map(tex.in_brackets, others)])
