"""Numbers as they come out on paper: what they are, and how far off rounding may leave them.

Nobody rounds alike: one carries all digits of a calculator, one rounds every product, one reads σ
and tanh from a table. Each result therefore carries a bound on what any of them may have done to
it, so that none is marked wrong.

Plain floats, not arrays: a problem has one unit or two, and hundreds of wrong paths.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import floor

from gru_viz.formulas import FUNCTIONS
from gru_viz.practice.exercise import Amount

_TABLE = 0.01  # the step of the table's arguments
FINE = 4  # decimals from which on one interpolates, or calculates
_INTERPOLATED = 1e-4  # how far off σ and tanh are between two entries
_CLOSE = 1e-6  # of a step: floats that are meant to be the same
_WHOLE = 1e15  # from here on a float has no decimals to round


@dataclass(frozen=True, slots=True)
class Rounded:
    """A vector with a bound on the error of each of its numbers.

    value: as exact as floats are. slack: how far off a right result may be, alike.
    decimals: to which one works.
    """

    value: tuple[float, ...]
    slack: tuple[float, ...]
    decimals: int

    @property
    def unit(self) -> float:
        """One in the last decimal."""
        return float(10.0**-self.decimals)

    def __add__(self, other: "Rounded") -> "Rounded":
        value = tuple(a + b for a, b in zip(self.value, other.value, strict=True))
        slack = tuple(a + b for a, b in zip(self.slack, other.slack, strict=True))
        return Rounded(value, slack, self.decimals)

    def __neg__(self) -> "Rounded":
        return Rounded(tuple(-a for a in self.value), self.slack, self.decimals)

    def __rsub__(self, one: float) -> "Rounded":
        return Rounded(tuple(one - a for a in self.value), self.slack, self.decimals)

    def __mul__(self, other: "Rounded") -> "Rounded":
        """Unit by unit, rounded."""
        value, slack = [], []
        for a, s, b, t in zip(self.value, self.slack, other.value, other.slack, strict=True):
            value.append(a * b)
            slack.append(abs(a) * t + abs(b) * s + s * t)
        return Rounded(tuple(value), tuple(slack), self.decimals).off()

    def off(self) -> "Rounded":
        """The same, rounded once: what already ends at the last decimal stays as it is."""
        unit = self.unit
        slack = tuple(
            s if s == 0 and _is_multiple(a, unit) else s + unit / 2
            for a, s in zip(self.value, self.slack, strict=True)
        )
        return Rounded(self.value, slack, self.decimals)

    def to(self, decimals: int) -> "Rounded":
        """The values themselves rounded to fewer decimals, half up."""
        value = tuple(_half_up(a, decimals) for a in self.value)
        return Rounded(value, self.slack, self.decimals)

    def through(self, function: str) -> "Rounded":
        """σ or tanh of them, calculated or read from the table, and rounded."""
        f = FUNCTIONS[function]
        coarse = self.decimals < FINE
        value, slack = [], []
        for a, s in zip(self.value, self.slack, strict=True):
            if coarse and not (s == 0 and _is_multiple(a, _TABLE)):
                s += _TABLE / 2
            value.append(f(a))
            reach = max(f(a + s) - f(a), f(a) - f(a - s))
            slack.append(reach + (0 if coarse else _INTERPOLATED) + self.unit / 2)
        return Rounded(tuple(value), tuple(slack), self.decimals)

    def amounts(self) -> tuple[Amount, ...]:
        """Each number; half a unit more for digits that are cut off instead of rounded."""
        more = self.unit / 2
        pairs = zip(self.value, self.slack, strict=True)
        return tuple(Amount(value, slack + more) for value, slack in pairs)

    def with_answers(self, answers: Sequence[float | None]) -> "Rounded":
        """With a learner's own numbers in some places.

        What they carry on may have more digits than what they wrote down, be it rounded or cut.
        """
        if not any(answer is not None for answer in answers):
            return self
        pairs = [
            (a, s) if answer is None else (answer, self.unit)
            for a, s, answer in zip(self.value, self.slack, answers, strict=True)
        ]
        return Rounded(tuple(a for a, _ in pairs), tuple(s for _, s in pairs), self.decimals)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Weights, which are exact: rows of numbers."""

    rows: tuple[tuple[float, ...], ...]

    def __matmul__(self, vector: Rounded) -> Rounded:
        """matrix · vector, each product rounded."""
        unit = vector.unit
        value, slack = [], []
        for row in self.rows:
            total = bound = 0.0
            for weight, a, s in zip(row, vector.value, vector.slack, strict=True):
                product = weight * a
                total += product
                s *= abs(weight)
                bound += s if s == 0 and _is_multiple(product, unit) else s + unit / 2
            value.append(total)
            slack.append(bound)
        return Rounded(tuple(value), tuple(slack), vector.decimals)

    @property
    def T(self) -> "Matrix":
        """The transposed matrix."""
        return Matrix(tuple(zip(*self.rows, strict=True)))

    def __neg__(self) -> "Matrix":
        return Matrix(tuple(tuple(-weight for weight in row) for row in self.rows))


def given(numbers: Iterable[float], decimals: int) -> Rounded:
    """Numbers of the problem, which are exact."""
    value = tuple(map(float, numbers))
    return Rounded(value, (0.0,) * len(value), decimals)


def _half_up(a: float, decimals: int) -> float:
    if not abs(a) < _WHOLE:
        return a
    scale = 10**decimals
    return floor(abs(a) * scale + 0.5 + 1e-9) / scale * (1 if a > 0 else -1)


def _is_multiple(a: float, step: float) -> bool:
    steps = a / step
    return abs(steps - round(steps)) < _CLOSE
