"""Problems of backpropagation: one timestep of a GRU with one unit, backwards.

The gradients are those of :mod:`gru_viz.cells.gradient`. A mistake changes a slope in one of its
equations, or leaves a branch out.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from gru_viz.cells import by_hand
from gru_viz.cells.gradient import BRANCHES, Slopes, chain, slopes_of, step_back
from gru_viz.cells.gru import Params, Trace
from gru_viz.exports import tex
from gru_viz.exports.writing import Writing
from gru_viz.formulas import Hadamard, Sum, equations
from gru_viz.messages import Message
from gru_viz.practice.drawn import first_clear
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
    sign: ∂h/∂z is turned. without: the branches of the way to h_{t-1} that are left out.
    """

    swapped: tuple[str, ...] = ()
    tanh_as_sigma: bool = False
    sigma_as_tanh: tuple[str, ...] = ()
    sign: bool = False
    without: tuple[str, ...] = ()

    def slopes(self, right: Slopes, r: Rounded, z: Rounded, n: Rounded) -> Slopes:
        """The slopes that one works with."""
        wrong: dict[str, Rounded] = {}
        if "n" in self.swapped:
            wrong["n"] = right.h
        if "h" in self.swapped:
            wrong["h"] = right.n
        if self.tanh_as_sigma:
            wrong["a_n"] = n * (1 - n)
        for name, gate in (("z", z), ("r", r)):
            if name in self.sigma_as_tanh:
                wrong[f"a_{name}"] = 1 - gate * gate
        if self.sign:
            wrong["z"] = -right.z
        return replace(right, **wrong)


_SLIPS: Mapping[Mistake, tuple[_Slip, ...]] = {
    "branch": (_Slip(without=("kept",)), _Slip(without=("by_r", "by_z", "by_n"))),
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
        r, z, n, q, h_prev = (self._given(name) for name in ("r", "z", "n", "q", "h_prev"))
        slopes = slip.slopes(slopes_of(self.trace.variant, h_prev, r, z, n), r, z, n)
        amounts: dict[str, Amount] = {}

        def transposed(name: str, number: Rounded) -> Rounded:
            return self._given(name) * number  # of one unit

        def found(name: str, number: Rounded) -> Rounded:
            number = number.off()
            (amounts[name],) = number.amounts()
            return number.with_answers([earlier.get(name)])

        reset, delta = self.trace.variant.reset, self._number(self.delta)
        back = chain(slopes, delta, r, q, reset, transposed, found)
        first, *others = (back[branch] for branch in BRANCHES if branch not in slip.without)
        found("h", sum(others, first))
        return amounts

    def _given(self, name: str) -> Rounded:
        return self._number(self.numbers[name])

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
