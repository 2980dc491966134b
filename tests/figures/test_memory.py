"""Direct memory, against the sum written out term by term."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from gru_viz.cells import gru
from gru_viz.figures import direct
from tests.figures.runs import VARIANTS, run


def shares_by_hand(keep: np.ndarray, t: int) -> list[float]:
    """keep: of one unit, keep[0] belonging to timestep 1."""
    shares = []
    for k in range(t + 1):
        share = 1.0
        for later in range(k + 1, t + 1):
            share *= keep[later - 1]
        shares.append(share)
    return shares


@pytest.mark.parametrize("variant", VARIANTS, ids=str)
@given(T=st.integers(1, 12), H=st.integers(1, 4), seed=st.integers(0, 10**6), data=st.data())
def test_shares_are_the_products_of_all_later_keep_factors(variant, T, H, seed, data):
    trace = run(T, 2, H, variant, seed)
    t = data.draw(st.integers(0, T))
    share, _ = direct(trace, t)
    assert share.shape == (t + 1, H)
    for unit in range(H):
        by_hand = shares_by_hand(trace.keep[:, unit], t)
        assert_allclose(share[:, unit], by_hand, rtol=1e-12, atol=0)


@pytest.mark.parametrize("variant", VARIANTS, ids=str)
@given(T=st.integers(1, 40), seed=st.integers(0, 10**6))
def test_contributions_add_up_to_the_state_at_every_timestep(variant, T, seed):
    trace = run(T, 1, 3, variant, seed)
    for t in range(T + 1):
        _, contribution = direct(trace, t)
        assert_allclose(contribution.sum(axis=0), trace.h[t], rtol=0, atol=1e-12)


@pytest.mark.parametrize(
    ("b_z", "left"), [(-1000.0, 1.0), (1000.0, 0.0)], ids=["keeps all", "overwrites all"]
)
def test_a_shut_gate_leaves_all_of_the_past_and_an_open_one_nothing(b_z, left):
    zero, one = np.zeros((1, 1)), np.ones((1, 1))
    params = gru.Params(zero, zero, one, zero, zero, zero, b_z=[b_z])
    share, _ = direct(gru.forward(params, [[1.0], [2.0], [3.0]], h0=[0.5]), 3)
    assert share[:, 0].tolist() == [left, left, left, 1.0]
