"""Text to input: numbers, words or characters, as the x of a GRU.

What a person types, pastes or puts into a link becomes a :class:`Sequence` of T timesteps and
D features; what can't be read becomes a :class:`~gru_viz.messages.Problem` that says where.
"""

import csv
import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, count, islice, pairwise
from pathlib import Path
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from gru_viz.messages import Message, Problem

MAX_TIMESTEPS = 512
MAX_FEATURES = 512
MAX_CHARACTERS = 1_000_000  # 512 × 64 numbers of thirty characters; longer texts are only counted
MAX_TOKEN = 200  # characters in a word
READY = (
    "sunspots", "nile", "sine", "step", "impulse", "events", "noise", "sentence", "sentence_ko",
)  # fmt: skip

Array = NDArray[np.float64]
Reading = Literal["auto", "numbers", "words", "characters"]
Encoding = Literal["onehot", "vectors"]


@dataclass(frozen=True, eq=False)
class Sequence:
    """The input of a GRU, and what its rows and columns stand for.

    x: (T, D), finite, read-only; T and D at most 512.
    tokens: what stands at each timestep, T words or characters; () for numbers.
    features: D names: x1, x2, … or the header's, or for one-hot the vocabulary.
    reading: how the text was read, which "auto" leaves open.
    notes: what was done to the text that its reader should know.
    """

    x: Array
    tokens: tuple[str, ...]
    features: tuple[str, ...]
    reading: Literal["numbers", "words", "characters"]
    notes: tuple[Message, ...] = ()

    def __post_init__(self) -> None:
        self.x.setflags(write=False)


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
            return _numbers(text, standardise)
        except Problem:
            if reading == "numbers" or not _mostly_words(text):
                raise
    if reading == "characters":
        return _encoded(_characters(text), "characters", encoding, size, seed)
    return _encoded(_words(text), "words", encoding, size, seed)


# Text

_MAX_MARKS = 8  # accents on one letter; more tower over their line, and are slow to normalise
_LINE_END = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_EMOJI = "\u2190-\u2bff\U0001f000-\U0001faff"
_STRAY_JOINER = re.compile(rf"(?<![{_EMOJI}\ufe0f])\u200d|\u200d(?![{_EMOJI}])")
_TAGS = "\U000e0020-\U000e007f"
_FLAG_OR_STRAY_TAG = re.compile(rf"(\U0001f3f4[{_TAGS}]+)|[{_TAGS}]")
_STRAY_SELECTOR = re.compile(r"(?<!\S)[\ufe00-\ufe0f\U000e0100-\U000e01ef]+")
_BLANK_LETTERS = set("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_PLAIN: dict[int, int | str] = {
    **{wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)},  # full-width forms of ASCII
    **dict.fromkeys(map(ord, "‐‑‒–—−﹣"), "-"),
    ord("、"): ",",
}


def visible(text: str) -> str:
    """The text as it looks: composed (NFC), lines ended by \\n, nothing in it unseen.

    Control characters, zero-width and direction marks, halves of surrogate pairs and letters
    without ink are dropped; the joiners and selectors that hold an emoji together stay. Of
    the accents on a letter the first eight stay.
    """
    text = _LINE_END.sub("\n", text)
    used = set(text)
    hidden = (used & _BLANK_LETTERS) | {
        char
        for char in used
        if unicodedata.category(char) in ("Cc", "Cf", "Cs")
        and not (char.isspace() or char == "\u200d" or "\U000e0020" <= char <= "\U000e007f")
    }
    text = text.translate(dict.fromkeys(map(ord, hidden), ""))
    if text.isascii():
        return text
    text = _STRAY_JOINER.sub("", text)
    text = _FLAG_OR_STRAY_TAG.sub(r"\1", text)
    text = _STRAY_SELECTOR.sub("", text)
    if marks := "".join(filter(unicodedata.combining, used)):
        text = re.sub(rf"([{marks}]{{{_MAX_MARKS}}})[{marks}]+", r"\1", text)
    return unicodedata.normalize("NFC", text)


def plain(text: str) -> str:
    """The text with full-width forms, typographic minus signs and 、 as a keyboard has them.

    Not NFKC, which would make 102 of 10²; digits of other scripts float() reads anyway.
    """
    return text if text.isascii() else text.translate(_PLAIN)


