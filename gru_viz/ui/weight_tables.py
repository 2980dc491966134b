"""Every weight, bias and first state, in tables that take typing and a paste."""

from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd
import streamlit as st

from gru_viz import weights
from gru_viz.locales import Texts
from gru_viz.sequences import Sequence
from gru_viz.ui import state

GROUPS = {
    "r": ("W_r", "U_r", "b_r"),
    "z": ("W_z", "U_z", "b_z"),
    "n": ("W_n", "U_n", "b_n", "c_n"),
    "h0": ("h0",),
}
_TALLEST = 8  # rows, before a table scrolls


@dataclass
class _Drawn:
    """A table on screen. Streamlit keeps what is typed into it as changes to the data that it
    was first drawn with, so that data stays, under the same key, for as long as all changes
    come from the table itself."""

    first: weights.Array
    now: weights.Array
    key: str


def weight_tables(texts: Texts, base: weights.Weights, sequence: Sequence) -> None:
    """Tables of one gate's matrices. base: the weights before any edit."""
    st.caption(texts("page-tables-help"))
    group = st.segmented_control(
        texts("page-tables-of"),
        tuple(GROUPS),
        format_func=lambda name: texts(f"page-tables-{name}"),
        default="r",
        required=True,
        key="tables_of",
    )
    shown = weights.tables(weights.edited(base, state.current().edits))
    names = [name for name in GROUPS[group or "r"] if name in shown]
    before: dict[str, _Drawn] = st.session_state.get("tables_drawn", {})
    drawn = {name: _same_or_new(before.get(name), name, shown[name]) for name in names}
    st.session_state.tables_drawn = drawn
    widths = [2 + min(shown[name].shape[1], _TALLEST) for name in names]
    for name, column in zip(names, st.columns(widths), strict=True):
        with column:
            _table(texts, name, drawn[name], base, sequence)


def _same_or_new(table: _Drawn | None, name: str, values: weights.Array) -> _Drawn:
    if table and table.now.shape == values.shape and (table.now == values).all():
        return table
    number = st.session_state.setdefault("tables_number", 0) + 1
    st.session_state.tables_number = number
    return _Drawn(values, values, f"table-{name}-{number}")


def _table(
    texts: Texts, name: str, table: _Drawn, base: weights.Weights, sequence: Sequence
) -> None:
    rows, width = table.first.shape
    role = texts(f"matrix-{name}-role")
    st.markdown(f"**{symbol(name)}** {rows} × {width}")
    st.caption(role)
    heads = _heads(name, width, sequence.features)
    st.data_editor(
        pd.DataFrame(table.first, pd.RangeIndex(1, rows + 1), heads),
        key=table.key,
        height="content" if rows <= _TALLEST else 35 * (_TALLEST + 1),
        on_change=partial(_take, name, table, heads, base),
        alt=f"{name}: {role}",
    )


def symbol(name: str) -> str:
    """A matrix's name as Markdown mathematics."""
    return "$h_0$" if name == "h0" else f"${name}$"


def _heads(name: str, width: int, features: tuple[str, ...]) -> list[str]:
    if name[0] == "W":
        return list(features)
    if name[0] == "U":
        return [f"h{k}" for k in range(1, width + 1)]
    return [name]


def _take(name: str, table: _Drawn, heads: list[str], base: weights.Weights) -> None:
    """Take what was typed or pasted; an emptied cell goes back to its number before any edit."""
    values, unedited = table.first.copy(), weights.tables(base)[name]
    for row, cells in st.session_state[table.key]["edited_rows"].items():
        for head, number in cells.items():
            place = int(row), heads.index(head)
            values[place] = unedited[place] if number is None else number
    if np.isfinite(values).all():
        table.now = values
        state.change(edits=weights.entered(state.current().edits, base, name, values))
