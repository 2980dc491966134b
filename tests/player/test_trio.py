"""What the player of three cells is given: the three runs, to the last bit."""

from typing import Any

import pytest

from gru_viz import sequences, trio, weights
from gru_viz.cells import gru
from gru_viz.locales import texts
from gru_viz.player.payload import Seek
from gru_viz.player.trio import pack_trio
from gru_viz.variants import PUBLISHED, Notation, own
from tests.player.test_payload import VARIANTS, unpack


def packed(
    notation: Notation, language: str = "en", text: str = "1, 2, -3", seek: Seek | None = None
) -> tuple[trio.Three, bytes]:
    sequence = sequences.parse(text)
    drawn = weights.random(sequence.x.shape[1], 2, 5, 1.5, notation)
    run = gru.forward(drawn.params, sequence.x, drawn.h0, notation.variant)
    three = trio.beside(run, 5, 1.5)
    seek = seek or Seek(0, 1, 1)
    return three, pack_trio(three, sequence, texts(language), seek=seek, notation=notation)


@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_every_number_arrives_unchanged(variant: gru.Variant) -> None:
    three, data = packed(own(variant))
    header, arrays = unpack(data)
    assert (arrays["x"] == three.gru.x).all()
    for cell, names in {
        "rnn": ("h", "a"),
        "lstm": (*"hcfigo", "a_f", "a_g", "a_i", "a_o", "kept", "written"),
        "gru": (*"hrzn", "a_r", "a_z", "a_n", "rq", "kept", "written"),
    }.items():
        for name in names:
            assert (arrays[f"{cell}.{name}"] == getattr(getattr(three, cell), name)).all()
    # What the GRU keeps and writes by is one number, whichever of the two z is.
    assert arrays["gru.keep"] + arrays["gru.write"] == pytest.approx(1)
    assert (arrays["gru.keep"] * three.gru.h[:-1] == three.gru.kept).all()
    assert arrays["gru.write"] * three.gru.n == pytest.approx(three.gru.written, abs=1e-15)
    assert (header["T"], header["D"], header["H"]) == (3, 1, 2)


def test_what_a_cell_of_the_grus_weights_does_not_compute_is_not_sent() -> None:
    notation = own(gru.Variant())
    sequence = sequences.parse("1, 2, -3")
    drawn = weights.random(1, 2, 5, 1.5, notation)
    run = gru.forward(drawn.params, sequence.x, drawn.h0, notation.variant)
    three = trio.made_of(run, open_reset=True)
    header, arrays = unpack(
        pack_trio(three, sequence, texts("en"), seek=Seek(0, 1, 1), notation=notation)
    )
    assert {"lstm.a_f", "lstm.a_g"} <= arrays.keys()
    assert not {"lstm.a_i", "lstm.a_o"} & arrays.keys()
    assert (header["cells"]["lstm"]["tied"], header["cells"]["lstm"]["open"]) == (True, True)
    assert header["cells"]["gru"]["reset_held"] is True
    assert (arrays["gru.r"] == 1).all()


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("key", PUBLISHED)
def test_every_notation_has_its_words_and_symbols(key: str, language: str) -> None:
    header, _ = unpack(packed(PUBLISHED[key], language)[1])
    assert all(header["texts"].values())
    cells = header["cells"]
    assert {"h"} <= cells["rnn"]["symbols"].keys()
    assert set("hcfigo") <= cells["lstm"]["symbols"].keys()
    assert set("hrzn") <= cells["gru"]["symbols"].keys()
    assert len({cell["title"] for cell in cells.values()}) == 3


def test_a_drawing_stays_while_the_place_and_numbers_change() -> None:
    def drawing(notation: Notation = own(gru.Variant()), **how: Any) -> str:  # noqa: B008 (frozen)
        return str(unpack(packed(notation, **how)[1])[0]["drawing"])

    first = drawing()
    assert drawing(seek=Seek(4, 2, 2, 3)) == first
    assert drawing(text="1, 2.5, -3") == first
    others = [drawing(PUBLISHED["chung"]), drawing(language="ko"), drawing(text="1, 2")]
    assert len({first, *others}) == 4


def test_of_one_timestep_a_state_has_the_one_before() -> None:
    _, arrays = unpack(packed(own(gru.Variant()), text="1")[1])
    states = {"rnn.h", "lstm.h", "lstm.c", "gru.h"}
    assert {name for name, array in arrays.items() if len(array) == 2} == states
