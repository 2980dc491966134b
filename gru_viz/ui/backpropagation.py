"""The Backpropagation page: the gradient stepped back through time, and how far it reaches."""

from collections.abc import Set
from functools import partial

import streamlit as st

from gru_viz import links, palette
from gru_viz.figures import Style
from gru_viz.figures.weight_gradients import (
    built_up,
    weight_gradients_alt,
    weight_gradients_drawing,
    width_for_numbers,
)
from gru_viz.locales import Texts
from gru_viz.messages import Problem
from gru_viz.player import player
from gru_viz.player.backward import pack_backward
from gru_viz.ui import backpropagation_runs as runs
from gru_viz.ui import state
from gru_viz.ui.address import keep_address
from gru_viz.ui.arrival import Arrival, note_place, stage_left
from gru_viz.ui.backpropagation_exports import exports
from gru_viz.ui.backpropagation_loss import choose_loss
from gru_viz.ui.backpropagation_says import look, look_at_step
from gru_viz.ui.backpropagation_told import check_html, check_table, loss_html
from gru_viz.ui.backpropagation_way import Way, way_back, wrong_loss
from gru_viz.ui.paper import paper, print_button
from gru_viz.ui.plots import figure
from gru_viz.ui.reach import reach
from gru_viz.ui.say import say
from gru_viz.ui.sidebar import choose_formula, choose_view
from gru_viz.ui.state import widget

PAGE = "backpropagation"
_KEY = "backward"  # of the player
_HEATMAPS = "weight_gradients"
_PLACE = ("t", "unit", "stage")  # a link without them opens at the last timestep


def begin(arrived: Arrival) -> None:
    """Begin at the last timestep; who comes back is where they were, unless they went on since.

    arrived: see :func:`gru_viz.ui.arrival.arrival`. A link leads to as much of the place as it
    names. To be called before anything is drawn.
    """
    if arrived == "link":
        _go_to_the_end(named=frozenset(st.query_params))
    elif arrived == "page":
        if stage := stage_left(PAGE):
            state.change(stage=stage)
        else:
            _go_to_the_end()


def backpropagation(texts: Texts) -> None:
    """Draw the page below its first line."""
    if state.current().view != "projector":
        with st.sidebar:
            _choose_numbers(texts)
        _above(texts)
    if state.current().gradients == "reach":
        reach(texts)
    else:
        _steps(texts)


def _go_to_the_end(named: Set[str] = frozenset()) -> None:
    """The way back begins at the last timestep; named: what of t, unit, stage stays as it is."""
    if named >= set(_PLACE):
        return
    shown = state.current()
    try:
        way = way_back(shown)
    except Problem:  # said where the player would be
        return
    _, unit = way.place(shown)
    begins = {"t": way.trace.T, "unit": unit if way.name == runs.OWN else 1, "stage": 1}
    state.change(**{field: place for field, place in begins.items() if field not in named})


# Controls


def controls(texts: Texts) -> None:
    """All that the page can be set to, below one another."""
    _choose_what(texts)
    _choose_numbers(texts)


def _choose_numbers(texts: Texts) -> None:
    """The loss, the notation, the decimals."""
    shown = state.current()
    if shown.gradients == "steps":
        st.subheader(texts("backprop-loss-heading"), anchor=False)
        choose_loss(texts)
    choose_formula(texts)
    choose_view(texts)


def _choose_what(texts: Texts) -> None:
    """What is looked at, and which run."""
    shown = state.current()
    st.segmented_control(
        texts("backprop-gradients"),
        ("steps", "reach"),
        format_func=lambda gradients: texts(f"backprop-gradients-{gradients}"),
        required=True,
        label_visibility="collapsed",
        **widget("gradients"),
    )
    if shown.gradients != "steps":
        return
    written = texts.written_in(shown.written)
    st.session_state.back_of = runs.chosen(shown)
    st.selectbox(
        texts("backprop-run"),
        runs.RUNS,
        format_func=lambda name: written(f"backprop-run-{name}"),
        key="back_of",
        label_visibility="collapsed",
        on_change=_choose,
        width=220,
    )


