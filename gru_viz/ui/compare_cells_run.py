"""From what is on screen to the three runs that the Compare page shows."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import inf

import streamlit as st

from gru_viz import links, trio
from gru_viz.cells import reach
from gru_viz.cells.parameters import Cell
from gru_viz.messages import Problem
from gru_viz.sequences import Sequence
from gru_viz.trio import Three
from gru_viz.ui.compare_cells_time import per_timestep
from gru_viz.ui.run import trace_of


def run_three(shown: links.State) -> tuple[Sequence, Three]:
    """The sequence and the three runs; a visit keeps its last ones.

    The GRU is that of the Gates page without what-ifs and rounding, which the others don't have.
    Raises Problem where there is no such run, or where one of the three leaves the range of floats.
    """
    asked = _computed(shown)
    if st.session_state.get("three", (None,))[0] != asked:
        st.session_state.three = (asked, _run(asked))
    made: tuple[Sequence, Three] = st.session_state.three[1]
    return made


def drops_what_ifs(shown: links.State) -> bool:
    """Whether the Gates page has what-ifs, or rounding, that are left out of the runs here."""
    return _without_what_ifs(shown) != shown


def _without_what_ifs(shown: links.State) -> links.State:
    return replace(shown, hold=(), gates="both", off=frozenset(), rounding="none")


def _computed(shown: links.State) -> links.State:
    """The state with only those fields left that decide what is computed here."""
    own = {
        name: getattr(shown, name) for name in ("cells_by", "cells_from", "keep_bias", "open_reset")
    }
    return replace(_without_what_ifs(shown).viewed_as(links.State()), **own)


def _run(asked: links.State) -> tuple[Sequence, Three]:
    sequence, trace = trace_of(asked)
    try:
        if asked.cells_from == "drawn":
            seed, scale = asked.seed, asked.scale
            return sequence, trio.beside(trace, seed, scale, asked.cells_by, asked.keep_bias)
        return sequence, trio.made_of(trace, asked.open_reset, asked.keep_bias)
    except Problem:
        raise
    except ValueError as error:
        raise Problem("compare-too-large") from error


@dataclass(frozen=True)
class Measured:
    """What is measured of each cell of a run: seconds per timestep, and the reach of its gradient.

    reach: log10 of the size of ∂s_T/∂s_0, see :mod:`gru_viz.cells.reach`; None where it has too
    many units for it, infinite where it is beyond the largest float.
    """

    seconds: Mapping[Cell, float]
    reach: Mapping[Cell, float | None]


def measured_of(three: Three, again: bool) -> Measured:
    """What a visit has measured of these runs; again: take the time anew."""
    kept = st.session_state.get("cells_measured", (None, None))
    if kept[0] is not three:
        gradients = {cell: _reach(trace) for cell, trace in three.traces.items()}
        kept = three, Measured(per_timestep(three), gradients)
    elif again:
        kept = three, replace(kept[1], seconds=per_timestep(three))
    st.session_state.cells_measured = kept
    measured: Measured = kept[1]
    return measured


def _reach(trace: reach.Trace) -> float | None:
    if trace.h.shape[1] > reach.MAX_UNITS:
        return None
    try:
        return float(reach.curve(trace).log_size[0])
    except OverflowError:
        return inf
