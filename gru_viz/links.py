"""What is on screen as the query parameters of its address, and as a small file.

A visitor's screen is one State. A link holds the fields in which it differs from a first visit,
each under its own name and in words that a person can write: ``?seq=1,0,2&units=3&t=2``.

``edits`` holds the numbers that were changed by hand: a place, then what stands from there on,
along a row of a matrix or down a vector. ``W_r.1.2 0.5 b_z.3 -1 2`` says that W_r has 0.5 in
row 1, column 2, and that b_z has −1 in row 3 and 2 in row 4; ``x.3.1 2`` that the input at t = 3
is 2 in its first feature. A space takes one character of an address, a comma or an equals sign
three; reading takes any of them.

``hold`` holds gates: ``z.2.3.6 1`` says that z of unit 2 is 1 from t = 3 to 6, ``r.all.1.9 0``
that r of every unit is 0 from t = 1 to 9.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from itertools import zip_longest
from math import isfinite
from typing import Any, Literal, cast, get_args
from urllib.parse import urlencode

from gru_viz import sequences
from gru_viz.cells import gru
from gru_viz.layouts import stack
from gru_viz.layouts.stack import MAX_LAYERS, Direction
from gru_viz.locales import LANGUAGES
from gru_viz.messages import Message, Problem
from gru_viz.presets import PRESETS
from gru_viz.syllabus import CHECKLIST, KINDS, Kind
from gru_viz.variants import OWN, PUBLISHED, Notation, own
from gru_viz.weights import (
    GIVEN,
    INPUT,
    MATRICES,
    MAX_UNITS,
    MOST_COLUMNS,
    MOST_UNITS,
    Edits,
    Place,
)
from gru_viz.whatif import ALL, MAX_HOLDS, Gate, Gates, Hold, WhatIf

MAX_LINK = 8000  # characters of a whole address
MAX_SERVER = 200  # of them for what comes before the question mark
MAX_FILE = 60_000_000  # bytes
FILE_VERSION = 1
MAX_SEED = 2**31 - 1
MAX_SCALE = 10
DECIMALS = (2, 6)
HIDEABLE = frozenset(
    {"sequence", "weights", "formula", "view", "plots", "tables", "language", "whatif", "exports"}
)

# Fields that decide how something is shown, and not what is computed.
VIEWING = frozenset(
    {"t", "unit", "stage", "lang", "decimals", "future", "view", "hide", "other", "mode", "walk"}
    | {"part", "kind", "problem", "sheet", "question", "done", "study_d", "study_h", "ticked"}
    | {"gradients", "back", "loss", "loss_at", "loss_unit", "target", "delta"}
    | {
        "reach",
        "reach_k",
        "reach_t",
        "reach_paths",
        "clip",
        "cells_by",
        "cells_from",
        "keep_bias",
        "open_reset",
    }
)

Future = Literal["shown", "hidden"]
Rounding = Literal["none", "steps"]
View = Literal["", "projector"]
Mode = Literal["same", "converted"]
Walk = Literal["", "example", "own"]
Part = Literal["practise", "exam", "sheet", "own"]
Gradients = Literal["steps", "reach"]
Back = Literal["", "example", "write", "keep", "reset", "saturated", "own"]
LossKind = Literal["squared", "given"]
LossAt = Literal["last", "every"]
Reach = Literal["usual", "raised", "exploding", "own"]
Paths = Literal["whole", "direct"]
CellsBy = Literal["units", "parameters"]
CellsFrom = Literal["drawn", "gru"]
_MOST_BRIEF = 1000  # characters
MOST_STAGES = 5  # of the way back; the way forward has four
MAX_CLIP = 1_000_000
MAX_KEEP_BIAS = 20
MAX_STUDY = 4096  # D and H for which the study sheet counts parameters


@dataclass(frozen=True)
class State:
    """Everything that decides what is on screen; the defaults are a first visit.

    seq: the sequence as typed. series: a ready series in its place, or "" for none.
    read, encode, size: how a sequence is read, see ``sequences.parse``. std: standardised.
    weights: "random", which seed and scale decide, "given", or a preset. given: weights from
    elsewhere, see ``layouts.stack``; layer, direction: which of their GRUs. edits: numbers changed
    by hand, in weights and sequence. start: those of them that the untouched run has too.
    units: H. notation: a key of ``variants.PUBLISHED``, or "own" for ours. update, reset: the
    variant, which only our own notation leaves open. hold, gates, off: see ``whatif.WhatIf``.
    t, unit: the timestep and the unit shown, from 1.
    lang: "" for the browser's. decimals: digits shown. rounding: "steps" rounds every
    intermediate to them. future: the timesteps still to come.
    view: "projector", or "" for the usual one. hide: controls that a link leaves out.
    other: the notation that stands beside the chosen one; mode: with the same weights, or with
    weights converted into it.
    walk: whether the walkthrough has its own small example or the run of the Gates page; "" for
    the example until something was changed there.
    part: of the Practice page; kind, problem: which problem; sheet: which ones are on a sheet;
    question: a problem of one's own; done: what was practised so far, see ``practice.progress``.
    study_d, study_h: D and H for which the study sheet counts; ticked: what is known by now.
    gradients: of the Backpropagation page: step by step, or how far they reach. back: which run is
    gone back through, as walk; loss, loss_at, loss_unit, target, delta: see ``losses.Loss``.
    reach: which three cells; reach_k, reach_t: from which timestep to which, as far as there are
    so many; reach_paths: by all paths; clip: the norm at which gradients are clipped, 0 for none.
    cells_by, cells_from, keep_bias, open_reset: of the Compare page, see ``trio``.
    """

    seq: str = "0.3, -1.2, 2.5, 0, 1"
    series: str = ""
    read: sequences.Reading = "auto"
    encode: sequences.Encoding = "onehot"
    size: int = 4
    std: bool = False
    draw: int = 0
    weights: str = "random"
    given: str = ""
    layer: int = 1
    direction: Direction = "forward"
    # With these weights every unit moves, and both gates reach from nearly shut to nearly open.
    # Unit 2 holds on at t = 2 (z 0.13), is replaced at t = 3 (r 0.06, z 0.87, h −0.50 → 0.65),
    # and moves by its own memory at t = 4, where x is 0.
    seed: int = 6099
    scale: float = 1.5
    units: int = 4
    edits: Edits = field(default_factory=dict)
    start: Edits = field(default_factory=dict)
    notation: str = OWN
    update: gru.Update = "renews"
    reset: gru.Reset = "before"
    hold: tuple[Hold, ...] = ()
    gates: Gates = "both"
    off: frozenset[str] = frozenset()
    t: int = 3
    unit: int = 2
    stage: int = 4
    lang: str = ""
    decimals: int = 3
    rounding: Rounding = "none"
    future: Future = "shown"
    view: View = ""
    hide: frozenset[str] = frozenset()
    other: str = "torch"
    mode: Mode = "same"
    walk: Walk = ""
    part: Part = "practise"
    kind: Kind = "gate"
    problem: int = 1
    sheet: str = ""
    question: str = ""
    done: str = ""
    study_d: int = 10
    study_h: int = 20
    ticked: frozenset[str] = frozenset()
    gradients: Gradients = "steps"
    back: Back = ""
    loss: LossKind = "squared"
    loss_at: LossAt = "last"
    loss_unit: int = 0
    target: str = "1"
    delta: str = "1"
    reach: Reach = "usual"
    reach_k: int = 0
    reach_t: int = sequences.MAX_TIMESTEPS
    reach_paths: Paths = "whole"
    clip: float = 1.0
    cells_by: CellsBy = "units"
    cells_from: CellsFrom = "drawn"
    keep_bias: float = 0.0
    open_reset: bool = False

    def __post_init__(self) -> None:
        if self.notation != OWN:  # so that our own, chosen next, goes on with the same variant
            object.__setattr__(self, "update", PUBLISHED[self.notation].variant.update)
            object.__setattr__(self, "reset", PUBLISHED[self.notation].variant.reset)

    @property
    def variant(self) -> gru.Variant:
        """What the formula says."""
        return gru.Variant(self.update, self.reset)

    @property
    def written(self) -> Notation:
        """How it says it."""
        return own(self.variant) if self.notation == OWN else PUBLISHED[self.notation]

    @property
    def place(self) -> tuple[int, Direction]:
        """The layer and direction of the GRU on screen, which decide what its input is."""
        return (self.layer, self.direction) if self.weights == GIVEN else (1, "forward")

    @property
    def source(self) -> tuple[object, ...]:
        """Where the weights come from: what numbers changed by hand belong to."""
        return (self.weights, self.given, *self.place) if self.weights == GIVEN else (self.weights,)

    @property
    def what_if(self) -> WhatIf:
        """What is different from the GRU as its weights have it."""
        return WhatIf(self.hold, self.gates, self.off)

    def viewed_as(self, other: "State") -> "State":
        """The state, looked at as the other one is: at its place, in its language, and so on."""
        return replace(self, **{name: getattr(other, name) for name in VIEWING})

    @property
    def untouched(self) -> "State":
        """The state without what was changed by hand and without any what-if."""
        return replace(self, edits=self.start, hold=(), gates="both", off=frozenset())


def write(state: State) -> dict[str, str]:
    """The query parameters of a link, in the order of State's fields."""
    first = State()
    decided = () if state.notation == OWN else ("update", "reset")
    return {
        f.name: _written(value)
        for f in fields(State)
        if (value := getattr(state, f.name)) != getattr(first, f.name) and f.name not in decided
    }


