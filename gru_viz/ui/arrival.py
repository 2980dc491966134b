"""How one comes to a page."""

from typing import Literal

import streamlit as st

from gru_viz.ui import state

Arrival = Literal["", "link", "page"]


def arrival(page: str) -> Arrival:
    """By a link, from another page, or "" where one was on this page in the run before.

    page: its name, see :func:`gru_viz.ui.page.start`. To be asked before that is called.
    """
    if "visit" not in st.session_state:
        return "link"
    return "" if state.visit().page == page else "page"
