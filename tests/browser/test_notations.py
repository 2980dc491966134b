"""Every notation in the player: its letters and its way of writing, and no other's."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from gru_viz import links, sequences, weights
from gru_viz.cells import by_hand, gru
from gru_viz.locales import texts
from gru_viz.player.page import page as walk
from gru_viz.player.payload import Editing, Seek, pack
from gru_viz.variants import PUBLISHED, Notation, own
from gru_viz.whatif import Hold, WhatIf
from tests.browser.rig import open_app, watch

# The reset gate, the candidate and the mix at t = 3, as the source of each notation has them.
FORMULAS = {
    "own": ("r3=σ(Wrx3+Urh2+br)", "h~3=tanh(Wnx3+Un(r3⊙h2)+bn)", "h3=(1−z3)⊙h2+z3⊙h~3"),
    "cho_v1": ("r=σ(Wrx+Urh⟨2⟩)", "h~⟨3⟩=tanh(Wx+r⊙(Uh⟨2⟩))", "h⟨3⟩=z⊙h⟨2⟩+(1−z)⊙h~⟨3⟩"),
    "cho_v3": ("r=σ(Wrx+Urh⟨2⟩)", "h~⟨3⟩=tanh(Wx+U(r⊙h⟨2⟩))", "h⟨3⟩=z⊙h⟨2⟩+(1−z)⊙h~⟨3⟩"),
    "chung": ("r3=σ(Wrx3+Urh2)", "h~3=tanh(Wx3+U(r3⊙h2))", "h3=(1−z3)⊙h2+z3⊙h~3"),
    "colah": ("r3=σ(Wr·[h2,x3])", "h~3=tanh(W·[r3∗h2,x3])", "h3=(1−z3)∗h2+z3∗h~3"),
    "ng": (
        "Γr=σ(Wr·[c⟨2⟩,x⟨3⟩]+br)",
        "c~⟨3⟩=tanh(Wc·[Γr∗c⟨2⟩,x⟨3⟩]+bc)",
        "c⟨3⟩=Γu∗c~⟨3⟩+(1−Γu)∗c⟨2⟩",
    ),
    "torch": (
        "r3=σ(Wirx3+bir+Whrh2+bhr)",
        "n3=tanh(Winx3+bin+r3⊙(Whnh2+bhn))",
        "h3=(1−z3)⊙n3+z3⊙h2",
    ),
    "keras": ("r3=σ(x3Wr+bir+h2Ur+bhr)", "h~3=tanh(x3Wh+bih+r3⊙(h2Uh+bhh))", "h3=z3⊙h2+(1−z3)⊙h~3"),
    "keras_before": ("r3=σ(x3Wr+h2Ur+br)", "h~3=tanh(x3Wh+(r3⊙h2)Uh+bh)", "h3=z3⊙h2+(1−z3)⊙h~3"),
    "tf1": ("r3=σ([x3,h2]Wr+br)", "c3=tanh([x3,r3⊙h2]Wc+bc)", "h3=u3⊙h2+(1−u3)⊙c3"),
    "onnx": (
        "r3=σ(X3WrT+H2RrT+Wbr+Rbr)",
        "h3=tanh(X3WhT+(r3⊙H2)RhT+Wbh+Rbh)",
        "H3=(1−z3)⊙h3+z3⊙H2",
    ),
    "onnx_after": (
        "r3=σ(X3WrT+H2RrT+Wbr+Rbr)",
        "h3=tanh(X3WhT+Wbh+r3⊙(H2RhT+Rbh))",
        "H3=(1−z3)⊙h3+z3⊙H2",
    ),
    "linen": ("r3=σ(Wirx3+bir+Whrh2)", "n3=tanh(Winx3+bin+r3∗(Whnh2+bhn))", "h3=(1−z3)∗n3+z3∗h2"),
    "nnx": ("r3=σ(Wirx3+bir+Whrh2)", "n3=tanh(Winx3+bin+r3∗(Whnh2))", "h3=(1−z3)∗n3+z3∗h2"),
    "mxnet": (
        "r3=σ(Wirx3+bir+Whrh2+bhr)",
        "n3=tanh(Winx3+bin+r3∗(Whnh2+bhn))",
        "h3=(1−i3)∗n3+i3∗h2",
    ),
    "d2l": ("R3=σ(X3Wxr+H2Whr+br)", "H~3=tanh(X3Wxh+(R3⊙H2)Whh+bh)", "H3=Z3⊙H2+(1−Z3)⊙H~3"),
    "d2l_concise": (
        "R3=σ(X3Wxr+H2Whr+br)",
        "H~3=tanh(X3Wxh+bh+R3⊙(H2Whh+ch))",
        "H3=Z3⊙H2+(1−Z3)⊙H~3",
    ),
    "kr_exam": ("r3=σ(Wrh2+Urx3)", "h~3=tanh(Wh(r3∗h2)+Uhx3)", "h3=(1−u3)∗h2+u3∗h~3"),
    "kr_hh": ("r3=σ(Whrh2+Wxrx3)", "h~3=tanh(Whh(r3⊙h2)+Wxhx3)", "h3=(1−z3)⊙h2+z3⊙h~3"),
    "kr_slides": ("r3=σ(Wxrx3+Whrh2+br)", "g3=tanh(Wxgx3+Whg(r3⊙h2)+bg)", "h3=z3⊙h2+(1−z3)⊙g3"),
    "kr_twin": ("r3=σ(Wr·[h2,x3])", "h~3=tanh(W·[r3∗h2,x3])", "h3=z3∗h2+(1−z3)∗h~3"),
}
# What the first number of a gate's sum is: of x, of h, or the weight of one of them.
LEADS = {"column": {"x": "W_z.1.1", "h": "U_z.1.1"}, "row": {"x": "x.3.1"}}

NOTATIONS = {"own": own(gru.Variant()), **PUBLISHED}
SCREEN = {"width": 1280, "height": 720}
SERIES = ", ".join(["0.3, -1.2, 2.5, 0, 1"] * 3)

# Every text of the player: what is on screen, and what a screen reader or a pointer is told.
TEXTS = """root => [
  ...[...root.querySelectorAll("*")].flatMap(node =>
    ["aria-label", "title"].map(name => node.getAttribute(name)).filter(Boolean)),
  ...[...root.querySelectorAll("*")].filter(node => !node.closest("math, .cell, .symbol"))
    .flatMap(node => [...node.childNodes].filter(child => child.nodeType === 3))
    .map(text => text.data),
]"""
BOX = """node => {
  const { x, y, width, height } = node.getBoundingClientRect();
  return { text: node.textContent, x, y: y + 0.2 * height, width, height: 0.6 * height };
}"""
BOXES = f"nodes => nodes.map({BOX})"
LINES_OF_BOXES = f"""boxes =>
  boxes.map(box => [...box.querySelectorAll("text")].map({BOX}))"""


@pytest.fixture(scope="module")
def open_walk(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[..., Page]]:
    """``open_walk(notation, …)`` opens a run in it, without a server, instead of the one before.

    A tab for each would be most of what such a test costs. Of the two there are, one is for the
    run that several tests look at.
    """
    context = browser.new_context(viewport=SCREEN, locale="en-US")
    tabs = {is_shared: context.new_page() for is_shared in (False, True)}
    folder = tmp_path_factory.mktemp("walks")
    faults = [watch(page, folder.as_uri()) for page in tabs.values()]

    def open_page(
        notation: Notation,
        language: str = "en",
        decimals: int = 3,
        rounded: bool = False,
        is_shared: bool = False,
    ) -> Page:
        sequence = sequences.parse(SERIES)
        drawn = weights.random(sequence.x.shape[1], 4, 7, 1.0, notation)
        given = drawn.params, sequence.x, drawn.h0, notation.variant
        trace = by_hand.forward(*given, decimals=decimals) if rounded else gru.forward(*given)
        words = texts(language).written_in(notation)
        data = pack(
            trace,
            sequence,
            words,
            seek=Seek(0, 3, 1),
            notation=notation,
            decimals=decimals,
            editing=Editing(),
            what_if=WhatIf(holds=(Hold("z", 2, 2, 3, 1.0),), gates="shared"),
        )
        file = folder / f"{notation.key}-{language}-{decimals}.html"
        file.write_bytes(walk(data, words, "GRU"))
        page = tabs[is_shared]
        page.goto(file.as_uri())
        expect(page.locator("svg.cell")).to_be_visible()
        return page

    yield open_page
    context.close()
    assert faults == [[], []]


@pytest.fixture(scope="module", params=NOTATIONS)
def key(request: pytest.FixtureRequest) -> str:
    """Each notation in turn: pytest runs all tests of the one before those of the next."""
    return request.param


@pytest.fixture(scope="module")
def shared(open_walk: Callable[..., Page], key: str) -> Page:
    """The run of a notation with six decimals, opened once for all tests that look at it."""
    return open_walk(NOTATIONS[key], decimals=6, is_shared=True)


@pytest.fixture
def page_in(shared: Page) -> Page:
    """The shared run on a screen as at first: at t = 3 of unit 1, all else closed."""
    shared.set_viewport_size(SCREEN)
    go_to(shared, 3)
    opener = shared.locator(".opener")
    if opener.get_attribute("aria-expanded") == "true":
        opener.click()
    return shared


def go_to(page: Page, t: int) -> None:
    """Step to the mix of timestep t of 15, by a click on its hidden state."""
    hidden_states = page.locator("table.strip tbody tr", has=page.locator("th.q-h"))
    hidden_states.locator("td:not(.nothing, .first)").nth(t - 1).click()
    expect(page.locator(".place")).to_contain_text(f"t = {t} of 15")


def letters_of(notation: Notation) -> set[str]:
    symbols = notation.symbols.values()
    return {symbol.base for symbol in symbols} | {symbol.sub for symbol in symbols if symbol.sub}


def written(formulas: Locator) -> list[str]:
    return ["".join(text.split()) for text in formulas.all_text_contents()]


def overlap(a: dict, b: dict) -> bool:
    apart_x = a["x"] + a["width"] <= b["x"] or b["x"] + b["width"] <= a["x"]
    apart_y = a["y"] + a["height"] <= b["y"] or b["y"] + b["height"] <= a["y"]
    return not (apart_x or apart_y)


# --- formulas and letters ------------------------------------------------------------------


def test_every_notation_is_held_to_its_source() -> None:
    assert FORMULAS.keys() == NOTATIONS.keys()


def test_the_formulas_are_the_sources_and_the_sums_come_to_the_run(page_in, key: str) -> None:
    notation, page = NOTATIONS[key], page_in
    reset, _, candidate, mix = written(page.locator(".formula math"))
    assert (reset, candidate, mix) == FORMULAS[key]
    check = re.search(r"at most ([\d.e−]+)", page.locator(".check").inner_text())
    assert check
    assert float(check[1].replace("−", "-")) < 1e-12
    orientation = "column" if notation.vectors == "column" else "row"
    first = page.locator("section.q-z .sums [data-place]").first
    assert first.get_attribute("data-place") == LEADS[orientation][notation.first]
    hidden_index = "nodes => nodes.filter(node => node.textContent.trim() === '').length"
    assert page.locator("math :is(msub, msup, msubsup) > *").evaluate_all(hidden_index) == 0


def test_no_letter_is_another_notations(page_in, key: str) -> None:
    expect_no_letter_of_another(page_in, NOTATIONS[key], "en")


@pytest.mark.parametrize("name", ["ng", "onnx", "mxnet"])
def test_no_letter_is_another_notations_in_korean(open_walk, name: str) -> None:
    expect_no_letter_of_another(open_walk(NOTATIONS[name], language="ko"), NOTATIONS[name], "ko")


def expect_no_letter_of_another(page: Page, notation: Notation, language: str) -> None:
    page.locator(".opener").click()
    known = letters_of(notation)
    in_math = set(page.locator(".formula mi, .sums mi").all_text_contents())
    assert in_math <= known | {"σ", "tanh", "T"}
    assert ("T" in in_math) == (notation.vectors == "row of transposed")

    words = {texts(language)(f"player-{word}") for word in ("kept", "written")}
    pieces = {
        letters
        for text in page.locator("svg.cell tspan:not(.number)").all_text_contents()
        if (letters := re.sub(r"[\d\s\u0303⟨⟩⊙∗·+×−]", "", text))
    }
    assert pieces <= known | words | {"T"}

    rows = page.locator("table.strip .symbol").all_text_contents()
    expected = [notation.symbols[name] for name in "xrznh"]
    assert rows == [s.base + ("\u0303" if s.accent else "") + s.sub for s in expected]

    shown = page.locator("[data-gru-player]").evaluate(TEXTS)
    single = {
        letter
        for text in shown
        if not text.startswith(tuple(words))
        for letter in re.findall(r"(?<![A-Za-z0-9_+])[A-Za-zΓ](?![A-Za-z])", text)
    }
    assert single <= known | {"t", "a"}
    names = {re.match(r"[A-Za-z]+(_\w+)?(?= \d)", text) for text in shown}
    typed = {s.base + (f"_{s.sub}" if s.sub else "") for s in notation.symbols.values()}
    weights_named = {name[0] for name in names if name and "_" in name[0]}
    assert weights_named <= typed


@pytest.mark.parametrize("key", ["ng", "onnx", "cho_v3", "own"], indirect=True)
def test_the_state_before_the_first_timestep_has_the_notations_letter(page_in, key: str) -> None:
    first = {"ng": "c⟨0⟩", "onnx": "H₀", "cho_v3": "h⟨0⟩", "own": "h₀"}[key]
    page = page_in
    go_to(page, 1)
    page.locator(".opener").click()
    expect(page.get_by_role("group", name=f"Start every unit from another {first}")).to_be_visible()
    expect(page.get_by_role("spinbutton", name=f"{first} of unit 1").first).to_be_visible()


@pytest.mark.parametrize("key", ["ng"], indirect=True)
def test_timesteps_that_a_notation_does_not_write_are_told_apart_in_a_sentence(
    page_in, key: str
) -> None:
    page = page_in
    page.locator(".opener").click()
    page.get_by_role("spinbutton", name="timestep that it should reach").fill("3")
    page.keyboard.press("Tab")
    expect(page.locator(".answer").first).to_contain_text("Γᵤ (t = 1) = 1 writes the whole")
    expect(page.locator(".answer").first).to_contain_text("Γᵤ (t = 2) = … = Γᵤ (t = 3) = 0")


def test_nothing_in_the_diagram_lies_upon_anything_else(page_in, key: str) -> None:
    page = page_in
    go_to(page, 12)
    labels, boxes, signs = (
        page.locator(f"svg.cell {part}").evaluate_all(BOXES)
        for part in (".label", ".box rect", ".operator circle")
    )
    assert labels
    assert signs
    for i, label in enumerate(labels):
        for other in [*labels[i + 1 :], *boxes, *signs]:
            assert not overlap(label, other), (label, other)
    written_in = page.locator("svg.cell .box").evaluate_all(LINES_OF_BOXES)
    assert len(written_in) == len(boxes)
    for outer, lines in zip(boxes, written_in, strict=True):
        for inner in lines:
            assert outer["x"] + 2 <= inner["x"], inner
            assert inner["x"] + inner["width"] <= outer["x"] + outer["width"] - 2, inner
        assert not any(overlap(a, b) for a, b in zip(lines, lines[1:], strict=False)), lines


@pytest.mark.parametrize("key", ["ng", "onnx_after", "torch", "d2l", "mxnet"], indirect=True)
def test_on_a_phone_nothing_is_cut_off(page_in, key: str) -> None:
    page = page_in
    go_to(page, 12)
    page.set_viewport_size({"width": 390, "height": 844})
    wide = "nodes => nodes.filter(node => node.scrollWidth > node.clientWidth + 1).length"
    assert page.locator(".formula").evaluate_all(wide) == 0
    assert page.locator("html").evaluate_all(wide) == 0


@pytest.mark.parametrize("name", NOTATIONS)
def test_rounded_by_hand_the_terms_come_to_the_run(open_walk, name: str) -> None:
    page = open_walk(NOTATIONS[name], decimals=2, rounded=True)
    expect(page.locator(".check")).to_have_text(re.compile(r"off by at most 0$"))


# --- units ---------------------------------------------------------------------------------


def test_a_unit_of_hundreds_is_typed(browser: Browser, tmp_path: Path) -> None:
    notation = own(gru.Variant())
    sequence = sequences.parse("1, 2, 3")
    drawn = weights.random(1, 64, 7, 0.2, notation)
    trace = gru.forward(drawn.params, sequence.x, drawn.h0)
    data = pack(trace, sequence, texts("en"), seek=Seek(0, 2, 1), decimals=6)
    file = tmp_path / "many.html"
    file.write_bytes(walk(data, texts("en"), "GRU"))
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(file.as_uri())
    field = page.locator(".units").get_by_role("spinbutton")
    expect(field).to_have_accessible_name(re.compile("unit"))
    h = page.locator("section.q-h .value").last
    for typed, unit in (("64", 64), ("3", 3), ("999", 64), ("", 64), ("0", 1)):
        field.fill(typed)
        field.press("Enter")
        expect(field).to_have_value(str(unit))
        expect(h).to_have_text(f"{trace.h[2, unit - 1]:.6f}".replace("-", "−"))
        expect(field).to_be_focused()
    field.press("ArrowUp")
    expect(h).to_have_text(f"{trace.h[2, 1]:.6f}".replace("-", "−"))
    expect(page.locator(".place")).to_contain_text("t = 2 of 3")  # the arrow was the field's
    page.close()


# --- tables --------------------------------------------------------------------------------


def captions(page: Page) -> list[str]:
    titles = page.locator(".matrix figcaption")
    return [
        re.sub(r"\s+", " ", title.inner_text().split("\n")[0]).strip() for title in titles.all()
    ]


MATRICES = {
    "own": ["Wr 4 × 1", "Ur 4 × 4", "br 4 × 1"],
    "torch": ["Wir 4 × 1", "Whr 4 × 4", "bir 4 × 1", "bhr 4 × 1"],
    "colah": ["Wr 4 × 5"],
    "tf1": ["Wr 5 × 4", "br 1 × 4"],
    "keras": ["Wr 1 × 4", "Ur 4 × 4", "bir 1 × 4", "bhr 1 × 4"],
    "onnx": ["Wr 4 × 1", "Rr 4 × 4", "Wbr 4 × 1", "Rbr 4 × 1"],
}
# The number that 5, 6 over 7, 8 is pasted at, and the four that take them. tf1: down from the row
# of x to that of h₁; colah: across from the column of h₄ to that of x.
PASTED = {
    "tf1": ("W_r.2.1", ["W_r.2.1", "W_r.3.1", "U_r.2.1", "U_r.3.1"]),
    "keras": ("U_r.2.1", ["U_r.2.1", "U_r.3.1", "U_r.2.2", "U_r.3.2"]),
    "colah": ("U_r.2.4", ["U_r.2.4", "W_r.2.1", "U_r.3.4", "W_r.3.1"]),
}


@pytest.mark.parametrize("name", MATRICES)
def test_the_tables_are_the_notations_and_take_numbers_the_way_round_that_they_show_them(
    new_page, name: str
) -> None:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    open_app(page, {"notation": name, "lang": "en"})
    expect(page.locator(".matrix")).to_have_count(len(MATRICES[name]))
    assert captions(page) == MATRICES[name]
    if name not in PASTED:
        return
    start, filled = PASTED[name]
    page.evaluate("navigator.clipboard.writeText('5\\t6\\n7\\t8')")
    page.locator(f'.matrix [data-place="{start}"]').click()
    page.keyboard.press("Control+v")
    page.wait_for_url(re.compile("edits="))
    state, broken = links.read(dict(parse_qsl(urlsplit(page.url).query)))
    assert not broken
    edited = {f"{matrix}.{i + 1}.{k + 1}": value for (matrix, i, k), value in state.edits.items()}
    assert edited == dict(zip(filled, (5, 6, 7, 8), strict=True))


def test_arrows_cross_from_one_part_of_a_joined_matrix_to_the_other(page: Page) -> None:
    open_app(page, {"notation": "tf1", "lang": "en"})
    page.locator('.matrix [data-place="W_r.3.1"]').click()
    focused = page.locator(".matrix :focus")
    expect(focused).to_have_attribute("aria-label", "W_r 1, 3")
    page.keyboard.press("ArrowDown")
    expect(focused).to_have_attribute("data-place", "U_r.3.1")
    expect(focused).to_have_attribute("aria-label", "W_r 2, 3")
    page.keyboard.press("ArrowLeft")
    expect(focused).to_have_attribute("data-place", "U_r.2.1")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(focused).to_have_attribute("data-place", "W_r.2.1")


def test_of_a_large_matrix_a_part_is_drawn_and_the_keys_reach_the_rest(page: Page) -> None:
    rows = "; ".join(" ".join(str(i / 100) for i in range(70)) for _ in range(2))
    open_app(page, {"notation": "keras", "lang": "en", "seq": rows})
    matrix = page.locator(".matrix").first
    matrix.locator('[data-place="W_r.2.64"]').click()
    expect(matrix.locator('[data-place="W_r.2.65"]')).to_have_count(0)
    page.keyboard.press("ArrowDown")
    focused = page.locator(".matrix :focus")
    expect(focused).to_have_attribute("aria-label", "W_r 65, 2")
    part = matrix.get_by_role("combobox", name="rows")
    expect(part.locator("option:checked")).to_have_text("65–70")
    page.keyboard.type("0.5")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"edits=W_r\.2\.65\+0\.5"))
    part.select_option(label="1–64")
    expect(matrix.locator('[data-place="W_r.2.64"]')).to_be_visible()