def read(query: Mapping[str, str]) -> tuple[State, list[Message]]:
    """The state that a link describes, and a message for each parameter that can't be used.

    Such a parameter counts as not given; those that State has no field for are other people's.
    Raises nothing, whatever the strings are. A timestep or a unit may lie beyond the sequence
    or the layer, since only these know their size.
    """
    return _read(query, MAX_LINK)


def is_choice(name: str, value: object) -> bool:
    """Whether a value is among those of a field that has only some; True for any other field."""
    try:
        _READERS[name](_written(value))
    except Problem as problem:
        return problem.message.key != "link-not-a-choice"
    return True


def length(query: Mapping[str, str]) -> int:
    """How many characters the parameters take in an address; at least, where far too many."""
    raw = sum(map(len, query.values()))
    return raw if raw > 10 * MAX_LINK else len(urlencode(query))


def fits(state: State) -> bool:
    """Whether a link can hold the state. A file can, in any case."""
    return length(write(state)) <= MAX_LINK - MAX_SERVER


def shortened(state: State) -> State:
    """The state, or as much of it as a link can hold.

    What it leaves out first is a problem of one's own; then weights that were given, with all that
    was changed in them; then the edits, the sequence, or both.
    """
    first = State()
    if not fits(state):
        state = replace(state, question=first.question)
    if state.given and not fits(state):
        drawn = first.weights if state.weights == GIVEN else state.weights
        state = replace(state, given="", weights=drawn, layer=1, direction=first.direction)
        state = replace(state, edits=first.edits, start=first.start)
    without_edits = replace(state, edits=first.edits, start=first.start)
    without_seq = replace(state, seq=first.seq)
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
        case tuple():
            return " ".join(map(_hold_text, value))
    return str(value)


