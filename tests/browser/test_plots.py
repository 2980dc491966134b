"""The plots in real Chromium: they follow the player, move it, and keep their zoom."""

import base64
import json
import re
from collections.abc import Callable
from itertools import product
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Locator, Page, expect

from gru_viz import palette
from gru_viz.locales import texts
from tests.browser.rig import ROOT, open_app

CURSOR = """plot => plot._fullLayout.shapes.filter(s => s.name === "cursor").map(s => s.x0 + 0.5)"""
RANGE = """(plot, ends) =>
  plot._fullLayout.xaxis.range.every((end, i) => Math.abs(end - ends[i]) < 0.3)"""  # some pixels


@pytest.fixture
def plots(page: Page) -> Locator:
    open_app(page, {"series": "noise", "units": "3", "t": "5"})
    return drawn(page)


def drawn(page: Page) -> Locator:
    page.set_viewport_size({**page.viewport_size, "height": 1600})  # both are in sight, and drawn
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


def test_a_click_moves_the_player_there(page: Page, plots: Locator) -> None:
    places = ((0, 0.3), (0, 0.75), (1, 0.35))  # which plot, and how far down
    for (number, row), t in product(places, (12, 30, 13)):
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
    assert h[1] == pytest.approx(texts, abs=5.1e-4)
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


@pytest.mark.parametrize(("lang", "scheme"), [("en", "light"), ("ko", "dark")])
def test_each_plot_can_be_taken_away_as_it_is_on_screen(
    new_page: Callable[..., Page], lang: str, scheme: str
) -> None:
    page = new_page(color_scheme=scheme)
    open_app(page, {"series": "noise", "units": "3", "unit": "2", "t": "5", "lang": lang})
    plots = drawn(page)
    surface = plots.nth(0).evaluate("plot => plot._fullLayout.paper_bgcolor")
    ink = plots.nth(0).evaluate("plot => plot._fullLayout.font.color")
    theme = palette.LIGHT if scheme == "light" else palette.DARK
    assert (surface, ink) == (theme.surface, theme.muted)
    for i, name in enumerate(("gru-gates", "gru-unit-2")):
        box = plots.nth(i).bounding_box()
        assert box
        png, svg = (saved(page, i, format, lang) for format in ("png", "svg"))
        assert (png.name, svg.name) == (f"{name}.png", f"{name}.svg")

        content = png.read_bytes()
        assert content[:8] == b"\x89PNG\r\n\x1a\n"
        size = [int.from_bytes(content[at : at + 4]) for at in (16, 20)]
        assert size == pytest.approx([3 * box["width"], 3 * box["height"]], abs=6)
        corner = page.evaluate(CORNER, base64.b64encode(content).decode())
        assert corner == [*(int(surface[k : k + 2], 16) for k in (1, 3, 5)), 255]

        drawing = ElementTree.fromstring(svg.read_bytes())
        assert drawing.tag == "{http://www.w3.org/2000/svg}svg"
        written = "".join(drawing.itertext())
        title = texts(lang)("figure-h" if i == 0 else "figure-memory-note")
        assert title.replace(" ", "") in written.replace(" ", "").replace("\xa0", "")
        assert "t = 5" in written.replace("\xa0", " ")


CORNER = """async png => {
  const image = new Image();
  image.src = "data:image/png;base64," + png;
  await image.decode();
  const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
  context.drawImage(image, 0, 0);
  return [...context.getImageData(2, 2, 1, 1).data];
}"""


def saved(page: Page, plot: int, format: str, lang: str) -> Path:
    """The file that a plot's button gives, pressed by keyboard; under its own name."""
    name = texts(lang)("figure-save", format=format.upper())
    button = page.get_by_role("button", name=name, exact=True).nth(plot)
    box = button.bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 24
    button.focus()
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    path = download.value.path()
    return path.rename(path.with_name(download.value.suggested_filename))


def test_a_frame_draws_one_plot_and_of_each_the_last_figure_it_was_given(page: Page) -> None:
    ui = ROOT / "gru_viz" / "ui"
    page.set_content(f"<main>{(ui / 'plots.html').read_text('utf-8')}</main>")
    drawn = page.evaluate(GIVEN_FASTER_THAN_DRAWN, (ui / "plots.js").read_text("utf-8"))
    assert [figure for _, figure in drawn] == ["first plot, 3", "second plot, 2"]
    assert drawn[0][0] < drawn[1][0]


# Gives two plots several figures at once; tells in which frames which were drawn.
GIVEN_FASTER_THAN_DRAWN = """async script => {
  const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const { default: mount } = await import(url);
  const drawn = [];
  let frame = 0;
  const react = (plot, [{ name }]) => {
    plot.on = () => {};
    drawn.push([frame, name]);
  };
  window.Plotly = { react, Plots: { resize() {} } };
  globalThis.IntersectionObserver = class { observe() {} };
  const layout = { shapes: [], xaxis: { range: [0, 1] }, height: 100, uirevision: "T=1" };
  const parentElement = document.querySelector("main");
  const give = (...names) => {
    const plots = names.map((name) => ({
      figure: JSON.stringify({ data: [{ name }], layout }), alt: "", name: "",
    }));
    mount({ parentElement, setStateValue() {}, data: { asked: 0, version: "", plots, save: {} } });
  };
  const next = () => new Promise(requestAnimationFrame);
  const count = () => {
    frame += 1;
    requestAnimationFrame(count);
  };
  requestAnimationFrame(count);
  give("first plot, 1", "second plot, 1");
  give("first plot, 2", "second plot, 2");
  give("first plot, 3", "second plot, 2");
  for (let i = 0; i < 100 && drawn.length < 2; i++) await next();
  await next();
  return drawn;
}"""


def test_the_untouched_run_stands_behind_a_changed_one(page: Page) -> None:
    open_app(page, {"series": "noise", "units": "3", "unit": "2", "t": "5", "hold": "z.2.3.9 1"})
    plots = drawn(page)
    moved = plots.nth(0).evaluate("plot => [...plot._fullData.at(-1).z].map(row => [...row])")
    assert {row[2] for row in moved} == {0}  # nothing is held before t = 3
    assert any(moved[1][3:])
    dashed = "plot => plot._fullData.filter(({ line }) => line?.dash === 'dash').length"
    assert plots.nth(1).evaluate(dashed) == 3
    label = plots.nth(1).get_attribute("aria-label")
    assert label
    assert "z is held at t = 3–9" in label
