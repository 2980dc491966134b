"""Problems of the mix: from the states before and after, how much was written?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gru_viz.cells.gru import Variant
from gru_viz.exports import tex
from gru_viz.exports.writing import Writing
from gru_viz.formulas import (
    RESULTS,
    Equation,
    Hadamard,
    Node,
    OneMinus,
    Quantity,
    Sum,
    equations,
    value,
)
from gru_viz.messages import Message
from gru_viz.practice.drawn import first_clear
from gru_viz.practice.exercise import Amount, Amounts, Choice, Draw, Exercise, Number
from gru_viz.practice.rounded import Rounded, given
from gru_viz.practice.shown import formula
from gru_viz.syllabus import KINDS, Mistake
from gru_viz.variants import Notation, own

__all__ = [
    "Mix", "Mixing", "equation_of", "flipped", "found_gate", "make", "mixed", "shares",
    "worked_mix",
]  # fmt: skip


# What other problems of the mix take from here


def flipped(variant: Variant) -> Variant:
    """The same variant, with z and 1 − z changed over."""
    return Variant("keeps" if variant.update == "renews" else "renews", variant.reset)


def equation_of(result: str, notation: Notation) -> Equation:
    """One of a notation's four equations: of r, z, n or h."""
    return equations(notation)[RESULTS.index(result)]


def mixed(variant: Variant, z: Rounded, old: Rounded, new: Rounded) -> Rounded:
    """The new state by the equation of a variant, rounded."""
    values: Mapping[str, Any] = {"z": z, "h_prev": old, "n": new}
    mix: Any = value(equation_of("h", own(variant)).argument, values)
    state: Rounded = mix.off()
    return state


@dataclass(frozen=True)
class Mixing:
    """The same gate z and the same candidate at each of so many timesteps, from a state on.

    wanted: the timesteps whose state is asked for, as h.1, h.2, ….
    """

    variant: Variant
    z: float
    start: float
    candidate: float
    decimals: int
    steps: int = 1
    wanted: tuple[int, ...] = (1,)

    def paths(self, earlier: Mapping[str, float], mistake: Mistake | None) -> Iterator[Amounts]:
        """See :class:`gru_viz.practice.exercise.Exercise`."""
        variant = flipped(self.variant) if mistake == "swapped" else self.variant
        z, start, candidate = (
            given([number], self.decimals) for number in (self.z, self.start, self.candidate)
        )
        state, found = start, {}
        for t in range(1, self.steps + 1):
            before = start if mistake == "old_state" else state
            state = mixed(variant, z, before, candidate)
            if t in self.wanted:
                (found[f"h.{t}"],) = state.amounts()
                state = state.with_answers([earlier.get(f"h.{t}")])
        yield found


def shares(variant: Variant, z: float) -> tuple[float, float]:
    """Of the old state and of the candidate."""
    return (1 - z, z) if variant.update == "renews" else (z, 1 - z)


def worked_mix(
    notation: Notation, t: int | None, z: str, old: str, new: str, result: str | None
) -> str:
    """The mix with its numbers, as TeX; without a result, it ends before that."""
    writing = Writing(notation, coloured=True)
    numbers = {
        name: writing.marked(name, text)
        for name, text in zip(("z", "h_prev", "n"), (z, old, new), strict=True)
    }

    def in_numbers(node: Node) -> str:
        match node:
            case Sum(terms):
                return " + ".join(map(in_numbers, terms))
            case Hadamard(left, right):
                return rf"{in_numbers(left)} \cdot {in_numbers(right)}"
            case OneMinus(Quantity(name)):
                return f"(1 - {numbers[name]})"
            case Quantity(name):
                return tex.in_brackets(numbers[name])
        raise TypeError(node)

    line = f"{writing.symbol('h', t)} = {in_numbers(equation_of('h', notation).argument)}"
    return line if result is None else f"{line} = {writing.marked('h', result)}"


