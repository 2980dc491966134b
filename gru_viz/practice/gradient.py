"""Problems of backpropagation: one timestep of a GRU with one unit, backwards.

The gradients are those of :mod:`gru_viz.cells.gradient`. A mistake changes a factor of one of its
equations.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from gru_viz.cells import by_hand
from gru_viz.cells.gradient import step_back
from gru_viz.cells.gru import Params, Trace
from gru_viz.exports import tex
from gru_viz.exports.writing import Writing
from gru_viz.formulas import Hadamard, Sum, equations
from gru_viz.messages import Message
from gru_viz.practice.drawn import amount, first_clear
from gru_viz.practice.exercise import Amount, Amounts, Draw, Exercise, Number
from gru_viz.practice.rounded import Rounded, given
from gru_viz.practice.shown import formula, weights
from gru_viz.syllabus import KINDS, Mistake
from gru_viz.variants import BIASES, WEIGHTS, Notation

_GIVEN_DECIMALS = 2  # of r, z, n
_LEAST_DECIMALS = 3  # of the answers, which are products of small numbers
_LEAST = 0.02  # magnitude of an answer, so that rounding doesn't hide its sign
_WANTED = ("n", "a_n", "a_z", "a_r", "h")  # the blanks, by the names of a StepGradient


@dataclass(frozen=True)
class _Slip:
    """What a mistake changes.

    swapped: z and 1 − z change places in what goes to n, or in what goes to h_{t-1}. tanh_as_sigma:
    n (1 − n) in the place of 1 − n². sigma_as_tanh: for these gates, 1 − g² for g (1 − g).
    sign: ∂h/∂z is turned. branches: the ways to h_{t-1} that are left out: "kept" the direct
    one, "gates" and "candidate".
    """

    swapped: tuple[str, ...] = ()
    tanh_as_sigma: bool = False
    sigma_as_tanh: tuple[str, ...] = ()
    sign: bool = False
    branches: tuple[str, ...] = ()


_SLIPS: Mapping[Mistake, tuple[_Slip, ...]] = {
    "branch": (
        _Slip(branches=("kept",)),
        _Slip(branches=("gates", "candidate")),
    ),
    "swapped": (_Slip(swapped=("n", "h")), _Slip(swapped=("n",)), _Slip(swapped=("h",))),
    "activation": (
        _Slip(tanh_as_sigma=True),
        _Slip(sigma_as_tanh=("z", "r")),
        _Slip(sigma_as_tanh=("z",)),
        _Slip(sigma_as_tanh=("r",)),
        _Slip(tanh_as_sigma=True, sigma_as_tanh=("z", "r")),
    ),
    "sign": (_Slip(sign=True),),
}


@dataclass(frozen=True)
class _Back:
    """One timestep with one unit, and the gradient δ that arrives at its end."""

    trace: Trace
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
        U = {name: getattr(p, name).item() for name in ("U_r", "U_z", "U_n")}
        return {**at, **U, "h_prev": trace.h[0].item()}

    @property
    def gradients(self) -> Mapping[str, float]:
        """The right answers."""
        back = step_back(self.trace, 1, [self.delta])
        return {name: getattr(back, name).item() for name in _WANTED}

    def paths(self, earlier: Mapping[str, float], mistake: Mistake | None) -> Iterator[Amounts]:
        """See :class:`gru_viz.practice.exercise.Exercise`."""
        for slip in (_Slip(),) if mistake is None else _SLIPS[mistake]:
            yield self._back(earlier, slip)

    def _back(self, earlier: Mapping[str, float], slip: _Slip) -> Amounts:
        """The equations of step_back, with one unit."""
        r, z, n, q, h_prev = (self._given(name) for name in ("r", "z", "n", "q", "h_prev"))
        U_r, U_z, U_n = (self._given(name) for name in ("U_r", "U_z", "U_n"))
        delta = self._number(self.delta)
        found: dict[str, Amount] = {}

        def written(name: str, number: Rounded) -> Rounded:
            number = number.off()
            found[name] = amount(number)
            return number.with_answers([earlier.get(name)])

        def slope(name: str, gate: Rounded) -> Rounded:
            return 1 - gate * gate if name in slip.sigma_as_tanh else gate * (1 - gate)

        write, keep, up, down = (z, 1 - z, n, h_prev) if self.renews else (1 - z, z, h_prev, n)
        to_n = written("n", delta * (keep if "n" in slip.swapped else write))
        to_a_n = written("a_n", to_n * (n * (1 - n) if slip.tanh_as_sigma else 1 - n * n))
        to_z = delta * (down + -up if slip.sign else up + -down)
        to_a_z = written("a_z", to_z * slope("z", z))
        to_rq = U_n * to_a_n if self.before else to_a_n
        to_a_r = written("a_r", to_rq * q * slope("r", r))
        branches = {
            "kept": delta * (write if "h" in slip.swapped else keep),
            "gates": U_r * to_a_r + U_z * to_a_z,
            "candidate": to_rq * r if self.before else U_n * (to_a_n * r),
        }
        first, *others = (number for name, number in branches.items() if name not in slip.branches)
        written("h", sum(others, first))
        return found

    def _given(self, name: str) -> Rounded:
        return self._number(self.numbers[name])

    def _number(self, number: float) -> Rounded:
        return given(np.array([number]), self.decimals)


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
        back = _Back(trace, delta, max(decimals, _LEAST_DECIMALS))
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
            Message("practice-gradient-task", {"state": shown.slope_at("h_next")}),
            Message("practice-gradient-asks", {"argument": shown.argument("z")}),
            *joined,
        ),
        given=(
            *(formula(shown.writing, e, None) for e in equations(notation, back.trace.params)),
            *shown.recurrent(),
            *shown.values(),
        ),
        blanks=tuple(Number(name, shown.slope_at(name), back.decimals) for name in _WANTED),
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
            for name in _WANTED
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

    def argument(self, name: str) -> str:
        """What goes into a gate's σ, or into tanh."""
        return f"a_{{{self.symbol(name)}}}"

    def slope_at(self, name: str) -> str:
        """∂L by one of the blanks, or by h_t ("h_next")."""
        if name.startswith("a_"):
            by = self.argument(name.removeprefix("a_"))
        else:
            by = self.symbol({"h": "h_prev", "h_next": "h"}.get(name, name))
        return rf"\frac{{\partial L}}{{\partial {by}}}"

    def recurrent(self) -> tuple[str, ...]:
        """The recurrent weights; where a notation joins the matrices, the joined ones."""
        if self.notation.products == "joined":
            no_biases: dict[str, Any] = dict.fromkeys(BIASES)
            return tuple(weights(self.notation, replace(self.back.trace.params, **no_biases)))
        names = ("U_r", "U_z", "U_n")
        return (self._list((self.symbol(name), self._given(name)) for name in names),)

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
        lines.append(self._list([(self.slope_at("h_next"), tex.given(self.back.delta))]))
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
