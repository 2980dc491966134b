"""What the player of the way back is given: the run and its gradients, to the last bit."""

from typing import Any

import numpy as np
import pytest

from gru_viz import sequences, weights
from gru_viz.cells import gru
from gru_viz.locales import texts
from gru_viz.player.backward import pack_backward
from gru_viz.player.payload import Seek
from gru_viz.variants import PUBLISHED, Notation, own
from tests.player.test_payload import VARIANTS, unpack


def packed(
    notation: Notation, dh: Any, language: str = "en", text: str = "1, 2, -3", **how: Any
) -> tuple[gru.Trace, gru.Gradients, bytes]:
    sequence = sequences.parse(text)
    drawn = weights.random(sequence.x.shape[1], 2, 5, 1.5, notation)
    trace = gru.forward(drawn.params, sequence.x, drawn.h0, notation.variant)
    grads = gru.backward(trace, dh)
    how = {"seek": Seek(0, 3, 1, 1), **how}
    return (
        trace,
        grads,
        pack_backward(trace, grads, sequence, texts(language), notation=notation, **how),
    )


AT_THE_END = [[0.0, 0.0], [0.0, 0.0], [0.5, -0.25]]


@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_every_number_arrives_unchanged(variant: gru.Variant) -> None:
    trace, grads, data = packed(own(variant), AT_THE_END)
    header, arrays = unpack(data)
    for name in ("x", "h", "r", "z", "n", "q"):
        assert (arrays[name] == getattr(trace, name)).all()
    for name in ("h", "n", "z", "r", "rq", "q", "a_n", "a_z", "a_r", "back"):
        assert (arrays[f"d_{name}"] == getattr(grads, name)).all()
    branches = gru.branches(trace, grads)
    for name in ("kept", "by_n", "by_z", "by_r"):
        assert (arrays[f"d_{name}"] == getattr(branches, name)).all()
    assert (arrays["d_loss"] == AT_THE_END).all()
    assert (arrays["d_write"] == grads.h * trace.n).all()
    assert (arrays["d_keep"] == grads.h * trace.h[:-1]).all()
    assert len(header["equations"]) == (13 if variant.reset == "before" else 15)


def test_the_loss_stands_where_it_has_a_gradient_of_its_own() -> None:
    notation = own(gru.Variant())
    for dh, where in ((AT_THE_END, [3]), (np.ones((3, 2)), [1, 2, 3]), (np.zeros((3, 2)), [])):
        header, _ = unpack(packed(notation, dh)[2])
        assert header["loss"] == where


def test_the_scale_of_the_strip_is_that_of_the_whole_run() -> None:
    _, grads, data = packed(own(gru.Variant()), AT_THE_END)
    header, _ = unpack(data)
    assert header["largest"] == max(np.abs(a).max() for a in (grads.h, grads.n, grads.z, grads.r))


def test_a_drawing_stays_while_the_place_and_numbers_change() -> None:
    def drawing(notation: Notation, dh: Any, **how: Any) -> str:
        header, _ = unpack(packed(notation, dh, **how)[2])
        return str(header["drawing"])

    notation = own(gru.Variant())
    first = drawing(notation, AT_THE_END)
    assert drawing(notation, AT_THE_END, seek=Seek(4, 1, 2, 5)) == first
    assert drawing(notation, [[0.0, 0.0], [0.0, 0.0], [2.0, 0.0]]) == first
    assert drawing(notation, AT_THE_END, text="1, 2.5, -3") == first
    others = [
        drawing(notation, np.ones((3, 2))),  # the marks of the loss are drawn
        drawing(notation, AT_THE_END, decimals=4),
        drawing(notation, AT_THE_END, language="ko"),
        drawing(PUBLISHED["chung"], AT_THE_END),
    ]
    assert len({first, *others}) == 5


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("key", PUBLISHED)
def test_every_notation_has_its_words_and_symbols(key: str, language: str) -> None:
    header, _ = unpack(packed(PUBLISHED[key], AT_THE_END, language)[2])
    assert all(header["texts"].values())
    assert header["gradient_symbols"].keys() == {"q", "U_r", "U_z", "U_n"}
    stages = list(dict.fromkeys(e["stage"] for e in header["equations"]))
    assert {f"stage_{stage}" for stage in stages} <= header["texts"].keys()


@pytest.mark.parametrize("T", [0, 1])
def test_the_shortest_sequences_have_their_bytes(T: int) -> None:
    notation = own(gru.Variant())
    drawn = weights.random(1, 2, 5, 1.5, notation)
    sequence = sequences.parse("1")
    trace = gru.forward(drawn.params, sequence.x[:T], drawn.h0)
    grads = gru.backward(trace, np.ones((T, 2)))
    data = pack_backward(trace, grads, sequence, texts("en"), seek=Seek(0, 1, 1))
    _, arrays = unpack(data)
    assert arrays["d_next"].tolist() == [[0.0, 0.0]] * T
