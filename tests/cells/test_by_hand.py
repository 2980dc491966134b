"""A GRU rounded on the way, against the decimal arithmetic that people are taught."""

from dataclasses import fields
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from gru_viz.cells import by_hand, gru
from tests.cells.test_gru_properties import Run, arrays, runs, variants

WRITTEN = st.one_of(  # numbers as they stand in questions, and any others
    st.integers(-800, 800).map(lambda i: i / 100),
    st.integers(-8_000_000, 8_000_000).map(lambda i: i / 1_000_000),
    st.integers(-79_999_999, 79_999_999).map(lambda i: i / 10_000_000),
    st.floats(-8, 8),
)
DECIMALS = st.integers(2, 6)


# --- the same in decimal arithmetic --------------------------------------------------------


def rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def sigma(a: Decimal) -> Decimal:
    return 1 / (1 + (-a).exp())


def tanh(a: Decimal) -> Decimal:
    return ((2 * a).exp() - 1) / ((2 * a).exp() + 1)


def decimal_run(
    p: dict[str, Any], x: Any, h: Any, variant: gru.Variant, held: dict[str, Any], decimals: int
) -> list[dict[str, list[Decimal]]]:
    """Each timestep as lists, one number a unit; floats go in as they are written."""

    def given_number(value: float) -> Decimal:
        return rounded(Decimal(repr(float(value))), 6)

    def r(value: Decimal) -> Decimal:
        return rounded(value, decimals)

    def dot(row: list[Decimal], vector: list[Decimal]) -> Decimal:
        return sum((r(w * v) for w, v in zip(row, vector, strict=True)), Decimal(0))

    units = range(len(h))
    p = {n: [[given_number(v) for v in row] for row in a] for n, a in p.items() if n[0] in "WU"} | {
        n: [given_number(v) for v in p[n]] if n in p else [Decimal(0) for _ in units]
        for n in ("b_r", "b_z", "b_n", "c_r", "c_z", "c_n")
    }
    h = [given_number(value) for value in h]
    steps = []
    for t, row in enumerate(x):
        x_t = [given_number(value) for value in row]
        step: dict[str, list[Decimal]] = {}
        for gate in "rz":
            W, U, b, c = (p[f"{m}_{gate}"] for m in "WUbc")
            a = [r(dot(W[i], x_t) + dot(U[i], h) + b[i] + c[i]) for i in units]
            step[f"a_{gate}"] = a
            step[gate] = [r(sigma(value)) for value in a]
            if gate in held:
                for i in units:
                    if not np.isnan(held[gate][t][i]):
                        step[gate][i] = given_number(held[gate][t][i])
        W, U, b, c = p["W_n"], p["U_n"], p["b_n"], p["c_n"]
        after = variant.reset == "after"
        q = [r(dot(U[i], h) + c[i]) for i in units] if after else h
        rq = [r(step["r"][i] * q[i]) for i in units]
        inner = rq if after else [dot(U[i], rq) for i in units]
        bias = b if after else [b[i] + c[i] for i in units]
        step |= {"q": q, "rq": rq, "a_n": [r(dot(W[i], x_t) + bias[i] + inner[i]) for i in units]}
        step["n"] = [r(tanh(value)) for value in step["a_n"]]
        other = [r(1 - z) for z in step["z"]]
        keep, write = (other, step["z"]) if variant.update == "renews" else (step["z"], other)
        step["keep"] = keep
        step["kept"] = [r(keep[i] * h[i]) for i in units]
        step["written"] = [r(write[i] * step["n"][i]) for i in units]
        step["h"] = h = [r(step["kept"][i] + step["written"][i]) for i in units]
        steps.append(step)
    return steps


@st.composite
def questions(draw: st.DrawFn) -> tuple[Run, gru.Variant, gru.Hold | None]:
    weights, x, h0 = draw(runs(WRITTEN))
    variant, (T, H) = draw(variants), (len(x), len(h0))
    for name in draw(st.sets(st.sampled_from(["b_r", "b_z", "b_n"]))):
        del weights[name]
    for name in draw(st.sets(st.sampled_from(["c_r", "c_z", "c_n"]))):
        weights[name] = np.array(draw(st.lists(WRITTEN, min_size=H, max_size=H)))
    value = st.one_of(st.just(np.nan), st.floats(0, 1), st.sampled_from([0.0, 0.25, 0.125, 1.0]))
    values = st.lists(value, min_size=T * H, max_size=T * H).map(lambda v: np.reshape(v, (T, H)))
    hold = draw(st.none() | st.builds(gru.Hold, st.none() | values, st.none() | values))
    return (weights, x, h0), variant, hold


