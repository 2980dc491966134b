"""Problems that are worked equation by equation: from a gate to several timesteps.

The right path and the wrong ones are the equations of the learner's notation, as the trees of
:mod:`gru_viz.formulas` have them, with the learner's own numbers where there are some. The
solution is the arithmetic of the trace.
"""

from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

import numpy as np

from gru_viz import formulas
from gru_viz.cells import gru
from gru_viz.cells.gru import Array, Params, Trace
from gru_viz.practice.exercise import Amount, Amounts
from gru_viz.practice.mistakes import Ground, Slip, slips
from gru_viz.practice.rounded import Matrix, Rounded, given
from gru_viz.syllabus import Mistake
from gru_viz.variants import Notation


def name_of(quantity: str, t: int, unit: int) -> str:
    """The name of a blank: a quantity of the trace at a timestep, of a unit, both from 1."""
    return f"{quantity}.{t}.{unit}"


class _Numbers(dict[str, Any]):
    """Quantities and weights by name; "-h" is the negative of "h"."""

    def __missing__(self, name: str) -> Any:
        return -self[name.removeprefix("-")]


Results = Iterator[tuple[str, Amount]]


class _Path(Mapping[str, Amount]):
    """The amounts of some blanks, which are worked no further than one looks.

    names: of the blanks. results: more than these, perhaps, in the order of working.
    """

    def __init__(self, names: Sequence[str], results: Results) -> None:
        self._names, self._results = names, results
        self._found: dict[str, Amount] = {}

    def __getitem__(self, name: str) -> Amount:
        while name not in self._found:
            result = next(self._results, None)
            if result is None:
                raise KeyError(name)
            self._found[result[0]] = result[1]
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


@dataclass(frozen=True, eq=False)
class Working:
    """Some timesteps of a GRU, to be worked by hand.

    params, x (T, D), h0 (H,): the numbers of the problem. wanted: the names of its blanks, in
    order. known: gates whose value the problem gives, by "r" or "z", (H,) each.
    """

    notation: Notation
    params: Params
    x: Array
    h0: Array
    decimals: int
    wanted: Sequence[str]
    known: Mapping[str, Array]

    @cached_property
    def trace(self) -> Trace:
        """The run, whose arithmetic is the solution."""
        T, H = len(self.x), self.params.H
        held = {gate: np.tile(values, (T, 1)) for gate, values in self.known.items()}
        assert all(values.shape == (T, H) for values in held.values())
        hold = gru.Hold(**held) if held else None
        return gru.forward(self.params, self.x, self.h0, self.notation.variant, hold)

    @cached_property
    def ground(self) -> Ground:
        """What mistakes are made on."""
        return Ground(self.notation, self.params, self.decimals, len(self.x), self._needed)

    @cached_property
    def _needed(self) -> frozenset[str]:
        """The results from which the blanks follow, what is asked for among them."""
        needed = {name.split(".")[0].removeprefix("a_") for name in self.wanted}
        if len(self.x) > 1:
            needed.add("h")
        if "h" in needed:
            needed |= {"z", "n"}
        if "n" in needed:
            needed.add("r")
        return frozenset(needed - set(self.known))

    def paths(self, earlier: Mapping[str, float], mistake: Mistake | None) -> Iterator[Amounts]:
        """See :class:`gru_viz.practice.exercise.Exercise`."""
        made = slips(mistake, self.ground) if mistake else (Slip(self.ground.equations),)
        for slip in made:
            yield _Path(self.wanted, self._worked(earlier, slip))

    def _worked(self, earlier: Mapping[str, float], slip: Slip) -> Results:
        units = range(1, self.params.H + 1)

        def written(
            quantity: str, t: int, numbers: Rounded, sort: str
        ) -> Generator[tuple[str, Amount], None, Rounded]:
            """A result; and what one goes on with: the learner's own answer, if any."""
            early = slip.round_to if sort in slip.rounds else None
            if early is not None:
                numbers = numbers.to(early)
            names = [name_of(quantity, t, unit) for unit in units]
            yield from zip(names, numbers.amounts(), strict=True)
            numbers = numbers.with_answers([earlier.get(name) for name in names])
            return numbers if early is None else numbers.to(early)

        state = first = given(self.h0, self.decimals)
        wrong = {name: _exact(array, self.decimals) for name, array in slip.numbers.items()}
        for t, x in enumerate(self._inputs, start=1):
            now = _Numbers(self._given | wrong | {"x": x, "h_prev": state})
            for equation in slip.equations:
                result = formulas.value(equation.argument, now).off()
                if equation.function:
                    argument = yield from written(equation.before, t, result, "a")
                    if slip.turned == equation.before:
                        argument = -argument
                    result = argument.through(equation.function)
                result = yield from written(equation.result, t, result, "value")
                now[equation.result] = result
            state = first if slip.old_state else now.get("h", first)

    @cached_property
    def _given(self) -> dict[str, Matrix | Rounded]:
        """The weights and the known gates."""
        arrays = {f.name: getattr(self.params, f.name) for f in fields(Params)} | dict(self.known)
        return {n: _exact(a, self.decimals) for n, a in arrays.items() if a is not None}

    @cached_property
    def _inputs(self) -> list[Rounded]:
        return [given(x, self.decimals) for x in self.x]


def _exact(array: Array, decimals: int) -> Matrix | Rounded:
    """A matrix or a bias of the problem."""
    if array.ndim == 1:
        return given(array.tolist(), decimals)
    return Matrix(tuple(map(tuple, array.tolist())))
