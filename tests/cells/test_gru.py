"""What a caller of the GRU relies on: shapes, types, results that stay, and clear refusals."""

import doctest
import re
import sys
from dataclasses import FrozenInstanceError, fields
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from gru_viz.cells import gru

T, B, D, H = 5, 3, 2, 4
AFTER = gru.Variant(reset="after")
SHAPES = {
    **{f"W_{g}": (H, D) for g in "rzn"},
    **{f"U_{g}": (H, H) for g in "rzn"},
    **dict.fromkeys(("b_r", "b_z", "b_n", "c_r", "c_z", "c_n"), (H,)),
}
OF_A_TIMESTEP = ("r", "z", "n", "a_r", "a_z", "a_n", "q", "rq", "keep", "kept", "written")


def weights(dtype: Any = np.float64) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(0)
    return {name: rng.normal(size=shape).astype(dtype) for name, shape in SHAPES.items()}


def inputs(*shape: int, dtype: Any = np.float64) -> np.ndarray:
    return np.random.default_rng(1).normal(size=shape).astype(dtype)


def arrays(of: gru.Params | gru.Trace) -> dict[str, np.ndarray]:
    values = {f.name: getattr(of, f.name) for f in fields(of)}
    return {name: value for name, value in values.items() if isinstance(value, np.ndarray)}


def test_the_example_in_the_docstring_is_true() -> None:
    result = doctest.testmod(sys.modules[gru.forward.__module__])
    assert result.attempted > 0
    assert result.failed == 0


# --- shapes and types ----------------------------------------------------------------------


@pytest.mark.parametrize("steps", [0, 1, T])
def test_shapes_of_a_sequence(steps: int) -> None:
    params, x = gru.Params(**weights()), inputs(steps, D)
    trace = gru.forward(params, x, variant=AFTER)
    assert (params.D, params.H) == (2, 4)
    assert len(trace.x) == trace.T == steps
    assert trace.params is params
    assert trace.variant is AFTER
    assert_array_equal(trace.x, x)
    assert trace.h.shape == (steps + 1, H)
    assert {name: getattr(trace, name).shape for name in OF_A_TIMESTEP} == dict.fromkeys(
        OF_A_TIMESTEP, (steps, H)
    )


@pytest.mark.parametrize("steps", [0, 1, T])
def test_shapes_of_a_batch(steps: int) -> None:
    trace = gru.forward(gru.Params(**weights()), inputs(steps, B, D), variant=AFTER)
    assert trace.x.shape == (trace.T, B, D) == (steps, B, D)
    assert trace.h.shape == (steps + 1, B, H)
    assert {name: getattr(trace, name).shape for name in OF_A_TIMESTEP} == dict.fromkeys(
        OF_A_TIMESTEP, (steps, B, H)
    )


@pytest.mark.parametrize("batch", [(), (B,)])
def test_row_0_of_h_is_the_given_state(batch: tuple[int, ...]) -> None:
    params, x, h0 = gru.Params(**weights()), inputs(T, *batch, D), inputs(*batch, H)
    assert_array_equal(gru.forward(params, x, h0, AFTER).h[0], h0)
    assert_array_equal(gru.forward(params, x, None, AFTER).h[0], np.zeros((*batch, H)))


def test_no_bias_is_a_bias_of_zero() -> None:
    given = weights()
    for name in ("b_r", "b_z", "b_n", "c_r", "c_z", "c_n"):
        given[name] = np.zeros(H)
    zero = gru.forward(gru.Params(**given), inputs(T, D), variant=AFTER)
    for name in ("b_r", "b_z", "b_n", "c_r", "c_z", "c_n"):
        del given[name]
    none = gru.forward(gru.Params(**given), inputs(T, D), variant=AFTER)
    assert none.params.b_r is None
    assert_array_equal(none.h, zero.h)


def test_zero_has_no_minus_sign() -> None:
    zero = [[0.0]]
    trace = gru.forward(gru.Params(zero, zero, zero, zero, zero, zero), zero)
    assert not [name for name, array in arrays(trace).items() if np.signbit(array).any()]


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_the_type_of_x_decides(dtype: Any) -> None:
    for of_weights in (np.float32, np.float64):
        params = gru.Params(**weights(of_weights))
        assert {a.dtype.type for a in arrays(params).values()} == {of_weights}
        trace = gru.forward(params, inputs(T, D, dtype=dtype), inputs(H), AFTER)
        assert {a.dtype.type for a in arrays(trace).values()} == {dtype}


