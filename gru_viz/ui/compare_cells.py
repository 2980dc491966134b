"""The Compare page: RNN, LSTM and GRU on the same sequence, walked in step, drawn, counted."""

from functools import partial

import streamlit as st

from gru_viz import links, palette
from gru_viz.figures import Style
from gru_viz.figures.cells import cells_alt, cells_drawing
from gru_viz.figures.style import number
from gru_viz.locales import Texts
from gru_viz.messages import Problem
from gru_viz.player import player
from gru_viz.player.trio import pack_trio
from gru_viz.sequences import Sequence
from gru_viz.trio import Three
from gru_viz.ui import state
from gru_viz.ui.address import keep_address
from gru_viz.ui.arrival import Arrival, note_place, stage_left
from gru_viz.ui.compare_cells_counted import counted
from gru_viz.ui.compare_cells_formulas import correspondence, says
from gru_viz.ui.compare_cells_paper import show
from gru_viz.ui.compare_cells_run import drops_what_ifs, measured_of, run_three
from gru_viz.ui.paper import print_button
from gru_viz.ui.plots import figure
from gru_viz.ui.say import say
from gru_viz.ui.sidebar import choose_formula, choose_view
from gru_viz.ui.state import widget

PAGE = "compare"
_KEY = "trio"  # of the player
_PLACE = ("stage",)  # a link without it opens at the first


def begin(arrived: Arrival) -> None:
    """Begin at the first stage; who comes back is where they were, unless they went on since.

    arrived: see :func:`gru_viz.ui.arrival.arrival`. To be called before anything is drawn.
    """
    if arrived == "page" or (arrived == "link" and "stage" not in st.query_params):
        state.change(stage=stage_left(PAGE) or 1)


def compare_cells(texts: Texts) -> None:
    """Draw the page below its first line."""
    if state.current().view != "projector":
        with st.sidebar:
            _choose_writing(texts)
        _above(texts)
    try:
        run_three(state.current())
    except Problem as problem:
        st.error(say(texts, problem.message))
        keep_address(_PLACE)
        return
    _walk(texts)
    _tables(texts)


# Controls


def controls(texts: Texts) -> None:
    """All that the page can be set to, below one another."""
    _choose_weights(texts)
    _choose_bias(texts)
    _choose_writing(texts)


def _choose_weights(texts: Texts) -> None:
    """Whose weights the three have, and what they have as many of."""
    _either(texts, "cells_from", ("drawn", "gru"))
    if state.current().cells_from == "drawn":
        _either(texts, "cells_by", ("units", "parameters"))
    else:
        st.toggle(texts("compare-open-reset"), **widget("open_reset"))


def _choose_bias(texts: Texts) -> None:
    most = float(links.MAX_KEEP_BIAS)
    st.number_input(texts("compare-keep-bias"), -most, most, step=0.5, **widget("keep_bias"))
    st.caption(texts("compare-keep-bias-help"))


def _choose_writing(texts: Texts) -> None:
    """The notation, the decimals."""
    choose_formula(texts)
    choose_view(texts)


def _above(texts: Texts) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="screen_cells"):
        _choose_weights(texts)
        with st.popover(texts("compare-keep-bias"), width="content"):
            _choose_bias(texts)
        if bias := state.current().keep_bias:
            st.caption(number(bias, 2, "+"), width="content")
        print_button(texts, "compare_print")


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
    note_place(PAGE)
    sequence, three = run_three(shown)
    _player(sequence, three, texts)
    # Here, so that the first screen holds the whole strip.
    st.caption(says(three, shown, texts))
    if drops_what_ifs(shown):
        st.caption(texts("compare-without-what-ifs"))
    _plot(sequence, three, texts)
    keep_address(_PLACE)


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
    player(data, _KEY, "trio", on_place=partial(state.follow, _KEY))


def _plot(sequence: Sequence, three: Three, texts: Texts) -> None:
    """States and gates over time, of the unit that the player shows."""
    shown = state.current()
    colours = palette.DARK if st.context.theme.type == "dark" else palette.LIGHT
    style = Style(texts, colours, shown.view == "projector", shown.written)
    units = max(trace.h.shape[1] for trace in three.traces.values())
    t, unit = min(shown.t, three.gru.T), min(shown.unit, units)
    figure(
        cells_drawing(three, style, t=t, unit=unit, tokens=sequence.tokens),
        cells_alt(three, texts.written_in(shown.written), t=t, unit=unit),
        f"rnn-lstm-gru-unit-{unit}",
        "cells_plot",
        texts,
    )


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
