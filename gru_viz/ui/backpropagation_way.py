"""From what is on screen to the way back: the run, the loss, and all gradients."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import streamlit as st

from gru_viz import links, losses
from gru_viz.figures.weight_gradients import largest
from gru_viz.losses import WayBack
from gru_viz.messages import Problem
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
    """The way back of a state; a visit keeps its last one.

    Where the loss can't be read, it is that of the last one that could. Raises Problem as
    :func:`made` does otherwise.
    """
    asked = (
        shown.viewed_as(links.State()),
        runs.chosen(shown),
        (shown.loss, shown.loss_at, shown.loss_unit, _numbers(shown)),
    )
    if st.session_state.get("way_back", (None,))[0] != asked:
        st.session_state.way_back = (asked, made(_readable(shown)))
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
    return Way(**vars(losses.way_back(sequence, trace, _loss(shown, H))), name=name)


def wrong_loss(shown: links.State) -> Problem | None:
    """What is wrong with the loss as it was typed, where the run itself can be used."""
    try:
        _, trace = runs.traced(shown, runs.chosen(shown))
    except Problem:  # said where the player would be
        return None
    try:
        _loss(shown, trace.params.H)
    except Problem as problem:
        return problem
    return None


def _readable(shown: links.State) -> links.State:
    """With the last numbers of the loss that could be read, or those that all begin with."""
    field = loss_field(shown)
    last = st.session_state.setdefault("last_loss", {})
    for text in (_numbers(shown), last.get(field, ""), getattr(links.State(), field)):
        typed: dict[str, Any] = {field: text}
        tried = replace(shown, **typed)
        if wrong_loss(tried) is None:
            last[field] = text
            return tried
    return shown


def loss_field(shown: links.State) -> str:
    """The field of the state that has the numbers of the loss."""
    return "target" if shown.loss == "squared" else "delta"


def _loss(shown: links.State, H: int) -> losses.Loss:
    return losses.read(shown.loss, shown.loss_at, shown.loss_unit, _numbers(shown), H)


def _numbers(shown: links.State) -> str:
    """The numbers of the loss, as they were typed."""
    text: str = getattr(shown, loss_field(shown))
    return text
