"""One unit's mix and memory: bars that add up to the state."""

import re

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from gru_viz.figures import Style, unit_alt, unit_over_time
from gru_viz.locales import LANGUAGES, texts
from tests.figures.runs import VARIANTS, array, cursor, run, sent

STYLE = Style(texts("en"))


@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_kept_and_written_add_up_to_the_line_of_the_state(variant):
    trace = run(variant=variant)
    kept, written, h, *_ = sent(unit_over_time(trace, STYLE, t=3, unit=2))["data"]
    assert array(kept["x"]).tolist() == array(written["x"]).tolist() == [1, 2, 3, 4, 5, 6, 7]
    assert_array_equal(array(h["x"]), np.arange(8))
    assert_array_equal(array(h["y"]), trace.h[:, 1])
    assert_array_equal(array(kept["y"]) + array(written["y"]), trace.h[1:, 1])
    assert_array_equal(array(kept["y"]), trace.keep[:, 1] * trace.h[:-1, 1])


def test_the_bars_are_stacked_each_sign_on_its_own_side():
    assert unit_over_time(run(), STYLE, t=1, unit=1).layout.barmode == "relative"


@pytest.mark.parametrize("variant", VARIANTS, ids=str)
@pytest.mark.parametrize("t", [1, 4, 7])
def test_the_memory_has_a_bar_for_h0_and_each_timestep_so_far(variant, t):
    trace = run(variant=variant)
    *_, initial, later = sent(unit_over_time(trace, STYLE, t=t, unit=3))["data"]
    assert array(initial["x"]).tolist() == [0]
    assert array(later["x"]).tolist() == list(range(1, t + 1))
    keep = trace.keep[:, 2]
    by_hand = [np.prod([keep[later] for later in range(k, t)]) for k in range(t + 1)]
    assert_allclose([*array(initial["y"]), *array(later["y"])], by_hand, rtol=1e-12)
    contributions = np.concatenate([array(initial["customdata"]), array(later["customdata"])])[:, 1]
    assert_allclose(contributions.sum(), trace.h[t, 2], rtol=0, atol=1e-12)


def test_hovering_a_bar_of_the_mix_tells_the_whole_sum():
    trace = run()
    for bar in sent(unit_over_time(trace, STYLE, t=1, unit=2))["data"][:2]:
        t, kept, written, h = array(bar["customdata"]).T
        assert t.tolist() == list(range(1, 8))
        assert_array_equal(kept, trace.kept[:, 1])
        assert_array_equal(written, trace.written[:, 1])
        assert_array_equal(h, trace.h[1:, 1])


def test_the_range_is_that_of_states_unless_h0_is_outside():
    def ends(**kwargs):
        return unit_over_time(run(**kwargs), STYLE, t=1, unit=1).layout.yaxis.range

    low, high = ends(h0=[0.0] * 3)
    assert -low == high >= 1
    assert ends(h0=[1.0, -1.0, 0.3], seed=4) == (low, high)
    assert ends(h0=[-7.0, 0.0, 0.0])[0] <= -7
    low, high = ends(h0=[1.7e308, 0.0, 0.0])
    assert np.isfinite(high - low)


@pytest.mark.parametrize("t", [1, 5])
def test_the_cursor_stands_at_its_timestep_in_both_panels(t):
    assert cursor(unit_over_time(run(), STYLE, t=t, unit=1)) == [(t - 0.5, t + 0.5)] * 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_memory_says_that_indirect_paths_are_left_out(language):
    style = Style(texts(language))
    figure = unit_over_time(run(), style, t=2, unit=1)
    assert style.texts("figure-memory-note") in [a.text for a in figure.layout.annotations]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("t", [1, 6])
def test_the_alternative_text_tells_true_numbers(language, t):
    trace = run(T=9)
    text = unit_alt(trace, texts(language), t=t, unit=2)
    kept, written, h = trace.kept[t - 1, 1], trace.written[t - 1, 1], trace.h[t, 1]
    numbers = [float(n.replace("−", "-")) for n in re.findall(r"−?\d+(?:\.\d+)?", text)]
    shares = {k: trace.keep[k:t, 1].prod() for k in range(1, t + 1)}
    since = min(k for k, share in shares.items() if share >= 0.1)
    initial = trace.keep[:t, 1].prod()
    assert {2, t, since, *np.round([kept, written, h, initial], 3)} <= set(numbers)