def test_float32_is_float64_rounded() -> None:
    params, x = gru.Params(**weights(np.float32)), inputs(T, D, dtype=np.float32)
    single = gru.forward(params, x, variant=AFTER)
    double = gru.forward(params, x.astype(np.float64), variant=AFTER)
    assert_allclose(single.h, double.h, rtol=0, atol=1e-6)


def test_one_float64_among_the_weights_makes_all_float64() -> None:
    params = gru.Params(**weights(np.float32) | {"b_z": np.zeros(H)})
    assert {a.dtype for a in arrays(params).values()} == {np.dtype(np.float64)}


@pytest.mark.parametrize(
    "x",
    [
        [[1], [0]],
        np.array([[1], [0]], np.uint8),
        np.array([[1], [0]], np.float16),
        [[True], [False]],
        [[Fraction(2, 2)], [10**30 - 10**30]],
        np.array([[1], [0]], np.longdouble),
    ],
    ids=["lists", "integers", "float16", "bools", "objects", "longdouble"],
)
def test_other_numbers_become_float64(x: Any) -> None:
    zero = [[0]]
    trace = gru.forward(gru.Params(zero, zero, [[1]], zero, zero, zero), x)
    assert trace.h.dtype == np.float64
    assert trace.h[:, 0].tolist() == pytest.approx([0, np.tanh(1) / 2, np.tanh(1) / 4])


# --- results that stay ---------------------------------------------------------------------


@pytest.mark.parametrize("reset", ["before", "after"])
@pytest.mark.parametrize("batch", [(), (B,)])
def test_every_array_is_read_only(reset: gru.Reset, batch: tuple[int, ...]) -> None:
    given = weights()
    if reset == "before":
        del given["c_n"]
    params = gru.Params(**given)
    trace = gru.forward(params, inputs(T, *batch, D), None, gru.Variant(reset=reset))
    for name, array in (arrays(params) | arrays(trace)).items():
        with pytest.raises(ValueError, match="read-only"):
            array[...] = 0
        assert not np.shares_memory(array, array.copy()), name


def test_no_field_can_be_set() -> None:
    params = gru.Params(**weights())
    trace = gru.forward(params, inputs(T, D), variant=AFTER)
    for of, name in ((params, "W_r"), (trace, "h"), (AFTER, "reset")):
        with pytest.raises(FrozenInstanceError):
            setattr(of, name, None)


def test_what_the_caller_changes_later_changes_nothing() -> None:
    given, x, h0 = weights(), inputs(T, D), inputs(H)
    params = gru.Params(**given)
    trace = gru.forward(params, x, h0, AFTER)
    kept = {name: array.copy() for name, array in arrays(trace).items()}
    for array in (*given.values(), x, h0):
        array[...] = 7
    for name, array in arrays(trace).items():
        assert_array_equal(array, kept[name], err_msg=name)
    again = gru.forward(params, kept["x"], kept["h"][0], AFTER)
    assert_array_equal(again.h, kept["h"])


def test_the_callers_arrays_stay_as_they_were() -> None:
    given, x, h0 = weights(), inputs(T, D), inputs(H)
    copies = {name: array.copy() for name, array in (given | {"x": x, "h0": h0}).items()}
    gru.forward(gru.Params(**given), x, h0, AFTER)
    for name, array in (given | {"x": x, "h0": h0}).items():
        assert_array_equal(array, copies[name], err_msg=name)
        array[...] = 0  # and can still be written


# --- the largest numbers -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("x", "a"),
    [
        ([1e308, 1e308], np.finfo(np.float64).max),
        ([-1e308, -1e308], -np.finfo(np.float64).max),
        ([1e308, -1e308], 0.0),
        ([1e308, 5.0], 1e308),
    ],
)
def test_an_input_of_1e308(x: list[float], a: float) -> None:
    one, zero = [[1.0, 1.0]], [[0.0]]
    with np.errstate(all="raise"):
        trace = gru.forward(gru.Params(one, one, one, zero, zero, zero), [x])
    assert trace.a_r[0] == trace.a_z[0] == trace.a_n[0] == a
    assert trace.r[0] == trace.z[0] == (np.sign(a) + 1) / 2
    assert trace.n[0] == np.sign(a)


