"""How far gradients reach, against products in plain loops, finite differences and backward."""

import numpy as np
import pytest

from gru_viz.cells import gru, lstm, rnn
from gru_viz.cells.reach import MAX_UNITS, MOST_TIMES, curve, reach

D, H, T = 2, 3, 6
VARIANTS = [gru.Variant(u, r) for u in ("renews", "keeps") for r in ("before", "after")]
LSTMS = [lstm.Variant(i, o) for i in ("own", "tied") for o in ("gate", "open")]


def weights(names, seed, H=H):
    rng = np.random.default_rng(seed)
    shapes = {"W": (H, D), "U": (H, H), "b": (H,), "c": (H,)}
    return {name: rng.uniform(-1.5, 1.5, shapes[name[0]]) for name in names}


def x(seed, T=T):
    return np.random.default_rng([seed, 1]).standard_normal((T, D))


def of(cell, variant=None, seed=7, T=T, H=H):
    if cell == "rnn":
        return rnn.forward(rnn.Params(**weights(("W", "U", "b"), seed, H)), x(seed, T))
    if cell == "lstm":
        names = [f"{m}_{gate}" for m in "WUb" for gate in "ifgo"]
        params = lstm.Params(**weights(names, seed, H))
        start = np.linspace(-0.5, 0.8, H)
        return lstm.forward(params, x(seed, T), start / 3, start, variant or lstm.Variant())
    names = [f"{m}_{gate}" for m in "WUb" for gate in "rzn"] + ["c_n"]
    params = gru.Params(**weights(names, seed, H))
    return gru.forward(params, x(seed, T), np.linspace(-0.5, 0.8, H), variant or gru.Variant())


TRACES = {
    "rnn": of("rnn"),
    **{f"lstm-{v.input}-{v.output}": of("lstm", v) for v in LSTMS},
    **{f"gru-{v.update}-{v.reset}": of("gru", v) for v in VARIANTS},
}
each = pytest.mark.parametrize("trace", TRACES.values(), ids=TRACES)


def log_size(matrix):
    return np.log10(np.sqrt(np.mean(np.sum(np.square(matrix), axis=0))))


def product(trace, t, k):
    """∂s_t/∂s_k, one Jacobian after the other."""
    H = trace.params.H
    if isinstance(trace, lstm.Trace):
        jacobians = lstm.jacobians(trace)
        to_h = np.zeros((H, H))
        if k:
            to_h = np.diag(trace.o[k - 1] * (1 - np.tanh(trace.c[k]) ** 2))
        M = np.vstack([to_h, np.eye(H)])
    else:
        jacobians = (rnn if isinstance(trace, rnn.Trace) else gru).jacobians(trace)
        M = np.eye(H)
    for step in range(k, t):
        M = jacobians[step] @ M
    return M[-H:]


def rerun(trace, t, k, s):
    """s_t of the same cell when it stands at s at timestep k."""
    rest = trace.x[k:t]
    if isinstance(trace, rnn.Trace):
        return rnn.forward(trace.params, rest, s).h[-1]
    if isinstance(trace, gru.Trace):
        return gru.forward(trace.params, rest, s, trace.variant).h[-1]
    h = trace.o[k - 1] * np.tanh(s) if k else trace.h[0]
    return lstm.forward(trace.params, rest, h, s, trace.variant).c[-1]


@each
def test_every_pair_is_the_product_of_the_jacobians_between(trace):
    found = reach(trace)
    np.testing.assert_array_equal(found.at, np.arange(T + 1))
    for t in range(T + 1):
        for k in range(T + 1):
            if k > t:
                assert np.isnan(found.log_size[t, k])
            else:
                expected = log_size(product(trace, t, k))
                assert found.log_size[t, k] == pytest.approx(expected, abs=1e-12)


@each
def test_it_is_what_a_small_change_of_the_state_does(trace):
    states = trace.c if isinstance(trace, lstm.Trace) else trace.h
    found, step = reach(trace), 1e-6
    for t in range(1, T + 1):
        for k in range(t + 1):
            columns = [
                (
                    rerun(trace, t, k, states[k] + step * e)
                    - rerun(trace, t, k, states[k] - step * e)
                )
                / (2 * step)
                for e in np.eye(H)
            ]
            expected = log_size(np.array(columns).T)
            assert found.log_size[t, k] == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_it_is_what_the_way_back_gives(variant):
    trace = of("gru", variant)
    rows = []
    for unit in range(H):
        dh = np.zeros((T, H))
        dh[-1, unit] = 1
        rows.append(gru.backward(trace, dh).back)
    found = curve(trace)
    for k in range(T):
        expected = log_size(np.array([row[k] for row in rows]))
        assert found.log_size[k] == pytest.approx(expected, abs=1e-12)


