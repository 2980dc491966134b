"""The Walkthrough page: one timestep worked formula by formula, each value hidden until asked for.

Everything about a timestep goes to the component at once; within it no server is asked.
"""

from dataclasses import replace
from functools import cache, partial
from pathlib import Path

import streamlit as st

from gru_viz import links
from gru_viz.cells.gru import Trace
from gru_viz.locales import Texts
from gru_viz.messages import Problem
from gru_viz.player import source, style
from gru_viz.sequences import Sequence
from gru_viz.ui import state
from gru_viz.ui.address import keep_address
from gru_viz.ui.paper import print_button
from gru_viz.ui.run import run_of, trace_of
from gru_viz.ui.say import say
from gru_viz.ui.sidebar import choose_formula, choose_view
from gru_viz.ui.walkthrough_example import NUMBERS, TIMESTEPS, example, is_first_visit
from gru_viz.ui.walkthrough_place import Json
from gru_viz.ui.walkthrough_step import lesson

_HERE = Path(__file__).parent
_KEY = "walkthrough"


def arrive() -> None:
    """Whoever comes from another page begins with the first formula. To be called first of all."""
    if "visit" in st.session_state and state.visit().page not in ("", "walkthrough"):
        state.change(stage=1)


def walkthrough(texts: Texts) -> None:
    """Draw the page below its first line."""
    with st.sidebar:
        choose_formula(texts)
        choose_view(texts, rounding=True)
    if state.current().view != "projector":  # which has room for the formula alone
        _above(texts)
    _walk(texts)


# Controls


def _above(texts: Texts) -> None:
    """Which numbers, and what can be done with them."""
    shown = state.current()
    chosen = _walk_of(shown)
    with st.container(horizontal=True, vertical_alignment="center", key="screen_walk"):
        st.session_state.walk_of = chosen
        st.segmented_control(
            texts("walk-which"),
            ("example", "own"),
            format_func=lambda walk: texts(f"walk-which-{walk}"),
            required=True,
            key="walk_of",
            help=texts("walk-which-help"),
            label_visibility="collapsed",
            on_change=_choose,
            width="stretch",
        )
        if chosen == "example":
            if st.button(
                texts("walk-to-gates"), key="walk_to_gates", icon=":material/open_in_new:"
            ):
                _to_gates()
        elif shown.what_if:
            st.caption(texts("walk-what-if"), width="content")
        print_button(texts, "walk_print")


def _choose() -> None:
    state.change(walk=st.session_state.walk_of, t=1, unit=1, stage=1)


def _to_gates() -> None:
    shown = state.current()
    small = example(shown)
    t, unit, stage = _place(shown, "example", TIMESTEPS, small.units)
    numbers = {name: getattr(small, name) for name in NUMBERS}
    state.change(**numbers, walk="", t=t, unit=unit, stage=stage)
    st.switch_page("app.py")


# What is walked through


def _walk_of(shown: links.State) -> links.Walk:
    if shown.walk:
        return shown.walk
    return "example" if is_first_visit(shown) else "own"


def _run(shown: links.State, walk: links.Walk) -> tuple[Sequence, Trace]:
    if walk == "example":
        return trace_of(example(shown))
    run = run_of(shown)
    return run.sequence, run.trace


def _place(shown: links.State, walk: links.Walk, T: int, H: int) -> tuple[int, int, int]:
    """Timestep, unit and stage; the example begins at its beginning for whoever is elsewhere."""
    if walk == "example" and (shown.unit > H or shown.t > T):
        return 1, 1, 1
    return min(shown.t, T), min(shown.unit, H), shown.stage


@st.fragment
def _walk(texts: Texts) -> None:
    shown = state.current()
    walk = _walk_of(shown)
    try:
        sequence, trace = _run(shown, walk)
    except Problem as problem:
        st.error(say(texts, problem.message))
        keep_address()
        return
    t, unit, stage = _place(shown, walk, trace.T, trace.params.H)
    unfolded = bool(st.session_state.get(_KEY, {}).get("unfolded"))
    mount = st.components.v2.component(
        "gru_walkthrough",
        html='<div class="gru walk" data-gru-walk></div>',
        css=style() + _file("walkthrough.css"),
        js=f"{source('parts')}\n{_file('walkthrough.js')}",
    )
    mount(
        data={
            "lesson": _lesson(sequence, trace, t, unit, texts, unfolded),
            "stage": stage,
            "seek": state.visit().seek.number,
            "view": shown.view,
        },
        key=_KEY,
        on_place_change=partial(state.follow, _KEY),
        on_unfolded_change=lambda: None,
    )
    keep_address()


def _lesson(
    sequence: Sequence, trace: Trace, t: int, unit: int, texts: Texts, unfolded: bool
) -> Json:
    """The timestep as data; a visit keeps its last one, as each stage of it is told of here."""
    shown = state.current()
    asked = replace(shown, t=t, unit=unit, stage=1), texts.language, unfolded
    if st.session_state.get("walk_lesson", (None,))[0] != asked:
        made = lesson(trace, sequence, t, unit, shown.written, texts, shown.decimals, unfolded)
        st.session_state.walk_lesson = (asked, made)
    kept: Json = st.session_state.walk_lesson[1]
    return kept


@cache
def _file(name: str) -> str:
    return (_HERE / name).read_text("utf-8")
