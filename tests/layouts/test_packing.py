"""Weights in the arrays of every layout, and back."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gru_viz.layouts.packing import (
    LAYOUTS,
    WRITTEN,
    holds_biases,
    pack,
    shape_of,
    sizes,
    stored_of,
    unpack,
    where,
)
from gru_viz.messages import Problem
from gru_viz.variants import PUBLISHED
from tests.layouts.random_params import random_params, same_bits

ALL = pytest.mark.parametrize("key", LAYOUTS)


@ALL
@given(
    seed=st.integers(0, 2**32 - 1),
    H=st.integers(1, 6),
    D=st.integers(1, 6),
    dtype=st.sampled_from([np.float32, np.float64]),
)
def test_unpacking_undoes_packing_to_the_last_bit(key, seed, H, D, dtype):
    layout = LAYOUTS[key]
    params = random_params(seed, H, D, layout.biases, dtype)
    back = unpack(pack(params, layout), layout)
    full = random_params(seed, H, D, layout.biases, dtype)
    for name in (*(f"{m}_{g}" for m in "WU" for g in "rzn"), *layout.biases):
        assert getattr(back, name).tobytes() == getattr(full, name).tobytes(), name


@ALL
def test_arrays_without_biases_have_none(key):
    layout = LAYOUTS[key]
    params = random_params(1, 3, 2, ())
    packed = pack(params, layout)
    matrices = {s.name: packed[s.name] for s in stored_of(layout) if not holds_biases(s)}
    assert same_bits(unpack(matrices, layout), params)


def test_pytorch_stacks_rows_of_r_z_n():
    params = random_params(2, 3, 2)
    packed = pack(params, PUBLISHED["torch"])
    assert (packed["weight_ih"] == np.vstack([params.W_r, params.W_z, params.W_n])).all()
    assert (packed["weight_hh"] == np.vstack([params.U_r, params.U_z, params.U_n])).all()
    assert (packed["bias_ih"] == np.hstack([params.b_r, params.b_z, params.b_n])).all()
    assert (packed["bias_hh"] == np.hstack([params.c_r, params.c_z, params.c_n])).all()


def test_keras_sets_columns_of_z_r_n_side_by_side():
    params = random_params(2, 3, 2)
    packed = pack(params, PUBLISHED["keras"])
    assert (packed["kernel"] == np.hstack([params.W_z.T, params.W_r.T, params.W_n.T])).all()
    assert (packed["bias"][1] == np.hstack([params.c_z, params.c_r, params.c_n])).all()


def test_a_written_notation_has_an_array_for_each_of_its_symbols():
    params = random_params(3, 3, 2, ())
    exam = pack(params, PUBLISHED["kr_exam"])  # W is the recurrent one there, U the input's
    assert (exam["W_u"] == params.U_z).all()
    assert (exam["U_u"] == params.W_z).all()
    colah = pack(params, PUBLISHED["colah"])  # W · [h, x]
    assert list(colah) == ["W_r", "W_z", "W"]
    assert (colah["W"] == np.hstack([params.U_n, params.W_n])).all()


@ALL
def test_where_says_which_rows_and_columns_are_which_weight(key):
    layout, H, D = LAYOUTS[key], 3, 2
    params = random_params(4, H, D, layout.biases)
    packed = pack(params, layout)
    for array, places in where(layout, H, D).items():
        table = packed[array][0] if layout.directions else packed[array]
        table = table.reshape(len(table), -1)
        covered = np.zeros(table.shape, int)
        for place in places:
            rows, columns = (slice(a - 1, b) for a, b in (place.rows, place.columns))
            covered[rows, columns] += 1
            weight = getattr(params, place.name)
            weight = np.zeros(H) if weight is None else weight  # c_r, where the layout has more
            expected = weight.T if place.transposed else weight
            assert (table[rows, columns].ravel() == expected.ravel()).all()
        assert (covered == 1).all()  # every number is one weight's


@pytest.mark.parametrize("key", WRITTEN)
def test_a_written_reading_has_the_formula_of_its_notation_and_its_letters(key):
    layout = LAYOUTS[key]
    meant = LAYOUTS["own-renews-before" if key == "kr_exam-plain" else key.removesuffix("-typed")]
    assert (layout.key, layout.variant) == (meant.key, meant.variant)
    assert layout.vectors == meant.vectors
    matrices = [stored.name for stored in stored_of(layout) if not holds_biases(stored)]
    told = {
        "torch": ["W_ir", "W_iz", "W_in", "W_hr", "W_hz", "W_hn"],
        "keras": ["W_r", "W_z", "W_h", "U_r", "U_z", "U_h"],
        "onnx": ["W_r", "W_z", "W_h", "R_r", "R_z", "R_h"],
        "own": ["W_r", "W_u", "W_h", "U_r", "U_u", "U_h"],
    }
    assert matrices == told.get(layout.key, matrices)
    assert len(matrices) == (3 if layout.products == "joined" else 6)


def test_the_two_readings_of_the_letters_of_exam_notes_are_one_another_swapped():
    params = random_params(3, 2, 2, ())
    swapped, plain = (pack(params, LAYOUTS[key]) for key in ("kr_exam", "kr_exam-plain"))
    for gate in "ruh":
        assert (swapped[f"W_{gate}"] == plain[f"U_{gate}"]).all()
        assert (swapped[f"U_{gate}"] == plain[f"W_{gate}"]).all()
    assert (plain["W_u"] == params.W_z).all()


def test_biases_that_params_lack_are_zeros():
    packed = pack(random_params(5, 2, 3, ()), PUBLISHED["keras"])
    assert packed["bias"].shape == (2, 6)
    assert not packed["bias"].any()


def test_a_bias_without_a_place_is_not_dropped():
    with pytest.raises(ValueError, match="nnx has no place for c_n"):
        pack(random_params(6, 2, 3, ("b_r", "b_z", "b_n", "c_n")), PUBLISHED["nnx"])


@pytest.mark.parametrize("key", ["torch", "keras", "tf1", "linen", "onnx", "ng", "d2l"])
def test_an_array_of_another_shape_is_named_with_what_would_be_right(key):
    layout = LAYOUTS[key]
    packed = pack(random_params(7, 4, 2, layout.biases), layout)
    last = stored_of(layout)[-1]
    packed[last.name] = packed[last.name][..., :-1]
    with pytest.raises(Problem) as raised:
        unpack(packed, layout)
    message = raised.value.message
    assert (message.key, message.args["array"]) == ("layout-shape", last.name)
    assert message.args["expected"] == " × ".join(map(str, shape_of(last, 4, 2)))


def test_some_biases_without_the_others_are_refused():
    packed = pack(random_params(8, 2, 2), PUBLISHED["torch"])
    del packed["bias_hh"]
    with pytest.raises(Problem, match="layout-missing.*bias_hh"):
        unpack(packed, PUBLISHED["torch"])


def test_our_own_c_n_may_be_left_out():
    layout = LAYOUTS["own-keeps-after"]
    packed = pack(random_params(9, 2, 2, layout.biases), layout)
    del packed["c_n"]
    assert unpack(packed, layout).c_n is None


def test_vectors_may_stand_as_a_row_or_a_column_and_columns_as_vectors():
    layout = LAYOUTS["own-renews-before"]
    params = random_params(10, 3, 1, layout.biases)
    packed = pack(params, layout)
    packed["b_r"], packed["b_z"] = packed["b_r"][None], packed["b_z"][:, None]
    packed["W_r"] = packed["W_r"][:, 0]
    assert sizes(packed, layout) == (3, 1)
    assert same_bits(unpack(packed, layout), params)
