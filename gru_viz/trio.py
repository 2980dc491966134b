"""An RNN, an LSTM and a GRU on the same input, so that they can be compared.

Which weights they have decides what a comparison shows: weights drawn alike, with as many units
or as many parameters (:func:`beside`); the GRU's own weights in all three (:func:`made_of`); or
numbers from the range in which libraries start training (:func:`usual`).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from math import ceil, floor, sqrt
from typing import Any, Literal

import numpy as np

from gru_viz.cells import gru, lstm, rnn
from gru_viz.cells.arrays import Array
from gru_viz.cells.parameters import SUMS, Cell, count
from gru_viz.cells.reach import Trace
from gru_viz.messages import Problem
from gru_viz.variants import WEIGHTS, Notation
from gru_viz.weights import MOST_UNITS, draw

# Of the three at the usual initialisation: with these numbers of units and timesteps, what is added
# to the gate that keeps makes gradients last, and the gain makes those of the RNN explode, whatever
# the seed.
UNITS = 48
TIMESTEPS = 100
KEEP = 5.0
GAIN = 10.0
_STREAMS = {"rnn": 100, "lstm": 110}  # the first of each cell's streams of numbers

By = Literal["units", "parameters"]


@dataclass(frozen=True, slots=True, eq=False)
class Three:
    """The runs of the three cells."""

    rnn: rnn.Trace
    lstm: lstm.Trace
    gru: gru.Trace

    @property
    def traces(self) -> Mapping[Cell, Trace]:
        """The runs by the names of their cells."""
        return {"rnn": self.rnn, "lstm": self.lstm, "gru": self.gru}

    @property
    def keep(self) -> float:
        """What is added in the LSTM and in the GRU so that they keep more: no weight of theirs."""
        return self.gru.keep_bias


def beside(run: gru.Trace, seed: int, scale: float, by: By = "units", keep: float = 0) -> Three:
    """An RNN and a standard LSTM beside a run of a GRU, their weights drawn as the GRU's are.

    seed, scale: as in :func:`gru_viz.weights.random`; each cell has numbers of its own, and as many
    biases a gate as the GRU's reset gate has. by: with the GRU's number of units, or with the
    number that brings their parameters nearest to the GRU's. keep: added to what goes into the
    LSTM's forget gate, and to what goes into the GRU's update gate, to the side that keeps. The two
    begin at zero, the GRU at its own h₀.

    Raises Problem where as many parameters would take more units than weights can be drawn for.
    """
    D, H = run.params.D, run.params.H
    biases = sum(bias is not None for bias in (run.params.b_r, run.params.c_r))
    sizes: dict[Cell, int] = {"rnn": H, "lstm": H}
    if by == "parameters":
        given = (getattr(run.params, f.name) for f in fields(gru.Params))
        wanted = sum(array.size for array in given if array is not None)
        sizes = {cell: _units_for(cell, D, biases, wanted) for cell in sizes}

    def drawn(cell: Cell) -> dict[str, Array]:
        return {
            name: draw(name, stream, D, sizes[cell], seed, scale)
            for stream, name in _names(cell, biases)
        }

    of_rnn, of_lstm = rnn.Params(**drawn("rnn")), lstm.Params(**drawn("lstm"))
    x, h0 = run.x, run.h[0]
    return Three(
        rnn.forward(of_rnn, x),
        lstm.forward(of_lstm, x, forget_bias=keep),
        gru.forward(run.params, x, h0, run.variant, keep_bias=keep) if keep else run,
    )


def made_of(run: gru.Trace, open_reset: bool = False, keep: float = 0) -> Three:
    """An RNN and an LSTM of the GRU's own weights, which show what each of its gates adds.

    The LSTM forgets by what the GRU keeps by, its candidate is the GRU's without the reset, its
    input gate is tied to 1 − f and its output gate held open: c_t is then the GRU's mix, and what
    remains between the two is that the LSTM hands tanh(c_t) on, and that the GRU resets. The RNN
    is the candidate alone. open_reset: hold the GRU's reset gate at 1. keep: as in :func:`beside`.

    c₀ is the GRU's h₀.
    """
    p, x, h0 = run.params, run.x, run.h[0]
    sign = 1 if run.variant.update == "keeps" else -1
    candidate: dict[str, Any] = {m: getattr(p, f"{m}_n") for m in "WUbc"}
    forget = {m: _times(sign, getattr(p, f"{m}_z")) for m in "WUbc"}
    unused = {"W": np.zeros((p.H, p.D)), "U": np.zeros((p.H, p.H)), "b": None, "c": None}
    gates: dict[str, Any] = {"i": unused, "f": forget, "g": candidate, "o": unused}
    weights: dict[str, Any] = {
        f"{m}_{gate}": a for gate, of in gates.items() for m, a in of.items()
    }
    of_lstm = lstm.Params(**weights)
    if open_reset or keep:
        open_gate = gru.Hold(r=np.ones((run.T, p.H))) if open_reset else None
        run = gru.forward(p, x, h0, run.variant, open_gate, keep)
    return Three(
        rnn.forward(rnn.Params(**candidate), x, h0),
        lstm.forward(of_lstm, x, np.tanh(h0), h0, lstm.Variant("tied", "open"), keep),
        run,
    )


def usual(
    x: Array,
    H: int,
    seed: int,
    notation: Notation,
    *,
    keep: float = 0,
    gain: float = 1,
) -> Three:
    """The three with all weights and biases drawn evenly from ±1/√H, the range of PyTorch.

    The RNN and the LSTM have one bias where PyTorch draws two, which only add.

    x: (T, D). notation: decides the GRU's variant and its biases. keep: as in :func:`beside`.
    gain: what the RNN's recurrent weights are multiplied by.
    """
    D = x.shape[1]
    bound = H**-0.5
    shapes = {"W": (H, D), "U": (H, H), "b": (H,), "c": (H,)}
    biases = 1 if notation.biases else 0

    def drawn(names: Iterable[tuple[int, str]]) -> dict[str, Any]:
        return {
            name: np.random.RandomState([seed, stream]).uniform(-bound, bound, shapes[name[0]])
            for stream, name in names
        }

    of_rnn = rnn.Params(**drawn(_names("rnn", biases)))
    of_lstm = lstm.Params(**drawn(_names("lstm", biases)))
    of_gru = gru.Params(**drawn(enumerate((*WEIGHTS, *notation.biases), start=1)))
    return Three(
        rnn.forward(replace(of_rnn, U=gain * of_rnn.U), x),
        lstm.forward(of_lstm, x, forget_bias=keep),
        gru.forward(of_gru, x, variant=notation.variant, keep_bias=keep),
    )


def noise(seed: int) -> Array:
    """The input for the three at the usual initialisation: (TIMESTEPS, 1), standard normal."""
    return np.random.RandomState([seed, 0]).standard_normal((TIMESTEPS, 1))


def _names(cell: Cell, biases: int) -> Iterator[tuple[int, str]]:
    """The weights of an RNN or an LSTM, each with the number of its stream."""
    match cell:
        case "rnn":
            names = ["W", "U", "b", "c"]
        case _:  # the second biases behind all others
            names = [f"{m}_{gate}" for gate in "ifgo" for m in "WUb"]
            names += [f"c_{gate}" for gate in "ifgo"]
    for stream, name in enumerate(names, start=_STREAMS[cell]):
        if name[0] not in "bc"[biases:]:
            yield stream, name


def _units_for(cell: Cell, D: int, biases: int, parameters: int) -> int:
    """The number of units with which a cell has nearest to so many parameters."""
    half = (D + biases) / 2
    H = sqrt(half * half + parameters / SUMS[cell]) - half  # solves SUMS · H (D + H + biases)
    near = max(1, floor(H)), ceil(H)
    units = min(near, key=lambda H: abs(count(cell, D, H, biases) - parameters))
    if units > MOST_UNITS:
        raise Problem("reach-too-many-units", cell=cell.upper(), units=units, most=MOST_UNITS)
    return units


def _times(sign: int, array: Array | None) -> Array | None:
    return None if array is None else sign * array
