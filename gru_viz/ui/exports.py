"""What can be carried away: data, worked steps, code, and the walk as a page of its own."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from gru_viz.cells.gru import Trace
from gru_viz.exports import code, data, latex, markdown, steps
from gru_viz.links import State
from gru_viz.locales import Texts
from gru_viz.messages import Problem
from gru_viz.player.page import page
from gru_viz.player.payload import Seek, pack
from gru_viz.sequences import Sequence
from gru_viz.ui import state
from gru_viz.ui.run import run_of, trace_of
from gru_viz.ui.say import say

Make = Callable[[Trace, Sequence, State], str | bytes]
_PYTHON = "text/x-python"


@st.fragment
def exports(texts: Texts) -> None:
    """A button that opens the exports. Each file is made when it is clicked."""

    def html(trace: Trace, sequence: Sequence, shown: State) -> bytes:
        return _page(trace, sequence, shown, texts)

    def numpy(trace: Trace, sequence: Sequence, shown: State) -> str:
        return code.numpy_code(trace, sequence, texts, shown.decimals, shown.written)

    def torch(trace: Trace, sequence: Sequence, shown: State) -> str:
        return code.torch_code(trace, sequence, texts, shown.decimals, shown.written)

    def csv(trace: Trace, sequence: Sequence, shown: State) -> bytes:
        return data.as_csv(trace, sequence, shown.written)

    def json(trace: Trace, sequence: Sequence, shown: State) -> bytes:
        return data.as_json(trace, sequence, shown.written)

    opened = st.popover(texts("page-exports"), key="exports", on_change="rerun")
    if not opened.open:
        return
    with opened:
        _button(texts, "html", "gru.html", "text/html", html)
        st.caption(texts("page-export-html-about"))
        _steps(texts)
        left, right = st.columns(2)
        with left:
            _button(texts, "csv", "gru.csv", "text/csv", csv)
            _button(texts, "numpy", "gru_numpy.py", _PYTHON, numpy)
        with right:
            _button(texts, "json", "gru-data.json", "application/json", json)
            _button(texts, "torch", "gru_torch.py", _PYTHON, torch)
        st.caption(texts("page-export-pictures"))


def _steps(texts: Texts) -> None:
    """The worked steps, of as many timesteps and units as are asked for."""
    all_t, all_units = (_this_or_all(texts, name) == "all" for name in ("timesteps", "units"))

    def chosen(trace: Trace, shown: State) -> dict[str, Any]:
        return {
            "notation": shown.written,
            "timesteps": None if all_t else [min(shown.t, trace.T)],
            "units": None if all_units else [min(shown.unit, trace.params.H)],
        }

    def in_markdown(trace: Trace, sequence: Sequence, shown: State) -> str:
        return markdown.as_markdown(trace, sequence, texts, shown.decimals, **chosen(trace, shown))

    def in_latex(trace: Trace, sequence: Sequence, shown: State) -> str:
        return latex.as_latex(trace, sequence, texts, shown.decimals, **chosen(trace, shown))

    shown, fits = state.current(), True
    try:
        run = run_of(shown)
        steps.worked(run.trace, run.sequence, shown.decimals, **chosen(run.trace, shown))
    except Problem as problem:
        st.warning(say(texts, problem.message))
        fits = False
    left, right = st.columns(2)
    with left:
        _button(texts, "markdown", "gru-steps.md", "text/markdown", in_markdown, fits)
    with right:
        _button(texts, "latex", "gru-steps.tex", "text/x-tex", in_latex, fits)


def _this_or_all(texts: Texts, name: str) -> str:
    chosen: str = st.segmented_control(
        texts(f"page-export-{name}"),
        ("this", "all"),
        format_func=lambda which: texts(f"page-export-{name}-{which}"),
        default="this",
        required=True,
        key=f"export_{name}",
    )
    return chosen


def _button(
    texts: Texts, name: str, file: str, kind: str, make: Make, possible: bool = True
) -> None:
    visit = state.visit()  # a click is served outside of any run

    def content() -> str | bytes:
        try:
            sequence, trace = trace_of(visit.state)
            return make(trace, sequence, visit.state)
        except Problem as problem:
            return texts.say(problem.message)

    st.download_button(
        texts(f"page-export-{name}"),
        content,
        file,
        kind,
        key=f"export_{name}",
        on_click="ignore",
        disabled=not possible,
        width="stretch",
    )


def _page(trace: Trace, sequence: Sequence, shown: State, texts: Texts) -> bytes:
    changed = shown != shown.untouched
    texts = texts.written_in(shown.written)
    walk = pack(
        trace,
        sequence,
        texts,
        seek=Seek(0, min(shown.t, trace.T), min(shown.unit, trace.params.H), shown.stage),
        notation=shown.written,
        decimals=shown.decimals,
        future=shown.future,
        ghost=trace_of(shown.untouched)[1] if changed else None,
    )
    return page(walk, texts, texts("menu-gates"))
