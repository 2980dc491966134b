"""Any text as the Sequence that it means: how it is to be read, and which texts are too long."""

from itertools import islice
from typing import get_args

from gru_viz.messages import Problem
from gru_viz.sequences.cells import VALUE, is_header, number
from gru_viz.sequences.numeric import read_numbers
from gru_viz.sequences.sequence import MAX_TIMESTEPS, Encoding, Reading, Sequence
from gru_viz.sequences.text import plain, visible
from gru_viz.sequences.tokens import characters_of, encoded, words_of

MAX_CHARACTERS = 1_000_000  # 512 × 64 numbers of thirty characters; longer texts are only counted


def parse(
    text: str,
    reading: Reading = "auto",
    encoding: Encoding = "onehot",
    size: int = 4,
    seed: int = 0,
    standardise: bool = False,
) -> Sequence:
    """Read a text as the input of a GRU.

    reading "numbers": numbers between commas, spaces, tabs, semicolons or lines.
        Lines of several numbers are timesteps, and their columns features; a single line, or
        lines of one number, is one feature. On a single line a semicolon ends a timestep.
        A first line without a number, or one that begins with #, names the features. Lists as
        Python, JSON and NumPy print them are read; a comma inside a number marks thousands
        where it stands in quotes or between tabs.
    reading "words": words between spaces, each punctuation mark that ends or parts a sentence
        being a token of its own.
    reading "characters": what a reader sees as one character; a space is shown as ␣.
    reading "auto": numbers, if the text can be read so. If not, it is words where more words
        than numbers stand in it, else numbers with a mistake among them.
    encoding of words and characters: "onehot" over the text's own vocabulary in order of first
        appearance, or "vectors", −1…1 in two decimals, drawn from the token and the seed alone.
    size: features of the vectors, 1…512. seed: of the vectors.
    standardise: bring each column of numbers to mean 0 and (population) standard deviation 1;
        a constant column to 0.

    Raises Problem for a text that can't be used, ValueError for an unknown reading or encoding.

    >>> parse("1, 2; 3, 4").x.tolist()
    [[1.0, 2.0], [3.0, 4.0]]
    >>> parse("so it goes. so it goes.").tokens
    ('so', 'it', 'goes', '.', 'so', 'it', 'goes', '.')
    """
    for value, allowed in ((reading, get_args(Reading)), (encoding, get_args(Encoding))):
        if value not in allowed:
            raise ValueError(f"expected one of {allowed}, got {value!r}")
    if len(text) > MAX_CHARACTERS:
        raise _too_long(text, reading)
    text = visible(text)
    if not text.strip():
        raise Problem("sequence-empty")
    if reading in ("auto", "numbers"):
        try:
            return read_numbers(text, standardise)
        except Problem:
            if reading == "numbers" or not _mostly_words(text):
                raise
    if reading == "characters":
        return encoded(characters_of(text), "characters", encoding, size, seed)
    return encoded(words_of(text), "words", encoding, size, seed)


def _mostly_words(text: str) -> bool:
    """Whether more words than numbers stand in the text, or at the head of a long one."""
    tokens = [match.group() for match in islice(VALUE.finditer(plain(text)), 2000)]
    words = sum(number(token) is None for token in tokens)
    return words > len(tokens) - words


def _too_long(text: str, reading: Reading) -> Problem:
    """The Problem of a text too long to be read, with its timesteps counted if it is numbers."""
    head = visible(text[:10_000])
    if reading == "numbers" or (reading == "auto" and not _mostly_words(head)):
        rows = text.strip("; \t\r\n")
        end = "\n" if "\n" in rows else ";"
        timesteps = rows.count(end) + 1 if end in rows else _count(rows)
        if end in rows and is_header(head.strip().split(end)[0]):
            timesteps -= 1
        if timesteps > MAX_TIMESTEPS:
            return Problem("sequence-timesteps", count=timesteps, limit=MAX_TIMESTEPS)
    return Problem(
        "sequence-characters", count=len(text), limit=MAX_CHARACTERS, timesteps=MAX_TIMESTEPS
    )


def _count(text: str) -> int:
    """How many values stand between commas and spaces, counted piece by piece."""
    values, within = 0, False
    for start in range(0, len(text), 65_536):
        piece = text[start : start + 65_536].replace(",", " ")
        values += len(piece.split()) - (within and not piece[0].isspace())
        within = not piece[-1].isspace()
    return values
