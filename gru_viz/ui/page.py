"""What every page begins with: its settings, its style, its first line, the menu."""

import sys
from collections.abc import Callable
from pathlib import Path

import streamlit as st
from threadpoolctl import threadpool_limits

from gru_viz.locales import LANGUAGES, Texts
from gru_viz.ui import language, notation, state
from gru_viz.ui.address import copy_button, link_warning
from gru_viz.ui.exports import exports
from gru_viz.ui.say import say
from gru_viz.ui.state import widget

_ICON = "〽️"
_STYLE = Path(__file__).parent / "page.html"
_PAGES = {
    "gates": "app.py",
    "walkthrough": "pages/walkthrough.py",
    "backpropagation": "pages/backpropagation.py",
    "compare": "pages/compare.py",
    "practice": "pages/practice.py",
    "study": "pages/study.py",
    "conventions": "pages/conventions.py",
    "trained": "pages/trained.py",
}


def start(name: str) -> Texts:
    """Begin a page, whose title is the text menu-<name>. Gives the texts to write it with."""
    _share_fairly()
    state.start(name)
    texts = language.speak()
    st.set_page_config(page_title=texts(f"menu-{name}"), page_icon=_ICON, layout="wide")
    st.html(_STYLE)
    with st.sidebar:
        menu(texts)
    return texts


def menu(texts: Texts) -> None:
    """Links to all pages."""
    for page, path in _PAGES.items():
        st.page_link(path, label=texts(f"menu-{page}"))


@st.cache_resource
def _share_fairly() -> None:
    """Set the process up for many visitors.

    One BLAS thread: with more, small products are many times slower under load. Threads take
    turns more often than usual: a small request beside a large one waits at each of its steps.
    """
    threadpool_limits(1)
    sys.setswitchinterval(0.001)


def top(texts: Texts, name: str, controls: Callable[[Texts], None] | None = None) -> None:
    """The first line: title, language, projector, exports of the Gates page, link.

    controls: draws what the page can be set to. The projector view has no sidebar, and opens them
    here, where they take no height.
    """
    shown = state.current()
    key = "top-projector" if shown.view == "projector" else "top"
    with st.container(horizontal=True, vertical_alignment="center", key=key):
        st.title(texts(f"menu-{name}"), anchor=False, width="stretch")
        projector = shown.view == "projector"
        if projector:
            with st.popover(texts("menu-pages")):
                menu(texts)
            if controls:
                opened = st.popover(texts("page-controls"), key="controls")
                with opened, st.container(key="controls_list"):
                    controls(texts)
        if name == "gates" and "formula" not in shown.hide:
            notation.choose(texts)
        if "language" not in shown.hide:
            st.session_state.lang = language.choose()
            st.segmented_control(
                texts("page-language"),
                tuple(LANGUAGES),
                format_func=LANGUAGES.__getitem__,
                required=True,
                label_visibility="collapsed",
                **widget("lang"),
            )
        st.button(
            texts("page-leave-projector" if projector else "page-projector"),
            key="projector",
            on_click=state.change,
            kwargs={"view": "" if projector else "projector"},
        )
        if name == "gates" and "exports" not in shown.hide and not projector:
            exports(texts)
        copy_button(texts)
    for message in state.visit().broken:
        st.warning(say(texts, message))
    link_warning(texts)