def shortened(text: str, length: int = 40) -> str:
    """The text, or its beginning and …"""
    return text if len(text) <= length else text[: length - 1] + "…"


# Numbers

_VALUE = re.compile(r"[^\s,;\"()\[\]]+")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?")
_THOUSANDS_COMMA = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_REMARK = re.compile(r"(?<=\w) ?\([^()]*+\)")  # "flow (10)": the bracket belongs to the word
_QUOTED = re.compile(r'"[^"\n]*+"')
_WITHIN_BRACKETS = re.compile(r"[\[(]([^\[\]()]*+)[\])]")
_AROUND_BRACKETS = re.compile(r"\b(?:(?:np|numpy|torch)\.)?(?:array|tensor)\b|dtype=[\w.]+")


def number(token: str) -> float | None:
    """The number that a token writes, infinities and nan included, or None for a word."""
    try:
        return None if "_" in token else float(token)
    except ValueError:
        return float(token.replace(",", "")) if _THOUSANDS.fullmatch(token) else None


def header_line(names: Iterable[str]) -> str:
    """The first line from which parse reads these names of features."""
    line = ",".join(
        name if re.fullmatch(r"\w[\w .-]*", name) else '"' + name.replace('"', '""') + '"'
        for name in names
    )
    return line if _is_header(line) else f"# {line}"


def distinct(names: Iterable[str]) -> tuple[str, ...]:
    """Names cleaned and told apart: the third of no name is x3, a second a is "a (2)"."""
    found: dict[str, None] = {}
    for place, name in enumerate(names, 1):
        name = shortened(" ".join(plain(visible(name)).split())) or f"x{place}"
        repeated = (f"{shortened(name, 30)} ({n})" for n in count(2))
        found[next(n for n in chain([name], repeated) if n not in found)] = None
    return tuple(found)


def _numbers(text: str, standardise: bool) -> Sequence:
    lines = _trimmed(_lines(plain(text)))
    header = ""
    if len(lines) > 1 and _is_header(lines[0]):
        header, lines = lines[0].removeprefix("#").strip(), _trimmed(lines[1:])
    if not any(map(_VALUE.search, lines)):
        raise Problem("sequence-empty")
    if len(lines) > MAX_TIMESTEPS:
        raise Problem("sequence-timesteps", count=len(lines), limit=MAX_TIMESTEPS)

    delimiter = _delimiter(lines)
    rows = [_without_trailing(_cells(line, delimiter)) for line in lines]
    widths = [line.count(delimiter) + 1 for line in lines]
    if len(rows) == 1 and len(_columns(header, delimiter)) == 1:
        rows = [[cell] for cell in rows[0]]
        if len(rows) > MAX_TIMESTEPS:
            raise Problem("sequence-timesteps", count=len(rows), limit=MAX_TIMESTEPS)
    D = _features(rows, widths, lines)
    names = _names(header, delimiter, D)
    if header and not names:
        raise Problem("sequence-header-ragged", count=len(_cells(header, delimiter)), expected=D)

    x = _values(rows)
    features = distinct(names or [""] * D)
    notes = []
    if header:
        notes.append(Message("sequence-header", {"names": shortened(", ".join(features), 120)}))
    if standardise:
        x, remarks = _standardised(x, features)
        notes += remarks
    return Sequence(x, (), features, "numbers", tuple(notes))


def _lines(text: str) -> list[str]:
    """The rows of a text; those of a printed list are its innermost brackets."""
    if "[" in text or "(" in text:
        rows = _WITHIN_BRACKETS.findall(text)
        around = _AROUND_BRACKETS.sub("", _WITHIN_BRACKETS.sub("", text))
        if rows and not around.strip("[](),; \t\n"):
            return [" ".join(row.split()) for row in rows]
    return text.split("\n") if "\n" in text.strip() else text.strip().split(";")


def _trimmed(lines: list[str]) -> list[str]:
    """The lines without the blank ones before and after."""
    filled = [i for i, line in enumerate(lines) if line.strip()]
    return lines[filled[0] : filled[-1] + 1] if filled else []


