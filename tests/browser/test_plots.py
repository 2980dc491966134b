"""The plots in real Chromium: they follow the player, move it, and keep their zoom."""

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.rig import open_app

CURSOR = """plot => plot._fullLayout.shapes.filter(s => s.name === "cursor").map(s => s.x0 + 0.5)"""
RANGE = """(plot, ends) =>
  plot._fullLayout.xaxis.range.every((end, i) => Math.abs(end - ends[i]) < 0.3)"""  # some pixels


@pytest.fixture
def plots(page: Page) -> Locator:
    open_app(page, {"series": "noise", "units": "3", "t": "5"})
    return drawn(page)


def drawn(page: Page) -> Locator:
    plots = page.locator(".gru-plot")
    expect(plots.locator(".main-svg").first).to_be_visible()
    expect(plots).to_have_count(2)
    expect(plots.nth(1).locator(".main-svg").first).to_be_visible()
    return plots


def expect_cursor(page: Page, plots: Locator, t: int) -> None:
    """Both plots have every cursor at t."""
    for i in range(2):
        handle = plots.nth(i).element_handle()
        page.wait_for_function(f"plot => ({CURSOR})(plot).every(x => x === {t})", arg=handle)


def at(page: Page, plot: Locator, t: float, row: float) -> tuple[float, float]:
    """Where a timestep is on screen, at a share of the plot's height."""
    plot.scroll_into_view_if_needed()
    x = plot.evaluate(
        "(plot, t) => plot._fullLayout.xaxis._offset + plot._fullLayout.xaxis.d2p(t)", t
    )
    box = plot.bounding_box()
    assert box
    return box["x"] + x, box["y"] + row * box["height"]


def test_the_cursor_follows_the_player_in_both_plots(page: Page, plots: Locator) -> None:
    expect_cursor(page, plots, 5)
    page.keyboard.press("ArrowRight")
    expect_cursor(page, plots, 6)
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect_cursor(page, plots, 4)


@pytest.mark.parametrize(("number", "row"), [(0, 0.3), (0, 0.75), (1, 0.35)])
def test_a_click_moves_the_player_there(
    page: Page, plots: Locator, number: int, row: float
) -> None:
    for t in (12, 30, 12):
        page.mouse.click(*at(page, plots.nth(number), t, row))
        expect(page.locator(".place")).to_contain_text(f"t = {t} of 40")
        page.wait_for_url(re.compile(rf"[?&]t={t}\b"))
        expect_cursor(page, plots, t)


def test_a_tap_moves_the_player_on_a_phone(new_page: Callable[..., Page]) -> None:
    page = new_page(viewport={"width": 390, "height": 844}, has_touch=True)
    open_app(page, {"series": "noise", "t": "5"})
    plots = drawn(page)
    page.touchscreen.tap(*at(page, plots.nth(0), 20, 0.5))
    expect(page.locator(".place")).to_contain_text("t = 20 of 40")


def test_zoom_is_shared_and_survives_steps_units_and_weights(page: Page, plots: Locator) -> None:
    left, right = at(page, plots.nth(0), 10, 0.3), at(page, plots.nth(0), 20, 0.3)
    page.mouse.move(*left)
    page.mouse.down()
    page.mouse.move(*right, steps=5)
    page.mouse.up()
    zoomed = f"plot => ({RANGE})(plot, [10, 20])"

    def expect_zoomed() -> None:
        for i in range(2):
            page.wait_for_function(zoomed, arg=plots.nth(i).element_handle())

    expect_zoomed()
    page.keyboard.press("ArrowRight")
    page.wait_for_url(re.compile("t=6"))
    expect_zoomed()
    page.locator(".units button").nth(2).click()
    page.wait_for_url(re.compile("unit=3"))
    expect_zoomed()
    page.get_by_role("radio", name="z keeps").click()
    page.wait_for_url(re.compile("update=keeps"))
    expect_zoomed()
    page.mouse.dblclick(*at(page, plots.nth(1), 15, 0.3))
    page.wait_for_function(
        f"plot => ({RANGE})(plot, [-0.5, 40.5])",
        arg=plots.nth(0).element_handle(),
    )


def test_the_plots_hold_the_traces_numbers_and_say_what_is_seen(page: Page, plots: Locator) -> None:
    shown = plots.nth(0).evaluate(
        "plot => JSON.stringify([...plot._fullData.at(-1).z].map(row => [...row]))"
    )
    h = json.loads(shown)
    strip = page.locator("table.strip tbody tr", has=page.locator("th.q-h")).locator("td")
    texts = [float(text.replace("−", "-")) for text in strip.all_inner_texts()]
    assert h[1][1:] == pytest.approx(texts, abs=5.1e-4)
    label = plots.nth(0).get_attribute("aria-label")
    assert label
    assert "Heatmaps" in label


def test_hidden_timesteps_are_hidden_in_the_plots_too(page: Page) -> None:
    open_app(page, {"series": "noise", "t": "5", "future": "hidden"})
    plots = drawn(page)
    columns = "plot => plot._fullData.at(-1).z[0].length"
    assert plots.nth(0).evaluate(columns) == 1 + 5
    page.keyboard.press("ArrowRight")
    page.wait_for_function(f"plot => ({columns})(plot) === 7", arg=plots.nth(0).element_handle())


def test_plots_take_the_themes_colours(new_page: Callable[..., Page]) -> None:
    inks = []
    for scheme in ("light", "dark"):
        page = new_page(color_scheme=scheme)
        open_app(page)
        plot = drawn(page).nth(0)
        inks.append(plot.evaluate("plot => plot._fullLayout.font.color"))
    assert inks[0] != inks[1]
