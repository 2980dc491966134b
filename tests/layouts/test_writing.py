"""Weights out, read again by us, by NumPy scripts and by the libraries that are installed."""

import re
import runpy

import numpy as np
import onnxruntime
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from gru_viz.cells import gru
from gru_viz.layouts.packing import LAYOUTS
from gru_viz.layouts.recognise import recognise
from gru_viz.layouts.writing import FORMATS, as_file, formats, loading_code, notes
from gru_viz.locales import LANGUAGES, Texts
from gru_viz.messages import Problem
from gru_viz.variants import PUBLISHED, WEIGHTS
from gru_viz.weight_files import read
from tests.layouts.random_params import random_params

ALL = [(key, form) for key, layout in LAYOUTS.items() for form in formats(layout)]


def read_back(key: str, data: bytes, form: str) -> gru.Params:
    (found,) = recognise(read(f"gru{FORMATS[form]}", data))
    same = {"d2l_concise": "torch", "d2l-typed": "d2l"}.get(key, key)
    return found.levels[0].forward.params(same)


@pytest.mark.parametrize(("key", "form"), ALL)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_what_is_written_is_read_to_the_last_bit(key, form, dtype):
    layout = LAYOUTS[key]
    params = random_params(1, 3, 2, layout.biases, dtype)
    back = read_back(key, as_file(params, layout, form), form)
    for name in (*WEIGHTS, *layout.biases):
        given, got = getattr(params, name), getattr(back, name)
        if form == "onnx":
            given = given.astype(np.float32)
        assert (got.dtype, got.tobytes()) == (given.dtype, given.tobytes()), name


@settings(max_examples=30)
@given(
    seed=st.integers(0, 2**32 - 1),
    H=st.integers(1, 5),
    D=st.integers(1, 5),
    key=st.sampled_from(list(LAYOUTS)),
    form=st.sampled_from(["safetensors", "npz"]),
)
def test_sizes_of_any_kind_come_back(seed, H, D, key, form):
    layout = LAYOUTS[key]
    params = random_params(seed, H, D, layout.biases)
    back = read_back(key, as_file(params, layout, form), form)
    for name in (*WEIGHTS, *layout.biases):
        assert getattr(back, name).tobytes() == getattr(params, name).tobytes()


@pytest.mark.parametrize("key", ["onnx", "onnx_after"])
def test_an_onnx_model_runs_in_onnxruntime(key):
    layout = PUBLISHED[key]
    params = random_params(2, 4, 3, layout.biases, np.float32)
    session = onnxruntime.InferenceSession(as_file(params, layout, "onnx"))
    x = np.random.default_rng(0).normal(size=(6, 2, 3)).astype(np.float32)
    y, last = session.run(["Y", "Y_h"], {"X": x})
    trace = gru.forward(params, x, None, layout.variant)
    assert_allclose(y[:, 0], trace.h[1:], rtol=0, atol=1e-6)
    assert_allclose(last[0], trace.h[-1], rtol=0, atol=1e-6)


def test_rounding_to_float32_is_said_with_how_much():
    layout = PUBLISHED["onnx"]
    exact = random_params(3, 3, 2, layout.biases, np.float32)
    assert notes(exact, layout, "onnx") == ()
    params = random_params(3, 3, 2, layout.biases)
    (note,) = notes(params, layout, "onnx")
    change = max(
        np.abs(getattr(params, name) - getattr(params, name).astype(np.float32)).max()
        for name in (*WEIGHTS, *layout.biases)
    )
    assert change <= float(note.args["largest"]) < 10 * change
    assert notes(params, layout, "safetensors") == ()


def test_a_weight_beyond_float32_is_not_written_as_infinity():
    layout = PUBLISHED["onnx"]
    zeros = {f"U_{g}": [[0.0]] for g in "rzn"} | {f"W_{g}": [[0.0]] for g in "zn"}
    params = gru.Params(W_r=[[1e39]], **zeros)
    for ask in (as_file, notes):
        with pytest.raises(Problem, match="write-too-large"):
            ask(params, layout, "onnx")


def test_a_format_that_a_layout_does_not_have_is_refused():
    with pytest.raises(ValueError, match="torch is not written as onnx"):
        as_file(random_params(4, 2, 2), PUBLISHED["torch"], "onnx")


@pytest.mark.parametrize(("key", "form"), ALL)
def test_the_code_loads_the_file_and_runs(key, form, tmp_path, monkeypatch):
    """Scripts of libraries that aren't installed are compiled at least."""
    layout = LAYOUTS[key]
    params = random_params(5, 3, 2, layout.biases)
    file = f"gru{FORMATS[form]}"
    code = loading_code(layout, 2, 3, file, Texts("en"))
    (tmp_path / file).write_bytes(as_file(params, layout, form))
    (tmp_path / "load.py").write_text(code, "utf-8")
    compile(code, "load.py", "exec")
    for name in re.findall(r"^(?:import|from) (torch|keras|flax|jax)", code, re.MULTILINE):
        pytest.importorskip(name, reason=f"{name} is not installed; its script was compiled")
    printed = []
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("builtins.print", lambda value: printed.append(np.array(value)))
    runpy.run_path("load.py")
    x = np.linspace(-1, 1, 10).reshape(5, 2)
    h = gru.forward(params, x, None, layout.variant).h[1:]
    tolerance = 1e-6 if form == "onnx" else 1e-12
    assert_allclose(np.vstack(printed), h, rtol=0, atol=tolerance)


@pytest.mark.parametrize("language", LANGUAGES)
def test_code_has_the_letters_of_its_notation(language):
    code = loading_code(PUBLISHED["ng"], 2, 3, "gru.npz", Texts(language))
    assert "Γ_u = sigma(W_u @ np.concatenate([c, x_t]) + b_u)" in code
    assert "c = Γ_u * c_tilde + (1 - Γ_u) * c" in code
    exam = loading_code(PUBLISHED["kr_exam"], 2, 3, "gru.npz", Texts(language))
    assert "u = sigma(W_u @ h + U_u @ x_t)" in exam
