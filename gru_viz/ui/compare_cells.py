"""The Compare page: RNN, LSTM and GRU on the same sequence, walked in step, drawn, counted."""

import streamlit as st

from gru_viz import links
from gru_viz.figures.style import number
from gru_viz.locales import Texts
from gru_viz.messages import Problem
from gru_viz.player import player
from gru_viz.player.trio import pack_trio
from gru_viz.sequences import Sequence
from gru_viz.trio import Three
from gru_viz.ui import notation, state
from gru_viz.ui.address import keep_address
from gru_viz.ui.compare_cells_counted import counted
from gru_viz.ui.compare_cells_formulas import correspondence
from gru_viz.ui.compare_cells_paper import show
from gru_viz.ui.compare_cells_plots import plots
from gru_viz.ui.compare_cells_run import measured_of, run_three
from gru_viz.ui.compare_cells_says import says
from gru_viz.ui.say import say
from gru_viz.ui.sidebar import choose_variant
from gru_viz.ui.state import widget
from gru_viz.variants import OWN

_KEY = "trio"


def compare_cells(texts: Texts) -> None:
    """Draw the page below its first line."""
    with st.sidebar:
        _sidebar(texts)
    _choose(texts)
    try:
        run_three(state.current())
    except Problem as problem:
        st.error(say(texts, problem.message))
        keep_address()
        return
    _walk(texts)
    _tables(texts)


# Controls


def _sidebar(texts: Texts) -> None:
    shown = state.current()
    if "formula" not in shown.hide:
        st.subheader(texts("page-formula"), anchor=False)
        notation.choose(texts)
        if shown.notation == OWN:
            choose_variant(texts)
        st.caption(notation.about(texts, shown.written))
    if "view" not in shown.hide:
        st.subheader(texts("page-view"), anchor=False)
        st.number_input(texts("page-decimals"), *links.DECIMALS, step=1, **widget("decimals"))


def _choose(texts: Texts) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="screen_cells"):
        _either(texts, "cells_from", ("drawn", "gru"))
        if state.current().cells_from == "drawn":
            _either(texts, "cells_by", ("units", "parameters"))
        else:
            st.toggle(texts("compare-open-reset"), **widget("open_reset"))
        with st.popover(texts("compare-keep-bias"), width="content"):
            most = float(links.MAX_KEEP_BIAS)
            st.number_input(
                texts("compare-keep-bias"), -most, most, step=0.5, **widget("keep_bias")
            )
            st.caption(texts("compare-keep-bias-help"))
        if bias := state.current().keep_bias:
            st.caption(number(bias, 2, "+"), width="content")


def _either(texts: Texts, field: str, options: tuple[str, str]) -> None:
    name = field.replace("_", "-")
    st.segmented_control(
        texts(f"compare-{name}"),
        options,
        format_func=lambda option: texts(f"compare-{name}-{option}"),
        required=True,
        label_visibility="collapsed",
        **widget(field),
    )


# What is shown


@st.fragment
def _walk(texts: Texts) -> None:
    shown = state.current()
    sequence, three = run_three(shown)
    claim = shown.cells_from == "gru"
    if claim:
        st.caption(says(three, shown, texts))
    _player(sequence, three, texts)
    if not claim:  # so that the first screen holds the whole strip
        st.caption(says(three, shown, texts))
    plots(sequence, three, texts)
    keep_address()


def _player(sequence: Sequence, three: Three, texts: Texts) -> None:
    shown = state.current()
    data = pack_trio(
        three,
        sequence,
        texts,
        seek=state.visit().seek,
        notation=shown.written,
        decimals=shown.decimals,
        view=shown.view,
    )
    player(data, _KEY, "trio", on_place=_follow)


def _follow() -> None:
    match st.session_state[_KEY].get("place"):
        case {"t": int(t), "unit": int(unit), "stage": int(stage), "seek": int(seek)}:
            state.follow_player(t, unit, stage, seek)


@st.fragment
def _tables(texts: Texts) -> None:
    """In a fragment, so that measuring again runs nothing else."""
    shown = state.current()
    _, three = run_three(shown)
    st.header(texts("compare-formulas"), anchor=False)
    html = correspondence(three, shown.written, shown.decimals, texts)
    show(html, "correspondence", texts)
    st.header(texts("compare-counted"), anchor=False)
    with st.container(key="screen_measure"):
        again = st.button(texts("compare-measure-again"), key="measure_again")
    show(counted(three, measured_of(three, again), shown, texts), "counted", texts)
