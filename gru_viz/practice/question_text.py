"""Named numbers in a text, one under another or many on a line: ``x = 1, 0; W_r = [[1, 2]]``."""

import re
import unicodedata
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from gru_viz.messages import Problem
from gru_viz.sequences import plain, shortened, visible
from gru_viz.weight_files.text import read_text

MAX_TEXT = 60_000  # characters: 16 units of 16 features fit, with every digit of a float
Array = NDArray[np.float64]

_TEX = (
    (re.compile(r"\\(?:math(?:bf|rm|it)|text(?:bf|it|rm)?|bm|boldsymbol)\s*\{([^{}]*)\}"), r"\1"),
    (re.compile(r"\\tilde\s*(?:\{(\w)\}|(\w))"), "\\1\\2\N{COMBINING TILDE}"),
    (re.compile(r"\\langle\b"), "<"),
    (re.compile(r"\\rangle\b"), ">"),
    (re.compile(r"\\Gamma(?![a-zA-Z])"), "Γ"),
    (re.compile(r"\\cr\b"), r"\\\\"),
    (re.compile(r"\\q?quad\b"), " "),
    (re.compile(r"\bParameter containing:"), " "),  # PyTorch's print of a parameter
    (re.compile(r"^\s*(?:#|//).*$", re.MULTILINE), ""),  # remarks
    # The words of a Korean sentence, and the name with a particle that it asks for.
    (re.compile(r"[A-Za-zΓ][A-Za-z0-9_{}]*[\uac00-\ud7a3]+"), " "),
    (re.compile(r"[\uac00-\ud7a3]+"), " "),
)
_NAME = r"""[^\W\d_][\w\u0303₋]*+
    (?:[_^]?(?:\{[^{}=\n]{0,20}\}|<[^<>=\n]{0,12}>|⟨[^⟨⟩=\n]{0,12}⟩|\([^()=\n]{0,8}\))
      |\^\w{1,8}|-1(?=\s*[=:])){0,4}+"""
_BEGINNING = re.compile(
    rf"""(?<![\w\\.])["'`]?(?P<signed>{_NAME})["'`]?\s*+(?::=|=|:|←)
        |^[ \t]*+["'`]?(?P<bare>{_NAME})["'`]?(?=[ \t]++[-+.\d\[(]|[ \t]*+$)""",
    re.VERBOSE | re.MULTILINE,
)
_PRINTED = {"dtype", "device", "grad_fn", "requires_grad", "shape", "size", "layout", "numpy"}
_TRANSPOSED = re.compile(r"(?<=[\])}])(?:\^\{?(?:T|\\top|⊤)\}?|\.T|')$")
_ROWS_IN_BRACKETS = re.compile(r"\[([^\[\]]*;[^\[\]]*)\]")
_AROUND = " \t\n,;$&\"'`{[("  # what may stand before the first name


def assignments(text: str) -> Iterator[tuple[str, str]]:
    """Each name in a text, and what stands from there to the next.

    Raises Problem for a text that is empty or too long, or doesn't begin with a name.
    """
    if len(text) > MAX_TEXT:
        raise Problem("question-long", count=len(text), limit=MAX_TEXT)
    text = plain(visible(text))
    for pattern, instead in _TEX:
        text = pattern.sub(instead, text)
    names = [m for m in _BEGINNING.finditer(text) if m["signed"] not in _PRINTED]
    before = text[: names[0].start()] if names else text
    if outside := before.strip(_AROUND):
        raise Problem("question-outside", shown=_on_one_line(outside))
    if not names:
        raise Problem("question-empty")
    ends = [*(m.start() for m in names[1:]), len(text)]
    for m, end in zip(names, ends, strict=True):
        yield m["signed"] or m["bare"], _without_ends(text[m.end() : end])


def array(name: str, value: str) -> Array:
    """The numbers after a name: a number has shape (1, 1), a list (n,), all else two axes.

    A matrix may have ᵀ behind it. Raises Problem, which calls it by the name, where they can't be
    read or aren't finite.
    """
    if not value:
        raise Problem("question-no-value", matrix=name)
    value, turned = _TRANSPOSED.subn("", value)
    try:
        found = list(read_text(f"{name} =\n{_rows(value)}").arrays.values())
    except Problem as problem:
        if problem.message.key != "pasted-outside":
            raise
        raise Problem("question-not-numbers", matrix=name, shown=_on_one_line(value)) from problem
    if len(found) > 1 or found[0].ndim > 2:
        raise Problem("question-several", matrix=name)
    numbers = np.array(found[0], np.float64)
    if not np.isfinite(numbers).all():
        raise Problem("question-not-finite", matrix=name)
    return numbers.T if turned else numbers


def key(name: str) -> str:
    """A name without what only says how it is set: Wr for W_r, W_{r} and Wᵣ."""
    name = unicodedata.normalize("NFKC", name).replace("\N{MINUS SIGN}", "-")
    return re.sub(r"^[Gg]amma", "Γ", re.sub(r"[_^{}<>⟨⟩(), \\$]", "", name))


def shown_name(name: str) -> str:
    """A name as it was typed, for a sentence."""
    return _on_one_line(name)


def _without_ends(value: str) -> str:
    """A value without the signs between it and the next name, and without JSON's last bracket."""
    while True:
        value = value.strip(" \t\n,;$")
        if value.endswith(".") or (
            value[-1:] in ("}", "]", ")")
            and value.count(value[-1]) > value.count(_OPENS[value[-1]])
        ):
            value = value[:-1]
        elif value.endswith(("\\", "&")):
            value = value.rstrip("\\&")
        else:
            return value


_OPENS = {"}": "{", "]": "[", ")": "("}


def _rows(value: str) -> str:
    """A value with what only some programs write, as those do that are read anyway."""
    if "\\begin" in value:
        return value
    if value.startswith("(") and "[" not in value:
        value = value.translate(str.maketrans("()", "[]"))
    if in_brackets := _ROWS_IN_BRACKETS.fullmatch(value):
        return "\n".join(row for row in re.split(r"[;\n]", in_brackets[1]) if row.strip())
    return value if "\n" in value or "[" in value else value.replace(";", "\n")


def _on_one_line(text: str) -> str:
    return shortened(" ".join(text[:200].split()))
