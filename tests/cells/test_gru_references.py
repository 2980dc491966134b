"""The GRU against others that share no line with it.

PyTorch and Keras: their stored outputs, in float64 (``reference/`` has the scripts). Each keeps
its weights in a layout of its own; the mapping to ours is spelt out here. onnxruntime: live.
A scalar GRU in plain Python: for every intermediate, and for the variants that no library has.
"""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_allclose

from gru_viz.cells import gru
from tests.cells import onnx_gru, scalar_gru

REFERENCE = Path(__file__).parent / "reference"
VARIANTS = [
    gru.Variant(update, reset) for update in ("renews", "keeps") for reset in ("before", "after")
]
KEEPS_AFTER = gru.Variant("keeps", "after")
KEEPS_BEFORE = gru.Variant("keeps", "before")

Arrays = dict[str, np.ndarray]


def stored(library: str) -> dict[str, Arrays]:
    """The cases of a library: for each, its arrays under the library's names."""
    cases: dict[str, Arrays] = {}
    with np.load(REFERENCE / f"{library}.npz", allow_pickle=False) as file:
        for path in file.files:
            if path != "versions":
                case, name = path.split("/")
                cases.setdefault(case, {})[name] = file[path]
    return cases


TORCH, KERAS = stored("torch"), stored("keras")


def from_torch(w: Arrays) -> gru.Params:
    """weight_ih (3H, D) and weight_hh (3H, H) hold rows for r, z, n; so do the two biases (3H).

    The gates add their two biases, so one sum serves; n keeps both, bias_hh inside the reset's
    bracket.
    """
    W_r, W_z, W_n = np.split(w["weight_ih_l0"], 3)
    U_r, U_z, U_n = np.split(w["weight_hh_l0"], 3)
    if "bias_ih_l0" not in w:
        return gru.Params(W_r, W_z, W_n, U_r, U_z, U_n)
    b_r, b_z, b_n = np.split(w["bias_ih_l0"], 3)
    d_r, d_z, c_n = np.split(w["bias_hh_l0"], 3)
    return gru.Params(W_r, W_z, W_n, U_r, U_z, U_n, b_r, b_z, b_n, d_r, d_z, c_n)


def from_keras(w: Arrays) -> gru.Params:
    """kernel (D, 3H) and recurrent_kernel (H, 3H) hold columns for z, r, n: ours transposed.

    bias is (3H,) with reset_after=False; with True it is (2, 3H), input then recurrent.
    """
    W_z, W_r, W_n = np.split(w["kernel"].T, 3)
    U_z, U_r, U_n = np.split(w["recurrent_kernel"].T, 3)
    if "bias" not in w:
        return gru.Params(W_r, W_z, W_n, U_r, U_z, U_n)
    if w["bias"].ndim == 1:
        b_z, b_r, b_n = np.split(w["bias"], 3)
        return gru.Params(W_r, W_z, W_n, U_r, U_z, U_n, b_r, b_z, b_n)
    (b_z, b_r, b_n), (d_z, d_r, c_n) = (np.split(row, 3) for row in w["bias"])
    return gru.Params(W_r, W_z, W_n, U_r, U_z, U_n, b_r, b_z, b_n, d_r, d_z, c_n)


def z_flipped(params: gru.Params) -> gru.Params:
    """All weights of z negated: z becomes 1 − z, as σ(−a) = 1 − σ(a)."""
    of_z = {name: getattr(params, name) for name in ("W_z", "U_z", "b_z", "c_z")}
    return replace(params, **{name: None if a is None else -a for name, a in of_z.items()})


@pytest.mark.parametrize("case", TORCH)
def test_keeps_after_is_pytorch(case: str) -> None:
    w = TORCH[case]
    trace = gru.forward(from_torch(w), w["x"], w.get("h0"), KEEPS_AFTER)
    assert_allclose(trace.h[1:], w["output"], rtol=0, atol=1e-12)


@pytest.mark.parametrize("case", TORCH)
def test_renews_after_is_pytorch_with_z_flipped(case: str) -> None:
    w = TORCH[case]
    params = z_flipped(from_torch(w))
    trace = gru.forward(params, w["x"], w.get("h0"), gru.Variant("renews", "after"))
    assert_allclose(trace.h[1:], w["output"], rtol=0, atol=1e-12)


@pytest.mark.parametrize("case", TORCH)
def test_a_sequence_alone_is_pytorch_too(case: str) -> None:
    w = TORCH[case]
    h0 = w["h0"][0] if "h0" in w else None
    trace = gru.forward(from_torch(w), w["x"][:, 0], h0, KEEPS_AFTER)
    assert_allclose(trace.h[1:], w["output"][:, 0], rtol=0, atol=1e-12)


