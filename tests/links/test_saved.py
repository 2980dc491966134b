"""Files: whatever is on screen comes back from one, and no other bytes do any harm."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gru_viz import links
from gru_viz.links import State
from gru_viz.locales import LANGUAGES, texts
from gru_viz.messages import Problem
from tests.links.states import NAMES, assert_valid, bits, full_edits, states


@given(states)
def test_a_state_comes_back_from_a_file_bit_for_bit(state):
    back, messages = links.load(links.save(state))
    assert not messages
    assert back == state
    assert bits(back) == bits(state)


def test_a_file_holds_what_no_link_can():
    rows = "\n".join(" ".join(["-0.123456789"] * 64) for _ in range(512))
    state = State(seq=rows, units=64, edits=full_edits())
    assert not links.fits(state)
    assert links.load(links.save(state)) == (state, [])


NOT_OURS = [
    b"",
    b"\x00\xff\xfe binary \x89PNG",
    "한글".encode("cp949"),
    b"null",
    b"[]",
    b'"gru_viz"',
    b"{}",
    b'{"seq": "1, 2"}',
    b'{"gru_viz": 1, "seq": "1, 2"',
    b"[" * 100_000,
    b'{"gru_viz":' * 100_000,
    b'{"gru_viz": 1, "t": ' + b"9" * 10_000 + b"}",
]


@pytest.mark.parametrize("data", NOT_OURS, ids=range(len(NOT_OURS)))
def test_a_file_that_is_not_ours_is_refused(data):
    with pytest.raises(Problem) as problem:
        links.load(data)
    assert problem.value.message.key == "file-not-ours"


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b" " * (links.MAX_FILE + 1), "file-too-large"),
        (b'{"gru_viz": 2, "seq": "1"}', "file-version"),
    ],
)
def test_a_large_or_foreign_file_is_refused_with_its_reason(data, key):
    with pytest.raises(Problem) as problem:
        links.load(data)
    assert problem.value.message.key == key
    assert all(texts(language).say(problem.value.message) for language in LANGUAGES)


def test_files_say_why_they_are_refused():
    assert all(texts(language)("file-not-ours") for language in LANGUAGES)


def test_a_file_is_read_as_strictly_as_a_link():
    content = {"gru_viz": 1, "seq": "1, 2", "units": 5, "std": True, "t": 1e999, "edits": ["W_r"]}
    state, messages = links.load(json.dumps(content).encode())
    assert state == State(seq="1, 2", units=5, std=True)
    assert [(m.key, m.args["name"]) for m in messages] == [
        ("link-not-edits", "edits"),
        ("link-not-whole", "t"),
    ]


def test_a_file_from_an_editor_that_marks_utf8_opens():
    assert links.load(b"\xef\xbb\xbf" + links.save(State(seq="고양이."))) == (
        State(seq="고양이."),
        [],
    )


@given(st.binary())
def test_any_bytes_give_a_state_or_a_problem(data):
    try:
        state, _ = links.load(data)
    except Problem:
        return
    assert_valid(state)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=4,
)


@given(st.dictionaries(st.sampled_from(NAMES), json_values))
def test_any_json_under_our_version_gives_a_valid_state(content):
    state, _ = links.load(json.dumps({"gru_viz": 1, **content}).encode())
    assert_valid(state)
