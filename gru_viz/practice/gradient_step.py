"""One timestep of a GRU with one unit, backwards: its right gradients, and those of each mistake.

The equations are those of :mod:`gru_viz.gradients`, and a mistake changes one of them: a slope, a
sign, a branch that is left out.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from gru_viz import gradients
from gru_viz.cells import gru
from gru_viz.cells.gru import Trace
from gru_viz.formulas import (
    Difference,
    Hadamard,
    Node,
    OneMinus,
    Quantity,
    Square,
    Sum,
    Transposed,
    value,
)
from gru_viz.gradients import BRANCHES, GradientEquation
from gru_viz.practice.exercise import Amount, Amounts
from gru_viz.practice.rounded import Matrix, Rounded, given
from gru_viz.syllabus import Mistake
from gru_viz.variants import Notation

RECURRENT = ("U_r", "U_z", "U_n")
# The blanks, ∂L by what they are called, h being h_{t-1}; by the names of the equations' results.
WANTED = {"d_n": "n", "d_a_n": "a_n", "d_a_z": "a_z", "d_a_r": "a_r", "d_back": "h"}


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
SLIPS: Mapping[Mistake, tuple[_Slip, ...]] = {
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
class Back:
    """One timestep with one unit, and the gradient δ that arrives at its end."""

    trace: Trace
    notation: Notation
    delta: float
    decimals: int

    @cached_property
    def numbers(self) -> Mapping[str, float]:
        """What the problem gives, by our names."""
        trace, p = self.trace, self.trace.params
        at = {name: getattr(trace, name).item() for name in ("r", "z", "n", "q")}
        U = {name: getattr(p, name).item() for name in RECURRENT}
        return {**at, **U, "h_prev": trace.h[0].item(), "d_h": self.delta}

    @cached_property
    def equations(self) -> tuple[GradientEquation, ...]:
        """Those that lead from what is given to what is asked for."""
        all_of_them = gradients.equations(self.notation, self.trace.params)
        return tuple(e for e in all_of_them if e.result not in self.numbers)

    def written_out(self, blank: str) -> Node:
        """The tree of a blank, of what is given and the blanks before it: no other gradients."""
        arguments = {e.result: e.argument for e in self.equations}

        def out(node: Node) -> Node:
            match node:
                case Quantity(name) if name in arguments and name not in WANTED:
                    return out(arguments[name])
                case Transposed(matrix, vector):
                    return Transposed(matrix, out(vector))
                case Hadamard(left, right):
                    return Hadamard(out(left), out(right))
                case Sum(terms):
                    return Sum(tuple(map(out, terms)))
            return node  # a gradient stands nowhere else

        (result,) = (name for name, of in WANTED.items() if of == blank)
        return out(arguments[result])

    @cached_property
    def gradients(self) -> Mapping[str, float]:
        """The right answers."""
        found = gradients.by_name(self.trace, gru.backward(self.trace, [[self.delta]]))
        return {blank: found[name].item() for name, blank in WANTED.items()}

    def paths(self, earlier: Mapping[str, float], mistake: Mistake | None) -> Iterator[Amounts]:
        """See :class:`gru_viz.practice.exercise.Exercise`."""
        for slip in ({},) if mistake is None else SLIPS[mistake]:
            yield self._back(earlier, slip)

    def _back(self, earlier: Mapping[str, float], slip: _Slip) -> Amounts:
        known: dict[str, Any] = {
            name: Matrix(((number,),)) if name in RECURRENT else self._number(number)
            for name, number in self.numbers.items()
        }
        amounts: dict[str, Amount] = {}
        for equation in self.equations:
            argument = _slope_first(equation.argument)
            change = slip.get(equation.result)
            number = value(change(argument) if change else argument, known)
            if blank := WANTED.get(equation.result):
                number = number.off()
                (amounts[blank],) = number.amounts()
                number = number.with_answers([earlier.get(blank)])
            known[equation.result] = number
        return amounts

    def _number(self, number: float) -> Rounded:
        return given([number], self.decimals)
