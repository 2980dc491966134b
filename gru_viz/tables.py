"""A person's own CSV or text file: its columns of numbers, and a part of them as text."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from math import ceil, isfinite

from gru_viz.messages import Problem
from gru_viz.sequences import (
    MAX_FEATURES,
    MAX_TIMESTEPS,
    distinct,
    header_line,
    number,
    plain,
    shortened,
    visible,
)

MAX_MEGABYTES = 5
MAX_COLUMNS = 1_000
_ENCODINGS = ("utf-8-sig", "cp949", "cp1252")  # cp949 is Excel's in Korea, cp1252 in the West
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1f]")
_LINE_END = re.compile(r"\r+\n|\r")  # some programs write \r\r\n
_DECIMAL_COMMA = re.compile(r"\A([+-]?\d*),(\d+(?:[eE][+-]?\d+)?)\Z")
_ALONE = "\x1f"  # the delimiter of a single column, which _BINARY keeps out of every text
_EXAMINED = 1_000  # rows that decide which columns are numbers


@dataclass(frozen=True, eq=False)
class Table:
    """The columns of numbers in a file.

    columns: their names, all distinct; the third column of a file, if unnamed, is x3.
    rows: how many rows stand below the header.

    Only the file's text is kept: rows are read again when they are asked for.
    """

    columns: tuple[str, ...]
    rows: int
    _content: str = field(repr=False)
    _delimiter: str = field(repr=False)
    _places: tuple[int, ...] = field(repr=False)
    _first: int = field(repr=False)

    def text(self, columns: Sequence[str], start: int = 0) -> str:
        """At most 512 rows of some columns, as the text that ``sequences.parse`` reads.

        start: how many rows to leave out before.

        Raises Problem where none or more than 64 columns are asked for, and where a cell is
        empty or no number; KeyError for a column that isn't there.
        """
        if not columns:
            raise Problem("table-no-column-chosen")
        if len(columns) > MAX_FEATURES:
            raise Problem("sequence-features", count=len(columns), limit=MAX_FEATURES)
        places = dict(zip(self.columns, self._places, strict=True))
        chosen = [(name, places[name]) for name in columns]
        begin = self._first + max(0, min(start, self.rows - 1))
        records = islice(_records(self._content, self._delimiter), begin, begin + MAX_TIMESTEPS)
        lines = [header_line(columns)]
        for row, record in enumerate(records, begin - self._first + 1):
            lines.append(",".join(self._number(record, row, *column) for column in chosen))
        return "\n".join(lines)

    def _number(self, record: list[str], row: int, name: str, place: int) -> str:
        cell = _cell(record, place, self._delimiter)
        if not cell:
            raise Problem("table-blank", row=str(row), column=name)
        if not _is_number(cell):
            shown = shortened(" ".join(cell.split()))
            raise Problem("table-not-a-number", row=str(row), column=name, shown=shown)
        return cell.replace(",", "")


def read_table(data: bytes) -> Table:
    """Read a CSV or text file of at most 5 MB and 1,000 columns.

    Encoding (UTF-8, UTF-16 with its mark, Korean cp949, Western cp1252), delimiter (comma, tab,
    semicolon, spaces) and header are found out. A column is one of numbers if at least half of
    its cells that aren't empty are. The first row is a header if it has no number in any of
    these columns. Between semicolons a comma in a number is the decimal point. A file of a
    single line is one column.

    Raises Problem for a file that is too large or too wide, empty, no text, with a quotation
    mark that is never closed, or without a column of numbers.
    """
    megabytes = len(data) / 1e6
    if megabytes > MAX_MEGABYTES:
        size = ceil(10 * megabytes) / 10  # not rounded down to the limit itself
        raise Problem("table-too-large", size=f"{size:.1f}", limit=str(MAX_MEGABYTES))
    content = _LINE_END.sub("\n", _decoded(data)).strip("\n")
    if not content.strip():
        raise Problem("table-empty")
    delimiter = _delimiter(content)
    try:
        records = list(islice(_records(content, delimiter), _EXAMINED))
        count = sum(1 for _ in _records(content, delimiter))
    except csv.Error:  # a quotation mark that is never closed
        raise Problem("table-quote") from None

    width = max(map(len, records))
    if width > MAX_COLUMNS:
        raise Problem("table-too-wide", count=width, limit=MAX_COLUMNS)
    body = records[1:] or records
    places = tuple(d for d in range(width) if _is_of_numbers(body, d, delimiter))
    if not places:
        raise Problem("table-no-numbers")
    first = 0
    names = [""] * width
    if count > 1 and not any(_is_number(_cell(records[0], d, delimiter)) for d in places):
        first = 1
        names = records[0] + names[len(records[0]) :]
    names = list(distinct(names))
    return Table(tuple(names[d] for d in places), count - first, content, delimiter, places, first)


def _decoded(data: bytes) -> str:
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else _ENCODINGS
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _BINARY.search(text):
            return text
    raise Problem("table-binary")


def _delimiter(content: str) -> str:
    """What more than half of the first lines are parted by, into the same number of cells."""
    sample = list(filter(None, content[:65_536].split("\n")[:100]))
    for delimiter in "\t;, ":
        # Line by line: a quotation mark that the wrong delimiter opens must end with its line.
        widths = Counter(
            len(next(csv.reader([line], delimiter=delimiter, skipinitialspace=True)))
            for line in sample
        )
        width, lines = widths.most_common(1)[0]
        if width > 1 and 2 * lines > widths.total():
            return delimiter
    return _ALONE


def _records(content: str, delimiter: str) -> Iterator[list[str]]:
    """The rows of cells; a blank line is a row only where there is a single column."""
    records = csv.reader(io.StringIO(content), delimiter=delimiter, skipinitialspace=True)
    if "\n" not in content:
        return ([cell] for cell in next(records))
    if delimiter == _ALONE:
        return (record or [""] for record in records)
    return (record for record in records if record)


def _cell(record: list[str], place: int, delimiter: str) -> str:
    cell = record[place].strip() if place < len(record) else ""
    if not (cell.isascii() and cell.isprintable()):
        cell = plain(visible(cell)).strip()
    return _DECIMAL_COMMA.sub(r"\1.\2", cell) if delimiter == ";" else cell


def _is_number(cell: str) -> bool:
    value = number(cell)
    return value is not None and isfinite(value)


def _is_of_numbers(records: list[list[str]], place: int, delimiter: str) -> bool:
    cells = [cell for record in records if (cell := _cell(record, place, delimiter))]
    return 0 < len(cells) <= 2 * sum(map(_is_number, cells))