def test_a_long_sum_that_only_passes_beyond_floats() -> None:
    half, zero = np.full((1, 64), 0.5), [[0.0]]
    x = np.where(np.arange(64) < 33, 1.6e308, -1.6e308)
    trace = gru.forward(gru.Params(half, half, half, zero, zero, zero), [x])
    assert trace.a_n[0, 0] == pytest.approx(1.6e308, rel=1e-14)


@pytest.mark.parametrize("reset", ["before", "after"])
def test_a_recurrent_sum_that_only_passes_beyond_floats(reset: gru.Reset) -> None:
    zero, column = np.zeros((2, 2)), np.zeros((2, 1))
    U_n = np.array([[1e308, -1e308], [1e308, 0.0]])
    params = gru.Params(column, column, column, zero, zero, U_n)
    trace = gru.forward(params, [[0.0]], [8.0, 8.0], gru.Variant(reset=reset))
    assert_array_equal(trace.a_n[0], [0.0, np.finfo(np.float64).max])
    assert_array_equal(trace.h[1], [4.0, 4.5])


@pytest.mark.parametrize("reset", ["before", "after"])
def test_a_unit_with_ordinary_weights_computes_beside_one_of_1e308(reset: gru.Reset) -> None:
    W, none, b_z = np.array([[1e308], [0.5]]), np.zeros((2, 2)), np.array([0.0, 0.3])
    x, h0 = np.array([[2.0], [-2.0]]), np.array([1e308, 0.0])
    params = gru.Params(W, W, W, none, none, none, None, b_z)
    trace = gru.forward(params, x, h0, gru.Variant(reset=reset))
    largest = np.finfo(np.float64).max
    assert_array_equal(trace.a_n, [[largest, 1.0], [-largest, -1.0]])
    assert_array_equal(trace.a_z, [[largest, 1.3], [-largest, -0.7]])
    assert_array_equal(trace.h[:, 0], [1e308, 1, 1])


def test_a_small_bias_counts_beside_a_state_and_a_bias_of_1e308() -> None:
    zero = [[0.0]]
    params = gru.Params(zero, zero, zero, zero, zero, zero, None, [0.3], [1e308])
    assert gru.forward(params, zero, [1e308]).a_z[0] == 0.3


