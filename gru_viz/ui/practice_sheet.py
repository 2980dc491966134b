"""Sheets for a class: so many problems of each kind from a seed, with the key, to be printed."""

import streamlit as st

from gru_viz.exports.sheet import sheet_html
from gru_viz.locales import Texts
from gru_viz.messages import Problem
from gru_viz.practice import sheets
from gru_viz.practice.kinds import nearest
from gru_viz.practice.sheets import MOST_OF_A_KIND, MOST_SEED, Sheet
from gru_viz.syllabus import KINDS
from gru_viz.ui import state
from gru_viz.ui.paper import paper, print_button
from gru_viz.ui.say import say

_IN_A_ROW = 4
_FIRST = Sheet(1, {"gate": 2, "candidate": 1, "step": 1, "effect": 1, "parameters": 1})


def sheet(texts: Texts) -> None:
    """Choose what is on the sheet, and show it as it prints."""
    try:
        chosen = sheets.read(state.current().sheet) if state.current().sheet else _FIRST
    except Problem as problem:
        st.error(say(texts, problem.message))
        chosen = _FIRST
    with st.container(key="screen-sheet"):
        st.markdown(texts("practice-sheet-about"))
        _choose(texts, chosen)
    shown = state.current()
    if not chosen.counts:
        st.info(texts("practice-sheet-empty"))
        return
    exercises = chosen.exercises(shown.written, nearest(shown.decimals))
    paper(sheet_html(exercises, texts, sheets.written(chosen)), "sheet", texts)


def _choose(texts: Texts, chosen: Sheet) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _set("sheet_seed", chosen.seed)
        st.number_input(
            texts("practice-seed"),
            0,
            MOST_SEED,
            step=1,
            key="sheet_seed",
            on_change=_take,
            width=150,
        )
        print_button(texts, "print")
    with st.expander(texts("practice-sheet-kinds"), expanded=True, key="sheet_kinds"):
        for first in range(0, len(KINDS), _IN_A_ROW):
            row = KINDS[first : first + _IN_A_ROW]
            for column, kind in zip(st.columns(_IN_A_ROW), row, strict=False):
                _set(f"sheet_{kind}", chosen.counts.get(kind, 0))
                column.number_input(
                    texts(f"practice-kind-{kind}"),
                    0,
                    MOST_OF_A_KIND,
                    step=1,
                    key=f"sheet_{kind}",
                    on_change=_take,
                )


def _set(key: str, value: int) -> None:
    """Have a field show what the link says."""
    if st.session_state.get(key) != value:
        st.session_state[key] = value


def _take() -> None:
    counts = {kind: n for kind in KINDS if (n := st.session_state[f"sheet_{kind}"])}
    state.change(sheet=sheets.written(Sheet(st.session_state.sheet_seed, counts)))
