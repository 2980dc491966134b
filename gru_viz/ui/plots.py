"""The plots: on one time axis with the player, which they follow and which they move."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from gru_viz import palette
from gru_viz.figures import Style, as_json, gates_alt, gates_drawing, unit_alt, unit_drawing
from gru_viz.locales import Texts
from gru_viz.ui import state
from gru_viz.ui.run import Run


def plots(texts: Texts, run: Run) -> None:
    """Draw the gates of all units over time, then the mix and the memory of the chosen one."""
    shown, trace, ghost, sequence = state.current(), run.trace, run.ghost, run.sequence
    dark = st.context.theme.type == "dark"
    style = Style(texts, palette.DARK if dark else palette.LIGHT, shown.view == "projector")
    t, unit = min(shown.t, trace.T), min(shown.unit, trace.params.H)
    future = shown.future == "shown"
    if not future and shown.stage < 4:
        t -= 1  # at an earlier stage, h isn't known yet
    if t == 0:
        return
    # The plots move their cursor themselves, so with all timesteps shown this one stays the same.
    cursor = 1 if future else t
    tokens, features = sequence.tokens, sequence.features
    all_units = _kept(
        "gates_json",
        (run.trace, ghost, style, cursor, unit, future),
        lambda: gates_drawing(
            trace,
            style,
            t=cursor,
            unit=unit,
            tokens=tokens,
            features=features,
            future=future,
            ghost=ghost,
        ),
    )
    alt = gates_alt(trace, texts, t=t, unit=unit, future=future, ghost=ghost)
    _plot("gates_plot", all_units, alt, "gru-gates", texts)
    one_unit = _kept(
        "unit_json",
        (run.trace, ghost, style, t, unit, future),
        lambda: unit_drawing(
            trace, style, t=t, unit=unit, tokens=tokens, future=future, ghost=ghost
        ),
    )
    alt = unit_alt(trace, texts, t=t, unit=unit, future=future, ghost=ghost)
    _plot("unit_plot", one_unit, alt, f"gru-unit-{unit}", texts)
    _load_plotly()


def _kept(name: str, shown: tuple[Any, ...], draw: Callable[[], dict[str, Any]]) -> str:
    """The JSON of a drawing; a visit keeps the last one of each name for as long as it fits."""
    if st.session_state.get(name, (None,))[0] != shown:
        st.session_state[name] = (shown, as_json(draw()))
    json: str = st.session_state[name][1]
    return json


def _load_plotly() -> None:
    """Have Streamlit load its Plotly, by an empty chart that the style sheet hides."""
    with st.container(key="plotly"):
        st.plotly_chart(_empty(), key="plotly_chart")


@cache
def _empty() -> go.Figure:
    return go.Figure()


@cache
def _file(name: str) -> str:
    return (Path(__file__).parent / name).read_text("utf-8")


def _plot(key: str, figure: str, alt: str, name: str, texts: Texts) -> None:
    """Show a figure. alt: what is seen on it. name: that of its file, where it is saved."""
    mount = st.components.v2.component(
        "gru_plot",
        html=_file("plots.html"),
        css=_file("plots.css"),
        js=_file("plots.js"),
        isolate_styles=False,  # Plotly's own style sheet stands in the page
    )
    save = {format: texts("figure-save", format=format.upper()) for format in ("png", "svg")}
    mount(data={"figure": figure, "alt": alt, "name": name, "save": save}, key=key)
