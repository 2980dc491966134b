"""The plots: on one time axis with the player, which they follow and which they move."""

from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from gru_viz import palette
from gru_viz.figures import Style, as_json, gates_alt, gates_drawing, unit_alt, unit_drawing
from gru_viz.figures.drawing import Drawing
from gru_viz.locales import Texts
from gru_viz.messages import Problem
from gru_viz.ui import state
from gru_viz.ui.run import Run, run_of


@st.fragment
def plots(texts: Texts) -> None:
    """The gates of all units over time, then the mix and the memory of the chosen one.

    They come when the page asks for them, which it does once the player has drawn the run.
    """
    asked = st.session_state.get("plots", {}).get("asked") or 0
    try:
        run = run_of(state.current())
    except Problem:  # said where the diagram would be
        return
    version = state.figures_version(run.number)
    visit = state.visit()
    if asked and version != visit.packed and not visit.whole:
        st.rerun()  # something else was changed in the same moment, which the player must have too
    visit.plots_asked = bool(asked)
    _mount(texts, "plots", asked, version if asked else "", _plots(texts, run) if asked else [])
    if asked:
        _load_plotly()


def figure(drawing: Drawing, alt: str, name: str, key: str, texts: Texts) -> None:
    """A figure that comes with its page: it follows the player, unless its layout says "still".

    alt: what is seen on it. name: of its file where it is saved.
    """
    _mount(texts, key, 0, "", [{"figure": as_json(drawing), "alt": alt, "name": name}])
    _load_plotly()


def _mount(texts: Texts, key: str, asked: int, version: str, figures: list[dict[str, str]]) -> None:
    """Show figures; see :func:`_plots`."""
    mount = st.components.v2.component(
        "gru_plots",
        html=_file("plots.html"),
        css=_file("plots.css"),
        js=_file("plots.js"),
        isolate_styles=False,  # Plotly's own style sheet stands in the page
    )
    mount(
        data={
            "asked": asked,
            "version": version,
            "plots": figures,
            "save": {f: texts("figure-save", format=f.upper()) for f in ("png", "svg")},
        },
        key=key,
        on_asked_change=lambda: None,
    )


def _plots(texts: Texts, run: Run) -> list[dict[str, str]]:
    """Each plot: its figure, what is seen on it, and the name of its file where it is saved."""
    shown, trace, ghost, sequence = state.current(), run.trace, run.ghost, run.sequence
    colours = palette.DARK if st.context.theme.type == "dark" else palette.LIGHT
    style = Style(texts, colours, shown.view == "projector", shown.written)
    texts = texts.written_in(shown.written)
    t, unit = min(shown.t, trace.T), min(shown.unit, trace.params.H)
    future = shown.future == "shown"
    if not future and shown.stage < 4:
        t -= 1  # at an earlier stage, h isn't known yet
    if t == 0:
        return []
    how: dict[str, Any] = {"tokens": sequence.tokens, "future": future, "ghost": ghost}
    features = sequence.features
    return [
        {
            "figure": as_json(
                gates_drawing(trace, style, t=t, unit=unit, features=features, **how)
            ),
            "alt": gates_alt(trace, texts, t=t, unit=unit, future=future, ghost=ghost),
            "name": "gru-gates",
        },
        {
            "figure": as_json(unit_drawing(trace, style, t=t, unit=unit, **how)),
            "alt": unit_alt(trace, texts, t=t, unit=unit, future=future, ghost=ghost),
            "name": f"gru-unit-{unit}",
        },
    ]


def _load_plotly() -> None:
    """Have Streamlit load its Plotly, by an empty chart that the style sheet hides."""
    with st.container(key="plotly"):
        st.plotly_chart(_empty(), key="plotly_chart")


@cache
def _empty() -> object:
    from plotly.graph_objects import Figure  # here, so that no diagram waits for its import

    return Figure()


@cache
def _file(name: str) -> str:
    return (Path(__file__).parent / name).read_text("utf-8")
