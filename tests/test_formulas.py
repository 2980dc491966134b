"""The trees say what the trace holds."""

import numpy as np
import pytest

from gru_viz import formulas
from gru_viz.cells import gru
from gru_viz.variants import BIASES, PUBLISHED, QUANTITIES, WEIGHTS, Notation, own

OURS = [own(gru.Variant(u, r)) for u in ("renews", "keeps") for r in ("before", "after")]
NOTATIONS = [*OURS, *PUBLISHED.values()]

each_notation = pytest.mark.parametrize(
    "notation", NOTATIONS, ids=lambda n: f"{n.key}-{n.variant.update}-{n.variant.reset}"
)


def run(notation: Notation, biases: tuple[str, ...]) -> gru.Trace:
    rng = np.random.default_rng(3)
    W, U = rng.normal(size=(3, 4, 2)), rng.normal(size=(3, 4, 4))
    params = gru.Params(*W, *U, **{name: rng.normal(size=4) for name in biases})
    return gru.forward(params, rng.normal(size=(6, 2)), rng.uniform(-1, 1, 4), notation.variant)


@pytest.mark.parametrize("biases", ["all", "its own", "none"])
@each_notation
def test_every_equation_evaluates_to_the_trace(notation: Notation, biases: str) -> None:
    """Whatever the notation's order, and whether it writes one product or two."""
    trace = run(notation, {"all": BIASES, "its own": notation.biases, "none": ()}[biases])
    weights = {f: getattr(trace.params, f) for f in trace.params.__slots__}
    for t in range(trace.T):
        known = {"x": trace.x[t], "h_prev": trace.h[t]}
        for equation in formulas.equations(notation, trace.params):
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


@each_notation
def test_a_notation_names_everything_that_its_formula_can_hold(notation: Notation) -> None:
    assert set(notation.symbols) == {*QUANTITIES, *WEIGHTS, *BIASES}
    quantities = [notation.symbols[name] for name in QUANTITIES]
    assert len({(s.base, s.sub, s.accent) for s in quantities}) == len(quantities)
    if notation.products == "separate":
        weights = [(s.base, s.sub) for name in WEIGHTS for s in [notation.symbols[name]]]
        assert len(set(weights)) == len(weights)


def test_a_missing_bias_is_not_written() -> None:
    notation = PUBLISHED["torch"]
    written = str([e.argument for e in formulas.equations(notation, run(notation, ()).params)])
    assert "b_" not in written
    assert "c_" not in written


def test_json_keeps_kind_names_and_order() -> None:
    notation = own(gru.Variant())
    mix = formulas.equations(notation, run(notation, notation.biases).params)[3]
    assert formulas.as_json(mix.argument) == [
        "sum",
        ["hadamard", ["one_minus", ["quantity", "z"]], ["quantity", "h_prev"]],
        ["hadamard", ["quantity", "z"], ["quantity", "n"]],
    ]


def test_the_order_of_the_terms_is_the_notations() -> None:
    def names(key: str) -> list[list[object]]:
        notation = PUBLISHED[key]
        params = run(notation, notation.biases).params
        return [formulas.as_json(e.argument) for e in formulas.equations(notation, params)]

    x, h = ["quantity", "x"], ["quantity", "h_prev"]
    reset, *_, mix = names("torch")  # nn.GRU: W_ir x + b_ir + W_hr h + b_hr; (1 − z) n + z h
    W_x, U_h = ["product", "W_r", x], ["product", "U_r", h]
    assert reset == ["sum", W_x, ["quantity", "b_r"], U_h, ["quantity", "c_r"]]
    assert mix[1] == ["hadamard", ["one_minus", ["quantity", "z"]], ["quantity", "n"]]
    # linen: W_ir x + b_ir + W_hr h
    kinds = [term[1] for term in names("linen")[0][1:]]
    assert kinds == ["W_r", "b_r", "U_r"]
    # ONNX: Xt·(Wz^T) + Ht-1·(Rz^T) + Wbz + Rbz
    kinds = [term[1] for term in names("onnx")[1][1:]]
    assert kinds == ["W_z", "U_z", "b_z", "c_z"]
    # The exam notes: W_r h + U_r x, where W is what the state is multiplied with.
    assert names("kr_exam")[0] == ["sum", ["product", "U_r", h], ["product", "W_r", x]]
    assert PUBLISHED["kr_exam"].symbols["U_r"].base == "W"
    # colah: W_z · [h, x]
    assert names("colah")[1] == ["sum", ["joined", ["product", "U_z", h], ["product", "W_z", x]]]
