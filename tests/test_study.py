"""The Study sheet page without a browser: its facts, its formulas, and where its links lead."""

import json
import re
from dataclasses import replace
from functools import partial
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit
from xml.etree import ElementTree

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from gru_viz import links
from gru_viz.cells.gru import Variant
from gru_viz.exports.study import sheet
from gru_viz.exports.study_links import address
from gru_viz.links import State
from gru_viz.locales import LANGUAGES, texts
from gru_viz.syllabus import CHECKLIST, KINDS
from gru_viz.ui.run import trace_of
from gru_viz.variants import OWN, PUBLISHED, typed
from tests import pages
from tests.figures.runs import VARIANTS

ROOT = Path(__file__).parents[1]
KEYS = (OWN, *PUBLISHED)
EVERY = [State(notation=key) for key in PUBLISHED] + [
    State(update=variant.update, reset=variant.reset) for variant in VARIANTS
]


def named(state: State) -> str:
    return f"{state.notation}-{state.update}-{state.reset}"


class Page(HTMLParser):
    """HTML as what a reader looks for: links with their words, rows of cells, boxes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[tuple[str, str]] = []
        self.rows: list[list[str]] = []
        self.boxes: list[str] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(html)
        assert self.open == [], "elements that are never closed"

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "input":
            self.boxes.append(given["value"])
            return
        self.open.append(tag)
        if tag == "a":
            self.links.append((given["href"], ""))
        if tag == "tr":
            self.rows.append([])
        if tag in ("th", "td"):
            self.rows[-1].append("")

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data
        if "a" in self.open:
            to, words = self.links[-1]
            self.links[-1] = to, words + data
        if "tr" in self.open:
            self.rows[-1][-1] += data


def written(state: State, language: str = "en") -> Page:
    return Page(sheet(state, texts(language).written_in(state.written)))


def row(page: Page, *begin: str) -> list[str]:
    return next(cells for cells in page.rows if cells[0].startswith(begin))


def plain(text: str) -> str:
    return "".join(text.split())


# --- what it says --------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", EVERY, ids=named)
def test_everything_is_there_in_every_notation(state, language):
    page = written(state, language)
    assert page.boxes == list(CHECKLIST)
    assert [cells[0][0] for cells in page.rows if cells[0][0] in "①②③④"] == list("①②③④")
    assert all(len(cells) in (3, 4) and all(cells) for cells in page.rows)
    assert "$" not in page.text
    assert "{" not in page.text


# From the books themselves, letter by letter, without what is above and below the line.
FORMULAS = {
    "own": ("rt=σ(Wrxt+Urht−1+br)", "ht=(1−zt)⊙ht−1+zt⊙h~t"),
    "kr_exam": ("rt=σ(Wrht−1+Urxt)", "ht=(1−ut)∗ht−1+ut∗h~t"),
    "torch": ("rt=σ(Wirxt+bir+Whrht−1+bhr)", "ht=(1−zt)⊙nt+zt⊙ht−1"),
    "keras": ("rt=σ(xtWr+bir+ht−1Ur+bhr)", "ht=zt⊙ht−1+(1−zt)⊙h~t"),
    "colah": ("rt=σ(Wr⋅[ht−1,xt])", "ht=(1−zt)∗ht−1+zt∗h~t"),
}
CANDIDATES = {
    "own": "h~t=tanh(Wnxt+Un(rt⊙ht−1)+bn)",
    "kr_exam": "h~t=tanh(Wh(rt∗ht−1)+Uhxt)",
    "torch": "nt=tanh(Winxt+bin+rt⊙(Whnht−1+bhn))",
    "keras": "h~t=tanh(xtWh+bih+rt⊙(ht−1Uh+bhh))",
    "colah": "h~t=tanh(W⋅[rt∗ht−1,xt])",
}


@pytest.mark.parametrize("key", FORMULAS)
def test_the_formulas_are_those_of_the_book(key):
    page = written(State(notation=key))
    formulas = [plain(row(page, number)[1]) for number in "①③④"]
    marks = str.maketrans({"-": "−", "\u0303": "~", "*": "∗", "\u02dc": "~", "·": "⋅"})
    found = [formula.translate(marks) for formula in formulas]
    # the accent of a letter stands behind it in MathML
    assert found == [FORMULAS[key][0], CANDIDATES[key], FORMULAS[key][1]]


def test_numbers_of_parameters_follow_d_and_h():
    page = written(State(study_d=3, study_h=5, notation="keras"))
    one, two = row(page, "Parameters"), row(page, "with two")
    # RNN, LSTM, GRU: 5 · 9 = 45, 4 times, 3 times; 5 · 10 = 50, 4 times, 3 times
    assert [int(cell.split("=")[1]) for cell in one[1:]] == [45, 180, 135]
    assert [int(cell.split("=")[1]) for cell in two[1:]] == [50, 200, 150]
    assert "3H(D+H+2)=150" in plain(page.text)
    before = written(State(study_d=3, study_h=5, notation="keras_before"))
    assert "3H(D+H+1)=135" in plain(before.text)
    assert "3H(D+H)=120" in plain(written(State(study_d=3, study_h=5, notation="chung")).text)
    linen = written(State(study_d=3, study_h=5, notation="linen"))
    assert "3H(D+H+1)+H=140" in plain(linen.text)


def test_a_notation_cannot_bring_markup():
    page = sheet(State(notation="colah"), texts("en"))
    assert "W · [h, x]" in page
    assert "<script" not in page


# --- the diagram ---------------------------------------------------------------------------


@pytest.mark.parametrize("state", EVERY, ids=named)
def test_the_diagram_is_wired_as_the_variant(state):
    html = sheet(state, texts("en").written_in(state.written))
    svg = ElementTree.fromstring(re.search("<svg.*?</svg>", html)[0])
    assert svg.get("aria-label")
    signs = {
        "".join(sign.itertext()): sign.find("circle")
        for sign in svg.iter("g")
        if "sign" in sign.get("class")
    }
    top = float(signs["+"].get("cy"))
    write = max(float(circle.get("cy")) for sign, circle in signs.items() if sign == "1−")
    words = ["".join(text.itertext()).replace("\u200b", "") for text in svg.iter("text")]
    z = next(t for t in svg.iter("text") if "".join(t.itertext()).startswith("②"))
    on_keep_path = signs["1−"].get("cx") == z.get("x")
    assert on_keep_path == (state.update == "renews")
    assert top < write
    U = typed(state.written.symbols["U_n"]).replace("_", "")
    has_product = any(word.split(",")[0] == U for word in words)
    assert has_product == (state.reset == "after")
    assert ["σ" in word or "tanh" in word for word in words].count(True) == 3


# --- where it leads ------------------------------------------------------------------------


def opened(to: str) -> tuple[str, State]:
    """The page that a link leads to, and the state that it opens with."""
    parts = urlsplit(to)
    query = dict(parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query)))
    state, messages = links.read(query)
    assert messages == []
    assert parts.path.startswith("./")
    return parts.path.removeprefix("./"), state


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", EVERY, ids=named)
def test_every_link_opens_a_page_in_the_same_notation_and_language(state, language):
    page = written(state, language)
    assert len(page.links) > len(CHECKLIST) + 10
    for to, words in page.links:
        name, linked = opened(to)
        assert words.strip()
        assert not name or (ROOT / "pages" / f"{name}.py").exists()
        assert linked.lang == language
        assert (linked.notation, linked.variant) == (state.notation, state.variant)


def linked(place: str, state: State):
    """The run that a link opens, and its place."""
    _, there = opened(address(place, state, "en"))
    _, trace = trace_of(there)
    return trace, there.t, there.unit - 1


def share_written(trace, unit):
    """Of each timestep, how much of the new state is the candidate."""
    z = trace.z[:, unit]
    return z if trace.variant.update == "renews" else 1 - z


@pytest.mark.parametrize("state", EVERY, ids=named)
class TestClaims:
    def test_z_at_its_end_keeps_the_state_for_many_steps(self, state):
        trace, t, unit = linked("keep", state)
        assert t > 20
        assert share_written(trace, unit)[1:t].max() < 0.05
        assert trace.h[t, unit] == pytest.approx(trace.h[1, unit], rel=0.05)
        assert abs(trace.h[1, unit]) > 0.5

    def test_z_at_its_other_end_overwrites_it(self, state):
        trace, t, unit = linked("overwrite", state)
        assert share_written(trace, unit)[t - 1] > 0.95
        assert trace.h[t, unit] == pytest.approx(trace.n[t - 1, unit], abs=0.01)

    def test_r_near_0_leaves_the_past_out_of_the_candidate(self, state):
        trace, t, unit = linked("fullstop", state)
        assert trace.r[t - 1, unit] < 0.05
        # where the old state is large, the candidate is what it is without one
        assert abs(trace.h[t - 1, unit]) > 0.2
        assert trace.n[t - 1, unit] == pytest.approx(0, abs=0.01)

    def test_in_a_plain_rnn_an_impulse_fades_within_a_few_steps(self, state):
        trace, _, unit = linked("rnn", state)
        assert share_written(trace, unit).min() > 0.99
        assert abs(trace.h[1, unit]) > 0.8
        assert abs(trace.h[6, unit]) < 0.3

    def test_a_state_can_latch_and_stays_within_1(self, state):
        trace, t, unit = linked("latch", state)
        assert np.abs(trace.h).max() <= 1
        assert np.abs(trace.h[t:, unit]).min() > 0.5

    def test_the_new_state_lies_between_the_old_one_and_the_candidate(self, state):
        mine = replace(state, seq="1, -2, 3, 0.5", units=3, seed=7)
        name, there = opened(address("stage-mix", mine, "en"))
        assert (name, there.stage, there.seq) == ("", 4, mine.seq)
        _, trace = trace_of(there)
        ends = np.sort([trace.h[:-1], trace.n], axis=0)
        assert ((ends[0] <= trace.h[1:]) & (trace.h[1:] <= ends[1])).all()

    def test_what_differs_elsewhere_is_shown_beside_it(self, state):
        for place, field in (("other-update", "update"), ("other-reset", "reset")):
            name, there = opened(address(place, state, "en"))
            other: Variant = PUBLISHED[there.other].variant
            assert name == "conventions"
            assert getattr(other, field) != getattr(state, field)


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_of_problem_is_practised(kind):
    mine = State(seq="1, 2", part="exam", notation="ng", ticked=frozenset(["why"]))
    name, there = opened(address(kind, mine, "ko"))
    assert (name, there.kind, there.part) == ("practice", kind, "practise")
    assert (there.seq, there.notation, there.ticked) == ("1, 2", "ng", frozenset(["why"]))


def test_a_preset_is_shown_without_what_was_changed_by_hand():
    mine = State(
        seq="9", edits={("b_z", 0, 0): 50.0}, hold=(), off=frozenset(["h1"]), future="hidden"
    )
    _, there = opened(address("keep", mine, "en"))
    assert (there.edits, there.off, there.future) == ({}, frozenset(), "shown")


def test_no_place_is_invented():
    with pytest.raises(KeyError):
        address("nowhere", State(), "en")


# --- the page ------------------------------------------------------------------------------


visit = partial(pages.visit, "study")


def sent(page: AppTest, component: str) -> dict:
    (proto,) = (
        element.proto
        for element in page.main
        if element.type == "bidi_component" and element.proto.component_name == component
    )
    return json.loads(proto.json)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", ["own", "torch", "kr_exam", "d2l"])
def test_the_page_opens(key, language):
    page = visit(notation=key, lang=language, study_d="7", ticked="why mix")
    shown = sent(page, "gru_study")
    assert Page(shown["html"]).boxes == list(CHECKLIST)
    assert shown["ticked"] == ["mix", "why"]
    assert shown["language"] == language
    assert page.title[0].value == texts(language)("menu-study")


def test_d_h_and_the_notation_change_the_sheet_and_the_address():
    page = visit()
    (d,) = (box for box in page.number_input if box.key == "study_d")
    d.set_value(3).run()
    (box,) = (box for box in page.selectbox if box.key == "notation")
    box.select("keras").run()
    assert not page.exception
    assert "3H(D+H+2)=1,500" in plain(Page(sent(page, "gru_study")["html"]).text)  # 60 · 25
    query = sent(page, "gru_address")["query"]
    assert "study_d=3" in query
    assert "notation=keras" in query


def test_the_html_does_not_change_with_what_is_ticked():
    """So that ticking builds nothing anew, and the focus stays."""
    first, second = (sent(visit(**q), "gru_study")["html"] for q in ({}, {"ticked": "gates"}))
    assert second == first


def test_a_link_without_the_choice_of_formula_has_none():
    page = visit(hide="formula")
    assert not [box for box in page.selectbox if box.key == "notation"]