@given(questions(), DECIMALS)
def test_every_number_is_that_of_decimal_arithmetic(question, decimals):
    (weights, x, h0), variant, hold = question
    trace = by_hand.forward(gru.Params(**weights), x, h0, variant, hold, decimals=decimals)
    held = {g: v for g in "rz" if hold is not None and (v := getattr(hold, g)) is not None}
    with localcontext() as context:
        context.prec = 50
        expected = decimal_run(weights, x, h0, variant, held, decimals)
    for t, step in enumerate(expected):
        for name, row in step.items():
            got = getattr(trace, name)[t + 1 if name == "h" else t]
            assert got.tolist() == [float(value) for value in row], (name, t)
    for array in arrays(trace).values():
        assert not (np.signbit(array) & (array == 0)).any()
        assert not array.flags.writeable


@given(questions(), DECIMALS)
def test_it_tells_what_was_held_and_how_it_was_rounded(question, decimals):
    (weights, x, h0), variant, hold = question
    params = gru.Params(**weights)
    trace = by_hand.forward(params, x, h0, variant, hold, decimals=decimals)
    exact = gru.forward(params, x, h0, variant, hold)
    assert trace.decimals == decimals
    assert trace.variant == variant
    for name in ("held_r", "held_z"):
        assert_array_equal(getattr(trace, name), getattr(exact, name))
    for name, array in arrays(exact).items():
        assert getattr(trace, name).shape == array.shape


@given(questions())
def test_what_was_given_stays_as_it_was_written(question):
    (weights, x, h0), variant, hold = question
    params = gru.Params(**weights)
    trace = by_hand.forward(params, x, h0, variant, hold, decimals=2)
    assert_allclose(trace.x, x, rtol=0, atol=0.500001e-6)
    assert_allclose(trace.h[0], h0, rtol=0, atol=0.500001e-6)
    for field in fields(params):
        one, other = (getattr(p, field.name) for p in (params, trace.params))
        assert (one is None) == (other is None)
        if one is not None:
            assert_allclose(other, one, rtol=0, atol=0.500001e-6)


# --- ties ----------------------------------------------------------------------------------


def candidate(W_n: float, x: float, decimals: int, **weights: Any) -> gru.Trace:
    """One unit, one timestep, of which only the candidate has weights."""
    zero = [[0.0]]
    return by_hand.forward(
        gru.Params(zero, zero, [[W_n]], zero, zero, zero, **weights), [[x]], decimals=decimals
    )


@pytest.mark.parametrize(
    ("W_n", "x", "decimals", "a"),
    [
        (0.57, 0.5, 2, 0.29),  # 0.285, of which the float is a little less
        (-0.57, 0.5, 2, -0.29),
        (1.0, 1.005, 2, 1.01),
        (0.5, 0.25, 2, 0.13),  # 0.125 exactly: not to the even 0.12
        (-0.001, 0.001, 5, 0.0),
        (1.0, 0.1234565, 6, 0.123457),  # given with seven decimals
        (1.0, -0.1234565, 6, -0.123457),
        (0.000001, 0.5, 6, 0.000001),
        (1000.0, 1000.0, 6, 1_000_000.0),
    ],
)
def test_half_is_rounded_up_away_from_zero(W_n, x, decimals, a):
    trace = candidate(W_n, x, decimals)
    assert trace.a_n.item() == a
    assert not np.signbit(trace.a_n.item()) or a < 0


def test_a_sum_is_rounded_once_at_its_end():
    trace = candidate(1.0, 0.01, 2, b_n=[0.004999])
    assert trace.a_n.item() == 0.01  # 0.014999
    assert candidate(1.0, 0.01, 2, b_n=[0.005]).a_n.item() == 0.02


