"""Reading a link: what a person wrote is taken, and of what is wrong each field is named."""

from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gru_viz import links
from gru_viz.layouts import stack
from gru_viz.links import State
from gru_viz.locales import LANGUAGES, texts
from tests.links.states import NAMES, assert_valid

# What a person writes


def test_a_link_written_by_hand():
    address = "seq=0.3,-1.2,2.5&units=2&seed=7&update=keeps&reset=after&t=2&unit=1&lang=ko"
    state, messages = links.read(dict(parse_qsl(address)))
    assert not messages
    assert state == State(
        seq="0.3,-1.2,2.5", units=2, seed=7, update="keeps", reset="after", t=2, unit=1, lang="ko"
    )


@pytest.mark.parametrize(
    "text", ["W_r.1.2 0.5 b_z.3 -1", "W_r.1.2=0.5,b_z.3=-1", "\nW_r.1.2=+.5 ; b_z.3 -1.0e0"]
)
def test_edits_written_by_hand(text):
    state, messages = links.read({"edits": text})
    assert not messages
    assert state.edits == {("W_r", 0, 1): 0.5, ("b_z", 2, 0): -1.0}


@pytest.mark.parametrize("text", ["weights plots", "plots,weights", " weights; plots "])
def test_hidden_controls_written_by_hand(text):
    assert links.read({"hide": text})[0].hide == {"weights", "plots"}


@pytest.mark.parametrize(("text", "flag"), [("1", True), ("True", True), ("0", False)])
def test_a_flag_written_by_hand(text, flag):
    assert links.read({"std": text}) == (State(std=flag), [])


# What is wrong


@given(st.dictionaries(st.sampled_from(NAMES) | st.text(), st.text()))
def test_any_text_in_any_field_gives_a_valid_state(query):
    state, messages = links.read(query)
    assert_valid(state)
    wrong = {message.args["name"] for message in messages}
    assert wrong <= query.keys() & set(NAMES)
    for language in LANGUAGES:
        sentences = [texts(language).say(message) for message in messages]
        assert all(len(s.splitlines()) == 1 and len(s) < 400 for s in sentences)


pieces = st.sampled_from(
    ["W_r.1.1", "U_n.64.63", "b_z.512", "h0.1", "W_r.513.1", "W_q.1.1", "b_r.1.1", "W_r.1",
     "W_r.0.1", "1", "-0.5", "1e308", "1e309", "nan", "inf", "0x10", "1_0", "²", "١", "=",
     ";", "W_r", "."]
)  # fmt: skip


@given(st.lists(pieces).map(" ".join))
def test_edits_are_read_wholly_or_not_at_all(text):
    state, messages = links.read({"edits": text})
    assert_valid(state)
    if messages:
        assert state == State()
    else:
        assert links.read(links.write(state)) == (state, [])


