"""A student with paper: a GRU worked in decimal arithmetic, rightly or with one mistake in it.

Plain Python, written from the equations in :mod:`gru_viz.cells.gru` and sharing nothing with the
grader but the numbers of a problem. Each way of rounding is one that people are taught, or have.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any

from gru_viz.practice.exercise import Exercise

Row = list[Decimal]
Matrix = list[Row]
ONE = Decimal(1)


# Ways of rounding


@dataclass(frozen=True)
class Way:
    """How somebody rounds.

    name: what one calls it. typed: how the last digit that is typed comes about. carried: how
    what one goes on with does, None for all the digits of a calculator. sums_only: products
    aren't rounded, only what is written down: arguments, gates, states. table: σ and tanh are
    read from the printed table. more: so many digits more are carried, or typed_more typed.
    """

    name: str
    typed: str = ROUND_HALF_UP
    carried: str | None = None
    sums_only: bool = False
    table: bool = False
    more: int = 0
    typed_more: int = 0


EXACT = Way("all digits, rounded when typed")
EACH = Way("every product rounded", carried=ROUND_HALF_UP)
TABLE = Way("the printed table", carried=ROUND_HALF_UP, table=True)
EVEN = Way("half to even", typed=ROUND_HALF_EVEN, carried=ROUND_HALF_EVEN)
CUT = Way("digits cut off when typed", typed=ROUND_DOWN)
MORE = Way("two digits more carried", carried=ROUND_HALF_UP, more=2)
LINES = Way("each line rounded", carried=ROUND_HALF_UP, sums_only=True)
LONG = Way("two digits more typed", typed_more=2)
WAYS = (EXACT, EACH, TABLE, EVEN, CUT, MORE, LINES, LONG)


def rounded(value: Decimal, decimals: int, how: str = ROUND_HALF_UP) -> Decimal:
    return value.quantize(ONE.scaleb(-decimals), how)


def sigma(a: Decimal) -> Decimal:
    return ONE / (ONE + (-a).exp())


def tanh(a: Decimal) -> Decimal:
    twice = (2 * a).exp()
    return (twice - 1) / (twice + 1)


@lru_cache(maxsize=4096)
def in_table(function: str, a: Decimal) -> Decimal:
    """An entry of the printed table: of an argument with two decimals, to four decimals."""
    return rounded(FUNCTIONS[function](a), 4)


def from_table(function: str, a: Decimal, decimals: int) -> Decimal:
    """σ or tanh read from the table: to four decimals in between two entries, else the nearest."""
    if decimals < 4:
        return in_table(function, rounded(a, 2))
    below = rounded(a, 2, ROUND_DOWN)
    above = below + Decimal("0.01").copy_sign(a)
    low, high = in_table(function, below), in_table(function, above)
    return low + (high - low) * abs(a - below) * 100


FUNCTIONS = {"sigma": sigma, "tanh": tanh}


# Mistakes


@dataclass(frozen=True)
class Slip:
    """One mistake, by its name, and where it is made.

    at: "" where there is one place; the results whose equations it is made in ("rz"); a weight
    and an entry of it ("W_r", 0, 1); or to how many decimals one rounds, and what ("a", "value",
    "a value"). steps: the timesteps in which it is made; () for all of them.
    """

    mistake: str
    at: Any = ""
    steps: tuple[int, ...] = ()


def slips_of(mistake: str, numbers: "Numbers", decimals: int) -> list[Slip]:
    """Every way in which a mistake can be made with these numbers."""
    weights = numbers.weights
    match mistake:
        case "swapped" | "no_reset" | "reset_place":
            places: list[Any] = [""]
        case "activation":
            places = ["rz", "rzn", "r", "z", "n"]
        case "no_bias":
            there = [g for g in "rzn" if any(f"{letter}_{g}" in weights for letter in "bc")]
            places = ["".join(there), *there] if there else []
        case "exchanged":
            places = ["rzn", "r", "z", "n"]
        case "transposed":
            matrices = [name for name in weights if name[0] in "WU"]
            recurrent = [name for name in matrices if name[0] == "U"]
            square = [m for m in matrices if len(weights[m]) == len(weights[m][0])]
            places = [square, recurrent, *([m] for m in square)] if len(numbers.h0) > 1 else []
        case "rounded_early":
            fewer = range(max(0, decimals - 2), decimals)
            places = [(k, what) for k in fewer for what in ("a", "value", "a value")]
        case "sign":
            entries = [
                (name, i, j)
                for name, rows in weights.items()
                for i, row in enumerate(rows)
                for j, number in enumerate(row)
                if number
            ]
            quantities = [(what, g) for g in "rzn" for what in ("a", "x", "h_prev")]
            places = [*entries, *quantities, ("h_prev", "h"), ("n", "h")]
        case "old_state":
            places = [""] if len(numbers.x) > 1 else []
        case _:
            raise ValueError(mistake)
    return [Slip(mistake, place) for place in places]


# The work


@dataclass(frozen=True)
class Numbers:
    """What a problem gives. weights: biases as one column; known: gates that are given."""

    weights: Mapping[str, Matrix]
    x: Matrix
    h0: Row
    known: Mapping[str, Row]


def numbers_of(exercise: Exercise) -> Numbers:
    """The numbers of a problem, as they are written."""
    trace = exercise.work.trace
    weights = {}
    for kind in "WUbc":
        for gate in "rzn":
            array = getattr(trace.params, f"{kind}_{gate}")
            if array is not None:
                weights[f"{kind}_{gate}"] = _decimals(array.reshape(len(array), -1).tolist())
    known = {}
    for gate in "rz":
        held = getattr(trace, f"held_{gate}")
        if held is not None and held.all():
            (known[gate],) = _decimals(getattr(trace, gate)[:1].tolist())
    (h0,) = _decimals(trace.h[:1].tolist())
    return Numbers(weights, _decimals(trace.x.tolist()), h0, known)


def _decimals(rows: list[list[float]]) -> Matrix:
    return [[Decimal(repr(number)) for number in row] for row in rows]


def worked(exercise: Exercise, way: Way = EXACT, slip: Slip | None = None) -> dict[str, str]:
    """What the student types into each blank, by its name."""
    paper = Paper(exercise, way, slip)
    typed = exercise.decimals + way.typed_more
    return {
        blank.name: f"{rounded(paper.found[blank.name], typed, way.typed):f}"
        for blank in exercise.blanks
    }


class Paper:
    """Every number of a problem, worked in a way, with or without a mistake.

    found: by the names of blanks, as the student has them before they are typed.
    """

    def __init__(self, exercise: Exercise, way: Way, slip: Slip | None) -> None:
        self.numbers = numbers_of(exercise)
        self.variant = exercise.notation.variant
        self.decimals, self.way = exercise.decimals, way
        self.found: dict[str, Decimal] = {}
        state = self.numbers.h0
        for t, x in enumerate(self.numbers.x, start=1):
            self.slip = slip if slip and (not slip.steps or t in slip.steps) else None
            start = self.numbers.h0 if self.makes("old_state") else state
            state = self.step(t, x, start)

    def makes(self, mistake: str, result: str = "") -> bool:
        """Whether the mistake is made here, in the equation of this result."""
        return (
            self.slip is not None
            and self.slip.mistake == mistake
            and (not result or result in self.slip.at)
        )

    def turned(self, quantity: str, result: str) -> int:
        """−1 where the sign of a quantity is lost in this equation."""
        return -1 if self.makes("sign") and self.slip.at == (quantity, result) else 1

    # Rounding

    def carry(self, value: Decimal) -> Decimal:
        """What one goes on with."""
        if self.way.carried is None:
            return value
        return rounded(value, self.decimals + self.way.more, self.way.carried)

    def times(self, left: Decimal, right: Decimal) -> Decimal:
        return left * right if self.way.sums_only else self.carry(left * right)

    def keep(self, quantity: str, t: int, values: Row) -> Row:
        """Results written down: and rounded too early, if that is the mistake."""
        sort = "a" if quantity.startswith("a_") else "value"
        values = [self.carry(value) for value in values]
        if self.makes("rounded_early"):
            decimals, sorts = self.slip.at
            if sort in sorts.split():
                values = [rounded(value, decimals) for value in values]
        for unit, value in enumerate(values, start=1):
            self.found[f"{quantity}.{t}.{unit}"] = value
        return values

    # Equations

    def matrix(self, kind: str, gate: str) -> Matrix:
        """A matrix or a bias as the student takes it; no numbers for a bias that isn't there."""
        if kind in "WU" and self.makes("exchanged", gate):
            kind = "U" if kind == "W" else "W"
        if kind in "bc" and self.makes("no_bias", gate):
            return [[Decimal(0)] for _ in self.numbers.h0]
        name = f"{kind}_{gate}"
        rows = self.numbers.weights.get(name) or [[Decimal(0)] for _ in self.numbers.h0]
        if self.makes("transposed") and name in self.slip.at:
            return [list(column) for column in zip(*rows, strict=True)]
        if self.makes("sign") and self.slip.at[0] == name:
            _, i, j = self.slip.at
            return [
                [-v if (i, j) == (k, m) else v for m, v in enumerate(row)]
                for k, row in enumerate(rows)
            ]
        return rows

    def bias(self, kind: str, gate: str) -> Row:
        return [row[0] for row in self.matrix(kind, gate)]

    def product(self, kind: str, gate: str, vector: Row) -> Row:
        return [
            sum((self.times(w, v) for w, v in zip(row, vector, strict=True)), Decimal(0))
            for row in self.matrix(kind, gate)
        ]

    def after(self, result: str, t: int, a: Row) -> Row:
        """σ or tanh of an argument; both are written down."""
        a = self.keep(f"a_{result}", t, [self.turned("a", result) * value for value in a])
        function = "tanh" if result == "n" else "sigma"
        if self.makes("activation", result):
            function = "sigma" if function == "tanh" else "tanh"
        if self.way.table:
            values = [from_table(function, value, self.decimals) for value in a]
        else:
            values = [FUNCTIONS[function](value) for value in a]
        return self.keep(result, t, values)

    def gate(self, gate: str, t: int, x: Row, h: Row) -> Row:
        if gate in self.numbers.known:
            return self.numbers.known[gate]
        x = [self.turned("x", gate) * value for value in x]
        h = [self.turned("h_prev", gate) * value for value in h]
        parts = self.product("W", gate, x), self.product("U", gate, h)
        biases = self.bias("b", gate), self.bias("c", gate)
        return self.after(gate, t, [sum(terms) for terms in zip(*parts, *biases, strict=True)])

    def candidate(self, t: int, x: Row, h: Row, r: Row) -> Row:
        x = [self.turned("x", "n") * value for value in x]
        h = [self.turned("h_prev", "n") * value for value in h]
        if self.makes("no_reset"):
            r = [ONE for _ in r]
        before = (self.variant.reset == "before") != self.makes("reset_place")
        b, c = self.bias("b", "n"), self.bias("c", "n")
        W_x = self.product("W", "n", x)
        if before:
            U_rh = self.product("U", "n", list(map(self.times, r, h)))
            a = [sum(terms) for terms in zip(W_x, U_rh, b, c, strict=True)]
        else:
            inner = [u + v for u, v in zip(self.product("U", "n", h), c, strict=True)]
            bracket = list(map(self.times, r, inner))
            a = [sum(terms) for terms in zip(W_x, b, bracket, strict=True)]
        return self.after("n", t, a)

    def step(self, t: int, x: Row, h: Row) -> Row:
        r, z = self.gate("r", t, x, h), self.gate("z", t, x, h)
        n = self.candidate(t, x, h, r)
        keeps = (self.variant.update == "keeps") != self.makes("swapped")
        state = []
        for z_i, h_i, n_i in zip(z, h, n, strict=True):
            old, new = self.turned("h_prev", "h") * h_i, self.turned("n", "h") * n_i
            keep, write = (z_i, ONE - z_i) if keeps else (ONE - z_i, z_i)
            state.append(self.times(keep, old) + self.times(write, new))
        return self.keep("h", t, state)
