"""The Practice page: problems with checked answers, a mock exam, sheets, one's own problem."""

from collections.abc import Callable, Mapping

import streamlit as st

from gru_viz.links import Part
from gru_viz.locales import Texts
from gru_viz.practice.kinds import DECIMALS, nearest
from gru_viz.ui import notation, state
from gru_viz.ui.address import keep_address
from gru_viz.ui.practice_exam import exam
from gru_viz.ui.practice_own import own
from gru_viz.ui.practice_problem import problem
from gru_viz.ui.practice_progress import progress
from gru_viz.ui.practice_sheet import sheet
from gru_viz.ui.sidebar import choose_variant
from gru_viz.ui.state import widget

_PARTS: Mapping[Part, Callable[[Texts], None]] = {
    "practise": problem,
    "exam": exam,
    "sheet": sheet,
    "own": own,
}


def practice(texts: Texts) -> None:
    """Draw the page below its first line."""
    with st.container(key="screen-parts"):
        st.segmented_control(
            texts("practice-part"),
            tuple(_PARTS),
            format_func=lambda part: texts(f"practice-part-{part}"),
            required=True,
            label_visibility="collapsed",
            **widget("part"),
        )
    with st.sidebar:
        _controls(texts)
    _PARTS[state.current().part](texts)
    with st.sidebar:
        progress(texts)  # after what may add to it
    keep_address()


def _controls(texts: Texts) -> None:
    shown = state.current()
    if "formula" not in shown.hide:
        st.subheader(texts("page-formula"), anchor=False)
        notation.choose(texts)
        if shown.written.kind == "own":
            choose_variant(texts)
    if shown.part != "own":
        decimals = nearest(shown.decimals)
        if st.session_state.get("practice_decimals") != decimals:
            st.session_state.practice_decimals = decimals
        st.segmented_control(
            texts("page-decimals"),
            DECIMALS,
            required=True,
            key="practice_decimals",
            on_change=_take_decimals,
        )


def _take_decimals() -> None:
    state.change(decimals=st.session_state.practice_decimals)
