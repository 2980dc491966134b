"""Everything that takes a text or a file from a person: its inputs, and what must hold of it.

A parser here is two functions: one makes an input, the other uses it, asserts what must hold of
the result, and lets Problem through. It gives the sentences that come with a result.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields, is_dataclass
from math import isfinite
from random import Random
from typing import Any, get_args
from unicodedata import category
from unittest.mock import patch
from urllib.parse import parse_qsl, urlencode

import numpy as np
import streamlit

from gru_viz import links, losses, sequences, tables
from gru_viz.cells import gru
from gru_viz.locales import LANGUAGES, texts
from gru_viz.messages import Message, Problem
from gru_viz.player.payload import Seek
from gru_viz.practice import question
from gru_viz.ui import changes, run, state
from gru_viz.ui.say import say
from gru_viz.variants import PUBLISHED
from tests.fuzz import corpus
from tests.fuzz.mutations import encoded, generated, json_text, mutated, mutated_bytes

MAX_SENTENCE = 600  # characters
HANGUL = range(0xAC00, 0xD7A4)


@dataclass(frozen=True)
class Parser:
    """make: gives an input. use: parses it and asserts. share: of all inputs."""

    name: str
    make: Callable[[Random], Any]
    use: Callable[[Any], Iterable[Message]]
    share: int


# Sentences


def check_sentence(message: Message) -> None:
    """It is one line in each language, in that language, filled in, visible, not too long."""
    said = {}
    for language in LANGUAGES:
        sentence = said[language] = texts(language).say(message)
        assert say(texts(language), message).strip(), f"nothing is said: {message}"
        assert 8 <= len(sentence) <= MAX_SENTENCE, f"{len(sentence)} characters: {message}"
        check_visible(sentence)
    bare = {name: value for name, value in message.args.items() if isinstance(value, str)}
    assert said["ko"] != said["en"]
    assert any(ord(char) in HANGUL for char in said["ko"])
    if not any(ord(char) in HANGUL for value in bare.values() for char in value):
        assert not any(ord(char) in HANGUL for char in said["en"]), said["en"]


def check_visible(text: str) -> None:
    """It can be sent and shown: no control characters, direction marks, halves of pairs."""
    text.encode()
    for char in text:
        joins = char == "\u200d" or "\U000e0020" <= char <= "\U000e007f"
        assert char.isprintable() or joins or category(char) in ("Co", "Cn", "Zs"), ascii(text)


# Sequences


def _sequence_input(random: Random) -> tuple[Any, ...]:
    kind = random.random()
    if kind < 0.6:
        text = mutated(random.choice(corpus.texts()), random, corpus.texts())
    elif kind < 0.95:
        text = generated(random)
    else:
        text = random.choice(corpus.texts())
    return (
        text,
        random.choice(get_args(sequences.Reading)),
        random.choice(get_args(sequences.Encoding)),
        random.choice((1, 2, 4, 64, 0, -1, 65, 10**30)) if random.random() < 0.2 else 4,
        random.choice((0, 1, links.MAX_SEED)),
        random.random() < 0.3,
    )


def _use_sequence(asked: tuple[Any, ...]) -> Iterable[Message]:
    text, reading, encoding, size, seed, standardise = asked
    sequence = sequences.parse(*asked)
    check_sequence(sequence)
    if reading == "auto":
        again = sequences.parse(text, sequence.reading, encoding, size, seed, standardise)
        assert np.array_equal(again.x, sequence.x)
    else:
        assert sequence.reading == reading
    if sequence.reading == "numbers" and not standardise and sequence.x.size <= 2000:
        rows = [",".join(map(repr, row)) for row in sequence.x.tolist()]
        again = sequences.parse("\n".join([sequences.header_line(sequence.features), *rows]))
        assert np.array_equal(again.x, sequence.x), "written out, it is read as other numbers"
        assert again.features == sequence.features, f"{again.features} != {sequence.features}"
    return sequence.notes


def check_sequence(sequence: sequences.Sequence) -> None:
    """What its docstring promises."""
    T, D = sequence.x.shape
    assert sequence.x.dtype == np.float64
    assert np.isfinite(sequence.x).all()
    assert not sequence.x.flags.writeable
    assert 1 <= T <= sequences.MAX_TIMESTEPS
    assert 1 <= D <= sequences.MAX_FEATURES
    assert len(sequence.tokens) == (0 if sequence.reading == "numbers" else T)
    assert len(set(sequence.features)) == len(sequence.features) == D
    for label in (*sequence.tokens, *sequence.features):
        assert label.strip()
        assert len(label) <= sequences.MAX_TOKEN
        check_visible(label)


# Tables


def _table_input(random: Random) -> tuple[bytes, int]:
    kind = random.random()
    if kind < 0.5:
        data = mutated_bytes(random.choice(corpus.files()), random, corpus.files())
    elif kind < 0.7:
        data = encoded(mutated(random.choice(corpus.texts()), random, corpus.texts()), random)
    elif kind < 0.97:
        data = encoded(generated(random), random)
    else:
        data = random.randbytes(random.randrange(300))
    return data, random.randrange(1000)


def _use_table(asked: tuple[bytes, int]) -> Iterable[Message]:
    data, choice = asked
    table = tables.read_table(data)
    assert 1 <= len(set(table.columns)) == len(table.columns) <= tables.MAX_COLUMNS
    assert table.rows >= 1
    for name in table.columns:
        assert name.strip()
        check_visible(name)
    random = Random(choice)
    columns = random.sample(table.columns, random.randint(1, min(66, len(table.columns))))
    start = random.choice(
        (0, 0, 1, table.rows - 1, table.rows + 5, -3, random.randrange(table.rows))
    )
    text = table.text(columns, start)
    try:
        sequence = sequences.parse(text, "numbers", standardise=random.random() < 0.5)
    except Problem as problem:
        raise AssertionError(f"what a table gives can't be read: {problem}") from problem
    check_sequence(sequence)
    begin = max(0, min(start, table.rows - 1))
    rows = min(sequences.MAX_TIMESTEPS, table.rows - begin)
    assert sequence.x.shape == (rows, len(columns))
    assert sequence.features == tuple(columns)
    return sequence.notes


# Links


def _field_input(random: Random) -> dict[str, str]:
    name = random.choice(corpus.names())
    return {name: _value(name, random)}


def _value(name: str, random: Random) -> str:
    values = corpus.values(name)
    text = " ".join(random.choice(values) for _ in range(random.choice((1, 1, 2, 5, 70))))
    return mutated(text, random, values) if random.random() < 0.8 else random.choice(values)


def _query_input(random: Random) -> dict[str, str]:
    """Parameters as they come out of an address whose text was mutated, or one at a time."""
    query = corpus.query(random)
    for name in random.sample(corpus.names(), random.choice((0, 1, 2, 5))):
        query[name] = _value(name, random)
    if random.random() < 0.3:
        address = mutated(urlencode(query, errors="replace"), random, ["a=b", "&t=1&t=2", "%ff"])
        address = address[: 4 * links.MAX_LINK]  # what no server takes, none has to read
        return dict(parse_qsl(address, keep_blank_values=True, errors="replace"))
    return query


def _use_query(query: dict[str, str]) -> Iterable[Message]:
    shown, messages = links.read(query)
    check_once(query, messages)
    check_state(shown)
    return messages


def check_once(query: Iterable[str], messages: Iterable[Message]) -> None:
    """Each parameter is complained of at most once, in a sentence that names it."""
    named = [message.args["name"] for message in messages]
    assert len(set(named)) == len(named)
    assert set(named) <= set(query)


def check_state(shown: links.State) -> None:
    """All its numbers are finite, and it comes back from its link and from its file."""
    for field in fields(shown):
        check_finite(getattr(shown, field.name))
    assert links.load(links.save(shown)) == (shown, [])
    if links.fits(shown):
        address = urlencode(links.write(shown))
        back, messages = links.read(dict(parse_qsl(address, keep_blank_values=True)))
        assert not messages
        assert back == shown
    assert links.fits(links.shortened(shown))


def check_finite(value: object) -> None:
    """Every number within is finite."""
    match value:
        case str() | None:
            pass
        case int() | float():
            assert isfinite(value)
        case Mapping():
            for key, number in value.items():
                check_finite(key)
                check_finite(number)
        case tuple() | frozenset():
            for item in value:
                check_finite(item)
        case _:
            assert is_dataclass(value), value
            for field in fields(value):
                check_finite(getattr(value, field.name))


# Saved screens


def _file_input(random: Random) -> bytes:
    kind, query = random.random(), _query_input(random)
    if kind < 0.005:  # of a length that no link has
        name = random.choice(corpus.names())
        value = f"{random.choice(corpus.values(name))} "
        query = {name: value * (links.MAX_FILE // len(value) - 100)}
    if kind < 0.4:
        return json.dumps({"gru_viz": links.FILE_VERSION, **query}).encode()
    if kind < 0.7:
        saved = links.save(links.read(query)[0])
        return mutated_bytes(saved, random, [saved, b'{"gru_viz": 1}', b'"edits": "W_r.1.1 1"'])
    if kind < 0.9:
        members = {name: json_text(random) for name in random.sample(corpus.names(), 3)}
        members["gru_viz"] = random.choice(("1", "1", "1", "2", '"1"', "true", "1.0", "null"))
        text = ", ".join(f'"{name}": {value}' for name, value in members.items())
        return encoded("{" + text + "}", random)
    return encoded(json_text(random), random)


def _use_file(data: bytes) -> Iterable[Message]:
    shown, messages = links.load(data)
    check_once(corpus.names(), messages)
    check_state(shown)
    return messages


# From a link to the numbers


def _run_input(random: Random) -> dict[str, str]:
    query = corpus.query(random)
    for name in random.sample(corpus.names(), random.choice((0, 0, 1, 2))):
        query[name] = _value(name, random)
    return query


def _use_run(query: dict[str, str]) -> Iterable[Message]:
    shown, messages = links.read(query)
    with patch.object(streamlit, "session_state", _Session()):
        made = run.run_of(shown)
    for trace in filter(None, (made.trace, made.ghost)):
        T, D = trace.x.shape
        assert made.sequence.x.shape == (T, D)
        assert trace.h.shape == (T + 1, shown.units)
        for name in ("x", "h", "r", "z", "n", "a_r", "a_z", "a_n", "q", "rq", "kept", "written"):
            assert np.isfinite(getattr(trace, name)).all(), f"{name} is not finite"
        for gate in (trace.r, trace.z):
            assert ((gate >= 0) & (gate <= 1)).all()
        assert (np.abs(trace.n) <= 1).all()
    return messages


class _Session(dict[str, Any]):
    """What a visit remembers, without a visit."""

    __setattr__ = dict.__setitem__  # type: ignore[assignment]
    __getattr__ = dict.__getitem__


def _ready_input(random: Random) -> tuple[str, int]:
    name = random.choice(sequences.READY)
    seed = random.choice((0, 1, links.MAX_SEED))
    return (mutated(name, random, sequences.READY) if random.random() < 0.8 else name), seed


def _use_ready(asked: tuple[str, int]) -> Iterable[Message]:
    ready = sequences.ready(*asked)
    sequence = sequences.parse(ready.text, ready.reading)
    check_sequence(sequence)
    return sequence.notes


# What a browser says that the player was asked for, which somebody may have written by hand


def _change_input(random: Random) -> tuple[dict[str, str], Any]:
    where = mutated(random.choice(corpus.values("edits")), random, corpus.values("edits")).split()
    places = [*where[:5], "r.1.1", "z.3.2", random.choice(("z.999.99", "x.1.1", "h0.1", ""))]
    change = {
        "number": random.choice((1, 1, 1, _json(random))),
        "set": {place: random.choice((0.5, None, -3, _json(random))) for place in places},
        "gesture": random.choice((1, None, _json(random))),
        "do": random.choice((None, None, "undo", "redo", "restart", "keep", _json(random))),
    }
    return corpus.query(random), change if random.random() < 0.8 else _json(random)


def _json(random: Random) -> Any:
    with suppress(ValueError, RecursionError):
        return json.loads(json_text(random))
    return [{}]


def _use_change(asked: tuple[dict[str, str], Any]) -> Iterable[Message]:
    query, change = asked
    shown, _ = links.read(query)
    visit = state.Visit(shown, [], Seek(0, shown.t, shown.unit, shown.stage))
    with patch.object(streamlit, "session_state", _Session(visit=visit, player={"change": change})):
        changes.take()
        check_state(state.current())
        run.run_of(state.current())
    return ()


# A question of the learner's own


def _question_input(random: Random) -> tuple[str, str]:
    examples = [question.example(notation) for notation in PUBLISHED.values()]
    key = random.choice(sorted(PUBLISHED))
    text = question.example(PUBLISHED[key])
    if random.random() < 0.3:
        text = text.replace("; ", random.choice((" ", "\n", ", ", "\t")))
    return (mutated(text, random, examples) if random.random() < 0.9 else text), key


def _use_question(asked: tuple[str, str]) -> Iterable[Message]:
    text, key = asked
    notation = PUBLISHED[key]
    found = question.read(text, notation)
    T, D = found.x.shape
    H = found.params.H
    assert found.h0.shape == (H,)
    assert found.params.D == D
    assert 1 <= T <= question.MAX_TIMESTEPS
    assert max(H, D) <= question.MAX_SIZE
    trace = gru.forward(found.params, found.x, found.h0, notation.variant, found.hold)
    assert np.isfinite(trace.h).all()
    again = question.read(question.as_text(found, notation), notation)
    after = gru.forward(again.params, again.x, again.h0, notation.variant, again.hold)
    assert np.array_equal(after.h, trace.h), "written out, it is read as other numbers"
    return found.notes


# A loss, as it is typed


def _loss_input(random: Random) -> tuple[str, int]:
    examples = ("1", "0.5, -0.2", "1 0\t-1", "\u22120.25; 1e-3", "1,\n2,\n3")
    return mutated(random.choice(examples), random, examples), random.choice((1, 2, 3))


def _use_loss(asked: tuple[str, int]) -> Iterable[Message]:
    text, H = asked
    loss = losses.read("squared", "every", losses.ALL, text, H)
    assert len(loss.numbers) in (1, H)
    h = np.zeros((2, H))
    assert isfinite(losses.value(loss, h))
    assert np.isfinite(losses.gradient(loss, h)).all()
    return ()


PARSERS = (
    Parser("sequences.parse", _sequence_input, _use_sequence, 31),
    Parser("sequences.ready", _ready_input, _use_ready, 1),
    Parser("tables.read_table", _table_input, _use_table, 23),
    Parser("links.read: a field", _field_input, _use_query, 18),
    Parser("links.read: an address", _query_input, _use_query, 6),
    Parser("links.load", _file_input, _use_file, 12),
    Parser("from a link to the numbers", _run_input, _use_run, 3),
    Parser("ui.changes.take", _change_input, _use_change, 3),
    Parser("practice.question.read", _question_input, _use_question, 3),
    Parser("losses.read", _loss_input, _use_loss, 3),
)
