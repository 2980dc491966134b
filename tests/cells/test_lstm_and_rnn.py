"""LSTM and RNN forwards: against onnxruntime, live; and what a caller relies on."""

import doctest
import re
import sys
from dataclasses import FrozenInstanceError, fields
from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from gru_viz.cells import lstm, rnn
from tests.cells import onnx_cells

T, B, D, H = 5, 3, 2, 4
GATES = "ifgo"
SIZES = pytest.mark.parametrize(
    ("T", "B", "D", "H"), [(1, 1, 1, 1), (6, 1, 3, 4), (20, 3, 5, 8)], ids=str
)
CELLS = pytest.mark.parametrize("cell", [lstm, rnn], ids=["lstm", "rnn"])
VARIANTS = [lstm.Variant(i, o) for i in ("own", "tied") for o in ("gate", "open")]


def weights(cell: Any, H: int = H, D: int = D, dtype: Any = np.float64) -> dict[str, np.ndarray]:
    rng = np.random.default_rng([H, D])
    shapes = {"W": (H, D), "U": (H, H), "b": (H,), "c": (H,)}
    names = [field.name for field in fields(cell.Params)]
    return {name: rng.normal(size=shapes[name[0]]).astype(dtype) for name in names}


def inputs(*shape: int, dtype: Any = np.float64) -> np.ndarray:
    return np.random.default_rng(1).normal(size=shape).astype(dtype)


def arrays(of: Any) -> dict[str, np.ndarray]:
    values = {field.name: getattr(of, field.name) for field in fields(of)}
    return {name: value for name, value in values.items() if isinstance(value, np.ndarray)}


@pytest.mark.parametrize(
    "function",
    [lstm.forward, lstm.backward, rnn.forward],
    ids=["lstm forward", "lstm backward", "rnn"],
)
def test_the_examples_in_the_docstrings_are_true(function: Any) -> None:
    result = doctest.testmod(sys.modules[function.__module__])
    assert result.attempted > 0
    assert result.failed == 0


# --- against onnxruntime -------------------------------------------------------------------


def normal(rng: np.random.Generator, *shape: int) -> np.ndarray:
    return rng.normal(size=shape).astype(np.float32)


@SIZES
def test_the_rnn_is_that_of_onnxruntime(T: int, B: int, D: int, H: int) -> None:
    rng = np.random.default_rng([T, B, D, H])
    W, bias = normal(rng, H, D), normal(rng, 2 * H)
    R = normal(rng, H, H) / np.float32(H**0.5)  # larger ones make the rounding of float32 grow
    x, h0 = normal(rng, T, B, D), np.tanh(normal(rng, B, H))
    (y,) = onnx_cells.session("RNN", W, R, bias).run(["Y"], {"X": x, "initial_h": h0[None]})
    params = rnn.Params(W, R, *np.split(bias, 2))
    for dtype in (np.float32, np.float64):
        trace = rnn.forward(params, x.astype(dtype), h0)
        assert_allclose(trace.h[1:], y[:, 0], rtol=0, atol=2e-6)


def onnx_lstm(
    rng: np.random.Generator, T: int, B: int, D: int, H: int, **attributes: int
) -> tuple[dict[str, np.ndarray], tuple[np.ndarray, ...], np.ndarray]:
    """Weights under our names; x, h0, c0; and what onnxruntime makes of them."""
    W, R, bias = normal(rng, 4 * H, D), normal(rng, 4 * H, H), normal(rng, 8 * H)
    x, h0, c0 = normal(rng, T, B, D), np.tanh(normal(rng, B, H)), normal(rng, B, H)
    session = onnx_cells.session("LSTM", W, R, bias, **attributes)
    (y,) = session.run(["Y"], {"X": x, "initial_h": h0[None], "initial_c": c0[None]})
    b, c = np.split(bias, 2)
    ours = {
        f"{kind}_{gate}": part
        for kind, stacked in (("W", W), ("U", R), ("b", b), ("c", c))
        for gate, part in zip("iofg", np.split(stacked, 4), strict=True)
    }
    return ours, (x, h0, c0), y[:, 0]


@SIZES
def test_the_lstm_is_that_of_onnxruntime(T: int, B: int, D: int, H: int) -> None:
    ours, (x, h0, c0), y = onnx_lstm(np.random.default_rng([T, B, D, H]), T, B, D, H)
    for dtype in (np.float32, np.float64):
        trace = lstm.forward(lstm.Params(**ours), x.astype(dtype), h0, c0)
        assert_allclose(trace.h[1:], y, rtol=0, atol=2e-6)


