"""The names of features: cleaned and told apart, and as the first line of a text."""

import re
from collections.abc import Iterable
from itertools import chain, count

from gru_viz.sequences.cells import is_header
from gru_viz.sequences.text import plain, shortened, visible


def header_line(names: Iterable[str]) -> str:
    """The first line from which parse reads these names of features."""
    line = ",".join(
        name if re.fullmatch(r"\w[\w .-]*", name) else '"' + name.replace('"', '""') + '"'
        for name in names
    )
    return line if is_header(line) else f"# {line}"


def distinct(names: Iterable[str]) -> tuple[str, ...]:
    """Names cleaned and told apart: the third of no name is x3, a second a is "a (2)"."""
    found: dict[str, None] = {}
    for place, name in enumerate(names, 1):
        name = shortened(" ".join(plain(visible(name)).split())) or f"x{place}"
        repeated = (f"{shortened(name, 30)} ({n})" for n in count(2))
        found[next(n for n in chain([name], repeated) if n not in found)] = None
    return tuple(found)
