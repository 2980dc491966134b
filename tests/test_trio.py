"""The three cells on one input: as large as each other, of one GRU's weights, as they begin."""

from dataclasses import fields, replace

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from gru_viz import trio, weights
from gru_viz.cells import gru, rnn
from gru_viz.cells.parameters import CELLS, count
from gru_viz.messages import Problem
from gru_viz.variants import PUBLISHED, own

VARIANTS = [
    gru.Variant(update, reset) for update in ("renews", "keeps") for reset in ("before", "after")
]


def run_of(variant=VARIANTS[0], H=4, D=2, T=6, scale=1.0):
    drawn = weights.random(D, H, 3, scale, own(variant))
    x = np.random.default_rng(0).normal(size=(T, D))
    return gru.forward(drawn.params, x, np.linspace(-0.5, 0.5, H), variant)


def given(H, D=2):
    """A run of more units than weights are drawn for."""
    shapes = {"W": (H, D), "U": (H, H), "b": (H,)}
    params = gru.Params(**{f"{m}_{g}": np.zeros(shapes[m]) for m in "WUb" for g in "rzn"})
    return gru.forward(params, np.ones((1, D)))


def size(params):
    return sum(a.size for f in fields(params) if (a := getattr(params, f.name)) is not None)


@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_with_the_grus_units_each_cell_has_as_many(variant):
    three = trio.beside(run_of(variant), 5, 1.0)
    assert three.rnn.h.shape == three.lstm.h.shape == three.gru.h.shape == (7, 4)


@pytest.mark.parametrize("H", [1, 4, 16, 64, 200, 295])
def test_with_the_grus_parameters_no_other_number_of_units_comes_nearer(H):
    run = given(H)
    three = trio.beside(run, 5, 1.0, "parameters")
    wanted = size(run.params)
    for cell, trace in (("rnn", three.rnn), ("lstm", three.lstm)):
        units = trace.h.shape[1]
        assert size(trace.params) == count(cell, 2, units)
        off = abs(size(trace.params) - wanted)
        for other in (units - 1, units + 1):
            if other:
                assert off <= abs(count(cell, 2, other) - wanted)


def test_more_units_than_weights_are_drawn_for_are_refused_with_their_number():
    with pytest.raises(Problem) as refused:
        trio.beside(given(512), 5, 1.0, "parameters")
    # H (H + 2 + 1) = 3 · 512 (512 + 2 + 1) has its root at 887.9
    args = {"cell": "RNN", "units": 888, "most": 512}
    assert (refused.value.message.key, refused.value.message.args) == ("reach-too-many-units", args)
    assert trio.beside(given(512), 5, 1.0).rnn.params.H == 512


@pytest.mark.parametrize("by", ["units", "parameters"])
def test_without_biases_in_the_gru_the_others_have_none(by):
    run = run_of()
    bare = replace(run.params, b_r=None, b_z=None, b_n=None)
    three = trio.beside(gru.forward(bare, run.x, None, run.variant), 5, 1.0, by)
    assert three.rnn.params.b is None
    assert three.lstm.params.b_f is None
    assert trio.usual(run.x, 4, 1, PUBLISHED["colah"]).rnn.params.b is None


def test_with_two_biases_a_gate_in_the_gru_the_others_have_two():
    torch = PUBLISHED["torch"]
    drawn = weights.random(2, 4, 3, 1.0, torch)
    run = gru.forward(drawn.params, run_of().x, None, torch.variant)
    three = trio.beside(run, 5, 1.0, "parameters")
    for cell in CELLS:
        trace = three.traces[cell]
        assert size(trace.params) == count(cell, 2, trace.h.shape[1], biases=2)


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
    assert (three.keep, plain.keep) == (3, 0)


@pytest.mark.parametrize("notation", ["cho_v1", "torch"])
def test_what_is_added_to_keep_is_no_parameter(notation):
    """It is not counted, nor written where a notation has no biases."""
    notation = PUBLISHED[notation]
    drawn = weights.random(2, 4, 3, 1.0, notation)
    run = gru.forward(drawn.params, np.ones((3, 2)), None, notation.variant)
    for three in (
        trio.beside(run, 5, 1.0, keep=2),
        trio.beside(run, 5, 1.0, "parameters", keep=2),
        trio.made_of(run, keep=2),
        trio.made_of(run, open_reset=True, keep=2),
    ):
        assert three.gru.params is run.params
        assert three.keep == three.lstm.forget_bias == 2
    usual = trio.usual(run.x, 4, 1, notation, keep=2)
    assert size(usual.gru.params) == size(run.params)


@pytest.mark.parametrize("keep", [0, 1.5, -2])
@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_made_of_the_grus_weights_the_first_timesteps_agree(variant, keep):
    """From h₀ = 0 and with the reset open, c₁ of the tied LSTM is h₁ of the GRU."""
    run = run_of(variant)
    run = gru.forward(run.params, run.x, None, variant)
    three = trio.made_of(run, open_reset=True, keep=keep)
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
    assert three.traces == {"rnn": three.rnn, "lstm": three.lstm, "gru": run}


def test_the_usual_initialisation_stays_within_its_bound():
    three = trio.usual(trio.noise(1), 16, 1, own(VARIANTS[0]), keep=2, gain=3)
    for params in (three.lstm.params, three.gru.params):
        for f in fields(params):
            if (array := getattr(params, f.name)) is not None:
                assert np.abs(array).max() <= 0.25
    assert 0.5 < np.abs(three.rnn.params.U).max() <= 0.75
    assert three.rnn.T == three.lstm.T == three.gru.T == trio.TIMESTEPS
