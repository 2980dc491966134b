"""The gradients against finite differences: the loss once more, with each number moved a little."""

from collections.abc import Iterator, Mapping, Sequence
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
_NEARLY = 1e-3  # the same with a finer step, which leaves fewer digits
_SETTLED = 0.03  # of a difference: changing by no more with a step a tenth as long, it has settled
_FINER = 8  # times at most that the step is made a tenth as long
_STEP = 1e-5  # by which a sum moves; of what a large number adds to it, that share
_ROUNDING = 64 * float(np.finfo(float).eps)  # of a state, by the end of a run
H0 = "h0"

Verdict = Literal["agrees", "finer", "coarse", "differs"]
_Place = tuple[str, tuple[int, ...]]  # an array by its name, and the index in it


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

    verdict: "agrees"; "finer": agrees with a finer step, which was taken where the usual one was
    too coarse; "coarse": the differences settle at no number, or rounding leaves nothing of them;
    "differs": they settle, and at another number. finer: how many times finer the step was.
    """

    backward: Mapping[str, Array]
    differences: Mapping[str, Array]
    checked: Mapping[str, Array]
    verdict: Verdict
    finer: int

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
    chosen = list(_chosen(backward, _most(trace)))
    for name, place in chosen:
        differences[name][place] = _difference(trace, loss, name, place)
        checked[name][place] = 1
    verdict, finer = _judge(trace, loss, backward, differences, chosen)
    return Differences(backward, differences, checked, verdict, finer)


def _judge(
    trace: Trace,
    loss: Loss,
    backward: Mapping[str, Array],
    differences: Mapping[str, Array],
    chosen: Sequence[_Place],
) -> tuple[Verdict, int]:
    """The verdict, and how many times finer a step it took; finer differences replace coarse ones.

    Where the two are farthest apart, the step is made finer until the difference settles. If it
    settles at the gradient, the others that are apart are taken with that step too.
    """
    largest = _largest(backward)

    h = trace.h[1:]
    at_the_end = float((np.abs(losses.gradient(loss, h)) * (1 + np.abs(h))).sum())
    rounding = _ROUNDING * (largest + at_the_end)  # on the way, states grow as gradients do

    def apart(at: _Place) -> float:
        name, place = at
        return float(abs(backward[name][place] - differences[name][place]))

    finer = 1
    for _ in range(2):  # once more for what that finer step doesn't settle
        worst = max(chosen, key=apart, default=None)
        if worst is None or apart(worst) <= (_SAME if finer == 1 else _NEARLY) * largest:
            return "agrees" if finer == 1 else "finer", finer
        settled = _settled(trace, loss, *worst, rounding, min(_FINER, len(chosen)))
        if settled is None:
            return "coarse", finer
        name, place = worst
        if abs(settled.value - float(backward[name][place])) > settled.off:
            return "differs", finer
        finer = settled.finer
        for name, place in [at for at in chosen if apart(at) > _SAME * largest]:
            differences[name][place] = _difference(trace, loss, name, place, finer)
    nearly = max(map(apart, chosen)) <= _NEARLY * largest
    return "finer" if nearly else "coarse", finer


@dataclass(frozen=True)
class _Settled:
    """A difference that has settled: with a step how many times finer, and by how much it may be
    off."""

    value: float
    finer: int
    off: float


def _settled(
    trace: Trace, loss: Loss, name: str, place: tuple[int, ...], rounding: float, most: int
) -> _Settled | None:
    """A difference with finer and finer steps, up to where rounding takes over; None if it never
    settles.

    rounding: what it adds to a loss. most: steps. The error of a step falls with its square, so
    what is left is less than the last change. That of rounding grows as the step falls, which the
    change after it shows too.
    """
    settled: _Settled | None = None
    least, before = np.inf, _difference(trace, loss, name, place)
    for power in range(1, most + 1):
        finer = 10**power
        step = _step(trace, name, place, finer)
        if step == _step(trace, name, place, finer // 10):
            break
        value = _difference(trace, loss, name, place, finer)
        change = abs(value - before)
        if settled and change >= least:
            return replace(settled, off=settled.off + 2 * change)
        if change <= _SETTLED * max(abs(value), abs(before)):
            settled, least = _Settled(value, finer, 2 * change + rounding / step), change
        before = value
    return settled


def _largest(arrays: Mapping[str, Array]) -> float:
    return max(float(np.abs(array).max(initial=0)) for array in arrays.values())


def _most(trace: Trace) -> int:
    """How many numbers there is time for; each takes two runs."""
    D, H = trace.params.D, trace.params.H
    return _BUDGET // (2 * trace.T * (multiplications("gru", D, H) + _BY_STEP))


def _chosen(gradients: Mapping[str, Array], most: int) -> Iterator[_Place]:
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
    trace: Trace, loss: Loss, name: str, place: tuple[int, ...], finer: int = 1
) -> float:
    """The central difference of the loss by one number; finer: how many times, than usual."""
    array = _array(trace, name)
    step = _step(trace, name, place, finer)
    above, below = (_moved(array, place, by) for by in (step, -step))
    states = (_states(trace, name, moved) for moved in (above, below))
    return losses.difference(loss, *states) / float(above[place] - below[place])


def _step(trace: Trace, name: str, place: tuple[int, ...], finer: int) -> float:
    size = abs(float(_array(trace, name)[place]))
    step = _STEP * max(1.0, size) / max(1.0, _multiplied(trace, name, place)) / finer
    return max(step, 4 * float(np.spacing(size)))  # or nothing would move


def _array(trace: Trace, name: str) -> Array:
    array: Array = trace.h[0] if name == H0 else getattr(trace.params, name)
    return array


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
