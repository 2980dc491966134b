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

    heads: list[str]
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
    drawn = {name: _same_or_new(before, name, shown[name], sequence.features) for name in names}
    st.session_state.tables_drawn = drawn
    widths = [2 + min(shown[name].shape[1], _TALLEST) for name in names]
    for name, column in zip(names, st.columns(widths), strict=True):
        with column:
            _table(texts, name, drawn[name], base)


def _same_or_new(
    before: dict[str, _Drawn], name: str, values: weights.Array, features: tuple[str, ...]
) -> _Drawn:
    heads = _heads(name, values.shape[1], features)
    table = before.get(name)
    if table and table.heads == heads and np.array_equal(table.now, values):
        return table
    number = st.session_state.setdefault("tables_number", 0) + 1
    st.session_state.tables_number = number
    return _Drawn(heads, values, values, f"table-{name}-{number}")


def _heads(name: str, width: int, features: tuple[str, ...]) -> list[str]:
    if name[0] == "W":
        return list(features)
    return [f"h{k}" for k in range(1, width + 1)] if name[0] == "U" else [name]


def _table(texts: Texts, name: str, table: _Drawn, base: weights.Weights) -> None:
    rows, width = table.first.shape
    role = texts(f"matrix-{name}-role")
    symbol = "$h_0$" if name == "h0" else f"${name}$"
    st.markdown(f"**{symbol}** {rows} × {width}")
    st.caption(role)
    st.data_editor(
        pd.DataFrame(table.first, pd.RangeIndex(1, rows + 1), table.heads),
        key=table.key,
        height="content" if rows <= _TALLEST else 35 * (_TALLEST + 1),
        column_config={head: st.column_config.NumberColumn(format="plain") for head in table.heads},
        on_change=partial(_take, name, table, base),
        alt=f"{name}: {role}",
    )


def _take(name: str, table: _Drawn, base: weights.Weights) -> None:
    """Take what was typed or pasted; an emptied cell goes back to its number before any edit."""
    values, unedited = table.first.copy(), weights.tables(base)[name]
    for row, cells in st.session_state[table.key]["edited_rows"].items():
        for head, number in cells.items():
            place = int(row), table.heads.index(head)
            values[place] = unedited[place] if number is None else number
            if number is None:
                st.session_state.tables_drawn.pop(name, None)  # redrawn: this one shows a gap
    table.now = values
    state.change(edits=weights.entered(state.current().edits, base, name, values))
