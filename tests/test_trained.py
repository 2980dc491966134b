"""The Trained weights page without a browser: text in, weights on the Gates page, weights out."""

from dataclasses import replace
from functools import partial

import pytest
from streamlit.testing.v1 import AppTest

from gru_viz import links
from gru_viz.locales import LANGUAGES, texts
from gru_viz.variants import OWN, PUBLISHED
from tests import pages

NAMED = "\n".join(
    [
        "weight_ih_l0 = [[0.5], [-1.5], [1], [0.25], [2], [-0.75]]",
        "weight_hh_l0 = [[1, 0], [0, 1], [-1, 0.5], [0, 0.5], [1, -1], [2, 0]]",
        "bias_ih_l0 = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6]",
        "bias_hh_l0 = [0, 0, 0, 0, 0.5, -0.5]",
    ]
)
BARE = "[[0.5], [-1.5], [1]]\n\n[[1], [2], [3]]"


visit = partial(pages.visit, "trained")


def paste(page: AppTest, text: str) -> None:
    next(c for c in page.button_group if c.key == "trained_how").set_value("text").run()
    page.text_area[0].set_value(text).run()
    assert not page.exception, page.exception


def shown(page: AppTest) -> links.State:
    state: links.State = page.session_state["visit"].state
    return state


@pytest.mark.parametrize("language", LANGUAGES)
def test_named_matrices_are_recognised_and_their_rows_told(language: str) -> None:
    page = visit(lang=language)
    paste(page, NAMED)
    assert not page.error
    (recognised,) = page.success
    assert texts(language)("notation-torch") in recognised.value


def test_what_the_matrices_do_not_say_is_asked_and_never_guessed() -> None:
    page = visit(lang="en")
    paste(page, BARE)
    assert not page.error
    assert not page.success
    (question,) = page.info
    assert "isn't written" in question.value
    assert not [button for button in page.button if button.label == "Use these weights"]
    layout = next(box for box in page.selectbox if box.key != "outgoing" and box.value is None)
    layout.select(next(o for o in layout.options if "PyTorch" in o)).run()
    assert [button for button in page.button if button.label == "Use these weights"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_no_gru_gets_one_sentence_and_stays_typed(language: str) -> None:
    page = visit(lang=language)
    paste(page, "weight_ih_l0 = [[1], [2]]\nsomething else")
    assert len(page.error) == 1
    assert page.text_area[0].value.endswith("something else")


@pytest.mark.parametrize("key", [OWN, *PUBLISHED])
def test_weights_go_out_in_every_layout_or_it_is_said_why_not(key: str) -> None:
    page = visit(lang="en", seq="1, 2", units="3")
    next(box for box in page.selectbox if box.key == "outgoing").select(key).run()
    assert not page.exception
    # Ours has the reset before the product and biases.
    reset_after = key != OWN and PUBLISHED[key].variant.reset == "after"
    no_biases = key != OWN and not PUBLISHED[key].biases
    assert bool(page.warning) == (reset_after or no_biases)
    assert bool(page.code) == (not page.warning)


def use(page: AppTest) -> None:
    next(button for button in page.button if button.label == "Use these weights").click().run()


def test_a_second_file_comes_without_the_changes_and_what_ifs_of_the_first() -> None:
    page = visit(lang="en", hold="z.1.1.2 1", gates="shared", rounding="steps")
    paste(page, NAMED)
    use(page)
    first = shown(page)
    assert (first.weights, first.notation) == ("given", "torch")
    assert not first.what_if
    assert first.rounding == "none"
    page.session_state["visit"].state = replace(first, edits={("W_r", 0, 0): 99.0})
    page.switch_page("pages/trained.py").run()
    paste(page, NAMED.replace("[0.5]", "[0.75]"))
    use(page)
    assert shown(page).given != first.given
    assert shown(page).edits == {}


def test_the_answer_for_one_text_is_no_answer_for_the_next() -> None:
    page = visit(lang="en")
    paste(page, BARE)
    layout = next(box for box in page.selectbox if box.key != "outgoing" and box.value is None)
    layout.select(layout.options[0]).run()
    assert [button for button in page.button if button.label == "Use these weights"]
    page.text_area[0].set_value(BARE.replace("3", "4")).run()
    assert not [button for button in page.button if button.label == "Use these weights"]
