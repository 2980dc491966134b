"""The exports as a person gets them: downloaded from the page, they show the same digits."""

import csv
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Download, Page, expect

from gru_viz import links
from gru_viz.whatif import Hold
from tests.browser.rig import open_app
from tests.browser.test_player import row, trace_of

NewPage = Callable[..., Page]
LINK = {"lang": "en", "edits": "W_r.2.1 0.5 x.2.1 0.75", "t": "4"}
STATE = links.State(edits={("W_r", 1, 0): 0.5, ("x", 1, 0): 0.75}, t=4)


def save(page: Page, name: str) -> Path:
    button = page.get_by_role("button", name=name, exact=True)
    with page.expect_download() as download:
        button.click()
    got: Download = download.value
    return Path(got.path())


@pytest.fixture
def opened(page: Page) -> Page:
    """The page with the exports open."""
    open_app(page, LINK)
    page.get_by_role("button", name="Export").click()
    expect(page.get_by_role("button", name="LaTeX")).to_be_visible()
    return page


def test_data(opened: Page) -> None:
    h = trace_of(STATE).h
    written = json.loads(save(opened, "Data (JSON)").read_text("utf-8"))
    assert written["h"] == h.tolist()
    with save(opened, "Data (CSV)").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [float(r["h"]) for r in rows] == h[1:].ravel().tolist()


def test_code_prints_the_numbers_on_screen(opened: Page) -> None:
    script = save(opened, "NumPy code")
    printed = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, check=True
    ).stdout
    shown = row(opened, "h")
    numbers = [float(n) for line in printed.splitlines() for n in line.split() if _is_number(n)]
    assert set(shown) <= set(numbers)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def test_worked_steps_of_this_timestep_or_of_all(opened: Page) -> None:
    here = save(opened, "LaTeX").read_text("utf-8")
    assert "t = 4" in here
    assert "t = 3, " not in here
    opened.get_by_role("radio", name="all timesteps").click()
    expect(opened.get_by_role("radio", name="all timesteps")).to_be_checked()
    markdown = save(opened, "Markdown").read_text("utf-8")
    assert all(f"t = {t}" in markdown for t in range(1, 6))


def test_steps_that_are_too_many_are_refused_before_the_click(page: Page) -> None:
    open_app(page, {"lang": "en", "series": "sunspots", "units": "64"})
    page.get_by_role("button", name="Export").click()
    page.get_by_role("radio", name="all timesteps").click()
    page.get_by_role("radio", name="all units").click()
    expect(page.get_by_text("Choose fewer units or timesteps")).to_be_visible()
    expect(page.get_by_role("button", name="LaTeX")).to_be_disabled()


def test_the_walk_opens_from_disk_and_shows_the_same_digits(
    new_page: NewPage, tmp_path: Path
) -> None:
    state = links.State(hold=(Hold("z", 2, 3, 4, 0.5),), t=4, unit=2, lang="ko")
    page = new_page()
    open_app(page, links.write(state))
    page.get_by_role("button", name="내보내기").click()
    walk = tmp_path / "gru.html"
    walk.write_bytes(save(page, "전체 과정을 웹 페이지로 (HTML)").read_bytes())
    digits = {name: row(page, name) for name in "rznh"}
    sums = page.locator(".sums").all_text_contents()

    offline = page.context.browser.new_context(offline=True)
    try:
        alone = offline.new_page()
        alone.goto(walk.as_uri())
        expect(alone.locator(".place")).to_contain_text("t = 4")
        assert {name: row(alone, name) for name in "rznh"} == digits
        assert alone.locator(".sums").all_text_contents() == sums
        expect(alone.locator("[data-place]")).to_have_count(0)
        alone.keyboard.press("ArrowRight")
        expect(alone.locator(".place")).to_contain_text("t = 5")
    finally:
        offline.close()
