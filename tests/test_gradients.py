"""The equations of the way back say what gru.backward computes, and are written as they should."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gru_viz import formulas, gradients
from gru_viz.cells import gru
from gru_viz.exports.mathml import math
from gru_viz.exports.writing import Writing
from gru_viz.practice import rounded
from gru_viz.variants import BIASES, PUBLISHED, Notation, own

VARIANTS = [gru.Variant(u, r) for u in ("renews", "keeps") for r in ("before", "after")]
NOTATIONS = [*map(own, VARIANTS), *PUBLISHED.values()]

each_notation = pytest.mark.parametrize(
    "notation", NOTATIONS, ids=lambda n: f"{n.key}-{n.variant.update}-{n.variant.reset}"
)


def run(seed: int, notation: Notation, H: int, biases: tuple[str, ...]) -> gru.Trace:
    rng = np.random.default_rng(seed)
    W, U = rng.normal(size=(3, H, 2)), rng.normal(size=(3, H, H))
    params = gru.Params(*W, *U, **{name: rng.normal(size=H) for name in biases})
    return gru.forward(params, rng.normal(size=(4, 2)), rng.uniform(-1, 1, H), notation.variant)


def values_at(trace: gru.Trace, t: int) -> dict[str, Any]:
    """What the equations of timestep t + 1 begin with, but for the gradients."""
    weights = {name: getattr(trace.params, name) for name in trace.params.__slots__}
    gates = {name: getattr(trace, name)[t] for name in "rzn"}
    return weights | gates | {"h_prev": trace.h[t]}


@each_notation
@given(seed=st.integers(0, 2**32 - 1), H=st.integers(1, 5), biases=st.sampled_from([BIASES, ()]))
def test_every_equation_evaluates_to_the_gradient(
    notation: Notation, seed: int, H: int, biases: tuple[str, ...]
) -> None:
    """Each from what those before it came to, beginning with the loss and the next timestep."""
    trace = run(seed, notation, H, biases)
    dh = np.random.default_rng(seed + 1).normal(size=(trace.T, H))
    grads = gru.backward(trace, dh)
    branches = gru.branches(trace, grads)
    for t in range(trace.T):
        known = values_at(trace, t)
        known["d_loss"] = dh[t]
        known["d_next"] = grads.back[t + 1] if t + 1 < trace.T else np.zeros(H)
        for equation in gradients.equations(notation, trace.params):
            name = equation.result.removeprefix("d_")
            if equation.result == "q":
                expected = trace.q[t]
            else:
                expected = getattr(
                    branches if name in ("kept", "by_n", "by_z", "by_r") else grads, name
                )[t]
            known[equation.result] = formulas.value(equation.argument, known)
            assert known[equation.result] == pytest.approx(expected, abs=1e-12)


@each_notation
def test_the_stages_come_in_the_order_of_walking(notation: Notation) -> None:
    """Each ends with the branch that it sends on, and the last one adds them up."""
    equations = gradients.equations(notation)
    walked = list(dict.fromkeys(e.stage for e in equations))
    assert walked == ["h", "n", "z", "r", "h_prev"]
    last = {e.stage: e.result for e in equations}
    assert list(last.values()) == ["d_kept", "d_by_n", "d_by_z", "d_by_r", "d_back"]


def test_what_has_no_later_timestep_has_nothing_from_there() -> None:
    trace = run(1, own(gru.Variant()), 3, BIASES)
    grads = gru.backward(trace, np.ones((4, 3)))
    slopes = gradients.by_name(trace, grads)
    assert (slopes["d_next"][:-1] == grads.back[1:]).all()
    assert not slopes["d_next"][-1].any()
    assert {a.shape for a in slopes.values()} == {(4, 3)}
    # Each gradient that an equation names, and no other.
    equations = gradients.equations(own(gru.Variant(reset="after")))
    assert slopes.keys() - {e.result for e in equations} == {"d_loss", "d_next"}


@each_notation
def test_those_at_the_two_factors_of_the_mix_come_to_the_one_at_z(notation: Notation) -> None:
    trace = run(3, notation, 2, BIASES)
    grads = gru.backward(trace, np.ones((4, 2)))
    into_z = gradients.at_the_mix(trace, grads)
    sign = 1 if notation.variant.update == "renews" else -1
    assert sign * (into_z["d_write"] - into_z["d_keep"]) == pytest.approx(grads.z, abs=1e-12)


@pytest.mark.parametrize("H", [1, 2])
@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_the_trees_take_numbers_of_hand_work_too(variant: gru.Variant, H: int) -> None:
    """The values are the same, and each knows how far rounding may take it."""
    notation = own(variant)
    trace = run(2, notation, H, BIASES)
    slopes = gradients.by_name(trace, gru.backward(trace, [*np.zeros((3, H)), [1.5, -0.5][:H]]))
    known: dict[str, Any] = {}
    for name, value in values_at(trace, 3).items():
        is_matrix = value.ndim == 2
        rows = tuple(map(tuple, value.tolist())) if is_matrix else ()
        known[name] = rounded.Matrix(rows) if is_matrix else exact(value)
    known |= {name: exact(slopes[name][3]) for name in ("d_loss", "d_next")}
    for equation in gradients.equations(notation, trace.params):
        known[equation.result] = formulas.value(equation.argument, known)
    assert known["d_back"].value == pytest.approx(slopes["d_back"][3], abs=1e-12)
    assert min(known["d_back"].slack) > 0


def exact(value: np.ndarray) -> rounded.Rounded:
    return rounded.given(value, 3)


def test_json_names_the_kinds_of_the_way_back() -> None:
    by_result = {e.result: e.argument for e in gradients.equations(PUBLISHED["chung"])}
    d_h, z = ["quantity", "d_h"], ["quantity", "z"]
    n, h_prev = ["quantity", "n"], ["quantity", "h_prev"]
    assert formulas.as_json(by_result["d_z"]) == ["hadamard", d_h, ["difference", n, h_prev]]
    assert formulas.as_json(by_result["d_by_z"]) == ["transposed", "U_z", ["quantity", "d_a_z"]]
    slope = ["one_minus", ["square", n]]
    assert formulas.as_json(by_result["d_a_n"]) == ["hadamard", ["quantity", "d_n"], slope]
    assert formulas.as_json(by_result["d_kept"]) == ["hadamard", d_h, ["one_minus", z]]


# --- how a notation writes them --------------------------------------------------------------


def written(key: str, result: str, t: int | None = None) -> str:
    writing = Writing(PUBLISHED[key])
    found = {e.result: e.argument for e in gradients.equations(writing.notation)}
    return f"{writing.symbol(result, t)} = {writing.formula(found[result], t)}"


def by(symbol: str) -> str:
    return rf"\frac{{\partial L}}{{\partial {symbol}}}"


@pytest.mark.parametrize(
    ("key", "product"),
    [
        # a = U h, so that ∂L/∂h = Uᵀ ∂L/∂a
        ("chung", rf"U_z^{{\top}} {by('a_{z_t}')}"),
        ("torch", rf"W_{{hz}}^{{\top}} {by('a_{z_t}')}"),
        # a = h U
        ("keras", rf"{by('a_{z_t}')} U_z^{{\top}}"),
        # a = h Rᵀ, which takes the row back by R itself
        ("onnx", rf"{by('a_{z_t}')} R_z"),
        # One matrix for both: back to h goes what multiplies h.
        ("colah", rf"W_{{z,h}}^{{\top}} {by('a_{z_t}')}"),
        ("ng", r"W_{u,c}^{\top} " + by(r"a_{\Gamma_u}")),
        ("tf1", rf"{by('a_{u_t}')} W_{{u,h}}^{{\top}}"),
    ],
)
def test_the_matrix_on_the_way_back_is_the_notations(key: str, product: str) -> None:
    assert written(key, "d_by_z").endswith(f" = {product}")


def test_a_candidate_without_an_index_has_the_block_of_its_state() -> None:
    assert r"W_h^{\top}" in written("colah", "d_rq")
    assert r"W_{c,h}^{\top}" in written("tf1", "d_rq")


def test_gradients_are_written_with_their_timesteps() -> None:
    h, h_prev, next_ = by("h_2"), by("h_1"), rf"\left. {by('h_2')} \right|_{{t=3}}"
    loss = r"\frac{\partial L_{2}}{\partial h_2}"
    assert written("chung", "d_h", 2) == f"{h} = {loss} + {next_}"
    part = rf"\left. {h_prev} \right|_{{h_2}}"
    assert written("chung", "d_kept", 2) == rf"{part} = {h} \odot (1 - z_2)"
    assert written("chung", "d_z", 2) == rf"{by('z_2')} = {h} \odot (\tilde h_2 - h_1)"
    assert written("torch", "d_z", 2) == rf"{by('z_2')} = {h} \odot (h_1 - n_2)"
    slope = rf"{by('z_2')} \odot z_2 \odot (1 - z_2)"
    assert written("chung", "d_a_z", 2) == f"{by('a_{z_2}')} = {slope}"
    # n² of a symbol that has its timestep above
    assert r"(\tilde c^{\langle 2 \rangle})^2" in written("ng", "d_a_n", 2)
    # What the reset multiplies after the product has no letter of its own in any notation.
    assert written("torch", "q", 2) == "q_2 = W_{hn} h_1 + b_{hn}"
    product = by(r"(r_2 \odot q_2)")
    assert written("torch", "d_r", 2) == rf"{by('r_2')} = {product} \odot q_2"


@each_notation
def test_each_equation_can_be_set(notation: Notation) -> None:
    writing = Writing(notation, coloured=True)
    for equation in gradients.equations(notation):
        for t in (None, 3):
            assert math(writing.symbol(equation.result, t)).startswith("<math")
            assert math(writing.formula(equation.argument, t)).startswith("<math")


def test_a_gradient_has_the_colour_of_what_it_is_at() -> None:
    writing = Writing(own(gru.Variant()), coloured=True)
    for name, colour in {
        "d_z": "z",
        "d_a_z": "z",
        "d_by_z": "z",
        "d_kept": "kept",
        "d_h": "h",
    }.items():
        assert writing.marked(name, "1") == rf"\textcolor{{q-{colour}}}{{1}}"
    assert writing.marked("d_rq", "1") == r"\textcolor{q-r}{1}"
