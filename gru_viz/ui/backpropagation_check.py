"""The gradients against finite differences: the loss once more, with each number moved a little."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

import numpy as np

from gru_viz import losses
from gru_viz.cells import gru
from gru_viz.cells.gru import Array, Gradients, Params, Trace
from gru_viz.exports.writing import biases, matrices
from gru_viz.losses import Loss
from gru_viz.variants import Notation

ALL = 400  # numbers that are all checked,
SOME = 60  # and how many of more than these
_MOST_STEPS = 40_000  # timesteps that are computed for all of them, each twice
_STEP = 1e-5  # of a number within ±1; of a larger one, that share
H0 = "h0"


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
    """Gradients at the weights and h0, by our names: backward, and by differences where checked."""

    backward: Mapping[str, Array]
    differences: Mapping[str, Array]
    checked: Mapping[str, Array]

    def rows(self, notation: Notation) -> list[Row]:
        """Each matrix as the notation has it."""
        arrays = (self.backward, self.differences, self.checked)
        laid_out = [_laid_out(by_name, notation) for by_name in arrays]
        return [_row(name, *(by_name[name] for by_name in laid_out)) for name in laid_out[0]]


def check(trace: Trace, loss: Loss, grads: Gradients) -> Differences:
    """All numbers by central differences, or of too many those with the largest gradients."""
    names = [f.name for f in fields(Params) if getattr(trace.params, f.name) is not None]
    backward = {name: getattr(grads, name) for name in (*names, H0)}
    differences = {name: array.copy() for name, array in backward.items()}
    checked = {name: np.zeros(array.shape) for name, array in backward.items()}
    for name, place in _chosen(backward, trace.T):
        differences[name][place] = _difference(trace, loss, name, place)
        checked[name][place] = 1
    return Differences(backward, differences, checked)


def _chosen(gradients: Mapping[str, Array], T: int) -> list[tuple[str, tuple[int, ...]]]:
    """What is checked: name and index."""
    places = [
        (abs(float(value)), name, index)
        for name, array in gradients.items()
        for index, value in np.ndenumerate(array)
    ]
    if len(places) > ALL or len(places) * T > _MOST_STEPS:
        places = sorted(places, key=lambda place: -place[0])[:SOME]
    return [(name, index) for _, name, index in places]


def _difference(trace: Trace, loss: Loss, name: str, place: tuple[int, ...]) -> float:
    """The central difference of the loss by one number."""
    array = trace.h[0] if name == H0 else getattr(trace.params, name)
    step = _STEP * max(1.0, abs(float(array[place])))
    above, below = (_moved(array, place, by) for by in (step, -step))
    values = (_loss(trace, loss, name, moved) for moved in (above, below))
    return float((next(values) - next(values)) / (above[place] - below[place]))


def _moved(array: Array, place: tuple[int, ...], by: float) -> Array:
    moved = np.array(array)
    moved[place] += by
    return moved


def _loss(trace: Trace, loss: Loss, name: str, moved: Array) -> float:
    params = trace.params if name == H0 else replace(trace.params, **{name: moved})
    h0 = moved if name == H0 else trace.h[0]
    run = gru.forward(params, trace.x, h0, trace.variant, _hold(trace))
    return losses.value(loss, run.h[1:])


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
    return {**matrices(params, notation), **biases(params), H0: arrays[H0]}


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
