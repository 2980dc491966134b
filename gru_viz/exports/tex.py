"""Numbers and matrices in TeX's math, which LaTeX, GitHub and Jupyter all set.

Written so that Markdown leaves it alone: a backslash stands only before letters, and an
underscore only after a letter or a digit.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from itertools import product

from gru_viz.cells.gru import Array

WIDTH = 82  # of a formula in a line, in digits
GIVEN_DECIMALS = 6
_MATRICES_WIDTH = 80  # of matrices side by side
_MOST_ROWS = 30  # of a matrix on one page


# Numbers


def exact(value: float) -> Decimal:
    """The number that a float is the nearest one to, as a person would write it."""
    return Decimal(repr(float(value)))


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Half up, as on paper: a tie goes away from zero."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def computed(value: float | Decimal, decimals: int) -> str:
    """A computed value, with so many decimals."""
    number = Decimal(value)
    if abs(number) >= 10**6:
        return _scientific(number, 2)
    return _plain(rounded(number, decimals))


def scientific(value: float, decimals: int = 1) -> str:
    """A number of any size, with its power of ten; its mantissa with so many decimals."""
    return _with_power(*f"{value:.{decimals}e}".split("e")) if value else "0"


def gradient(value: float, decimals: int) -> str:
    """A gradient with so many decimals, or with two digits where it would look like 0."""
    size = abs(value)
    if not size or size >= 10.0 ** (1 - decimals):
        return computed(value, decimals)
    if size >= 10.0**-decimals:
        return computed(value, decimals + 1)
    return scientific(value)


@lru_cache(maxsize=65536)  # the weights, which come again at every timestep
def given(value: float) -> str:
    """A number that was put in: as short as it is exact, with at most six decimals."""
    number = exact(value)
    if number and (abs(number) >= 10**6 or not rounded(number, GIVEN_DECIMALS)):
        return _scientific(number, GIVEN_DECIMALS)
    text = _plain(rounded(number, GIVEN_DECIMALS))
    return text.rstrip("0").rstrip(".")


def in_brackets(text: str) -> str:
    """A factor that begins with a minus sign stands in brackets."""
    return f"({text})" if _MINUS.match(text) else text


def apart(text: str) -> tuple[str, str]:
    """A number's sign, "+" or "-", and the number without it."""
    match = _MINUS.match(text)
    return ("-", f"{match[1] or ''}{text[match.end() :]}") if match else ("+", text)


def coloured(name: str, text: str) -> str:
    """A quantity's symbol or value, marked as belonging to it: see :mod:`.mathml`."""
    return rf"\textcolor{{q-{'h' if name == 'h_prev' else name}}}{{{text}}}"


_MINUS = re.compile(r"(\\textcolor\{q-\w+\}\{)?-")


def _plain(number: Decimal) -> str:
    return f"{number if number else abs(number):f}"  # no minus sign before a zero


def _scientific(number: Decimal, decimals: int) -> str:
    mantissa, exponent = f"{number:.{decimals}e}".split("e")
    if "." in mantissa:
        mantissa = mantissa.rstrip("0").rstrip(".")
    return _with_power(mantissa, exponent)


def _with_power(mantissa: str, exponent: str) -> str:
    return rf"{mantissa} \cdot 10^{{{int(exponent)}}}"


# Lines


@lru_cache(maxsize=4096)
def width(tex: str) -> float:
    """About how wide a formula is set, in digits."""
    text = _COMMAND.sub("x", COLOUR.sub("", tex).replace(r"\tanh", "tanh"))
    return len(text) - text.count("{") - text.count("}") - text.count(" ") / 2


_COMMAND = re.compile(r"\\[a-zA-Z]+")
COLOUR = re.compile(r"\\textcolor\{q-\w+\}")


def packed(pieces: Iterable[str]) -> Iterator[str]:
    """The pieces in as few lines as they fit into; a piece is never broken."""
    line: list[str] = []
    room = 0.0
    for piece in pieces:
        room -= width(piece) + 0.5
        if line and room < 0:
            yield " ".join(line)
            line = []
        if not line:
            room = WIDTH - width(piece)
        line.append(piece)
    yield " ".join(line)


# Matrices


@dataclass(frozen=True, slots=True)
class Matrix:
    """A matrix, set, and about how wide it is, in digits."""

    tex: str
    width: float


def matrices(name: str, array: Array, newline: str) -> Iterator[Matrix]:
    """A matrix, or a vector as a column, as name = [...]; a large one in parts.

    A part is named by its rows and columns, from 1; of a vector, by its entries.
    """
    entries = [[given(value) for value in row] for row in array.reshape(len(array), -1).tolist()]
    widest = max(width(text) for row in entries for text in row)
    H, columns = len(entries), len(entries[0])
    across = max(1, int((_MATRICES_WIDTH - 16) / (widest + 2)))
    for top, left in product(range(0, H, _MOST_ROWS), range(0, columns, across)):
        rows = [row[left : left + across] for row in entries[top : top + _MOST_ROWS]]
        shape = len(rows), len(rows[0])
        ends = (H, top, shape[0]), (columns, left, shape[1])
        places = [rf"{at + 1} \ldots {at + some}" for all_, at, some in ends if all_ > 1]
        part = "" if shape == (H, columns) else f" [{', '.join(places)}]"
        body = f" {newline} ".join(" & ".join(row) for row in rows)
        yield Matrix(
            rf"{name}{part} = \left[ \begin{{array}}{{{'r' * shape[1]}}} {body}"
            r" \end{array} \right]",
            width(name + part) + 4 + shape[1] * (widest + 2),
        )


def side_by_side(parts: Iterable[Matrix]) -> Iterator[str]:
    """Matrices in as few displays as they fit into."""
    line: list[Matrix] = []
    for part in parts:
        if line and sum(p.width + 4 for p in line) + part.width > _MATRICES_WIDTH:
            yield r" \qquad ".join(p.tex for p in line)
            line = []
        line.append(part)
    yield r" \qquad ".join(p.tex for p in line)


# Sizes


def parameters_formula(sums: int, biases: int) -> str:
    """The number of parameters of so many sums W x + U h with their biases."""
    return f"{sums if sums > 1 else ''} H (D + H{f' + {biases}' if biases else ''})"