# --- refusals ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"W_r": np.zeros(H)}, "W_r: expected shape (H, D), got (4,)"),
        ({"W_n": np.zeros((H, D + 1))}, "W_n: expected shape (4, 2), got (4, 3)"),
        ({"U_z": np.zeros((H, D))}, "U_z: expected shape (4, 4), got (4, 2)"),
        ({"b_r": np.zeros((H, 1))}, "b_r: expected shape (4,), got (4, 1)"),
        ({"c_n": 0.0}, "c_n: expected shape (4,), got ()"),
        ({"b_z": [0, 0, np.nan, 0]}, "b_z: expected finite numbers, got nan at (2,)"),
        ({"U_n": np.diag([0, np.inf, 0, 0])}, "U_n: expected finite numbers, got inf at (1, 1)"),
        ({"W_z": None}, "W_z: expected an array of numbers, got None"),
        ({"b_z": [0, 0, None, 0]}, "b_z: expected an array of numbers, got [0, 0, None, 0]"),
        ({"b_n": "words"}, "b_n: expected an array of numbers, got 'words'"),
        ({"b_n": [1j] * H}, "b_n: expected an array of numbers, got [1j, 1j, 1j, 1j]"),
        ({"b_n": [10**400] * H}, "b_n: expected an array of numbers, got [10000"),
        ({"W_r": [[1, 2], [3]]}, "W_r: expected an array of numbers, got [[1, 2], [3]]"),
    ],
)
def test_weights_that_do_not_fit_are_refused(changed: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        gru.Params(**weights() | changed)


@pytest.mark.parametrize(
    ("x", "h0", "message"),
    [
        (np.zeros(D), None, "x: expected shape (T, 2) or (T, B, 2), got (2,)"),
        (np.zeros((T, D + 1)), None, "x: expected shape (T, 2) or (T, B, 2), got (5, 3)"),
        (np.zeros((T, B, 1, D)), None, "x: expected shape (T, 2) or (T, B, 2), got (5, 3, 1, 2)"),
        ([[0, 0], [0, -np.inf]], None, "x: expected finite numbers, got -inf at (1, 1)"),
        ([["a", "b"]], None, "x: expected an array of numbers, got [['a', 'b']]"),
        (np.zeros((T, D)), np.zeros(H + 1), "h0: expected shape (4,), got (5,)"),
        (np.zeros((T, D)), np.zeros((B, H)), "h0: expected shape (4,), got (3, 4)"),
        (np.zeros((T, B, D)), np.zeros(H), "h0: expected shape (3, 4), got (4,)"),
        (np.zeros((T, D)), [0, np.nan, 0, 0], "h0: expected finite numbers, got nan at (1,)"),
    ],
)
def test_inputs_that_do_not_fit_are_refused(x: Any, h0: Any, message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        gru.forward(gru.Params(**weights()), x, h0, AFTER)


@pytest.mark.skipif(
    np.finfo(np.longdouble).maxexp == np.finfo(np.float64).maxexp,
    reason="a long double is no longer than a float here",
)
def test_a_long_double_beyond_floats_is_refused_without_a_warning() -> None:
    longer = np.ldexp(np.longdouble(1), 2000)
    with pytest.raises(ValueError, match="x: expected finite numbers, got inf at"):
        gru.forward(gru.Params(**weights()), np.full((T, D), longer), None, AFTER)
    with pytest.raises(ValueError, match="b_r: expected finite numbers, got inf at"):
        gru.Params(**weights() | {"b_r": np.full(H, longer)})


@pytest.mark.parametrize("reset", ["before", "after"])
def test_two_biases_of_a_product_count_as_their_sum(reset: gru.Reset) -> None:
    """All but c_n with reset "after", which the reset gate multiplies."""
    given, variant = weights(), gru.Variant(reset=reset)
    together = dict(given)
    for gate in "rzn" if reset == "before" else "rz":
        together[f"b_{gate}"] = given[f"b_{gate}"] + together.pop(f"c_{gate}")
    two = gru.forward(gru.Params(**given), inputs(T, D), variant=variant)
    one = gru.forward(gru.Params(**together), inputs(T, D), variant=variant)
    assert_array_equal(two.h, one.h)
    without = gru.forward(gru.Params(**weights() | {"c_r": None}), inputs(T, D), variant=variant)
    assert np.abs(two.h - without.h).max() > 0.01


@pytest.mark.parametrize("bare", [False, True])
@pytest.mark.parametrize("batch", [(), (B,)])
@pytest.mark.parametrize("reset", ["before", "after"])
@pytest.mark.parametrize(("update", "to_keep"), [("keeps", 1.5), ("renews", -1.5)])
def test_a_keep_bias_is_one_in_b_z_to_the_side_that_keeps(
    update: gru.Update, to_keep: float, reset: gru.Reset, batch: tuple[int, ...], bare: bool
) -> None:
    given = weights() | ({"b_z": None} if bare else {})
    b_z = np.zeros(H) if bare else given["b_z"]
    x, variant = inputs(T, *batch, D), gru.Variant(update, reset)
    moved = gru.forward(gru.Params(**given | {"b_z": b_z + to_keep}), x, None, variant)
    params = gru.Params(**given)
    trace = gru.forward(params, x, variant=variant, keep_bias=1.5)
    assert (trace.keep_bias, moved.keep_bias) == (1.5, 0)
    assert trace.params is params
    for name in ("h", *OF_A_TIMESTEP):
        assert_allclose(getattr(trace, name), getattr(moved, name), rtol=0, atol=1e-14)
    grads, of_moved = (gru.backward(run, np.ones_like(run.z)) for run in (trace, moved))
    assert_allclose(grads.h0, of_moved.h0, rtol=0, atol=1e-13)
    assert (grads.b_z is None) == bare


@pytest.mark.parametrize("keep_bias", [np.nan, [1, 2], "much"])
def test_a_keep_bias_is_one_number(keep_bias: Any) -> None:
    with pytest.raises(ValueError, match="keep_bias: expected"):
        gru.forward(gru.Params(**weights()), np.zeros((T, D)), keep_bias=keep_bias)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ({"update": "keep"}, "update must be one of ('renews', 'keeps'), got 'keep'"),
        ({"reset": None}, "reset must be one of ('before', 'after'), got None"),
    ],
)
def test_a_variant_of_other_words_is_refused(words: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        gru.Variant(**words)
