"""Sequences: what people type and paste becomes the input they mean, or one clear sentence."""

import ast
import json
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from gru_viz import sequences
from gru_viz.locales import LANGUAGES, texts
from gru_viz.messages import Message, Problem
from gru_viz.sequences import READY, distinct, header_line, parse, ready, visible

finite = st.floats(allow_nan=False, allow_infinity=False)
matrices = arrays(np.float64, array_shapes(min_dims=2, max_dims=2, max_side=8), elements=finite)
READINGS = ("auto", "numbers", "words", "characters")

# Long, odd and hostile pieces, so that random text is now and then close to what people enter.
pieces = st.one_of(
    st.text(max_size=8),
    st.floats().map(repr),
    st.sampled_from(
        [",", ";", "\t", "\n", "\r\n", " ", '"', "[", "]", "(", ")", "#", "1,234", "nan", "1e400",
         "-", "−", "１", "、", "abc", "가", "각", "\u200b", "\u200d", "\u202e", "\ufeff", "\ufe0f",
         "\U0001f3f4\U000e0067", "👍🏽", "🇰", "\x00", "\ud800", "e\u0301", "<img src=x onerror=1>",
         "array", ".", "…", "\u2028", "\u3164"]
    ),
)  # fmt: skip
hostile = st.one_of(st.text(), st.lists(pieces, max_size=40).map("".join))


def numbers(text, **options):
    """The rows of a text of numbers."""
    sequence = parse(text, **options)
    assert (sequence.reading, sequence.tokens) == ("numbers", ())
    return sequence.x.tolist()


def tokens(text, reading="words"):
    return list(parse(text, reading, "vectors").tokens)


def problem(text, *options, **named):
    with pytest.raises(Problem) as caught:
        parse(text, *options, **named)
    return caught.value.message


def said(message):
    """The sentence in each language; a missing one is a KeyError."""
    return [texts(language).say(message) for language in LANGUAGES]


def column(*values):
    return [[value] for value in values]


class TestShape:
    @pytest.mark.parametrize(
        "text",
        [
            "0.3, -1.2, 2.5, 0, 1",
            "0.3 -1.2 2.5 0 1",
            "0.3\t-1.2\t2.5\t0\t1",
            "0.3;-1.2;2.5;0;1",
            "0.3\n-1.2\n2.5\n0\n1",
            "0.3,-1.2,2.5,0,1,",
            "  0.3 ,  -1.2 ;2.5\t0, 1 ;".replace(";", ","),
            "\ufeff0.3\r\n-1.2\r\n2.5\r\n0\r\n1\r\n\r\n",
            "[0.3, -1.2, 2.5, 0, 1]",
            "(0.3, -1.2, 2.5, 0, 1)",
            "[\n  0.3,\n  -1.2,\n  2.5,\n  0,\n  1\n]",
            "[ 0.3 -1.2\n  2.5  0.   1. ]",
            "[[0.3], [-1.2], [2.5], [0], [1]]",
            "array([ 0.3, -1.2,  2.5,  0. ,  1. ], dtype=float32)",
            "0.3, −1.2, 2.5, −0, 1",
            "０．３，－１．２，２．５，０，１",
            "0.3、-1.2、2.5、0、1",
            "3e-1 -1.2E0 +2.5 -0.0 1.",
        ],
    )
    def test_one_series_however_it_is_written(self, text):
        assert numbers(text) == column(0.3, -1.2, 2.5, 0, 1)

    @pytest.mark.parametrize(
        "text",
        [
            "1,2;3,4;5,6",
            "1 2; 3 4; 5 6;",
            "1,2\n3,4\n5,6",
            "1 2\r\n3 4\r\n5 6\r\n",
            "1\t2\n3\t4\n5\t6\n\n",
            "1;2\n3;4\n5;6",
            "1, 2;\n3, 4;\n5, 6;",
            "\n  1   2\n  3   4\n  5   6\n",
            "[[1, 2], [3, 4], [5, 6]]",
            "((1, 2), (3, 4), (5, 6))",
            "[[1. 2.]\n [3. 4.]\n [5. 6.]]",
            "array([[1., 2.],\n       [3., 4.],\n       [5., 6.]])",
            "[1, 2]\n[3, 4]\n[5, 6]",
        ],
    )
    def test_rows_of_several_numbers_are_timesteps_of_several_features(self, text):
        sequence = parse(text)
        assert sequence.x.tolist() == [[1, 2], [3, 4], [5, 6]]
        assert sequence.features == ("x1", "x2")
        assert sequence.notes == ()

    def test_a_row_that_numpy_breaks_over_lines_is_one_timestep(self):
        x = np.arange(60.0).reshape(2, 30)
        assert numbers(str(x)) == x.tolist()
        assert numbers(repr(x)) == x.tolist()

    @given(matrices)
    def test_printed_lists_come_back_exactly(self, x):
        rows = x if len(x) > 1 else x.T  # a single row is a series
        expected = (rows + 0.0).tolist()
        assert numbers(json.dumps(rows.tolist()), reading="numbers") == expected
        lines = "\n".join(",".join(map(repr, row)) for row in rows.tolist())
        assert numbers(lines, reading="numbers") == expected
        if len(rows) > 1:
            assert numbers(lines.replace("\n", ";"), reading="numbers") == expected

    def test_the_input_is_finite_and_read_only(self):
        x = parse("1e308, -1e308, 5e-324").x
        assert x[:, 0].tolist() == [1e308, -1e308, 5e-324]
        with pytest.raises(ValueError, match="read-only"):
            x[0, 0] = 2

    def test_a_negative_zero_loses_its_sign(self):
        """Shown, it would look like a mistake: 0.3, -0, 1."""
        assert not np.signbit(parse("-0, 0, −0.0").x).any()


