"""Words and characters: a text as its tokens, and the tokens as vectors."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise
from typing import Literal

import numpy as np

from gru_viz.messages import Problem
from gru_viz.sequences.names import distinct
from gru_viz.sequences.sequence import MAX_FEATURES, MAX_TIMESTEPS, Array, Encoding, Sequence
from gru_viz.sequences.text import STRAY_SELECTOR, shortened

MAX_TOKEN = 200  # characters in a word
_PUNCTUATION = re.compile(
    r"\.{2,}|[…。、，！？；：．｡]"
    r"|(?<![0-9A-Za-z])[.,!?;:]|[.,!?;:](?![0-9A-Za-z/])"  # but not within 3.14 or a web address
)


def vocabulary(tokens: Iterable[str]) -> tuple[str, ...]:
    """The distinct tokens in order of first appearance."""
    return tuple(dict.fromkeys(tokens))


def words_of(text: str) -> list[str]:
    """The words between spaces, and the punctuation marks that end or part a sentence."""
    parted = _PUNCTUATION.sub(r" \g<0> ", text)
    return STRAY_SELECTOR.sub("", parted).split()  # one that stood after a punctuation mark


def characters_of(text: str) -> list[str]:
    """What a reader sees as one character each; a space is ␣."""
    text = text.strip()
    used = set(text)
    spaces = {char for char in used if char.isspace()}
    never_join = {char for char in used - spaces if not _may_join(char)}
    starts = [0]
    for i, (before, char) in enumerate(pairwise(text), 1):
        # What most characters are is asked of each one that is used, not of each in the text.
        apart = before != "\u200d" and char in never_join
        apart = apart or before in spaces or char in spaces
        if apart or not _belongs_to(before, char, alone=starts[-1] == i - 1):
            starts.append(i)
    parts = [text[start:end] for start, end in pairwise([*starts, len(text)])]
    return ["␣" if part in spaces else part for part in parts]


def _may_join(char: str) -> bool:
    """Whether a character can be written on, or joined to, one before it."""
    return (
        unicodedata.category(char).startswith("M")
        or char == "\u200d"
        or "\U0001f3fb" <= char <= "\U0001f3ff"  # skin tones
        or "\U000e0020" <= char <= "\U000e007f"  # tags of a flag
        or "\u1161" <= char <= "\u11ff"  # old Hangul
        or "\U0001f1e6" <= char <= "\U0001f1ff"  # halves of a flag
    )


def _belongs_to(before: str, char: str, alone: bool) -> bool:
    """Whether a character that may join does join the one before it; alone: to which none has."""
    if before == "\u200d":
        return True
    if "\u1161" <= char <= "\u11ff" and not "\u1100" <= before <= "\u11ff":
        return False
    if "\U0001f1e6" <= char <= "\U0001f1ff":
        return alone and "\U0001f1e6" <= before <= "\U0001f1ff"
    return True


def encoded(
    tokens: list[str],
    reading: Literal["words", "characters"],
    encoding: Encoding,
    size: int,
    seed: int,
) -> Sequence:
    """The Sequence of one token at each timestep; see :func:`gru_viz.sequences.parse`."""
    if len(tokens) > MAX_TIMESTEPS:
        raise Problem("sequence-timesteps", count=len(tokens), limit=MAX_TIMESTEPS)
    if len(longest := max(tokens, key=len)) > MAX_TOKEN:
        word = shortened(longest)
        raise Problem("sequence-long-word", word=word, count=len(longest), limit=MAX_TOKEN)
    words = vocabulary(tokens)
    if encoding == "onehot":
        table, features = np.eye(len(words)), words
    else:
        if not 1 <= size <= MAX_FEATURES:
            raise Problem("sequence-vector-size", size=str(size), limit=MAX_FEATURES)
        table, features = np.stack([_vector(w, size, seed) for w in words]), distinct([""] * size)
    row = {word: i for i, word in enumerate(words)}
    return Sequence(table[[row[t] for t in tokens]], tuple(tokens), features, reading)


def _vector(token: str, size: int, seed: int) -> Array:
    """The seeded vector of a token; a longer one begins with the shorter one's numbers."""
    digest = hashlib.sha256(f"{seed} {token}".encode()).digest()
    return np.random.default_rng(int.from_bytes(digest)).uniform(-1, 1, size).round(2) + 0.0
