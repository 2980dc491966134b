"""From what is on screen to the way back: the run, the loss, and all gradients."""

from dataclasses import dataclass
from functools import cached_property

import streamlit as st

from gru_viz import links, losses
from gru_viz.figures.weight_gradients import largest
from gru_viz.losses import WayBack
from gru_viz.ui import backpropagation_runs as runs
from gru_viz.ui.backpropagation_check import Differences, check


@dataclass(frozen=True)
class Way(WayBack):
    """The way back of what is on screen. name: of its run."""

    name: links.Back

    @cached_property
    def largest(self) -> float:
        """The largest magnitude of a weight's gradient on the way."""
        return largest(self.trace, self.grads)

    @cached_property
    def differences(self) -> Differences:
        """The gradients once more, by finite differences."""
        return check(self.trace, self.loss, self.grads)

    def place(self, shown: links.State) -> tuple[int, int]:
        """The timestep and the unit of a state, within this run."""
        return min(shown.t, self.trace.T), min(shown.unit, self.trace.params.H)


def way_back(shown: links.State) -> Way:
    """The way back of a state; a visit keeps its last one. Raises Problem as :func:`made` does."""
    asked = (
        shown.viewed_as(links.State()),
        runs.chosen(shown),
        (shown.loss, shown.loss_at, shown.loss_unit, _numbers(shown)),
    )
    if st.session_state.get("way_back", (None,))[0] != asked:
        st.session_state.way_back = (asked, made(shown))
    kept: Way = st.session_state.way_back[1]
    return kept


def made(shown: links.State) -> Way:
    """The same for where there is no visit, such as a download.

    Raises Problem where the sequence, the preset or the loss can't be used, or where a gradient
    is beyond all floats.
    """
    name = runs.chosen(shown)
    sequence, trace = runs.traced(shown, name)
    H = trace.params.H
    loss = losses.read(shown.loss, shown.loss_at, shown.loss_unit, _numbers(shown), H)
    return Way(**vars(losses.way_back(sequence, trace, loss)), name=name)


def _numbers(shown: links.State) -> str:
    """The numbers of the loss, as they were typed."""
    return shown.target if shown.loss == "squared" else shown.delta
