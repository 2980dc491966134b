"""Problems that are worked equation by equation: from a gate to several timesteps.

The right path and the wrong ones are the equations of the learner's notation, as the trees of
:mod:`gru_viz.formulas` have them, with the learner's own numbers where there are some. The
solution is the arithmetic of the trace.
"""

from collections.abc import Iterator, Mapping, Sequence
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
from gru_viz.syllabus import MISTAKES, Mistake
from gru_viz.variants import Notation

_NOTHING = 1e-6  # of what rounding may do: no more than floats differ


def name_of(quantity: str, t: int, unit: int) -> str:
    """The name of a blank: a quantity of the trace at a timestep, of a unit, both from 1."""
    return f"{quantity}.{t}.{unit}"


class _Numbers(dict[str, Any]):
    """Quantities and weights by name; "-h" is the negative of "h"."""

    def __missing__(self, name: str) -> Any:
        return -self[name.removeprefix("-")]


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
        return Ground(self.notation, self.params, self.decimals, len(self.x))

    @cached_property
    def mistakes(self) -> tuple[Mistake, ...]:
        """Those that lead anywhere else: answers on the way show small differences too."""
        right = next(self.paths({}, None))
        return tuple(
            mistake
            for mistake in MISTAKES
            if any(apart(path, right) > _NOTHING for path in self.paths({}, mistake))
        )

    def paths(self, earlier: Mapping[str, float], mistake: Mistake | None) -> Iterator[Amounts]:
        """See :class:`gru_viz.practice.exercise.Exercise`."""
        if mistake is None:
            yield self._worked(earlier, Slip(self.ground.equations))
        else:
            for slip in self._slips(mistake):
                yield self._worked(earlier, slip)

    def _slips(self, mistake: Mistake) -> tuple[Slip, ...]:
        if mistake not in self._made:
            self._made[mistake] = tuple(slips(mistake, self.ground))
        return self._made[mistake]

    @cached_property
    def _made(self) -> dict[Mistake, tuple[Slip, ...]]:
        return {}

    def _worked(self, earlier: Mapping[str, float], slip: Slip) -> Amounts:
        units = range(1, self.params.H + 1)
        found: dict[str, Amount] = {}

        def written(quantity: str, t: int, numbers: Rounded, sort: str) -> Rounded:
            """A result, noted; and what one goes on with: the learner's own answer, if any."""
            early = slip.round_to if sort in slip.rounds else None
            if early is not None:
                numbers = numbers.to(early)
            names = [name_of(quantity, t, unit) for unit in units]
            for name, value, slack in zip(names, numbers.value, numbers.slack, strict=True):
                # Half a unit more for digits that are cut off instead of rounded.
                found[name] = Amount(value, slack + numbers.unit / 2)
            numbers = numbers.with_answers([earlier.get(name) for name in names])
            return numbers if early is None else numbers.to(early)

        state = first = given(self.h0, self.decimals)
        weights = self._weights
        if slip.numbers:
            weights = weights | {n: _exact(a, self.decimals) for n, a in slip.numbers.items()}
        for t, x in enumerate(self.x, start=1):
            known = {gate: given(values, self.decimals) for gate, values in self.known.items()}
            now = _Numbers(weights | known | {"x": given(x, self.decimals), "h_prev": state})
            for equation in slip.equations:
                if equation.result in self.known:
                    continue
                result = formulas.value(equation.argument, now).off()
                if equation.function:
                    argument = written(equation.before, t, result, "a")
                    result = argument.through(equation.function)
                now[equation.result] = written(equation.result, t, result, "value")
            state = first if slip.old_state else now["h"]
        return {name: found[name] for name in self.wanted}

    @cached_property
    def _weights(self) -> dict[str, Matrix | Rounded]:
        arrays = {f.name: getattr(self.params, f.name) for f in fields(Params)}
        return {n: _exact(a, self.decimals) for n, a in arrays.items() if a is not None}


def _exact(array: Array, decimals: int) -> Matrix | Rounded:
    """A matrix or a bias of the problem."""
    if array.ndim == 1:
        return given(array.tolist(), decimals)
    return Matrix(tuple(map(tuple, array.tolist())))


def apart(path: Amounts, right: Amounts) -> float:
    """How far two paths are apart where they are farthest, in what rounding may do to both."""
    return max(
        abs(amount.value - right[name].value) / max(amount.slack + right[name].slack, 1e-9)
        for name, amount in path.items()
    )
