"""The walk as one file, opened from disk without a network; and the diagram as an SVG file."""

import re
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Any, Literal
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from gru_viz import palette, player, sequences, weights
from gru_viz.cells import gru
from gru_viz.locales import texts
from gru_viz.player.page import page as walk
from gru_viz.player.payload import Seek, pack
from gru_viz.variants import own
from tests.browser.rig import accessibility_faults, watch

VARIANTS = [gru.Variant(u, r) for u in ("renews", "keeps") for r in ("before", "after")]
NUMBERS = "0.3, -1.2, 2.5, 0, 1"
SENTENCE = "나는 어제 학교에 갔다."
SVG = "{http://www.w3.org/2000/svg}"
JS = Path(player.__file__).parent / "js"


class Walk:
    """A run and its page; ``open(hash)`` opens it offline in a tab of its own.

    color_scheme: "light" or "dark", as the system would have it.
    """

    def __init__(self, trace: gru.Trace, file: Path, offline: BrowserContext) -> None:
        self.trace, self.file, self.offline = trace, file, offline
        self.opened: list[tuple[Page, list[str]]] = []

    def open(self, hash: str = "", color_scheme: Literal["light", "dark"] = "light") -> Page:
        page = self.offline.new_page()
        page.emulate_media(color_scheme=color_scheme)
        self.opened.append((page, watch(page, self.file.as_uri())))
        page.goto(self.file.as_uri() + hash)
        expect(page.locator("svg.cell")).to_be_visible()
        return page


@pytest.fixture(scope="module")
def offline(browser: Browser) -> Iterator[BrowserContext]:
    """A browser without a network. A walk keeps nothing in it, so all tests share the one."""
    context = browser.new_context(viewport={"width": 1280, "height": 720}, locale="en-US")
    context.set_offline(True)
    yield context
    context.close()


@pytest.fixture
def make(offline: BrowserContext, tmp_path: Path) -> Iterator[Callable[..., Walk]]:
    """``make(text, …)`` writes a walk to disk. At the end, nothing may have gone wrong in it."""
    made: list[Walk] = []

    def write(
        text: str = NUMBERS,
        variant: gru.Variant | None = None,
        units: int = 4,
        language: str = "en",
        title: str = "GRU gates",
        seek: Seek = Seek(0, 3, 1),  # noqa: B008 (frozen)
        **options: Any,
    ) -> Walk:
        variant = variant or gru.Variant()
        sequence = sequences.parse(text)
        drawn = weights.random(sequence.x.shape[1], units, 7, 1.0, own(variant))
        trace = gru.forward(drawn.params, sequence.x, drawn.h0, variant)
        data = pack(trace, sequence, texts(language), seek=seek, **options)
        file = tmp_path / f"{len(made)}.html"
        file.write_bytes(walk(data, texts(language), title))
        made.append(Walk(trace, file, offline))
        return made[-1]

    yield write
    faults = []
    for page, noted in (opened for one in made for opened in one.opened):
        page.close()
        faults += noted
    assert not faults, "\n".join(faults)


def row(page: Page, name: str) -> list[float]:
    cells = page.locator("table.strip tbody tr", has=page.locator(f"th.q-{name}"))
    computed = cells.locator("td:not(.nothing, .first)")  # at t = 0 there is only h
    return [number(text) for text in computed.all_inner_texts()]


def number(text: str) -> float:
    return float(text.replace("−", "-"))


def expect_place(page: Page, t: int, T: int) -> None:
    expect(page.locator(".place")).to_contain_text(f"t = {t} of {T}")


def expect_stage(page: Page, name: str) -> None:
    expect(page.locator("section.equation.active")).to_have_class(re.compile(f"q-{name}"))


def expect_unit(page: Page, unit: int) -> None:
    expect(page.locator(".units [aria-pressed=true]")).to_have_text(str(unit))


