"""The player, and the plots under it, which follow where the player stops."""

import streamlit as st
from plotly.graph_objects import Figure

from gru_viz import palette
from gru_viz.figures import Style, gates_alt, gates_over_time, unit_alt, unit_over_time
from gru_viz.locales import Texts
from gru_viz.player import player
from gru_viz.player.payload import pack
from gru_viz.ui import state
from gru_viz.ui.address import keep_address
from gru_viz.ui.run import Run


@st.fragment
def gates(texts: Texts, run: Run) -> None:
    """Show a run: the player, then the plots."""
    shown = state.current()
    data = pack(
        run.trace,
        run.sequence,
        texts,
        seek=state.seek(),
        decimals=shown.decimals,
        future=shown.future,
        view=shown.view,
    )
    player(data, on_place=_follow_player)
    if "plots" not in shown.hide:
        _plots(texts, run)
    keep_address()


def _follow_player() -> None:
    if place := st.session_state.player.get("place"):
        state.follow_player(int(place["t"]), int(place["unit"]))


def _plots(texts: Texts, run: Run) -> None:
    shown, trace, tokens = state.current(), run.trace, run.sequence.tokens
    dark = st.context.theme.type == "dark"
    style = Style(texts, palette.DARK if dark else palette.LIGHT, shown.view == "projector")
    place = {"t": min(shown.t, trace.T), "unit": min(shown.unit, trace.params.H)}
    future = shown.future == "shown"
    over_time = gates_over_time(
        trace, style, **place, tokens=tokens, features=run.sequence.features, future=future
    )
    of_unit = unit_over_time(trace, style, **place, tokens=tokens, future=future)
    _plot("gates_plot", over_time, gates_alt(trace, texts, **place, future=future))
    _plot("unit_plot", of_unit, unit_alt(trace, texts, **place))


def _plot(key: str, figure: Figure, alt: str) -> None:
    st.plotly_chart(figure, key=key, theme=None, alt=alt, config={"displayModeBar": False})
