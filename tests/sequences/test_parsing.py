"""Any text becomes the input it means, or one clear sentence."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gru_viz.messages import Problem
from gru_viz.sequences import parse, visible
from tests.sequences.inputs import READINGS, hostile, problem, said, tokens


class TestReading:
    @pytest.mark.parametrize(
        ("text", "reading"),
        [
            ("0.3", "numbers"),
            ("1e5; 2e5", "numbers"),
            ("level of the river\n3\n4\n5", "numbers"),
            ("오늘 날씨가 좋다.", "words"),
            ("I have 2 cats.", "words"),
            ("고양이 2마리, 개 3마리", "words"),
            ("One line.\n\nAnother; with 3 signs, and more.", "words"),
            ("3.14는 원주율이다", "words"),
            ("10²", "words"),
            ("<img src=x onerror=alert(1)>", "words"),
            ("…", "words"),
        ],
    )
    def test_auto_finds_out(self, text, reading):
        assert parse(text).reading == reading

    @pytest.mark.parametrize("text", ["0.3, abc, 2", "1 2 three 4", "5 apples", "nan", "1;x"])
    def test_auto_takes_a_word_among_as_many_numbers_for_a_mistake(self, text):
        assert problem(text).key in ("sequence-not-a-number", "sequence-not-finite")

    def test_a_chosen_reading_is_obeyed(self):
        assert tokens("1, 2") == ["1", ",", "2"]
        assert tokens("12", "characters") == ["1", "2"]
        assert problem("a b", "numbers").key == "sequence-not-a-number"

    def test_an_unknown_choice_is_the_callers_mistake(self):
        with pytest.raises(ValueError, match="sentences"):
            parse("1", "sentences")
        with pytest.raises(ValueError, match="binary"):
            parse("1", encoding="binary")


class TestAnyText:
    @given(
        hostile, st.sampled_from(READINGS), st.sampled_from(["onehot", "vectors"]), st.booleans()
    )
    @example('"' + "x" * 140_000 + "\n1", "numbers", "onehot", False)
    @example("1," * 100 + '"', "numbers", "onehot", False)
    @example("\u200d" * 3, "characters", "onehot", False)
    @example(".\ufe00", "words", "onehot", False)
    def test_gives_a_sequence_or_a_sentence(self, text, reading, encoding, standardise):
        try:
            sequence = parse(text, reading, encoding, standardise=standardise)
        except Problem as unusable:
            said(unusable.message)
            return
        T, D = sequence.x.shape
        assert 1 <= T <= 512
        assert 1 <= D == len(set(sequence.features)) <= 512
        assert np.isfinite(sequence.x).all()
        assert len(sequence.tokens) == (0 if sequence.reading == "numbers" else T)
        for token in sequence.tokens:
            assert token == visible(token)
            assert not any(map(str.isspace, token))
            assert token.strip("\u200d")
            token.encode()

    @given(hostile)
    def test_cleaning_twice_changes_nothing(self, text):
        assert visible(visible(text)) == visible(text)