def _number_text(value: float) -> str:
    """The shortest text that reads back as the same float."""
    return repr(float(value)).removesuffix(".0").replace("e+", "e")


def _edits_text(edits: Edits) -> str:
    pieces = []
    following = None
    for where in sorted(edits, key=lambda where: (_PLACES.index(where[0]), *where[1:])):
        if where != following:
            pieces.append(place_text(where))
        pieces.append(_number_text(edits[where]))
        following = _moved(where, 1)
    return " ".join(pieces)


def place_text(where: Place) -> str:
    """The text that :func:`place` reads back."""
    name, row, column = where
    return f"{name}.{row + 1}.{column + 1}" if _is_matrix(name) else f"{name}.{row + 1}"


def _is_matrix(name: str) -> bool:
    return name[0] in "WUx"


def _hold_text(hold: Hold) -> str:
    unit = "all" if hold.unit == ALL else hold.unit
    return f"{hold.gate}.{unit}.{hold.first}.{hold.last} {_number_text(hold.value)}"


def _moved(where: Place, steps: int) -> Place:
    """So many places on: along the row of a matrix, down a vector."""
    name, row, column = where
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


def _brief(text: str) -> str:
    """A text of names and numbers; its own module says whether they are right."""
    if len(text) > _MOST_BRIEF:
        raise Problem("link-too-long", length=len(text), limit=_MOST_BRIEF)
    return _text(text)


