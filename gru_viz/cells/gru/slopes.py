"""The slopes of a GRU's equations at each timestep of a run."""

from dataclasses import dataclass

import numpy as np

from gru_viz.cells.arrays import Array
from gru_viz.cells.gru.values import Trace


@dataclass(frozen=True, slots=True, eq=False)
class Slopes:
    """The slopes at all timesteps, each by what it is the slope at.

    n, z: of h_t, at the candidate and the update gate. a_n, a_z, a_r: of the candidate and the
    gates, at what goes into tanh, σ, σ; 0 where a gate is held.
    """

    n: Array
    z: Array
    a_n: Array
    a_z: Array
    a_r: Array

    @classmethod
    def of(cls, trace: Trace) -> "Slopes":
        h, r, z, n = trace.h[:-1], trace.r, trace.z, trace.n
        renews = trace.variant.update == "renews"
        return cls(
            n=z if renews else 1 - z,
            z=n - h if renews else h - n,
            a_n=1 - n * n,
            a_z=_unless(trace.held_z, z * (1 - z)),
            a_r=_unless(trace.held_r, r * (1 - r)),
        )


def _unless(held: Array | None, slope: Array) -> Array:
    """0 where a gate is held, which a batch does for all its sequences."""
    if held is None:
        return slope
    T, H = held.shape
    return np.where(held.reshape(T, *[1] * (slope.ndim - 2), H), 0, slope)
