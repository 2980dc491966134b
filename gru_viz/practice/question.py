"""A question of the learner's own: its numbers, as they are typed, become a GRU and its input.

The names are those of the learner's notation, and so is the layout: matrices joined for [h, x]
where it joins them, turned where it multiplies rows. How many units and features there are is
found from what is given.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import isqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gru_viz.cells.gru import Hold, Params
from gru_viz.exports.writing import biases, matrices
from gru_viz.messages import Message, Problem
from gru_viz.practice.question_text import array, assignments, key, shown_name
from gru_viz.variants import BIASES, WEIGHTS, Notation, Symbol, own, plain, typed

MAX_SIZE = 16  # units, and features
MAX_TIMESTEPS = 20

Array = NDArray[np.float64]
Place = tuple[str, int | None]  # our name, and the timestep where it has one

_INPUT, _START, _COMPUTED = "x", "h0", "computed"
_GATES = ("r", "z", "n")


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """What a question gives.

    params: the weights; what isn't given is 0, a bias that isn't given None. x: (T, D).
    h0: (H,). known: gates whose values the question gives, (T, H), NaN where it doesn't.
    notes: what was taken for granted.
    """

    params: Params
    x: Array
    h0: Array
    known: Mapping[str, Array]
    notes: tuple[Message, ...] = ()

    @property
    def hold(self) -> Hold | None:
        """The known gates, as a run takes them."""
        return Hold(**self.known) if self.known else None


def read(text: str, notation: Notation) -> Question:
    """The numbers of a question, under the names of a notation.

    ``x = 1, 0; W_r = 0.5`` in one line, or one under another; matrices as
    :func:`gru_viz.weight_files.text.read_text` takes them, or ``[1 2; 3 4]``. The input is x, or
    x_1, x_2, …; the state before it h_0, h_{t-1}, h_prev or h; a gate's value r or r_2. What has
    only a ? as its value is passed over.

    Raises Problem, one sentence, whatever else the text is.

    >>> from gru_viz.cells.gru import Variant
    >>> q = read("x = 1, 0; z = 0.5; r = 1; W_n = 1.5, U_n = 0.5", own(Variant()))
    >>> q.x.tolist(), q.params.W_n.tolist(), q.known["z"].tolist()
    ([[1.0], [0.0]], [[1.5]], [[0.5], [0.5]])
    """
    names = _names(notation)
    given: dict[Place, Array] = {}
    for name, value in assignments(text):
        place = _place(name, names, notation)
        if value == "?":
            continue
        if place[0] == _COMPUTED:
            raise Problem("question-computed", name=shown_name(name))
        if place in given:
            raise Problem("question-twice", name=_label(place, notation))
        given[place] = array(_label(place, notation), value)
    return _Given(given, notation).question()


def as_text(question: Question, notation: Notation) -> str:
    """A question as :func:`read` reads it in that notation; of one unit, several to a line."""
    params = question.params

    def named(name: str, a: NDArray[np.floating[Any]], t: int | None = None) -> str:
        return f"{_label((name, t), notation)} = {_written(a)}"

    known = (
        named(gate, row, t)
        for gate, values in question.known.items()
        for t, row in enumerate(values, 1)
        if not np.isnan(row).any()
    )
    arrays = {**matrices(params, notation), **biases(params)}
    groups = [[named(_INPUT, question.x), named(_START, question.h0)], list(known)]
    groups += [[named(name, a) for name, a in arrays.items() if name[0] == kind] for kind in "WUbc"]
    between = "; " if params.H == 1 else "\n"
    return "\n".join(between.join(group) for group in groups if group)


def example(notation: Notation) -> str:
    """A question to begin with, in a notation: one unit, two timesteps."""
    numbers = {"W_r": -0.4, "W_z": 0.6, "W_n": 1.2, "U_r": 1.0, "U_z": 0.8, "U_n": 0.9}
    added = {"b_r": 0.1, "b_z": -0.2, "b_n": 0.3, "c_r": 0.0, "c_z": 0.0, "c_n": 0.2}
    params = Params(
        **{name: np.array([[value]]) for name, value in numbers.items()},
        **{name: np.array([added[name]]) for name in notation.biases},
    )
    return as_text(Question(params, np.array([[1.0], [-0.5]]), np.array([0.5]), {}), notation)


def _written(a: NDArray[np.floating[Any]]) -> str:
    if a.size == 1:
        return repr(float(a.item())).removesuffix(".0")
    if max(a.shape) == a.size:
        a = a.reshape(-1)
    return f"[{', '.join(_written(part) for part in a)}]"


# Names


def _names(notation: Notation) -> Mapping[str, Place]:
    """What each name means, by its key; of two meanings the first."""
    symbols = notation.symbols
    x, r, z, n, h = (key(plain(symbols[name])) for name in ("x", "r", "z", "n", "h"))
    found: dict[str, Place] = {}
    for before in ("", "0", "t-1", "prev", "old"):
        found[h + before] = (_START, None)
    for name, letter in ((_INPUT, x), ("r", r), ("z", z), (_COMPUTED, n)):
        found.setdefault(letter, (name, None))
        found.setdefault(f"{letter}t", (name, None))
    found.setdefault(f"{h}t", (_COMPUTED, None))
    for name in (*_matrices(notation), *_biases(notation)):
        found.setdefault(key(typed(symbols[name])), (name, None))
    for t in range(MAX_TIMESTEPS + 1):
        for name, letter in ((_INPUT, x), ("r", r), ("z", z), (_COMPUTED, h), (_COMPUTED, n)):
            found.setdefault(f"{letter}{t}", (name, t))
    return found


def _matrices(notation: Notation) -> tuple[str, ...]:
    """Those that it writes; joined ones by the name of W."""
    return WEIGHTS[:3] if notation.products == "joined" else WEIGHTS


def _biases(notation: Notation) -> tuple[str, ...]:
    """Its own; and those of our formula, as a question may have them where a paper doesn't."""
    has = {*notation.biases, *own(notation.variant).biases}
    return tuple(name for name in BIASES if name in has)


