"""Words and characters become tokens as a reader sees them, and the same vectors everywhere."""

import subprocess
import sys
import unicodedata
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gru_viz import sequences
from gru_viz.sequences import parse
from tests.sequences.inputs import tokens


class TestWords:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("오늘 날씨가 좋다.", ["오늘", "날씨가", "좋다", "."]),
            ("좋다.그리고 또!", ["좋다", ".", "그리고", "또", "!"]),
            ("Really?! Yes, 3.14 at a.example/b.", ["Really", "?", "!", "Yes", ",", "3.14", "at",
                                                    "a.example/b", "."]),
            ("Well... it's 3,000원…", ["Well", "...", "it's", "3,000원", "…"]),
            ("see http://a.example", ["see", "http://a.example"]),
            ("a\U000e0061b", ["ab"]),
            ("见面。你好", ["见面", "。", "你好"]),
            ("<img src=x onerror=alert(1)>", ["<img", "src=x", "onerror=alert(1)>"]),
            ("a\u200bb \u202ec\u2066 \ufeff \u3164 d\x00", ["ab", "c", "d"]),
            ("\u1100\u1161", ["가"]),
        ],
    )  # fmt: skip
    def test_words_and_sentence_signs_are_tokens(self, text, expected):
        assert tokens(text) == expected

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("가 나", ["가", "␣", "나"]),
            ("\u1112\u1161\u11ab글", ["한", "글"]),
            ("👨‍👩‍👧‍👦👍🏽❤️🇰🇷🇺🇸1️⃣", ["👨‍👩‍👧‍👦", "👍🏽", "❤️", "🇰🇷", "🇺🇸", "1️⃣"]),
            ("🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007fx",
             ["🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "x"]),
            ("x\u0301e\u0301", ["x\u0301", "é"]),
            ("<b>", ["<", "b", ">"]),
        ],
    )  # fmt: skip
    def test_characters_are_what_a_reader_sees_as_one(self, text, expected):
        assert tokens(text, "characters") == expected

    def test_a_tower_of_accents_is_cut_down(self):
        (token,) = tokens("a" + "\u0321\u0301" * 100_000)
        assert sum(map(bool, map(unicodedata.combining, unicodedata.normalize("NFD", token)))) == 8

    def test_one_hot_counts_the_vocabulary_in_order_of_appearance(self):
        sequence = parse("나 너 나 .", "words")
        assert sequence.features == ("나", "너", ".")
        assert sequence.x.tolist() == [[1, 0, 0], [0, 1, 0], [1, 0, 0], [0, 0, 1]]

    @given(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=30))
    def test_one_hot_rows_name_their_token(self, letters):
        sequence = parse(" ".join(letters), "words")
        assert (sequence.x.sum(axis=1) == 1).all()
        assert [sequence.features[d] for d in sequence.x.argmax(axis=1)] == letters

    @given(st.integers(0, 2**31), st.integers(1, 64))
    def test_a_vector_depends_on_the_token_and_the_seed_alone(self, seed, size):
        short = parse("고양이 dog", "words", "vectors", size, seed)
        long = parse("A dog , then 고양이 ,", "words", "vectors", size, seed)
        assert short.x[0].tolist() == long.x[4].tolist()
        assert short.x[1].tolist() == long.x[1].tolist()
        assert long.x[2].tolist() == long.x[5].tolist()
        assert (np.abs(long.x) <= 1).all()
        assert (long.x.round(2) == long.x).all()
        assert short.features == tuple(f"x{d + 1}" for d in range(size))

    def test_vectors_differ_by_token_and_by_seed_and_fill_their_range(self):
        x = np.concatenate(
            [parse("a b c d", encoding="vectors", size=64, seed=seed).x for seed in range(50)]
        )
        assert len(np.unique(x, axis=0)) == len(x)
        assert abs(x.mean()) < 0.02
        assert abs(x.std() - 1 / np.sqrt(3)) < 0.02  # of the uniform distribution on −1…1

    def test_vectors_are_the_same_in_every_process(self):
        """A link opened on another server shows the same numbers; hash() would not."""
        vectors = "parse('가 b', 'words', 'vectors').x.tolist()"
        code = f"from gru_viz.sequences import parse; print({vectors})"
        runs = {
            subprocess.run(
                [sys.executable, "-c", code],
                env={"PYTHONHASHSEED": seed},
                cwd=Path(sequences.__file__).parents[2],
                capture_output=True,
                check=True,
                text=True,
            ).stdout.strip()
            for seed in ("1", "2")
        }
        assert runs == {str(parse("가 b", "words", "vectors").x.tolist())}
