"""The Practice page without a browser: answers marked, mistakes named, progress, exam, sheet."""

import math
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from gru_viz import links
from gru_viz.locales import LANGUAGES, texts
from gru_viz.practice import progress
from gru_viz.practice.exercise import Choice
from gru_viz.practice.kinds import exercise
from gru_viz.syllabus import KINDS
from gru_viz.variants import PUBLISHED
from tests import pages

FEW = settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])


visit = partial(pages.visit, "practice")


def shown(page: AppTest) -> links.State:
    state: links.State = page.session_state["visit"].state
    return state


def practised(page: AppTest) -> progress.Progress:
    return progress.read(shown(page).done)


def fields(page: AppTest) -> list[str]:
    return [field.key for field in page.text_input if field.key.startswith("answer-")]


def type_in(page: AppTest, key: str, text: str) -> None:
    page.text_input(key=key).set_value(text).run()
    assert not page.exception, page.exception


def marks(page: AppTest) -> str:
    return "\n".join(markdown.value for markdown in page.main.markdown)


def by_hand(problem: int) -> dict[str, float]:
    """One whole step, worked with the numbers of the problem and nothing else of the program."""
    one = exercise("step", problem, PUBLISHED["chung"], 3)
    assert one.work is not None
    params, trace = one.work.trace.params, one.work.trace
    x, h = trace.x.item(), trace.h[0].item()

    def sum_of(gate: str, state: float) -> float:
        return float(
            getattr(params, f"W_{gate}").item() * x + getattr(params, f"U_{gate}").item() * state
        )

    def sigma(a: float) -> float:
        return 1 / (1 + math.exp(-a))

    worked = {"a_r": sum_of("r", h), "a_z": sum_of("z", h)}
    worked |= {"r": sigma(worked["a_r"]), "z": sigma(worked["a_z"])}
    worked["a_n"] = sum_of("n", worked["r"] * h)
    worked["n"] = math.tanh(worked["a_n"])
    worked["h"] = (1 - worked["z"]) * h + worked["z"] * worked["n"]
    return worked | {"swapped": worked["z"] * h + (1 - worked["z"]) * worked["n"]}


def answer(quantity: str, problem: int) -> str:
    return f"answer-step-{problem}-chung-renews-before-{quantity}.1.1"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_step_worked_by_hand_is_right_from_the_first_answer_to_the_last(language: str) -> None:
    say = texts(language)
    page = visit(kind="step", problem="5", notation="chung", lang=language)
    worked = by_hand(5)
    type_in(page, answer("a_r", 5), f"{worked['a_r']:.3f}")
    assert say("practice-mark-right") in marks(page)
    assert not page.success
    for quantity in ("r", "a_z", "z", "a_n", "n", "h"):
        type_in(page, answer(quantity, 5), f"{worked[quantity]:.3f}")
    assert page.success[0].value == say("practice-solved")
    assert practised(page) == progress.Progress({"step": 1}, {"step": 1})


def test_a_mistake_is_named_counted_once_and_not_punished_again() -> None:
    say = texts("en").written_in(PUBLISHED["chung"])
    page = visit(kind="step", problem="5", notation="chung", lang="en")
    worked = by_hand(5)
    for quantity in ("a_r", "r", "a_z", "z", "a_n", "n"):
        type_in(page, answer(quantity, 5), f"{worked[quantity]:.4f}")
    type_in(page, answer("h", 5), f"{worked['swapped']:.3f}")
    assert say("practice-mistake-swapped") in marks(page)
    type_in(page, answer("h", 5), f"{worked['swapped']:.4f}")
    assert practised(page).made["swapped"] == 1
    type_in(page, answer("h", 5), f"{worked['h']:.3f}")
    assert practised(page).solved == {"step": 1}


def test_what_follows_from_a_wrong_number_is_marked_so() -> None:
    page = visit(kind="step", problem="5", notation="chung", lang="en")
    type_in(page, answer("a_r", 5), "1")
    type_in(page, answer("r", 5), f"{1 / (1 + math.exp(-1)):.3f}")
    assert texts("en")("practice-mark-follows") in marks(page)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_has_a_problem_hints_and_a_solution(kind: str, language: str) -> None:
    page = visit(kind=kind, lang=language, notation="kr_slides")
    hints = exercise(kind, 1, PUBLISHED["kr_slides"], 3).hints
    for _ in hints:
        page.button(key="practice_hint").click().run()
        assert not page.exception, page.exception
    said = texts(language)("practice-hints-all", of=len(hints))
    assert page.button(key="practice_hint").label == said
    page.button(key="practice_solution").click().run()
    assert not page.exception, page.exception
    assert practised(page) == progress.Progress({kind: 1}, {kind: 0})  # shown, not solved