BROKEN = [
    ("series", "moon", "link-not-a-choice"),
    ("read", "Numbers", "link-not-a-choice"),
    ("encode", "", "link-not-a-choice"),
    ("size", "0", "link-not-whole"),
    ("std", "maybe", "link-not-a-choice"),
    ("weights", "keep ", "link-not-a-choice"),
    ("seed", "-1", "link-not-whole"),
    ("seed", "2147483648", "link-not-whole"),
    ("seed", "9" * 5000, "link-not-whole"),
    ("scale", "nan", "link-not-a-number"),
    ("scale", "-0.1", "link-not-a-number"),
    ("scale", "10.1", "link-not-a-number"),
    ("scale", "1e999", "link-not-a-number"),
    ("scale", "1_0", "link-not-a-number"),
    ("scale", "١", "link-not-a-number"),
    ("units", "65", "link-not-whole"),
    ("units", "4.0", "link-not-whole"),
    ("units", "٤", "link-not-whole"),
    ("units", "", "link-not-whole"),
    ("edits", "0.5", "link-not-edits"),
    ("edits", "W_r.1.1", "link-not-edits"),
    ("edits", "W_r.1.1 W_r.1.2 3", "link-not-edits"),
    ("edits", "W_r.1.1 nan", "link-not-edits"),
    ("edits", "W_r.1.1 1e400", "link-not-edits"),
    ("edits", "W_r.513.1 1", "link-not-edits"),
    ("edits", "U_r.1.1024 1 2", "link-not-edits"),
    ("edits", "b_r.512 1 2", "link-not-edits"),
    ("edits", "W_r.0.1 1", "link-not-edits"),
    ("edits", "b_r.1.1 1", "link-not-edits"),
    ("edits", "__class__.1.1 1", "link-not-edits"),
    ("notation", "Torch", "link-not-a-choice"),
    ("other", "", "link-not-a-choice"),
    ("mode", "both", "link-not-a-choice"),
    ("layer", "0", "link-not-whole"),
    ("direction", "up", "link-not-a-choice"),
    ("update", "renew", "link-not-a-choice"),
    ("reset", "AFTER", "link-not-a-choice"),
    ("t", "513", "link-not-whole"),
    ("unit", "two", "link-not-whole"),
    ("lang", "fr", "link-not-a-choice"),
    ("decimals", "7", "link-not-whole"),
    ("future", "no", "link-not-a-choice"),
    ("view", "wide", "link-not-a-choice"),
    ("hide", "plots everything", "link-not-names"),
    ("seq", "1," * 4001, "link-too-long"),
    ("edits", "W_r.1.1 1 " * 900, "link-too-long"),
    ("edits", "x.513.1 1", "link-not-edits"),
    ("edits", "x.1 1", "link-not-edits"),
    ("start", "W_r.0.1 1", "link-not-edits"),
    ("hold", "z.2.3.6", "link-not-holds"),
    ("hold", "z.2.6.3 1", "link-not-holds"),
    ("hold", "n.2.3.6 1", "link-not-holds"),
    ("hold", "z.0.3.6 1", "link-not-holds"),
    ("hold", "z.513.3.6 1", "link-not-holds"),
    ("hold", "z.all.3.513 1", "link-not-holds"),
    ("hold", "z.all.3.6 1.5", "link-not-holds"),
    ("hold", "z.all.3.6 nan", "link-not-holds"),
    ("hold", "z.1.1.1 1 " * 65, "link-many-holds"),
    ("gates", "neither", "link-not-a-choice"),
    ("off", "y1", "link-not-off"),
    ("off", "x0", "link-not-off"),
    ("off", "h513", "link-not-off"),
    ("rounding", "up", "link-not-a-choice"),
    ("seq", "\ud800", "link-not-text"),
]


@pytest.mark.parametrize(("name", "text", "key"), BROKEN)
def test_a_broken_field_is_named_and_the_rest_opens(name, text, key):
    others = {"seq": "1, 2", "units": "9", "t": "2"}
    state, messages = links.read({**others, name: text})
    expected, _ = links.read({k: v for k, v in others.items() if k != name})
    assert state == expected
    (message,) = messages
    assert message.key == key
    for language in LANGUAGES:
        sentence = texts(language).say(message)
        assert sentence.startswith(name)
        assert sentence.isprintable()
        assert len(sentence) < 300


def test_a_sentence_shows_what_came_and_what_would_be_right():
    (message,) = links.read({"units": "9\u202e9\n" + "x" * 100})[1]
    sentence = texts("en").say(message)
    assert "“99 xxx" in sentence
    assert "x…”" in sentence
    assert "1 to 64" in sentence


def test_other_peoples_parameters_are_left_alone():
    assert links.read({"utm_source": "x", "embed": "true", "Seq": "1"}) == (State(), [])


@pytest.mark.parametrize("name", ["sheet", "done"])
def test_records_too_long_for_any_link_are_named(name):
    state, (message,) = links.read({name: "gate.1 " * 200})
    assert state == State()
    assert message.args["name"] == name


# What an earlier version wrote


@pytest.mark.parametrize(
    ("given", "key", "weights"),
    [
        (
            "eNpzDwplTM4ozUtnwAQsjIwMjAz2CjB-gz2QOADEQLrBDsJv2A8A88gH5Q",
            "chung",
            [1, -2, 0.5, 0.25, 1, -1],
        ),
        ("eNpzDwplLMkvSs5gwAQsjIwMjAz2CshiDfZoihwA1rcEdQ", "torch", [0, 1, 0, 0, 0, 2]),
    ],
)
def test_weights_in_a_link_of_today_open_in_every_later_version(given, key, weights):
    state, broken = links.read({"given": given, "weights": "given"})
    assert not broken
    read = stack.from_text(state.given)
    assert read.notation.key == key
    params = read.params(1, "forward")
    names = ("W_r", "W_z", "W_n", "U_r", "U_z", "U_n")
    assert [getattr(params, name).item() for name in names] == weights
