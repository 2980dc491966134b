"""Links: what is on screen survives the address bar and a file, whatever either holds."""

import json
import struct
from dataclasses import fields, replace
from math import isfinite
from typing import get_args
from urllib.parse import parse_qsl, urlencode

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gru_viz import links, presets, sequences, weights
from gru_viz.cells import gru
from gru_viz.layouts import stack
from gru_viz.links import State
from gru_viz.locales import LANGUAGES, texts
from gru_viz.messages import Problem
from gru_viz.variants import own
from gru_viz.whatif import Gates, Hold

NAMES = [f.name for f in fields(State)]

places = st.one_of(
    st.tuples(st.sampled_from(weights.MATRICES[:6]), st.integers(0, 63), st.integers(0, 63)),
    st.tuples(st.sampled_from(weights.MATRICES[6:]), st.integers(0, 63), st.just(0)),
    st.tuples(st.just("x"), st.integers(0, 511), st.integers(0, 63)),
)
timesteps = st.tuples(st.integers(1, 512), st.integers(1, 512)).map(sorted)
holds = st.builds(
    lambda gate, unit, ends, value: Hold(gate, unit, *ends, value),
    st.sampled_from("rz"), st.integers(0, 64), timesteps, st.floats(0, 1),
)  # fmt: skip
floats = st.floats(allow_nan=False, allow_infinity=False)
states = st.builds(
    State,
    seq=st.text(),
    series=st.sampled_from(("", *sequences.READY)),
    read=st.sampled_from(get_args(sequences.Reading)),
    encode=st.sampled_from(get_args(sequences.Encoding)),
    size=st.integers(1, 64),
    std=st.booleans(),
    draw=st.integers(0, 2**31 - 1),
    weights=st.sampled_from(("random", *presets.PRESETS)),
    seed=st.integers(0, 2**31 - 1),
    scale=st.floats(0, 10),
    units=st.integers(1, 64),
    edits=st.dictionaries(places, floats, max_size=40),
    start=st.dictionaries(places, floats, max_size=10),
    hold=st.lists(holds, max_size=6).map(tuple),
    gates=st.sampled_from(get_args(Gates)),
    off=st.frozensets(st.builds("{}{}".format, st.sampled_from("xh"), st.integers(1, 64))),
    rounding=st.sampled_from(("none", "steps")),
    update=st.sampled_from(get_args(gru.Update)),
    reset=st.sampled_from(get_args(gru.Reset)),
    t=st.integers(1, 512),
    unit=st.integers(1, 64),
    stage=st.integers(1, 4),
    lang=st.sampled_from(("", *LANGUAGES)),
    decimals=st.integers(2, 6),
    future=st.sampled_from(("shown", "hidden")),
    view=st.sampled_from(("", "projector")),
    hide=st.frozensets(st.sampled_from(sorted(links.HIDEABLE))),
    gradients=st.sampled_from(get_args(links.Gradients)),
    back=st.sampled_from(get_args(links.Back)),
    loss=st.sampled_from(get_args(links.LossKind)),
    loss_at=st.sampled_from(get_args(links.LossAt)),
    loss_unit=st.integers(0, 512),
    target=st.sampled_from(("1", "0.5, -0.2", "")),
    delta=st.sampled_from(("1", "1 0", "")),
    reach=st.sampled_from(get_args(links.Reach)),
    reach_k=st.integers(0, 512),
    reach_t=st.integers(0, 512),
    reach_paths=st.sampled_from(get_args(links.Paths)),
    clip=st.floats(0, links.MAX_CLIP),
    cells_by=st.sampled_from(get_args(links.CellsBy)),
    cells_from=st.sampled_from(get_args(links.CellsFrom)),
    keep_bias=st.floats(-links.MAX_KEEP_BIAS, links.MAX_KEEP_BIAS),
    open_reset=st.booleans(),
)


def bits(state):
    """The edits with each number as its 64 bits, in which 0 and −0 differ."""
    return {place: struct.pack("<d", value) for place, value in state.edits.items()}


def full_edits(units=64):
    """Every number of a layer edited, to 17 digits."""
    values = np.random.default_rng(0).normal(size=(units, units))
    return {
        (name, row, column): float(values[row, column])
        for name in weights.MATRICES
        for row in range(units)
        for column in range(units if name[0] in "WU" else 1)
    }


def assert_valid(state):
    assert isinstance(state.seq, str)
    assert state.series in ("", *sequences.READY)
    assert state.read in get_args(sequences.Reading)
    assert state.encode in get_args(sequences.Encoding)
    assert isinstance(state.std, bool)
    assert state.weights in ("random", *presets.PRESETS)
    whole = {"size": 512, "units": 64, "t": 512, "unit": 512, "study_d": 4096, "study_h": 4096}
    for name, high in whole.items():
        assert type(getattr(state, name)) is int
        assert 1 <= getattr(state, name) <= high
    assert type(state.seed) is int
    assert 0 <= state.seed < 2**31
    assert 0 <= state.scale <= 10
    assert 0 <= state.clip <= 1e6
    assert abs(state.keep_bias) <= 20
    assert 0 <= state.loss_unit <= 512
    assert 2 <= state.decimals <= 6
    assert state.lang in ("", *LANGUAGES)
    assert state.future in ("shown", "hidden")
    assert state.view in ("", "projector")
    assert state.hide <= links.HIDEABLE
    for (name, row, column), value in state.edits.items():
        assert isfinite(value)
        assert name in (*weights.MATRICES, "x")
        assert 0 <= row < 512
        assert 0 <= column < (1024 if name[0] in "WUx" else 1)
    for hold in state.hold:
        assert hold.gate in "rz"
        assert 0 <= hold.unit <= 512
        assert 1 <= hold.first <= hold.last <= 512
        assert 0 <= hold.value <= 1
    assert state.gates in get_args(Gates)
    assert all(1 <= int(name[1:]) <= {"x": 1024, "h": 512}[name[0]] for name in state.off)
    assert state.rounding in ("none", "steps")
    gru.Variant(state.update, state.reset)