class TestSpreadsheet:
    def test_a_column_with_its_header(self):
        sequence = parse("Sunspot number\r\n5\r\n11\r\n16\r\n")
        assert sequence.x.tolist() == column(5, 11, 16)
        assert sequence.features == ("Sunspot number",)
        assert sequence.notes == (Message("sequence-header", {"names": "Sunspot number"}),)

    @pytest.mark.parametrize(
        "text",
        [
            "year\tflow, total\n1871\t1,120\n1872\t13,160.5\n",
            'year,"flow, total"\n1871,"1,120"\n1872,"13,160.5"\n',
            '"year"; "flow, total"\n1871;1120\n1872;13160.5',
            '\n\n# year, "flow, total"\n1871  1120\n1872  13160.5',
        ],
    )
    def test_a_block_with_headers_and_thousands(self, text):
        sequence = parse(text)
        assert sequence.x.tolist() == [[1871, 1120], [1872, 13160.5]]
        assert sequence.features == ("year", "flow, total")

    def test_quoted_thousands_in_a_single_column(self):
        assert numbers('"1,234"\n"5"\n"-6,000,000.25"') == column(1234, 5, -6000000.25)

    def test_a_header_over_one_line_names_features_if_it_names_several(self):
        assert parse("a,b\n1,2").x.shape == (1, 2)
        assert parse("my series\n1, 2, 3").x.shape == (3, 1)

    def test_a_number_in_brackets_after_a_word_belongs_to_the_name(self):
        assert parse("flow (10), level(2)\n1,2\n3,4").features == ("flow (10)", "level(2)")

    def test_names_that_are_missing_or_repeated_are_told_apart(self):
        assert parse("a,,a,a (2)\n1,2,3,4\n5,6,7,8").features == ("a", "x2", "a (2)", "a (2) (2)")

    @given(
        st.lists(st.text(min_size=1), min_size=1, max_size=5)
        | st.lists(st.sampled_from(["2020", "a b", '"', "(", "#", "nan", "가;나", "1,2", "\t"]),
                   min_size=1, max_size=5)
    )  # fmt: skip
    def test_any_names_can_be_written_as_a_header(self, names):
        names = distinct(names)
        row = ",".join("1" for _ in names)
        assert parse(f"{header_line(names)}\n{row}\n{row}", "numbers").features == names


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