# --- the walk ------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [NUMBERS, SENTENCE], ids=["numbers", "tokens"])
@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_its_digits_are_the_traces(make, variant: gru.Variant, text: str) -> None:
    one = make(text, variant, decimals=6, seek=Seek(0, 2, 3))
    page, trace = one.open(), one.trace
    for t in (2, 3):
        for name, values in (("r", trace.r), ("z", trace.z), ("n", trace.n), ("h", trace.h[1:])):
            assert row(page, name) == pytest.approx(values[:, 2], abs=5.1e-7)
            shown = page.locator(f"section.q-{name} .value").last.text_content()
            assert number(shown) == pytest.approx(values[t - 1, 2], abs=5.1e-7)
        page.keyboard.press("ArrowRight")
        expect_place(page, t + 1, 5)


def test_every_key_steps_without_a_click(make) -> None:
    page = make(seek=Seek(0, 1, 1)).open()
    page.keyboard.press("ArrowRight")
    expect_place(page, 2, 5)
    page.keyboard.press("ArrowLeft")
    expect_place(page, 1, 5)
    page.keyboard.press("End")
    expect_place(page, 5, 5)
    page.keyboard.press("Home")
    expect_place(page, 1, 5)
    page.keyboard.press("3")
    expect_unit(page, 3)
    page.keyboard.press("ArrowUp")
    expect_stage(page, "n")
    page.keyboard.press("ArrowDown")
    expect_stage(page, "h")
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    expect_place(page, 2, 5)
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Play")).to_be_visible()


def test_the_keys_stay_after_a_click_beside_the_player_and_on_a_button_that_goes_out(make) -> None:
    page = make(seek=Seek(0, 2, 1)).open()
    page.locator("h1").click()
    page.keyboard.press("Home")
    expect_place(page, 1, 5)
    page.get_by_role("button", name="Last timestep").click()  # which this click disables
    expect_place(page, 5, 5)
    page.keyboard.press("Home")
    expect_place(page, 1, 5)


def test_one_press_of_a_key_is_one_step(make) -> None:
    page = make(seek=Seek(0, 1, 1)).open()
    page.locator(".strip-window").focus()
    page.keyboard.press("ArrowRight")
    page.locator("h1").click()
    page.keyboard.press("ArrowRight")
    expect_place(page, 3, 5)


def test_it_opens_at_the_place_in_its_address(make) -> None:
    page = make().open("#t=4&unit=2&stage=1")
    expect_place(page, 4, 5)
    expect_unit(page, 2)
    expect_stage(page, "r")


def test_its_address_follows_and_the_way_back_stays_as_it_was(make) -> None:
    page = make().open()
    entries = page.evaluate("history.length")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("2")
    page.wait_for_url(re.compile(r"#t=4&unit=2&stage=4$"))
    page.keyboard.press("ArrowUp")
    page.wait_for_url(re.compile(r"#t=4&unit=2&stage=3$"))
    assert page.evaluate("history.length") == entries
    page.reload()
    expect_place(page, 4, 5)
    expect_unit(page, 2)
    expect_stage(page, "n")


def test_a_link_inside_the_page_steps_it(make) -> None:
    page = make().open("#t=2&unit=2")
    page.evaluate("location.hash = 't=5'")
    expect_place(page, 5, 5)
    expect_unit(page, 2)


ODD = [
    "#",
    "#t=0&unit=0&stage=0",
    "#t=6&unit=5&stage=5",
    "#t=-1&unit=1.5&stage=x",
    "#t=NaN&unit=Infinity&stage=",
    "#%&t==&&unit&__proto__=1",
    "#<img src=x onerror=alert(1)>",
]


def test_what_is_odd_in_its_address_is_ignored(make) -> None:
    one = make(seek=Seek(0, 3, 2))
    page = one.open()
    for hash in ODD:
        open_again(page, one, hash)
        expect(page.locator(".place"), hash).to_contain_text("t = 3 of 5")
        expect(page.locator(".units [aria-pressed=true]"), hash).to_have_text("2")
        expect(page.locator("section.equation.active"), hash).to_have_class(re.compile("q-h"))


def open_again(page: Page, one: Walk, hash: str) -> None:
    """Open a walk in the tab that it is open in, as at first."""
    page.goto("about:blank")  # else only the # would be gone to
    page.goto(one.file.as_uri() + hash)
    expect(page.locator("svg.cell")).to_be_visible()


