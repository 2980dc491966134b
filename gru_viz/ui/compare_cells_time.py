"""How long one timestep of each cell takes, measured in this very process."""

from collections.abc import Callable, Mapping
from time import perf_counter

import numpy as np

from gru_viz.cells import gru, lstm, rnn
from gru_viz.cells.cost import multiplications
from gru_viz.cells.parameters import CELLS, Cell
from gru_viz.trio import Three

_TIMESTEPS = 100  # at most; so many that what is paid once for a whole run hardly counts
_MULTIPLICATIONS = 5_000_000  # of a run, at most: then fewer timesteps
_BUDGET = 0.05  # seconds
_LEAST_ROUNDS, _MOST_ROUNDS = 3, 15


def per_timestep(three: Three) -> Mapping[Cell, float]:
    """Seconds that a timestep of each cell takes: the shortest of several rounds.

    The standard cells of these weights run forward in turns, on the sequence as long as it lasts
    and then over again, with all that a trace records. The shortest, since whatever else the
    machine does at the same time can only make a round longer.
    """
    x = three.gru.x
    D, H = x.shape[1], max(trace.h.shape[1] for trace in three.traces.values())
    T = max(1, min(_TIMESTEPS, _MULTIPLICATIONS // multiplications("lstm", D, H)))
    x = np.resize(x, (T, D))
    of_rnn, of_lstm, of_gru = three.rnn.params, three.lstm.params, three.gru.params
    runs: Mapping[Cell, Callable[[], object]] = {
        "rnn": lambda: rnn.forward(of_rnn, x),
        "lstm": lambda: lstm.forward(of_lstm, x),
        "gru": lambda: gru.forward(of_gru, x, variant=three.gru.variant),
    }
    took: dict[Cell, list[float]] = {cell: [] for cell in CELLS}
    end = perf_counter() + _BUDGET
    for done in range(_MOST_ROUNDS):
        if done >= _LEAST_ROUNDS and perf_counter() > end:
            break
        for cell, run in runs.items():
            begin = perf_counter()
            run()
            took[cell].append(perf_counter() - begin)
    return {cell: min(times) / T for cell, times in took.items()}