def _place(name: str, names: Mapping[str, Place], notation: Notation) -> Place:
    found = key(name)
    if found in names:
        return names[found]
    folded = {names[k] for k in names if k.casefold() == found.casefold()}
    if len(folded) == 1:
        return folded.pop()
    letter, number = re.fullmatch(r"(.*?)(\d*)", found, re.DOTALL).groups()  # type: ignore[union-attr]
    if number and names.get(letter, ("",))[0] in (_INPUT, "r", "z"):
        raise Problem("question-timesteps", limit=MAX_TIMESTEPS)
    weights = (*_matrices(notation), *_biases(notation))
    known = [typed(notation.symbols[name]) for name in weights]
    known += [_label((name, None), notation) for name in (_INPUT, _START, "r", "z")]
    raise Problem("question-unknown", name=shown_name(name), names=", ".join(dict.fromkeys(known)))


def _label(place: Place, notation: Notation) -> str:
    """The name of a place, as a person types it."""
    name, t = place
    symbols = notation.symbols
    if name == _START:
        return f"{plain(symbols['h'])}_0"
    symbol: Symbol = symbols[name]
    text = typed(symbol) if name in (*WEIGHTS, *BIASES) else plain(symbol)
    return text if t is None else f"{text}_{t}"


# Shapes


