"""The trees say what the trace holds."""

import numpy as np
import pytest

from gru_viz import formulas
from gru_viz.cells import gru

VARIANTS = [gru.Variant(u, r) for u in ("renews", "keeps") for r in ("before", "after")]


def run(variant: gru.Variant, biases: bool) -> gru.Trace:
    rng = np.random.default_rng(3)
    W, U = rng.normal(size=(3, 4, 2)), rng.normal(size=(3, 4, 4))
    b = rng.normal(size=(4, 4)) if biases else [None] * 4
    c_n = b[3] if variant.reset == "after" else None
    params = gru.Params(*W, *U, *b[:3], c_n)
    return gru.forward(params, rng.normal(size=(6, 2)), rng.uniform(-1, 1, 4), variant)


@pytest.mark.parametrize("biases", [True, False])
@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_every_equation_evaluates_to_the_trace(variant: gru.Variant, biases: bool) -> None:
    trace = run(variant, biases)
    weights = {f: getattr(trace.params, f) for f in trace.params.__slots__}
    for t in range(trace.T):
        known = {"x": trace.x[t], "h_prev": trace.h[t]}
        for equation in formulas.equations(variant, trace.params):
            a = formulas.value(equation.argument, weights | known)
            if equation.before:
                assert a == pytest.approx(getattr(trace, equation.before)[t], abs=1e-14)
            match equation.function:
                case "sigma":
                    a = 1 / (1 + np.exp(-a))
                case "tanh":
                    a = np.tanh(a)
            expected = (
                trace.h[t + 1] if equation.result == "h" else getattr(trace, equation.result)[t]
            )
            assert a == pytest.approx(expected, abs=1e-14)
            known[equation.result] = expected


def test_a_missing_bias_is_not_written() -> None:
    variant = gru.Variant("keeps", "after")
    written = str([e.argument for e in formulas.equations(variant, run(variant, False).params)])
    assert "b_" not in written
    assert "c_n" not in written


def test_json_keeps_kind_names_and_order() -> None:
    variant = gru.Variant("renews", "before")
    mix = formulas.equations(variant, run(variant, True).params)[3]
    assert formulas.as_json(mix.argument) == [
        "sum",
        ["hadamard", ["one_minus", ["quantity", "z"]], ["quantity", "h_prev"]],
        ["hadamard", ["quantity", "z"], ["quantity", "n"]],
    ]
