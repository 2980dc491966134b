"""What the player is given is the trace, to the last bit."""

import json
import struct

import numpy as np
import pytest

from gru_viz import sequences, weights
from gru_viz.cells import gru
from gru_viz.locales import texts
from gru_viz.player.payload import Seek, pack

VARIANTS = [gru.Variant(u, r) for u in ("renews", "keeps") for r in ("before", "after")]


def run_of(text: str, variant: gru.Variant) -> tuple[gru.Trace, sequences.Sequence]:
    sequence = sequences.parse(text)
    drawn = weights.random(sequence.x.shape[1], 3, 5, 1.5, variant)
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


def test_the_version_tells_a_new_drawing_from_a_new_place() -> None:
    trace, sequence = run_of("1, 2, 3", gru.Variant())
    versions = [
        unpack(pack(trace, sequence, texts(language), seek=Seek(number, 1, 1), decimals=d))[0][
            "version"
        ]
        for language, number, d in [("en", 0, 3), ("en", 1, 3), ("ko", 0, 3), ("en", 0, 4)]
    ]
    assert versions[0] == versions[1]
    assert len(set(versions)) == 3


def test_one_number_a_timestep_is_not_taken_for_one_hot() -> None:
    trace, sequence = run_of("1, 1, 1", gru.Variant())
    header, _ = unpack(pack(trace, sequence, texts("en"), seek=Seek(0, 1, 1)))
    assert header["onehot"] is False