def _above(texts: Texts) -> None:
    """What is looked at, which run, and what can be done with it."""
    shown = state.current()
    with st.container(horizontal=True, vertical_alignment="center", key="screen_back"):
        _choose_what(texts)
        if shown.gradients != "steps":
            return
        chosen = runs.chosen(shown)
        if chosen != runs.OWN and st.button(
            texts("backprop-to-gates"), key="back_to_gates", icon=":material/open_in_new:"
        ):
            _to_gates(chosen)
        if "exports" not in shown.hide and wrong_loss(shown) is None:
            exports(texts)
        print_button(texts, "back_print")


def _choose() -> None:
    state.change(back=st.session_state.back_of)
    _go_to_the_end()


def _to_gates(name: links.Back) -> None:
    shown = state.current()
    t, unit = way_back(shown).place(shown)
    changed = runs.on_gates_page(shown, name)
    state.change(**changed, back="", t=t, unit=unit, stage=links.State().stage)
    st.switch_page("app.py")


# Step by step


@st.fragment
def _steps(texts: Texts) -> None:
    visit = state.visit()
    shown = visit.state
    note_place(PAGE)
    try:
        way = way_back(shown)
    except Problem as problem:
        st.error(say(texts, problem.message))
        keep_address(_PLACE)
        return
    written = texts.written_in(shown.written)
    if shown.view != "projector":
        st.caption(look(way, written, shown.decimals))
        if shown.rounding == "steps":
            st.caption(texts("backprop-unrounded"))
        if way.name == runs.OWN and shown.what_if:
            st.caption(texts("backprop-what-if"))
    data = pack_backward(
        way.trace,
        way.grads,
        way.sequence,
        texts,
        seek=visit.seek,
        notation=shown.written,
        decimals=shown.decimals,
        view=shown.view,
    )
    player(data, key=_KEY, lesson="backward", on_place=partial(state.follow, _KEY))
    t, _ = way.place(shown)
    if at_step := look_at_step(way, written, t):
        st.caption(at_step)
    left, right = st.columns([3, 2], gap="large")
    with left:
        _weights(texts, way)
    with right:
        paper(loss_html(way, texts), "backprop_loss", texts)
        paper(check_html(way, texts), "backprop_check", texts)
    with st.expander(texts("backprop-check-table"), key="screen_check"):
        paper(check_table(way, texts), "backprop_check_table", texts)
    keep_address(_PLACE)


def _weights(texts: Texts, way: Way) -> None:
    """The gradients at the weights, as far as they have built up where the player stands."""
    shown = state.current()
    t, _ = way.place(shown)
    st.subheader(texts("backprop-weights"), anchor=False)
    last = "-last" if t == way.trace.T else ""
    st.caption(texts(f"backprop-weights-about{last}", t=t, T=way.trace.T))
    built = built_up(way.trace, way.grads, t, way.largest)
    if built.is_faint:
        st.caption(texts("backprop-weights-faint"))
    colours = palette.DARK if st.context.theme.type == "dark" else palette.LIGHT
    style = Style(texts, colours, shown.view == "projector", shown.written)
    st.html(_numbers_from(width_for_numbers(built, style, shown.decimals)))
    figure(
        weight_gradients_drawing(built, style, shown.decimals),
        weight_gradients_alt(built, texts, shown.written, shown.decimals),
        "gru-weight-gradients",
        _HEATMAPS,
        texts,
    )


def _numbers_from(width: int) -> str:
    """A style sheet with which heatmaps narrower than this have no numbers in their cells.

    They tell them where the pointer rests. How wide they are, the browser alone knows.
    """
    return f"""<style>
      .st-key-{_HEATMAPS} {{ container: heatmaps / inline-size; }}
      @container heatmaps (width < {width}px) {{ .heatmap-label {{ display: none; }} }}
    </style>"""
