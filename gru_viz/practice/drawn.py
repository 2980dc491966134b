"""What the generators of problems share: amounts, and draws in which every mistake shows."""

from collections.abc import Callable

from gru_viz.cells.gru import Params
from gru_viz.practice.exercise import Amount, Amounts, Exercise
from gru_viz.practice.rounded import Rounded
from gru_viz.variants import WEIGHTS

_TRIES = 1000  # until every mistake shows
_CLEAR = 3  # so many slacks from the right answer


def amount(number: Rounded) -> Amount:
    """A single number; half a unit more for digits that are cut off instead of rounded."""
    return Amount(number.value[0], number.slack[0] + number.unit / 2)


def no_weights(biases: tuple[str, ...]) -> Params:
    """Weights of one unit, all of them 0, with these biases: for formulas without numbers."""
    zero = {name: [[0.0]] for name in WEIGHTS} | {name: [0.0] for name in biases}
    return Params(**zero)  # type: ignore[arg-type]  # it takes whatever NumPy does


def first_clear(attempt: Callable[[], Exercise | None]) -> Exercise:
    """The first draw in which each mistake that the problem knows leads clearly elsewhere.

    attempt: makes a problem from the next numbers, or None where these don't do.
    """
    for _ in range(_TRIES):
        exercise = attempt()
        if exercise is not None and is_clear(exercise):
            return exercise
    raise AssertionError("no draw shows every mistake")


def is_clear(exercise: Exercise) -> bool:
    """Whether every mistake can be told from a right answer.

    A path counts where it first leaves the right one: what follows from that may come close.
    """
    right = exercise.right
    for mistake in exercise.mistakes:
        paths = exercise.paths({}, mistake)
        leaps = [leap for path in paths if (leap := _leap(path, right)) is not None]
        if not leaps or min(leaps) <= _CLEAR:
            return False
    return True


def _leap(path: Amounts, right: Amounts) -> float | None:
    """How far a path leaves the right one, in slacks, where it first does; None: nowhere."""
    for name, there in right.items():
        if (by := abs(path[name].value - there.value)) > 1e-9:
            return by / max(there.slack, path[name].slack, 1e-9)
    return None