def _given(text: str) -> str:
    stack.from_text(text)
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


def _within(low: float, high: float) -> Callable[[str], float]:
    def reader(text: str) -> float:
        value = _number(text)
        if value is None or not low <= value <= high:
            raise Problem("link-not-a-number", low=low, high=high)
        return value

    return reader


def _hide(text: str) -> frozenset[str]:
    names = frozenset(_pieces(text))
    if not names <= HIDEABLE:
        raise Problem("link-not-names", choices=", ".join(sorted(HIDEABLE)))
    return names


def _pieces(text: str) -> list[str]:
    return re.findall(r"[^\s,;=]+", text)


def _edits(text: str) -> Edits:
    runs: list[tuple[Place, list[float]]] = []
    pieces = _pieces(text)
    if len(pieces) > 2 * _MOST_EDITS:
        raise Problem("link-many-edits", count=len(pieces), limit=_MOST_EDITS)
    for piece in pieces:
        if (where := place(piece)) is not None:
            runs.append((where, []))
        elif runs and (value := _number(piece)) is not None:
            runs[-1][1].append(value)
        else:
            raise Problem("link-not-edits", piece=_shown(piece))
    for where, values in runs:
        _, row, column = _moved(where, len(values) - 1)
        rows = sequences.MAX_TIMESTEPS if where[0] == INPUT else MOST_UNITS
        if not values or row >= rows or column >= MOST_COLUMNS:
            raise Problem("link-not-edits", piece=place_text(where))
    return {_moved(where, k): value for where, values in runs for k, value in enumerate(values)}


_PLACES = (*MATRICES, INPUT)
_MOST_EDITS = MOST_UNITS * 6 * MOST_COLUMNS  # more than there are places
_PLACE = re.compile(r"(\w+)\.([1-9]\d{0,2})(?:\.([1-9]\d{0,3}))?", re.ASCII)


def place(text: str) -> Place | None:
    """The place that a text such as W_r.1.2 or b_z.3 names, or None where it names none."""
    match = _PLACE.fullmatch(text)
    if not match or match[1] not in _PLACES or _is_matrix(match[1]) != bool(match[3]):
        return None
    return match[1], int(match[2]) - 1, int(match[3] or 1) - 1


_HOLD = re.compile(r"([rz])\.(all|[1-9]\d{0,2})\.([1-9]\d{0,2})\.([1-9]\d{0,2})", re.ASCII)


