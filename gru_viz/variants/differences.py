"""In what two notations differ, their letters apart, and where that stands in their equations."""

from collections.abc import Callable
from dataclasses import dataclass

from gru_viz.formulas import (
    Hadamard,
    Joined,
    Node,
    OneMinus,
    Product,
    Quantity,
    Sum,
    as_json,
    equations,
)
from gru_viz.variants.notation import BIASES, Notation

Marked = dict[str, object]  # an equation as the player reads it, with "marked" nodes in its tree
_Mark = Callable[[Node], bool]


@dataclass(frozen=True, slots=True)
class Differences:
    """What one notation computes otherwise than another.

    update: what z multiplies. reset: where r stands. lacks, has: the biases, by our names, that
    only the other one has, and that only this one has.
    """

    update: bool
    reset: bool
    lacks: tuple[str, ...]
    has: tuple[str, ...]

    def __bool__(self) -> bool:
        return self.update or self.reset or bool(self.lacks) or bool(self.has)


def differences(notation: Notation, other: Notation) -> Differences:
    """In what a notation's formula differs from another one's."""
    return Differences(
        update=notation.variant.update != other.variant.update,
        reset=notation.variant.reset != other.variant.reset,
        lacks=tuple(bias for bias in BIASES if _only(bias, other, notation)),
        has=tuple(bias for bias in BIASES if _only(bias, notation, other)),
    )


def marked(notation: Notation, other: Notation | None = None) -> list[Marked]:
    """A notation's four equations, with what the other one has otherwise under a "marked" node.

    Marked are the two factors of the mix, the term of the candidate in which r stands, and the
    biases that the other one doesn't have.
    """
    differing = differences(notation, other or notation)

    def is_marked(result: str) -> _Mark:
        def mark(node: Node) -> bool:
            if isinstance(node, Quantity) and node.name in differing.has:
                return True
            if result == "n" and differing.reset:
                return _has_reset(node)
            return result == "h" and differing.update and node in (_Z, OneMinus(_Z))

        return mark

    return [
        {
            "result": equation.result,
            "function": equation.function,
            "argument": _json(equation.argument, is_marked(equation.result)),
        }
        for equation in equations(notation)
    ]


_Z = Quantity("z")


def _only(bias: str, one: Notation, other: Notation) -> bool:
    return bias in one.biases and bias not in other.biases


def _has_reset(node: Node) -> bool:
    """Whether a term is the one in which r stands, all of it."""
    match node:
        case Product(_, vector) | Hadamard(vector, _):
            return vector == Quantity("r") or isinstance(vector, Hadamard)
        case Joined(products):
            return any(map(_has_reset, products))
    return False


def _json(node: Node, mark: _Mark) -> list[object]:
    if mark(node):
        return ["marked", as_json(node)]
    match node:
        case Sum(terms):
            return ["sum", *(_json(term, mark) for term in terms)]
        case Hadamard(left, right):
            return ["hadamard", _json(left, mark), _json(right, mark)]
    return as_json(node)
