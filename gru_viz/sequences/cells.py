"""A text of numbers as its lines, and each line as its cells, however it was printed."""

import csv
import re

from gru_viz.messages import Problem

VALUE = re.compile(r"[^\s,;\"()\[\]]+")
THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?")
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
        return float(token.replace(",", "")) if THOUSANDS.fullmatch(token) else None


def lines_of(text: str) -> list[str]:
    """The rows of a text; those of a printed list are its innermost brackets."""
    if "[" in text or "(" in text:
        rows = _WITHIN_BRACKETS.findall(text)
        around = _AROUND_BRACKETS.sub("", _WITHIN_BRACKETS.sub("", text))
        if rows and not around.strip("[](),; \t\n"):
            return [" ".join(row.split()) for row in rows]
    return text.split("\n") if "\n" in text.strip() else text.strip().split(";")


def trimmed(lines: list[str]) -> list[str]:
    """The lines without the blank ones before and after."""
    filled = [i for i, line in enumerate(lines) if line.strip()]
    return lines[filled[0] : filled[-1] + 1] if filled else []


def is_header(line: str) -> bool:
    """Whether a line names features: by words without a number, or behind a #."""
    tokens = VALUE.findall(_REMARK.sub("", line))
    words_only = all(number(token) is None for token in tokens)
    return bool(tokens) and (words_only or line.startswith("#"))


def delimiter_of(lines: list[str]) -> str:
    """What stands between the cells of a line, besides spaces."""
    bare = _QUOTED.sub("", "\n".join(lines))
    if any(";" in line.rstrip("; ") for line in bare.split("\n")):
        if re.search(r",|[^\s;][ \t]+[^\s;]", bare):
            raise Problem("sequence-two-separators")
        return ";"
    if "\t" in bare and "," not in _THOUSANDS_COMMA.sub("", bare):
        return "\t"
    return ","


def cells_of(line: str, delimiter: str) -> list[str]:
    """The cells of a line, a blank one as ""; a cell of several values counts as several."""
    return [value for cell in columns_of(line, delimiter) for value in cell.split() or [""]]


def columns_of(line: str, delimiter: str) -> list[str]:
    """What stands between the delimiters of a line, quotes taken off."""
    if delimiter != ";":
        line = line.rstrip("; ")
    if '"' in line:
        try:
            return next(csv.reader([line], delimiter=delimiter, skipinitialspace=True))
        except csv.Error:  # a cell of more than 131,072 characters: no number anyway
            pass
    return line.split(delimiter)


def names_of(header: str, delimiter: str, features: int) -> list[str]:
    """The names in a header for so many features, [] where it has more or fewer."""
    if not header:
        return []
    ways = (columns_of(header, delimiter), columns_of(header, ","), header.split(), [header])
    fitting = (names for names in map(without_trailing, ways) if len(names) == features)
    return next(fitting, [])


def without_trailing(cells: list[str]) -> list[str]:
    """The cells up to the last one that isn't blank, or a single blank one."""
    filled = [i for i, cell in enumerate(cells) if cell]
    return cells[: filled[-1] + 1] if filled else [""]
