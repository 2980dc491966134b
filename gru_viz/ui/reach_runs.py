"""From what is on screen to three cells, and to how far gradients reach in each of them."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache

import streamlit as st

from gru_viz import links, trio
from gru_viz.cells.clipping import Arriving, arriving
from gru_viz.cells.parameters import Cell
from gru_viz.cells.reach import MAX_UNITS, Curve, Reach, curve, reach
from gru_viz.messages import Problem
from gru_viz.ui.run import trace_of
from gru_viz.variants import Notation


@dataclass(frozen=True)
class Measured:
    """Three runs on one input, and how far gradients reach in each, by cell.

    reaches: all pairs of timesteps. curves: to the last timestep. arriving: what comes back from
    a loss there; without the cells in which it grows beyond the largest float.
    """

    three: trio.Three
    reaches: Mapping[Cell, Reach]
    curves: Mapping[Cell, Curve]
    arriving: Mapping[Cell, Arriving]

    def to(self, t: int) -> Mapping[Cell, Curve]:
        """The curves to another timestep than the last."""
        if t == self.three.gru.T:
            return self.curves
        return {cell: curve(trace, t) for cell, trace in self.three.traces.items()}


def measured(shown: links.State) -> Measured:
    """What is known of the three cells of a state; a visit keeps its last one.

    Raises Problem where there is no such run, where it has more units than can be shown, and
    where numbers on the way are beyond the largest float.
    """
    asked = replace(
        shown.viewed_as(links.State()),
        hold=(), gates="both", off=frozenset(), rounding="none",
        reach=shown.reach,
    )  # fmt: skip
    if st.session_state.get("reach_measured", (None,))[0] != asked:
        st.session_state.reach_measured = (asked, _measured(asked))
    made: Measured = st.session_state.reach_measured[1]
    return made


def _measured(asked: links.State) -> Measured:
    if asked.reach != "own":
        return _of_preset(asked.reach, asked.seed, asked.written)
    _, own = trace_of(asked)
    if own.params.H > MAX_UNITS:
        raise Problem("reach-many-units", most=MAX_UNITS, units=own.params.H)
    try:
        three = trio.beside(own, asked.seed, asked.scale)
    except ValueError as error:  # a sum of the RNN or the LSTM is beyond the largest float
        raise Problem("reach-too-large") from error
    return measure(three)


@lru_cache(maxsize=16)  # of all visits, most of which begin with the same
def _of_preset(name: links.Reach, seed: int, notation: Notation) -> Measured:
    return measure(preset(name, seed, notation))


def preset(name: links.Reach, seed: int, notation: Notation) -> trio.Three:
    """The three cells of a preset, drawn from a seed, the GRU with the formula of a notation."""
    keep = 0.0 if name == "usual" else trio.KEEP
    gain = trio.GAIN if name == "exploding" else 1.0
    return trio.usual(trio.noise(seed), trio.UNITS, seed, notation, keep=keep, gain=gain)


def measure(three: trio.Three) -> Measured:
    """How far gradients reach in three cells.

    Raises Problem where a number on the way is beyond the largest float.
    """
    traces = three.traces
    try:
        reaches = {cell: reach(trace) for cell, trace in traces.items()}
        curves = {cell: curve(trace) for cell, trace in traces.items()}
    except OverflowError as error:
        raise Problem("reach-too-large") from error
    arrived: dict[Cell, Arriving] = {}
    for cell, trace in traces.items():
        with suppress(OverflowError):
            arrived[cell] = arriving(trace)
    return Measured(three, reaches, curves, arrived)