@each
def test_the_direct_path_is_the_product_of_what_is_kept(trace):
    found = reach(trace)
    if isinstance(trace, rnn.Trace):
        assert found.log_direct is None
        assert curve(trace).log_direct is None
        return
    keep = trace.f if isinstance(trace, lstm.Trace) else trace.keep
    for t in range(T + 1):
        for k in range(t + 1):
            path = np.ones(H)
            for step in range(k, t):
                path = path * keep[step]
            expected = log_size(np.diag(path))
            assert found.log_direct[t, k] == pytest.approx(expected, abs=1e-12)


@each
@pytest.mark.parametrize("t", [0, 1, 4, T])
def test_a_curve_is_a_row_of_the_triangle(trace, t):
    found, row = reach(trace), curve(trace, t)
    np.testing.assert_allclose(row.log_size, found.log_size[t, : t + 1], atol=1e-12)
    if found.log_direct is not None:
        np.testing.assert_allclose(row.log_direct, found.log_direct[t, : t + 1], atol=1e-12)


@pytest.mark.parametrize("cell", ["rnn", "lstm", "gru"])
@pytest.mark.parametrize("T", [100, 101, 257, 512])
def test_of_a_long_run_evenly_spaced_timesteps_are_shown_and_exact(cell, T):
    trace = of(cell, T=T, seed=3)
    found = reach(trace)
    assert found.at[0] == 0
    assert found.at[-1] == T
    assert len(found.at) <= MOST_TIMES + 1
    assert len(set(np.diff(found.at)[1:])) == 1
    for row in (1, len(found.at) // 2, -1):
        exact = curve(trace, int(found.at[row]))
        seen = found.at <= found.at[row]
        np.testing.assert_allclose(
            found.log_size[row, seen], exact.log_size[found.at[seen]], atol=1e-9
        )
        if exact.log_direct is not None:
            np.testing.assert_allclose(
                found.log_direct[row, seen], exact.log_direct[found.at[seen]], atol=1e-9
            )


# --- where floats end ----------------------------------------------------------------------


def one_unit(U):
    """An RNN that stays at 0, where ∂h_t/∂h_{t-1} is U."""
    return rnn.forward(rnn.Params([[0.0]], [[U]]), np.zeros((100, 1)))


@pytest.mark.parametrize(("U", "each_step"), [(1e-4, -4), (1e4, 4), (1e-200, -200), (1e300, 300)])
def test_sizes_beyond_the_range_of_floats_are_exact(U, each_step):
    trace = one_unit(U)
    expected = each_step * np.arange(100, -1, -1)
    np.testing.assert_allclose(curve(trace).log_size, expected, rtol=1e-12)
    np.testing.assert_allclose(reach(trace).log_size[-1], expected, rtol=1e-12)


def test_a_direct_path_beyond_the_range_of_floats_is_exact():
    trace = of("gru", T=100)
    hold = gru.Hold(z=np.full((100, H), 1 - 1e-4))
    held = gru.forward(trace.params, trace.x, hold=hold)
    expected = -4 * np.arange(100, -1, -1)
    np.testing.assert_allclose(curve(held).log_direct, expected, rtol=1e-10)


def test_where_nothing_arrives_the_size_is_0():
    trace = one_unit(0.0)
    for sizes in (curve(trace).log_size, reach(trace).log_size[-1]):
        assert (sizes[:-1] == -np.inf).all()
        assert sizes[-1] == 0


def test_a_state_that_is_passed_on_unchanged_has_size_1():
    trace = of("gru", T=20)
    held = gru.forward(trace.params, trace.x, hold=gru.Hold(z=np.zeros((20, H))))
    assert (curve(held).log_size == 0).all()
    assert (curve(held).log_direct == 0).all()


@pytest.mark.parametrize("cell", ["rnn", "lstm", "gru"])
def test_without_timesteps_there_is_the_state_before_alone(cell):
    found = reach(of(cell, T=0))
    assert found.at.tolist() == [0]
    assert found.log_size.tolist() == [[0.0]]


# --- what is refused -----------------------------------------------------------------------


def test_a_batch_and_too_many_units_are_refused():
    params = rnn.Params(np.zeros((2, 1)), np.zeros((2, 2)))
    batch = rnn.forward(params, np.zeros((3, 4, 1)))
    many = of("gru", H=MAX_UNITS + 1)
    for ask in (reach, curve):
        with pytest.raises(ValueError, match="one sequence, got a batch"):
            ask(batch)
        with pytest.raises(ValueError, match="at most 64 units, got 65"):
            ask(many)


@pytest.mark.parametrize("t", [-1, T + 1])
def test_a_timestep_outside_of_the_run_is_refused(t):
    with pytest.raises(ValueError, match=r"t: expected 0…6"):
        curve(TRACES["rnn"], t)


def test_the_largest_allowed_run_stays_a_picture():
    found = reach(of("rnn", T=512, H=MAX_UNITS))
    assert len(found.log_size) <= MOST_TIMES + 1
