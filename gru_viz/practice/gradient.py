"""Problems of backpropagation: one timestep of a GRU with one unit, backwards.

The equations are those of :mod:`gru_viz.gradients`, and a mistake changes one of them: a slope, a
sign, a branch that is left out.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from gru_viz import gradients
from gru_viz.cells import by_hand, gru
from gru_viz.cells.gru import Params, Trace
from gru_viz.exports import tex
from gru_viz.exports.writing import Writing
from gru_viz.formulas import (
    Difference,
    Hadamard,
    Node,
    OneMinus,
    Quantity,
    Square,
    Sum,
    equations,
    value,
)
from gru_viz.gradients import BRANCHES, GradientEquation
from gru_viz.messages import Message
from gru_viz.practice.drawn import first_clear
from gru_viz.practice.exercise import Amount, Amounts, Draw, Exercise, Number
from gru_viz.practice.rounded import Matrix, Rounded, given
from gru_viz.practice.shown import formula, weights
from gru_viz.syllabus import KINDS, Mistake
from gru_viz.variants import BIASES, WEIGHTS, Notation

_GIVEN_DECIMALS = 2  # of r, z, n
_LEAST_DECIMALS = 3  # of the answers, which are products of small numbers
_LEAST = 0.02  # magnitude of an answer, so that rounding doesn't hide its sign
_RECURRENT = ("U_r", "U_z", "U_n")
# The blanks, ∂L by what they are called, h being h_{t-1}; by the names of the equations' results.
_WANTED = {"d_n": "n", "d_a_n": "a_n", "d_a_z": "a_z", "d_a_r": "a_r", "d_back": "h"}


# A mistake changes the argument of some equations, by their results; None leaves one as it is.
_Slip = Mapping[str, Callable[[Node], Node]]


def _other_share(argument: Node) -> Node:
    """δ ⊙ (1 − z) in the place of δ ⊙ z, or the other way round."""
    assert isinstance(argument, Hadamard)
    share = argument.right
    return Hadamard(argument.left, share.inner if isinstance(share, OneMinus) else OneMinus(share))


def _as_of_sigma(argument: Node) -> Node:
    """n (1 − n) in the place of 1 − n²."""
    assert isinstance(argument, Hadamard)
    n = Quantity("n")
    return Hadamard(Hadamard(argument.left, n), OneMinus(n))


def _as_of_tanh(argument: Node) -> Node:
    """1 − z² in the place of z (1 − z)."""
    assert isinstance(argument, Hadamard)
    assert isinstance(argument.right, Hadamard)
    gate = argument.right.left
    assert isinstance(gate, Quantity)
    return Hadamard(argument.left, OneMinus(Square(gate)))


def _slope_first(argument: Node) -> Node:
    """δ ⊙ (z ⊙ (1 − z)), for δ ⊙ z ⊙ (1 − z): so it may be off by most, if δ is above 1."""
    match argument:
        case Hadamard(Hadamard(gradient, gate), one_minus):
            return Hadamard(gradient, Hadamard(gate, one_minus))
    return argument


def _turned(argument: Node) -> Node:
    """h − n in the place of n − h."""
    assert isinstance(argument, Hadamard)
    assert isinstance(argument.right, Difference)
    return Hadamard(argument.left, Difference(argument.right.right, argument.right.left))


def _only(*branches: str) -> Callable[[Node], Node]:
    return lambda argument: Sum(tuple(map(Quantity, branches)))


_KEPT, *_OTHERS = BRANCHES
_SLIPS: Mapping[Mistake, tuple[_Slip, ...]] = {
    "branch": ({"d_back": _only(*_OTHERS)}, {"d_back": _only(_KEPT)}),
    "swapped": (
        {"d_n": _other_share, "d_kept": _other_share},
        {"d_n": _other_share},
        {"d_kept": _other_share},
    ),
    "activation": (
        {"d_a_n": _as_of_sigma},
        {"d_a_z": _as_of_tanh, "d_a_r": _as_of_tanh},
        {"d_a_z": _as_of_tanh},
        {"d_a_r": _as_of_tanh},
        {"d_a_n": _as_of_sigma, "d_a_z": _as_of_tanh, "d_a_r": _as_of_tanh},
    ),
    "sign": ({"d_z": _turned},),
}


@dataclass(frozen=True)
class _Back:
    """One timestep with one unit, and the gradient δ that arrives at its end."""

    trace: Trace
    notation: Notation
    delta: float
    decimals: int

    @property
    def renews(self) -> bool:
        return self.trace.variant.update == "renews"

    @property
    def before(self) -> bool:
        return self.trace.variant.reset == "before"

    @cached_property
    def numbers(self) -> Mapping[str, float]:
        """What the problem gives, by our names."""
        trace, p = self.trace, self.trace.params
        at = {name: getattr(trace, name).item() for name in ("r", "z", "n", "q")}
        U = {name: getattr(p, name).item() for name in _RECURRENT}
        return {**at, **U, "h_prev": trace.h[0].item(), "d_h": self.delta}

    @cached_property
    def equations(self) -> tuple[GradientEquation, ...]:
        """Those that lead from what is given to what is asked for."""
        all_of_them = gradients.equations(self.notation, self.trace.params)
        return tuple(
            replace(e, argument=_slope_first(e.argument))
            for e in all_of_them
            if e.result not in self.numbers
        )

    @cached_property
    def gradients(self) -> Mapping[str, float]:
        """The right answers."""
        found = gradients.by_name(self.trace, gru.backward(self.trace, [[self.delta]]))
        return {blank: found[name].item() for name, blank in _WANTED.items()}

    def paths(self, earlier: Mapping[str, float], mistake: Mistake | None) -> Iterator[Amounts]:
        """See :class:`gru_viz.practice.exercise.Exercise`."""
        for slip in ({},) if mistake is None else _SLIPS[mistake]:
            yield self._back(earlier, slip)

    def _back(self, earlier: Mapping[str, float], slip: _Slip) -> Amounts:
        known: dict[str, Any] = {
            name: Matrix(((number,),)) if name in _RECURRENT else self._number(number)
            for name, number in self.numbers.items()
        }
        amounts: dict[str, Amount] = {}
        for equation in self.equations:
            change = slip.get(equation.result)
            number = value(change(equation.argument) if change else equation.argument, known)
            if blank := _WANTED.get(equation.result):
                number = number.off()
                (amounts[blank],) = number.amounts()
                number = number.with_answers([earlier.get(blank)])
            known[equation.result] = number
        return amounts

    def _number(self, number: float) -> Rounded:
        return given([number], self.decimals)


def make(seed: int, notation: Notation, decimals: int) -> Exercise:
    """A problem of one step of backpropagation, forward values given to two decimals."""
    draw = Draw(seed, KINDS.index("gradient"))

    def attempt() -> Exercise | None:
        # All weights are drawn, so that no number depends on which biases there are.
        drawn = {name: draw.tenths(-1.2, 1.2) for name in WEIGHTS}
        drawn |= {name: draw.tenths(-0.5, 0.5) for name in BIASES}
        x, h0, delta = draw.tenths(-1.5, 1.5), draw.tenths(-0.9, 0.9), draw.tenths(-2, 2)
        if abs(delta) < 0.8:
            return None
        arrays: dict[str, Any] = {
            name: [[number]] if name in WEIGHTS else [number]
            for name, number in drawn.items()
            if name in (*WEIGHTS, *notation.biases)
        }
        trace = by_hand.forward(
            Params(**arrays), [[x]], [h0], notation.variant, decimals=_GIVEN_DECIMALS
        )
        gates = [trace.r.item(), trace.z.item()]
        apart = abs(trace.n.item() - h0)
        if min(gates) < 0.15 or max(gates) > 0.85 or apart < 0.4:
            return None
        back = _Back(trace, notation, delta, max(decimals, _LEAST_DECIMALS))
        if min(map(abs, back.gradients.values())) < _LEAST:
            return None
        return _exercise(seed, notation, decimals, back)

    return first_clear(attempt)


def _exercise(seed: int, notation: Notation, decimals: int, back: _Back) -> Exercise:
    shown = _Shown(notation, back)
    joined = (Message("practice-gradient-joined"),) if notation.products == "joined" else ()
    return Exercise(
        kind="gradient",
        seed=seed,
        notation=notation,
        decimals=decimals,
        task=(
            Message("practice-gradient-task", {"state": shown.symbol("d_h")}),
            Message("practice-gradient-asks", {"argument": shown.writing.argument("z", None)}),
            *joined,
        ),
        given=(
            *(formula(shown.writing, e, None) for e in equations(notation, back.trace.params)),
            *shown.recurrent(),
            *shown.values(),
        ),
        blanks=tuple(
            Number(blank, shown.slope_at(blank), back.decimals) for blank in _WANTED.values()
        ),
        paths=back.paths,
        hints=(
            Message("practice-gradient-hint-first", {"line": shown.in_numbers("n")}),
            Message("practice-gradient-hint-slopes"),
            Message("practice-gradient-hint-gate", {"line": shown.in_numbers("a_z")}),
            Message("practice-gradient-hint-branches", {"state": shown.symbol("h_prev")}),
        ),
        mistakes=tuple(_SLIPS),
        solution=tuple(
            part
            for name in _WANTED.values()
            for part in (
                Message(f"practice-gradient-solution-{name}", {"state": shown.symbol("h_prev")}),
                f"{shown.in_numbers(name)} = {shown.answer(name)}",
            )
        ),
        uses_table=False,
    )


@dataclass(frozen=True)
class _Shown:
    """The problem's symbols and numbers, as TeX."""

    notation: Notation
    back: _Back

    @property
    def writing(self) -> Writing:
        return Writing(self.notation, coloured=True)

    def symbol(self, name: str) -> str:
        return self.writing.symbol(name, None)

    def slope_at(self, name: str) -> str:
        """∂L by one of the blanks."""
        return self.symbol("d_h_prev" if name == "h" else f"d_{name}")

    def recurrent(self) -> tuple[str, ...]:
        """The recurrent weights; where a notation joins the matrices, the joined ones."""
        if self.notation.products == "joined":
            no_biases: dict[str, Any] = dict.fromkeys(BIASES)
            return tuple(weights(self.notation, replace(self.back.trace.params, **no_biases)))
        return (self._list((self.symbol(name), self._given(name)) for name in _RECURRENT),)

    def values(self) -> tuple[str, ...]:
        """The forward values, and the gradient that arrives."""
        pairs = [(self.symbol(name), self._given(name)) for name in ("r", "z", "n", "h_prev")]
        lines = [self._list(pairs)]
        if not self.back.before:
            of_n = equations(self.notation, self.back.trace.params)[2].argument
            assert isinstance(of_n, Sum)
            bracket = of_n.terms[-1]
            assert isinstance(bracket, Hadamard)
            lines.append(
                self._list([(self.writing.formula(bracket.right, None), self._given("q"))])
            )
        lines.append(self._list([(self.symbol("d_h"), tex.given(self.back.delta))]))
        return tuple(lines)

    def in_numbers(self, name: str) -> str:
        """The equation of a blank with its numbers, earlier answers among them."""
        z, r, n, q, h = (self._coloured(of) for of in ("z", "r", "n", "q", "h_prev"))
        delta = tex.given(self.back.delta)
        one_minus_z = f"(1 - {z})"
        write, keep = (z, one_minus_z) if self.back.renews else (one_minus_z, z)
        up, down = (n, h) if self.back.renews else (h, n)
        U_r, U_z, U_n = (self._given(of) for of in ("U_r", "U_z", "U_n"))
        factors: Mapping[str, tuple[tuple[str, ...], ...]] = {
            "n": ((delta, write),),
            "a_n": ((self.answer("n"), f"(1 - {tex.in_brackets(n)}^2)"),),
            "a_z": ((delta, f"({up} - {tex.in_brackets(down)})", z, one_minus_z),),
            "a_r": (
                (*((U_n,) if self.back.before else ()), self.answer("a_n"), q, r, f"(1 - {r})"),
            ),
            "h": (
                (delta, keep),
                (U_r, self.answer("a_r")),
                (U_z, self.answer("a_z")),
                (U_n, self.answer("a_n"), r),
            ),
        }
        terms = (
            r" \cdot ".join([first, *map(tex.in_brackets, others)])
            for first, *others in factors[name]
        )
        signed = [tex.apart(term) for term in terms]
        line = "".join(f" {sign} {size}" for sign, size in signed)
        return f"{self.slope_at(name)} = {line.removeprefix(' + ').lstrip()}"

    def answer(self, name: str) -> str:
        """A right answer, as exact as it is asked for."""
        return tex.computed(self.back.gradients[name], self.back.decimals)

    def _given(self, name: str) -> str:
        return tex.given(self.back.numbers[name])

    def _coloured(self, name: str) -> str:
        return self.writing.marked(name, self._given(name))

    @staticmethod
    def _list(pairs: Iterable[tuple[str, str]]) -> str:
        return r", \quad ".join(f"{left} = {right}" for left, right in pairs)