@pytest.mark.parametrize("case", KERAS)
def test_keeps_is_keras_with_reset_after_true_and_false(case: str) -> None:
    w = KERAS[case]
    variant = KEEPS_AFTER if case.startswith("after") else KEEPS_BEFORE
    trace = gru.forward(from_keras(w), w["x"].swapaxes(0, 1), w.get("h0"), variant)
    assert_allclose(trace.h[1:].swapaxes(0, 1), w["output"], rtol=0, atol=1e-12)


@pytest.mark.parametrize("case", [case for case in KERAS if case.startswith("before")])
def test_renews_before_is_keras_with_z_flipped(case: str) -> None:
    w = KERAS[case]
    params = z_flipped(from_keras(w))
    trace = gru.forward(params, w["x"].swapaxes(0, 1), w.get("h0"), gru.Variant())
    assert_allclose(trace.h[1:].swapaxes(0, 1), w["output"], rtol=0, atol=1e-12)


@pytest.mark.parametrize("bias", [True, False], ids=["biases", "no biases"])
@pytest.mark.parametrize(("T", "D", "H"), [(1, 1, 1), (5, 3, 4), (30, 2, 7)])
@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_every_intermediate_is_that_of_the_scalar_equations(
    variant: gru.Variant, T: int, D: int, H: int, bias: bool
) -> None:
    rng = np.random.default_rng([T, D, H])
    shapes = {"W": (H, D), "U": (H, H)}
    p: dict[str, Any] = {f"{m}_{g}": rng.normal(size=shapes[m]) for m in "WU" for g in "rzn"}
    given = ("b_r", "b_z", "b_n", "c_r", "c_z", "c_n")
    biases = {name: rng.normal(size=H) for name in given} if bias else {}
    x, h0 = rng.normal(scale=2, size=(T, D)), rng.uniform(-1, 1, H)

    trace = gru.forward(gru.Params(**p, **biases), x, h0, variant)

    none = dict.fromkeys(("b_r", "b_z", "b_n", "c_r", "c_z", "c_n"), np.zeros(H))
    lists = {name: array.tolist() for name, array in (none | p | biases).items()}
    steps = scalar_gru.run(lists, x.tolist(), h0.tolist(), variant.update, variant.reset)
    for t, expected in enumerate(steps):
        for name, numbers in expected.items():
            row = t + 1 if name == "h" else t
            assert_allclose(
                getattr(trace, name)[row], numbers, rtol=0, atol=1e-12, err_msg=f"{name} at {t}"
            )


@pytest.mark.parametrize(("T", "B", "D", "H"), [(1, 1, 1, 1), (6, 1, 3, 4), (20, 3, 5, 8)])
@pytest.mark.parametrize("reset", ["before", "after"])
def test_keeps_is_onnxruntime_with_linear_before_reset_0_and_1(
    reset: gru.Reset, T: int, B: int, D: int, H: int
) -> None:
    """W (3H, D) and R (3H, H) hold rows for z, r, n; B (6H) the biases of both."""
    rng = np.random.default_rng([T, B, D, H])

    def normal(*shape: int) -> np.ndarray:
        return rng.normal(size=shape).astype(np.float32)

    W, R, bias = normal(3 * H, D), normal(3 * H, H), normal(6 * H)
    x, h0 = normal(T, B, D), np.tanh(normal(B, H))
    (W_z, W_r, W_n), (U_z, U_r, U_n) = np.split(W, 3), np.split(R, 3)
    b_z, b_r, b_n, d_z, d_r, c_n = np.split(bias, 6)
    params = gru.Params(W_r, W_z, W_n, U_r, U_z, U_n, b_r, b_z, b_n, d_r, d_z, c_n)

    session = onnx_gru.session(W, R, bias, int(reset == "after"))
    (y,) = session.run(["Y"], {"X": x, "initial_h": h0[None]})

    for dtype in (np.float32, np.float64):
        trace = gru.forward(params, x.astype(dtype), h0, gru.Variant("keeps", reset))
        assert_allclose(trace.h[1:], y[:, 0], rtol=0, atol=1e-6)


def test_keeps_after_is_pytorch_live() -> None:
    torch = pytest.importorskip("torch", reason="torch is not installed; its stored outputs serve")
    T, B, D, H = 50, 4, 3, 16
    torch.manual_seed(0)
    layer = torch.nn.GRU(D, H, dtype=torch.float64)
    x, h0 = torch.randn(T, B, D, dtype=torch.float64), torch.rand(1, B, H, dtype=torch.float64)
    with torch.no_grad():
        output = layer(x, h0)[0].numpy()
    weights = {name: w.detach().numpy() for name, w in layer.named_parameters()}
    trace = gru.forward(from_torch(weights), x.numpy(), h0[0].numpy(), KEEPS_AFTER)
    assert_allclose(trace.h[1:], output, rtol=0, atol=1e-12)
