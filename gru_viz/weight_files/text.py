"""Matrices as people paste them: out of a spreadsheet, Python, JSON or LaTeX."""

import re
from collections.abc import Iterator, Sequence
from typing import NoReturn

import numpy as np

from gru_viz.messages import Problem
from gru_viz.sequences import number, plain, shortened, visible
from gru_viz.weight_files.contents import (
    MAX_ARRAYS,
    MAX_AXIS,
    MAX_NAME,
    Array,
    Contents,
    name_shown,
    taken,
)

MAX_TEXT = 2_000_000  # characters
MAX_AXES = 3

Cells = list["str | Cells"]
Block = tuple[str, Cells]  # what stands before a matrix, and its cells, row by row

_LATEX = re.compile(
    r"\\(begin)\{(?:array|[a-zA-Z]?(?:small)?matrix\*?)\}(?:\{[^{}]*\}|\[[^\[\]]*\])?"
    r"|\\end\{(?:array|[a-zA-Z]?(?:small)?matrix\*?)\}"
)
_PIECE = re.compile(r"[\[\]]|[^\s,\[\]]+")
_LIST_OF_ARRAYS = re.compile(r"\[(?=\s*+\(?\s*+(?:['\"<]|(?:\w+\.)?(?:array|tensor)\())")
_NUMPY_SCALAR = re.compile(r"\bnp\.float\d+\(([^()]*)\)")
_ABBREVIATED = re.compile(r"\.{3,}|…|⋯|⋮|⋱|\\(?:[cvd]?dots|ldots)")
_AROUND = re.compile(  # what printing an array writes before and after it
    r"\b(?:(?:np|numpy|jnp|torch)\.)?(?:as)?(?:array|tensor|matrix|Array|Tensor)(?=\s*\(|\s*$)"
    r"|\bParameter containing:|\bOrderedDict\b|<(?:tf\.|Keras)?Variable\b|\bnumpy=|\bvalue="
    r"|\b(?:dtype|device|grad_fn|requires_grad|shape|size|layout)="
    r"(?:'[^']*'|<[^<>]*>|\([^()]*\)|torch\.Size|[\w.]+)"
    r"|\\(?:left|right|quad|qquad|begin\{[^{}]*\}|end\{[^{}]*\})|\\[\[\](),;!]|\\\\"
)
_STYLE = re.compile(r"\\(?:math(?:bf|rm|it|sf|cal)|text(?:bf|it|rm)?|bm|boldsymbol|operatorname)\b")
_NAMED = re.compile(r"(?:path=)?['\"`]?([^\s'\"`=,;]+?)['\"`]?\s*(?::=|[:=,←])?")
_NUMBER_AT_START = re.compile(r"\s*[-+]?\.?\d")


def read_text(text: str) -> Contents:
    """Matrices in a text, under the names that stand before them, else as "1", "2", …

    Lines of numbers between tabs, semicolons, commas or spaces, a blank line between matrices;
    lists as Python, NumPy, PyTorch and JSON write them; LaTeX matrices. Before each may stand a
    name: ``W_r =``, ``W_{hr} =`` (named W_hr), ``"weight_ih_l0":``, or for lines of numbers a
    line of its own. Lines and LaTeX give two axes, be it a single row or column; lists as many
    as they have, at most three.

    Raises Problem that says which matrix and which row.
    """
    if len(text) > MAX_TEXT:
        raise Problem("pasted-long", count=len(text), limit=MAX_TEXT)
    text = plain(visible(text)).strip()
    if not text:
        raise Problem("pasted-empty")
    if "\\begin{" in text:
        blocks = _latex(text)
    elif "[" in text:
        blocks = _lists(text)
    else:
        blocks = _sheets(text)
    arrays: dict[str, Array] = {}
    for k, (before, cells) in enumerate(blocks, 1):
        if k > MAX_ARRAYS:
            raise Problem("pasted-many", limit=MAX_ARRAYS)
        name = _name(before) or str(k)
        if name in arrays:
            raise Problem("pasted-name-twice", name=shortened(name))
        array = np.array(_numbers(shortened(name), cells), np.float64)
        if max(array.shape) > MAX_AXIS:
            raise Problem("pasted-large", matrix=shortened(name), limit=MAX_AXIS)
        arrays[name] = taken(array)
    if not arrays:
        raise Problem("pasted-no-matrix")
    return Contents("text", arrays)


def _name(before: str) -> str:
    """The name in the text before a matrix, or ""."""
    rest = _around_taken_off(before)
    if not rest:
        return ""
    match = _NAMED.fullmatch(rest)
    if not match:
        raise Problem("pasted-outside", shown=shortened(" ".join(rest.split())))
    return re.sub(r"[{}\\$]", "", match[1])[:MAX_NAME] or ""


def _around_taken_off(text: str) -> str:
    rest = _STYLE.sub("", _AROUND.sub(" ", text))
    rest = re.sub(r"_\{([^{}]*)\}", r"_\1", rest)
    return rest.strip(" \t\n,;(){}<>[]$&")


# The three ways of writing


def _sheets(text: str) -> Iterator[Block]:
    """Lines of numbers, parted by blank lines and by names."""
    before, lines = "", list[str]()
    for line in [*text.split("\n"), ""]:
        label, first = _label(line, begins=not lines)
        if (label or not line.strip()) and lines:
            yield before, _cells(lines)
            before, lines = "", []
        if before and label:
            _expect_nothing(before)
        before = label or before  # a name may stand in a line of its own
        lines += [first] if first else []
    _expect_nothing(before)


