"""The equations of a GRU as trees, for whatever shows them or checks them.

A tree has its terms in the order of a notation. The player draws it with the notation's symbols
and again with the numbers of a timestep; the tests evaluate it and compare it with the trace.
Nodes name quantities as the trace and the parameters do; ``h_prev`` is h_{t-1}. The equations of
the way back, in :mod:`gru_viz.gradients`, are trees of the same nodes.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from math import exp, tanh
from operator import add
from typing import Any, Literal

from gru_viz.cells.gru import Array, Params
from gru_viz.variants import BIASES, Notation


@dataclass(frozen=True, slots=True)
class Quantity:
    """A vector by its name: x, h_prev, r, z, n, h, or a bias."""

    name: str


@dataclass(frozen=True, slots=True)
class Product:
    """matrix · vector: for one unit the sum of a row's numbers times the vector's."""

    matrix: str
    vector: "Node"


@dataclass(frozen=True, slots=True)
class Transposed:
    """The transposed matrix · vector: for one unit the sum of a column's numbers times its."""

    matrix: str
    vector: "Node"


@dataclass(frozen=True, slots=True)
class Joined:
    """One matrix · [one vector, the other]: the sum of two products, written as one."""

    products: tuple[Product, Product]


@dataclass(frozen=True, slots=True)
class Hadamard:
    """left ⊙ right, unit by unit."""

    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True)
class OneMinus:
    """1 − inner."""

    inner: "Node"


@dataclass(frozen=True, slots=True)
class Square:
    """inner ⊙ inner, as the slope of tanh has it."""

    inner: Quantity


@dataclass(frozen=True, slots=True)
class Difference:
    """left − right."""

    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True)
class Sum:
    """The sum of its terms."""

    terms: tuple["Node", ...]


Node = Quantity | Product | Transposed | Joined | Hadamard | OneMinus | Square | Difference | Sum
Function = Literal["sigma", "tanh", ""]
RESULTS = ("r", "z", "n", "h")  # of the four equations, in the order of computing


def sigma(a: float) -> float:
    """σ(a) = 1 / (1 + e^−a), which overflows for no a."""
    return 1 / (1 + exp(-a)) if a >= 0 else exp(a) / (1 + exp(a))


FUNCTIONS: Mapping[str, Callable[[float], float]] = {"sigma": sigma, "tanh": tanh}


@dataclass(frozen=True, slots=True)
class Equation:
    """result = function(argument); the mix has no function.

    ``before`` names the pre-activation in the trace that the argument's value is.
    """

    result: str
    function: Function
    argument: Node
    before: str = ""


def equations(notation: Notation, params: Params | None = None) -> tuple[Equation, ...]:
    """The four equations of a notation's variant, in the order of computing: r, z, n, h.

    A bias that the parameters don't have isn't written; without parameters, those are written
    that the notation has.
    """
    variant = notation.variant
    there = {
        name
        for name in BIASES
        if (name in notation.biases if params is None else getattr(params, name) is not None)
    }
    x, h_prev, r, z, n = map(Quantity, ("x", "h_prev", "r", "z", "n"))

    def bias(name: str) -> tuple[Quantity, ...]:
        return (Quantity(name),) if name in there else ()

    def linear(g: str, state: Node) -> tuple[Node, ...]:
        """W x and U state in the notation's order, with their biases."""
        products = Product(f"W_{g}", x), Product(f"U_{g}", state)
        (W_x, b), (U_h, c) = (
            (product, bias(f"{letter}_{g}")) for product, letter in zip(products, "bc", strict=True)
        )
        if notation.first == "h":
            (W_x, b), (U_h, c) = (U_h, c), (W_x, b)
        if notation.products == "joined":
            return Joined((W_x, U_h)), *b, *c
        if notation.beside:
            return W_x, *b, U_h, *c
        return W_x, U_h, *b, *c

    def gate(g: str) -> Equation:
        return Equation(g, "sigma", Sum(linear(g, h_prev)), f"a_{g}")

    if variant.reset == "before":
        inside = Sum(linear("n", Hadamard(r, h_prev)))
    else:
        W_x, U_h = Product("W_n", x), Product("U_n", h_prev)
        bracket = Sum((U_h, *bias("c_n")))
        inside = Sum((W_x, *bias("b_n"), Hadamard(r, bracket)))
    keep, write = (OneMinus(z), z) if variant.update == "renews" else (z, OneMinus(z))
    kept, written = Hadamard(keep, h_prev), Hadamard(write, n)
    mix = Sum((kept, written) if notation.mix == "old" else (written, kept))
    return gate("r"), gate("z"), Equation("n", "tanh", inside, "a_n"), Equation("h", "", mix)


def value(node: Node, values: Mapping[str, Any]) -> Any:
    """What a tree comes to: values gives each quantity (units) and matrix (units, columns).

    Quantities are arrays, or whatever else can be added, negated and multiplied as they can;
    matrices have ``@`` and, for trees of the way back, ``T``.
    """
    match node:
        case Quantity(name):
            return values[name]
        case Product(matrix, vector):
            return values[matrix] @ value(vector, values)
        case Transposed(matrix, vector):
            return values[matrix].T @ value(vector, values)
        case Joined((one, other)):
            return value(one, values) + value(other, values)
        case Hadamard(left, right):
            return value(left, values) * value(right, values)
        case OneMinus(inner):
            return 1 - value(inner, values)
        case Square(inner):
            of = value(inner, values)
            return of * of
        case Difference(left, right):
            return value(left, values) + -value(right, values)
        case Sum(terms):
            return reduce(add, (value(term, values) for term in terms))


def as_json(node: Node) -> list[object]:
    """A tree as nested lists, its kind first: what the player reads."""
    match node:
        case Quantity(name):
            return ["quantity", name]
        case Product(matrix, vector):
            return ["product", matrix, as_json(vector)]
        case Transposed(matrix, vector):
            return ["transposed", matrix, as_json(vector)]
        case Joined(products):
            return ["joined", *map(as_json, products)]
        case Hadamard(left, right):
            return ["hadamard", as_json(left), as_json(right)]
        case OneMinus(inner):
            return ["one_minus", as_json(inner)]
        case Square(inner):
            return ["square", as_json(inner)]
        case Difference(left, right):
            return ["difference", as_json(left), as_json(right)]
        case Sum(terms):
            return ["sum", *map(as_json, terms)]


def is_onehot(x: Array, tokens: Sequence[str]) -> bool:
    """Whether x (T, D) only says which token it is, so that one weight of W x counts."""
    return bool(tokens) and bool(((x == 0) | (x == 1)).all() and (x.sum(axis=1) == 1).all())