def test_each_product_is_rounded_by_itself():
    zeros = np.zeros((1, 2))
    params = gru.Params(zeros, zeros, [[0.5, 0.5]], [[0.0]], [[0.0]], [[0.0]])
    trace = by_hand.forward(params, [[0.01, 0.01]], decimals=2)
    assert trace.a_n.item() == 0.02  # twice 0.005


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize(
    ("a", "decimals"),  # of all a with so many decimals, those nearest to a tie
    [
        *((a, 6) for a in ("0.000002", "0.000006", "3.924812", "8.647696", "2.120204", "2.79925")),
        *((a, 5) for a in ("0.00002", "8.35569", "1.43697", "5.9003", "2.04211")),
    ],
)
def test_sigma_and_tanh_next_to_a_tie(a, decimals, sign):
    zero, value = [[0.0]], Decimal(a) * sign
    params = gru.Params([[float(value)]], zero, [[float(value)]], zero, zero, zero)
    trace = by_hand.forward(params, [[1.0]], decimals=decimals)
    with localcontext() as context:
        context.prec = 50
        assert trace.r.item() == float(rounded(sigma(value), decimals))
        assert trace.n.item() == float(rounded(tanh(value), decimals))


def test_numbers_in_float32_count_as_they_are_written():
    x = np.array([[123.4567]], np.float32)  # 123.45670318… in float64
    zero = np.zeros((1, 1), np.float32)
    params = gru.Params(zero, zero, zero + 1, zero, zero, zero)
    assert by_hand.forward(params, x, decimals=6).a_n.item() == 123.4567


# --- beside full precision -----------------------------------------------------------------


@given(runs(st.integers(-100, 100).map(lambda i: i / 100)), variants, DECIMALS)
def test_each_timestep_stays_near_full_precision(run, variant, decimals):
    """Each rounding moves a number by half of the last decimal at most, and that what follows."""
    weights, x, h0 = run
    params = gru.Params(**weights)
    trace = by_hand.forward(params, x, h0, variant, decimals=decimals)
    (H, D), half = params.W_r.shape, 0.5 * 10.0**-decimals
    # All that is given is within ±1, and so are h and n; q is within ±H. σ' ≤ ¼, tanh' ≤ 1.
    gate = (H + D + 1) * half / 4 + half
    if variant.reset == "after":
        a_n = D * half + (H * half + half) + H * gate + half + half
    else:
        a_n = D * half + H * (gate + half + half) + half
    h = 2 * half + 2 * gate + (a_n + half)
    for t in range(len(x)):  # each from the state to which the one before was rounded
        exact = gru.forward(params, x[t : t + 1], trace.h[t], variant)
        assert_allclose(trace.r[t], exact.r[0], rtol=0, atol=gate + 1e-12)
        assert_allclose(trace.z[t], exact.z[0], rtol=0, atol=gate + 1e-12)
        assert_allclose(trace.n[t], exact.n[0], rtol=0, atol=a_n + half + 1e-12)
        assert_allclose(trace.h[t + 1], exact.h[1], rtol=0, atol=h + 1e-12)


def test_six_decimals_are_near_full_precision_over_a_long_run():
    random = np.random.default_rng(5)
    shapes = [(6, 2)] * 3 + [(6, 6)] * 3
    params = gru.Params(*(random.uniform(-0.5, 0.5, shape).round(2) for shape in shapes))
    x = random.uniform(-1, 1, (200, 2)).round(2)
    trace, exact = by_hand.forward(params, x, decimals=6), gru.forward(params, x)
    assert_allclose(trace.h, exact.h, rtol=0, atol=1e-5)


# --- what is refused -----------------------------------------------------------------------

ONES = {f"{m}_{g}": np.ones((2, 2)) for m in "WU" for g in "rzn"}


@pytest.mark.parametrize("decimals", [1, 7, 0, -2, 3.0, "3", None])
def test_other_decimals_are_refused(decimals):
    with pytest.raises(ValueError, match="decimals: expected 2…6"):
        by_hand.forward(gru.Params(**ONES), np.ones((3, 2)), decimals=decimals)


