"""Weights: the seeded draw, and changing single numbers."""

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gru_viz import weights
from gru_viz.locales import LANGUAGES, texts
from gru_viz.variants import PUBLISHED

PLAIN, LINEN, PYTORCH = PUBLISHED["keras_before"], PUBLISHED["linen"], PUBLISHED["torch"]
NOTATIONS = (PUBLISHED["cho_v1"], PLAIN, LINEN, PYTORCH, PUBLISHED["onnx"])

sizes = st.integers(1, weights.MAX_UNITS)
widths = sizes | st.sampled_from([65, 200, 512])
seeds = st.integers(0, 2**31 - 1)
numbers = st.floats(allow_nan=False, allow_infinity=False)


def same(a: weights.Weights, b: weights.Weights) -> bool:
    left, right = weights.tables(a), weights.tables(b)
    return left.keys() == right.keys() and all(np.array_equal(left[k], right[k]) for k in left)


@given(widths, sizes, seeds, st.floats(0, 10), st.sampled_from(NOTATIONS))
def test_every_number_drawn_is_within_the_scale_and_exact_in_two_decimals(
    D, H, seed, scale, notation
):
    drawn = weights.random(D, H, seed, scale, notation)
    for table in weights.tables(drawn).values():
        assert np.abs(table).max() <= scale + 1e-8
        assert all(float(f"{value:.2f}") == value for value in table.flat)


@given(widths, sizes, widths, sizes, seeds, st.sampled_from(NOTATIONS))
def test_a_unit_or_feature_more_leaves_the_numbers_of_the_others(
    D, H, more_D, more_H, seed, notation
):
    small = weights.tables(weights.random(min(D, more_D), min(H, more_H), seed, 1.0, notation))
    large = weights.tables(weights.random(max(D, more_D), max(H, more_H), seed, 1.0, notation))
    for name, table in small.items():
        rows, columns = table.shape
        np.testing.assert_array_equal(large[name][:rows, :columns], table)


@given(sizes, sizes, seeds)
def test_another_notation_leaves_the_weights_that_they_share(D, H, seed):
    first, *others = (weights.tables(weights.random(D, H, seed, 1.0, n)) for n in NOTATIONS)
    for other in others:
        assert all(np.array_equal(other[name], table) for name, table in first.items())


def test_the_biases_are_those_asked_for_and_h0_is_zero():
    for notation in NOTATIONS:
        drawn = weights.random(2, 3, 5, 1.0, notation)
        assert {name for name in weights.tables(drawn) if name[0] in "bc"} == set(notation.biases)
        assert not drawn.h0.any()


def test_biases_that_only_add_to_others_are_zero_so_that_one_or_two_give_the_same():
    drawn = weights.tables(weights.random(2, 3, 5, 1.0, PYTORCH))
    assert drawn["c_n"].any()
    assert not drawn["c_r"].any()
    assert not drawn["c_z"].any()
    before = weights.tables(weights.random(2, 3, 5, 1.0, PUBLISHED["onnx"]))
    assert not before["c_n"].any()


def test_a_seed_means_the_same_numbers_in_every_version():
    """Each matrix is the stream of the Mersenne Twister that Python's own random gives too."""
    drawn = weights.tables(weights.random(3, 4, 6099, 1.5, LINEN))
    drawn.pop("h0")
    for stream, name in enumerate(drawn, 1):
        twister = Random(6099 + (stream << 32))
        block = [[twister.random() for _ in range(64)] for _ in range(4)]
        rows, columns = drawn[name].shape
        expected = [[round((2 * u - 1) * 150) / 100 for u in row[:columns]] for row in block[:rows]]
        assert drawn[name].tolist() == expected


def test_the_draw_is_even_and_matrices_differ():
    drawn = weights.tables(weights.random(64, 64, 1, 1.0, PYTORCH))
    values = np.concatenate([drawn[name].ravel() for name in weights.MATRICES[:6]])
    shares = np.histogram(values, bins=10, range=(-1, 1))[0] / values.size
    np.testing.assert_allclose(shares, 0.1, atol=0.01)
    assert not np.array_equal(drawn["U_r"], drawn["U_z"])
    assert not np.array_equal(drawn["U_r"], weights.random(64, 64, 2, 1.0, PYTORCH).params.U_r)


def test_an_edit_changes_its_number_and_no_other():
    base = weights.random(2, 3, 5, 1.0, PYTORCH)
    edits = {("W_z", 2, 1): 0.5, ("U_n", 0, 2): -7.25, ("b_r", 1, 0): 0.0, ("h0", 2, 0): 0.3}
    changed = weights.edited(base, edits)
    before, after = weights.tables(base), weights.tables(changed)
    for place, value in edits.items():
        assert after[place[0]][place[1:]] == value
        after[place[0]][place[1:]] = before[place[0]][place[1:]]
    assert all(np.array_equal(before[name], after[name]) for name in before)
    assert changed.params.U_n[0, 2] == -7.25
    assert changed.h0.tolist() == [0.0, 0.0, 0.3]


def test_edits_outside_the_present_shape_wait():
    edits = {("W_r", 0, 5): 1.0, ("U_z", 7, 0): 2.0, ("b_n", 3, 0): 3.0, ("c_n", 0, 0): 4.0}
    base = weights.random(2, 3, 5, 1.0, PLAIN)
    assert same(weights.edited(base, edits), base)
    wide = weights.edited(weights.random(6, 8, 5, 1.0, PYTORCH), edits)
    assert [wide.params.W_r[0, 5], wide.params.U_z[7, 0], wide.params.b_n[3]] == [1, 2, 3]
    assert wide.params.c_n is not None
    assert wide.params.c_n[0] == 4


def test_an_edit_that_is_not_finite_is_refused():
    with pytest.raises(ValueError, match="W_r"):
        weights.edited(weights.random(1, 1, 0, 1.0, PLAIN), {("W_r", 0, 0): float("inf")})


def test_weights_can_not_be_changed_in_place():
    drawn = weights.random(2, 3, 5, 1.0, PLAIN)
    with pytest.raises(ValueError, match="read-only"):
        drawn.h0[0] = 1
    with pytest.raises(ValueError, match="read-only"):
        drawn.params.W_r[0, 0] = 1


def test_an_edit_of_the_input_changes_one_feature_of_one_timestep():
    x = np.arange(6.0).reshape(3, 2)
    changed = weights.edited_input(x, {("x", 2, 1): -7.5, ("W_r", 0, 0): 1.0, ("x", 3, 0): 9.0})
    assert changed.tolist() == [[0, 1], [2, 3], [4, -7.5]]
    assert x[2, 1] == 5


def test_edits_of_weights_and_of_the_input_are_told_apart():
    of_weights, of_input = {("h0", 0, 0): 1.0, ("b_r", 2, 0): 2.0}, {("x", 0, 0): 3.0}
    assert weights.split(of_weights | of_input) == (of_weights, of_input)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_matrix_says_its_role(language):
    roles = [texts(language)(f"matrix-{name}-role") for name in weights.MATRICES]
    assert len(set(roles)) == len(weights.MATRICES)
