"""The bounds on rounding: as wide as any way of rounding needs, and no bound where none is."""

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given as forall
from hypothesis import strategies as st

from gru_viz.practice.rounded import Matrix, Rounded, given
from tests.practice.student import FUNCTIONS, from_table, rounded

TENTHS = st.integers(-30, 30).map(lambda k: k / 10)
NUMBERS = st.integers(-30_000, 30_000).map(lambda k: k / 10_000)
DECIMALS = st.sampled_from([2, 3, 4])
HOW = st.sampled_from([ROUND_HALF_UP, ROUND_HALF_EVEN])
TINY = 1e-12


def exact(number: float) -> Decimal:
    return Decimal(repr(number))


def within(number: Rounded, paper: Decimal) -> bool:
    return abs(number.value[0] - float(paper)) <= number.slack[0] + TINY


def off(number: float, decimals: int) -> Rounded:
    """A number of which one has the rounded one in hand, half a last decimal off at most."""
    return Rounded((number,), (0.5 * 10.0**-decimals,), decimals)


@forall(st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=4), DECIMALS, HOW)
def test_a_sum_of_rounded_products(pairs, decimals, how):
    weights, vector = zip(*pairs, strict=True)
    number = Matrix((weights,)) @ given(vector, decimals)
    paper = sum(
        (rounded(exact(w) * exact(v), decimals, how) for w, v in pairs),
        Decimal(0),
    )
    assert within(number, paper)
    assert within(number.off(), rounded(paper, decimals, how))


@forall(st.lists(st.tuples(TENTHS, TENTHS), min_size=1, max_size=4), DECIMALS)
def test_what_ends_within_the_decimals_has_no_slack(pairs, decimals):
    weights, vector = zip(*pairs, strict=True)
    number = (Matrix((weights,)) @ given(vector, decimals) + given([0.3], decimals)).off()
    assert number.slack[0] == 0


def test_the_sum_of_what_has_a_bound_has_both():
    one, other = off(0.5, 2), off(-0.25, 2)
    assert (one + other).slack[0] == pytest.approx(0.01)
    assert (1 - one).slack[0] == pytest.approx(0.005)
    assert (-one).value[0] == -0.5


@forall(NUMBERS, NUMBERS, st.floats(-0.5, 0.5), st.floats(-0.5, 0.5), DECIMALS, HOW)
def test_a_product_of_two_that_were_rounded(left, right, by, too, decimals, how):
    """What is in hand is off by up to half a last decimal in each factor, and rounded again."""
    unit = 10.0**-decimals
    paper = exact(left + by * unit) * exact(right + too * unit)
    number = off(left, decimals) * off(right, decimals)
    assert within(number, rounded(paper, decimals, how))


@pytest.mark.parametrize("function", ["sigma", "tanh"])
@forall(a=NUMBERS, by=st.floats(-0.5, 0.5), decimals=DECIMALS, how=HOW)
def test_a_function_of_what_was_rounded(function, a, by, decimals, how):
    paper = FUNCTIONS[function](exact(a + by * 10.0**-decimals))
    assert within(off(a, decimals).through(function), rounded(paper, decimals, how))


@pytest.mark.parametrize("function", ["sigma", "tanh"])
@forall(a=NUMBERS, decimals=st.sampled_from([2, 3]))
def test_a_function_read_from_the_table(function, a, decimals):
    """The argument to two decimals, the entry with its four."""
    paper = from_table(function, exact(a), decimals)
    assert within(given([a], decimals).off().through(function), paper)


@pytest.mark.parametrize("function", ["sigma", "tanh"])
def test_an_argument_that_is_in_the_table_is_exact(function):
    number = given([0.37], 3).off().through(function)
    assert number.slack[0] == pytest.approx(0.0005)
    assert number.value[0] == pytest.approx(float(FUNCTIONS[function](Decimal("0.37"))))


@pytest.mark.parametrize(
    ("number", "decimals", "expected"),
    [(0.285, 2, 0.29), (-0.285, 2, -0.29), (0.125, 2, 0.13), (1.005, 2, 1.01), (0.5, 0, 1),
     (0.4999, 0, 0), (-0.04, 1, 0)],
)  # fmt: skip
def test_fewer_decimals_are_half_up(number, decimals, expected):
    assert given([number], 4).to(decimals).value[0] == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("number", [2e306, -1e308, float("inf")])
def test_a_number_too_large_for_decimals_stays(number):
    """A learner may type anything, and a path goes on from it."""
    assert given([number], 4).to(3).value == (number,)


@forall(NUMBERS, DECIMALS, st.sampled_from([ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_DOWN]))
def test_a_typed_answer_stands_for_what_is_carried_on(number, decimals, how):
    """Be it rounded or cut, what one goes on with is within the bound of what was typed."""
    typed = float(rounded(exact(number), decimals, how))
    mine = given([9.0], decimals).with_answers([typed])
    assert within(mine, exact(number))


def test_without_an_answer_a_number_stays():
    numbers = given([0.1, 0.2], 3).with_answers([None, 0.5])
    assert numbers.value == (0.1, 0.5)
    assert numbers.slack == (0, 0.001)
