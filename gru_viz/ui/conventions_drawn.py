"""What is drawn on the Conventions page by the player's own functions: formulas, cells, sums."""

import json
import struct
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import streamlit as st

from gru_viz.cells.gru import Params, Trace
from gru_viz.locales import Texts
from gru_viz.player import source, style
from gru_viz.player.payload import Seek, pack, way_of_writing
from gru_viz.sequences import Sequence as Input
from gru_viz.ui import state
from gru_viz.variants import Notation
from gru_viz.variants.differences import marked

_HERE = Path(__file__).parent

Side = Mapping[str, object]


def side(notation: Notation, name: str, other: Notation | None = None, about: str = "") -> Side:
    """A notation to draw: its formulas, with what differs from the other one marked."""
    return {
        "key": notation.key,
        "name": name,
        "about": about,
        "equations": marked(notation, other),
        **way_of_writing(notation),
    }


def run_bytes(
    trace: Trace, sequence: Input, notation: Notation, texts: Texts, decimals: int
) -> bytes:
    """A run as the player's functions read it, in a notation."""
    return pack(
        trace,
        sequence,
        texts.written_in(notation),
        seek=Seek(0, 1, 1),
        notation=notation,
        decimals=decimals,
    )


def one_place(trace: Trace, sequence: Input, t: int, unit: int) -> tuple[Trace, Input]:
    """A run with one of its timesteps and one of its units left, which is all a cell shows."""
    units, steps = slice(unit - 1, unit), slice(t - 1, t)

    def of_unit(name: str) -> Any:
        array = getattr(trace.params, name)
        if array is None:
            return None
        return array[units, units] if name[0] == "U" else array[units]

    params = Params(**{f.name: of_unit(f.name) for f in fields(Params)})
    arrays: dict[str, Any] = {
        f.name: value[steps, units]
        for f in fields(Trace)
        if f.name not in ("params", "x", "h")
        and isinstance(value := getattr(trace, f.name), np.ndarray)
    }
    alone = replace(
        trace, params=params, x=trace.x[steps], h=trace.h[t - 1 : t + 1, units], **arrays
    )
    return alone, replace(sequence, x=sequence.x[steps], tokens=sequence.tokens[steps])


def draw(
    drawing: str,
    key: str,
    texts: Texts,
    header: Mapping[str, object],
    runs: Sequence[bytes] = (),
    on_chosen: Callable[[], None] | None = None,
) -> None:
    """Mount one of the drawings of compare.js: sides, cards or worked."""
    about = {
        **header,
        "drawing": drawing,
        "language": texts.language,
        "view": state.current().view,
        "sizes": [len(run) for run in runs],
    }
    head = json.dumps(about, ensure_ascii=False, allow_nan=False).encode()
    mount = st.components.v2.component(
        f"gru_compare_{drawing}",
        html='<div class="gru compare" data-gru-compare></div>',
        css=style() + _file("compare.css"),
        js=f"{source('parts')}\n{_file('compare.js')}",
    )
    data = struct.pack("<I", len(head)) + head + b"".join(runs)
    mount(data=data, key=key, on_chosen_change=on_chosen or (lambda: None))


@cache
def _file(name: str) -> str:
    return (_HERE / name).read_text("utf-8")