def test_markup_in_a_token_and_in_the_title_is_text(make) -> None:
    token = "</script><img/src=x/onerror=document.title='gone'>"
    page = make(f"나는 {token} 갔다", title=token, seek=Seek(0, 2, 1)).open()
    assert page.locator("td.token").all_inner_texts() == ["나는", token, "갔다"]
    assert page.locator("h1").inner_text() == token
    assert page.title() == token
    assert page.locator("img").count() == 0


def test_a_script_that_is_not_the_players_does_not_run(make, tmp_path: Path) -> None:
    one = make()
    document = one.file.read_text("utf-8")
    one.file.write_text(
        document.replace("</main>", "<script>document.title = 'gone'</script>"), "utf-8"
    )
    page = one.open()
    assert page.title() == "GRU gates"
    [(_, noted)] = one.opened
    assert "Content Security Policy" in noted.pop()


@pytest.mark.parametrize("language", ["en", "ko"])
def test_it_is_accessible(make, language: str) -> None:
    page = make(SENTENCE if language == "ko" else NUMBERS, language=language).open()
    wrong = []
    for scheme, width in product(("light", "dark"), (1280, 390)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 720})
        page.wait_for_function(IS_STILL)  # a colour on its way to another would be judged too
        theme = palette.DARK if scheme == "dark" else palette.LIGHT
        background = page.evaluate("getComputedStyle(document.body).backgroundColor")
        found = {
            "axe": accessibility_faults(page),
            "background": hex_of(background),
            "width": page.evaluate("document.documentElement.scrollWidth"),
        }
        right = {"axe": [], "background": theme.surface.lower(), "width": width}
        if found != right:
            wrong.append(f"{scheme}, {width} px: {found}")
    assert not wrong, "\n".join(wrong)


IS_STILL = "() => document.getAnimations().every((one) => one.playState !== 'running')"


def test_a_screen_of_a_laptop_shows_it_all(make) -> None:
    page = make(SENTENCE, gru.Variant("keeps", "after"), language="ko").open()
    assert page.evaluate("document.documentElement.scrollHeight") <= 720


def test_a_step_is_printed_on_one_sheet(make) -> None:
    text = ", ".join(str(n / 10) for n in range(40))
    one = make(text, units=10)
    page = one.open(color_scheme="dark")
    wrong = []
    for t in (1, 20, 40):
        page.emulate_media(media="null")  # whatever is asked for; the PDF asks for print
        open_again(page, one, f"#t={t}")
        expect_place(page, t, 40)
        sheets = [
            len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", landscape=landscape)))
            for landscape in (False, True)
        ]
        page.emulate_media(media="print")
        expect(page.locator("th.current")).to_be_visible()
        columns = page.locator("thead th:not(.before):visible").all_inner_texts()
        near = [str(n) for n in range(max(1, t - 4), min(40, t + 4) + 1)]
        if (sheets, columns) != ([1, 1], near):
            wrong.append(f"t = {t}: {sheets} sheets, columns {columns}")
    assert not wrong, "\n".join(wrong)


def test_the_largest_run_steps_too(make) -> None:
    text = ", ".join(str(n % 7 - 3) for n in range(512))
    one = make(text, units=64, decimals=6, seek=Seek(0, 500, 40))
    page = one.open()
    expect_place(page, 500, 512)
    assert row(page, "h") == pytest.approx(one.trace.h[1:, 39], abs=5.1e-7)
    page.keyboard.press("ArrowRight")
    expect_place(page, 501, 512)


# --- the diagram as a file -----------------------------------------------------------------


def with_cell(page: Page, expression: str) -> Any:
    """The value of an expression about ``cell``, the diagram on screen."""
    script = "".join((JS / f"{name}.js").read_text("utf-8") for name in ("dom", "picture"))
    return page.locator("svg.cell").evaluate(f"(cell) => {{ {script}; return {expression}; }}")


def picture_file(page: Page) -> str:
    """The SVG document of the diagram on screen."""
    return with_cell(page, "cellPicture(cell)")


def picture(page: Page) -> ElementTree.Element:
    return ElementTree.fromstring(picture_file(page).encode())


