"""The language of a visit: the link's, else the browser's, else English."""

import streamlit as st

from gru_viz.locales import LANGUAGES, Texts, texts
from gru_viz.ui import state


def choose() -> str:
    """The code of the language to speak."""
    if state.current().lang:
        return state.current().lang
    preferred = (st.context.locale or "").split("-")[0]
    return preferred if preferred in LANGUAGES else "en"


def speak() -> Texts:
    """The texts of the language to speak, with the letters of the notation."""
    return texts(choose()).written_in(state.current().written)
