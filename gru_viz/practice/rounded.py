"""Numbers as they come out on paper: what they are, and how far off rounding may leave them.

Nobody rounds alike: one carries all digits of a calculator, one rounds every product, one reads σ
and tanh from a table. Each result therefore carries a bound on what any of them may have done to
it, so that none is marked wrong.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from gru_viz.cells.gru import Array

Function = Callable[[Array], Array]

_TABLE = 0.01  # the step of the table's arguments
_FINE = 4  # decimals from which on one interpolates, or calculates
_INTERPOLATED = 2e-5  # how far off σ and tanh are between two entries


def sigma(a: Array) -> Array:
    """σ(a) = 1 / (1 + e^−a), by tanh, which overflows for no a."""
    gate: Array = (1 + np.tanh(a / 2)) / 2
    return gate


FUNCTIONS: dict[str, Function] = {"sigma": sigma, "tanh": np.tanh}


@dataclass(frozen=True, eq=False)
class Rounded:
    """Numbers with a bound on the error of each.

    value: as exact as floats are, (units,). slack: how far off a right result may be, alike.
    decimals: to which one works.
    """

    value: Array
    slack: Array
    decimals: int

    __array_ufunc__ = None  # NumPy leaves matrix @ numbers to us

    @property
    def unit(self) -> float:
        """One in the last decimal."""
        return float(10.0**-self.decimals)

    def __add__(self, other: "Rounded | Array") -> "Rounded":
        if not isinstance(other, Rounded):
            return replace(self, value=self.value + other)
        return replace(self, value=self.value + other.value, slack=self.slack + other.slack)

    __radd__ = __add__

    def __neg__(self) -> "Rounded":
        return replace(self, value=-self.value)

    def __rsub__(self, one: float) -> "Rounded":
        return replace(self, value=one - self.value)

    def __mul__(self, other: "Rounded | Array") -> "Rounded":
        """Unit by unit, rounded."""
        if not isinstance(other, Rounded):
            return replace(self, value=self.value * other, slack=self.slack * abs(other)).off()
        slack = abs(self.value) * other.slack + abs(other.value) * self.slack
        slack += self.slack * other.slack
        return replace(self, value=self.value * other.value, slack=slack).off()

    __rmul__ = __mul__

    def __rmatmul__(self, matrix: Array) -> "Rounded":
        """matrix · vector, each product rounded."""
        products = matrix * self.value
        slack = abs(matrix) * self.slack
        each = replace(self, value=products, slack=slack).off()
        return replace(self, value=matrix @ self.value, slack=each.slack.sum(axis=-1))

    def off(self) -> "Rounded":
        """The same, rounded once: what already ends at the last decimal stays as it is."""
        last = self.value / self.unit
        ends = (abs(last - np.rint(last)) < 1e-6) & (self.slack == 0)
        return replace(self, slack=np.where(ends, 0.0, self.slack + self.unit / 2))

    def to(self, decimals: int) -> "Rounded":
        """The values themselves rounded to fewer decimals, half up."""
        whole = np.floor(abs(self.value) * 10**decimals + 0.5 + 1e-9)
        return replace(self, value=np.sign(self.value) * whole / 10**decimals)

    def through(self, function: str) -> "Rounded":
        """σ or tanh of them, calculated or read from the table, and rounded."""
        f = FUNCTIONS[function]
        slack = self.slack
        if self.decimals < _FINE:
            entry = self.value / _TABLE
            listed = (abs(entry - np.rint(entry)) < 1e-6) & (slack == 0)
            slack = np.where(listed, 0.0, slack + _TABLE / 2)
        value = f(self.value)
        reach = np.maximum(f(self.value + slack) - value, value - f(self.value - slack))
        if self.decimals >= _FINE:
            reach = reach + _INTERPOLATED
        return replace(self, value=value, slack=reach + self.unit / 2)

    def with_answers(self, answers: list[float | None]) -> "Rounded":
        """With a learner's own numbers in some places.

        What they carry on may have more digits than what they wrote down, be it rounded or cut.
        """
        value, slack = self.value.copy(), self.slack.copy()
        for i, answer in enumerate(answers):
            if answer is not None:
                value[i], slack[i] = answer, self.unit
        return replace(self, value=value, slack=slack)


def given(numbers: Array, decimals: int) -> Rounded:
    """Numbers of the problem, which are exact."""
    numbers = np.asarray(numbers, np.float64)
    return Rounded(numbers, np.zeros_like(numbers), decimals)