def _cells(lines: list[str]) -> Cells:
    delimiter = next((d for d in "\t;,&" if any(d in line for line in lines)), None)
    return [[cell.strip() for cell in _split(line, delimiter)] for line in lines]


def _label(line: str, begins: bool) -> tuple[str, str]:
    """A line parted into the name in it, if there is one, and the numbers after it.

    begins: whether a matrix may begin here even without a sign after the name.
    """
    if _NUMBER_AT_START.match(line):
        return "", line
    for mark in "=:":
        name, found, rest = line.partition(mark)
        if found and (not rest.strip() or _NUMBER_AT_START.match(rest)):
            return name.strip(), rest.strip()
    if not begins:
        return "", line if line.strip() else ""
    name, _, rest = line.strip().partition("\t")
    return (name, rest.strip()) if _NUMBER_AT_START.match(rest) else (line.strip(), "")


def _split(line: str, delimiter: str | None) -> list[str]:
    line = line.strip(" ").rstrip("\t;,&" if delimiter else "")
    cells = line.split(delimiter)
    spaced = delimiter == "," or (delimiter == ";" and "," not in line)
    return [piece for cell in cells for piece in (cell.split() or [""])] if spaced else cells


def _latex(text: str) -> Iterator[Block]:
    end = 0
    marks = _LATEX.finditer(text)
    for k, begin in enumerate(marks, 1):
        close = next(marks, None)
        if not begin[1] or close is None or close[1]:
            raise Problem("pasted-latex", place=k)
        body = text[begin.end() : close.start()]
        body = re.sub(r"\\hline|(?<!\\)\\(?=[,;! ])|[{}$]", "", body)
        rows = [row for row in re.split(r"\\\\(?:\[[^\[\]]*\])?", body) if row.strip()]
        yield text[end : begin.start()], [[c.strip() for c in row.split("&")] for row in rows]
        end = close.end()
    _expect_nothing(text[end:])


def _lists(text: str) -> Iterator[Block]:
    """Lists within lists, by their brackets and without recursion."""
    text = _NUMPY_SCALAR.sub(r"\1", _LIST_OF_ARRAYS.sub(" ", text))
    place, end, count = 0, 0, 0
    while (start := text.find("[", place)) >= 0:
        count += 1
        open_lists: list[Cells] = []
        for piece in _PIECE.finditer(text, start):
            if piece[0] == "[":
                new: Cells = []
                if open_lists:
                    open_lists[-1].append(new)
                open_lists.append(new)
                if len(open_lists) > MAX_AXES:
                    raise Problem("pasted-deep", limit=MAX_AXES)
            elif piece[0] == "]":
                done = open_lists.pop()
                if not open_lists:
                    yield text[end:start], done
                    place = end = piece.end()
                    break
            else:
                open_lists[-1].append(piece[0])
        else:
            raise Problem("pasted-unclosed", place=count)
    _expect_nothing(text[end:])


def _expect_nothing(after: str) -> None:
    if rest := _around_taken_off(after):
        raise Problem("pasted-outside", shown=shortened(" ".join(rest.split())))


# Cells to numbers


def _numbers(matrix: str, cells: Cells) -> Sequence[object]:
    """Nested lists of numbers, of equal lengths at each depth.

    Raises Problem with the row and column where they aren't.
    """
    _check_complete(matrix, cells)
    if cells and all(isinstance(cell, list) for cell in cells):
        rows = [cell for cell in cells if isinstance(cell, list)]
        if any(isinstance(cell, list) for row in rows for cell in row):
            return _blocks(matrix, rows)
        return _rows(matrix, rows)
    return _row(matrix, 1, cells)


def _blocks(matrix: str, blocks: list[Cells]) -> Sequence[object]:
    """Three axes: matrices of the same shape."""
    inner: list[list[list[float]]] = []
    for block in blocks:
        _check_complete(matrix, block)
        if not all(isinstance(row, list) for row in block):
            raise Problem("pasted-mixed", matrix=matrix)
        inner.append(_rows(matrix, [row for row in block if isinstance(row, list)]))
    if len({(len(block), len(block[0])) for block in inner}) != 1:
        raise Problem("pasted-uneven", matrix=matrix)
    return inner


def _rows(matrix: str, rows: list[Cells]) -> list[list[float]]:
    if not rows:
        raise Problem("pasted-nothing", matrix=matrix)
    found = []
    for i, row in enumerate(rows, 1):
        _check_complete(matrix, row)
        if len(row) != len(rows[0]):
            raise Problem(
                "pasted-ragged", matrix=matrix, row=i, count=len(row), expected=len(rows[0])
            )
        found.append(_row(matrix, i, row))
    return found


def _row(matrix: str, i: int, cells: Cells) -> list[float]:
    if not cells:
        raise Problem("pasted-nothing", matrix=matrix)
    row = []
    for j, cell in enumerate(cells, 1):
        value = number(cell) if isinstance(cell, str) else None
        if value is None:
            _refuse(matrix, i, j, cell)
        row.append(value + 0.0)  # −0 becomes 0
    return row


def _check_complete(matrix: str, cells: Cells) -> None:
    """Raises Problem where printing has left numbers or rows out."""
    if any(isinstance(cell, str) and _ABBREVIATED.fullmatch(cell) for cell in cells):
        raise Problem("pasted-abbreviated", matrix=matrix)


def _refuse(matrix: str, i: int, j: int, cell: "str | Cells") -> NoReturn:
    if not isinstance(cell, str):
        raise Problem("pasted-mixed", matrix=matrix)
    if not cell:
        raise Problem("pasted-blank", matrix=matrix, row=i, column=j)
    raise Problem("pasted-not-a-number", matrix=matrix, row=i, column=j, shown=name_shown(cell))
