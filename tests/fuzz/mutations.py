"""What can go wrong with a text or a file on its way here, and what is done to it on purpose."""

import re
from collections.abc import Callable, Sequence
from random import Random

HUGE = 0.01  # share of the inputs that become very long
LARGEST = 6_000_000  # characters or bytes: more than any parser here takes but a saved screen

NUMBERS = (
    "0", "-0", "1", "-1.5", "1e400", "-1e400", "1e-400", "nan", "-NaN", "inf", "-Infinity", "1_000",
    "0x1F", "0b1", "1,000", "1,000,000.5", "1.7976931348623157e308", "-1.7976931348623157e308",
    "5e-324", "9" * 400, "0." + "3" * 400, "1e", ".", "+", "--1", "1.2.3", "½", "10²", "Ⅷ", "₩5",
    "50%", "00012", "−1", "–1", "1d3", "(5)", "１２", "－３．５", "٣", "१२", "一", "1e5e5", "1.e5",
    "True", "None", "512", "513", "64", "65", "2147483647", "2147483648", "1" + "0" * 5000,
)  # fmt: skip
ODD = (
    # direction marks, zero width, fillers, joiners, selectors, tags
    "\u200e", "\u200f", "\u202a", "\u202e", "\u2066", "\u2069", "\u200b", "\u200d", "\ufeff",
    "\u2060", "\u3164", "\u115f", "\u2800", "\ufe0f", "\U000e0100", "\U000e0041", "\xad",
    # control characters and halves of surrogate pairs
    "\0", "\x01", "\x07", "\x1b[31m", "\x7f", "\x9f", "\x1f", "\ud800", "\udfff", "\ufffe",
    # every space and every end of a line
    "\t", "\v", "\f", "\x1c", "\x1d", "\x1e", "\x85", "\xa0", "\u1680", "\u180e", "\u2000",
    "\u2003", "\u2007", "\u2009", "\u200a", "\u2028", "\u2029", "\u202f", "\u205f", "\u3000",
    "\r", "\n", "\r\n", "\r\r\n", "\n\n",
    # marks that stand on others, emoji, flags, families, scripts
    "\u0301", "\u0301" * 30, "\u0337\u035c", "e\u0301", "👍🏽", "👩‍👩‍👧", "🇰🇷", "🇰", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "가",
    "\u1100\u1161\u11a8", "שלום", "مرحبا", "ﷺ", "ß", "İ", "ǆ", "ﬃ", "𝟙", "Ａ", "，", "；", "、",
    "。", "…", "‘", "”",
    # what other programs read as an order
    '"', '""', "'", ",", ";", ",,,", "[", "]", "(", "[[", "{ $name }", "{", "}", "\\", "<b>", "&",
    "$x$", "**x**", "![x](http://x)", "%00", "%s", "{0}", "=1+1", "#", "# a", "\\u0000", "../",
)  # fmt: skip
ENCODINGS = (
    "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp949", "cp1252",
    "latin-1", "shift_jis", "utf-7",
)  # fmt: skip


def mutated(text: str, random: Random, pool: Sequence[str]) -> str:
    """A text with one to four things done to it. pool: others of its kind, to splice in."""
    for _ in range(random.choice((1, 1, 2, 4))):
        text = random.choice(_MUTATIONS)(text, random, pool)
        if len(text) > 50_000:
            break
    if random.random() < HUGE:
        text = _huge(text, random)
    return text[:LARGEST]


