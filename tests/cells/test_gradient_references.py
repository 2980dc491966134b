"""Gradients through time against PyTorch's autograd.

Its stored gradients, in float64 (``reference/make_torch_gradients.py``), and the same made live
where torch is installed. Each layer keeps its weights in a layout of its own; the mapping to
ours is spelt out here.
"""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_allclose

from gru_viz.cells import gru, lstm, rnn

Arrays = dict[str, np.ndarray]

KINDS = {"weight_ih_l0": "W", "weight_hh_l0": "U", "bias_ih_l0": "b", "bias_hh_l0": "c"}
GATES = {"gru": "rzn", "lstm": "ifgo"}  # the order of the rows
CELLS: dict[str, Any] = {"gru": gru, "lstm": lstm, "rnn": rnn}
WRITTEN = ("r", "z", "n", "q", "rq", "a_r", "a_z", "a_n")


def stored() -> dict[str, Arrays]:
    """The cases: for each, its arrays under the names of PyTorch, gradients as "d <name>"."""
    cases: dict[str, Arrays] = {}
    path = Path(__file__).parent / "reference" / "torch_gradients.npz"
    with np.load(path, allow_pickle=False) as file:
        for key in file.files:
            if key != "versions":
                case, name = key.split("/")
                cases.setdefault(case, {})[name] = file[key]
    return cases


STORED = stored()
LAYERS = [case for case in STORED if not case.startswith("written")]
VARIANTS = [case for case in STORED if case.startswith("written")]


def ours(cell: str, arrays: Arrays, prefix: str = "") -> Arrays:
    """A layer's weights, or their gradients, under our names."""
    found = {}
    for theirs, kind in KINDS.items():
        if (stacked := arrays.get(prefix + theirs)) is None:
            continue
        if cell == "rnn":
            found[kind] = stacked
        else:
            parts = np.split(stacked, len(GATES[cell]))
            found |= {f"{kind}_{g}": part for g, part in zip(GATES[cell], parts, strict=True)}
    return found


def back(cell: str, case: Arrays, at: Any = np.s_[:], dtype: Any = np.float64) -> tuple[Any, Any]:
    """Our trace and gradients of a layer; at: which of the batch."""
    given = {name: case[name][at].astype(dtype) for name in ("h0", "c0") if name in case}
    variant = {"variant": gru.Variant("keeps", "after")} if cell == "gru" else {}
    params = CELLS[cell].Params(**ours(cell, case))
    trace = CELLS[cell].forward(params, case["x"][:, at].astype(dtype), **given, **variant)
    losses = {name: case[name][:, at] for name in ("dh", "dc") if name in case}
    return trace, CELLS[cell].backward(trace, **losses)


def expect_layer(
    cell: str, case: Arrays, dtype: Any = np.float64, tolerance: float = 1e-10
) -> None:
    trace, grads = back(cell, case, dtype=dtype)
    assert_allclose(trace.h[1:], case["output"], rtol=0, atol=tolerance)
    expected = ours(cell, case, "d ")
    expected |= {
        name: case[f"d {name}"] for name in ("x", "h", "c", "h0", "c0") if f"d {name}" in case
    }
    for name, gradient in expected.items():
        found = getattr(grads, name)
        if name == "c" and cell == "lstm":  # PyTorch's is without the way through h_t
            found = found - grads.h * trace.o * (1 - np.tanh(trace.c[1:]) ** 2)
        assert found.dtype == dtype
        slack = tolerance * max(1, np.abs(gradient).max())
        assert_allclose(found, gradient, rtol=0, atol=slack, err_msg=name)


def expect_written(name: str, case: Arrays, tolerance: float = 1e-10) -> None:
    variant = gru.Variant(*name.split()[1:])
    weights = {key: array for key, array in case.items() if key[:2] in ("W_", "U_", "b_", "c_")}
    trace = gru.forward(gru.Params(**weights), case["x"], case["h0"], variant)
    assert_allclose(trace.h[1:], case["output"], rtol=0, atol=tolerance)
    grads = gru.backward(trace, case["dh"])
    for key in (*weights, *WRITTEN, "x", "h0", "h"):
        assert_allclose(getattr(grads, key), case[f"d {key}"], rtol=0, atol=tolerance, err_msg=key)


@pytest.mark.parametrize("case", LAYERS)
def test_gradients_are_those_of_pytorch(case: str) -> None:
    expect_layer(case.split()[0], STORED[case])


@pytest.mark.parametrize("case", LAYERS)
def test_gradients_in_float32_are_near_those_of_pytorch_in_float64(case: str) -> None:
    expect_layer(case.split()[0], STORED[case], np.float32, 2e-5)


@pytest.mark.parametrize("case", [case for case in LAYERS if "batch" in case or "long" in case])
def test_a_sequence_alone_has_the_gradients_of_pytorch_too(case: str) -> None:
    cell, arrays = case.split()[0], STORED[case]
    expected = ours(cell, arrays, "d ")
    alone = [back(cell, arrays, b)[1] for b in range(arrays["x"].shape[1])]
    for name in expected:
        summed = sum(getattr(grads, name) for grads in alone)
        assert_allclose(summed, expected[name], rtol=0, atol=1e-10, err_msg=name)
    for b, grads in enumerate(alone):
        for name in ("x", "h"):
            gradient = arrays[f"d {name}"][:, b]
            assert_allclose(getattr(grads, name), gradient, rtol=0, atol=1e-10, err_msg=name)
        assert_allclose(grads.h0, arrays["d h0"][b], rtol=0, atol=1e-10)


@pytest.mark.parametrize("case", VARIANTS)
def test_all_variants_of_the_gru_have_the_gradients_of_autograd(case: str) -> None:
    expect_written(case, STORED[case])


def test_512_timesteps_are_among_the_cases() -> None:
    assert {len(STORED[f"{cell} long"]["x"]) for cell in CELLS} == {512}


# --- live ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def live() -> Any:
    pytest.importorskip("torch", reason="torch is not installed; its stored gradients serve")
    from tests.cells.reference import make_torch_gradients

    return make_torch_gradients


@pytest.mark.parametrize("cell", CELLS)
def test_gradients_are_those_of_pytorch_live(live: Any, cell: str) -> None:
    expect_layer(cell, live.layer(cell, 50, 4, 3, 8, True, True, seed=7))


@pytest.mark.parametrize("case", VARIANTS)
def test_all_variants_of_the_gru_have_the_gradients_of_autograd_live(live: Any, case: str) -> None:
    update, reset = case.split()[1:]
    expect_written(case, live.written(update, reset, 20, 3, 4, 6, seed=7))
