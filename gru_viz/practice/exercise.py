"""What a problem is: a task, what is given, blanks to fill, and every path to an answer.

A path is one way of working the problem, right or with a mistake in it. It gives each blank an
:class:`Amount`. The grader compares an answer with the right path, with the right path from the
learner's own earlier answers, and then with the wrong ones: see :mod:`gru_viz.practice.grader`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

import numpy as np

from gru_viz.cells.gru import Trace
from gru_viz.formulas import RESULTS
from gru_viz.messages import Message
from gru_viz.sequences import Sequence as Input
from gru_viz.syllabus import Kind, Mistake
from gru_viz.variants import Notation

_Thing = TypeVar("_Thing")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number to which a path leads, and how far from it rounding on the way may end."""

    value: float
    slack: float = 0.0

    def fits(self, answer: float) -> bool:
        """Whether an answer can be this number, rounded as one likes on the way."""
        return abs(answer - self.value) <= self.slack * (1 + 1e-9) + 1e-12


@dataclass(frozen=True, slots=True)
class Number:
    """A blank for a number.

    name: of its own within the problem. tex: what is asked for, as TeX, such as "r_1".
    decimals: to which it is asked for; 0 for a whole number.
    """

    name: str
    tex: str
    decimals: int


@dataclass(frozen=True, slots=True)
class Choice:
    """A blank with answers to choose from; an answer is the key of one of them.

    name: of its own within the problem. options: the texts, by key; what stands between dollar
    signs in them is TeX. right: the key that is. mistakes: what a wrong one comes from, where
    that can be told. asks: the question above it.
    """

    name: str
    asks: Message
    options: Mapping[str, Message]
    right: str
    mistakes: Mapping[str, Mistake] = field(default_factory=dict)


Blank = Number | Choice
Amounts = Mapping[str, Amount]
Paths = Callable[[Mapping[str, float], Mistake | None], Iterable[Amounts]]


@dataclass(frozen=True, slots=True)
class Graph:
    """Curves to be read: over timesteps, for one unit.

    lines: by the name of the quantity (h, n, r, z), a value for each timestep from `first` on.
    at: the timestep that is asked about.
    """

    lines: Mapping[str, Sequence[float]]
    first: int
    at: int


@dataclass(frozen=True, slots=True)
class Work:
    """A run whose worked steps are the solution: of these timesteps, units and results.

    results: which of the four equations, "r", "z", "n", "h".
    """

    trace: Trace
    timesteps: tuple[int, ...]
    units: tuple[int, ...]
    results: tuple[str, ...] = RESULTS

    @property
    def sequence(self) -> Input:
        """The input of the run, its features named x1, x2, …"""
        x = self.trace.x.astype(np.float64)
        return Input(x, (), tuple(f"x{d}" for d in range(1, x.shape[1] + 1)), "numbers")


@dataclass(frozen=True, eq=False)
class Exercise:
    """A problem, the same for the same kind, seed, notation and decimals on every machine.

    task: what is asked, a sentence each. given: displays of what is given, as TeX; formulas
    first. blanks: in the order in which they are worked.
    paths: gives, from earlier answers that stand in the place of what would be computed, and a
    mistake that is made wherever it can be (None for none), every path that this leads to.
    hints: one at a time, the last one just short of the answer.
    work: the run whose arithmetic is the solution; solution: sentences (Message) and displays
    (TeX) before it, or instead.
    graph: what is to be read, if anything. uses_table: whether σ and tanh are needed.
    """

    kind: Kind
    seed: int
    notation: Notation
    decimals: int
    task: tuple[Message, ...]
    given: tuple[str, ...]
    blanks: tuple[Blank, ...]
    paths: Paths
    hints: tuple[Message, ...]
    mistakes: tuple[Mistake, ...] = ()
    solution: tuple[Message | str, ...] = ()
    work: Work | None = None
    graph: Graph | None = None
    uses_table: bool = True

    @cached_property
    def right(self) -> Amounts:
        """The right amounts, by the names of the blanks."""
        (path,) = self.paths({}, None)
        return dict(path)  # all of it: a path may be worked as one looks, and this one is shared


class Draw:
    """Numbers for a problem, from its seed; of NumPy's frozen generator, the same for ever."""

    def __init__(self, seed: int, *stream: int) -> None:
        self._generator = np.random.RandomState([seed, *stream])

    def whole(self, low: int, high: int) -> int:
        """low…high, both included."""
        return low + int(self._generator.random_sample() * (high - low + 1))

    def tenths(self, low: float, high: float, step: int = 1, zero: bool = False) -> float:
        """A multiple of step tenths within low…high; 0 only where it is allowed."""
        first, last = round(10 * low) // step, round(10 * high) // step
        while not (number := self.whole(first, last)) and not zero:
            pass
        return number * step / 10

    def one_of(self, things: Sequence[_Thing]) -> _Thing:
        """Any of them."""
        return things[self.whole(0, len(things) - 1)]

    def shuffled(self, things: Sequence[_Thing]) -> list[_Thing]:
        """All of them in another order."""
        rest = list(things)
        return [rest.pop(self.whole(0, len(rest) - 1)) for _ in range(len(rest))]
