"""The Compare page in a browser: three cells walk in step, and show the numbers of their runs."""

import re
from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from gru_viz import links, sequences, trio, weights
from gru_viz.cells import gru
from gru_viz.locales import texts
from gru_viz.trio import Three
from tests.browser.rig import open_app
from tests.browser.test_accessibility import expect_no_fault, turn_sidebar

NewPage = Callable[..., Page]
PATH = "/compare"
PLOT = ".gru-plot .main-svg"
TABLE = ".paper table.cells"
CELLS = ("rnn", "lstm", "gru")


def open_page(page: Page, **query: str) -> Locator:
    return open_app(page, query, PATH)


def three_of(state: links.State) -> Three:
    """What NumPy makes of a state with random weights."""
    sequence = sequences.parse(state.seq)
    D = sequence.x.shape[1]
    drawn = weights.random(D, state.units, state.seed, state.scale, state.written)
    run = gru.forward(drawn.params, sequence.x, drawn.h0, state.variant)
    return trio.beside(run, state.seed, state.scale, state.cells_by, state.keep_bias)


def cell(page: Page, name: str) -> Locator:
    return page.locator(f".trio-cell:has(figcaption.cell-{name})")


def numbers(page: Page, name: str) -> list[float]:
    """The numbers on the wires of a cell."""
    shown = cell(page, name).locator("svg.cell .label .number").all_text_contents()
    return [float(text.replace("−", "-")) for text in shown]


def expect_values(page: Page, name: str, *values: float) -> None:
    shown = numbers(page, name)
    for value in values:
        assert any(abs(number - value) < 5.1e-5 for number in shown), (name, value, shown)


def expect_at(page: Page, three: Three, t: int, unit: int) -> None:
    """All three show the numbers of a timestep; the unit from 0."""
    expect(page.locator(".place")).to_contain_text(f"t = {t} of {three.gru.T}")
    r, s, g = three.rnn, three.lstm, three.gru
    row = t - 1
    expect_values(page, "rnn", r.h[row, unit], r.h[t, unit])
    expect_values(
        page,
        "lstm",
        *(a[row, unit] for a in (s.f, s.i, s.o, s.g, s.kept, s.written, s.tanh_c)),
        *(a[k, unit] for a in (s.h, s.c) for k in (row, t)),
    )
    expect_values(
        page,
        "gru",
        *(a[row, unit] for a in (g.keep, 1 - g.keep, g.r, g.n, g.kept, g.written, g.rq)),
        *(g.h[k, unit] for k in (row, t)),
    )


VARIANTS = [gru.Variant(u, r) for u in ("renews", "keeps") for r in ("before", "after")]


@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_the_three_step_together_through_the_numbers_of_their_runs(
    page: Page, variant: gru.Variant
) -> None:
    state = links.State(
        update=variant.update, reset=variant.reset, decimals=4, t=1, unit=3, keep_bias=0.5
    )
    player = open_page(page, **links.write(state))
    three = three_of(state)
    expect_at(page, three, 1, 2)
    player.focus()
    for t in (2, 3, 4):
        page.keyboard.press("ArrowRight")
        expect_at(page, three, t, 2)
    page.keyboard.press("End")
    expect_at(page, three, 5, 2)
    page.keyboard.press("Home")
    expect_at(page, three, 1, 2)
    page.keyboard.press("1")
    expect_at(page, three, 1, 0)
    page.locator("table.strip th[scope=col]", has_text="t = 3").click()
    expect_at(page, three, 3, 0)


def test_another_language_in_mid_walk_leaves_the_place(page: Page) -> None:
    state = links.State(t=1, unit=2, decimals=4)
    player = open_page(page, **links.write(state))
    player.focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "3", "ArrowDown"):
        page.keyboard.press(key)
    place = page.locator(".where")
    expect(stage_on(page)).to_have_text(texts("en")("compare-stage-propose"))
    page.wait_for_url(re.compile(r"[?&]t=4\b"))
    page.get_by_role("radio", name="한국어").click()
    expect(place).to_contain_text("t = 4 (총 5시점)")
    expect(stage_on(page)).to_have_text(texts("ko")("compare-stage-propose"))
    expect(cell(page, "gru").locator(".which")).to_contain_text("유닛 3")
    expect(page.locator(TABLE).first).to_contain_text(texts("ko")("compare-part-memory-is"))
    expect_values(page, "lstm", three_of(state).lstm.c[4, 2])


