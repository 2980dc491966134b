"""Saving what is on screen as a small file, and opening one."""

import streamlit as st

from gru_viz import links
from gru_viz.locales import Texts
from gru_viz.messages import Problem
from gru_viz.ui import state
from gru_viz.ui.address import save_button
from gru_viz.ui.say import say


def file_controls(texts: Texts, key: str) -> None:
    """A popover with both; key: of its own on the page."""
    with st.popover(texts("page-file"), width="stretch"):
        save_button(texts, f"save_{key}")
        st.file_uploader(
            texts("page-open"), type="json", key=f"open_{key}", on_change=_open, args=(key,)
        )
        if problem := st.session_state.get(f"open_{key}_problem"):
            st.error(say(texts, problem))


def _open(key: str) -> None:
    st.session_state[f"open_{key}_problem"] = None
    if (file := st.session_state[f"open_{key}"]) is None:
        return
    try:
        state.replace_all(*links.load(file.getvalue()))
    except Problem as problem:
        st.session_state[f"open_{key}_problem"] = problem.message