def labels(drawing: ElementTree.Element) -> list[str]:
    """The texts of a picture, without the halos below them."""
    texts = [text for text in drawing.iter(f"{SVG}text") if text.get("aria-hidden") is None]
    return ["".join(text.itertext()) for text in texts]


def hex_of(colour: str) -> str:
    return "#" + "".join(f"{int(part):02x}" for part in re.findall(r"\d+", colour)[:3])


@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_the_picture_holds_the_values_of_its_step(make, variant: gru.Variant) -> None:
    one = make(variant=variant, decimals=4, seek=Seek(0, 4, 2))
    drawing, trace = picture(one.open()), one.trace
    written = [number(m[0]) for text in labels(drawing) if (m := re.search(r"−?\d\.\d{4}$", text))]
    expected = [trace.h[3], trace.h[4], trace.kept[3], trace.written[3], trace.n[3]]
    expected += [trace.r[3], trace.z[3], 1 - trace.z[3], trace.rq[3]]
    expected += [trace.q[3]] if variant.reset == "after" else []
    assert sorted(written) == pytest.approx(sorted(values[1] for values in expected), abs=5.1e-5)


def test_the_picture_follows_a_step_at_once(make) -> None:
    page = make(decimals=4).open("#t=1&stage=1")
    press = "new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true })"
    text = with_cell(page, f"(document.body.dispatchEvent({press}), cellPicture(cell))")
    expect_stage(page, "z")
    lit = palette.LIGHT.fill.z.lower()
    boxes = [rect.get("fill") for rect in ElementTree.fromstring(text.encode()).iter(f"{SVG}rect")]
    assert lit in boxes  # not some colour on the way to it


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_picture_stands_for_itself(make, scheme: str) -> None:
    theme = palette.DARK if scheme == "dark" else palette.LIGHT
    page = make(SENTENCE, language="ko").open(color_scheme=scheme)
    drawing = picture(page)
    assert drawing.tag == f"{SVG}svg"
    assert drawing[0].tag == f"{SVG}title"
    assert drawing[0].text == page.locator("svg.cell").get_attribute("aria-label")
    assert drawing[1].get("fill") == theme.surface.lower()
    for node in drawing.iter():
        assert not {"class", "style", "onclick"} & node.attrib.keys()
        assert not any("var(" in value or "light-dark" in value for value in node.attrib.values())
        colours = {node.get("fill", "none"), node.get("stroke", "none")} - {"none"}
        assert all(re.fullmatch("#[0-9a-f]{6}", colour) for colour in colours)
    used = {node.get(paint) for node in drawing.iter() for paint in ("fill", "stroke")}
    assert {getattr(theme.fill, name).lower() for name in "rznhx"} <= used
    x, y, width, height = map(float, drawing.attrib["viewBox"].split())
    assert (float(drawing.attrib["width"]), float(drawing.attrib["height"])) == (width, height)
    assert "“학교에”" in "".join(labels(drawing))


def test_the_picture_looks_as_on_screen(make, tmp_path: Path) -> None:
    """The same text of the same size at the same place, drawn without any style sheet."""
    page = make().open()
    file = tmp_path / "cell.svg"
    file.write_text(picture_file(page), "utf-8")
    on_screen = page.locator("svg.cell .number").evaluate_all(PLACES)
    alone = page.context.new_page()
    alone.goto(file.as_uri())
    in_file = alone.locator("text:not([aria-hidden]) > tspan").evaluate_all(PLACES)
    assert len(on_screen) == 10
    for text, x, y, size in on_screen:
        assert any(
            text == other and (x, y, size) == pytest.approx(place, abs=0.6)
            for other, *place in in_file
        ), text


def test_the_picture_is_saved_as_it_is(make) -> None:
    page = make(SENTENCE, language="ko").open()
    with page.expect_download() as download:
        with_cell(page, "saveFile('cell.svg', 'image/svg+xml', cellPicture(cell))")
    assert download.value.suggested_filename == "cell.svg"
    assert download.value.path().read_text("utf-8") == picture_file(page)


PLACES = """(parts) => parts.map((part) => {
  const { x, y } = part.getStartPositionOfChar(0);
  return [part.textContent, x, y, part.getComputedTextLength()];
})"""
