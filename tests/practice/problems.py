"""What the tests of the kinds of problems share: notations, seeds, and a look at any problem."""

import re
from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

import pytest

from gru_viz.cells.gru import Variant
from gru_viz.exports.mathml import math, sentence
from gru_viz.exports.writing import Writing
from gru_viz.locales import LANGUAGES, texts
from gru_viz.messages import Message
from gru_viz.practice.exercise import Choice, Exercise, Number
from gru_viz.practice.grader import marked
from gru_viz.variants import PUBLISHED, Notation, own

VARIANTS = [Variant(u, r) for u in ("renews", "keeps") for r in ("before", "after")]
NOTATIONS = [*map(own, VARIANTS), *(PUBLISHED[key] for key in ("torch", "colah", "kr_exam"))]


def label(notation: Notation) -> str:
    return f"{notation.key}-{notation.variant.update}-{notation.variant.reset}"


EACH_NOTATION = pytest.mark.parametrize("notation", NOTATIONS, ids=label)
MANY = {"own-renews-before", "torch-keeps-after", "colah-renews-before"}  # of unlike formulas

Make = Callable[[int, Notation, int], Exercise]


@cache
def problems(make: Make, notation: Notation) -> list[Exercise]:
    """The problems of a kind in a notation, to two, three and four decimals in turn."""
    seeds = range(300 if label(notation) in MANY else 60)
    return [make(seed, notation, 2 + seed % 3) for seed in seeds]


def renews(notation: Notation) -> bool:
    return notation.variant.update == "renews"


def numbers(exercise: Exercise) -> Iterator[Number]:
    return (blank for blank in exercise.blanks if isinstance(blank, Number))


def choices(exercise: Exercise) -> Iterator[Choice]:
    return (blank for blank in exercise.blanks if isinstance(blank, Choice))


def half_up(value: float, decimals: int) -> float:
    exact = Decimal(repr(round(value, 12)))
    return float(exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))


def uncoloured(tex: str) -> str:
    """TeX without its colours."""
    while (plain := re.sub(r"\\textcolor\{q-\w+\}\{((?:[^{}]|\{[^{}]*\})*)\}", r"\1", tex)) != tex:
        tex = plain
    return tex


def read(display: str) -> list[float]:
    """The numbers on the right of each = in a display."""
    return [float(text) for text in re.findall(r"= (-?\d+(?:\.\d+)?)(?![\w^{])", display)]


def typed(exercise: Exercise, **numbers: float) -> dict[str, str]:
    """Answers as they are typed: these numbers, and the right choices."""
    right = {choice.name: choice.right for choice in choices(exercise)}
    return right | {name: repr(number) for name, number in numbers.items()}


def verdicts(exercise: Exercise, answers: dict[str, str]) -> set[str]:
    return {mark.verdict for mark in marked(exercise, answers).values()}


def named(exercise: Exercise, blank: str, **numbers: float) -> tuple[str, ...]:
    """The mistakes that the grader names for one blank."""
    mark = marked(exercise, typed(exercise, **numbers))[blank]
    assert mark.verdict != "right", (exercise.seed, numbers)
    return mark.mistakes


def look_over(exercise: Exercise) -> None:
    """What holds for every problem, and that all of it can be shown in both languages."""
    (path,) = exercise.paths({}, None)
    assert set(path) == {blank.name for blank in numbers(exercise)}
    names = [blank.name for blank in exercise.blanks]
    assert len(names) == len(set(names))
    for amount in path.values():
        assert abs(amount.value) < 1e4
        assert 0 <= amount.slack <= 0.1
    for mistake in exercise.mistakes:
        assert any(leads_elsewhere(exercise, path) for path in exercise.paths({}, mistake))
    for choice in choices(exercise):
        assert choice.right in choice.options
        assert set(choice.mistakes) <= set(choice.options) - {choice.right}
        assert len(choice.options) > 1
    assert 2 <= len(exercise.hints) <= 4
    for tex in (*exercise.given, *(blank.tex for blank in numbers(exercise))):
        assert "None" not in tex


def shown(exercise: Exercise) -> None:
    """Sets everything as the page does: raises where a text or its TeX is broken."""
    displays = [part for part in exercise.solution if isinstance(part, str)]
    for tex in (*exercise.given, *displays, *(blank.tex for blank in numbers(exercise))):
        assert math(tex, display=True).startswith("<math")
    said = [*exercise.task, *exercise.hints]
    said += [part for part in exercise.solution if isinstance(part, Message)]
    for choice in choices(exercise):
        said += [choice.asks, *choice.options.values()]
    for language in LANGUAGES:
        plain = texts(language).written_in(exercise.notation)
        as_math = Writing(exercise.notation, coloured=True).texts(texts(language))
        for message in said:
            assert plain.say(message)
            assert "$" not in sentence(as_math.say(message))
        for choice in choices(exercise):
            options = [plain.say(option) for option in choice.options.values()]
            assert len(set(options)) == len(options)


def leads_elsewhere(exercise: Exercise, path: object) -> bool:
    """Whether a wrong path leaves the right one, and where it does by far more than rounding."""
    for name, right in exercise.right.items():
        if (by := abs(path[name].value - right.value)) > 1e-9:
            assert by > 3 * right.slack
            return True
    return False


def check_all(make: Make, notation: Notation) -> None:
    """Looks over the problems of a kind, and at every tenth as a page."""
    for exercise in problems(make, notation):
        look_over(exercise)
        if exercise.seed % 10 == 0:
            shown(exercise)


def check_steady(make: Make, notation: Notation) -> None:
    """The same problem for the same seed, and not one problem for all seeds."""
    for exercise in problems(make, notation)[:20]:
        again = make(exercise.seed, notation, exercise.decimals)
        assert again.task == exercise.task
        assert again.given == exercise.given
        assert again.right == exercise.right
        assert again.solution == exercise.solution
    tasks = {
        (exercise.task[0].key, str(exercise.task[0].args), exercise.given)
        for exercise in problems(make, notation)
    }
    assert len(tasks) > 30
