"""What the generators of problems share: draws in which every mistake shows."""

from collections.abc import Callable, Iterator

from gru_viz.practice.exercise import Amounts, Exercise
from gru_viz.syllabus import MISTAKES, Mistake

_TRIES = 1000  # until every mistake shows
_CLEAR = 3  # so many slacks from the right answer
_PLAIN = 2  # so many, where one way of making a mistake is enough


def first_clear(attempt: Callable[[], Exercise | None], any_way: bool = False) -> Exercise:
    """The first draw in which each mistake that the problem names leads clearly elsewhere.

    attempt: makes a problem from the next numbers, or None where these don't do. any_way: see
    :func:`is_clear`.
    """
    for _ in range(_TRIES):
        exercise = attempt()
        if exercise is not None and is_clear(exercise, any_way):
            return exercise
    raise AssertionError("no draw shows every mistake")


def is_clear(exercise: Exercise, any_way: bool = False) -> bool:
    """Whether every mistake that the problem names can be told from a right answer.

    A path counts where it first leaves the right one: what follows from that may come close.
    Every way of making a mistake must lead elsewhere, and clearly; any_way: of those that do lead
    elsewhere, one is enough, where a problem has many.
    """
    return all(_shows(exercise, mistake, any_way) for mistake in exercise.mistakes)


def made_in(exercise: Exercise) -> tuple[Mistake, ...]:
    """Every mistake that can be made in a problem and leads anywhere else, be it not far."""
    return tuple(m for m in MISTAKES if next(_leaps(exercise, m), None) is not None)


def _shows(exercise: Exercise, mistake: Mistake, any_way: bool) -> bool:
    leaps = _leaps(exercise, mistake)
    first = next(leaps, None)
    if first is None:
        return any_way
    if any_way:
        return first > _PLAIN or any(leap > _PLAIN for leap in leaps)
    return first > _CLEAR and all(leap > _CLEAR for leap in leaps)


def _leaps(exercise: Exercise, mistake: Mistake) -> Iterator[float]:
    """Of each path that leads elsewhere by a mistake, how far it does where it first does."""
    right = exercise.right
    for path in exercise.paths({}, mistake):
        if (leap := _leap(path, right)) is not None:
            yield leap


def _leap(path: Amounts, right: Amounts) -> float | None:
    """How far a path leaves the right one, in slacks, where it first does; None: nowhere."""
    for name, there in right.items():
        if (by := abs(path[name].value - there.value)) > 1e-9:
            return by / max(there.slack, path[name].slack, 1e-9)
    return None