@SIZES
def test_tied_is_onnxruntimes_input_forget(T: int, B: int, D: int, H: int) -> None:
    """There f = 1 − i, of which i is computed: our f from the negated weights of its i."""
    rng = np.random.default_rng([T, B, D, H])
    ours, (x, h0, c0), y = onnx_lstm(rng, T, B, D, H, input_forget=1)
    for kind in "WUbc":
        ours[f"{kind}_f"] = -ours[f"{kind}_i"]
    trace = lstm.forward(lstm.Params(**ours), x, h0, c0, lstm.Variant("tied"))
    assert_allclose(trace.h[1:], y, rtol=0, atol=2e-6)


# --- the parts of a trace ------------------------------------------------------------------


def sigma(a: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-a))


@pytest.mark.parametrize("batch", [(), (B,)])
@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_each_part_of_an_lstm_follows_from_those_before(
    variant: lstm.Variant, batch: tuple[int, ...]
) -> None:
    p = weights(lstm)
    x, h0, c0 = inputs(T, *batch, D), inputs(*batch, H), 2 * inputs(*batch, H)
    trace = lstm.forward(lstm.Params(**p), x, h0, c0, variant, forget_bias=1.5)
    h, c = trace.h[:-1], trace.c[:-1]
    for gate in GATES:
        extra = 1.5 if gate == "f" else 0
        a = x @ p[f"W_{gate}"].T + h @ p[f"U_{gate}"].T + p[f"b_{gate}"] + p[f"c_{gate}"] + extra
        assert_allclose(getattr(trace, f"a_{gate}"), a, rtol=0, atol=1e-13)
    assert_allclose(trace.f, sigma(trace.a_f), rtol=0, atol=1e-15)
    own = variant.input == "own"
    assert_allclose(trace.i, sigma(trace.a_i) if own else 1 - trace.f, rtol=0, atol=1e-15)
    gate = variant.output == "gate"
    assert_allclose(trace.o, sigma(trace.a_o) if gate else 1, rtol=0, atol=1e-15)
    assert_allclose(trace.g, np.tanh(trace.a_g), rtol=0, atol=1e-15)
    assert_array_equal(trace.kept, trace.f * c)
    assert_array_equal(trace.written, trace.i * trace.g)
    assert_array_equal(trace.c[1:], trace.kept + trace.written)
    assert_allclose(trace.tanh_c, np.tanh(trace.c[1:]), rtol=0, atol=1e-15)
    assert_allclose(trace.h[1:], trace.o * trace.tanh_c, rtol=0, atol=1e-15)
    assert_array_equal(trace.h[0], h0)
    assert_array_equal(trace.c[0], c0)


@CELLS
@pytest.mark.parametrize("batch", [(), (B,)])
@pytest.mark.parametrize("steps", [0, 1, T])
def test_shapes(cell: Any, steps: int, batch: tuple[int, ...]) -> None:
    params = cell.Params(**weights(cell))
    trace = cell.forward(params, inputs(steps, *batch, D))
    assert (params.D, params.H) == (D, H)
    assert len(trace.x) == trace.T == steps
    assert trace.params is params
    for name, array in arrays(trace).items():
        rows = steps + 1 if name in ("h", "c") else steps
        assert array.shape == (rows, *batch, D if name == "x" else H), name


@CELLS
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_the_type_of_x_decides(cell: Any, dtype: Any) -> None:
    for of_weights in (np.float32, np.float64):
        params = cell.Params(**weights(cell, dtype=of_weights))
        trace = cell.forward(params, inputs(T, D, dtype=dtype), inputs(H))
        assert {array.dtype.type for array in arrays(trace).values()} == {dtype}


@CELLS
@pytest.mark.parametrize("batch", [(), (B,)])
def test_results_stay(cell: Any, batch: tuple[int, ...]) -> None:
    params = cell.Params(**weights(cell))
    trace = cell.forward(params, inputs(T, *batch, D))
    for of in (params, trace):
        for name, array in arrays(of).items():
            with pytest.raises(ValueError, match="read-only"):
                array[...] = 0
            with pytest.raises(FrozenInstanceError):
                setattr(of, name, None)


@CELLS
def test_a_batch_is_its_sequences_run_one_by_one(cell: Any) -> None:
    params, x, h0 = cell.Params(**weights(cell)), inputs(T, B, D), inputs(B, H)
    batch = arrays(cell.forward(params, x, h0))
    for b in range(B):
        for name, alone in arrays(cell.forward(params, x[:, b], h0[b])).items():
            assert_allclose(batch[name][:, b], alone, rtol=0, atol=1e-14, err_msg=name)


@CELLS
def test_no_bias_is_a_bias_of_zero(cell: Any) -> None:
    given = weights(cell)
    zeros = {name: np.zeros(H) for name in given if name[0] in "bc"}
    without = {name: array for name, array in given.items() if name[0] in "WU"}
    zero = cell.forward(cell.Params(**given | zeros), inputs(T, D))
    none = cell.forward(cell.Params(**without), inputs(T, D))
    assert_array_equal(none.h, zero.h)


