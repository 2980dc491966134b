"""Presets: each sentence about what there is to see, held against numbers."""

from dataclasses import replace

import numpy as np
import pytest

from gru_viz import presets, sequences, weights
from gru_viz.cells import gru
from gru_viz.links import State
from gru_viz.locales import LANGUAGES, texts
from gru_viz.messages import Problem

VARIANTS = [gru.Variant(u, r) for u in ("renews", "keeps") for r in ("before", "after")]
ALL_SIZES = [(1, 1), (1, 4), (3, 2), (2, 7), (64, 64)]

every_variant = pytest.mark.parametrize("variant", VARIANTS, ids=lambda v: f"{v.update}-{v.reset}")


def shown_on(preset, seed=0):
    """The sequence that a preset is shown on."""
    ready = sequences.ready(preset.series, seed)
    return sequences.parse(ready.text, ready.reading, standardise=ready.standardise)


def run(name, variant, sequence=None, H=None):
    preset = presets.PRESETS[name]
    sequence = sequence or shown_on(preset)
    chosen = presets.preset(name, sequence, H or preset.units, variant)
    return gru.forward(chosen.params, sequence.x, chosen.h0, variant)


def numbers(x):
    x = np.asarray(x, float)
    return sequences.Sequence(x, (), tuple(f"x{d + 1}" for d in range(x.shape[1])), "numbers")


def noise(D, T=30):
    return numbers(np.random.default_rng(4).normal(size=(T, D)))


@every_variant
def test_keep_holds_what_was_written_for_twenty_timesteps(variant):
    trace = run("keep", variant)
    written, later = trace.h[1], trace.h[21]
    assert np.abs(written).min() > 0.9
    assert (later / written > 0.99).all()
    assert trace.keep[0].max() < 0.01  # open at the 1
    assert trace.keep[1:].min() > 0.99  # shut at the zeros


@every_variant
def test_keep_holds_each_thing_that_comes_until_the_next_of_the_users_own(variant):
    trace = run("keep", variant, sequences.parse("0, 1, 0, 0, 0, 2, 0, 0"), H=1)
    np.testing.assert_allclose(trace.h[3:6, 0], trace.h[2, 0], rtol=0.01)
    np.testing.assert_allclose(trace.h[2, 0], np.tanh(2), rtol=0.01)
    np.testing.assert_allclose(trace.h[6:, 0], np.tanh(4), rtol=0.01)


@every_variant
@pytest.mark.parametrize(("D", "H"), ALL_SIZES)
def test_overwrite_leaves_no_trace_of_what_happened_before(variant, D, H):
    sequence = noise(D)
    other_past = numbers(np.vstack([5 - 3 * sequence.x[:20], sequence.x[20:]]))
    here, there = (run("overwrite", variant, s, H) for s in (sequence, other_past))
    np.testing.assert_allclose(here.h[21:], there.h[21:], atol=1e-3)
    np.testing.assert_allclose(here.h[1:], here.n, atol=1e-3)
    np.testing.assert_allclose(here.h[1:, 0], np.tanh(2 * sequence.x[:, 0]), atol=1e-3)


@every_variant
def test_latch_takes_the_first_event_and_holds_it_through_later_ones(variant):
    trace = run("latch", variant)
    x = trace.x[:, 0]
    for unit, event in ((0, x > 0.5), (1, x < -0.5)):
        assert event.sum() > 1, "a latch needs a later event to withstand"
        first = int(event.argmax())
        assert np.abs(trace.h[: first + 1, unit]).max() < 1e-6
        np.testing.assert_allclose(trace.h[first + 1, unit], np.tanh(2 * x[first]), rtol=1e-3)
        np.testing.assert_allclose(trace.h[first + 1 :, unit], trace.h[first + 1, unit], rtol=1e-6)
        assert trace.keep[first, unit] < 0.01
        assert trace.keep[first + 1 :, unit].min() > 0.999


@every_variant
def test_latch_is_shut_by_its_own_state(variant):
    """Without U_z h each later event is taken as well."""
    sequence = shown_on(presets.PRESETS["latch"])
    chosen = presets.preset("latch", sequence, 2, variant)
    forgetful = replace(chosen.params, U_z=np.zeros((2, 2)))
    h = gru.forward(forgetful, sequence.x, chosen.h0, variant).h
    np.testing.assert_allclose(h[-1, 0], np.tanh(2 * 1.2), rtol=1e-3)


@every_variant
def test_latch_withstands_events_of_any_usual_size(variant):
    sequence = sequences.parse("0, 0.7, 3, 0.6, -3, 2, 3")
    h = run("latch", variant, sequence, H=1).h
    np.testing.assert_allclose(h[2:, 0], np.tanh(1.4), rtol=1e-3)


