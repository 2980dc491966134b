"""What was practised so far: by kind of problem, by kind of mistake, and what comes next.

As text, for a link or a file: ``gate.5.4 step.2.0 swapped.3`` says that of five problems about a
gate four were right, of two whole steps none, and that z and 1 − z were swapped three times.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from gru_viz.messages import Problem
from gru_viz.sequences import shortened
from gru_viz.syllabus import KINDS, MISTAKES, Kind, Mistake

_MOST = 9999
_ENOUGH = 2  # problems of a kind that must have been right
_GOOD = 0.75  # of them, at least
_PIECE = re.compile(r"([a-z_]+)\.(\d{1,4})(?:\.(\d{1,4}))?", re.ASCII)

# Where a mistake is made in its plainest form.
_PRACTISED_BY: Mapping[Mistake, Kind] = {
    "swapped": "mix",
    "no_reset": "candidate",
    "reset_place": "matrices",
    "activation": "candidate",
    "no_bias": "gate",
    "transposed": "matrices",
    "exchanged": "gate",
    "rounded_early": "gate",
    "sign": "gate",
    "old_state": "steps",
    "one_bias": "parameters",
    "gate_count": "parameters",
    "no_recurrent": "parameters",
    "branch": "gradient",
}


@dataclass(frozen=True)
class Progress:
    """How many problems were tried and how many right, and how often a mistake was made."""

    tried: Mapping[Kind, int] = field(default_factory=dict)
    solved: Mapping[Kind, int] = field(default_factory=dict)
    made: Mapping[Mistake, int] = field(default_factory=dict)

    def with_problem(self, kind: Kind, is_right: bool) -> "Progress":
        """After one more problem."""
        tried = {**self.tried, kind: self.tried.get(kind, 0) + 1}
        solved = {**self.solved, kind: self.solved.get(kind, 0) + is_right}
        return replace(self, tried=tried, solved=solved)

    def with_mistakes(self, mistakes: Iterable[Mistake]) -> "Progress":
        """After some more mistakes."""
        made = dict(self.made)
        for mistake in mistakes:
            made[mistake] = made.get(mistake, 0) + 1
        return replace(self, made=made)

    @property
    def worst(self) -> Mistake | None:
        """The mistake that was made most often."""
        return max(self.made, key=lambda mistake: self.made[mistake], default=None)

    @property
    def next(self) -> Kind | None:
        """The kind to practise next: one that went wrong before one untried, then the easiest."""
        left = [kind for kind in KINDS if not self._is_known(kind)]
        tried = [kind for kind in left if self.tried.get(kind)]
        return next(iter(tried or left), None)

    @property
    def remedy(self) -> Kind | None:
        """The kind in which the mistake made most often shows most plainly, until it is known."""
        kind = None if self.worst is None else _PRACTISED_BY[self.worst]
        return None if kind is None or self._is_known(kind) else kind

    def _is_known(self, kind: Kind) -> bool:
        tried, solved = self.tried.get(kind, 0), self.solved.get(kind, 0)
        return solved >= _ENOUGH and solved >= _GOOD * tried


def written(progress: Progress) -> str:
    """The text that :func:`read` reads back."""
    kinds = [
        f"{kind}.{min(progress.tried[kind], _MOST)}.{min(progress.solved.get(kind, 0), _MOST)}"
        for kind in KINDS
        if kind in progress.tried
    ]
    mistakes = [f"{m}.{min(progress.made[m], _MOST)}" for m in MISTAKES if m in progress.made]
    return " ".join(kinds + mistakes)


def read(text: str) -> Progress:
    """The progress in a text. Raises Problem that names the piece that can't be read."""
    tried: dict[Kind, int] = {}
    solved: dict[Kind, int] = {}
    made: dict[Mistake, int] = {}
    for piece in text.split():
        match = _PIECE.fullmatch(piece)
        name, first, second = match.groups() if match else ("", "", None)
        count = int(first or 0)
        if name in tried or name in made or not count:
            raise Problem("practice-progress-unread", piece=shortened(piece))
        if name in KINDS and second is not None and int(second) <= count:
            tried[name], solved[name] = count, int(second)
        elif name in MISTAKES and second is None:
            made[name] = count
        else:
            raise Problem("practice-progress-unread", piece=shortened(piece))
    return Progress(tried, solved, made)