def lit(page: Page, name: str) -> set[str]:
    """The words in the boxes of a cell that are lit."""
    boxes = cell(page, name).locator("svg.cell .box.active .weights")
    return set(boxes.all_text_contents())


def test_up_and_down_walk_through_what_corresponds(page: Page) -> None:
    player = open_page(page, t="2", stage="1")
    player.focus()
    assert [lit(page, name) for name in CELLS] == [set(), {"forget"}, {"update"}]
    page.keyboard.press("ArrowDown")
    assert [lit(page, name) for name in CELLS] == [
        {"new state"},
        {"candidate"},
        {"reset", "candidate"},
    ]
    page.keyboard.press("ArrowDown")
    assert [lit(page, name) for name in CELLS] == [set(), {"input"}, set()]
    active = page.locator("table.strip td.active")
    expect(active).to_have_count(4)  # i, what the GRU writes by, c and its h
    page.keyboard.press("ArrowDown")
    assert [lit(page, name) for name in CELLS] == [set(), {"output"}, set()]
    page.keyboard.press("ArrowDown")
    expect(page.locator(".place")).to_contain_text("t = 3")
    assert lit(page, "lstm") == {"forget"}
    page.keyboard.press("ArrowUp")
    expect(page.locator(".place")).to_contain_text("t = 2")
    assert lit(page, "lstm") == {"output"}


def stage_on(page: Page) -> Locator:
    return page.locator(".stages button[aria-pressed=true]")


def test_the_stages_are_buttons(page: Page) -> None:
    """Each shows its sums, by mouse and by keyboard, and says that it is on."""
    state = links.State(t=3, unit=2, stage=2, decimals=4)
    open_page(page, **links.write(state))
    three = three_of(state)
    says = texts("en")
    group = page.get_by_role("group", name=says("compare-stages"))
    names = [says(f"compare-stage-{name}") for name in ("keep", "propose", "write", "show")]
    buttons = [
        group.get_by_role("button", name=says("player-stage", stage=i + 1, name=name))
        for i, name in enumerate(names)
    ]
    sums = cell(page, "lstm").locator(".cell-sums")

    def expect_on(stage: int, value: float) -> None:
        expect(stage_on(page)).to_have_text([names[stage - 1]])
        expect(buttons[stage - 1]).to_have_attribute("aria-pressed", "true")
        shown = sums.inner_text().replace("−", "-")
        assert float(shown.rstrip().rsplit("=", 1)[1]) == pytest.approx(value, abs=5.1e-5)
        expect(page.locator(".place")).to_contain_text("t = 3")

    expect_on(2, three.lstm.g[2, 1])
    buttons[2].click()
    expect_on(3, three.lstm.c[3, 1])
    page.keyboard.press("Shift+Tab")
    expect(buttons[1]).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect_on(1, three.lstm.kept[2, 1])
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect_on(4, three.lstm.h[3, 1])
    page.keyboard.press("ArrowUp")
    expect_on(3, three.lstm.c[3, 1])
    page.wait_for_url(re.compile(r"[?&]stage=3\b"))


@pytest.mark.parametrize("view", ["", "projector"])
def test_who_comes_begins_at_the_first_stage_or_the_links(page: Page, view: str) -> None:
    keep, show = (texts("en")(f"compare-stage-{name}") for name in ("keep", "show"))
    open_page(page, view=view)
    expect(stage_on(page)).to_have_text(keep)
    page.wait_for_url(re.compile(r"[?&]stage=1\b"))
    page.locator(".stages button").last.click()
    page.wait_for_url(re.compile(r"[?&]stage=4\b"))
    page.reload()
    expect(stage_on(page)).to_have_text(show)