def generated(random: Random) -> str:
    """A text from nothing: cells of one or of mixed kinds, in rows of equal or unequal length."""
    separators = random.sample(
        (",", " ", ";", "\t", ", ", "; ", "|", ",,"), random.choice((1, 1, 2))
    )
    ends = random.sample(("\n", "\r\n", ";", "\n\n", "\u2028"), random.choice((1, 1, 2)))
    columns = random.choice((1, 1, 2, 3, 5, 30, 64, 65))
    ragged = random.random() < 0.2
    cell = random.choice((_decimal, _decimal, _decimal, _extreme, _word, _anything))
    rows = []
    for _ in range(random.choice((0, 1, 1, 2, 4, 10, 20, 600 // columns))):
        cells = [
            (cell if random.random() < 0.97 else _anything)(random)
            for _ in range(random.randint(0, columns) if ragged else columns)
        ]
        rows.append(random.choice(separators).join(cells))
    if random.random() < 0.3:
        rows.insert(0, random.choice(separators).join(_word(random) for _ in range(columns)))
    return random.choice(ends).join(rows)


def mutated_bytes(data: bytes, random: Random, pool: Sequence[bytes]) -> bytes:
    """A file with one to four things done to it."""
    for _ in range(random.choice((1, 1, 2, 4))):
        data = random.choice(_BYTE_MUTATIONS)(data, random, pool)
    if random.random() < HUGE and data:
        data = data * (random.choice((200_000, LARGEST)) // len(data) + 1)
    return data[:LARGEST]


def encoded(text: str, random: Random) -> bytes:
    """A text as the bytes of some encoding, what that one lacks left out."""
    encoding = random.choice(ENCODINGS) if random.random() < 0.4 else "utf-8"
    return text.encode(encoding, "ignore")


def json_text(random: Random, depth: int = 0) -> str:
    """A JSON value, or nearly one."""
    if random.random() < 0.02:
        deep = random.choice((50, 900, 1100, 100_000))
        return "[" * deep + "]" * random.choice((deep, deep - 1))
    kind = random.randrange(6 if depth < 4 else 4)
    if kind == 0:
        return random.choice(
            ("null", "true", "false", "NaN", "-Infinity", "1e999", "01", "'a'", "")
        )
    if kind in (1, 2):
        return random.choice(NUMBERS)
    if kind == 3:
        return '"' + _anything(random).replace('"', random.choice(('\\"', '"'))) + '"'
    several = [json_text(random, depth + 1) for _ in range(random.randrange(5))]
    if kind == 4:
        return "[" + ",".join(several) + "]"
    return "{" + ",".join(f'"{_word(random)}": {value}' for value in several) + "}"


# Texts

Mutation = Callable[[str, Random, Sequence[str]], str]


def _cut(text: str, random: Random, pool: Sequence[str]) -> str:
    start, end = _slice(text, random)
    return text[:start] + text[end:]


def _truncate(text: str, random: Random, pool: Sequence[str]) -> str:
    return text[: random.randint(0, len(text))]


def _repeat(text: str, random: Random, pool: Sequence[str]) -> str:
    start, end = _slice(text, random)
    return text[:start] + text[start:end] * random.choice((2, 2, 3, 10, 70, 600)) + text[end:]


def _swap(text: str, random: Random, pool: Sequence[str]) -> str:
    a, b, c = sorted(random.randint(0, len(text)) for _ in range(3))
    return text[:a] + text[b:c] + text[a:b] + text[c:]


def _splice(text: str, random: Random, pool: Sequence[str]) -> str:
    other = random.choice(pool)
    at, (start, end) = random.randint(0, len(text)), _slice(other, random)
    return text[:at] + other[start:end] + text[at:]


def _insert(text: str, random: Random, pool: Sequence[str]) -> str:
    at = random.randint(0, len(text))
    return text[:at] + random.choice(ODD) * random.choice((1, 1, 1, 5)) + text[at:]


def _flip(text: str, random: Random, pool: Sequence[str]) -> str:
    at = random.randint(0, len(text))
    return text[:at] + _codepoint(random) + text[at + 1 :]


def _renumber(text: str, random: Random, pool: Sequence[str]) -> str:
    """Another number in the place of one word."""
    words = text.split(" ")
    words[random.randrange(len(words))] = random.choice(NUMBERS)
    return " ".join(words)


def _digits(text: str, random: Random, pool: Sequence[str]) -> str:
    """Another whole number in the place of one that stands anywhere, as in W_r.1.2."""
    runs = list(re.finditer("[0-9]+", text))
    if not runs:
        return text
    run = random.choice(runs)
    whole = random.choice((0, 1, 2, 5, 10, 63, 64, 65, 99, 100, 512, 513, 1000, 10**20))
    return text[: run.start()] + str(whole) + text[run.end() :]


def _replace(text: str, random: Random, pool: Sequence[str]) -> str:
    """Something odd in the place of every other occurrence of a character."""
    if not text:
        return random.choice(ODD)
    char, odd = random.choice(text), random.choice(ODD)
    return text.replace(char, odd, random.choice((1, 2, 50)))


def _widen(text: str, random: Random, pool: Sequence[str]) -> str:
    """ASCII in its full-width forms."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def _case(text: str, random: Random, pool: Sequence[str]) -> str:
    return text.swapcase()


def _quote(text: str, random: Random, pool: Sequence[str]) -> str:
    start, end = _slice(text, random)
    quote = random.choice(('"', '""', "'", "[", "("))
    return text[:start] + quote + text[start:end] + random.choice((quote, "", "]")) + text[end:]


_MUTATIONS: tuple[Mutation, ...] = (
    _cut, _truncate, _repeat, _swap, _splice, _splice, _insert, _insert, _insert, _flip,
    _renumber, _renumber, _digits, _digits, _digits, _replace, _widen, _case, _quote,
)  # fmt: skip


def _huge(text: str, random: Random) -> str:
    pieces = [random.choice((text[:1000], text[:3], *NUMBERS, *ODD, *ODD)) for _ in range(3)]
    piece = "".join(pieces[: random.randint(1, 3)]) + random.choice(("", "", " ", "\n", ",")) or " "
    return piece * (random.choice((9_000, 200_000, 999_990, LARGEST)) // len(piece))


# Bytes


def _flip_bits(data: bytes, random: Random, pool: Sequence[bytes]) -> bytes:
    changed = bytearray(data or b"\0")
    for _ in range(random.choice((1, 1, 3, 20))):
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def _insert_bytes(data: bytes, random: Random, pool: Sequence[bytes]) -> bytes:
    at = random.randint(0, len(data))
    odd = random.choice(
        (b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b'"', b"\x1a", b"\x80", b"\xc0")
    )
    return data[:at] + odd * random.choice((1, 1, 3)) + data[at:]


def _splice_bytes(data: bytes, random: Random, pool: Sequence[bytes]) -> bytes:
    other = random.choice(pool)
    at, (start, end) = random.randint(0, len(data)), _slice(other, random)
    return data[:at] + other[start:end] + data[at:]


def _cut_bytes(data: bytes, random: Random, pool: Sequence[bytes]) -> bytes:
    start, end = _slice(data, random)
    return data[:start] + data[end:]


def _repeat_bytes(data: bytes, random: Random, pool: Sequence[bytes]) -> bytes:
    start, end = _slice(data, random)
    times = min(random.choice((2, 10, 600)), LARGEST // (end - start + 1) + 1)
    return data[:start] + data[start:end] * times + data[end:]


def _as_text(data: bytes, random: Random, pool: Sequence[bytes]) -> bytes:
    """What is done to texts, and then another encoding."""
    text = data[:100_000].decode("utf-8", "replace")
    return encoded(mutated(text, random, [text]), random)


_BYTE_MUTATIONS: tuple[Callable[[bytes, Random, Sequence[bytes]], bytes], ...] = (
    _flip_bits, _insert_bytes, _splice_bytes, _cut_bytes, _repeat_bytes, _as_text, _as_text,
    _as_text,
)  # fmt: skip


# Pieces


def _slice(text: str | bytes, random: Random) -> tuple[int, int]:
    a, b = random.randint(0, len(text)), random.randint(0, len(text))
    return (a, b) if a < b else (b, min(a, b + random.choice((5, 50, len(text)))))


def _codepoint(random: Random) -> str:
    return chr(
        random.choice((random.randrange(128), random.randrange(0x3000), random.randrange(0x110000)))
    )


def _decimal(random: Random) -> str:
    return f"{random.uniform(-3, 3):.{random.randrange(5)}f}"


def _extreme(random: Random) -> str:
    return random.choice(NUMBERS)


def _word(random: Random) -> str:
    return "".join(random.choice("abcxyz가나다_ 12") for _ in range(random.randint(1, 8)))


def _anything(random: Random) -> str:
    kind = random.randrange(4)
    if kind == 0:
        return random.choice(ODD)
    if kind == 1:
        return random.choice(NUMBERS)
    if kind == 2:
        return "".join(_codepoint(random) for _ in range(random.randrange(10)))
    return f'"{_word(random)}{random.choice(("", chr(10), ",", chr(34)))}"'
