"""Losses on hidden states: what a person may type, what they are worth, their gradient."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gru_viz import losses
from gru_viz.cells.gru import Params, forward
from gru_viz.losses import Loss
from gru_viz.messages import Problem
from gru_viz.sequences import parse

H3 = np.array([[0.5, -0.25, 0.0], [1.0, 0.125, -0.5]])  # h of two timesteps and three units


def test_the_squared_error_by_hand() -> None:
    last = Loss("squared", "last", 0, (1.0,))
    assert losses.value(last, H3) == (0**2 + 0.875**2 + 1.5**2) / 2
    assert losses.gradient(last, H3).tolist() == [[0, 0, 0], [0, -0.875, -1.5]]
    every = Loss("squared", "every", 2, (9.0, 0.5, 9.0))
    assert losses.value(every, H3) == (0.75**2 + 0.375**2) / 2
    assert losses.gradient(every, H3).tolist() == [[0, -0.75, 0], [0, -0.375, 0]]


def test_the_given_gradient_by_hand() -> None:
    every = Loss("given", "every", 0, (2.0, -1.0, 4.0))
    assert losses.value(every, H3) == 2 * 1.5 - (-0.125) + 4 * -0.5
    assert losses.gradient(every, H3).tolist() == [[2, -1, 4], [2, -1, 4]]
    last = Loss("given", "last", 3, (2.0,))
    assert losses.value(last, H3) == -1
    assert losses.gradient(last, H3).tolist() == [[0, 0, 0], [0, 0, 2]]


@given(
    st.sampled_from(["squared", "given"]),
    st.sampled_from(["last", "every"]),
    st.integers(0, 3),
    st.lists(st.floats(-2, 2), min_size=3, max_size=3),
)
def test_the_gradient_is_that_of_the_value(kind, at, unit, numbers) -> None:
    loss = Loss(kind, at, unit, tuple(numbers))
    slopes = losses.gradient(loss, H3)
    for place in np.ndindex(H3.shape):
        above, below = H3.copy(), H3.copy()
        above[place] += 1e-4
        below[place] -= 1e-4
        slope = (losses.value(loss, above) - losses.value(loss, below)) / 2e-4
        assert slope == pytest.approx(slopes[place], abs=1e-9)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1", (1.0,)),
        (" 0.5, \N{MINUS SIGN}0.2;3 ", (0.5, -0.2, 3.0)),
        ("1e-3\n2\n-4", (0.001, 2.0, -4.0)),
    ],
)
def test_what_may_be_typed(text: str, numbers: tuple[float, ...]) -> None:
    assert losses.read("squared", "last", 0, text, 3).numbers == numbers


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "count"), (" , ", "count"), ("1, 2", "count"), ("1, 2, 3, 4", "count"),
        ("one", "not-a-number"), ("1, x, 2", "not-a-number"), ("nan", "not-a-number"),
        ("1e999", "not-a-number"), ("inf", "not-a-number"), ("1_0", "not-a-number"),
        ("1000001", "large"), ("-1e300", "large"),
    ],
)  # fmt: skip
def test_what_can_not_be_used_is_said(text: str, key: str) -> None:
    with pytest.raises(Problem) as problem:
        losses.read("squared", "last", 0, text, 3)
    assert problem.value.message.key == f"backprop-loss-{key}"


@given(st.text(max_size=40))
def test_any_text_gives_a_loss_or_a_problem(text: str) -> None:
    try:
        loss = losses.read("given", "every", 2, text, 4)
    except Problem:
        return
    assert all(math.isfinite(number) for number in loss.numbers)


def test_a_unit_that_this_layer_lacks_is_its_last_one() -> None:
    assert losses.read("squared", "last", 9, "1", 3).unit == 3
    assert losses.read("squared", "last", 0, "1", 3).unit == losses.ALL


def test_what_outgrows_all_floats_is_said() -> None:
    zero, huge = [[0.0]], [[1e160]]
    sequence = parse("1, 1, 1, 1")
    trace = forward(Params(zero, zero, zero, zero, zero, huge), sequence.x)  # h stays 0
    loss = losses.read("given", "last", 0, "1e6", 1)
    with pytest.raises(Problem) as problem:
        losses.way_back(sequence, trace, loss)
    assert problem.value.message.key == "backprop-overflow"
    far = forward(Params(zero, zero, zero, zero, zero, zero), sequence.x, [1e200])
    with pytest.raises(Problem) as problem:
        losses.way_back(sequence, far, losses.read("squared", "every", 0, "1", 1))
    assert problem.value.message.key == "backprop-overflow"


def test_a_unit_that_does_not_count_may_be_as_large_as_it_likes() -> None:
    h = np.array([[1e200, 0.5]])
    for kind, worth in (("squared", 0.125), ("given", 0.5)):
        loss = Loss(kind, "last", 2, (1.0,))
        assert losses.value(loss, h) == worth
        assert losses.gradient(loss, h).tolist() == [[0, -0.5 if kind == "squared" else 1]]


@given(
    st.sampled_from(["squared", "given"]),
    st.sampled_from(["last", "every"]),
    st.integers(0, 3),
    st.lists(st.floats(-2, 2), min_size=3, max_size=3),
)
def test_the_difference_is_that_of_the_values(kind, at, unit, numbers) -> None:
    loss = Loss(kind, at, unit, tuple(numbers))
    other = H3 + [[0.5, -1, 0.25], [-0.5, 0, 2]]
    difference = losses.value(loss, other) - losses.value(loss, H3)
    assert losses.difference(loss, other, H3) == pytest.approx(difference, abs=1e-12)


def test_a_difference_keeps_its_digits_beside_a_large_loss() -> None:
    loss = Loss("squared", "last", 0, (1e6,))
    above, below = np.array([[0.5 + 2**-30]]), np.array([[0.5 - 2**-30]])
    assert losses.difference(loss, above, below) == (0.5 - 1e6) * 2**-29