def _is_header(line: str) -> bool:
    tokens = _VALUE.findall(_REMARK.sub("", line))
    words_only = all(number(token) is None for token in tokens)
    return bool(tokens) and (words_only or line.startswith("#"))


def _delimiter(lines: list[str]) -> str:
    """What stands between the cells of a line, besides spaces."""
    bare = _QUOTED.sub("", "\n".join(lines))
    if any(";" in line.rstrip("; ") for line in bare.split("\n")):
        if re.search(r",|[^\s;][ \t]+[^\s;]", bare):
            raise Problem("sequence-two-separators")
        return ";"
    if "\t" in bare and "," not in _THOUSANDS_COMMA.sub("", bare):
        return "\t"
    return ","


def _cells(line: str, delimiter: str) -> list[str]:
    """The cells of a line, a blank one as ""; a cell of several values counts as several."""
    return [value for cell in _columns(line, delimiter) for value in cell.split() or [""]]


def _columns(line: str, delimiter: str) -> list[str]:
    if delimiter != ";":
        line = line.rstrip("; ")
    if '"' in line:
        try:
            return next(csv.reader([line], delimiter=delimiter, skipinitialspace=True))
        except csv.Error:  # a cell of more than 131,072 characters: no number anyway
            pass
    return line.split(delimiter)


def _names(header: str, delimiter: str, features: int) -> list[str]:
    """The names in a header for so many features, [] where it has more or fewer."""
    if not header:
        return []
    ways = (_columns(header, delimiter), _columns(header, ","), header.split(), [header])
    fitting = (names for names in map(_without_trailing, ways) if len(names) == features)
    return next(fitting, [])


def _without_trailing(cells: list[str]) -> list[str]:
    """The cells up to the last one that isn't blank, or a single blank one."""
    filled = [i for i, cell in enumerate(cells) if cell]
    return cells[: filled[-1] + 1] if filled else [""]


def _features(rows: list[list[str]], widths: list[int], lines: list[str]) -> int:
    """How many values most rows have, which is how many every row must have.

    widths: how many places there are in each line, the blank ones at its end included.
    """
    D = Counter(map(len, rows)).most_common(1)[0][0]
    if D > MAX_FEATURES:
        raise Problem("sequence-features", count=D, limit=MAX_FEATURES)
    for t, row in enumerate(rows, 1):
        if "" in row:
            raise _at("sequence-blank", t, row.index("") + 1, D)
        if len(row) < D <= widths[t - 1]:
            raise _at("sequence-blank", t, len(row) + 1, D)
        if len(row) != D:
            amounts = [line.strip() for line in lines if "," in line]
            if amounts and all(map(_THOUSANDS.fullmatch, amounts)):
                amount = shortened(amounts[0])
                raise Problem("sequence-thousands", amount=amount, plain=amount.replace(",", ""))
            raise Problem("sequence-ragged", timestep=t, count=len(row), expected=D)
    return D


def _values(rows: list[list[str]]) -> Array:
    written = [[number(cell) for cell in row] for row in rows]
    x = np.array(written, np.float64) + 0.0  # None becomes nan, and −0 becomes 0
    if not np.isfinite(x).all():
        t, d = (int(i) for i in np.argwhere(~np.isfinite(x))[0])
        key = "sequence-not-a-number" if written[t][d] is None else "sequence-not-finite"
        raise _at(key, t + 1, d + 1, x.shape[1], shown=shortened(rows[t][d]))
    return x


def _at(key: str, timestep: int, feature: int, features: int, **args: str) -> Problem:
    return Problem(key, timestep=timestep, feature=feature, features=features, **args)


def _standardised(x: Array, features: tuple[str, ...]) -> tuple[Array, list[Message]]:
    """(x − mean) / sd by column, computed at scale 1, so that no finite x overflows."""
    _, exponent = np.frexp(np.abs(x).max(axis=0))
    scaled = np.ldexp(x, -exponent)
    low = scaled.min(axis=0)
    spread = scaled.max(axis=0) - low
    constant = spread == 0
    within = (scaled - low) / np.where(constant, 1, spread)  # 0…1
    mean, sd = within.mean(axis=0), within.std(axis=0)
    result = (within - mean) / np.where(constant, 1, sd)
    notes = [
        Message("sequence-constant", {"feature": name, "value": _written(m)})
        if still
        else Message(
            "sequence-standardised", {"feature": name, "mean": _written(m), "sd": _written(s)}
        )
        for name, still, m, s in zip(
            features,
            constant,
            np.ldexp(low + mean * spread, exponent),
            np.ldexp(sd * spread, exponent),
            strict=True,
        )
    ]
    return result, notes


