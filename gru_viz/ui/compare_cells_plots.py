"""The plot of the three cells: on one time axis with the player, which it follows and moves."""

from functools import cache
from pathlib import Path

import streamlit as st

from gru_viz import palette
from gru_viz.figures import Style, as_json
from gru_viz.figures.cells import cells_alt, cells_drawing
from gru_viz.locales import Texts
from gru_viz.sequences import Sequence
from gru_viz.trio import Three
from gru_viz.ui import state


def plots(sequence: Sequence, three: Three, texts: Texts) -> None:
    """States and gates over time, of the unit that the player shows."""
    shown = state.current()
    colours = palette.DARK if st.context.theme.type == "dark" else palette.LIGHT
    style = Style(texts, colours, shown.view == "projector", shown.written)
    units = max(getattr(three, cell).h.shape[1] for cell in ("rnn", "lstm", "gru"))
    t, unit = min(shown.t, three.gru.T), min(shown.unit, units)
    drawing = cells_drawing(three, style, t=t, unit=unit, tokens=sequence.tokens)
    figure = {
        "figure": as_json(drawing),
        "alt": cells_alt(three, texts.written_in(shown.written), t=t, unit=unit),
        "name": f"rnn-lstm-gru-unit-{unit}",
    }
    mount = st.components.v2.component(
        "gru_plots",
        html=_file("plots.html"),
        css=_file("plots.css"),
        js=_file("plots.js"),
        isolate_styles=False,  # Plotly's own style sheet stands in the page
    )
    mount(
        data={
            "asked": 0,
            "version": "",
            "plots": [figure],
            "save": {f: texts("figure-save", format=f.upper()) for f in ("png", "svg")},
        },
        key="cells_plots",
        on_asked_change=lambda: None,
    )
    with st.container(key="plotly"):  # which the style sheet hides
        st.plotly_chart(_empty(), key="cells_plotly")


@cache
def _empty() -> object:
    """A chart for which Streamlit loads its Plotly."""
    from plotly.graph_objects import Figure  # here, so that no diagram waits for its import

    return Figure()


@cache
def _file(name: str) -> str:
    return (Path(__file__).parent / name).read_text("utf-8")
