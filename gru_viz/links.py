"""What is on screen as the query parameters of its address, and as a small file.

A visitor's screen is one State. A link holds the fields in which it differs from a first visit,
each under its own name and in words that a person can write: ``?seq=1,0,2&units=3&t=2``.

``edits`` holds the numbers that were changed by hand: a place, then what stands from there on,
along a row of a matrix or down a vector. ``W_r.1.2 0.5 b_z.3 -1 2`` says that W_r has 0.5 in
row 1, column 2, and that b_z has −1 in row 3 and 2 in row 4. A space takes one character of an
address, a comma or an equals sign three; reading takes any of them.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from math import isfinite
from typing import Any, Literal, get_args
from urllib.parse import urlencode

from gru_viz import sequences
from gru_viz.cells import gru
from gru_viz.locales import LANGUAGES
from gru_viz.messages import Message, Problem
from gru_viz.presets import PRESETS
from gru_viz.weights import MATRICES, MAX_UNITS, Edits, Place

MAX_LINK = 8000  # characters of a whole address
MAX_SERVER = 200  # of them for what comes before the question mark
MAX_FILE = 10_000_000  # bytes
FILE_VERSION = 1
MAX_SEED = 2**31 - 1
MAX_SCALE = 10
DECIMALS = (2, 6)
HIDEABLE = frozenset({"sequence", "weights", "formula", "view", "plots", "tables", "language"})

Future = Literal["shown", "hidden"]
View = Literal["", "projector"]


@dataclass(frozen=True)
class State:
    """Everything that decides what is on screen; the defaults are a first visit.

    seq: the sequence as typed. series: a ready series in its place, or "" for none.
    read, encode, size: how a sequence is read, see ``sequences.parse``. std: standardised.
    weights: "random", which seed and scale decide, or a preset. edits: numbers changed in them.
    units: H. update, reset: the variant. t, unit: the timestep and the unit shown, from 1.
    lang: "" for the browser's. decimals: digits shown. future: the timesteps still to come.
    view: "projector", or "" for the usual one. hide: controls that a link leaves out.
    """

    seq: str = "0.3, -1.2, 2.5, 0, 1"
    series: str = ""
    read: sequences.Reading = "auto"
    encode: sequences.Encoding = "onehot"
    size: int = 4
    std: bool = False
    draw: int = 0
    weights: str = "random"
    # With these weights every unit moves, and both gates reach from nearly shut to nearly open.
    # Unit 2 holds on at t = 2 (z 0.13), is replaced at t = 3 (r 0.06, z 0.87, h −0.50 → 0.65),
    # and moves by its own memory at t = 4, where x is 0.
    seed: int = 6099
    scale: float = 1.5
    units: int = 4
    edits: Edits = field(default_factory=dict)
    update: gru.Update = "renews"
    reset: gru.Reset = "before"
    t: int = 3
    unit: int = 2
    stage: int = 4
    lang: str = ""
    decimals: int = 3
    future: Future = "shown"
    view: View = ""
    hide: frozenset[str] = frozenset()


def write(state: State) -> dict[str, str]:
    """The query parameters of a link, in the order of State's fields."""
    first = State()
    return {
        f.name: _written(value)
        for f in fields(State)
        if (value := getattr(state, f.name)) != getattr(first, f.name)
    }


def read(query: Mapping[str, str]) -> tuple[State, list[Message]]:
    """The state that a link describes, and a message for each parameter that can't be used.

    Such a parameter counts as not given; those that State has no field for are other people's.
    Raises nothing, whatever the strings are. A timestep or a unit may lie beyond the sequence
    or the layer, since only these know their size.
    """
    return _read(query, MAX_LINK)


def length(query: Mapping[str, str]) -> int:
    """How many characters the parameters take in an address."""
    return len(urlencode(query))


def fits(state: State) -> bool:
    """Whether a link can hold the state. A file can, in any case."""
    return length(write(state)) <= MAX_LINK - MAX_SERVER


def shortened(state: State) -> State:
    """The state, or as much of it as a link can hold: without its edits, its sequence or both."""
    first = State()
    without_edits, without_seq = replace(state, edits=first.edits), replace(state, seq=first.seq)
    without_both = replace(without_edits, seq=first.seq)
    return next(filter(fits, (state, without_edits, without_seq)), without_both)


def save(state: State) -> bytes:
    """A file that opens to the same state: the parameters of its link, as JSON."""
    content = {"gru_viz": FILE_VERSION, **write(state)}
    return json.dumps(content, ensure_ascii=False, indent=2).encode()


