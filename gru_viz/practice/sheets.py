"""Which problems are on a sheet or in an exam: the same for the same text, anywhere.

``7 gate.2 step.1`` is the sheet of seed 7 with two problems about a gate and one whole step.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gru_viz.messages import Problem
from gru_viz.practice.exercise import Exercise
from gru_viz.practice.kinds import exercise
from gru_viz.sequences import shortened
from gru_viz.syllabus import KINDS, Kind
from gru_viz.variants import Notation

MOST_OF_A_KIND = 10
MOST_SEED = 999_999
_OF_A_SEED = 100  # problems of a kind, so that two seeds share none
_SEED = re.compile(r"\d{1,6}", re.ASCII)
_PIECE = re.compile(r"([a-z]+)\.(\d{1,2})", re.ASCII)


@dataclass(frozen=True)
class Sheet:
    """So many problems of each kind, from a seed.

    seed: 0…999,999. counts: at most ten of a kind; kinds without a problem are left out.
    """

    seed: int
    counts: Mapping[Kind, int]

    def problems(self) -> Iterator[tuple[Kind, int]]:
        """The kind and the seed of each problem, by rising difficulty."""
        for kind in KINDS:
            for k in range(self.counts.get(kind, 0)):
                yield kind, self.seed * _OF_A_SEED + k

    def exercises(self, notation: Notation, decimals: int) -> tuple[Exercise, ...]:
        """The problems themselves."""
        return tuple(exercise(kind, s, notation, decimals) for kind, s in self.problems())


def written(sheet: Sheet) -> str:
    """The text that :func:`read` reads back."""
    kinds = (f"{kind}.{sheet.counts[kind]}" for kind in KINDS if sheet.counts.get(kind))
    return " ".join([str(sheet.seed), *kinds])


def read(text: str) -> Sheet:
    """The sheet of a text. Raises Problem that names the piece that can't be read."""
    first, *pieces = text.split() or [""]
    if not _SEED.fullmatch(first):
        raise Problem("practice-sheet-seed", piece=shortened(first), limit=MOST_SEED)
    counts: dict[Kind, int] = {}
    for piece in pieces:
        match = _PIECE.fullmatch(piece)
        name, count = match.groups() if match else ("", "0")
        if name not in KINDS or not 1 <= int(count) <= MOST_OF_A_KIND or name in counts:
            raise Problem("practice-sheet-piece", piece=shortened(piece), limit=MOST_OF_A_KIND)
        counts[name] = int(count)
    return Sheet(int(first), counts)


def exam(seed: int, length: int) -> Sheet:
    """A mock exam: so many problems, over the kinds as evenly as may be.

    With fewer problems than kinds, the kinds are spread from the easiest to the hardest.
    """
    n = len(KINDS)
    places = [k * n // length for k in range(length)] if length < n else range(length)
    counts: dict[Kind, int] = {}
    for place in places:
        kind = KINDS[place % n]
        counts[kind] = counts.get(kind, 0) + 1
    return Sheet(seed, counts)
