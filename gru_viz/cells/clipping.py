"""Clipping a gradient by its length, and what arrives at earlier timesteps before and after.

Where the gradient g at all weights of a layer, taken as one long vector, is longer than a
threshold θ, it is shortened to θ and keeps its direction:

    g ← g · min(1, θ / ‖g‖)

Everything on the way back is multiplied by that one number, since it is linear in the gradient
that it starts from. So clipping cures a gradient that explodes; of one that vanishes, no greater
share arrives.

Source: Pascanu, Mikolov and Bengio 2013, arXiv 1211.5063, algorithm 1.
"""

from dataclasses import dataclass, fields

import numpy as np

from gru_viz.cells import gru, lstm, rnn
from gru_viz.cells.arrays import Array
from gru_viz.cells.reach import Trace
from gru_viz.cells.through_time import expect_finite


@dataclass(frozen=True, slots=True, eq=False)
class Arriving:
    """How long the gradient is that comes back from a loss at the last timestep.

    states: ‖∂L/∂s_k‖ for k = 0…T, (T+1,); s is h, of an LSTM the cell state c.
    weights: ‖g‖, that at all weights and biases together.
    """

    states: Array
    weights: float


@np.errstate(all="ignore")  # what grows too large is refused instead
def arriving(trace: Trace) -> Arriving:
    """The way back from ∂L/∂h_T = (1, …, 1)/√H, whose length is 1.

    trace: a run of one sequence with T of at least 1.

    Raises OverflowError, naming the timestep, where a gradient or its length is beyond the largest
    float.
    """
    T, H = trace.T, trace.params.H
    dh = np.zeros((T, H))
    dh[-1] = H**-0.5
    gradients: rnn.Gradients | lstm.Gradients | gru.Gradients
    match trace:
        case rnn.Trace():
            gradients = rnn.backward(trace, dh)
        case lstm.Trace():
            gradients = lstm.backward(trace, dh)
        case gru.Trace():
            gradients = gru.backward(trace, dh)
    if isinstance(gradients, lstm.Gradients):
        first, later = gradients.c0, gradients.c
    else:
        first, later = gradients.h0, gradients.h
    names = (f.name for f in fields(trace.params) if getattr(trace.params, f.name) is not None)
    weights = _length(np.array([_length(getattr(gradients, name)) for name in names]))
    states = np.array([_length(first), *map(_length, later)])
    expect_finite(states, np.array([weights]))  # state k comes from timestep k+1, the sums end at 1
    return Arriving(states, weights)


def factor(length: float, threshold: float) -> float:
    """By what a gradient of that length is multiplied; threshold: above 0, or 0 for no clipping."""
    return min(1.0, threshold / length) if threshold and length else 1.0


def _length(gradient: Array) -> float:
    """The Euclidean norm, also where its square is beyond the largest float."""
    largest = float(np.abs(gradient).max(initial=0))
    return largest * float(np.linalg.norm(gradient / largest)) if largest else 0.0
