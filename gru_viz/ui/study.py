"""The Study sheet page: the sheet, D and H for which it counts, and what is ticked on it."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import streamlit as st

from gru_viz import links
from gru_viz.exports.study import sheet
from gru_viz.locales import Texts
from gru_viz.player import style
from gru_viz.syllabus import CHECKLIST
from gru_viz.ui import notation, state
from gru_viz.ui.address import keep_address
from gru_viz.ui.paper import print_button
from gru_viz.ui.sidebar import choose_variant
from gru_viz.ui.state import widget
from gru_viz.variants import OWN

_HERE = Path(__file__).parent
_KEY = "study"


def study(texts: Texts) -> None:
    """Draw the page below its first line."""
    shown = state.current()
    is_open = "formula" not in shown.hide
    if is_open and shown.notation == OWN:
        with st.sidebar:
            st.subheader(texts("page-formula"), anchor=False)
            choose_variant(texts)
    with st.container(horizontal=True, vertical_alignment="bottom", key="screen-study"):
        if is_open:
            notation.choose(texts)
        for size in ("d", "h"):
            label, field = texts(f"study-{size}"), widget(f"study_{size}")
            st.number_input(label, 1, links.MAX_STUDY, step=1, width=150, **field)
        print_button(texts, "print-study")
    _sheet(texts)
    keep_address()


def _sheet(texts: Texts) -> None:
    """A paper whose HTML stays the same while it is ticked, so that the focus stays where it is."""
    shown = state.current()
    mount = st.components.v2.component(
        "gru_study",
        html='<div class="gru paper"></div>',
        css=style() + _file("paper.css") + _file("study.css"),
        js=_file("study.js"),
    )
    data = {
        "html": sheet(replace(shown, ticked=frozenset()), texts),
        "language": texts.language,
        "ticked": sorted(shown.ticked),
    }
    mount(data=data, key=_KEY, on_ticked_change=_tick)


def _tick() -> None:
    names = st.session_state[_KEY]["ticked"] or ()
    state.change(ticked=frozenset(CHECKLIST).intersection(names))


@cache
def _file(name: str) -> str:
    return (_HERE / name).read_text("utf-8")
