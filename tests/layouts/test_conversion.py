"""What converts keeps its outputs, and what is refused really has none to keep."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from gru_viz.cells import gru
from gru_viz.cells.gru import Params, Variant
from gru_viz.layouts.conversion import CASES, COUNTEREXAMPLE, agree, changes, convert
from gru_viz.layouts.packing import LAYOUTS
from gru_viz.messages import Problem
from gru_viz.variants import BIASES, PUBLISHED
from tests.layouts.random_params import random_params, same_bits

BEFORE, AFTER = Variant("renews", "before"), Variant("renews", "after")
KEEPS = Variant("keeps", "before")


def states(params: Params, variant: Variant, seed: int = 0) -> np.ndarray:
    rng = np.random.default_rng(seed)
    x, h0 = rng.normal(size=(8, params.D)), rng.uniform(-1, 1, params.H)
    return gru.forward(params, x, h0, variant).h


def message_of(params: Params, source, target):
    with pytest.raises(Problem) as raised:
        convert(params, source, target)
    return raised.value.message


@pytest.mark.parametrize("pair", [*product(LAYOUTS, LAYOUTS)], ids="→".join)
def test_any_two_notations_convert_with_the_same_outputs_or_are_refused_for_a_reason(pair):
    source, target = (LAYOUTS[key] for key in pair)
    params = random_params(1, 3, 2, source.biases)
    if source.variant.reset != target.variant.reset:
        key = message_of(params, source, target).key
        assert key == "convert-reset"
        return
    inner = "c_n" in source.biases and source.variant.reset == "after"
    if inner and "c_n" not in target.biases:
        assert message_of(params, source, target).key == "convert-no-inner-bias"
        return
    if source.biases and not target.biases:
        assert message_of(params, source, target).key == "convert-no-biases"
        return
    there = convert(params, source, target)
    assert_allclose(
        states(there, target.variant), states(params, source.variant), rtol=0, atol=1e-12
    )
    assert {name for name in BIASES if getattr(there, name) is not None} <= set(target.biases)


@given(seed=st.integers(0, 2**32 - 1), H=st.integers(1, 6), D=st.integers(1, 4))
def test_renews_and_keeps_are_one_another_with_z_negated(seed, H, D):
    params = random_params(seed, H, D)
    for reset in ("before", "after"):
        renews, keeps = Variant("renews", reset), Variant("keeps", reset)
        # Ours has no c_r and c_z; PyTorch's biases are kept apart.
        source = PUBLISHED["torch"] if reset == "after" else PUBLISHED["onnx"]
        target = LAYOUTS[f"own-renews-{reset}"]
        there = convert(params, source, target)
        assert_allclose(states(there, renews), states(params, keeps), rtol=0, atol=1e-12)
        rng = np.random.default_rng(seed)
        x = rng.normal(size=(5, D))
        z, kept = (gru.forward(p, x, None, v).z for p, v in ((there, renews), (params, keeps)))
        assert_allclose(z, 1 - kept, rtol=0, atol=1e-12)


@given(seed=st.integers(0, 2**32 - 1))
def test_there_and_back_is_exact_where_nothing_is_merged(seed):
    params = random_params(seed, 3, 2)
    for one, other in (("torch", "keras"), ("torch", "onnx_after"), ("keras", "mxnet")):
        there = convert(params, PUBLISHED[one], PUBLISHED[other])
        assert same_bits(convert(there, PUBLISHED[other], PUBLISHED[one]), params)
    plain = random_params(seed, 3, 2, ("b_r", "b_z", "b_n"))
    assert same_bits(convert(convert(plain, BEFORE, KEEPS), KEEPS, BEFORE), plain)


def test_merging_two_biases_rounds_once():
    params = random_params(2, 3, 2)
    merged = convert(params, PUBLISHED["onnx"], PUBLISHED["keras_before"])
    assert (merged.b_r == params.b_r + params.c_r).all()
    assert (merged.b_n == params.b_n + params.c_n).all()
    assert merged.c_r is merged.c_z is merged.c_n is None


def test_merging_the_bias_inside_the_bracket_would_change_the_outputs():
    params = random_params(3, 3, 2)
    wrong = random_params(3, 3, 2)
    object.__setattr__(wrong, "b_n", params.b_n + params.c_n)
    object.__setattr__(wrong, "c_n", np.zeros(3))
    assert np.abs(states(wrong, AFTER) - states(params, AFTER)).max() > 0.05
    assert message_of(params, PUBLISHED["torch"], PUBLISHED["nnx"]).key == "convert-no-inner-bias"


def test_a_bias_that_is_0_may_go():
    params = random_params(4, 3, 2, ("b_r", "b_z", "b_n"))
    params = Params(
        **{f"{m}_{g}": getattr(params, f"{m}_{g}") for m in "WU" for g in "rzn"},
        b_r=np.zeros(3),
        c_n=np.zeros(3),
    )
    there = convert(params, PUBLISHED["torch"], PUBLISHED["cho_v1"])
    assert there.b_r is there.c_n is None
    assert_allclose(
        states(there, Variant("keeps", "after")), states(params, Variant("keeps", "after"))
    )


@given(seed=st.integers(0, 2**32 - 1), H=st.integers(2, 6), D=st.integers(1, 4))
def test_before_and_after_are_refused_and_really_differ(seed, H, D):
    params = random_params(seed, H, D, ("b_r", "b_z", "b_n"))
    for source, target in ((BEFORE, AFTER), (AFTER, BEFORE)):
        assert message_of(params, source, target).key == "convert-reset"
    assert np.abs(states(params, BEFORE, seed) - states(params, AFTER, seed)).max() > 1e-9


@given(
    seed=st.integers(0, 2**32 - 1),
    case=st.sampled_from(["one-unit", "diagonal", "tied", "blocks"]),
)
def test_where_before_and_after_agree_they_are_converted(seed, case):
    H = 1 if case == "one-unit" else 4
    params = random_params(seed, H, 2, ("b_r", "b_z", "b_n"))
    arrays = {name: np.array(getattr(params, name)) for name in ("U_n", "W_r", "U_r", "b_r")}
    if case == "diagonal":
        arrays["U_n"] *= np.eye(H)
    if case == "tied":
        for name in ("W_r", "U_r", "b_r"):
            arrays[name][:] = arrays[name][0]
    if case == "blocks":  # units 1, 2 are connected and tied, and 3, 4
        arrays["U_n"] *= np.kron(np.eye(2), np.ones((2, 2)))
        for name in ("W_r", "U_r", "b_r"):
            arrays[name][1], arrays[name][3] = arrays[name][0], arrays[name][2]
    others = ("W_z", "W_n", "U_r", "U_z", "b_z", "b_n")
    given = {name: getattr(params, name) for name in others} | arrays
    params = Params(**given)
    assert agree(params, BEFORE) == ("tied" if case == "blocks" else case)
    for source, target in ((BEFORE, AFTER), (AFTER, BEFORE)):
        there = convert(params, source, target)
        assert_allclose(states(there, target), states(params, source), rtol=0, atol=1e-12)


def test_a_bias_inside_the_bracket_has_no_place_before_the_product():
    params = random_params(5, 1, 2)
    message = message_of(params, PUBLISHED["torch"], PUBLISHED["tf1"])
    assert (message.key, message.args["bias"]) == ("convert-inner-bias", "b_hn")


def test_with_the_reset_before_both_biases_of_the_candidate_leave_the_bracket():
    params = random_params(6, 1, 2)
    there = convert(params, PUBLISHED["onnx"], PUBLISHED["torch"])
    assert_allclose(
        states(there, Variant("keeps", "after")), states(params, KEEPS), rtol=0, atol=1e-12
    )


def test_what_is_changed_is_said_in_the_letters_of_the_source():
    params = random_params(7, 3, 2)
    said = changes(params, PUBLISHED["torch"], LAYOUTS["own-renews-after"])
    assert [message.key for message in said] == [
        "convert-negated",
        "convert-merged",
        "convert-merged",
    ]
    assert said[0].args["weights"] == "W_iz, W_hz, b_iz, b_hz"
    assert said[1].args == {"bias": "b_ir", "other": "b_hr"}
    assert changes(params, PUBLISHED["torch"], PUBLISHED["keras"]) == ()


def test_the_counterexample_differs_clearly_after_one_step_alike():
    params, x, h0 = COUNTEREXAMPLE
    one, other = (gru.forward(params, x, h0, variant).h for variant in (BEFORE, AFTER))
    assert (one[1] == other[1]).all()
    assert np.abs(one[2] - other[2]).max() > 0.3
    assert (params.H, params.D, len(x)) == (2, 1, 2)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.key)
@pytest.mark.parametrize("update", ["renews", "keeps"])
def test_the_cases_agree_to_the_last_bit_of_a_sum(case, update):
    one, other = (
        gru.forward(case.params, case.x, case.h0, Variant(update, reset), case.hold).h
        for reset in ("before", "after")
    )
    # U (r ⊙ h) and r ⊙ (U h) are sums of other products, which some processors round apart.
    assert np.abs(one - other).max() < 1e-15
    assert np.abs(one[1:] - one[:-1]).max() > 0.05  # and something happens
