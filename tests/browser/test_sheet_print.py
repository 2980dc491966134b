"""Sheets on paper: their pages, with nothing cut, no heading left alone, and a number on each."""

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from gru_viz.locales import LANGUAGES, texts
from gru_viz.syllabus import KINDS
from tests.browser.rig import accessibility_faults, open_app

EVERY_KIND = "7 " + " ".join(f"{kind}.1" for kind in KINDS)
PAPER_WIDTH = 680  # px: of A4 between its margins
EVERY_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)

# Whatever holds formulas, drawings or tables, and reaches beyond its box or the paper.
CUT = """paper => [...paper.querySelectorAll(
    ".rows, .right, .given, .given > span, .blanks li, .answers li, .curves, table, td, p, h3, math"
  )].filter(element => {
    const box = element.getBoundingClientRect(), around = paper.getBoundingClientRect();
    return box.width && (box.right > around.right + 1 || box.left < around.left - 1
      || element.tagName !== "math" && element.scrollWidth > element.clientWidth + 1
         && getComputedStyle(element).display !== "inline");
  }).map(element => `${element.tagName} ${element.className} ${element.textContent}`)"""


def open_sheet(page: Page, sheet: str, language: str = "en", notation: str = "") -> None:
    query = {"part": "sheet", "sheet": sheet, "lang": language}
    open_app(page, query | ({"notation": notation} if notation else {}), "/practice", ".sheet")


def printed(page: Page) -> bytes:
    """The PDF that the browser's print makes."""
    return page.pdf(prefer_css_page_size=True)


def count_of_pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


def cut(page: Page) -> list[str]:
    return page.locator(".paper").evaluate(CUT)


@EVERY_LANGUAGE
def test_problems_table_and_key_begin_on_pages_of_their_own(page: Page, language: str) -> None:
    # Each of them would leave room on its page for the next one.
    open_sheet(page, "7 gate.1", language)
    assert count_of_pages(printed(page)) == 3
    open_sheet(page, "7 parameters.1", language)
    assert count_of_pages(printed(page)) == 2  # which needs no table


@pytest.mark.parametrize("notation", ["", "torch", "tf1", "ng"])
def test_nothing_is_cut_on_paper(page: Page, notation: str) -> None:
    page.set_viewport_size({"width": PAPER_WIDTH, "height": 900})
    page.emulate_media(media="print")
    for language in LANGUAGES:
        open_sheet(page, EVERY_KIND, language, notation)
        assert not cut(page)


@EVERY_LANGUAGE
def test_each_page_has_its_number_and_no_heading_stands_at_its_end(
    page: Page, language: str, tmp_path: Path
) -> None:
    if not shutil.which("pdftotext"):
        pytest.skip("poppler's pdftotext, which reads the pages, is not on this machine")
    open_sheet(page, EVERY_KIND, language, "torch")
    (tmp_path / "sheet.pdf").write_bytes(pdf := printed(page))
    pages = [lines_of_page(tmp_path / "sheet.pdf", k) for k in range(1, count_of_pages(pdf) + 1)]
    said = texts(language)
    titles = {said(f"practice-kind-{kind}") for kind in KINDS}
    for number, (*lines, foot) in enumerate(pages, start=1):
        assert foot.split() in ([f"{number}/{len(pages)}"], [str(number), "/", str(len(pages))])
        if lines:  # all else is room to work
            assert lines[-1].partition(". ")[2] not in titles
            assert not re.match(r"t = \d", lines[-1])
    firsts = [lines[0] for lines in pages]
    assert said("sheet-title") in firsts[0]
    assert said("sheet-key") in firsts
    # A problem stands with what it asks for on one page, once as a problem and once solved.
    heads = [
        line for lines in pages for line in lines if re.fullmatch(r"\d+\. (.*)", line)
        and line.partition(". ")[2] in titles
    ]  # fmt: skip
    assert len(heads) == 2 * len(KINDS)


def lines_of_page(pdf: Path, number: int) -> list[str]:
    """The lines of a page from top to bottom, the empty ones left out."""
    command = ["pdftotext", "-layout", "-f", str(number), "-l", str(number), str(pdf), "-"]
    text = subprocess.run(command, check=True, capture_output=True).stdout.decode()
    return [line.strip() for line in text.replace("\f", "").splitlines() if line.strip()]


def test_paper_is_white_and_alone_whatever_the_screen_is(new_page: Callable[..., Page]) -> None:
    page = new_page(color_scheme="dark")
    open_sheet(page, "7 gate.1")
    page.emulate_media(media="print", color_scheme="dark")
    colours = page.locator(".paper").evaluate(
        "paper => [getComputedStyle(paper).color,"
        " getComputedStyle(document.querySelector('.stApp')).backgroundColor]"
    )
    assert colours == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    for part in ('[data-testid="stSidebar"]', ".st-key-screen-sheet", ".st-key-top"):
        assert not page.locator(part).first.is_visible()


@EVERY_LANGUAGE
def test_a_phone_shows_the_whole_sheet(page: Page, language: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_sheet(page, EVERY_KIND, language, "torch")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert not cut(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_sheet_is_accessible(new_page: Callable[..., Page], scheme: str) -> None:
    page = new_page(color_scheme=scheme)
    open_sheet(page, "7 matrices.1 graph.1 gradient.1")
    assert not [fault for fault in accessibility_faults(page) if fault.is_ours]