@pytest.mark.parametrize(
    ("changed", "x", "h0", "hold", "message"),
    [
        ({}, np.ones((3, 3)), None, None, r"x: expected shape \(T, 2\), got \(3, 3\)"),
        ({}, np.ones((3, 1, 2)), None, None, r"x: expected shape \(T, 2\), got \(3, 1, 2\)"),
        ({}, [[1.0, np.nan]], None, None, "x: expected finite numbers"),
        ({}, np.ones((3, 2)), np.ones(3), None, r"h0: expected shape \(2,\), got \(3,\)"),
        ({}, np.ones((3, 2)), None, gru.Hold(z=[[0.5]]), r"hold.z: expected shape \(3, 2\)"),
        ({}, [[1.0, -1000.5]], None, None, "x: expected numbers within ±1000, got magnitude 1000"),
        ({}, np.ones((3, 2)), [1e300, 0], None, "h0: expected numbers within ±1000"),
        ({"U_z": np.full((2, 2), 1001)}, np.ones((3, 2)), None, None, "U_z: expected numbers"),
    ],
)
def test_what_it_cannot_compute_is_refused_by_name(changed, x, h0, hold, message):
    with pytest.raises(ValueError, match=message):
        by_hand.forward(gru.Params(**(ONES | changed)), x, h0, hold=hold, decimals=3)


def largest(H: int, h0: float, U: float) -> gru.Trace:
    """Every number as large as it may be, U and h₀ apart."""
    most = float(by_hand.LARGEST)
    W, U_n, b = np.full((H, 2), -most), np.full((H, H), U), np.full(H, most)
    params = gru.Params(W, W, W, U_n, U_n, U_n, b, b, b, b, b, b)
    x = np.full((4, 2), most)
    return by_hand.forward(params, x, np.full(H, h0), gru.Variant("keeps", "after"), decimals=6)


def test_the_largest_numbers_are_exact():
    trace = largest(8, 1000.0, 1000.0)
    assert trace.q[0].tolist() == [8_001_000.0] * 8
    assert trace.a_r[0].tolist() == [-2_000_000.0 + 8_000_000 + 2 * 1000] * 8
    assert trace.rq[0].tolist() == [8_001_000.0] * 8  # r is 1


def test_beyond_exact_arithmetic_it_refuses_instead_of_being_wrong():
    assert largest(9, 1000.0, 999.0).q[0, 0] == 9 * 999_000 + 1000
    with pytest.raises(ValueError, match="U_n: expected U_n h"):
        largest(9, 1000.0, 1000.0)
    with pytest.raises(ValueError, match="U_n: expected U_n h"):
        largest(64, 1000.0, 1000.0)


@pytest.mark.parametrize("reset", ["before", "after"])
def test_an_empty_sequence_is_only_a_first_state(reset):
    trace = by_hand.forward(
        gru.Params(**ONES), np.ones((0, 2)), [0.1, 0.2], gru.Variant("keeps", reset), decimals=4
    )
    assert trace.h.tolist() == [[0.1, 0.2]]
    assert trace.q.shape == trace.a_n.shape == (0, 2)


# --- public answers ------------------------------------------------------------------------


def test_a_public_question_answered_with_rounding_and_without():
    """Two answers to one question, which differ in the last digit.

    "Implement GRU Cell", Deep-ML, problem 287, https://www.deep-ml.com/problems/287, also at
    https://ai.adomicarts.com/practice/mle_interview_prep_35. Its worked example rounds to four
    decimals on the way, 0.5374 · 0.2913 = 0.1565. Solutions published as programs compute the same
    example in full precision and print four decimals of it. There the weights of the gates are
    0.1 and those of the candidate 0.2, as the example's σ(0.15) and tanh(0.3) ask for.
    """
    W, U = np.full((3, 2), 0.1), np.full((3, 3), 0.1)
    params = gru.Params(W, W, 2 * W, U, U, 2 * U)
    x, h0 = [[1.0, 0.5]], [0.0, 0.0, 0.0]

    rounded = by_hand.forward(params, x, h0, gru.Variant("renews", "before"), decimals=4)
    assert rounded.a_z.tolist() == [[0.15] * 3]
    assert rounded.z.tolist() == [[0.5374] * 3]
    assert rounded.a_n.tolist() == [[0.3] * 3]
    assert rounded.n.tolist() == [[0.2913] * 3]
    assert rounded.h[1].tolist() == [0.1565] * 3

    exact = gru.forward(params, x, h0, gru.Variant("renews", "before"))
    assert exact.h[1].round(4).tolist() == [0.1566] * 3