def load(data: bytes) -> tuple[State, list[Message]]:
    """The state in a file from :func:`save`, and messages as from :func:`read`.

    Raises Problem for a file that is too large, that is no such file, or of another version.
    """
    if len(data) > MAX_FILE:
        raise Problem("file-too-large", limit=MAX_FILE // 1_000_000)
    try:
        content = json.loads(data.decode("utf-8-sig"))
        version = content["gru_viz"]
        query = {k: v if isinstance(v, str) else json.dumps(v) for k, v in content.items()}
    except (ValueError, TypeError, LookupError, RecursionError) as error:
        raise Problem("file-not-ours") from error
    if version != FILE_VERSION:
        raise Problem("file-version")
    return _read(query, MAX_FILE)


# Writing


def _written(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case float():
            return _number_text(value)
        case frozenset():
            return " ".join(sorted(value))
        case Mapping():
            return _edits_text(value)
    return str(value)


def _number_text(value: float) -> str:
    """The shortest text that reads back as the same float."""
    return repr(float(value)).removesuffix(".0").replace("e+", "e")


def _edits_text(edits: Edits) -> str:
    pieces = []
    following = None
    for place in sorted(edits, key=lambda place: (MATRICES.index(place[0]), *place[1:])):
        if place != following:
            pieces.append(_place_text(place))
        pieces.append(_number_text(edits[place]))
        following = _moved(place, 1)
    return " ".join(pieces)


def _place_text(place: Place) -> str:
    name, row, column = place
    return f"{name}.{row + 1}.{column + 1}" if _is_matrix(name) else f"{name}.{row + 1}"


def _is_matrix(name: str) -> bool:
    return name[0] in "WU"


def _moved(place: Place, steps: int) -> Place:
    """So many places on: along the row of a matrix, down a vector."""
    name, row, column = place
    return (name, row, column + steps) if _is_matrix(name) else (name, row + steps, column)


# Reading


def _read(query: Mapping[str, str], longest: int) -> tuple[State, list[Message]]:
    values: dict[str, Any] = {}
    messages = []
    for name, reader in _READERS.items():
        if (text := query.get(name)) is None:
            continue
        try:
            if len(text) > longest:
                raise Problem("link-too-long", length=len(text), limit=longest)
            values[name] = reader(text)
        except Problem as problem:
            about = {"name": name, "value": _shown(text), **problem.message.args}
            messages.append(Message(problem.message.key, about))
    return replace(State(), **values), messages


def _shown(text: str) -> str:
    """The beginning of a text on one line, with nothing invisible in it."""
    return sequences.shortened(" ".join(sequences.visible(text[:200]).split()))


def _text(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise Problem("link-not-text") from error
    return text


def _choice(*choices: str) -> Callable[[str], str]:
    def reader(text: str) -> str:
        if text not in choices:
            raise Problem("link-not-a-choice", choices=", ".join(filter(None, choices)))
        return text

    return reader


def _flag(text: str) -> bool:
    return _choice("true", "false", "1", "0")(text.lower()) in ("true", "1")


def _whole(low: int, high: int) -> Callable[[str], int]:
    def reader(text: str) -> int:
        if not re.fullmatch("[0-9]{1,10}", text) or not low <= int(text) <= high:
            raise Problem("link-not-whole", low=low, high=high)
        return int(text)

    return reader


_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)


def _number(text: str) -> float | None:
    """A finite number, or None for anything else."""
    if _NUMBER.fullmatch(text) and isfinite(value := float(text)):
        return value
    return None


def _scale(text: str) -> float:
    value = _number(text)
    if value is None or not 0 <= value <= MAX_SCALE:
        raise Problem("link-not-a-number", low=0, high=MAX_SCALE)
    return value


def _hide(text: str) -> frozenset[str]:
    names = frozenset(_pieces(text))
    if not names <= HIDEABLE:
        raise Problem("link-not-names", choices=", ".join(sorted(HIDEABLE)))
    return names


def _pieces(text: str) -> list[str]:
    return re.findall(r"[^\s,;=]+", text)


def _edits(text: str) -> Edits:
    runs: list[tuple[Place, list[float]]] = []
    for piece in _pieces(text):
        if (place := _place(piece)) is not None:
            runs.append((place, []))
        elif runs and (value := _number(piece)) is not None:
            runs[-1][1].append(value)
        else:
            raise Problem("link-not-edits", piece=_shown(piece))
    for place, values in runs:
        if not values or max(_moved(place, len(values) - 1)[1:]) >= MAX_UNITS:
            raise Problem("link-not-edits", piece=_place_text(place))
    return {_moved(place, k): value for place, values in runs for k, value in enumerate(values)}


_PLACE = re.compile(r"(\w+)\.([1-9]\d?)(?:\.([1-9]\d?))?", re.ASCII)


def _place(text: str) -> Place | None:
    """The place that a text names, or None where it names none."""
    match = _PLACE.fullmatch(text)
    if not match or match[1] not in MATRICES or _is_matrix(match[1]) != bool(match[3]):
        return None
    return match[1], int(match[2]) - 1, int(match[3] or 1) - 1


_READERS: Mapping[str, Callable[[str], object]] = {
    "seq": _text,
    "series": _choice("", *sequences.READY),
    "read": _choice(*get_args(sequences.Reading)),
    "encode": _choice(*get_args(sequences.Encoding)),
    "size": _whole(1, sequences.MAX_FEATURES),
    "std": _flag,
    "draw": _whole(0, MAX_SEED),
    "weights": _choice("random", *PRESETS),
    "seed": _whole(0, MAX_SEED),
    "scale": _scale,
    "units": _whole(1, MAX_UNITS),
    "edits": _edits,
    "update": _choice(*get_args(gru.Update)),
    "reset": _choice(*get_args(gru.Reset)),
    "t": _whole(1, sequences.MAX_TIMESTEPS),
    "unit": _whole(1, MAX_UNITS),
    "stage": _whole(1, 4),
    "lang": _choice("", *LANGUAGES),
    "decimals": _whole(*DECIMALS),
    "future": _choice(*get_args(Future)),
    "view": _choice(*get_args(View)),
    "hide": _hide,
}
