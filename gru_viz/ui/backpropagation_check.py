"""The gradients against finite differences: the loss once more, with each number moved a little."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Literal

import numpy as np

from gru_viz import losses
from gru_viz.cells import gru
from gru_viz.cells.cost import multiplications
from gru_viz.cells.gru import Array, Gradients, Params, Trace
from gru_viz.exports.writing import laid_out
from gru_viz.losses import Loss
from gru_viz.variants import Notation

ALL = 400  # numbers that are all checked,
SOME = 60  # and how many of more than these
_BUDGET = 400_000_000  # multiplications for all of them, which take less than a second
_BY_STEP = 5_000  # multiplications that take about as long as what else a timestep does
_SAME = 1e-6  # of the largest gradient: no more apart than this, they agree
_FINER = 0.1  # of the step, with which a difference that is farther apart is taken once more
_STEP = 1e-5  # by which a sum moves; of what a large number adds to it, that share
H0 = "h0"

Verdict = Literal["agrees", "coarse", "differs"]


@dataclass(frozen=True)
class Row:
    """One matrix as the notation has it, or a bias, or h0: its largest |difference|.

    name: ours. checked: how many of its `count` numbers. row, column: where, from 1; column 0 in a
    vector. backward, differences: the number there, both ways. With none checked, its first number.
    """

    name: str
    checked: int
    count: int
    row: int
    column: int
    backward: float
    differences: float

    @property
    def by(self) -> float:
        """How far apart they are."""
        return abs(self.backward - self.differences)


@dataclass(frozen=True)
class Differences:
    """Gradients at the weights and h0, by our names: backward, and by differences where checked.

    verdict: whether they agree; "coarse" where the largest difference is no evidence against it,
    as it changes with the step.
    """

    backward: Mapping[str, Array]
    differences: Mapping[str, Array]
    checked: Mapping[str, Array]
    verdict: Verdict

    @property
    def largest(self) -> float:
        """The largest magnitude of a gradient: what a difference is measured by."""
        return _largest(self.backward)

    def rows(self, notation: Notation) -> list[Row]:
        """Each matrix as the notation has it."""
        arrays = (self.backward, self.differences, self.checked)
        laid_out = [_laid_out(by_name, notation) for by_name in arrays]
        return [_row(name, *(by_name[name] for by_name in laid_out)) for name in laid_out[0]]


def check(trace: Trace, loss: Loss, grads: Gradients) -> Differences:
    """All numbers by central differences, or of too many those with the largest gradients.

    How many there is time for depends on the size of the run; of a very large one it is none.
    """
    names = [f.name for f in fields(Params) if getattr(trace.params, f.name) is not None]
    backward = {name: getattr(grads, name) for name in (*names, H0)}
    differences = {name: array.copy() for name, array in backward.items()}
    checked = {name: np.zeros(array.shape) for name, array in backward.items()}
    for name, place in _chosen(backward, _most(trace)):
        differences[name][place] = _difference(trace, loss, name, place)
        checked[name][place] = 1
    return Differences(backward, differences, checked, _verdict(trace, loss, backward, differences))


def _verdict(
    trace: Trace, loss: Loss, backward: Mapping[str, Array], differences: Mapping[str, Array]
) -> Verdict:
    """Where the two are farthest apart: whether that is much, and whether a finer step shows it."""
    apart = {name: np.abs(array - differences[name]) for name, array in backward.items()}
    worst = max(apart, key=lambda name: float(apart[name].max(initial=0)))
    place = tuple(int(i) for i in np.unravel_index(apart[worst].argmax(), apart[worst].shape))
    by = float(apart[worst][place])
    if by <= _SAME * _largest(backward):
        return "agrees"
    finer = _difference(trace, loss, worst, place, _FINER)
    return "coarse" if abs(finer - differences[worst][place]) > by / 2 else "differs"


def _largest(arrays: Mapping[str, Array]) -> float:
    return max(float(np.abs(array).max(initial=0)) for array in arrays.values())


def _most(trace: Trace) -> int:
    """How many numbers there is time for; each takes two runs."""
    D, H = trace.params.D, trace.params.H
    return _BUDGET // (2 * trace.T * (multiplications("gru", D, H) + _BY_STEP))


def _chosen(gradients: Mapping[str, Array], most: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    """What is checked: name and index."""
    magnitudes = np.concatenate([np.abs(array).ravel() for array in gradients.values()])
    count = len(magnitudes)
    some = count if count <= min(ALL, most) else min(SOME, most, count)
    if not some:
        return
    chosen = np.sort(np.argpartition(magnitudes, count - some)[count - some :])
    ends = np.cumsum([array.size for array in gradients.values()])
    names = list(gradients)
    for flat in chosen:
        k = int(np.searchsorted(ends, flat, side="right"))
        array = gradients[names[k]]
        index = np.unravel_index(flat - (ends[k] - array.size), array.shape)
        yield names[k], tuple(int(i) for i in index)


def _difference(
    trace: Trace, loss: Loss, name: str, place: tuple[int, ...], share: float = 1.0
) -> float:
    """The central difference of the loss by one number; share: of the usual step."""
    array = trace.h[0] if name == H0 else getattr(trace.params, name)
    size = abs(float(array[place]))
    step = share * _STEP * max(1.0, size) / max(1.0, _multiplied(trace, name, place))
    step = max(step, 4 * float(np.spacing(size)))  # or nothing would move
    above, below = (_moved(array, place, by) for by in (step, -step))
    states = (_states(trace, name, moved) for moved in (above, below))
    return losses.difference(loss, *states) / float(above[place] - below[place])


def _multiplied(trace: Trace, name: str, place: tuple[int, ...]) -> float:
    """The largest magnitude of what a weight multiplies, which its step makes larger."""
    match name[0]:
        case "W":
            return float(np.abs(trace.x[:, place[1]]).max(initial=0))
        case "U":
            return float(np.abs(trace.h[:, place[1]]).max(initial=0))
    return 1.0


def _moved(array: Array, place: tuple[int, ...], by: float) -> Array:
    moved = np.array(array)
    moved[place] += by
    return moved


def _states(trace: Trace, name: str, moved: Array) -> Array:
    """The states of the run with another array in the place of one."""
    params = trace.params if name == H0 else replace(trace.params, **{name: moved})
    h0 = moved if name == H0 else trace.h[0]
    return gru.forward(params, trace.x, h0, trace.variant, _hold(trace)).h[1:]


def _hold(trace: Trace) -> gru.Hold:
    """What was held, so that it stays so."""
    held = {
        gate: np.where(where, getattr(trace, gate), np.nan)
        for gate in "rz"
        if (where := getattr(trace, f"held_{gate}")) is not None
    }
    return gru.Hold(**held)


def _laid_out(arrays: Mapping[str, Array], notation: Notation) -> Mapping[str, Array]:
    params = Params(**{name: array for name, array in arrays.items() if name != H0})
    return {**laid_out(params, notation), H0: arrays[H0]}


def _row(name: str, backward: Array, differences: Array, checked: Array) -> Row:
    apart = np.where(checked > 0, np.abs(backward - differences), -1)
    place = np.unravel_index(apart.argmax(), apart.shape)
    row, column = (int(place[0]) + 1, int(place[1]) + 1 if len(place) > 1 else 0)
    return Row(
        name,
        int(checked.sum()),
        checked.size,
        row,
        column,
        float(backward[place]),
        float(differences[place]),
    )
