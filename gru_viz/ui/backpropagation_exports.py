"""What can be carried away from the way back: worked steps, data, code."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from gru_viz.exports import steps
from gru_viz.exports.backward_code import backward_numpy, backward_torch
from gru_viz.exports.backward_data import gradients_csv, gradients_json
from gru_viz.exports.backward_documents import backward_latex, backward_markdown
from gru_viz.links import State
from gru_viz.locales import Texts
from gru_viz.messages import Problem
from gru_viz.ui import state
from gru_viz.ui.backpropagation_way import Way, made, way_back
from gru_viz.ui.say import say

Make = Callable[[Way, State], str | bytes]
_PYTHON = "text/x-python"


@st.fragment
def exports(texts: Texts) -> None:
    """A button that opens the exports. Each file is made when it is clicked."""

    def csv(way: Way, shown: State) -> bytes:
        return gradients_csv(way, shown.written)

    def json(way: Way, shown: State) -> bytes:
        return gradients_json(way, shown.written)

    def numpy(way: Way, shown: State) -> str:
        return backward_numpy(way, texts, shown.written)

    def torch(way: Way, shown: State) -> str:
        return backward_torch(way, texts, shown.written)

    opened = st.popover(texts("page-exports"), key="back_exports", on_change="rerun")
    if not opened.open:
        return
    with opened:
        _steps(texts)
        left, right = st.columns(2)
        with left:
            _button(texts, "csv", "gru-gradients.csv", "text/csv", csv)
            _button(texts, "numpy", "gru_backward_numpy.py", _PYTHON, numpy)
        with right:
            _button(texts, "json", "gru-gradients.json", "application/json", json)
            _button(texts, "torch", "gru_backward_torch.py", _PYTHON, torch)


def _steps(texts: Texts) -> None:
    """The worked steps, of as many timesteps and units as are asked for."""
    all_t, all_units = (_this_or_all(texts, name) == "all" for name in ("timesteps", "units"))

    def chosen(way: Way, shown: State) -> dict[str, Any]:
        t, unit = way.place(shown)
        return {
            "notation": shown.written,
            "timesteps": None if all_t else [t],
            "units": None if all_units else [unit],
        }

    def in_markdown(way: Way, shown: State) -> str:
        return backward_markdown(way, texts, shown.decimals, **chosen(way, shown))

    def in_latex(way: Way, shown: State) -> str:
        return backward_latex(way, texts, shown.decimals, **chosen(way, shown))

    shown, fits = state.current(), True
    try:
        way = way_back(shown)
        steps.worked(way.trace, way.sequence, shown.decimals, **chosen(way, shown))
    except Problem as problem:
        st.warning(say(texts, problem.message))
        fits = False
    left, right = st.columns(2)
    with left:
        _button(texts, "markdown", "gru-backward.md", "text/markdown", in_markdown, fits)
    with right:
        _button(texts, "latex", "gru-backward.tex", "text/x-tex", in_latex, fits)


def _this_or_all(texts: Texts, name: str) -> str:
    chosen: str = st.segmented_control(
        texts(f"page-export-{name}"),
        ("this", "all"),
        format_func=lambda which: texts(f"page-export-{name}-{which}"),
        default="this",
        required=True,
        key=f"back_export_{name}",
    )
    return chosen


def _button(
    texts: Texts, name: str, file: str, kind: str, make: Make, possible: bool = True
) -> None:
    visit = state.visit()  # a click is served outside of any run

    def content() -> str | bytes:
        try:
            return make(made(visit.state), visit.state)
        except Problem as problem:
            return texts.say(problem.message)

    st.download_button(
        texts(f"page-export-{name}"),
        content,
        file,
        kind,
        key=f"back_export_{name}",
        on_click="ignore",
        disabled=not possible,
        width="stretch",
    )
