"""How long one timestep of each cell takes, measured in this very process."""

from collections.abc import Callable, Mapping
from statistics import median
from time import perf_counter

import numpy as np

from gru_viz.cells import gru, lstm, rnn
from gru_viz.cells.cost import multiplications
from gru_viz.cells.parameters import CELLS, Cell
from gru_viz.trio import Three

_TIMESTEPS = 100  # at most; so many that what is paid once for a whole run hardly counts
_MULTIPLICATIONS = 5_000_000  # of a run, at most: then fewer timesteps
_BUDGET = 0.05  # seconds
_MOST_ROUNDS = 15


def per_timestep(three: Three) -> Mapping[Cell, float]:
    """Seconds that a timestep of each cell takes: the median of several rounds.

    The cells run forward in turns, on the sequence as long as it lasts and then over again, with
    all that a trace records. One round at least; more as long as there is time.
    """
    x = three.gru.x
    D, H = x.shape[1], max(getattr(three, cell).h.shape[1] for cell in CELLS)
    T = max(1, min(_TIMESTEPS, _MULTIPLICATIONS // multiplications("lstm", D, H)))
    x = np.resize(x, (T, D))
    of_rnn, of_lstm, of_gru = three.rnn, three.lstm, three.gru
    runs: Mapping[Cell, Callable[[], object]] = {
        "rnn": lambda: rnn.forward(of_rnn.params, x),
        "lstm": lambda: lstm.forward(
            of_lstm.params, x, variant=of_lstm.variant, forget_bias=of_lstm.forget_bias
        ),
        "gru": lambda: gru.forward(of_gru.params, x, variant=of_gru.variant),
    }
    took: dict[Cell, list[float]] = {cell: [] for cell in CELLS}
    end = perf_counter() + _BUDGET
    while not took["gru"] or (perf_counter() < end and len(took["gru"]) < _MOST_ROUNDS):
        for cell, run in runs.items():
            begin = perf_counter()
            run()
            took[cell].append(perf_counter() - begin)
    return {cell: median(times) / T for cell, times in took.items()}
