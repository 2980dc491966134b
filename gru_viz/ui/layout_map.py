"""A picture of how a layout keeps its weights: which rows or columns became which gate."""

from collections.abc import Iterable
from html import escape

import streamlit as st

from gru_viz import palette
from gru_viz.layouts.packing import Place, shape_of, shape_text, stored_of, where
from gru_viz.locales import Texts
from gru_viz.variants import Notation, typed

_STYLE = """
<style>
.gru-map { display: flex; flex-wrap: wrap; gap: 1rem 1.6rem; }
.gru-map figure { margin: 0; }
.gru-map figcaption { font-family: ui-monospace, Consolas, monospace; font-size: 0.85rem; }
.gru-map .blocks { display: grid; gap: 2px; margin-top: 0.3rem; }
.gru-map .blocks > div { padding: 0.35rem 0.7rem; border-radius: 3px; font-size: 0.85rem; }
.gru-map small { display: block; opacity: 0.85; font-size: 0.75rem; }
</style>
"""


def layout_map(texts: Texts, notation: Notation, H: int, D: int) -> None:
    """Draw each stored array with its blocks, in the colours of the gates."""
    places = where(notation, H, D)
    figures = "".join(
        _figure(
            texts, notation, stored.name, shape_text(shape_of(stored, H, D)), places[stored.name]
        )
        for stored in stored_of(notation)
    )
    st.html(f'{_STYLE}<div class="gru-map">{figures}</div>')


def _figure(
    texts: Texts, notation: Notation, name: str, shape: str, places: Iterable[Place]
) -> str:
    places = tuple(places)
    tops = sorted({place.rows[0] for place in places})
    lefts = sorted({place.columns[0] for place in places})
    blocks = "".join(_block(texts, notation, place, tops, lefts) for place in places)
    return (
        f"<figure><figcaption>{escape(name)} ({shape})</figcaption>"
        f'<div class="blocks">{blocks}</div></figure>'
    )


def _block(
    texts: Texts, notation: Notation, place: Place, tops: list[int], lefts: list[int]
) -> str:
    hues = palette.DARK if st.context.theme.type == "dark" else palette.LIGHT
    hue = getattr(hues.fill, place.name[-1])
    style = (
        f"grid-row: {tops.index(place.rows[0]) + 1}; "
        f"grid-column: {lefts.index(place.columns[0]) + 1}; "
        f"border-left: 4px solid {hue}; background: color-mix(in srgb, {hue} 18%, transparent)"
    )
    symbol, role = typed(notation.symbols[place.name]), texts(f"matrix-{place.name}-role")
    (first_row, last_row), (first_column, last_column) = place.rows, place.columns
    ends = texts(
        "trained-place",
        first_row=first_row,
        last_row=last_row,
        first_column=first_column,
        last_column=last_column,
    )
    said = f"<b>{escape(symbol)}</b> {escape(role)}<small>{escape(ends)}</small>"
    return f'<div style="{style}">{said}</div>'