# Each text with the key and the values of the sentence it gives.
PROBLEMS = [
    ("", {}, "sequence-empty", {}),
    (" \n\u200b\u202e", {}, "sequence-empty", {}),
    ("[[], []]", {}, "sequence-empty", {}),
    (
        "0.3, -1.2, abc",
        {},
        "sequence-not-a-number",
        {"timestep": 3, "feature": 1, "features": 1, "shown": "abc"},
    ),
    (
        "a,b\n1,2\n3,4\n5,6kg",
        {},
        "sequence-not-a-number",
        {"timestep": 3, "feature": 2, "features": 2, "shown": "6kg"},
    ),
    (
        "1 " + "x" * 99,
        {},
        "sequence-not-a-number",
        {"timestep": 2, "feature": 1, "features": 1, "shown": "x" * 39 + "…"},
    ),
    (
        "1, 1_000, 2",
        {},
        "sequence-not-a-number",
        {"timestep": 2, "feature": 1, "features": 1, "shown": "1_000"},
    ),
    (
        "1, NaN",
        {},
        "sequence-not-finite",
        {"timestep": 2, "feature": 1, "features": 1, "shown": "NaN"},
    ),
    (
        "1 2\n3 -inf",
        {},
        "sequence-not-finite",
        {"timestep": 2, "feature": 2, "features": 2, "shown": "-inf"},
    ),
    (
        "1e400",
        {},
        "sequence-not-finite",
        {"timestep": 1, "feature": 1, "features": 1, "shown": "1e400"},
    ),
    ("1,,2", {}, "sequence-blank", {"timestep": 2, "feature": 1, "features": 1}),
    ("5\n\n7", {}, "sequence-blank", {"timestep": 2, "feature": 1, "features": 1}),
    ("1\t2\t3\n4\t\t6", {}, "sequence-blank", {"timestep": 2, "feature": 2, "features": 3}),
    ("1\t2\n3\t", {}, "sequence-blank", {"timestep": 2, "feature": 2, "features": 2}),
    ("1\t2\n\t4", {}, "sequence-blank", {"timestep": 2, "feature": 1, "features": 2}),
    ("1 2 3\n4 5 6\n7 8", {}, "sequence-ragged", {"timestep": 3, "count": 2, "expected": 3}),
    ("1 2\n3 4 5\n6 7 8", {}, "sequence-ragged", {"timestep": 1, "count": 2, "expected": 3}),
    ("1\n2\n3,4", {}, "sequence-ragged", {"timestep": 3, "count": 2, "expected": 1}),
    ("1,120\n963\n1,160", {}, "sequence-thousands", {"amount": "1,120", "plain": "1120"}),
    ("0,5;1,2\n0,7;1,4", {}, "sequence-two-separators", {}),
    ("1 2;3 4\n5 6;7 8", {}, "sequence-two-separators", {}),
    ("a,b,c\n1,2\n3,4", {}, "sequence-header-ragged", {"count": 3, "expected": 2}),
    ("1 " * 513, {}, "sequence-timesteps", {"count": 513, "limit": 512}),
    ("flow\n" + "1\n" * 513, {}, "sequence-timesteps", {"count": 513, "limit": 512}),
    ("단어 " * 513, {}, "sequence-timesteps", {"count": 513, "limit": 512}),
    ("\n".join(["1 " * 513] * 2), {}, "sequence-features", {"count": 513, "limit": 512}),
    (
        "word " * 200_001,
        {},
        "sequence-characters",
        {"count": 1_000_005, "limit": 1_000_000, "timesteps": 512},
    ),
    (
        "1" + " " * 1_000_000,
        {},
        "sequence-characters",
        {"count": 1_000_001, "limit": 1_000_000, "timesteps": 512},
    ),
    (
        "a" * 201,
        {},
        "sequence-long-word",
        {"word": "a" * 39 + "…", "count": 201, "limit": 200},
    ),
    (
        "a b",
        {"encoding": "vectors", "size": 513},
        "sequence-vector-size",
        {"size": "513", "limit": 512},
    ),
]
NOTES = [
    ("a b\n1 5\n3 5", {"standardise": True}, Message("sequence-header", {"names": "a, b"})),
    (
        "a b\n1 5\n3 5",
        {"standardise": True},
        Message("sequence-standardised", {"feature": "a", "mean": "2", "sd": "1"}),
    ),
    (
        "a b\n1 5\n3 5",
        {"standardise": True},
        Message("sequence-constant", {"feature": "b", "value": "5"}),
    ),
]


class TestProblems:
    @pytest.mark.parametrize(("text", "options", "key", "args"), PROBLEMS)
    def test_the_sentence_says_what_and_where_in_both_languages(self, text, options, key, args):
        message = problem(text, **options)
        assert message == Message(key, args)
        where = set(args) - {"features"} - ({"feature"} if args.get("features") == 1 else set())
        for sentence in said(message):
            assert "\n" not in sentence
            for name in where:
                value = args[name]
                assert (f"{value:,}" if isinstance(value, int) else value) in sentence

    def test_the_limits_themselves_are_fine(self):
        row = " ".join(["1"] * 512)
        assert parse("\n".join([row] * 512)).x.shape == (512, 512)
        assert parse(" ".join(["1"] * 512)).x.shape == (512, 1)
        assert parse(" ".join(f"w{i}" for i in range(512))).x.shape == (512, 512)
        assert parse("a" * 200).x.shape == (1, 1)

    @pytest.mark.parametrize("end", [", ", " ", "\t", "\n", "\r\n", ";", ",\n"])
    def test_a_million_values_are_counted_and_refused(self, end):
        text = end.join(["0.25"] * 1_000_000)
        expected = {"count": 1_000_000, "limit": 512}
        assert problem(text) == Message("sequence-timesteps", expected)
        assert problem("flow\n" + "0.25\n" * 1_000_000) == Message("sequence-timesteps", expected)

    def test_an_unknown_ready_series(self):
        with pytest.raises(Problem) as caught:
            ready("<b>")
        assert caught.value.message == Message("sequence-ready-unknown", {"name": "<b>"})
        assert all("<b>" in sentence for sentence in said(caught.value.message))

    def test_every_sentence_of_the_module_is_tried_here(self):
        tree = ast.parse(Path(sequences.__file__).read_text("utf-8"))
        values = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
        keys = {v for v in values if isinstance(v, str) and re.fullmatch(r"sequence-[\w-]+", v)}
        tried = {key for _, _, key, _ in PROBLEMS} | {note.key for *_, note in NOTES}
        assert keys == tried | {"sequence-ready-unknown"}


@pytest.mark.parametrize(("text", "options", "note"), NOTES)
def test_what_was_done_is_noted(text, options, note):
    assert note in parse(text, **options).notes
    for sentence in said(note):
        assert all(value in sentence for value in note.args.values())


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
                cwd=Path(sequences.__file__).parents[1],
                capture_output=True,
                check=True,
                text=True,
            ).stdout.strip()
            for seed in ("1", "2")
        }
        assert runs == {str(parse("가 b", "words", "vectors").x.tolist())}


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