def test_another_one_is_another_problem_and_a_begun_one_counts_as_tried() -> None:
    page = visit(kind="gate", lang="en")
    type_in(page, fields(page)[0], "99")
    page.button(key="practice_new").click().run()
    assert shown(page).problem == 2
    assert practised(page) == progress.Progress({"gate": 1}, {"gate": 0})


def test_answers_stay_while_other_things_are_looked_at() -> None:
    page = visit(kind="gate", lang="en")
    first = fields(page)[0]
    type_in(page, first, "0.1")
    page.selectbox(key="kind").set_value("step").run()
    page.selectbox(key="kind").set_value("gate").run()
    assert page.text_input(key=first).value == "0.1"


def test_another_notation_is_another_problem_and_leaves_the_answers_of_the_first() -> None:
    page = visit(kind="mix", lang="en", notation="torch")
    first = fields(page)[0]
    type_in(page, first, "9")
    page.selectbox(key="notation").set_value("chung").run()
    assert texts("en")("practice-mark-wrong") not in marks(page)
    page.selectbox(key="notation").set_value("torch").run()
    assert page.text_input(key=first).value == "9"


def test_after_the_last_problem_comes_the_first() -> None:
    page = visit(kind="gate", lang="en", problem=str(links.MAX_SEED))
    page.button(key="practice_new").click().run()
    assert not page.exception, page.exception
    assert shown(page).problem == 0


def test_the_link_carries_the_progress_and_says_what_comes_next() -> None:
    say = texts("en")
    page = visit(lang="en", done="gate.3.3 candidate.2.2 swapped.4 sign.1")
    next_one = page.button(key="practice_next")
    assert next_one.label == say("practice-go-next", kind=say("practice-kind-mix"))
    next_one.click().run()
    assert shown(page).kind == "mix"


def test_a_broken_record_is_named_and_can_be_begun_anew() -> None:
    page = visit(lang="en", done="gate.3.9")
    assert "gate\\.3\\.9" in page.error[0].value
    next(b for b in page.button if b.label == texts("en")("practice-progress-anew")).click().run()
    assert not page.error
    assert shown(page).done == ""


def test_an_exam_marks_at_the_end_and_not_before() -> None:
    say = texts("en")
    page = visit(lang="en", part="exam", notation="chung")
    page.number_input(key="exam_length").set_value(3).run()
    next(b for b in page.button if b.label == say("practice-exam-start")).click().run()
    assert not page.exception, page.exception
    first = fields(page)[0]
    type_in(page, first, "99")
    assert say("practice-mark-wrong") not in marks(page)
    next(b for b in page.button if b.label == say("practice-exam-finish")).click().run()
    assert not page.exception, page.exception
    assert say("practice-mark-wrong") in marks(page)
    assert page.text_input(key=first).disabled
    assert sum(practised(page).tried.values()) == 3
    assert not any(practised(page).solved.values())


@pytest.mark.parametrize("sheet", ["x", "7 gate.99", "7 gate.1 gate.1", "7 nothing.1"])
def test_a_sheet_that_cannot_be_read_is_named_and_another_one_shown(sheet: str) -> None:
    page = visit(lang="en", part="sheet", sheet=sheet)
    assert len(page.error) == 1
    assert page.number_input(key="sheet_gate").value


def test_a_sheet_follows_its_fields_into_the_link() -> None:
    page = visit(lang="en", part="sheet", sheet="12 gate.1")
    page.number_input(key="sheet_steps").set_value(2).run()
    assert shown(page).sheet == "12 gate.1 steps.2"
    page.number_input(key="sheet_seed").set_value(13).run()
    assert shown(page).sheet == "13 gate.1 steps.2"


@pytest.mark.parametrize("notation", PUBLISHED)
def test_problems_are_in_every_notation(notation: str) -> None:
    visit(lang="ko", kind="matrices", notation=notation)


@FEW
@given(st.text(min_size=1, max_size=60), st.sampled_from(KINDS))
def test_any_answer_is_marked_and_none_breaks_the_page(text: str, kind: str) -> None:
    page = visit(kind=kind, lang="en")
    blanks = exercise(kind, 1, links.State().written, 3).blanks
    number = next((b for b in blanks if not isinstance(b, Choice)), None)
    if number is not None:
        type_in(page, f"answer-{kind}-1-own-renews-before-{number.name}", text)
