"""Weights that each prove one point about gates, in round numbers.

A preset fits any number of units and features: unit i watches feature i, and once the features
are used up the next units begin again at the first one with the opposite sign. To a unit, an
input above one half (below −½ with the opposite sign) is an event.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from gru_viz.cells import gru
from gru_viz.messages import Problem
from gru_viz.sequences import Sequence
from gru_viz.weights import MATRICES, Array, Weights

FULL_STOPS = (".", "。", "．", "｡")


@dataclass(frozen=True, slots=True)
class Preset:
    """A preset and where it is best seen.

    name: as in links, and in the texts preset-<name> and preset-<name>-look.
    build: gives the weights for a sequence and H units, update "renews", reset "before".
    units, t, unit: how many units, and the timestep and the unit to look at, counted from 1.
    series: the ready series to show it on.
    """

    name: str
    build: Callable[[Sequence, int], gru.Params]
    units: int
    t: int
    unit: int
    series: str

    @property
    def shown_on(self) -> dict[str, Any]:
        """The fields of ``links.State`` that show the preset at its best."""
        place = {"series": self.series, "units": self.units, "t": self.t, "unit": self.unit}
        reading = {"read": "auto", "encode": "onehot", "std": False}
        return place | reading


def preset(
    name: str, sequence: Sequence, H: int, variant: gru.Variant, biases: tuple[str, ...] = ()
) -> Weights:
    """The weights of a preset for the features of a sequence, H units and any variant; h0 is 0.

    The point holds in all four variants: update "keeps" gets the update gate's weights negated,
    and reset "after" gives the same as "before" because U_n joins each unit with itself alone.
    Biases that are asked for and that the preset doesn't need are 0.

    Raises Problem where the sequence has nothing to show the point on; KeyError for a name that
    is not in PRESETS.
    """
    params = PRESETS[name].build(sequence, H)
    if variant.update == "keeps":
        params = replace(params, **{g: 0 - getattr(params, g) for g in ("W_z", "U_z", "b_z")})
    missing = (name for name in biases if getattr(params, name) is None)
    params = replace(params, **{name: np.zeros(H) for name in missing})
    return Weights(params, np.zeros(H))


def _keep(sequence: Sequence, H: int) -> gru.Params:
    # z = σ(8) = 0.9997 at an input of 1 and σ(−8) = 0.0003 at 0.
    watch = _watch(sequence, H)
    return _params(W_n=2 * watch, W_z=16 * abs(watch), b_z=-8)


def _overwrite(sequence: Sequence, H: int) -> gru.Params:
    return _params(W_n=2 * _watch(sequence, H), b_z=8)


def _latch(sequence: Sequence, H: int) -> gru.Params:
    # What a unit holds has the sign of the events that it watches for, so U_z h = −120 |h|.
    watch = _watch(sequence, H)
    return _params(W_n=2 * abs(watch), W_z=40 * watch, U_z=-120 * _itself(watch), b_z=-20)


def _fullstop(sequence: Sequence, H: int) -> gru.Params:
    # At a full stop r = σ(−8), z = σ(8) and W_n x = 0; at anything else r = σ(6), z = σ(−1).
    if not set(FULL_STOPS) & set(sequence.tokens):
        raise Problem("preset-fullstop-missing")
    stop = np.isin(sequence.features, FULL_STOPS).astype(np.float64)
    if not stop.any():
        raise Problem("preset-fullstop-vectors")
    push = np.resize([0.5, -0.5, 1.0, -1.0], H)
    return _params(
        W_n=np.outer(push, 1 - stop), W_r=-14 * stop, W_z=9 * stop, U_n=np.eye(H), b_r=6, b_z=-1
    )


def _saturated(sequence: Sequence, H: int) -> gru.Params:
    watch = _watch(sequence, H)
    return _params(
        W_n=abs(watch), W_r=-100 * watch, W_z=100 * watch, U_n=np.eye(H), b_r=50, b_z=-50
    )


def _rnn(sequence: Sequence, H: int) -> gru.Params:
    # σ(40) is 1 to the last bit of a float.
    watch = _watch(sequence, H)
    return _params(W_n=2 * watch, U_n=0.8 * _itself(watch), b_r=40, b_z=40)


def _watch(sequence: Sequence, H: int) -> Array:
    """(H, D): ±1 where a unit watches a feature, else 0."""
    D = sequence.x.shape[1]
    unit = np.arange(H)
    watch = np.zeros((H, D))
    watch[unit, unit % D] = (-1.0) ** (unit // D)
    return watch


def _itself(watch: Array) -> Array:
    """(H, H): each unit with itself alone, by the sign with which it watches."""
    return np.diag(watch.sum(axis=1))


def _params(W_n: Array, **others: Array | float) -> gru.Params:
    """The weights given, each spread over its matrix, and zeros for the rest."""
    H, D = W_n.shape
    shapes = {"W": (H, D), "U": (H, H), "b": (H,)}
    given = {"W_n": W_n, **others}
    return gru.Params(
        **{
            name: np.broadcast_to(given.get(name, 0.0), shapes[name[0]]) + 0.0  # no −0.0
            for name in MATRICES
            if name[0] in shapes
        }
    )


PRESETS = {
    shown.name: shown
    for shown in (
        Preset("keep", _keep, units=2, t=21, unit=1, series="impulse"),
        Preset("overwrite", _overwrite, units=2, t=6, unit=1, series="sine"),
        Preset("latch", _latch, units=2, t=5, unit=1, series="events"),
        Preset("fullstop", _fullstop, units=4, t=7, unit=1, series="sentence"),
        Preset("saturated", _saturated, units=2, t=8, unit=1, series="noise"),
        Preset("rnn", _rnn, units=2, t=5, unit=1, series="impulse"),
    )
}
