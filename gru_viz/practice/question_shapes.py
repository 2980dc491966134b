"""From the numbers of a question to a GRU and its input: how many units, and what fits them."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isqrt
from typing import Any

import numpy as np

from gru_viz.cells.gru import Hold, Params
from gru_viz.messages import Message, Problem
from gru_viz.practice.question_names import (
    INPUT,
    MAX_TIMESTEPS,
    START,
    Place,
    biases_of,
    label,
    matrices_of,
)
from gru_viz.practice.question_text import Array
from gru_viz.variants import WEIGHTS, Notation, plain

MAX_SIZE = 16  # units, and features
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


@dataclass(frozen=True)
class Given:
    """What was given under which name, still in the shapes in which it was typed."""

    arrays: Mapping[Place, Array]
    notation: Notation

    def question(self) -> Question:
        """What is given, in our shapes. Raises Problem where it doesn't fit, or too little is."""
        H = self._units()
        D = self._features(H)
        if max(H, D) > MAX_SIZE:
            raise Problem("question-large", H=H, D=D, limit=MAX_SIZE)
        x = self._input(D)
        known = {gate: a for gate in ("r", "z") if (a := self._known(gate, len(x), H)) is not None}
        weights, lacking = self._weights(H, D)
        vectors: dict[str, Any] = {n: self._vector(n, H) for n in biases_of(self.notation)}
        notes = self._check(lacking, known)
        if (h0 := self._vector(START, H)) is None:
            notes.append(Message("question-start", {"name": label((START, None), self.notation)}))
            h0 = np.zeros(H)
        return Question(Params(**weights, **vectors), x, h0, known, tuple(notes))

    def _get(self, name: str) -> Array | None:
        return self.arrays.get((name, None))

    def _label(self, name: str) -> str:
        return label((name, None), self.notation)

    @property
    def _joined(self) -> bool:
        return self.notation.products == "joined"

    # How many

    def _units(self) -> int:
        """H: of a recurrent matrix, else of a vector, else the rows of an input matrix."""
        if not self._joined:
            for name in WEIGHTS[3:]:
                if (U := self._get(name)) is not None:
                    return self._side(name, U)
        for name in (START, *biases_of(self.notation)):
            if (vector := self._get(name)) is not None:
                return self._length(name, vector)
        for name in WEIGHTS[:3]:
            if (W := self._get(name)) is not None:
                return len(self._turned(W)) if W.ndim == 2 else 1
        raise Problem("question-no-candidate", names=self._names_of("n"))

    def _side(self, name: str, U: Array) -> int:
        side = isqrt(U.size)
        if U.size != 1 and U.shape != (side, side):
            raise Problem("question-square", name=self._label(name), shape=_shape(U))
        return side

    def _length(self, name: str, vector: Array) -> int:
        if max(vector.shape) != vector.size:
            raise Problem("question-vector", name=self._label(name), shape=_shape(vector))
        return vector.size

    def _features(self, H: int) -> int:
        """D: of an input matrix whose rows are H, else of the input."""
        given = [(name, W) for name in WEIGHTS[:3] if (W := self._get(name)) is not None]
        for _, W in given:
            is_vector = max(W.shape) == W.size
            rows, columns = (H, W.size // H) if is_vector else self._turned(W).shape
            D = columns - H if self._joined else columns
            if rows == H and D > 0:
                return D
        if given:
            name, W = given[0]
            columns = W.shape[0] if H in W.shape[1:] else W.shape[-1]
            D = max(1, columns - H if self._joined else columns)
            raise self._misfit(name, W, (H, H + D if self._joined else D), H, D)
        if (first := self.arrays.get((INPUT, 1))) is not None:
            return first.size
        x = self._get(INPUT)
        return 1 if x is None or max(x.shape) == x.size else x.shape[1]

    # What

    def _turned(self, a: Array) -> Array:
        """A matrix as we have it."""
        return a.T if self.notation.vectors == "row" else a

    def _matrix(self, name: str, shape: tuple[int, int], H: int, D: int) -> Array | None:
        """A matrix, if it is given; one of a single row or column may be typed as either."""
        if (a := self._get(name)) is None:
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
            "question-shape", name=self._label(name), shape=_shape(a), expected=expected, H=H, D=D
        )

    def _weights(self, H: int, D: int) -> tuple[dict[str, Array], list[str]]:
        """All matrices, and the names of those that weren't given."""
        found: dict[str, Array | None] = {}
        for gate in _GATES:
            W, U = f"W_{gate}", f"U_{gate}"
            if not self._joined:
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
        if (a := self._get(name)) is None:
            return None
        if (count := self._length(name, a)) != H:
            raise Problem("question-length", name=self._label(name), count=count, H=H)
        return a.reshape(H)

    def _input(self, D: int) -> Array:
        timed = {t: a for (name, t), a in self.arrays.items() if name == INPUT and t is not None}
        x, letter = self._get(INPUT), self._label(INPUT)
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
            raise Problem("question-input-gap", name=label((INPUT, t), self.notation))
        if timed[t].size != D or max(timed[t].shape) != D:
            name = label((INPUT, t), self.notation)
            raise Problem("question-input-at", name=name, count=timed[t].size, D=D)
        return timed[t].reshape(D)

    def _known(self, gate: str, T: int, H: int) -> Array | None:
        """The values that are given of a gate, at every timestep or at some."""
        found = np.full((T, H), np.nan)
        places = [(t, a) for (name, t), a in self.arrays.items() if name == gate]
        for t, a in sorted(places, key=lambda place: place[0] is not None):
            name = label((gate, t), self.notation)
            if t is not None and not 1 <= t <= T:
                raise Problem("question-known-time", name=name, T=T)
            if not ((a >= 0) & (a <= 1)).all():
                raise Problem("question-known-range", name=name)
            rows = slice(None) if t is None else slice(t - 1, t)
            fits = a.size == 1 or (max(a.shape) == a.size == H)
            if t is None and not fits:
                fits = a.shape == (T, H) or (H == 1 and max(a.shape) == a.size == T)
                a = a.reshape(T, H) if fits else a
            if not fits:
                raise Problem("question-known-shape", name=name, shape=_shape(a), T=T, H=H)
            found[rows] = a if a.shape == (T, H) and t is None else a.reshape(-1)
        return found if places else None

    # What is missing

    def _names_of(self, gate: str) -> str:
        names = (name for name in matrices_of(self.notation) if name[-1] == gate)
        return ", ".join(map(self._label, names))

    def _check(self, lacking: list[str], known: Mapping[str, Array]) -> list[Message]:
        """A note of each matrix that counts as 0. Raises Problem where nothing at all is given."""
        notes = []
        for gate in _GATES:
            missing = [name for name in lacking if name[-1] == gate]
            if not missing:
                continue
            letter = plain(self.notation.symbols[gate])
            names = ", ".join(dict.fromkeys(map(self._label, missing)))
            if gate in known and not np.isnan(known[gate]).any():
                notes.append(Message("question-zero-known", {"names": names, "gate": letter}))
                continue
            if len(missing) == 2 and gate == "n":
                raise Problem("question-no-candidate", names=names)
            has_bias = any(self._get(name) is not None for name in (f"b_{gate}", f"c_{gate}"))
            if len(missing) == 2 and not has_bias:
                raise Problem("question-no-gate", gate=letter, names=names)
            notes.append(Message("question-zero", {"names": names}))
        return notes


def _shape(a: Array) -> str:
    return " × ".join(map(str, a.shape))
