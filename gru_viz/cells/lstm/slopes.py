"""The slopes of an LSTM's equations at each timestep of a run."""

from dataclasses import dataclass

import numpy as np

from gru_viz.cells.arrays import Array
from gru_viz.cells.lstm.values import Trace


@dataclass(frozen=True, slots=True, eq=False)
class Slopes:
    """The slopes at all timesteps, each by what it is the slope at.

    c, a_o: of h_t. f: of c_t, in all, with the way through i where that is 1 − f. a_i, a_f, a_g:
    of c_t.
    """

    c: Array
    a_o: Array
    f: Array
    a_i: Array
    a_f: Array
    a_g: Array

    @classmethod
    def of(cls, trace: Trace) -> "Slopes":
        i, f, g, o, tanh_c = trace.i, trace.f, trace.g, trace.o, trace.tanh_c
        tied = trace.variant.input == "tied"
        to_f = trace.c[:-1] - g if tied else trace.c[:-1]
        return cls(
            c=o * (1 - tanh_c * tanh_c),
            a_o=tanh_c * o * (1 - o),  # 0 where o is open
            f=to_f,
            a_i=np.zeros_like(i) if tied else g * i * (1 - i),
            a_f=to_f * (f * (1 - f)),
            a_g=i * (1 - g * g),
        )
