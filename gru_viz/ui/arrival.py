"""How one comes to a page, and where one had left it."""

from typing import Literal

import streamlit as st

from gru_viz.ui import state

Arrival = Literal["", "link", "page"]
_LEFT_AT = "left_at"  # by page: t, unit, stage of its player


def arrival(page: str) -> Arrival:
    """By a link, from another page, or "" where one was on this page in the run before.

    page: its name, see :func:`gru_viz.ui.page.start`. To be asked before that is called.
    """
    if "visit" not in st.session_state:
        return "link"
    return "" if state.visit().page == page else "page"


def note_place(page: str) -> None:
    """Keep where the player of a page stands, for :func:`stage_left`."""
    shown = state.current()
    st.session_state.setdefault(_LEFT_AT, {})[page] = shown.t, shown.unit, shown.stage


def stage_left(page: str) -> int | None:
    """The stage at which one left a page; None where one has gone on to another t or unit since."""
    shown = state.current()
    t, unit, stage = st.session_state.get(_LEFT_AT, {}).get(page, (0, 0, 0))
    return stage if (shown.t, shown.unit) == (t, unit) else None