def test_who_comes_from_the_gates_begins_at_the_first_stage_and_comes_back_where_they_were(
    page: Page,
) -> None:
    says = texts("en")

    def go(name: str) -> None:
        page.get_by_role("link", name=says(f"menu-{name}"), exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(says(f"menu-{name}"))

    open_app(page, {"t": "2"})
    go("compare")
    expect(stage_on(page)).to_have_text(says("compare-stage-keep"))
    expect(page.locator(".place")).to_contain_text("t = 2")
    page.locator(".stages button").nth(2).click()
    page.wait_for_url(re.compile(r"[?&]stage=3\b"))
    go("study")
    go("compare")
    expect(stage_on(page)).to_have_text(says("compare-stage-write"))


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_stages_take_no_line_but_on_a_phone(new_page: NewPage, lang: str) -> None:
    page = new_page()
    for width, own_line in ((1280, False), (390, True)):
        page.set_viewport_size({"width": width, "height": 720})
        open_page(page, lang=lang, seq=LONG, units="64", t="512")
        stages, units = (page.locator(part).bounding_box() for part in (".stages", ".units"))
        assert stages
        assert units
        assert (stages["y"] >= units["y"] + units["height"]) is own_line
        cut = "nodes => nodes.filter((node) => node.scrollWidth > node.clientWidth).length"
        assert page.locator(".place, .where, .stages button").evaluate_all(cut) == 0
        if not own_line:
            bar, play = (page.locator(part).bounding_box() for part in (".bar", ".play"))
            assert bar
            assert play
            assert bar["height"] < 2 * play["height"]


def test_the_strip_has_all_rows_with_what_corresponds_beneath_each_other(page: Page) -> None:
    state = links.State(decimals=5, unit=2)
    open_page(page, **links.write(state))
    three = three_of(state)
    r, s, g = three.rnn, three.lstm, three.gru
    expected = {
        "RNN h": r.h[1:],
        "LSTM h": s.h[1:],
        "GRU h": g.h[1:],
        "LSTM c": s.c[1:],
        "LSTM f": s.f,
        "GRU 1−z": g.keep,
        "LSTM i": s.i,
        "GRU z": 1 - g.keep,
        "LSTM o": s.o,
        "GRU r": g.r,
    }
    rows = page.locator("table.strip tbody tr").all()[1:]
    assert len(rows) == len(expected)
    for row, (name, values) in zip(rows, expected.items(), strict=True):
        tag, symbol = (row.locator(f"th .{part}").text_content() for part in ("tag", "symbol"))
        assert f"{tag} {symbol}" == name
        shown = row.locator("td:not(.nothing, .first)").all_text_contents()
        assert [float(n.replace("−", "-")) for n in shown] == pytest.approx(
            values[:, 1], abs=5.1e-6
        )
    colours = [
        page.locator(f"th.q-{name} .symbol").first.evaluate("e => getComputedStyle(e).color")
        for name in ("f", "keep", "i", "write")
    ]
    assert colours[0] == colours[1] != colours[2] == colours[3]


def test_a_cell_of_fewer_units_says_which_one_it_shows(page: Page) -> None:
    state = links.State(cells_by="parameters", unit=6, decimals=4)
    open_page(page, **links.write(state))
    three = three_of(state)
    sizes = [getattr(three, name).h.shape[1] for name in CELLS]
    assert sizes[1] < sizes[2] < 6 <= sizes[0]
    for name, H in zip(CELLS, sizes, strict=True):
        said = cell(page, name).locator(".which")
        expect(said).to_have_text(f"unit {min(6, H)} of {H}")
    expect_values(page, "lstm", three.lstm.c[3, -1])
    expect_values(page, "rnn", three.rnn.h[3, 5])


def test_in_the_tied_lstm_no_gate_is_drawn_that_it_does_not_have(page: Page) -> None:
    open_page(page, cells_from="gru", open_reset="true", stage="3")
    words = cell(page, "lstm").locator("svg.cell .box .weights").all_text_contents()
    assert words == ["forget", "candidate"]
    signs = cell(page, "lstm").locator("svg.cell .operator text").all_text_contents()
    assert "1−" in signs
    expect(cell(page, "lstm").locator(".cell-sums")).to_contain_text("1−f3")
    page.get_by_text("GRU’s reset gate held open").click()
    said = page.locator("[data-testid=stMain] [data-testid=stCaptionContainer]").first
    expect(said).to_contain_text("resets")


def test_the_plot_follows_the_player_and_moves_it(page: Page) -> None:
    open_page(page, t="1")
    plot = page.locator(".gru-plot").first
    expect(plot).to_contain_text("t = 1")
    plot.scroll_into_view_if_needed()
    page.keyboard.press("ArrowRight")
    expect(plot).to_contain_text("t = 2")
    box = plot.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] - 60, box["y"] + 100)
    expect(page.locator(".place")).to_contain_text("t = 5")
    expect(plot).to_contain_text("t = 5")
    expect(plot).to_have_attribute("aria-label", re.compile("^Unit 2 at t = 5"))