def found_gate(notation: Notation, t: int | None, old: str, new: str, now: str) -> tuple[str, str]:
    """The mix solved for z, in symbols and in numbers, as TeX without the result."""
    writing = Writing(notation, coloured=True)
    symbols = [writing.symbol(name, t) for name in ("h_prev", "n", "h")]
    numbers = [
        writing.marked(name, text) for name, text in zip("hnh", (old, new, now), strict=True)
    ]
    z = writing.symbol("z", t)

    def fraction(old: str, new: str, now: str) -> str:
        start, end = (old, new) if notation.variant.update == "renews" else (new, old)
        return rf"\frac{{{now} - {tex.in_brackets(start)}}}{{{end} - {tex.in_brackets(start)}}}"

    return f"{z} = {fraction(*symbols)}", f"{z} = {fraction(*numbers)}"


# The problem


@dataclass(frozen=True)
class Mix:
    """A scalar mix. old, new, now: h_{t-1}, the candidate and h_t; slack: of the gate."""

    variant: Variant
    old: float
    new: float
    now: float
    slack: float

    def paths(self, earlier: Mapping[str, float], mistake: Mistake | None) -> Iterator[Amounts]:
        """See :class:`gru_viz.practice.exercise.Exercise`."""
        start, end = self.old, self.new
        if self.variant.update == "keeps":
            start, end = end, start
        gate = (self.now - start) / (end - start)
        found = [gate]
        if mistake == "swapped":
            found = [1 - gate]
        elif mistake == "sign":
            found = [-gate]
            found += [(self.now + start) / (end - start)]
            found += [(self.now - start) / (end + start)] if abs(end + start) > 1e-9 else []
        for z in found:
            yield {"z": Amount(z, self.slack)}


def make(seed: int, notation: Notation, decimals: int) -> Exercise:
    """A problem of finding the update gate from what it has done."""
    draw = Draw(seed, KINDS.index("mix"))

    def attempt() -> Exercise | None:
        old, new = draw.tenths(-0.9, 0.9), draw.tenths(-0.9, 0.9)
        z = draw.tenths(0.1, 0.9)
        if abs(new - old) < 0.5 or z == 0.5:
            return None
        return _exercise(seed, notation, decimals, old, new, z)

    return first_clear(attempt)


def _exercise(
    seed: int, notation: Notation, decimals: int, old: float, new: float, z: float
) -> Exercise:
    variant, writing = notation.variant, Writing(notation, coloured=True)
    exact = [given([number], decimals) for number in (z, old, new)]
    now = round(mixed(variant, *exact).value[0], 2)  # tenths times tenths: hundredths
    # What is given is exact: a difference cut off to the decimals, and the quotient.
    slack = (1 / abs(new - old) + 0.5) * 10.0**-decimals
    keep, write = (f"{100 * share:.0f}" for share in shares(variant, z))
    percents = sorted({keep, write, "50", "100"}, key=int)
    symbols = {name: writing.symbol(name, None) for name in ("h_prev", "n", "h", "z")}
    numbers = {"h_prev": tex.given(old), "n": tex.given(new), "h": tex.given(now)}
    in_symbols, in_numbers = found_gate(notation, None, *numbers.values())
    of_z = tex.given(z)
    return Exercise(
        kind="mix",
        seed=seed,
        notation=notation,
        decimals=decimals,
        task=(Message("practice-mix-task"),),
        given=(
            formula(writing, equation_of("h", notation), None),
            r", \quad ".join(f"{symbols[name]} = {text}" for name, text in numbers.items()),
        ),
        blanks=(
            Number("z", symbols["z"], decimals),
            Choice(
                "share",
                Message("practice-mix-asks-share", {"state": symbols["h_prev"]}),
                {k: Message("practice-mix-percent", {"percent": k}) for k in percents},
                keep,
                {write: "swapped"},
            ),
        ),
        paths=Mix(variant, old, new, now, slack).paths,
        hints=(
            Message(f"practice-mix-hint-{variant.update}", {"candidate": symbols["n"]}),
            Message("practice-mix-hint-solved", {"formula": in_symbols}),
            Message("practice-mix-hint-numbers", {"formula": in_numbers}),
        ),
        mistakes=("swapped", "sign"),
        solution=(
            Message("practice-mix-solution-solved"),
            in_symbols,
            f"{in_numbers} = {writing.marked('z', of_z)}",
            Message(f"practice-mix-solution-{variant.update}", {"gate": of_z, "percent": keep}),
            Message("practice-mix-solution-check"),
            worked_mix(notation, None, of_z, numbers["h_prev"], numbers["n"], numbers["h"]),
        ),
        uses_table=False,
    )
