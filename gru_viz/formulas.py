"""The equations of a GRU as trees, for whatever shows them or checks them.

A tree is written once a variant. The player draws it with symbols and again with the numbers
of a timestep; the tests evaluate it and compare it with the trace. Nodes name quantities as
the trace and the parameters do; ``h_prev`` is h_{t-1}.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from gru_viz.cells.gru import Array, Params, Variant

# How each name is written: a letter, perhaps with an accent or an index.
SYMBOLS: Mapping[str, Mapping[str, str]] = {
    **{name: {"base": name} for name in ("x", "r", "z", "h")},
    "n": {"base": "h", "accent": "~"},
    **{f"{m}_{gate}": {"base": m, "sub": gate} for m in "WUb" for gate in "rzn"},
    "c_n": {"base": "c", "sub": "n"},
}


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
class Hadamard:
    """left ⊙ right, unit by unit."""

    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True)
class OneMinus:
    """1 − inner."""

    inner: "Node"


@dataclass(frozen=True, slots=True)
class Sum:
    """The sum of its terms."""

    terms: tuple["Node", ...]


Node = Quantity | Product | Hadamard | OneMinus | Sum
Function = Literal["sigma", "tanh", ""]


@dataclass(frozen=True, slots=True)
class Equation:
    """result = function(argument); the mix has no function.

    ``before`` names the pre-activation in the trace that the argument's value is.
    """

    result: str
    function: Function
    argument: Node
    before: str = ""


def equations(variant: Variant, params: Params) -> tuple[Equation, ...]:
    """The four equations of a variant, in the order of computing: r, z, n, h.

    A bias that the parameters don't have isn't written.
    """
    x, h_prev, r, z, n = map(Quantity, ("x", "h_prev", "r", "z", "n"))

    def bias(name: str) -> tuple[Node, ...]:
        return () if getattr(params, name) is None else (Quantity(name),)

    def gate(g: str) -> Equation:
        argument = Sum((Product(f"W_{g}", x), Product(f"U_{g}", h_prev), *bias(f"b_{g}")))
        return Equation(g, "sigma", argument, f"a_{g}")

    W_x, b_n = Product("W_n", x), bias("b_n")
    if variant.reset == "before":
        inside: Node = Sum((W_x, Product("U_n", Hadamard(r, h_prev)), *b_n))
    else:
        inside = Sum((W_x, *b_n, Hadamard(r, Sum((Product("U_n", h_prev), *bias("c_n"))))))
    keep, write = (OneMinus(z), z) if variant.update == "renews" else (z, OneMinus(z))
    mix = Sum((Hadamard(keep, h_prev), Hadamard(write, n)))
    return gate("r"), gate("z"), Equation("n", "tanh", inside, "a_n"), Equation("h", "", mix)


def value(node: Node, values: Mapping[str, Array]) -> Array:
    """What a tree comes to: values gives each quantity (units) and matrix (units, columns)."""
    match node:
        case Quantity(name):
            return values[name]
        case Product(matrix, vector):
            return values[matrix] @ value(vector, values)
        case Hadamard(left, right):
            return value(left, values) * value(right, values)
        case OneMinus(inner):
            return 1 - value(inner, values)
        case Sum(terms):
            return np.sum([value(term, values) for term in terms], axis=0)


def as_json(node: Node) -> list[object]:
    """A tree as nested lists, its kind first: what the player reads."""
    match node:
        case Quantity(name):
            return ["quantity", name]
        case Product(matrix, vector):
            return ["product", matrix, as_json(vector)]
        case Hadamard(left, right):
            return ["hadamard", as_json(left), as_json(right)]
        case OneMinus(inner):
            return ["one_minus", as_json(inner)]
        case Sum(terms):
            return ["sum", *map(as_json, terms)]


def is_onehot(x: Array, tokens: Sequence[str]) -> bool:
    """Whether x (T, D) only says which token it is, so that one weight of W x counts."""
    return bool(tokens) and bool(((x == 0) | (x == 1)).all() and (x.sum(axis=1) == 1).all())
