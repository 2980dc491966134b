"""Weights from a file, through the state of a page, to the states that their framework computed."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from gru_viz import links, weight_files
from gru_viz.layouts import stack
from gru_viz.layouts.recognise import recognise
from gru_viz.locales import LANGUAGES, texts
from gru_viz.messages import Problem
from gru_viz.player.payload import Seek
from gru_viz.ui import state as ui_state
from gru_viz.ui.run import trace_of, weights_of
from gru_viz.whatif import Hold

REFERENCE = Path(__file__).parent / "weight_files" / "reference"
STACKED = REFERENCE / "torch_stacked.safetensors"


def given(path: Path) -> stack.Stack:
    (found,) = recognise(weight_files.read(path.name, path.read_bytes()))
    (key,) = found.notations
    return stack.stack_of(found, key)


def state(weights: stack.Stack, x: np.ndarray, **changed: Any) -> links.State:
    rows = "\n".join(", ".join(map(repr, row)) for row in x.astype(float).tolist())
    first = links.State(
        seq=rows,
        read="numbers",
        weights="given",
        given=stack.as_text(weights),
        notation=weights.notation.key,
    )
    return replace(first, **changed)


@pytest.mark.parametrize("layer", [1, 2])
@pytest.mark.parametrize(("direction", "name"), [("forward", "forward"), ("reverse", "backward")])
def test_a_gru_trained_elsewhere_has_the_states_that_pytorch_gave(
    layer: int, direction: stack.Direction, name: str
) -> None:
    """Two layers, both directions, H 64, float32: to 1e-6. A reverse layer begins at the end."""
    with np.load(f"{STACKED.with_suffix('')}.expected.npz") as expected:
        x, h = expected["x/0"], expected[f"h/{layer - 1}/{name}"]
    sequence, trace = trace_of(state(given(STACKED), x, layer=layer, direction=direction))
    states = trace.h[1:] if direction == "forward" else trace.h[:0:-1]
    assert np.abs(states - h).max() <= 1e-6
    assert len(sequence.features) == trace.x.shape[1] == (1 if layer == 1 else 128)


def test_the_tokens_of_a_reverse_layer_stand_as_it_reads_them() -> None:
    weights = given(REFERENCE / "torch_stacked.safetensors")
    shown = replace(state(weights, np.zeros((1, 1))), seq="so it goes", read="words", size=1)
    shown = replace(shown, encode="vectors", direction="reverse")
    sequence, trace = trace_of(shown)
    assert sequence.tokens == ("goes", "it", "so")
    forward = trace_of(replace(shown, direction="forward"))[1]
    assert (trace.x == forward.x[::-1]).all()


def test_numbers_of_given_weights_are_changed_like_any_others() -> None:
    shown = state(given(REFERENCE / "torch_gru.safetensors"), np.ones((3, 2)))
    edited = replace(shown, edits={("c_z", 1, 0): 2.5, ("U_n", 0, 3): 0.0})
    trace = trace_of(edited)[1]
    assert trace.params.c_z[1] == 2.5
    assert np.abs(trace.h - trace_of(shown)[1].h).max() > 0.01


def test_the_weights_that_go_out_are_free_of_what_ifs_rounding_and_sequence() -> None:
    weights = given(REFERENCE / "torch_float64.safetensors")
    shown = state(weights, np.ones((1, 7)), edits={("b_r", 0, 0): 0.123456789})
    shown = replace(shown, gates="shared", hold=(Hold("z", 1, 1, 1, 0.5),), rounding="steps")
    out, meant = weights_of(shown).params, weights.params(1, "forward")
    assert out.b_r[0] == 0.123456789
    assert (out.W_r == meant.W_r).all()
    assert (out.U_n == meant.U_n).all()


class Session(dict[str, Any]):
    """What a visit keeps, outside of a running page."""

    __getattr__ = dict.__getitem__


def test_changes_of_one_layer_stay_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another layer comes without them, and the first one has them again."""
    first = state(given(STACKED), np.ones((3, 1)))
    session = Session(visit=ui_state.Visit(first, [], Seek(0, 1, 1)))
    monkeypatch.setattr(ui_state.st, "session_state", session)
    of_first = {("W_r", 0, 0): 5.0, ("x", 0, 0): 2.0}
    ui_state.change(edits=of_first)
    ui_state.change(layer=2)
    assert ui_state.current().edits == {}
    ui_state.change(edits={("x", 1, 7): 3.0})
    ui_state.change(layer=1)
    assert ui_state.current().edits == of_first
    ui_state.change(weights="random")
    assert ui_state.current().edits == {("x", 0, 0): 2.0}, "the sequence is the same"
    ui_state.undo()
    assert ui_state.current().edits == of_first


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        ({"given": ""}, "given-missing"),
        ({"seq": "1, 2, 3"}, "given-features"),
        ({"layer": 3}, "layout-no-such-layer"),
    ],
)
def test_what_does_not_fit_is_said(changed: dict[str, Any], key: str) -> None:
    shown = replace(state(given(REFERENCE / "torch_gru.safetensors"), np.ones((3, 2))), **changed)
    with pytest.raises(Problem) as problem:
        trace_of(shown)
    assert problem.value.message.key == key
    said = [texts(language).say(problem.value.message) for language in LANGUAGES]
    assert said[0] != said[1]


def test_small_weights_travel_in_a_link_and_large_ones_in_a_file() -> None:
    small = state(given(REFERENCE / "torch_gru.safetensors"), np.ones((3, 2)))
    assert links.fits(small)
    assert links.read(links.write(small)) == (small, [])
    large = state(given(STACKED), np.ones((3, 1)), edits={("W_r", 0, 0): 1.0})
    assert not links.fits(large)
    assert links.load(links.save(large)) == (large, [])
    held = links.shortened(large)
    assert held.seq == large.seq
    assert (held.given, held.weights, held.edits) == ("", "random", {})


@pytest.mark.parametrize("text", ["x", "AAAA", "a" * 5000, "eJwDAAAAAAE"])
def test_broken_weights_in_a_link_are_named_and_the_rest_opens(text: str) -> None:
    opened, (message,) = links.read({"given": text, "units": "3"})
    assert (opened.given, opened.units) == ("", 3)
    assert message.args["name"] == "given"
