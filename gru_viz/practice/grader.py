"""Marks: whether an answer is right, right from where the learner was, or which mistake it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import isfinite
from typing import Literal

from gru_viz.practice.exercise import Choice, Exercise, Number
from gru_viz.sequences import number, plain, visible
from gru_viz.syllabus import MISTAKES, Mistake

Verdict = Literal["right", "follows", "wrong", "unread", "empty"]
_LONGEST = 40  # characters of an answer


@dataclass(frozen=True, slots=True)
class Mark:
    """What is said of one answer.

    verdict: "follows" is right from the learner's own earlier answers, one of which is wrong;
    "unread" is not a number. mistakes: all of which the answer can come; () where none fits.
    """

    verdict: Verdict
    mistakes: tuple[Mistake, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether it earns the point: what follows from an earlier mistake does."""
        return self.verdict in ("right", "follows")


def read(text: str) -> float | None:
    """The number that a learner has typed, or None.

    A decimal comma, full-width digits and a space behind the sign are read too.
    """
    text = plain(visible(text[:_LONGEST])).strip()
    if text[:1] in ("+", "-"):
        text = text[0] + text[1:].lstrip()
    if text.count(",") == 1 and "." not in text:
        text = text.replace(",", ".")
    value = number(text) if text else None
    return value if value is not None and isfinite(value) else None


def marked(exercise: Exercise, answers: Mapping[str, str]) -> dict[str, Mark]:
    """A mark for each blank, by its name; answers as they were typed, or a choice's key."""
    marks: dict[str, Mark] = {}
    earlier: dict[str, float] = {}
    for blank in exercise.blanks:
        text = answers.get(blank.name, "").strip()
        if not text:
            marks[blank.name] = Mark("empty")
        elif isinstance(blank, Choice):
            marks[blank.name] = _chosen(blank, text)
        elif (value := read(text)) is None:
            marks[blank.name] = Mark("unread")
        else:
            sound = all(marks[name].verdict == "right" for name in earlier)
            marks[blank.name] = _mark(exercise, blank, value, tuple(earlier.items()), sound)
            earlier[blank.name] = value
    return marks


def _chosen(blank: Choice, key: str) -> Mark:
    if key == blank.right:
        return Mark("right")
    return Mark("wrong", (blank.mistakes[key],) if key in blank.mistakes else ())


@lru_cache(maxsize=4096)  # a page asks again with each answer
def _mark(
    exercise: Exercise,
    blank: Number,
    value: float,
    answers: tuple[tuple[str, float], ...],
    sound: bool,
) -> Mark:
    """The mark of a number, after earlier answers; sound: whether all of those are right.

    What one has written down says more closely than the problem alone what comes next. So with
    sound earlier answers, only what follows from them is right.
    """
    earlier = dict(answers)
    (following,) = exercise.paths(earlier, None)
    is_right = exercise.right[blank.name].fits(value)
    if following[blank.name].fits(value):
        return Mark("right" if sound or is_right else "follows")
    if is_right and not sound:
        return Mark("right")
    found = {
        mistake
        for mistake in exercise.mistakes
        if any(path[blank.name].fits(value) for path in exercise.paths(earlier, mistake))
    }
    if following[blank.name].fits(-value):  # the last sign is lost in no formula
        found.add("sign")
    return Mark("wrong", tuple(mistake for mistake in MISTAKES if mistake in found))
