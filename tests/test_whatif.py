"""What if: what is held, switched off or tied together is so, and nothing else changes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from gru_viz import weights, whatif
from gru_viz.cells import gru
from gru_viz.variants import own
from gru_viz.whatif import ALL, Hold, WhatIf

VARIANTS = [gru.Variant(u, r) for u in ("renews", "keeps") for r in ("before", "after")]
T, D, H = 7, 2, 3
X = np.random.default_rng(4).normal(size=(T, D))

each_variant = pytest.mark.parametrize("variant", VARIANTS, ids=str)


def run(what_if: WhatIf, variant: gru.Variant, x: np.ndarray = X) -> gru.Trace:
    drawn = weights.random(D, H, 11, 2.0, own(variant))
    drawn = weights.edited(drawn, {("h0", j, 0): 0.5 - 0.3 * j for j in range(H)})
    used, x, hold = whatif.applied(what_if, drawn, x, variant)
    return gru.forward(used.params, x, used.h0, variant, hold)


def share_written(trace: gru.Trace) -> np.ndarray:
    return trace.z if trace.variant.update == "renews" else 1 - trace.z


@each_variant
def test_without_a_what_if_nothing_changes(variant: gru.Variant) -> None:
    drawn = weights.random(D, H, 11, 2.0, own(variant))
    assert whatif.applied(WhatIf(), drawn, X, variant) == (drawn, X, None)
    assert not WhatIf()


@each_variant
def test_a_hold_is_for_its_gate_its_unit_and_its_timesteps(variant: gru.Variant) -> None:
    free, held = run(WhatIf(), variant), run(WhatIf((Hold("z", 2, 3, 5, 0.25),)), variant)
    assert (held.z[2:5, 1] == 0.25).all()
    assert_array_equal(held.h[:3], free.h[:3])
    assert held.held_z is not None
    assert held.held_z.sum() == 3
    assert not np.array_equal(held.h[3], free.h[3])


def test_a_later_hold_wins_and_those_beyond_the_run_wait() -> None:
    holds = (
        Hold("r", ALL, 1, 99, 0.1),
        Hold("r", 1, 2, 2, 0.9),
        Hold("z", 9, 1, 7, 1.0),
        Hold("z", 1, 8, 9, 1.0),
    )
    trace = run(WhatIf(holds), gru.Variant())
    assert trace.r[1, 0] == 0.9
    assert np.delete(trace.r.ravel(), 3).tolist() == [0.1] * (T * H - 1)
    assert trace.held_z is None or not trace.held_z.any()


@each_variant
def test_a_feature_that_is_off_is_an_input_of_zero(variant: gru.Variant) -> None:
    off = run(WhatIf(off=frozenset({"x2", "x9"})), variant)
    zero = X.copy()
    zero[:, 1] = 0
    assert_array_equal(off.h, run(WhatIf(), variant, zero).h)


@each_variant
def test_a_unit_that_is_off_is_one_that_no_other_unit_sees(variant: gru.Variant) -> None:
    off = run(WhatIf(off=frozenset({"h2", "h64"})), variant)
    assert not off.h[:, 1].any()
    drawn = weights.random(D, H, 11, 2.0, own(variant))
    unseen = {(f"U_{g}", i, 1): 0.0 for g in "rzn" for i in range(H)}
    states = {("h0", j, 0): 0.5 - 0.3 * j for j in range(H)}
    alone = weights.edited(drawn, unseen | states)
    others = gru.forward(alone.params, X, alone.h0, variant)
    assert_allclose(off.h[:, [0, 2]], others.h[:, [0, 2]], rtol=0, atol=1e-15)


@each_variant
def test_only_z_or_only_r_at_work(variant: gru.Variant) -> None:
    update, reset = run(WhatIf(gates="update"), variant), run(WhatIf(gates="reset"), variant)
    assert (update.r == 1).all()
    assert (share_written(reset) == 1).all()
    assert_array_equal(reset.h[1:], reset.n)


@each_variant
def test_one_gate_for_both_is_the_minimal_gated_unit(variant: gru.Variant) -> None:
    """Against its own equations: f is the one gate, h = (1 − f) ⊙ h + f ⊙ n."""
    trace = run(WhatIf(gates="shared"), variant)
    drawn = weights.random(D, H, 11, 2.0, own(variant))
    p = drawn.params
    sign = 1 if variant.update == "renews" else -1
    h = np.array([0.5, 0.2, -0.1])
    for t in range(T):
        f = 1 / (1 + np.exp(-sign * (p.W_z @ X[t] + p.U_z @ h + p.b_z)))
        inside = p.U_n @ (f * h) if variant.reset == "before" else f * (p.U_n @ h + p.c_n)
        h = (1 - f) * h + f * np.tanh(p.W_n @ X[t] + inside + p.b_n)
        assert_allclose(trace.h[t + 1], h, rtol=0, atol=1e-13)


@each_variant
@pytest.mark.parametrize(("k", "t"), [(2, 6), (3, 3), (1, 2)])
def test_an_input_is_carried_unchanged(variant: gru.Variant, k: int, t: int) -> None:
    carried = WhatIf(whatif.carry(variant, 2, k, t))
    trace = run(carried, variant)
    assert (trace.h[k : t + 1, 1] == trace.n[k - 1, 1]).all()
    other_past = X.copy()
    other_past[: k - 1] = 5.0
    if variant.reset == "after":  # with r = 0 nothing of the unit's old state is in its candidate
        assert run(carried, variant, other_past).h[t, 1] == trace.h[t, 1]


units, steps = st.integers(1, 4), st.integers(1, 9)
some_holds = st.lists(
    st.builds(
        lambda gate, unit, ends, value: Hold(gate, unit, *ends, value),
        st.sampled_from("rz"),
        st.integers(0, 4),
        st.tuples(steps, steps).map(sorted),
        st.floats(0, 1),
    ),
    max_size=6,
).map(tuple)


@given(some_holds, st.sampled_from("rz"), steps, units, st.floats(0, 1))
def test_a_gate_put_at_a_value_is_held_there_and_can_be_let_go(holds, gate, t, unit, value):
    held = whatif.held_at(holds, gate, t, unit, value)
    assert [h.value for h in held if h.covers(gate, t, unit)][-1] == value
    free = whatif.held_at(held, gate, t, unit, None)
    assert not any(h.covers(gate, t, unit) for h in free)
    assert set(free) <= set(holds)
