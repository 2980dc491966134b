"""What can't be read is named in one sentence with its place, what was done to it in a note."""

import ast
import re
from pathlib import Path

import pytest

from gru_viz import sequences
from gru_viz.messages import Message, Problem
from gru_viz.sequences import parse, ready
from tests.sequences.inputs import problem, said

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

    def test_every_sentence_of_the_package_is_tried_here(self):
        files = Path(sequences.__file__).parent.glob("*.py")
        nodes = (node for file in files for node in ast.walk(ast.parse(file.read_text("utf-8"))))
        values = (node.value for node in nodes if isinstance(node, ast.Constant))
        keys = {v for v in values if isinstance(v, str) and re.fullmatch(r"sequence-[\w-]+", v)}
        tried = {key for _, _, key, _ in PROBLEMS} | {note.key for *_, note in NOTES}
        assert keys == tried | {"sequence-ready-unknown"}


@pytest.mark.parametrize(("text", "options", "note"), NOTES)
def test_what_was_done_is_noted(text, options, note):
    assert note in parse(text, **options).notes
    for sentence in said(note):
        assert all(value in sentence for value in note.args.values())
