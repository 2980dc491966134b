"""The controls of the loss: where it is, and which."""

import streamlit as st

from gru_viz import losses
from gru_viz.locales import Texts
from gru_viz.messages import Problem
from gru_viz.ui import backpropagation_runs as runs
from gru_viz.ui import state
from gru_viz.ui.backpropagation_way import loss_field, wrong_loss
from gru_viz.ui.say import say
from gru_viz.ui.state import widget


def choose_loss(texts: Texts) -> None:
    """Where the loss is, of which unit, and by which numbers."""
    shown = state.current()
    _choice(texts, "loss_at", ("last", "every"))
    _unit(texts)
    _choice(texts, "loss", ("squared", "given"))
    field = loss_field(shown)
    st.text_input(texts(f"backprop-{field}"), help=texts("backprop-numbers-help"), **widget(field))
    if wrong := wrong_loss(shown):
        st.error(f"{say(texts, wrong.message)} {texts('backprop-loss-kept')}")


def _choice(texts: Texts, name: str, options: tuple[str, ...]) -> None:
    words = name.replace("_", "-")
    st.segmented_control(
        texts(f"backprop-{words}"),
        options,
        format_func=lambda option: texts(f"backprop-{words}-{option}"),
        required=True,
        **widget(name),
    )


def _unit(texts: Texts) -> None:
    """All units, or one of those that there are; a link's may be one that this run doesn't have."""
    shown = state.current()
    try:
        _, trace = runs.traced(shown, runs.chosen(shown))
    except Problem:  # said where the player would be
        return
    H = trace.params.H
    st.session_state.loss_unit_of = min(shown.loss_unit, H)
    st.selectbox(
        texts("backprop-loss-unit"),
        range(H + 1),
        format_func=lambda unit: (
            texts("backprop-loss-unit-all")
            if unit == losses.ALL
            else texts("backprop-loss-unit-one", unit=unit)
        ),
        key="loss_unit_of",
        on_change=_take_unit,
    )


def _take_unit() -> None:
    state.change(loss_unit=st.session_state.loss_unit_of)
