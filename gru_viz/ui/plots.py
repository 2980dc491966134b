"""The plots: on one time axis with the player, which they follow and which they move."""

from functools import cache, lru_cache
from pathlib import Path

import plotly.graph_objects as go
import streamlit as st

from gru_viz import palette
from gru_viz.cells.gru import Trace
from gru_viz.figures import Style, gates_alt, gates_over_time, unit_alt, unit_over_time
from gru_viz.locales import Texts
from gru_viz.sequences import Sequence
from gru_viz.ui import state
from gru_viz.ui.run import Run


def plots(texts: Texts, run: Run) -> None:
    """Draw the gates of all units over time, then the mix and the memory of the chosen one."""
    shown, trace, sequence = state.current(), run.trace, run.sequence
    dark = st.context.theme.type == "dark"
    style = Style(texts, palette.DARK if dark else palette.LIGHT, shown.view == "projector")
    t, unit = min(shown.t, trace.T), min(shown.unit, trace.params.H)
    future = shown.future == "shown"
    if not future and shown.stage < 4:
        t -= 1  # at an earlier stage, h isn't known yet
    if t == 0:
        return
    # The plots move their cursor themselves, so with all timesteps shown this one stays the same.
    all_units = _gates_json(trace, style, sequence, 1 if future else t, unit, future)
    _plot("gates_plot", all_units, gates_alt(trace, texts, t=t, unit=unit, future=future))
    one_unit = unit_over_time(
        trace, style, t=t, unit=unit, tokens=sequence.tokens, future=future
    ).to_json()
    _plot("unit_plot", one_unit, unit_alt(trace, texts, t=t, unit=unit))
    _load_plotly()


@lru_cache(maxsize=16)
def _gates_json(
    trace: Trace, style: Style, sequence: Sequence, t: int, unit: int, future: bool
) -> str:
    tokens, features = sequence.tokens, sequence.features
    figure = gates_over_time(
        trace, style, t=t, unit=unit, tokens=tokens, features=features, future=future
    )
    return str(figure.to_json())


def _load_plotly() -> None:
    """Have Streamlit load its Plotly, by an empty chart that the style sheet hides."""
    with st.container(key="plotly"):
        st.plotly_chart(_empty(), key="plotly_chart")


@cache
def _empty() -> go.Figure:
    return go.Figure()


@cache
def _script() -> str:
    return (Path(__file__).parent / "plots.js").read_text("utf-8")


def _plot(key: str, figure: str, alt: str) -> None:
    mount = st.components.v2.component(
        "gru_plot",
        html='<div class="gru-plot" role="figure"></div>',
        js=_script(),
        isolate_styles=False,  # Plotly's own style sheet stands in the page
    )
    mount(data={"figure": figure, "alt": alt}, key=key)