@dataclass(frozen=True)
class _Given:
    """What was given under which name, still in the shapes in which it was typed."""

    arrays: Mapping[Place, Array]
    notation: Notation

    def question(self) -> Question:
        H = self._units()
        D = self._features(H)
        if max(H, D) > MAX_SIZE:
            raise Problem("question-large", H=H, D=D, limit=MAX_SIZE)
        x = self._input(D)
        known = {gate: a for gate in ("r", "z") if (a := self._known(gate, len(x), H)) is not None}
        weights, lacking = self._weights(H, D)
        vectors: dict[str, Any] = {n: self._vector(n, H) for n in _biases(self.notation)}
        notes = self._check(lacking, known)
        if (h0 := self._vector(_START, H)) is None:
            notes.append(Message("question-start", {"name": _label((_START, None), self.notation)}))
            h0 = np.zeros(H)
        return Question(Params(**weights, **vectors), x, h0, known, tuple(notes))

    def get(self, name: str) -> Array | None:
        return self.arrays.get((name, None))

    def label(self, name: str) -> str:
        return _label((name, None), self.notation)

    @property
    def joined(self) -> bool:
        return self.notation.products == "joined"

    # How many

    def _units(self) -> int:
        """H: of a recurrent matrix, else of a vector, else the rows of an input matrix."""
        if not self.joined:
            for name in WEIGHTS[3:]:
                if (U := self.get(name)) is not None:
                    return self._side(name, U)
        for name in (_START, *_biases(self.notation)):
            if (vector := self.get(name)) is not None:
                return self._length(name, vector)
        for name in WEIGHTS[:3]:
            if (W := self.get(name)) is not None:
                return len(self._turned(W)) if W.ndim == 2 else 1
        raise Problem("question-no-candidate", names=self._names_of("n"))

    def _side(self, name: str, U: Array) -> int:
        side = isqrt(U.size)
        if U.size != 1 and U.shape != (side, side):
            raise Problem("question-square", name=self.label(name), shape=_shape(U))
        return side

    def _length(self, name: str, vector: Array) -> int:
        if max(vector.shape) != vector.size:
            raise Problem("question-vector", name=self.label(name), shape=_shape(vector))
        return vector.size

    def _features(self, H: int) -> int:
        """D: of an input matrix whose rows are H, else of the input."""
        given = [(name, W) for name in WEIGHTS[:3] if (W := self.get(name)) is not None]
        for _, W in given:
            is_vector = max(W.shape) == W.size
            rows, columns = (H, W.size // H) if is_vector else self._turned(W).shape
            D = columns - H if self.joined else columns
            if rows == H and D > 0:
                return D
        if given:
            name, W = given[0]
            columns = W.shape[0] if H in W.shape[1:] else W.shape[-1]
            D = max(1, columns - H if self.joined else columns)
            raise self._misfit(name, W, (H, H + D if self.joined else D), H, D)
        if (first := self.arrays.get((_INPUT, 1))) is not None:
            return first.size
        x = self.get(_INPUT)
        return 1 if x is None or max(x.shape) == x.size else x.shape[1]

    # What

    def _turned(self, a: Array) -> Array:
        """A matrix as we have it."""
        return a.T if self.notation.vectors == "row" else a

    def _matrix(self, name: str, shape: tuple[int, int], H: int, D: int) -> Array | None:
        """A matrix, if it is given; one of a single row or column may be typed as either."""
        if (a := self.get(name)) is None:
            return None
        if 1 in shape and max(a.shape) == a.size == max(shape):
            return a.reshape(shape)
        if a.ndim == 1 or self._turned(a).shape != shape:
            raise self._misfit(name, a, shape, H, D)
        return self._turned(a)

    def _misfit(self, name: str, a: Array, shape: tuple[int, int], H: int, D: int) -> Problem:
        rows, columns = shape[::-1] if self.notation.vectors == "row" else shape
        expected = f"{rows} × {columns}"
        return Problem(
            "question-shape", name=self.label(name), shape=_shape(a), expected=expected, H=H, D=D
        )

    def _weights(self, H: int, D: int) -> tuple[dict[str, Array], list[str]]:
        """All matrices, and the names of those that weren't given."""
        found: dict[str, Array | None] = {}
        for gate in _GATES:
            W, U = f"W_{gate}", f"U_{gate}"
            if not self.joined:
                found |= {W: self._matrix(W, (H, D), H, D), U: self._matrix(U, (H, H), H, D)}
            elif (both := self._matrix(W, (H, H + D), H, D)) is None:
                found |= {W: None, U: None}
            elif self.notation.first == "x":
                found |= {W: both[:, :D], U: both[:, D:]}
            else:
                found |= {U: both[:, :H], W: both[:, H:]}
        lacking = [name for name, a in found.items() if a is None]
        zeros = {name: np.zeros((H, D if name[0] == "W" else H)) for name in lacking}
        return {name: zeros[name] if a is None else a for name, a in found.items()}, lacking

    def _vector(self, name: str, H: int) -> Array | None:
        if (a := self.get(name)) is None:
            return None
        if (count := self._length(name, a)) != H:
            raise Problem("question-length", name=self.label(name), count=count, H=H)
        return a.reshape(H)

    def _input(self, D: int) -> Array:
        timed = {t: a for (name, t), a in self.arrays.items() if name == _INPUT and t is not None}
        x, letter = self.get(_INPUT), self.label(_INPUT)
        if x is None and not timed:
            raise Problem("question-no-input", name=letter)
        if x is not None and timed:
            raise Problem("question-twice", name=letter)
        if x is None:
            if 0 in timed:
                raise Problem("question-input-from", name=letter)
            return np.stack([self._at(t, timed, D) for t in range(1, max(timed) + 1)])
        if max(x.shape) == x.size and (D == 1 or x.size == D):
            x = x.reshape(-1, D)
        if x.ndim == 1 or x.shape[1] != D:
            raise Problem("question-input", name=letter, shape=_shape(x), D=D)
        if len(x) > MAX_TIMESTEPS:
            raise Problem("question-timesteps", limit=MAX_TIMESTEPS)
        return x

    def _at(self, t: int, timed: Mapping[int, Array], D: int) -> Array:
        """The input at a timestep."""
        if t not in timed:
            raise Problem("question-input-gap", name=_label((_INPUT, t), self.notation))
        if timed[t].size != D or max(timed[t].shape) != D:
            name = _label((_INPUT, t), self.notation)
            raise Problem("question-input-at", name=name, count=timed[t].size, D=D)
        return timed[t].reshape(D)

    def _known(self, gate: str, T: int, H: int) -> Array | None:
        """The values that are given of a gate, at every timestep or at some."""
        found = np.full((T, H), np.nan)
        places = [(t, a) for (name, t), a in self.arrays.items() if name == gate]
        for t, a in sorted(places, key=lambda place: place[0] is not None):
            label = _label((gate, t), self.notation)
            if t is not None and not 1 <= t <= T:
                raise Problem("question-known-time", name=label, T=T)
            if not ((a >= 0) & (a <= 1)).all():
                raise Problem("question-known-range", name=label)
            rows = slice(None) if t is None else slice(t - 1, t)
            fits = a.size == 1 or (max(a.shape) == a.size == H)
            if t is None and not fits:
                fits = a.shape == (T, H) or (H == 1 and max(a.shape) == a.size == T)
                a = a.reshape(T, H) if fits else a
            if not fits:
                raise Problem("question-known-shape", name=label, shape=_shape(a), T=T, H=H)
            found[rows] = a if a.shape == (T, H) and t is None else a.reshape(-1)
        return found if places else None

    # What is missing

    def _names_of(self, gate: str) -> str:
        names = (name for name in _matrices(self.notation) if name[-1] == gate)
        return ", ".join(map(self.label, names))

    def _check(self, lacking: list[str], known: Mapping[str, Array]) -> list[Message]:
        """A note of each matrix that counts as 0. Raises Problem where nothing at all is given."""
        notes = []
        for gate in _GATES:
            missing = [name for name in lacking if name[-1] == gate]
            if not missing:
                continue
            letter = plain(self.notation.symbols[gate])
            names = ", ".join(dict.fromkeys(map(self.label, missing)))
            if gate in known and not np.isnan(known[gate]).any():
                notes.append(Message("question-zero-known", {"names": names, "gate": letter}))
                continue
            if len(missing) == 2 and gate == "n":
                raise Problem("question-no-candidate", names=names)
            has_bias = any(self.get(name) is not None for name in (f"b_{gate}", f"c_{gate}"))
            if len(missing) == 2 and not has_bias:
                raise Problem("question-no-gate", gate=letter, names=names)
            notes.append(Message("question-zero", {"names": names}))
        return notes


def _shape(a: Array) -> str:
    return " × ".join(map(str, a.shape))