def test_each_cell_can_be_taken_away_as_a_picture(page: Page) -> None:
    open_page(page)
    with page.expect_download() as taken:
        cell(page, "lstm").get_by_role("button").click()
    assert taken.value.suggested_filename == "lstm-t3.svg"
    drawing = taken.value.path().read_text("utf-8")
    assert "forget" in drawing
    assert drawing.count("<rect") > 5


def test_measuring_again_leaves_the_place(page: Page) -> None:
    open_page(page, t="1")
    page.locator("[data-gru-player]").focus()
    page.keyboard.press("ArrowRight")
    row = page.locator(f"{TABLE} tr", has_text="Time for a timestep")
    before = row.inner_text()
    assert re.search(r"[\d.]+ (µs|ms)", before)
    page.get_by_role("button", name="Measure again").click()
    expect(row).not_to_have_text(before)
    expect(page.locator(".place")).to_contain_text("t = 2")


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("mode", [{}, {"cells_from": "gru"}], ids=str)
def test_the_first_screen_holds_the_cells_and_the_strip(
    page: Page, mode: dict[str, str], lang: str
) -> None:
    open_page(page, lang=lang, **mode)
    for part in (".trio", "table.strip"):
        box = page.locator(part).bounding_box()
        assert box
        assert box["y"] + box["height"] < 720


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("mode", [{}, {"cells_from": "gru", "stage": "1"}], ids=str)
def test_a_projector_shows_the_cells_and_the_whole_strip_in_large_type(
    new_page: NewPage, mode: dict[str, str], lang: str, size: tuple[int, int]
) -> None:
    width, height = size
    page = new_page(viewport={"width": width, "height": height})
    player = open_page(page, lang=lang, view="projector", **mode)
    for part in (*page.locator("svg.cell").all(), page.locator("table.strip")):
        expect(part).to_be_in_viewport(ratio=1)
    assert page.locator("table.strip tbody tr").count() == 11
    smallest = """player => Math.min(...[...player.querySelectorAll("*")]
      .filter((node) => [...node.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
      .filter((node) => !node.matches(".index, .spoken") && node.getBoundingClientRect().width)
      .map((node) => parseFloat(getComputedStyle(node).fontSize)
        * (node.ownerSVGElement?.getScreenCTM().a ?? 1)))"""
    assert player.evaluate(smallest) >= 15, "px"
    touching = """player => [...player.querySelectorAll(".box")].filter((box) => {
      const frame = box.querySelector("rect").getBoundingClientRect();
      return [...box.querySelectorAll("text")].map((text) => text.getBoundingClientRect())
        .some(({ left, right }) => left < frame.left + 1 || right > frame.right - 1);
    }).map((box) => box.textContent)"""
    assert player.evaluate(touching) == []


def test_a_lecturer_sets_all_from_the_projector_view(page: Page) -> None:
    open_page(page, view="projector", decimals="4")
    top = page.locator(".trio").bounding_box()
    page.get_by_role("button", name=texts("en")("page-controls")).click()
    page.get_by_role("radio", name=texts("en")("compare-cells-by-parameters")).click()
    expect(cell(page, "lstm").locator(".which")).not_to_contain_text("of 4")
    bias = page.get_by_role("spinbutton", name=texts("en")("compare-keep-bias"))
    bias.fill("1.5")
    bias.press("Enter")
    page.wait_for_url(re.compile("keep_bias=1.5"))
    page.get_by_role("radio", name=texts("en")("compare-cells-from-gru")).click()
    expect(page.get_by_text(texts("en")("compare-open-reset"))).to_be_visible()
    expect(cell(page, "lstm").locator("svg.cell .operator text", has_text="1−")).to_have_count(1)
    expect_no_fault(page)
    assert page.locator(".trio").bounding_box() == top, "it takes no height"
    expect(page.locator("table.strip")).to_be_in_viewport(ratio=1)


