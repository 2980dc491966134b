"""Each notation of a library computes what the library does."""

from dataclasses import replace

import pytest

from gru_viz.layouts.packing import slots
from gru_viz.variants import PUBLISHED
from tests.conventions import checks
from tests.conventions.__main__ import BEGIN, END, table, written
from tests.conventions.checks import LIVE, STORED, check


@pytest.mark.parametrize("key", [*STORED, *LIVE])
def test_a_notation_is_its_library(key):
    found = check(key)
    assert found.difference <= (1e-6 if found.floats == "float32" else 1e-12)


def test_every_notation_of_a_library_is_held_to_it():
    assert {key for key, n in PUBLISHED.items() if n.kind == "framework"} <= {*STORED, *LIVE}


def test_a_wrong_layout_would_be_noticed():
    """Read with z turned round, or the reset elsewhere, the same files are far off."""
    for key, wrong in (("torch", "onnx"), ("keras", "keras_before"), ("tf1", "chung")):
        layout = replace(PUBLISHED[key], variant=PUBLISHED[wrong].variant)
        cases = list(checks._stored(key))
        assert max(checks._difference(layout, case) for case in cases) > 0.05


@pytest.mark.parametrize("kind", "WUbc")
@pytest.mark.parametrize("pair", ["rz", "zn", "rn"])
@pytest.mark.parametrize("key", [*STORED, *LIVE])
def test_two_gates_exchanged_in_any_of_the_arrays_would_be_noticed(key, pair, kind):
    """Of the input weights alone, of the recurrent ones, or of either bias."""
    notation = PUBLISHED[key]
    one, other = (f"{kind}_{gate}" for gate in pair)
    if not {one, other} <= slots(notation):
        assert kind == "c"  # the only ones that a layout can be without
        return
    exchanged = {one: other, other: one}
    stored = tuple(
        replace(
            array,
            blocks=tuple(tuple(exchanged.get(name, name) for name in row) for row in array.blocks),
        )
        for array in notation.stored
    )
    wrong = replace(notation, stored=stored)
    cases = checks._live(notation) if key in LIVE else checks._stored(key)
    assert max(checks._difference(wrong, case) for case in cases) > 0.05


def test_the_table_goes_between_its_marks():
    text = f"before\n{BEGIN}\nold\n{END}\nafter"
    assert written(text) == f"before\n{BEGIN}\n{table()}\n{END}\nafter"
    with pytest.raises(ValueError, match="marks"):
        written("no marks")
