"""Trained weights in a browser: a framework's file in, its states on screen, and out again."""

import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from gru_viz import weight_files
from gru_viz.layouts.recognise import recognise
from gru_viz.locales import texts
from tests.browser.rig import APP, PLAYER, choose, open_app
from tests.browser.test_accessibility import expect_no_fault
from tests.browser.test_exports import save

NewPage = Callable[..., Page]
REFERENCE = Path(__file__).parents[1] / "weight_files" / "reference"
PATH, FIELD = "/trained", "[data-testid=stFileUploader]"
ALERT = "[data-testid=stAlert]"


def upload(page: Page, name: str) -> None:
    page.locator(f"{FIELD} input[type=file]").set_input_files(REFERENCE / name)


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize(("lang", "scheme"), [("ko", "light"), ("en", "dark")])
def test_axe_finds_nothing(new_page: NewPage, lang: str, scheme: str, width: int) -> None:
    page = new_page(color_scheme=scheme, viewport={"width": width, "height": 800})
    open_app(page, {"lang": lang, "notation": "torch"}, PATH, ready=FIELD)
    upload(page, "torch_stacked.safetensors")
    expect(page.get_by_text(texts(lang)("trained-map")).first).to_be_visible()
    # While the script runs, what was on screen before fades, which takes its colours along.
    expect(page.locator(APP)).to_have_attribute("data-test-script-state", "notRunning")
    page.wait_for_function(
        "[...document.querySelectorAll('[data-testid=stElementContainer]')]"
        ".every((node) => node.dataset.stale !== 'true' && getComputedStyle(node).opacity === '1')"
    )
    expect_no_fault(page)
    main = page.locator("[data-testid=stMain]")
    assert main.evaluate("node => node.scrollWidth <= node.clientWidth")


def test_a_file_of_two_layers_is_shown_with_the_states_of_its_framework(page: Page) -> None:
    with np.load(REFERENCE / "torch_stacked.expected.npz") as expected:
        x, h = expected["x/0"][:, 0], expected["h/1/forward"]
    link = {"lang": "en", "seq": ", ".join(map(str, x.tolist())), "decimals": "6"}
    open_app(page, link, PATH, ready=FIELD)
    upload(page, "torch_stacked.safetensors")
    page.get_by_text("Layer 2, forward").click()
    page.get_by_role("button", name="Use these weights").click()
    expect(page.locator(f"{PLAYER} .place")).to_contain_text("of 60")
    page.get_by_role("button", name="Last timestep").click()
    result = page.locator(f"{PLAYER} .equation.q-h .value.q-h")
    expect(result).to_have_text(f"{h[-1, 0]:.6f}".replace("-", "\N{MINUS SIGN}"))


def test_a_file_that_leaves_it_open_is_asked_about(page: Page) -> None:
    open_app(page, {"lang": "en"}, PATH, ready=FIELD)
    upload(page, "keras_no_bias.weights.h5")
    expect(page.locator(ALERT)).to_contain_text("isn't written")
    expect(page.get_by_role("button", name="Use these weights")).to_have_count(0)
    choose(page, "Layout", "Keras, reset before")
    page.get_by_role("button", name="Use these weights").click()
    expect(page.locator(ALERT)).to_contain_text("2 features")
    page.get_by_role("button", name="Try random numbers").click()
    expect(page.locator(f"{PLAYER} .place")).to_contain_text("of 30")
    expect(page.get_by_role("textbox", name="Numbers or words")).to_have_value(re.compile(", "))


def test_a_pickle_gets_the_lines_that_make_a_file_of_it(page: Page, tmp_path: Path) -> None:
    (tmp_path / "model.pt").write_bytes(b"\x80\x02}q\x00.")
    open_app(page, {"lang": "en"}, PATH, ready=FIELD)
    page.locator(f"{FIELD} input[type=file]").set_input_files(tmp_path / "model.pt")
    expect(page.locator(ALERT)).to_contain_text("pickle")
    expect(page.locator("[data-testid=stCode]").first).to_contain_text("save_file")


def test_weights_go_out_as_they_came_in(page: Page) -> None:
    open_app(page, {"lang": "en"}, PATH, ready=FIELD)
    upload(page, "torch_float64.safetensors")
    page.get_by_role("button", name="Use these weights").click()
    page.get_by_role("link", name="Trained weights").click()
    saved = save(page, "Save gru.safetensors")
    (out,) = recognise(weight_files.read("gru.safetensors", saved.read_bytes()))
    path = REFERENCE / "torch_float64.safetensors"
    (given,) = recognise(weight_files.read(path.name, path.read_bytes()))
    assert out.notations == given.notations == ("torch",)
    for name, array in given.levels[0].parts[0].arrays.items():
        assert (out.levels[0].parts[0].arrays[name] == array).all()


def test_undo_leads_back_past_what_could_not_be_computed(page: Page) -> None:
    """Two features for a sequence of one: the step between the file and the random numbers."""
    open_app(page, {"lang": "en"}, PATH, ready=FIELD)
    upload(page, "torch_gru.safetensors")
    page.get_by_role("button", name="Use these weights").click()
    page.get_by_role("button", name="Try random numbers").click()
    expect(page.locator(f"{PLAYER} .place")).to_contain_text("of 30")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(f"{PLAYER} .place")).to_contain_text("of 5")
    expect(page.get_by_role("textbox", name="Numbers or words")).to_have_value(
        "0.3, -1.2, 2.5, 0, 1"
    )
    expect(page.locator(ALERT)).to_have_count(0)
