"""Symbols and equations in TeX's math, as a notation writes them; see :mod:`.tex` on Markdown."""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass

import numpy as np

from gru_viz.cells.gru import Array, Params, Trace
from gru_viz.exports import tex
from gru_viz.formulas import (
    Difference,
    Hadamard,
    Joined,
    Node,
    OneMinus,
    Product,
    Quantity,
    Square,
    Sum,
    Transposed,
)
from gru_viz.gradients import symbols
from gru_viz.locales import Texts
from gru_viz.variants import BIASES, Notation, Symbol, own

FUNCTIONS = {"sigma": r"\sigma", "tanh": r"\tanh", "": ""}
_ACCENTS = {"~": r"\tilde ", "": ""}
_TIMES = {"⊙": r"\odot", "∗": r"\ast", "·": r"\cdot"}
_GREEK = {"Γ": r"\Gamma"}
_COLOURED = {"x", "r", "z", "n", "h", "h_prev", "kept", "written"}
_BY_WAY_OF = {"d_kept": "h", "d_by_n": "n", "d_by_z": "z", "d_by_r": "r"}
_COLOUR_OF = {"q": "h", "d_loss": "h", "d_next": "h", "d_back": "h", "d_rq": "r"}


def notation_of(trace: Trace, notation: Notation | None) -> Notation:
    """The notation to write a trace in, None standing for ours of its variant.

    Raises ValueError where a notation is of another variant.
    """
    if notation is None:
        return own(trace.variant)
    if notation.variant != trace.variant:
        raise ValueError(f"notation: expected one of {trace.variant}, got {notation.key}")
    return notation


def lettered(texts: Texts, letters: Mapping[str, str]) -> Texts:
    """The same texts with these letters."""
    other = copy(texts)
    other.letters = letters
    return other


def matrices(params: Params, notation: Notation) -> Mapping[str, Array]:
    """The matrices as a notation has them, by our names.

    Joined ones have the name of their first part; for row vectors they are the transposed.
    """
    first, second = ("W", "U") if notation.first == "x" else ("U", "W")
    names = [f"{kind}_{gate}" for kind in (first, second) for gate in "rzn"]
    arrays = {name: getattr(params, name) for name in names}
    if notation.products == "joined":
        arrays = {
            f"{first}_{gate}": np.hstack([arrays[f"{first}_{gate}"], arrays[f"{second}_{gate}"]])
            for gate in "rzn"
        }
    return {name: a.T if notation.vectors == "row" else a for name, a in arrays.items()}


def biases(params: Params) -> Mapping[str, Array]:
    """The biases that there are, by our names."""
    return {name: bias for name in BIASES if (bias := getattr(params, name)) is not None}


def laid_out(params: Params, notation: Notation) -> Mapping[str, Array]:
    """The matrices as a notation has them, and the biases that there are, by our names."""
    return {**matrices(params, notation), **biases(params)}


def as_matrix(array: Array, notation: Notation) -> Array:
    """A vector as a column, or as a row where the notation has row vectors; a matrix as it is."""
    if array.ndim > 1:
        return array
    return array[:, None] if notation.vectors == "column" else array[None]


