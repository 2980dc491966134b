"""The Backpropagation page: the loss is the one that was put there."""

import re

import numpy as np
import pytest

from gru_viz import links
from gru_viz.locales import LANGUAGES, texts
from tests.backpropagation.page import components, papers, player, select, shown, visit


@pytest.mark.parametrize("at", ["last", "every"])
@pytest.mark.parametrize("kind", ["squared", "given"])
@pytest.mark.parametrize("unit", ["0", "2"])
def test_the_loss_is_where_it_was_put(kind: str, at: str, unit: str) -> None:
    page = visit(loss=kind, loss_at=at, loss_unit=unit, target="0.5, -2", delta="0.5, -2")
    _, arrays = player(page)
    h, numbers = arrays["h"][1:], np.array([0.5, -2])
    own = h - numbers if kind == "squared" else np.broadcast_to(numbers, h.shape)
    timesteps = [at == "every", at == "every", True]
    counts = np.outer(timesteps, [unit == "0", True])
    np.testing.assert_allclose(arrays["d_loss"], np.where(counts, own, 0), atol=1e-15)
    terms = (h - numbers) ** 2 / 2 if kind == "squared" else h * numbers
    value = f"{np.where(counts, terms, 0).sum():.3f}".replace("-", "\N{MINUS SIGN}")
    assert f"={value}" in re.sub(r"\s", "", papers(page))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", ["", "one", "1, 2, 3", "1e999", "2000000", "<b>x</b>"])
def test_a_wrong_loss_is_said_in_one_sentence_and_stays(text: str, language: str) -> None:
    page = visit(target=text, lang=language)
    assert len(page.error) == 1
    assert player(page)[1]["d_loss"].any(), "a loss is drawn all the same"
    (field,) = [field for field in page.text_input if field.key == "target"]
    assert field.value == text
    field.set_value("0.5").run()
    assert not page.error
    assert player(page)[1]["d_loss"].any()


def test_the_last_loss_that_could_be_read_stays_drawn() -> None:
    page = visit(loss="given", delta="3")
    select(page, "delta", "abc")
    assert "abc" in page.sidebar.error[0].value
    assert player(page)[1]["d_loss"].tolist() == [[0, 0], [0, 0], [3, 3]]
    assert shown(page).delta == "abc"
    assert not [button for button in page.button if button.key == "back_exports"]


def test_the_loss_is_changed_by_its_controls() -> None:
    page = visit()
    select(page, "loss_at", "every")
    select(page, "loss_unit_of", 2)
    select(page, "loss", "given")
    select(page, "delta", "3")
    assert player(page)[1]["d_loss"].tolist() == [[0, 3]] * 3
    changed = shown(page)
    assert (changed.loss, changed.loss_at, changed.loss_unit) == ("given", "every", 2)
    assert links.read(links.write(changed)) == (changed, [])


def test_a_unit_that_a_run_lacks_is_its_last_one() -> None:
    page = visit(loss_unit="4", loss="given", back="example")
    assert player(page)[1]["d_loss"].tolist() == [[0, 0], [0, 0], [0, 1]]
    select(page, "back_of", "own")
    assert shown(page).loss_unit == 4
    assert player(page)[1]["d_loss"][-1].tolist() == [0, 0, 0, 1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_loss_at_all_is_said(language: str) -> None:
    page = visit(loss="given", delta="0", lang=language)
    assert texts(language)("backprop-look-nothing") in [c.value for c in page.main.caption]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_gradient_beyond_all_floats_is_said(language: str) -> None:
    edits = "U_n.1.1 1e160 W_n.1.1 0 b_n.1 0 W_r.1.1 0 U_r.1.1 0 b_r.1 0 h0.1 0"
    page = visit(back="own", units="1", edits=edits, lang=language)
    assert [error.value for error in page.error] == [texts(language)("backprop-overflow")]
    assert not components(page, "gru_player_backward")
