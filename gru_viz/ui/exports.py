"""What can be carried away: data, worked steps, code, and the walk as a page of its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from gru_viz.cells.gru import Trace
from gru_viz.exports import code, data, latex, markdown, steps
from gru_viz.links import State
from gru_viz.locales import Texts
from gru_viz.messages import Problem
from gru_viz.player.page import page
from gru_viz.player.payload import Seek, pack
from gru_viz.ui import state
from gru_viz.ui.run import run_of, trace_of
from gru_viz.ui.say import say

Make = Callable[[State], str | bytes]
_PYTHON = "text/x-python"
_NAMES = {
    "html": "gru.html",
    "csv": "gru.csv",
    "json": "gru-data.json",
    "numpy": "gru_numpy.py",
    "torch": "gru_torch.py",
    "markdown": "gru-steps.md",
    "latex": "gru-steps.tex",
}


@dataclass(frozen=True)
class Chosen:
    """What the worked steps are asked for: all timesteps and units, or only those on screen."""

    all_t: bool
    all_units: bool

    def places(self, shown: State, t: int, unit: int) -> dict[str, Any]:
        """Arguments of what writes them; t, unit: those on screen."""
        return {
            "notation": shown.written,
            "timesteps": None if self.all_t else [t],
            "units": None if self.all_units else [unit],
        }


@dataclass(frozen=True)
class Files:
    """What makes the files of a page; each may raise Problem, which is then what the file says.

    names: of the files, by what is in them. fits: raises Problem where the steps are too many.
    """

    names: Mapping[str, str]
    html: Make
    csv: Make
    json: Make
    numpy: Make
    torch: Make
    markdown: Callable[[State, Chosen], str]
    latex: Callable[[State, Chosen], str]
    fits: Callable[[State, Chosen], object]


def exports(texts: Texts) -> None:
    """A button that opens the exports of the Gates page."""

    def numpy(shown: State) -> str:
        sequence, trace = trace_of(shown)
        return code.numpy_code(trace, sequence, texts, shown.decimals, shown.written)

    def torch(shown: State) -> str:
        sequence, trace = trace_of(shown)
        return code.torch_code(trace, sequence, texts, shown.decimals, shown.written)

    def csv(shown: State) -> bytes:
        sequence, trace = trace_of(shown)
        return data.as_csv(trace, sequence, shown.written)

    def json(shown: State) -> bytes:
        sequence, trace = trace_of(shown)
        return data.as_json(trace, sequence, shown.written)

    def in_markdown(shown: State, chosen: Chosen) -> str:
        sequence, trace = trace_of(shown)
        these = _places(shown, chosen, trace)
        return markdown.as_markdown(trace, sequence, texts, shown.decimals, **these)

    def in_latex(shown: State, chosen: Chosen) -> str:
        sequence, trace = trace_of(shown)
        these = _places(shown, chosen, trace)
        return latex.as_latex(trace, sequence, texts, shown.decimals, **these)

    def fits(shown: State, chosen: Chosen) -> object:
        run = run_of(shown)
        these = _places(shown, chosen, run.trace)
        return steps.worked(run.trace, run.sequence, shown.decimals, **these)

    files = Files(
        names=_NAMES,
        html=lambda shown: _page(shown, texts),
        csv=csv,
        json=json,
        numpy=numpy,
        torch=torch,
        markdown=in_markdown,
        latex=in_latex,
        fits=fits,
    )
    panel(texts, "exports", files)


def _places(shown: State, chosen: Chosen, trace: Trace) -> dict[str, Any]:
    return chosen.places(shown, min(shown.t, trace.T), min(shown.unit, trace.params.H))


@st.fragment
def panel(texts: Texts, key: str, files: Files) -> None:
    """A button that opens a page's exports; each file is made when it is clicked.

    key: of its widgets.
    """
    opened = st.popover(texts("page-exports"), key=key, on_change="rerun")
    if not opened.open:
        return

    def button(name: str, kind: str, make: Make, possible: bool = True) -> None:
        _button(texts, name, f"{key}_{name}", files.names[name], kind, make, possible)

    with opened:
        button("html", "text/html", files.html)
        st.caption(texts("page-export-html-about"))
        timesteps, units = (_is_all(texts, key, name) for name in ("timesteps", "units"))
        chosen = Chosen(timesteps, units)
        fits = _fits(texts, files, chosen)
        left, right = st.columns(2)
        with left:
            button("markdown", "text/markdown", lambda s: files.markdown(s, chosen), fits)
        with right:
            button("latex", "text/x-tex", lambda s: files.latex(s, chosen), fits)
        left, right = st.columns(2)
        with left:
            button("csv", "text/csv", files.csv)
            button("numpy", _PYTHON, files.numpy)
        with right:
            button("json", "application/json", files.json)
            button("torch", _PYTHON, files.torch)
        st.caption(texts("page-export-pictures"))


def _fits(texts: Texts, files: Files, chosen: Chosen) -> bool:
    try:
        files.fits(state.current(), chosen)
    except Problem as problem:
        st.warning(say(texts, problem.message))
        return False
    return True


def _is_all(texts: Texts, key: str, name: str) -> bool:
    """Whether all timesteps or units are asked for, or only the one on screen."""
    chosen: str = st.segmented_control(
        texts(f"page-export-{name}"),
        ("this", "all"),
        format_func=lambda which: texts(f"page-export-{name}-{which}"),
        default="this",
        required=True,
        key=f"{key}_{name}",
    )
    return chosen == "all"


def _button(
    texts: Texts, name: str, key: str, file: str, kind: str, make: Make, possible: bool
) -> None:
    visit = state.visit()  # a click is served outside of any run

    def content() -> str | bytes:
        try:
            return make(visit.state)
        except Problem as problem:
            return texts.say(problem.message)

    st.download_button(
        texts(f"page-export-{name}"),
        content,
        file,
        kind,
        key=key,
        on_click="ignore",
        disabled=not possible,
        width="stretch",
    )


def _page(shown: State, texts: Texts) -> bytes:
    sequence, trace = trace_of(shown)
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