LONG = ",".join(np.tile(["0.5", "-1", "2", "0"], 128))


def test_the_longest_and_widest_stays_in_step(page: Page) -> None:
    state = links.State(seq=LONG, units=64, t=1, unit=1, decimals=4)
    player = open_page(page, **links.write(state))
    three = three_of(state)
    player.focus()
    for _ in range(40):
        page.keyboard.press("ArrowRight")
    expect_at(page, three, 41, 0)
    page.keyboard.press("End")
    expect_at(page, three, 512, 0)


@pytest.mark.parametrize("query", [{"decimals": "6"}, {"cells_from": "gru", "notation": "torch"}])
@pytest.mark.parametrize("lang", ["ko", "en"])
def test_a_phone_has_the_cells_below_one_another_without_sideways_scrolling(
    new_page: NewPage, lang: str, query: dict[str, str]
) -> None:
    page = new_page(viewport={"width": 390, "height": 844})
    open_page(page, lang=lang, **query)
    tops = [cell(page, name).bounding_box() for name in CELLS]
    assert all(tops)
    assert len({box["x"] for box in tops if box}) == 1
    wide = """() => {
      const deep = (root) => [...root.querySelectorAll("*")].flatMap(
        (node) => [node, ...(node.shadowRoot ? deep(node.shadowRoot) : [])]);
      const main = document.querySelector("[data-testid=stMain]");
      return [...deep(main)].filter((node) => node.matches("math, .piece, table.cells, p, svg"))
        .filter((node) => node.getBoundingClientRect().right > innerWidth + 1)
        .map((node) => node.outerHTML.slice(0, 200))
        .concat(main.scrollWidth > main.clientWidth ? ["the page"] : []);
    }"""
    assert page.evaluate(wide) == []


@pytest.mark.parametrize("decimals", ["3", "6"])
def test_on_a_phone_the_strip_scrolls_by_whole_columns(new_page: NewPage, decimals: str) -> None:
    """No number stands half behind the names: its minus sign would be hidden."""
    page = new_page(viewport={"width": 390, "height": 844})
    open_page(page, decimals=decimals)
    strip = page.locator(".strip-window")
    cut = """strip => {
      const edge = strip.querySelector("thead td").getBoundingClientRect().right;
      return [...strip.querySelectorAll("thead th")].map((th) => th.getBoundingClientRect())
        .some(({ left, right }) => left < edge - 1 && right > edge + 1);
    }"""
    for by in (37, 61, 1000):
        strip.evaluate("(strip, by) => strip.scrollBy(by, 0)", by)
        page.wait_for_function(f"strip => !({cut})(strip)", arg=strip.element_handle())
    assert strip.evaluate("strip => strip.scrollLeft") > 0


def test_the_plot_takes_the_width_of_the_paper_and_back(page: Page) -> None:
    open_page(page)
    plot = page.locator(".gru-plot").first
    expect(page.locator(PLOT).first).to_be_visible()
    width = "plot => plot._fullLayout.width"
    on_screen = plot.evaluate(width)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert plot.evaluate(width) == 680 < on_screen, "A4 without its margins: 180 mm"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.wait_for_function(
        f"([plot, was]) => ({width})(plot) === was", arg=[plot.element_handle(), on_screen]
    )


@pytest.mark.parametrize(
    ("lang", "scheme", "width"),
    [("ko", "light", 1280), ("en", "dark", 1280), ("ko", "dark", 390), ("en", "light", 390)],
)
def test_axe_finds_nothing(new_page: NewPage, lang: str, scheme: str, width: int) -> None:
    page = new_page(color_scheme=scheme, viewport={"width": width, "height": 800})
    for query in ({"stage": "1", "notation": "keras"}, {"cells_from": "gru", "stage": "3"}):
        open_page(page, lang=lang, **query)
        expect(page.locator(PLOT).first).to_be_visible()
        expect(page.locator(TABLE).last).to_contain_text(texts(lang)("compare-count-time"))
        expect_no_fault(page)
    turn_sidebar(page)
    expect_no_fault(page)
    turn_sidebar(page)  # back, as Streamlit remembers it for the next page of the same browser
    open_page(page, lang=lang, view="projector", stage="2")
    expect(page.locator(PLOT).first).to_be_visible()
    expect_no_fault(page)
