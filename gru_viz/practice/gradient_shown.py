"""A problem of backpropagation as TeX: its symbols, what it gives, and its solution in numbers."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from gru_viz import gradients
from gru_viz.exports import tex
from gru_viz.exports.backward_numbers import Numbers
from gru_viz.exports.writing import Writing
from gru_viz.practice.gradient_step import RECURRENT, WANTED, Back
from gru_viz.practice.shown import weights
from gru_viz.variants import BIASES, Notation


@dataclass(frozen=True)
class Shown:
    """The problem of a step in a notation."""

    notation: Notation
    back: Back

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
        return (self.blocks(),)

    def blocks(self) -> str:
        """The recurrent weights; of the joined ones, those that multiply the state."""
        return self._list((self.writing.block(name), self._given(name)) for name in RECURRENT)

    def values(self) -> tuple[str, ...]:
        """The forward values, and the gradient that arrives."""
        pairs = [(self.symbol(name), self._given(name)) for name in ("r", "z", "n", "h_prev")]
        lines = [self._list(pairs)]
        for equation in gradients.equations(self.notation, self.back.trace.params):
            if equation.result == "q":
                multiplied = self.writing.formula(equation.argument, None)
                lines.append(f"{self.symbol('q')} = {multiplied} = {self._given('q')}")
        lines.append(f"{self.symbol('d_h')} = {self._given('d_h')}")
        return tuple(lines)

    def solved(self, blank: str) -> str:
        """The equation of a blank in symbols, in numbers, and its answer."""
        formula = self.writing.formula(self.back.written_out(blank), None)
        sides = self.slope_at(blank), formula, self._numbers(blank), self.answer(blank)
        return " = ".join(sides)

    def in_numbers(self, blank: str) -> str:
        """The equation of a blank with its numbers, short of what it comes to."""
        return f"{self.slope_at(blank)} = {self._numbers(blank)}"

    def _numbers(self, blank: str) -> str:
        numbers = Numbers(self.number, self.back.trace.params, self.notation)
        return " ".join(numbers.pieces(self.back.written_out(blank), unit=1))

    def number(self, name: str, _: int) -> str:
        """A quantity in its colour, or a gradient."""
        if name in WANTED:
            return self.answer(WANTED[name])
        number = self._given(name)
        return number if name == "d_h" else self.writing.marked(name, number)

    def answer(self, name: str) -> str:
        """A right answer, as exact as it is asked for."""
        return tex.computed(self.back.gradients[name], self.back.decimals)

    def _given(self, name: str) -> str:
        return tex.given(self.back.numbers[name])

    @staticmethod
    def _list(pairs: Iterable[tuple[str, str]]) -> str:
        return r", \quad ".join(f"{left} = {right}" for left, right in pairs)