def test_a_forget_bias_is_one_in_b_f() -> None:
    given, x = weights(lstm), inputs(T, D)
    moved = given | {"b_f": given["b_f"] + 1}
    trace = lstm.forward(lstm.Params(**given), x, forget_bias=1)
    assert trace.forget_bias == 1
    assert_allclose(trace.h, lstm.forward(lstm.Params(**moved), x).h, rtol=0, atol=1e-14)


# --- refusals ------------------------------------------------------------------------------


@CELLS
@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"W": np.zeros(H)}, "expected shape (H, D), got (4,)"),
        ({"U": np.zeros((H, D))}, "expected shape (4, 4), got (4, 2)"),
        ({"c": np.zeros(1)}, "expected shape (4,), got (1,)"),
        ({"b": [0, np.nan, 0, 0]}, "expected finite numbers, got nan at (1,)"),
        ({"W": None}, "expected an array of numbers, got None"),
    ],
)
def test_weights_that_do_not_fit_are_refused(
    cell: Any, changed: dict[str, Any], message: str
) -> None:
    names = {kind: f"{kind}_i" if cell is lstm else kind for kind in changed}
    changed = {names[kind]: value for kind, value in changed.items()}
    (name,) = names.values()
    with pytest.raises(ValueError, match=re.escape(f"{name}: {message}")):
        cell.Params(**weights(cell) | changed)


BAD_INPUTS = [
    ({"x": np.zeros((T, D + 1))}, "x: expected shape (T, 2) or (T, B, 2), got (5, 3)"),
    ({"x": [[0, np.inf]]}, "x: expected finite numbers, got inf at (0, 1)"),
    ({"h0": np.zeros(H + 1)}, "h0: expected shape (4,), got (5,)"),
]
BAD_INPUTS_OF_AN_LSTM = [
    ({"c0": np.zeros((B, H))}, "c0: expected shape (4,), got (3, 4)"),
    ({"forget_bias": np.nan}, "forget_bias: expected finite numbers, got nan"),
    ({"forget_bias": [1, 2]}, "forget_bias: expected one number, got shape (2,)"),
]


@pytest.mark.parametrize(
    ("cell", "given", "message"),
    [
        *((lstm, *bad) for bad in BAD_INPUTS + BAD_INPUTS_OF_AN_LSTM),
        *((rnn, *bad) for bad in BAD_INPUTS),
    ],
)
def test_inputs_that_do_not_fit_are_refused(cell: Any, given: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        cell.forward(**{"params": cell.Params(**weights(cell)), "x": np.zeros((T, D))} | given)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ({"input": "free"}, "input must be one of ('own', 'tied'), got 'free'"),
        ({"output": None}, "output must be one of ('gate', 'open'), got None"),
    ],
)
def test_a_variant_of_other_words_is_refused(words: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        lstm.Variant(**words)


@CELLS
def test_a_pre_activation_beyond_floats_is_refused_with_its_timestep(cell: Any) -> None:
    x = np.zeros((T, 2))
    x[2] = 1e308
    huge = {name: np.full_like(w, 10) for name, w in weights(cell).items() if name[0] == "W"}
    params = cell.Params(**weights(cell) | huge)
    first = "a_i" if cell is lstm else "a"
    message = f"{first}: leaves the range of float64 at timestep 3"
    with np.errstate(all="raise"), pytest.raises(ValueError, match=message):
        cell.forward(params, x)


def test_of_all_pre_activations_the_earliest_beyond_floats_is_named() -> None:
    given = weights(lstm) | {"W_i": np.full((H, D), 10.0), "W_o": np.full((H, D), 1e3)}
    x = np.zeros((T, D))
    x[1], x[3] = 5e305, 5e307  # a_o at timestep 2, a_i at timestep 4
    with pytest.raises(ValueError, match="a_o: leaves the range of float64 at timestep 2"):
        lstm.forward(lstm.Params(**given), x)


@pytest.mark.parametrize(("gate", "variant"), [("i", VARIANTS[2]), ("o", VARIANTS[1])])
def test_a_gate_that_is_not_computed_may_be_beyond_floats(gate: str, variant: lstm.Variant) -> None:
    x = np.full((T, D), 1e306)
    huge = lstm.Params(**weights(lstm) | {f"W_{gate}": np.full((H, D), 1e3)})
    with pytest.raises(ValueError, match=f"a_{gate}: leaves the range"):
        lstm.forward(huge, x)
    usual = lstm.Params(**weights(lstm) | {f"W_{gate}": np.zeros((H, D))})
    trace = lstm.forward(huge, x, variant=variant)
    assert_array_equal(trace.h, lstm.forward(usual, x, variant=variant).h)


@CELLS
def test_large_numbers_within_floats_saturate_without_a_warning(cell: Any) -> None:
    params = cell.Params(**weights(cell))
    with np.errstate(all="raise"):
        trace = cell.forward(params, np.full((T, D), 1e300))
    assert all(np.isfinite(array).all() for array in arrays(trace).values())
