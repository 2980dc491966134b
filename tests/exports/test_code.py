"""Exported code, run as a program of its own, prints the digits of the trace."""

import ast
import os
import subprocess
import sys
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given

from gru_viz.cells import gru
from gru_viz.exports.code import numpy_code, torch_code
from gru_viz.locales import texts
from gru_viz.messages import Problem
from gru_viz.sequences import Sequence
from tests.exports.runs import (
    FEATURES,
    NUMBERS,
    VARIANTS,
    WORDS,
    Run,
    holds,
    hostile_runs,
    run_of,
)

# An interpreter that has PyTorch, if it is not this one.
TORCH_PYTHON = os.environ.get("GRU_VIZ_TORCH_PYTHON", sys.executable)


@cache
def has_torch() -> bool:
    found = subprocess.run([TORCH_PYTHON, "-c", "import torch"], capture_output=True)
    return found.returncode == 0


def printed(python: str, script: str, folder: Path) -> str:
    """What a script prints; it may warn of nothing, and knows only ASCII to print with."""
    path = folder / "run.py"
    path.write_text(script, "utf-8")
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        [python, "-W", "error", str(path)], capture_output=True, text=True, env=environment
    )
    assert done.returncode == 0, done.stderr
    assert not done.stderr
    return done.stdout


def expected(trace: gru.Trace, decimals: int) -> str:
    step = Decimal(1).scaleb(-decimals)

    def digits(row: np.ndarray) -> str:
        shown = (Decimal(v).quantize(step, ROUND_HALF_UP) for v in row.tolist())
        return " ".join(str(abs(v) if v == 0 else v) for v in shown)

    lines = []
    for t in range(trace.T):
        lines.append(f"t = {t + 1}")
        quantities = {"r": trace.r[t], "z": trace.z[t], "n": trace.n[t], "h": trace.h[t + 1]}
        lines += [f"  {name} {digits(row)}" for name, row in quantities.items()]
    return "\n".join(lines) + "\n"


CASES: dict[str, dict[str, Any]] = {
    "numbers": {},
    "initial state": {"h0": [0.5, -0.25, 0.123456]},
    "features": {"text": FEATURES},
    "tokens": {"text": WORDS},
    "one unit": {"H": 1},
    "held": {"hold": holds(5, 3)},
    "rounded": {"rounded_to": 3},
    "rounded to 6": {"rounded_to": 6, "text": FEATURES, "h0": [0.5, -0.25, 0.123456]},
    "rounded and held": {"rounded_to": 2, "hold": holds(5, 3)},
}


@pytest.fixture(params=["numpy", "torch"])
def library(request: pytest.FixtureRequest) -> tuple[str, Callable[..., str]]:
    if request.param == "numpy":
        return sys.executable, numpy_code
    if not has_torch():
        pytest.skip("PyTorch is not installed, so its exported code is not run")
    return TORCH_PYTHON, torch_code


@pytest.mark.parametrize("variant", VARIANTS, ids=str)
@pytest.mark.parametrize("case", CASES)
def test_it_prints_the_digits_of_the_trace(case, variant, library, tmp_path) -> None:
    python, code = library
    trace, sequence = run_of(variant=variant, **({"text": NUMBERS} | CASES[case]))
    decimals = trace.decimals or 4
    script = code(trace, sequence, texts("ko"), decimals)
    assert printed(python, script, tmp_path) == expected(trace, decimals)


@pytest.mark.parametrize("decimals", [2, 6])
def test_a_tie_is_rounded_as_on_the_page(decimals: int, library, tmp_path) -> None:
    # Without weights z is ½, so h is halved at each timestep: ½, ¼, ⅛, …, each of them exactly.
    python, code = library
    zero = [[0.0]]
    params = gru.Params(zero, zero, zero, zero, zero, zero)
    trace = gru.forward(params, np.zeros((8, 1)), [-1.0])
    sequence = Sequence(np.zeros((8, 1)), (), ("x1",), "numbers")
    script = code(trace, sequence, texts("en"), decimals)
    assert printed(python, script, tmp_path) == expected(trace, decimals)
    assert {2: "-0.13", 6: "-0.125000"}[decimals] in expected(trace, decimals)


@pytest.mark.parametrize("rounded_to", [None, 3])
@pytest.mark.parametrize("update", ["renews", "keeps"])
def test_saturated_gates_make_no_noise(update, rounded_to, library, tmp_path) -> None:
    python, code = library
    trace, sequence = run_of("900, -900", gru.Variant(update, "after"), rounded_to=rounded_to)
    assert np.abs(trace.a_r).max() > 720
    script = code(trace, sequence, texts("en"))
    assert printed(python, script, tmp_path) == expected(trace, 3)


@pytest.mark.parametrize("bias", [("b_r",), ("c_n",), ("b_r", "b_z", "b_n", "c_n")])
def test_a_bias_that_is_not_there_is_not_written(bias, library, tmp_path) -> None:
    python, code = library
    variant = gru.Variant("keeps", "after")
    drawn = run_of("0.5, 2", variant)[0].params
    given = {name: getattr(drawn, name) for name in drawn.__slots__ if name not in bias}
    trace = gru.forward(gru.Params(**given), [[0.5], [2.0]], None, variant)
    script = code(trace, run_of("0.5, 2")[1], texts("en"))
    assert not [name for name in bias if f"{name} =" in script]
    assert printed(python, script, tmp_path) == expected(trace, 3)


@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_pytorch_computes_h_itself_where_it_can(variant: gru.Variant) -> None:
    def uses_it(**given: Any) -> bool:
        return "torch.nn.GRU(" in torch_code(*run_of(variant=variant, **given), texts("en"))

    assert uses_it() == (variant.reset == "after")
    assert not uses_it(hold=holds(5, 3))
    assert not uses_it(rounded_to=3)


def test_what_python_would_overflow_at_is_refused() -> None:
    for text in ("1e308", "1e200"):
        trace, sequence = run_of(text, h0=[1e120] * 3)
        with pytest.raises(Problem) as problem:
            numpy_code(trace, sequence, texts("en"))
        assert problem.value.message.key == "export-code-too-large"


def without_comments(script: str) -> str:
    return ast.dump(ast.parse(script))


@given(hostile_runs)
def test_whatever_was_typed_the_code_is_the_same(run: Run) -> None:
    trace, sequence = run
    harmless = Sequence(sequence.x, (), ("x1",), "numbers")
    for code in (numpy_code, torch_code):
        script = code(trace, sequence, texts("ko"))
        script.encode()
        assert without_comments(script) == without_comments(code(trace, harmless, texts("en")))
        assert not [line for line in script.splitlines()[:2] if "coding" in line]
