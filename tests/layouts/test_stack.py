"""All layers of given weights: what each sees, and the stack as text."""

import base64
import tracemalloc
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from gru_viz import links
from gru_viz.cells import gru
from gru_viz.layouts.packing import pack
from gru_viz.layouts.parts import Found, Level, Part
from gru_viz.layouts.recognise import recognise
from gru_viz.layouts.stack import (
    MAX_NUMBERS,
    Layer,
    Stack,
    as_text,
    from_text,
    input_of,
    stack_of,
)
from gru_viz.locales import Texts
from gru_viz.messages import Problem
from gru_viz.weight_files import read
from gru_viz.weights import Weights
from tests.layouts.random_params import random_params, same_bits

REFERENCE = Path(__file__).parents[1] / "weight_files/reference"


def of_file(file: str) -> Stack:
    (found,) = recognise(read(file, (REFERENCE / file).read_bytes()))
    return stack_of(found, found.notations[0])


def weights(seed: int, H: int, D: int, **options) -> Weights:
    params = random_params(seed, H, D, **options)
    return Weights(params, np.random.default_rng(seed).uniform(-1, 1, H))


def two_layers(dtype: type = np.float64) -> Stack:
    """Bidirectional below; above it only the direction that reads from the end."""
    below = Layer(weights(0, 3, 2, dtype=dtype), weights(1, 3, 2, dtype=dtype))
    return Stack("torch", (below, Layer(reverse=weights(2, 4, 6, biases=(), dtype=dtype))))


@pytest.mark.parametrize("file", ["torch_stacked.safetensors", "onnx_dynamo.onnx"])
def test_every_layer_and_direction_has_the_states_of_pytorch(file):
    """Of torch_stacked: two layers, bidirectional, H 64, on the sunspots, in float32."""
    stack = of_file(file)
    with np.load(REFERENCE / f"{file.split('.')[0]}.expected.npz") as stored:
        told = dict(stored)
    assert told["x/0"].dtype == np.float32
    assert stack.places == ((1, "forward"), (1, "reverse"), (2, "forward"), (2, "reverse"))
    for layer, direction in stack.places:
        own = stack.weights(layer, direction)
        x = input_of(stack, told["x/0"], layer, direction)
        h = gru.forward(own.params, x, own.h0, stack.notation.variant).h[1:]
        way = "forward" if direction == "forward" else "backward"
        expected = told[f"h/{layer - 1}/{way}"]
        assert h.dtype == np.float32
        assert_allclose(h if way == "forward" else h[::-1], expected, rtol=0, atol=1e-6)


def test_a_layer_sees_the_states_below_it_in_the_order_in_which_it_reads():
    stack, x = two_layers(), np.random.default_rng(0).normal(size=(5, 2))
    forward, reverse = (stack.weights(1, way) for way in ("forward", "reverse"))
    variant = gru.Variant("keeps", "after")
    left = gru.forward(forward.params, x, forward.h0, variant).h[1:]
    right = gru.forward(reverse.params, x[::-1], reverse.h0, variant).h[1:]
    assert (input_of(stack, x, 1, "forward") == x).all()
    assert (input_of(stack, x, 1, "reverse") == x[::-1]).all()
    assert (input_of(stack, x, 2, "reverse") == np.hstack([left, right[::-1]])[::-1]).all()
    assert stack.features(1) == ()
    assert stack.features(2) == ("→h1", "→h2", "→h3", "←h1", "←h2", "←h3")


@pytest.mark.parametrize(("layer", "direction"), [(0, "forward"), (3, "reverse"), (2, "forward")])
def test_a_layer_that_is_not_there_is_said(layer, direction):
    for ask in (
        lambda stack: stack.params(layer, direction),
        lambda stack: input_of(stack, np.zeros((3, 2)), layer, direction),
    ):
        with pytest.raises(Problem, match="layout-no-such-layer"):
            ask(two_layers())


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_text_keeps_every_bit(dtype):
    stack = two_layers(dtype)
    back = from_text(as_text(stack))
    assert back.notation_key == "torch"
    assert back.places == stack.places
    for place in stack.places:
        assert same_bits(back.params(*place), stack.params(*place))
        assert (back.weights(*place).h0 == stack.weights(*place).h0).all()