def _holds(text: str) -> tuple[Hold, ...]:
    pieces = _pieces(text)
    holds = []
    if len(pieces) > 2 * MAX_HOLDS:
        raise Problem("link-many-holds", count=len(pieces) // 2, limit=MAX_HOLDS)
    for where, number in zip_longest(pieces[::2], pieces[1::2], fillvalue=""):
        match, value = _HOLD.fullmatch(where), _number(number)
        if not match or value is None or not 0 <= value <= 1:
            raise Problem("link-not-holds", piece=_shown(f"{where} {number}".strip()))
        gate, unit, first, last = match.groups()
        hold = Hold(
            cast(Gate, gate), ALL if unit == "all" else int(unit), int(first), int(last), value
        )
        if hold.unit > MOST_UNITS or not hold.first <= hold.last <= sequences.MAX_TIMESTEPS:
            raise Problem("link-not-holds", piece=_shown(f"{where} {number}"))
        holds.append(hold)
    return tuple(holds)


def _off(text: str) -> frozenset[str]:
    names = frozenset(_pieces(text))
    for name in sorted(names):
        most = MOST_UNITS if name[0] == "h" else MOST_COLUMNS
        if not re.fullmatch(r"[xh][1-9]\d{0,3}", name, re.ASCII) or int(name[1:]) > most:
            raise Problem("link-not-off", piece=_shown(name))
    return names


def _ticked(text: str) -> frozenset[str]:
    names = frozenset(_pieces(text))
    if not names <= frozenset(CHECKLIST):
        raise Problem("link-not-names", choices=", ".join(CHECKLIST))
    return names


_READERS: Mapping[str, Callable[[str], object]] = {
    "seq": _text,
    "series": _choice("", *sequences.READY),
    "read": _choice(*get_args(sequences.Reading)),
    "encode": _choice(*get_args(sequences.Encoding)),
    "size": _whole(1, sequences.MAX_FEATURES),
    "std": _flag,
    "draw": _whole(0, MAX_SEED),
    "weights": _choice("random", GIVEN, *PRESETS),
    "given": _given,
    "layer": _whole(1, MAX_LAYERS),
    "direction": _choice(*get_args(Direction)),
    "seed": _whole(0, MAX_SEED),
    "scale": _within(0, MAX_SCALE),
    "units": _whole(1, MAX_UNITS),
    "edits": _edits,
    "start": _edits,
    "notation": _choice(OWN, *PUBLISHED),
    "update": _choice(*get_args(gru.Update)),
    "reset": _choice(*get_args(gru.Reset)),
    "hold": _holds,
    "gates": _choice(*get_args(Gates)),
    "off": _off,
    "t": _whole(1, sequences.MAX_TIMESTEPS),
    "unit": _whole(1, MOST_UNITS),
    "stage": _whole(1, MOST_STAGES),
    "lang": _choice("", *LANGUAGES),
    "decimals": _whole(*DECIMALS),
    "rounding": _choice(*get_args(Rounding)),
    "future": _choice(*get_args(Future)),
    "view": _choice(*get_args(View)),
    "hide": _hide,
    "other": _choice(OWN, *PUBLISHED),
    "mode": _choice(*get_args(Mode)),
    "walk": _choice(*get_args(Walk)),
    "part": _choice(*get_args(Part)),
    "kind": _choice(*KINDS),
    "problem": _whole(0, MAX_SEED),
    "sheet": _brief,
    "question": _text,
    "done": _brief,
    "study_d": _whole(1, MAX_STUDY),
    "study_h": _whole(1, MAX_STUDY),
    "ticked": _ticked,
    "gradients": _choice(*get_args(Gradients)),
    "back": _choice(*get_args(Back)),
    "loss": _choice(*get_args(LossKind)),
    "loss_at": _choice(*get_args(LossAt)),
    "loss_unit": _whole(0, MOST_UNITS),
    "target": _brief,
    "delta": _brief,
    "reach": _choice(*get_args(Reach)),
    "reach_k": _whole(0, sequences.MAX_TIMESTEPS),
    "reach_t": _whole(0, sequences.MAX_TIMESTEPS),
    "reach_paths": _choice(*get_args(Paths)),
    "clip": _within(0, MAX_CLIP),
    "cells_by": _choice(*get_args(CellsBy)),
    "cells_from": _choice(*get_args(CellsFrom)),
    "keep_bias": _within(-MAX_KEEP_BIAS, MAX_KEEP_BIAS),
    "open_reset": _flag,
}
