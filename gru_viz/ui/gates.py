"""The player, and under it the plots, which follow where the player stops."""

import streamlit as st

from gru_viz.locales import Texts
from gru_viz.player import player
from gru_viz.player.payload import pack
from gru_viz.ui import state
from gru_viz.ui.address import keep_address
from gru_viz.ui.run import Run


@st.fragment
def gates(texts: Texts, run: Run) -> None:
    """Show a run."""
    shown = state.current()
    data = pack(
        run.trace,
        run.sequence,
        texts,
        seek=state.visit().seek,
        decimals=shown.decimals,
        future=shown.future,
        view=shown.view,
    )
    player(data, on_place=_follow_player)
    keep_address()
    if "plots" not in shown.hide:
        from gru_viz.ui.plots import plots  # here, so that no diagram waits for Plotly's import

        plots(texts, run)


def _follow_player() -> None:
    if place := st.session_state.player.get("place"):
        state.follow_player(**place)