def _written(value: float) -> str:
    return f"{value:.6g}"


def _mostly_words(text: str) -> bool:
    """Whether more words than numbers stand in the text, or at the head of a long one."""
    tokens = [match.group() for match in islice(_VALUE.finditer(plain(text)), 2000)]
    words = sum(number(token) is None for token in tokens)
    return words > len(tokens) - words


def _too_long(text: str, reading: Reading) -> Problem:
    """The Problem of a text too long to be read, with its timesteps counted if it is numbers."""
    head = visible(text[:10_000])
    if reading == "numbers" or (reading == "auto" and not _mostly_words(head)):
        rows = text.strip("; \t\r\n")
        end = "\n" if "\n" in rows else ";"
        timesteps = rows.count(end) + 1 if end in rows else _count(rows)
        if end in rows and _is_header(head.strip().split(end)[0]):
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


# Words and characters

_PUNCTUATION = re.compile(
    r"\.{2,}|[…。、，！？；：．｡]"
    r"|(?<![0-9A-Za-z])[.,!?;:]|[.,!?;:](?![0-9A-Za-z/])"  # but not within 3.14 or a web address
)


def vocabulary(tokens: Iterable[str]) -> tuple[str, ...]:
    """The distinct tokens in order of first appearance."""
    return tuple(dict.fromkeys(tokens))


def _words(text: str) -> list[str]:
    parted = _PUNCTUATION.sub(r" \g<0> ", text)
    return _STRAY_SELECTOR.sub("", parted).split()  # one that stood after a punctuation mark


def _characters(text: str) -> list[str]:
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


def _encoded(
    tokens: list[str],
    reading: Literal["words", "characters"],
    encoding: Encoding,
    size: int,
    seed: int,
) -> Sequence:
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


# Ready series

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Ready:
    """A series to begin with: the text that parse reads, and how it is meant to be read."""

    text: str
    standardise: bool = False
    reading: Reading = "numbers"


def ready(name: str, seed: int = 0) -> Ready:
    """The ready series of a name in READY; seed is that of the noise.

    sunspots, nile: yearly data (sources in ``data/README.md``). sine: two periods in 40
    timesteps. step: ten zeros, ten ones. impulse: 1, then 23 zeros. events: ups and downs
    among zeros. noise: 40 draws from the standard normal. sentence, sentence_ko: two sentences
    in English, in Korean.

    Raises Problem for any other name.
    """
    match name:
        case "sunspots" | "nile":
            _, *rows = csv.reader((_DATA / f"{name}.csv").read_text("utf-8").splitlines())
            return Ready(", ".join(value for _, value in rows), standardise=True)
        case "sentence" | "sentence_ko":
            return Ready((_DATA / f"{name}.txt").read_text("utf-8").strip(), reading="words")
        case "sine":
            return _listed(np.sin(np.arange(40) * 2 * np.pi / 20))
        case "step":
            return _listed([0] * 10 + [1] * 10)
        case "impulse":
            return _listed([1] + [0] * 23)
        case "events":
            return _listed([0, 0, 0.8, 0, 1, 0, -0.7, 0, 0.6, -1, 0, 1.2])
        case "noise":
            return _listed(np.random.default_rng(seed).standard_normal(40))
    raise Problem("sequence-ready-unknown", name=shortened(" ".join(visible(name).split())))


def random_rows(features: int, seed: int = 0) -> str:
    """30 timesteps of draws from the standard normal, a line each, as a person would type them."""
    rows = np.random.default_rng(seed).standard_normal((30, features))
    return "\n".join(", ".join(f"{value:.2f}" for value in row) for row in rows)


def _listed(values: Iterable[float]) -> Ready:
    return Ready(", ".join(f"{round(float(v), 2) + 0.0:g}" for v in values))
