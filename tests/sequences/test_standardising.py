"""Standardised columns have mean 0 and deviation 1, whatever their scale was."""

import numpy as np
from hypothesis import example, given

from gru_viz.sequences import parse
from tests.sequences.inputs import matrices


class TestStandardise:
    @given(matrices)
    @example(np.array([[1e308], [-1e308], [1.7e308]]))
    @example(np.array([[5e-324], [0.0]]))
    @example(np.array([[1.0], [1.0 + 2**-52]]))
    def test_each_column_has_mean_0_and_deviation_1_at_any_scale(self, x):
        x = x if len(x) > 1 else x.T
        text = "\n".join(",".join(map(repr, row)) for row in x.tolist())
        sequence = parse(text, "numbers", standardise=True)
        constant = (x == x[0]).all(axis=0)
        assert np.allclose(sequence.x.mean(axis=0), 0, atol=1e-12)
        assert np.allclose(sequence.x.std(axis=0), ~constant, atol=1e-12)
        assert (sequence.x[:, constant] == 0).all()
        assert [note.key for note in sequence.notes] == [
            "sequence-constant" if c else "sequence-standardised" for c in constant
        ]

    def test_the_order_of_the_values_stays(self):
        x = parse("2, 4, 4, 4, 5, 5, 7, 9", standardise=True)
        assert np.allclose(x.x[:, 0], [-1.5, -0.5, -0.5, -0.5, 0, 0, 1, 2], atol=1e-15)
        assert x.notes[0].args == {"feature": "x1", "mean": "5", "sd": "2"}

    def test_words_stay_as_they_are(self):
        assert parse("a b", standardise=True).x.tolist() == [[1, 0], [0, 1]]
