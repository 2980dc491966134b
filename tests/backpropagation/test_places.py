"""The Backpropagation page: where one is on it, and how one comes there and leaves."""

import json
from dataclasses import replace
from urllib.parse import parse_qsl

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from gru_viz.locales import LANGUAGES, texts
from gru_viz.ui import backpropagation_runs as runs
from gru_viz.ui.run import trace_of
from tests import pages
from tests.backpropagation.page import (
    components,
    papers,
    place,
    player,
    select,
    shown,
    visit,
)

FIELDS = ["back", "loss", "loss_at", "loss_unit", "target", "delta", "t", "unit", "stage", "seq"]


def test_a_first_visit_sees_the_example_and_later_the_own_run() -> None:
    assert player(visit())[0]["H"] == 2
    page = visit(seq="1, 2, 3, 4, 5, 6")
    header, _ = player(page)
    assert (header["T"], header["H"]) == (6, 4)
    assert place(page) == (6, 2, 1)


def test_a_link_to_a_place_opens_there() -> None:
    assert place(visit(t="2", unit="2", stage="5")) == (2, 2, 5)
    assert place(visit(seq="1, 2, 3, 4", t="1", stage="3")) == (1, 2, 3)


def test_a_link_to_a_part_of_a_place_keeps_that_and_begins_at_the_rest() -> None:
    assert place(visit(unit="2")) == (3, 2, 1)
    assert place(visit(stage="4")) == (3, 1, 4)
    assert place(visit(back="keep", t="2")) == (2, 1, 1)


def test_each_place_is_found_again_by_its_address() -> None:
    """That of a first visit of the Gates page too, which an address would else leave out."""
    for place_ in ((3, 2, 4), (1, 1, 1), (5, 4, 5)):
        query = dict(zip(("t", "unit", "stage"), map(str, place_), strict=True))
        page = visit(back="own", **query)
        (proto,) = components(page, "gru_address")
        address = dict(parse_qsl(json.loads(proto.json)["query"]))
        assert address.items() >= query.items()
        assert place(visit(**address)) == place(page) == place_


def test_a_language_switch_on_the_way_stays_there() -> None:
    page = visit(back="keep", t="2", unit="2", stage="3")
    page.session_state["visit"].state = replace(shown(page), lang="ko")
    page.run()
    assert not page.exception
    assert place(page) == (2, 2, 3)
    assert texts("ko")("backprop-check") in papers(page)


def test_who_comes_from_another_page_begins_at_the_end() -> None:
    page = AppTest.from_file(pages.APP, default_timeout=60)
    page.query_params["seq"] = "1, 2, 3, 4"
    page.query_params["t"] = "2"
    page.run()
    page.switch_page("pages/backpropagation.py").run()
    assert place(page) == (4, 2, 1)


def test_who_comes_back_is_where_they_were() -> None:
    page = visit(back="own", t="3", unit="2", stage="5")
    page.switch_page("pages/compare.py").run()
    page.switch_page("pages/backpropagation.py").run()
    assert place(page) == (3, 2, 5)


def test_another_run_begins_at_its_end() -> None:
    page = visit(t="1", unit="1", stage="4")
    select(page, "back_of", "own")
    assert place(page) == (5, 1, 1)
    select(page, "back_of", "keep")
    assert place(page) == (3, 1, 1)
    assert shown(page).back == "keep"


@pytest.mark.parametrize("back", [run for run in runs.RUNS if run != "own"])
def test_a_small_run_opens_on_the_gates_page_with_its_numbers(back: str) -> None:
    page = visit(back=back, notation="cho_v3", t="2", unit="2")
    _, arrays = player(page)
    (button,) = [button for button in page.button if button.key == "back_to_gates"]
    button.click().run()
    assert not page.exception
    _, trace = trace_of(shown(page))
    np.testing.assert_array_equal(trace.h, arrays["h"])
    assert (shown(page).t, shown(page).unit) == (2, 2)
    page.switch_page("pages/backpropagation.py").run()
    np.testing.assert_array_equal(player(page)[1]["h"], arrays["h"])
    assert shown(page).back == "", "it is the run of the Gates page now"


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_click_leads_to_how_far_gradients_reach(language: str) -> None:
    page = visit(lang=language)
    select(page, "gradients", "reach")
    assert shown(page).gradients == "reach"
    assert not components(page, "gru_player_backward")
    select(page, "gradients", "steps")
    assert components(page, "gru_player_backward")


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.dictionaries(
        st.sampled_from(FIELDS),
        st.one_of(st.text(), st.sampled_from(["own", "given", "every", "9", "0.5, -2", "1e5"])),
        min_size=1,
    )
)
def test_any_link_opens(query: dict[str, str]) -> None:
    page = visit(**query)
    assert components(page, "gru_player_backward") or page.error
