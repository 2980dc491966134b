"""The worked steps of a run: each equation with its symbols, its numbers, and its value.

Drawn from the trees of :mod:`gru_viz.formulas` and the numbers of the trace, as the player
draws them: same order, same signs, brackets only where a sign would clash. Everything is TeX.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from gru_viz import formulas
from gru_viz.cells.gru import Trace
from gru_viz.exports import tex
from gru_viz.exports.writing import FUNCTIONS, Writing, notation_of
from gru_viz.formulas import Equation, Hadamard, Joined, Node, OneMinus, Product, Quantity, Sum
from gru_viz.messages import Problem
from gru_viz.sequences import Sequence
from gru_viz.variants import Notation

MAX_TERMS = 200_000

Term = tuple[str, str]  # its sign, "" within a bracket that goes on; and what follows the sign


@dataclass(frozen=True, slots=True)
class Derivation:
    """One equation, worked.

    result: what it leads to: "r", "z", "n" (as the product of r and h does too) or "h".
    left: what it is about, or "" where the first line itself is that.
    lines: the right-hand sides, equal to each other, each as the rows it is broken into.
    held: for a gate that was held, the equation of what it is and of what it would have been.
    """

    result: str
    left: str
    lines: tuple[tuple[str, ...], ...]
    held: tuple[str, str] | None = None

    def rows(self) -> Iterator[str]:
        """The rows of an aligned display, each with its &."""
        equals = rf"{self.left} &=" if self.left else r"& \mathrel{\phantom{=}}"
        for first, *others in self.lines:
            yield f"{equals} {first}"
            yield from (rf"& \quad {row}" for row in others)
            equals = "&="


@dataclass(frozen=True, slots=True)
class Step:
    """The derivations of one timestep for one unit; both count from 1."""

    t: int
    unit: int
    derivations: tuple[Derivation, ...]


def shown_decimals(trace: Trace, decimals: int) -> int:
    """How many decimals to show: those asked for, or those that were rounded to on the way."""
    return decimals if trace.decimals is None else trace.decimals


def worked(
    trace: Trace,
    sequence: Sequence,
    decimals: int,
    timesteps: Iterable[int] | None = None,
    units: Iterable[int] | None = None,
    notation: Notation | None = None,
    coloured: bool = False,
) -> Iterator[Step]:
    """The steps of one sequence's trace, timestep by timestep and in each unit by unit.

    decimals: of computed values; where the trace was rounded, its own are shown.
    timesteps, units: which, from 1; None means all. notation: of the trace's variant; None for
    our own. coloured: see :class:`Writing`.

    Raises Problem where these are more than MAX_TERMS terms, ValueError for a timestep or a
    unit that is not there, or a notation of another variant.
    """
    chosen_t = _chosen("timesteps", timesteps, trace.T)
    chosen_units = _chosen("units", units, trace.params.H)
    onehot = formulas.is_onehot(trace.x, sequence.tokens)
    per_step = _terms_per_step(trace, onehot) * len(chosen_units)
    if (count := per_step * len(chosen_t)) > MAX_TERMS:
        raise Problem(
            "export-too-long",
            count=count,
            limit=MAX_TERMS,
            units=len(chosen_units),
            timesteps=MAX_TERMS // per_step,
        )
    writing = Writing(notation_of(trace, notation), coloured)
    equations = formulas.equations(writing.notation, trace.params)
    shown = shown_decimals(trace, decimals)
    return (
        Step(t, unit, tuple(_Place(trace, t, unit, shown, onehot, writing).derivations(equations)))
        for t in chosen_t
        for unit in chosen_units
    )


def _chosen(name: str, places: Iterable[int] | None, most: int) -> list[int]:
    chosen = list(range(1, most + 1)) if places is None else sorted(set(places))
    if chosen and not 1 <= chosen[0] <= chosen[-1] <= most:
        raise ValueError(f"{name}: expected numbers within 1…{most}, got {chosen}")
    return chosen


def _terms_per_step(trace: Trace, onehot: bool) -> int:
    D, H = 1 if onehot else trace.params.D, trace.params.H
    sums, mix, vector = 3 * (D + H + 2), 6, 2 * H  # vector: r ⊙ h, or the sum that r multiplies
    return sums * (1 if trace.decimals is None else 2) + mix + vector


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the numbers are taken from: one timestep and one unit, both from 1."""

    trace: Trace
    t: int
    unit: int
    decimals: int
    onehot: bool
    writing: Writing

    # Numbers

    def value(self, name: str, index: int | None = None) -> float:
        """A quantity of the trace at this timestep, for this unit or another index from 0."""
        if name in ("h", "h_prev"):
            row = self.trace.h[self.t if name == "h" else self.t - 1]
        else:
            row = getattr(self.trace, name)[self.t - 1]
        return float(row[self.unit - 1 if index is None else index])

    def number(self, name: str, index: int | None = None) -> str:
        """A quantity as it is written: as it was given, or with the decimals of a computed one."""
        value = self.value(name, index)
        start = name == "h_prev" and self.t == 1
        is_given = name == "x" or start or self.is_held(name, index)
        text = tex.given(value) if is_given else tex.computed(value, self.decimals)
        return self.writing.marked(name, text)

    def is_held(self, gate: str, index: int | None = None) -> bool:
        held = getattr(self.trace, f"held_{gate}", None)
        place = self.t - 1, self.unit - 1 if index is None else index
        return held is not None and bool(held[place])

    def one_minus(self, node: OneMinus) -> str:
        assert isinstance(node.inner, Quantity)
        value = 1 - tex.exact(self.value(node.inner.name))
        return self.writing.marked(node.inner.name, tex.computed(value, self.decimals))

    def weights(self, name: str) -> list[float]:
        """This unit's row of a matrix, or its entry of a bias."""
        return np.atleast_1d(getattr(self.trace.params, name)[self.unit - 1]).tolist()

    def rounds(self) -> bool:
        return self.trace.decimals is not None

    # Terms

    def terms(self, node: Node, product: Callable[[float, str, int], Term]) -> list[Term]:
        """The terms of a sum; product makes one from a weight, a vector's name and an index."""
        match node:
            case Quantity(name):
                (weight,) = self.weights(name)
                return [tex.apart(tex.given(weight))]
            case Product(matrix, vector):
                name = "rq" if isinstance(vector, Hadamard) else _name(vector)
                columns = enumerate(self.weights(matrix))
                hot = name == "x" and self.onehot
                return [
                    product(weight, name, k)
                    for k, weight in columns
                    if not hot or self.value("x", k)
                ]
            case Joined(products):
                return [term for part in products for term in self.terms(part, product)]
            case Hadamard(left, Sum() as right):
                signed = self.terms(right, product)
                opening = rf"{self.factor(left)} \cdot ("
                return _within(opening, signed, ")")
            case Hadamard(left, right):
                return [("+", rf"{self.factor(left)} \cdot {self.factor(right)}")]
            case Sum(terms):
                return [term for part in terms for term in self.terms(part, product)]
        raise TypeError(node)

    def factor(self, node: Node) -> str:
        if isinstance(node, OneMinus):
            return f"(1 - {self.number(_name(node.inner))})"
        return tex.in_brackets(self.number(_name(node)))

    def substituted(self, weight: float, vector: str, k: int) -> Term:
        factors = tex.given(weight), self.number(vector, k)
        first, second = factors if self.writing.notation.vectors == "column" else factors[::-1]
        sign, size = tex.apart(first)
        return sign, rf"{size} \cdot {tex.in_brackets(second)}"

    def rounded(self, weight: float, vector: str, k: int) -> Term:
        product = tex.exact(weight) * tex.exact(self.value(vector, k))
        return tex.apart(tex.computed(tex.rounded(product, self.decimals), self.decimals))

    # Derivations

    def derivations(self, equations: Iterable[Equation]) -> Iterator[Derivation]:
        for equation in equations:
            if equation.result == "n" and self.trace.variant.reset == "before":
                yield self.reset_state()
            yield self.mix(equation) if equation.result == "h" else self.activation(equation)

    def reset_state(self) -> Derivation:
        """r ⊙ h, of all units: the vector that the candidate's recurrent product takes."""
        units = range(self.trace.params.H)
        factors = ((self.number("r", k), tex.in_brackets(self.number("h_prev", k))) for k in units)
        left = self.writing.formula(Hadamard(Quantity("r"), Quantity("h_prev")), self.t)
        products = _vector(rf"{r} \cdot {h}" for r, h in factors)
        values = _vector(self.number("rq", k) for k in units)
        return Derivation("n", left, (products, values))

    def activation(self, equation: Equation) -> Derivation:
        function = FUNCTIONS[equation.function]
        opening, argument = f"{function}(", equation.argument
        lines: list[tuple[str, ...]] = [(f"{opening}{self.writing.formula(argument, self.t)})",)]

        def line(terms: list[Term]) -> None:
            lines.append(_rows(_within(opening, terms, ")")))

        line(self.terms(argument, self.substituted))
        if self.rounds():
            line(self.terms(argument, self.rounded))
        if equation.result == "n" and self.trace.variant.reset == "after":
            # What stands in the reset's bracket comes to q, and r ⊙ q to rq.
            assert isinstance(argument, Sum)
            outside = Sum(argument.terms[:-1])
            product = self.rounded if self.rounds() else self.substituted
            rq = rf"{self.number('r')} \cdot {tex.in_brackets(self.number('q'))}"
            line([*self.terms(outside, product), ("+", rq)])
            if self.rounds():
                line([*self.terms(outside, product), tex.apart(self.number("rq"))])
        a = f"{opening}{self.number(equation.before)})"
        lines.append((a,))
        left, result = self.writing.symbol(equation.result, self.t), self.number(equation.result)
        if not self.is_held(equation.result):
            return Derivation(equation.result, left, (*lines, (result,)))
        free = tex.computed(formulas.sigma(self.value(equation.before)), self.decimals)
        held = f"{left} = {result}", f"{a} = {free}"
        return Derivation(equation.result, "", (*lines, (free,)), held)

    def mix(self, equation: Equation) -> Derivation:
        assert isinstance(equation.argument, Sum)
        products = [term for term in equation.argument.terms if isinstance(term, Hadamard)]
        values = ["kept" if p.right == Quantity("h_prev") else "written" for p in products]
        factors = [
            self.one_minus(p.left) if isinstance(p.left, OneMinus) else self.factor(p.left)
            for p in products
        ]
        multiplied = [
            ("+", rf"{factor} \cdot {self.factor(p.right)}")
            for factor, p in zip(factors, products, strict=True)
        ]
        summands = [tex.apart(self.number(name)) for name in values]
        lines = (
            (self.writing.formula(equation.argument, self.t),),
            _rows(self.terms(equation.argument, self.substituted)),
            _rows(multiplied),
            _rows(summands),
            (self.number("h"),),
        )
        return Derivation("h", self.writing.symbol("h", self.t), lines)


def _name(node: Node) -> str:
    assert isinstance(node, Quantity)
    return node.name


def _within(opening: str, terms: list[Term], closing: str) -> list[Term]:
    """The terms in brackets, as terms: what follows a bracket's first one carries its sign."""
    (sign, first), *others = terms
    bracketed = [f"{opening}{'-' if sign == '-' else ''}{first}"]
    bracketed += [f"{sign} {text}" if sign else text for sign, text in others]
    bracketed[-1] += closing
    return [("+" if k == 0 else "", text) for k, text in enumerate(bracketed)]


def _rows(terms: list[Term]) -> tuple[str, ...]:
    """A sum, broken into rows that fit on a page; the first term shows only a minus."""
    (sign, first), *others = terms
    pieces = [f"-{first}" if sign == "-" else first]
    pieces += [f"{sign} {text}" if sign else text for sign, text in others]
    return tuple(tex.packed(pieces))


def _vector(numbers: Iterable[str]) -> tuple[str, ...]:
    pieces = list(numbers)
    pieces[:-1] = [rf"{piece}, \enspace" for piece in pieces[:-1]]
    pieces[0] = f"({pieces[0]}"
    pieces[-1] += ")"
    return tuple(tex.packed(pieces))
