"""The ready series are what their descriptions say."""

import numpy as np
import pytest

from gru_viz.locales import LANGUAGES, texts
from gru_viz.sequences import READY, parse, ready
from tests.sequences.inputs import column, numbers, tokens


class TestReady:
    @pytest.mark.parametrize("name", READY)
    def test_each_can_be_read_and_is_described_in_both_languages(self, name):
        series = ready(name)
        sequence = parse(series.text, series.reading, standardise=series.standardise)
        assert sequence.reading == series.reading == parse(series.text).reading
        for language in LANGUAGES:
            assert texts(language)(f"ready-{name}")
            assert texts(language)(f"ready-{name}-about")

    def test_the_real_series(self):
        """Checked against the published figures: 1957 had 190.2 sunspots, 1913 the least Nile."""
        sunspots, nile = numbers(ready("sunspots").text), numbers(ready("nile").text)
        assert (len(sunspots), sunspots[1957 - 1700], max(sunspots)) == (309, [190.2], [190.2])
        assert (len(nile), nile[0], nile[1913 - 1871], min(nile)) == (100, [1120], [456], [456])
        assert ready("sunspots").standardise
        assert ready("nile").standardise

    def test_the_computed_series(self):
        sine = np.ravel(numbers(ready("sine").text))
        assert len(sine) == 40
        assert np.allclose(sine, np.sin(2 * np.pi * 2 * np.arange(40) / 40), atol=0.005)
        assert numbers(ready("step").text) == column(*[0] * 10, *[1] * 10)
        assert numbers(ready("impulse").text) == column(1, *[0] * 23)

    def test_noise_is_normal_and_seeded(self):
        assert ready("noise", 3) == ready("noise", 3)
        assert ready("noise", 3) != ready("noise", 4)
        values = np.ravel([numbers(ready("noise", seed).text) for seed in range(50)])
        assert values.shape == (2000,)
        assert abs(values.mean()) < 0.1
        assert abs(values.std() - 1) < 0.1

    @pytest.mark.parametrize("name", ["sentence", "sentence_ko"])
    def test_the_sentences_have_two_full_stops_and_a_word_that_returns(self, name):
        words = tokens(ready(name).text)
        assert words.count(".") == 2
        assert len(set(words) - {"."}) < len(words) - 2
