"""What the player is given is the trace, to the last bit."""

import json
import struct
from typing import Any

import numpy as np
import pytest

from gru_viz import sequences, weights
from gru_viz.cells import gru
from gru_viz.locales import texts
from gru_viz.player.payload import Editing, Seek, pack
from gru_viz.variants import own
from gru_viz.whatif import Hold, WhatIf, applied

VARIANTS = [gru.Variant(u, r) for u in ("renews", "keeps") for r in ("before", "after")]


def run_of(text: str, variant: gru.Variant) -> tuple[gru.Trace, sequences.Sequence]:
    sequence = sequences.parse(text)
    drawn = weights.random(sequence.x.shape[1], 3, 5, 1.5, own(variant))
    return gru.forward(drawn.params, sequence.x, drawn.h0, variant), sequence


def unpack(data: bytes) -> tuple[dict, dict[str, np.ndarray]]:
    (length,) = struct.unpack_from("<I", data)
    header, offset, arrays = json.loads(data[4 : 4 + length]), 4 + length, {}
    for name, rows, columns in header["arrays"]:
        arrays[name] = np.frombuffer(data, "<f8", rows * columns, offset).reshape(rows, columns)
        offset += rows * columns * 8
    assert offset == len(data)
    return header, arrays


@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_every_number_arrives_unchanged(variant: gru.Variant) -> None:
    trace, sequence = run_of("1, 2; -3, 4; 0.5, 6", variant)
    header, arrays = unpack(pack(trace, sequence, texts("en"), seek=Seek(0, 1, 1)))
    for name in ("x", "h", "r", "z", "n", "a_r", "a_z", "a_n", "q", "rq", "kept", "written"):
        assert (arrays[name] == getattr(trace, name)).all()
    for name in ("W_r", "W_z", "W_n", "U_r", "U_z", "U_n"):
        assert (arrays[name] == getattr(trace.params, name)).all()
    assert ("c_n" in arrays) == (variant.reset == "after")
    assert header["variant"] == {"update": variant.update, "reset": variant.reset}
    assert (header["T"], header["D"], header["H"]) == (3, 2, 3)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_markup_in_tokens_stays_data(language: str) -> None:
    token = "<img/src=x/onerror=alert(1)>"
    trace, sequence = run_of(f"{token} word", gru.Variant())
    header, _ = unpack(pack(trace, sequence, texts(language), seek=Seek(0, 1, 1)))
    assert header["tokens"] == list(sequence.tokens)
    assert header["onehot"] is True
    assert all(header["texts"].values())


def test_a_drawing_stays_while_only_numbers_and_the_place_change() -> None:
    def drawing(text: str = "1, 2, 3", language: str = "en", number: int = 0, **how: Any) -> str:
        trace, sequence = run_of(text, gru.Variant())
        header, _ = unpack(
            pack(trace, sequence, texts(language), seek=Seek(number, 1, 1), **{**HOW, **how})
        )
        return str(header["drawing"])

    HOW: dict[str, Any] = {"editing": Editing()}
    first = drawing()
    assert drawing(number=1) == first
    assert drawing("1, 2.5, 3") == first
    changed = Editing(answered=4, was={"x.2.1": 2.0}, undo=True)
    assert drawing("1, 2.5, 3", editing=changed) == first
    others = [drawing(language="ko"), drawing(decimals=4), drawing("1, 2"), drawing(editing=None)]
    assert len({first, *others}) == 5


def test_the_untouched_run_and_where_it_was_left_farthest() -> None:
    trace, sequence = run_of("1, 2, 3", gru.Variant())
    ghost, _ = run_of("1, 0, 3", gru.Variant())
    header, arrays = unpack(pack(trace, sequence, texts("en"), seek=Seek(0, 1, 1), ghost=ghost))
    assert (arrays["ghost_h"] == ghost.h).all()
    assert (arrays["ghost_n"] == ghost.n).all()
    moved, difference = header["moved"], trace.h - ghost.h
    assert abs(moved["by"]) == np.abs(difference).max()
    assert difference[moved["t"], moved["unit"] - 1] == moved["by"]


@pytest.mark.parametrize(("text", "high"), [("1, 2", 5.0), ("3, 0", 20.0), ("1120, 960", 5000.0)])
def test_a_number_can_be_dragged_well_beyond_the_untouched_ones(text: str, high: float) -> None:
    ghost, sequence = run_of(text, gru.Variant())
    trace, _ = run_of("90000, 5", gru.Variant())  # what it is dragged to doesn't move the ends
    header, _ = unpack(pack(trace, sequence, texts("en"), seek=Seek(0, 1, 1), ghost=ghost))
    low, end, step = header["ranges"]["x"]
    assert (low, end) == (-high, high)
    assert end / step in (500, 2000)
    assert header["ranges"]["gate"][:2] == [0, 1]


def test_held_gates_and_what_is_in_force_arrive() -> None:
    drawn = weights.random(1, 3, 5, 1.5, own(gru.Variant()))
    hold = WhatIf(holds=(Hold("z", 2, 2, 3, 1.0),), off=frozenset({"h3"}))
    sequence = sequences.parse("1, 2, 3")
    used, x, held = applied(hold, drawn, sequence.x, gru.Variant())
    trace = gru.forward(used.params, x, used.h0, gru.Variant(), held)
    data = pack(trace, sequence, texts("en"), seek=Seek(0, 1, 1), what_if=hold)
    header, arrays = unpack(data)
    assert arrays["held_z"].tolist() == [[0, 0, 1], [0, 1, 1], [0, 1, 1]]
    assert "held_r" not in arrays
    assert header["what_if"]["off"] == ["h3"]
    assert header["what_if"]["holds"] == [
        {"gate": "z", "unit": 2, "first": 2, "last": 3, "value": 1.0}
    ]


def test_one_number_a_timestep_is_not_taken_for_one_hot() -> None:
    trace, sequence = run_of("1, 1, 1", gru.Variant())
    header, _ = unpack(pack(trace, sequence, texts("en"), seek=Seek(0, 1, 1)))
    assert header["onehot"] is False
