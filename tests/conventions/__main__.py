"""Prints how near each notation comes to its library; --write puts the table into README.md.

python -m tests.conventions [--write]
"""

import sys
from pathlib import Path

from gru_viz.locales import Texts
from gru_viz.variants import PUBLISHED
from tests.conventions.checks import LIVE, STORED, check

README = Path(__file__).parents[2] / "README.md"
BEGIN, END = "<!-- conventions -->", "<!-- /conventions -->"
HEAD = ("notation", "update, reset", "held to", "floats", "largest difference")


def table() -> str:
    """The table in Markdown, in the order of the notations."""
    texts = Texts("en")
    rows = [HEAD, ("---",) * len(HEAD)]
    for key in sorted([*STORED, *LIVE], key=list(PUBLISHED).index):
        found = check(key)
        variant = f"{found.notation.variant.update}, {found.notation.variant.reset}"
        name = texts(f"notation-{key}")
        rows.append((name, variant, found.library, found.floats, f"{found.difference:.1e}"))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def written(readme: str) -> str:
    """The text with the table between its two marks. Raises ValueError where they are missing."""
    before, begin, rest = readme.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"README.md needs the marks {BEGIN} and {END}")
    return f"{before}{BEGIN}\n{table()}\n{END}{after}"


if __name__ == "__main__":
    if "--write" in sys.argv[1:]:
        README.write_text(written(README.read_text("utf-8")), "utf-8")
    else:
        print(table())
