"""What holds for each kind of problem that isn't worked equation by equation."""

import pytest

from gru_viz.practice import convention, effect, gradient, graph, mix, parameters
from tests.practice.problems import EACH_NOTATION, check_all, check_steady

EACH_KIND = pytest.mark.parametrize(
    "kind",
    [convention, effect, gradient, graph, mix, parameters],
    ids=lambda kind: kind.__name__.rsplit(".")[-1],
)


@EACH_KIND
@EACH_NOTATION
def test_every_problem_can_be_shown_and_told_from_its_mistakes(kind, notation):
    check_all(kind.make, notation)


@EACH_KIND
@EACH_NOTATION
def test_a_seed_is_a_problem(kind, notation):
    check_steady(kind.make, notation)