@every_variant
@pytest.mark.parametrize("series", ["sentence", "sentence_ko"])
@pytest.mark.parametrize("reading", ["words", "characters"])
def test_fullstop_empties_the_hidden_state_through_both_gates(variant, series, reading):
    sequence = sequences.parse(sequences.ready(series).text, reading)
    trace = run("fullstop", variant, sequence)
    stop = np.array([token == "." for token in sequence.tokens])
    assert stop.sum() == 2
    h_before, h_after = np.abs(trace.h[:-1]), np.abs(trace.h[1:])
    assert h_before[stop].min() > 0.3
    assert h_after[stop].max() < 0.001
    assert (h_after[~stop] > h_before[~stop]).all()  # each word pushes further from 0
    assert trace.r[stop].max() < 0.01  # the reset gate shuts
    assert np.abs(trace.n[stop]).max() < 0.001  # so the candidate is close to 0
    assert trace.keep[stop].max() < 0.01  # and the update gate opens for it
    assert trace.r[~stop].min() > 0.99
    assert trace.keep[~stop].min() > 0.7


@every_variant
def test_fullstop_needs_the_reset_gate_and_the_update_gate(variant):
    """With either gate at a full stop as at a word, the sentence is not forgotten."""
    sequence = shown_on(presets.PRESETS["fullstop"])
    chosen = presets.preset("fullstop", sequence, 4, variant)
    stop = sequence.tokens.index(".")
    for gate in ("W_r", "W_z"):
        params = replace(chosen.params, **{gate: np.zeros_like(chosen.params.W_r)})
        h = gru.forward(params, sequence.x, chosen.h0, variant).h
        assert np.abs(h[stop + 1]).min() > 0.4


@every_variant
def test_fullstop_says_what_it_is_missing(variant):
    without, vectors = sequences.parse("no stop here"), sequences.parse("a. b.", encoding="vectors")
    for sequence, key in (
        (without, "preset-fullstop-missing"),
        (sequences.parse("1, 2, 3"), "preset-fullstop-missing"),
        (vectors, "preset-fullstop-vectors"),
    ):
        with pytest.raises(Problem) as problem:
            presets.preset("fullstop", sequence, 2, variant)
        assert problem.value.message.key == key


@every_variant
@pytest.mark.parametrize("seed", [0, 1, 2, State().seed])
def test_saturated_gates_are_switches_without_slope(variant, seed):
    sequence = shown_on(presets.PRESETS["saturated"], seed)
    trace = run("saturated", variant, sequence)
    for gate in (trace.r[:, 0], trace.z[:, 0]):
        slope = gate * (1 - gate)
        assert (slope < 0.001).mean() > 0.9
        assert (gate < 0.01).any()
        assert (gate > 0.99).any()


@every_variant
def test_saturated_copies_each_event_and_holds_it(variant):
    sequence = sequences.parse("0.9, 0, -2, 0.3, 2, 1, 0.2, -0.6")
    trace = run("saturated", variant, sequence)
    copies = [0.9, 0.9, 0.9, 0.9, 2, 1, 1, 1]
    np.testing.assert_allclose(trace.h[1:, 0], np.tanh(copies), atol=1e-6)
    np.testing.assert_allclose(trace.h[3:, 1], np.tanh([-2, -2, -2, -2, -2, -0.6]), atol=1e-4)


@every_variant
@pytest.mark.parametrize(("D", "H"), ALL_SIZES)
def test_rnn_is_a_plain_rnn(variant, D, H):
    sequence = noise(D)
    trace = run("rnn", variant, sequence, H)
    W, U, b = trace.params.W_n, trace.params.U_n, trace.params.b_n
    h = np.zeros(H)
    for t, x in enumerate(sequence.x):
        h = np.tanh(W @ x + U @ h + b)
        np.testing.assert_allclose(trace.h[t + 1], h, rtol=0, atol=1e-12)
    assert np.abs(U).max() > 0.5  # a recurrent one


@every_variant
def test_rnn_forgets_the_impulse_that_keep_holds(variant):
    trace = run("rnn", variant)
    assert (np.abs(trace.h[21]) < 0.01 * np.abs(trace.h[1])).all()


@every_variant
@pytest.mark.parametrize("name", presets.PRESETS)
@pytest.mark.parametrize(("D", "H"), ALL_SIZES)
def test_every_preset_fits_any_size_in_readable_numbers(name, variant, D, H):
    x = np.zeros((2, D))
    sequence = sequences.Sequence(x, (".", "a"), (".", *"a" * (D - 1)), "words")
    chosen = presets.preset(name, sequence, H, variant)
    assert (chosen.params.D, chosen.params.H) == (D, H)
    for table in weights.tables(chosen).values():
        assert all(float(f"{value:.2f}") == value for value in table.flat)
        assert not np.signbit(table[table == 0]).any(), "a −0.0 would be seen"


@pytest.mark.parametrize("preset", presets.PRESETS.values(), ids=presets.PRESETS.keys())
def test_every_preset_is_shown_at_a_place_that_exists(preset):
    shown = replace(State(), **preset.shown_on)
    assert 1 <= shown.t <= len(shown_on(preset).x)
    assert 1 <= shown.unit <= shown.units


def test_fullstop_is_shown_at_its_full_stop():
    preset = presets.PRESETS["fullstop"]
    assert shown_on(preset).tokens[preset.t - 1] == "."


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_preset_has_its_texts(language):
    say = texts(language)
    titles = {say(f"preset-{name}") for name in presets.PRESETS}
    looks = {say(f"preset-{name}-look") for name in presets.PRESETS}
    assert len(titles) == len(looks) == len(presets.PRESETS)
    assert say("preset-fullstop-missing") != say("preset-fullstop-vectors")
