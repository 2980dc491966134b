"""The three cells on one input: as large as each other, of one GRU's weights, as they begin."""

from dataclasses import fields, replace

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from gru_viz import trio, weights
from gru_viz.cells import gru, rnn
from gru_viz.cells.parameters import count
from gru_viz.variants import PUBLISHED, own

VARIANTS = [
    gru.Variant(update, reset) for update in ("renews", "keeps") for reset in ("before", "after")
]


def run_of(variant=VARIANTS[0], H=4, D=2, T=6, scale=1.0):
    drawn = weights.random(D, H, 3, scale, own(variant))
    x = np.random.default_rng(0).normal(size=(T, D))
    return gru.forward(drawn.params, x, np.linspace(-0.5, 0.5, H), variant)


def size(params):
    return sum(a.size for f in fields(params) if (a := getattr(params, f.name)) is not None)


@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_with_the_grus_units_each_cell_has_as_many(variant):
    three = trio.beside(run_of(variant), 5, 1.0)
    assert three.rnn.h.shape == three.lstm.h.shape == three.gru.h.shape == (7, 4)


@pytest.mark.parametrize("H", [1, 4, 16, 64])
def test_with_the_grus_parameters_no_other_number_of_units_comes_nearer(H):
    run = run_of(H=H)
    three = trio.beside(run, 5, 1.0, "parameters")
    wanted = size(run.params)
    for cell, trace in (("rnn", three.rnn), ("lstm", three.lstm)):
        units = trace.h.shape[1]
        assert size(trace.params) == count(cell, 2, units)
        off = abs(size(trace.params) - wanted)
        for other in (units - 1, units + 1):
            if other:
                assert off <= abs(count(cell, 2, other) - wanted)


@pytest.mark.parametrize("by", ["units", "parameters"])
def test_without_biases_in_the_gru_the_others_have_none(by):
    run = run_of()
    bare = replace(run.params, b_r=None, b_z=None, b_n=None)
    three = trio.beside(gru.forward(bare, run.x, None, run.variant), 5, 1.0, by)
    assert three.rnn.params.b is None
    assert three.lstm.params.b_f is None
    assert trio.usual(run.x, 4, 1, PUBLISHED["colah"]).rnn.params.b is None


def test_weights_are_drawn_from_the_seed_and_differ_from_cell_to_cell():
    one, same, another = (trio.beside(run_of(), seed, 1.0) for seed in (5, 5, 6))
    assert_array_equal(one.lstm.h, same.lstm.h)
    assert_array_equal(one.rnn.h, same.rnn.h)
    assert not np.array_equal(one.rnn.params.U, another.rnn.params.U)
    assert not np.array_equal(one.rnn.params.U, one.lstm.params.U_f)
    assert np.abs(one.lstm.params.W_i).max() <= 1
    assert_array_equal(one.rnn.params.U, (100 * one.rnn.params.U).round() / 100)


@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_a_bias_of_keeping_goes_to_the_side_that_keeps(variant):
    run = run_of(variant)
    three = trio.beside(run, 5, 1.0, keep=3)
    first = three.gru.keep[0], three.lstm.f[0]
    plain = trio.beside(run, 5, 1.0)
    before = plain.gru.keep[0], plain.lstm.f[0]
    for with_bias, without in zip(first, before, strict=True):
        odds = with_bias / (1 - with_bias) / (without / (1 - without))
        assert_allclose(odds, np.exp(3))


@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_made_of_the_grus_weights_the_first_timesteps_agree(variant):
    """From h₀ = 0 and with the reset open, c₁ of the tied LSTM is h₁ of the GRU."""
    run = run_of(variant)
    run = gru.forward(run.params, run.x, None, variant)
    three = trio.made_of(run, open_reset=True)
    assert_allclose(three.lstm.c[1], three.gru.h[1], atol=1e-15)
    assert_allclose(three.lstm.h, np.tanh(three.lstm.c), atol=1e-15)
    assert_allclose(three.lstm.i, 1 - three.lstm.f, atol=1e-15)
    assert_array_equal(three.lstm.o, np.ones_like(three.lstm.o))


def test_where_states_are_small_the_tied_lstm_and_the_grus_mix_are_one():
    """tanh(c) is c but for its cube."""
    run = run_of(scale=0.05)
    run = gru.forward(run.params, 0.1 * run.x, None, run.variant)
    three = trio.made_of(run, open_reset=True)
    largest = np.abs(three.gru.h).max()
    assert 0 < largest < 0.05
    assert np.abs(three.lstm.c - three.gru.h).max() < largest**3


def test_the_rnn_made_of_a_gru_is_its_candidate_alone():
    run = run_of()
    three = trio.made_of(run)
    p = run.params
    assert_array_equal(three.rnn.h, rnn.forward(rnn.Params(p.W_n, p.U_n, p.b_n), run.x, run.h[0]).h)
    assert three.gru is run


def test_the_usual_initialisation_stays_within_its_bound():
    three = trio.usual(trio.noise(1), 16, 1, own(VARIANTS[0]), keep=2, gain=3)
    for params in (three.lstm.params, three.gru.params):
        for f in fields(params):
            if (array := getattr(params, f.name)) is not None and f.name != "b_z":
                assert np.abs(array).max() <= 0.25
    assert 0.5 < np.abs(three.rnn.params.U).max() <= 0.75
    assert three.rnn.T == three.lstm.T == three.gru.T == trio.TIMESTEPS
