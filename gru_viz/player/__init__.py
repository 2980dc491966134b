"""The player: one Streamlit component that steps through a trace without the server."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from gru_viz import palette

if TYPE_CHECKING:
    from collections.abc import Callable

_HERE = Path(__file__).parent
_MODULES = (
    "dom", "run", "symbols", "terms", "equations", "strip", "mix", "cell", "player", "streamlit",
)  # fmt: skip


@cache
def source() -> str:
    """The player's script: its files, in order, as one module."""
    return "\n".join((_HERE / "js" / f"{name}.js").read_text("utf-8") for name in _MODULES)


@cache
def style() -> str:
    """The player's style sheet, with the palette's colours as its variables."""
    return palette.css() + (_HERE / "player.css").read_text("utf-8")


def player(data: bytes, key: str = "player", on_place: "Callable[[], Any] | None" = None) -> None:
    """Show the player. Where the person stops is in ``st.session_state[key]["place"]``.

    data: from :func:`gru_viz.player.payload.pack`. on_place: called when the place changes.
    """
    mount = st.components.v2.component(
        "gru_player",
        html='<div class="gru" data-gru-player role="group" tabindex="-1"></div>',
        css=style(),
        js=source(),
    )
    mount(data=data, key=key, on_place_change=on_place or (lambda: None))
