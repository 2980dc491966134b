"""The player: one Streamlit component that steps through a trace without the server."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from gru_viz import palette

if TYPE_CHECKING:
    from collections.abc import Callable

_HERE = Path(__file__).parent
_DRAWN = (
    "dom", "picture", "run", "reading", "changes", "symbols", "layout", "numbers", "terms",
    "equations", "strip", "mix", "cell", "whatif", "units", "transport",
)  # fmt: skip
_FORWARD = (*_DRAWN, "forward", "player")
_BACKWARD = (
    *_DRAWN, "gradients", "gradient_strip", "split", "gradient_cell", "gradient_equations",
    "backward", "player",
)  # fmt: skip
_MODULES = {
    "forward": (*_FORWARD, "streamlit"),
    "forward_offline": (*_FORWARD, "offline"),
    "parts": _FORWARD,
    "matrices": ("dom", "run", "reading", "symbols", "layout", "matrices"),
    "backward": (*_BACKWARD, "streamlit"),
    "backward_offline": (*_BACKWARD, "offline"),
    "trio": (
        *_DRAWN, "trio_run", "trio_cell", "rnn_cell", "lstm_cell", "trio_gru", "trio_sums",
        "trio_strip", "trio", "player", "streamlit",
    ),
}  # fmt: skip


@cache
def source(name: str) -> str:
    """A script as one module, its files in order.

    name: a lesson's, "forward", "backward" or "trio", for its player in Streamlit; with
    "_offline" behind it (not of "trio"), in a page of its own. "matrices": those that a player on
    the same page feeds. "parts": what other drawings of a run are made of.
    """
    return "\n".join((_HERE / "js" / f"{part}.js").read_text("utf-8") for part in _MODULES[name])


@cache
def style(lesson: str = "") -> str:
    """The player's style sheet, with the palette's colours as its variables.

    lesson: one whose own style sheet comes along, if it has one.
    """
    sheets = (_HERE / f"{name}.css" for name in ("player", lesson))
    return palette.css() + "".join(s.read_text("utf-8") for s in sheets if s.is_file())


def player(
    data: bytes,
    key: str = "player",
    lesson: str = "forward",
    on_place: "Callable[[], Any] | None" = None,
    on_change: "Callable[[], Any] | None" = None,
) -> None:
    """Show the player. Where the person stops is in ``st.session_state[key]["place"]``.

    data: from :func:`gru_viz.player.payload.pack`, or from what packs another lesson. lesson:
    what is walked through. on_place: called when the place changes. on_change: called when a
    number was changed, which is in ``st.session_state[key]["change"]``: see
    :mod:`gru_viz.ui.changes`.
    """
    mount = st.components.v2.component(
        f"gru_player_{lesson}",
        html='<div class="gru" data-gru-player role="group" tabindex="-1"></div>',
        css=style(lesson),
        js=source(lesson),
    )
    nothing = lambda: None  # noqa: E731
    mount(
        data=data,
        key=key,
        on_place_change=on_place or nothing,
        on_change_change=on_change or nothing,
    )
