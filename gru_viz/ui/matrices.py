"""Every weight, bias and first state, in tables that take dragging, typing and a paste."""

import streamlit as st

from gru_viz.locales import Texts
from gru_viz.messages import Problem
from gru_viz.player import source, style
from gru_viz.ui import state
from gru_viz.ui.run import run_of
from gru_viz.weights import MATRICES

_GROUPS = ("r", "z", "n", "h0")
_FILLED = {"h0": "{h0}"}  # by the tables, in the letters of the run


def matrices(texts: Texts) -> None:
    """Show the tables; the player on the page gives their numbers and takes what is changed."""
    try:
        run_of(state.current())
    except Problem:  # said where the diagram would be
        return
    st.header(texts("page-tables"), anchor=False)
    mount = st.components.v2.component(
        "gru_matrices",
        html='<div class="gru" data-gru-matrices></div>',
        css=style(),
        js=source("matrices"),
    )
    mount(
        data={
            "language": texts.language,
            "choose": texts("page-tables-of"),
            "help": texts("page-tables-help"),
            "gates": {name: texts(f"page-tables-{name}", **_FILLED) for name in _GROUPS},
            "rows": texts("matrix-rows"),
            "columns": texts("matrix-columns"),
            "roles": {name: texts(f"matrix-{name}-role") for name in MATRICES},
        },
        key="matrices",
    )