def test_text_of_numbers_that_fit_into_float32_is_half_as_long():
    narrow = random_params(0, 20, 20, dtype=np.float32)
    wide = gru.Params(
        **{n: getattr(narrow, n).astype(float) for n in ("W_r", "W_z", "W_n", "U_r", "U_z", "U_n")}
    )
    text = as_text(Stack("torch", (Layer(Weights(wide, np.zeros(20))),)))
    assert len(text) < 4 * 2400 * 4 / 3
    assert from_text(text).params(1, "forward").W_r.dtype == np.float64


def test_text_is_of_letters_that_an_address_takes():
    assert set(as_text(two_layers())) <= set(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    )


GOOD = as_text(two_layers())


def packed(data: bytes) -> str:
    return base64.urlsafe_b64encode(zlib.compress(data)).decode().rstrip("=")


def unpacked(text: str) -> bytes:
    return zlib.decompress(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))


@given(st.text() | st.text("ABCDEFabcdef-_0123", max_size=80))
def test_any_other_text_is_one_sentence(text):
    with pytest.raises(Problem, match="layout-text"):
        from_text(text)


def stack_or_sentence(text: str) -> Stack | None:
    try:
        return from_text(text)
    except Problem as problem:
        if problem.message.key != "layout-text":
            raise
        return None


@given(place=st.integers(0, len(GOOD) - 1), letter=st.sampled_from("Aa0-_é="))
def test_a_changed_letter_is_a_stack_or_one_sentence(place, letter):
    stack_or_sentence(GOOD[:place] + letter + GOOD[place + 1 :])


@given(
    place=st.integers(0, 60) | st.integers(0, len(unpacked(GOOD)) - 1),
    byte=st.integers(0, 255),
    cut=st.integers(0, 5),
)
def test_changed_bytes_are_a_stack_or_one_sentence(place, byte, cut):
    data = bytearray(unpacked(GOOD))
    data[place] = byte
    if stack := stack_or_sentence(packed(bytes(data[: len(data) - cut]))):
        input_of(stack, np.zeros((2, stack.D)), *stack.places[-1])


def test_a_text_that_unfolds_beyond_the_bound_is_not_unfolded():
    header = unpacked(GOOD)[:34]
    bomb = packed(header + bytes(50 * MAX_NUMBERS))
    tracemalloc.start()
    try:
        with pytest.raises(Problem, match="layout-text"):
            from_text(bomb)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 10_000_000


def large(layers: int, dtype: type) -> Stack:
    """Of 512 units in one direction, 1,572,864 numbers to a layer."""
    own = Weights(random_params(0, 512, 512, (), dtype), np.zeros(512))
    return Stack("torch", (Layer(own),) * layers)


@pytest.mark.parametrize(
    ("dtype", "layers", "limit", "bits"),
    [(np.float32, 5, MAX_NUMBERS, 32), (np.float64, 2, MAX_NUMBERS // 2, 64)],
)
def test_as_many_numbers_as_are_taken_can_be_saved_and_opened_and_no_more(
    dtype, layers, limit, bits
):
    stack = large(layers, dtype)
    text = as_text(stack)
    assert len(text) < links.MAX_FILE * 3 / 4  # with room for all else that is saved
    assert same_bits(from_text(text).params(layers, "forward"), stack.params(layers, "forward"))
    over = large(layers + 1, dtype)
    arrays = pack(over.params(1, "forward"), over.notation)
    matrices = {name: arrays[name] for name in ("weight_ih", "weight_hh")}
    found = Found("", (Level(Part({"torch": matrices})),) * (layers + 1))
    for ask in (lambda: as_text(over), lambda: stack_of(found, "torch")):
        with pytest.raises(Problem, match="layout-many-numbers") as raised:
            ask()
        told = raised.value.message.args
        assert told == {"count": (layers + 1) * 1_572_864, "limit": limit, "bits": bits}
    assert "4,000,000" in Texts("en").say(raised.value.message) or bits == 32


def test_numbers_beyond_float32_are_kept():
    H = {f"U_{gate}": [[1.0]] for gate in "rzn"}
    params = gru.Params(W_r=[[1e300]], W_z=[[-1e39]], W_n=[[1e-300]], **H)
    stack = Stack("torch", (Layer(Weights(params, np.zeros(1))),))
    assert same_bits(from_text(as_text(stack)).params(1, "forward"), params)