# What is written comes back


@given(states)
def test_a_state_comes_back_from_the_address_bar_bit_for_bit(state):
    address = urlencode(links.write(state))
    back, messages = links.read(dict(parse_qsl(address, keep_blank_values=True)))
    assert not messages
    assert back == state
    assert bits(back) == bits(state)
    assert struct.pack("<d", back.scale) == struct.pack("<d", state.scale) or state.scale == 0


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


def test_a_first_visit_has_an_empty_link():
    assert links.write(State()) == {}
    assert links.read({}) == (State(), [])


def test_a_link_holds_only_what_differs_in_the_order_of_the_fields():
    state = State(unit=1, seq="1, 2", units=2, hide=frozenset({"weights", "plots"}), std=True)
    assert list(links.write(state).items()) == [
        ("seq", "1, 2"), ("std", "true"), ("units", "2"), ("unit", "1"), ("hide", "plots weights"),
    ]  # fmt: skip


def test_edits_are_written_as_runs_along_rows_and_down_vectors():
    edits = {
        ("b_z", 3, 0): 2.0, ("b_z", 2, 0): -1.0, ("U_r", 0, 1): 0.25, ("U_r", 1, 0): 1e22,
        ("W_r", 0, 1): 0.5, ("U_r", 0, 0): 0.1, ("h0", 63, 0): -0.0,
    }  # fmt: skip
    written = "W_r.1.2 0.5 U_r.1.1 0.1 0.25 U_r.2.1 1e22 b_z.3 -1 2 h0.64 -0"
    assert links.write(State(edits=edits)) == {"edits": written}


def test_edits_need_no_escape_in_an_address():
    encoded = urlencode(links.write(State(edits=full_edits(4))))
    assert "%" not in encoded


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


# How much fits


def test_length_is_that_of_the_encoded_query():
    assert links.length({"seq": "1, 2", "lang": "ko"}) == len("seq=1%2C+2&lang=ko")
    assert links.length({"seq": "가"}) == len("seq=%EA%B0%80")


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


def test_a_link_that_fits_stays_under_the_limit_with_its_server():
    server = len("https://a-rather-long-name-of-a-server.example.org:8501/some/path/?")
    longest = State(seq="1" * (links.MAX_LINK - links.MAX_SERVER - len("seq=")))
    assert links.fits(longest)
    assert server + len(urlencode(links.write(longest))) < 8000
    assert not links.fits(replace(longest, seq=longest.seq + "1"))


def test_sixteen_units_drawn_and_edited_throughout_fit():
    """All the numbers of a layer of usual size, in two decimals, travel in a link."""
    drawn = weights.random(1, 16, 3, 2.0, own(gru.Variant("keeps", "after")))
    edits = {
        (name, row, column): value
        for name, table in weights.tables(drawn).items()
        for (row, column), value in np.ndenumerate(table.tolist())
    }
    assert links.fits(State(units=16, edits=edits))


@pytest.mark.parametrize(
    ("seq", "edits", "left_out"),
    [
        ("1, 2", {("W_r", 0, 0): 1.0}, set()),
        ("1, 2", full_edits(32), {"edits"}),
        ("1, 2" * 2000, {("W_r", 0, 0): 1.0}, {"seq"}),
        ("1, 2" * 2000, full_edits(32), {"seq", "edits"}),
    ],
)
def test_what_cannot_fit_is_left_out_of_a_shortened_state(seq, edits, left_out):
    state = State(seq=seq, edits=edits, units=32)
    short = links.shortened(state)
    assert links.fits(short)
    assert {name for name in NAMES if getattr(short, name) != getattr(state, name)} == left_out


def test_a_problem_of_ones_own_is_left_out_before_anything_else():
    state = State(seq="1, 2", question="W_r = 0.5\n" * 2000)
    short = links.shortened(state)
    assert links.fits(short)
    assert short == replace(state, question="")


@pytest.mark.parametrize("name", ["sheet", "done"])
def test_records_too_long_for_any_link_are_named(name):
    state, (message,) = links.read({name: "gate.1 " * 200})
    assert state == State()
    assert message.args["name"] == name


# Files

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


# The first visit


def test_the_first_screen_shows_all_that_gates_do():
    state = State()
    x = sequences.parse(state.seq).x
    drawn = weights.random(1, state.units, state.seed, state.scale, own(gru.Variant()))
    trace = gru.forward(drawn.params, x, drawn.h0)
    for gate in (trace.r, trace.z):
        assert gate.min() < 0.1
        assert gate.max() > 0.9
    assert trace.n.min() < -0.5
    assert trace.n.max() > 0.5
    assert (np.abs(np.diff(trace.h, axis=0)).max(axis=0) > 0.4).all()  # every unit moves
    u = state.unit - 1
    assert trace.z[1, u] < 0.2  # held at t = 2,
    assert abs(trace.h[2, u] - trace.h[1, u]) < 0.1 < abs(trace.n[1, u] - trace.h[1, u])
    assert trace.z[2, u] > 0.8  # replaced at t = 3, the one shown
    assert trace.r[2, u] < 0.1
    assert trace.h[2, u] < -0.4 < 0.4 < trace.h[3, u]
    assert state.t == 3
