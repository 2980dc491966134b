"""The Gates page without a browser: whatever comes in, a result or a sentence, never a crash."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from gru_viz import links, presets, sequences
from gru_viz.cells import gru
from gru_viz.locales import LANGUAGES, texts
from gru_viz.messages import Problem
from gru_viz.variants import PUBLISHED
from tests.pages import APP, visit

FEW = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
NAMES = list(links.State.__dataclass_fields__)


def shown(page: AppTest) -> links.State:
    state: links.State = page.session_state["visit"].state
    return state


@FEW
@given(st.text(min_size=1))
def test_any_sequence_gives_a_page_or_one_sentence(seq: str) -> None:
    try:
        sequences.parse(seq)
        sentences = 0
    except Problem:
        sentences = 1
    page = AppTest.from_file(APP, default_timeout=60)
    page.query_params["seq"] = seq
    page.run()
    assert not page.exception
    if not page.warning:  # a text that no address can hold is refused with the link
        assert len(page.error) == sentences


@FEW
@given(st.dictionaries(st.sampled_from(NAMES), st.text(), min_size=1, max_size=6))
def test_any_link_opens(query: dict[str, str]) -> None:
    visit(**query)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("preset", presets.PRESETS)
def test_every_preset_is_shown_with_what_to_look_at(preset: str, language: str) -> None:
    page = visit(lang=language)
    chooser = next(box for box in page.selectbox if box.key == "weights")
    chooser.select(preset).run()
    assert not page.exception
    assert not page.error
    assert texts(language)(f"preset-{preset}-look") in [caption.value for caption in page.caption]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("series", sequences.READY)
def test_every_ready_series_opens(series: str, language: str) -> None:
    page = visit(lang=language)
    next(box for box in page.selectbox if box.key == "series").select(series).run()
    assert not page.exception
    assert not page.error
    assert shown(page).std == sequences.ready(series).standardise


@pytest.mark.parametrize(
    "seq",
    ["1, 2, x", "1, 2\n3", "", "nan", "inf", "1e999", "1 " * 600, ",".join(["1"] * 600) + "\n1"],
)
def test_what_cannot_be_read_is_said_in_both_languages(seq: str) -> None:
    said = []
    for language in LANGUAGES:
        page = visit(lang=language)
        page.text_area[0].set_value(seq).run()
        assert not page.exception
        (error,) = page.error
        said.append(error.value)
        assert shown(page).seq == seq, "what was typed is still there"
    assert said[0] != said[1]
    assert [bool(re.search("[가-힣]", sentence)) for sentence in said] == [
        language == "ko" for language in LANGUAGES
    ]


def test_a_series_has_its_own_standardising() -> None:
    page = visit(seq="5, 6, 7", std="true")
    for series, standardised in (("sunspots", True), ("sine", False), ("", True)):
        next(box for box in page.selectbox if box.key == "series").select(series).run()
        assert shown(page).std == standardised


def test_a_ready_series_can_be_edited_as_it_stands() -> None:
    page = visit(series="nile", std="true")
    x = page.session_state["parsed"][1].x
    next(button for button in page.button if "Edit" in button.label).click().run()
    assert shown(page).series == ""
    assert shown(page).std
    assert (page.session_state["parsed"][1].x == x).all()


def test_1e308_is_a_number_like_any_other() -> None:
    assert not visit(seq="1e308, -1e308, 1", scale="10").error


@pytest.mark.parametrize("update", ["renews", "keeps"])
@pytest.mark.parametrize("reset", ["before", "after"])
def test_largest_size_in_every_variant(update: gru.Update, reset: gru.Reset) -> None:
    row = ",".join(["0.5"] * 64)
    page = visit(units="64", update=update, reset=reset)
    page.text_area[0].set_value("\n".join([row] * 512)).run()
    assert not page.exception
    assert not page.error
    said = [caption.value for caption in page.caption]
    assert any("8,000" in sentence for sentence in said), "it doesn't fit into a link"


def choose_notation(page: AppTest, key: str) -> None:
    next(box for box in page.selectbox if box.key == "notation").select(key).run()
    assert not page.exception
    assert not page.error


def trace(page: AppTest) -> gru.Trace:
    run: gru.Trace = page.session_state["run"][1].trace
    return run


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_notation_is_one_choice_away_and_says_where_it_is_from(language: str) -> None:
    page = visit(lang=language)
    for key, notation in PUBLISHED.items():
        choose_notation(page, key)
        assert trace(page).variant == notation.variant
        about = texts(language)(f"notation-{key}-about")
        assert any(about in caption.value for caption in page.caption)


def test_a_notation_that_only_renames_leaves_every_number_as_it_was() -> None:
    page = visit(seq="1, -2, 0.5, 3", edits="b_r.1 0.7 h0.2 0.4", hold="z.1.2.3 0.5")
    alike: dict[object, gru.Trace] = {}
    for key, notation in PUBLISHED.items():
        choose_notation(page, key)
        now = trace(page)
        biases = set(notation.biases) - set(notation.added)
        first = alike.setdefault((notation.variant, frozenset(biases)), now)
        assert (now.h == first.h).all(), key
        assert (now.a_r == first.a_r).all(), key
    assert len(alike) < len(PUBLISHED)


def test_our_own_notation_goes_on_with_the_variant_of_the_one_before() -> None:
    page = visit(notation="torch")
    before = trace(page).h
    choose_notation(page, "own")
    assert shown(page).variant == PUBLISHED["torch"].variant
    assert (trace(page).h == before).all()


def test_a_preset_keeps_what_was_typed_and_edited() -> None:
    page = visit(seq="5, 6, 7", edits="b_r.1 0.25")
    weights = next(box for box in page.selectbox if box.key == "weights")
    weights.select("keep").run()
    assert shown(page).edits == {}
    next(box for box in page.selectbox if box.key == "weights").select("random").run()
    assert shown(page).edits == {("b_r", 0, 0): 0.25}
    assert shown(page).seq == "5, 6, 7"


def test_markdown_in_a_broken_link_stays_text() -> None:
    page = visit(units="**bold** ![x](https://example.org/x.png) $a$ :red[x]")
    (warning,) = page.warning
    assert r"\*\*bold" in warning.value
    assert "![x](" not in warning.value


def test_a_label_of_the_language_before_is_no_choice():
    """As a browser sends it that has not got the list in the other language yet."""
    page = visit(lang="ko", notation="torch", seq="1, 2")
    box = next(box for box in page.selectbox if box.key == "notation")
    box.options.append("Ours: r, z, h\u0303")
    box.set_value("Ours: r, z, h\u0303").run()
    assert not page.exception
    assert page.session_state["visit"].state.notation == "torch"
    assert page.session_state["notation"] == "torch"
