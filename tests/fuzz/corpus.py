"""Inputs to begin with: what the tests, the README, the texts and the ready series write.

Nothing here names a field of a link. Which of all these texts a field takes is found out by
asking its reader, so that a new field has its inputs as soon as one example of it is written
down anywhere: in the README, in the sentence of its Problem, in a docstring or in a test.
"""

import ast
import re
from contextlib import suppress
from dataclasses import fields
from functools import cache
from pathlib import Path
from random import Random
from typing import get_args, get_type_hints

from gru_viz import links, sequences
from gru_viz.links.readers import READERS
from gru_viz.locales import LANGUAGES
from gru_viz.messages import Problem

ROOT = Path(__file__).parents[2]
LONGEST = 20_000  # characters of an input to begin with; mutations make longer ones


@cache
def texts() -> tuple[str, ...]:
    """Sequences and tables as people write them."""
    found = [text for text in _constants() if isinstance(text, str)]
    found += [sequences.ready(name).text for name in sequences.READY]
    found += re.findall(r"^    (\S.*)$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    return tuple(dict.fromkeys(text for text in found if len(text) <= LONGEST))


@cache
def files() -> tuple[bytes, ...]:
    """Files as people upload them."""
    found = [data for data in _constants() if isinstance(data, bytes)]
    found += [path.read_bytes() for path in sorted((ROOT / "gru_viz/data").glob("*.csv"))]
    tables = [text for text in texts() if "\n" in text]
    found += [text.encode("utf-8", "surrogatepass") for text in tables]
    return tuple(dict.fromkeys(data for data in found if len(data) <= LONGEST))


@cache
def names() -> tuple[str, ...]:
    """The fields of a State, which are the parameters of a link."""
    return tuple(f.name for f in fields(links.State))


@cache
def values(name: str) -> tuple[str, ...]:
    """Texts that the reader of a field takes, each with another meaning."""
    taken: dict[str, str] = {}
    for text in _snippets():
        with suppress(Problem):
            taken.setdefault(repr(READERS[name](text)), text)
    return tuple(taken.values())


def query(random: Random) -> dict[str, str]:
    """Parameters of a link, each of which can be read."""
    chosen = random.sample(names(), random.choice((1, 2, 4, 8, len(names()))))
    return {name: random.choice(values(name)) for name in chosen}


@cache
def _constants() -> tuple[str | bytes, ...]:
    """The strings in the tests of sequences, tables and links."""
    found: dict[str | bytes, None] = {}
    tests = [ROOT / "tests/test_tables.py", ROOT / "tests/test_app.py"]
    for part in ("sequences", "links"):
        tests += sorted((ROOT / "tests" / part).glob("*.py"))
    for path in tests:
        tree = ast.parse(path.read_text("utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes):
                found[node.value] = None
    return tuple(found)


@cache
def _snippets() -> tuple[str, ...]:
    """Words, and runs of a few words, of everything that says how a link is written."""
    sources = [ROOT / "README.md", ROOT / "gru_viz/whatif.py"]
    sources += sorted((ROOT / "gru_viz/links").glob("*.py"))
    sources += [ROOT / f"gru_viz/locales/{language}/links.ftl" for language in LANGUAGES]
    found: dict[str, None] = dict.fromkeys(map(str, range(70)))
    for hint in get_type_hints(links.State).values():
        found |= dict.fromkeys(word for word in get_args(hint) if isinstance(word, str))
    for text in [source.read_text("utf-8") for source in sources]:
        for line in re.split(r"\n|[`“”:]", text):
            words = [word.strip(",.;()\"'") for word in line.split()]
            for length in (1, 2, 3, 4):
                runs = zip(*(words[i:] for i in range(length)), strict=False)
                found |= dict.fromkeys(map(" ".join, runs))
    found |= dict.fromkeys(text for text in texts() if len(text) < 100)
    return tuple(found)