@dataclass(frozen=True, slots=True)
class Writing:
    """How a notation writes symbols and trees.

    coloured: quantities and their values are marked, which MathML shows in their colours.
    """

    notation: Notation
    coloured: bool = False

    @property
    def times(self) -> str:
        """The sign between vectors that are multiplied unit by unit."""
        return _TIMES[self.notation.times]

    def symbol(self, name: str, t: int | None) -> str:
        """A weight, a quantity with its timestep, or the gradient at one; t None leaves that a
        letter."""
        if name.startswith("d_"):
            return self._gradient(name, t)
        when = _time(t)
        if name == "h_prev":
            name, when = "h", _time(t, -1)
        symbol = self.notation.symbols.get(name) or symbols(self.notation)[name]
        return self.marked(
            name,
            {
                "": _symbol(symbol),
                "below": _symbol(symbol, when),
                "angle": rf"{_symbol(symbol)}^{{\langle {when} \rangle}}",
            }[symbol.time],
        )

    def block(self, matrix: str) -> str:
        """What multiplies h: a recurrent matrix, or that block of a joined one."""
        return _symbol(symbols(self.notation)[matrix])

    def _gradient(self, name: str, t: int | None) -> str:
        """∂L by what a gradient of :mod:`gru_viz.gradients` is at.

        After a bar stands by way of what, where it is a part: of the next timestep, of this one,
        or of the quantity that h_{t-1} goes into. The loss's own part is that of L_t.
        """
        h, h_prev = self.symbol("h", t), self.symbol("h_prev", t)
        equals = "" if t is None else "t="
        match name:
            case "d_h":
                return _slope(h)
            case "d_loss":
                return _slope(h, f"L_{{{_time(t)}}}")
            case "d_next":
                return _part(_slope(h), equals + _time(t, 1))
            case "d_back":
                return _part(_slope(h_prev), equals + _time(t))
            case "d_rq":
                reset = h_prev if self.notation.variant.reset == "before" else self.symbol("q", t)
                return _slope(f"({self.symbol('r', t)} {self.times} {reset})")
            case "d_a_r" | "d_a_z" | "d_a_n":
                return _slope(self.argument(name.removeprefix("d_a_"), t))
            case "d_kept" | "d_by_n" | "d_by_z" | "d_by_r":
                return _part(_slope(h_prev), self.symbol(_BY_WAY_OF[name], t))
        return _slope(self.symbol(name.removeprefix("d_"), t))

    def argument(self, name: str, t: int | None) -> str:
        """What goes into a gate's σ, or into tanh."""
        return f"a_{{{self.symbol(name, t)}}}"

    def marked(self, name: str, text: str) -> str:
        """A symbol or a value of a quantity, in its colour where there are colours.

        A gradient has the colour of what it is at, and a branch that of what it goes through.
        """
        name = _COLOUR_OF.get(name, name)
        name = name.removeprefix("d_").removeprefix("a_").removeprefix("by_")
        return tex.coloured(name, text) if self.coloured and name in _COLOURED else text

    def texts(self, texts: Texts) -> Texts:
        """The texts with the notation's letters as math between dollar signs."""
        symbols = self.notation.symbols.items()
        return lettered(texts, {name: f"${_symbol(symbol)}$" for name, symbol in symbols})

    def formula(self, node: Node, t: int | None) -> str:
        """An equation's tree in symbols."""

        def inner(part: Node) -> str:
            text = self.formula(part, t)
            return text if isinstance(part, Quantity) else f"({text})"

        match node:
            case Quantity(name):
                return self.symbol(name, t)
            case Product(matrix, vector):
                return self._product(matrix, inner(vector))
            case Transposed(matrix, vector):
                return self._transposed(matrix, inner(vector))
            case Joined((one, other)):
                ends = ", ".join(self.formula(product.vector, t) for product in (one, other))
                return self._product(one.matrix, f"[{ends}]", r"\cdot ")
            case Hadamard(left, right):
                first = self.formula(left, t) if isinstance(left, Hadamard) else inner(left)
                return f"{first} {self.times} {inner(right)}"
            case OneMinus(part):
                return f"1 - {self.formula(part, t)}"
            case Square(part):
                text = self.formula(part, t)
                return f"({text})^2" if "^" in text else f"{{{text}}}^2"
            case Difference(left, right):
                return f"{self.formula(left, t)} - {inner(right)}"
            case Sum(terms):
                return " + ".join(self.formula(term, t) for term in terms)

    def _product(self, matrix: str, vector: str, sign: str = "") -> str:
        name = _symbol(self.notation.symbols[matrix])
        match self.notation.vectors:
            case "column":
                return f"{name} {sign}{vector}"
            case "row":
                return f"{vector} {name}"
            case "row of transposed":
                return rf"{vector} {name}^{{\top}}"

    def _transposed(self, matrix: str, vector: str) -> str:
        """The way back through a matrix; of a joined one, through its block."""
        name = self.block(matrix)
        match self.notation.vectors:
            case "column":
                return rf"{name}^{{\top}} {vector}"
            case "row":
                return rf"{vector} {name}^{{\top}}"
            case "row of transposed":
                return f"{vector} {name}"


def _time(t: int | None, after: int = 0) -> str:
    if t is not None:
        return str(t + after)
    return f"t{after:+}" if after else "t"


def _slope(by: str, of: str = "L") -> str:
    return rf"\frac{{\partial {of}}}{{\partial {by}}}"


def _part(slope: str, by_way_of: str) -> str:
    return rf"\left. {slope} \right|_{{{by_way_of}}}"


def _symbol(symbol: Symbol, when: str = "") -> str:
    base = _GREEK.get(symbol.base, symbol.base)
    index = ",".join(part for part in (symbol.sub, when) if part)
    below = f"_{index}" if len(index) == 1 else f"_{{{index}}}" if index else ""
    # Letters that are one name would else look like a product.
    name = rf"\mathit{{{base}{below}}}" if len(symbol.base) > 1 else f"{base}{below}"
    return _ACCENTS[symbol.accent] + name
