"""The Backpropagation page without a browser: its numbers, its runs, its losses, what it says."""

import html as markup
import json
import re
from dataclasses import replace
from functools import partial
from itertools import pairwise, product
from typing import Any
from urllib.parse import parse_qsl

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from gru_viz import links
from gru_viz.cells import gru
from gru_viz.exports import tex
from gru_viz.exports.backward_data import gradients_json
from gru_viz.exports.backward_documents import backward_markdown
from gru_viz.layouts import stack
from gru_viz.locales import LANGUAGES, texts
from gru_viz.ui import backpropagation_runs as runs
from gru_viz.ui.backpropagation_check import check
from gru_viz.ui.backpropagation_way import Way, made
from gru_viz.ui.run import trace_of
from gru_viz.variants import OWN, PUBLISHED, WEIGHTS
from gru_viz.weights import Weights
from tests import backward_by_hand as hand
from tests import pages
from tests.figures.runs import array
from tests.player.test_payload import unpack
from tests.test_given import STACKED, state
from tests.test_given import given as given_stack

visit = partial(pages.visit, "backpropagation")

# The small example in our notation, and who worked it by hand.
BY_HAND = {
    "renews before": ({}, hand.renews_before()),
    "keeps after": ({"update": "keeps", "reset": "after"}, hand.keeps_after()),
}
GRADIENTS = [
    "d_loss", "d_next", "d_h", "d_kept", "d_n", "d_a_n", "d_rq", "d_by_n", "d_z", "d_a_z",
    "d_by_z", "d_r", "d_a_r", "d_by_r", "d_back",
]  # fmt: skip
EXACT = {"rel": 1e-12, "abs": 1e-15}


@pytest.fixture(params=BY_HAND)
def worked(request: pytest.FixtureRequest) -> tuple[dict[str, str], list[Any], dict[str, float]]:
    """A link to the small example, its timesteps and its sums by hand."""
    link, (steps, sums) = BY_HAND[request.param]
    return link, steps, sums


def shown(page: AppTest) -> links.State:
    state: links.State = page.session_state["visit"].state
    return state


def components(page: AppTest, name: str) -> list[Any]:
    return [
        element.proto
        for element in page.main
        if element.type == "bidi_component" and element.proto.component_name == name
    ]


def player(page: AppTest) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    """What the player is sent: its header, and its arrays by name."""
    (proto,) = components(page, "gru_player_backward")
    return unpack(proto.bytes)


def place(page: AppTest) -> tuple[int, int, int]:
    seek = player(page)[0]["seek"]
    return seek["t"], seek["unit"], seek["stage"]


def papers(page: AppTest) -> str:
    """What the papers say, as text."""
    drawn = " ".join(json.loads(proto.json)["html"] for proto in components(page, "gru_paper"))
    return markup.unescape(re.sub("<[^>]+>", "", drawn))


def what_to_look_at(page: AppTest) -> str:
    """The sentence that tells what a run shows."""
    said, *_ = [c.value for c in page.main.caption if "%" in c.value or "±" in c.value]
    return said.replace("\N{NO-BREAK SPACE}", " ")


def heatmaps(page: AppTest) -> list[dict[str, Any]]:
    (proto,) = components(page, "gru_plots")
    (plot,) = json.loads(proto.json)["plots"]
    data: list[dict[str, Any]] = json.loads(plot["figure"])["data"]
    return data


_RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹\N{MINUS SIGN}", "-0123456789-")


def number_in(text: str) -> float:
    """A number with a true minus, and where it is small with its power of ten."""
    assert re.fullmatch("\N{MINUS SIGN}?\\d+\\.\\d+(·10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?", text)
    return float(text.replace("·10", "e").translate(_RAISED))


def matrix(name: str, sums: dict[str, float]) -> np.ndarray:
    """A matrix of a derivation by hand, for weights of one feature and two units."""
    if name[0] == "U":
        return np.array([[sums[f"{name}{i}{j}"] for j in (1, 2)] for i in (1, 2)])
    return np.array([[sums[f"{name}{i}"]] for i in (1, 2)])


# --- by hand -------------------------------------------------------------------------------


def test_the_player_has_the_numbers_of_the_derivation_by_hand(worked) -> None:
    link, steps, _ = worked
    _, arrays = player(visit(**link))
    for t, unit in product((1, 2, 3), (1, 2)):
        step = steps[t - 1]
        for name in ("r", "z", "n"):
            assert arrays[name][t - 1, unit - 1] == pytest.approx(step[f"{name}{unit}"], **EXACT)
        assert arrays["h"][t, unit - 1] == pytest.approx(step[f"h{unit}"], **EXACT)
        for name in [*GRADIENTS, *(["d_q"] if link else [])]:
            by_hand = step[f"{name}{unit}"]
            assert arrays[name][t - 1, unit - 1] == pytest.approx(by_hand, **EXACT), (name, t)


@pytest.mark.parametrize("t", [1, 2, 3])
def test_the_heatmaps_have_what_has_built_up_by_hand(worked, t: int) -> None:
    link, steps, _ = worked
    page = visit(**link, t=str(t), stage="1")
    built = {name[6:]: value for name, value in steps[t - 1].items() if name.startswith("built_")}
    names = [f"{kind}_{gate}" for gate in "rzn" for kind in ("W", "U", "b")]
    names += ["c_n"] if link else []
    drawn = heatmaps(page)
    assert len(drawn) == len(names)
    for name, heatmap in zip(names, drawn, strict=True):
        np.testing.assert_allclose(array(heatmap["z"]), matrix(name, built), atol=1e-14)
        in_the_cells = [[number_in(text) for text in row] for row in heatmap["text"]]
        np.testing.assert_allclose(in_the_cells, matrix(name, built), rtol=0.051)


def test_one_scale_holds_for_the_whole_way(worked) -> None:
    link, steps, _ = worked
    largest = max(
        abs(value) for step in steps for name, value in step.items() if name.startswith("built_")
    )
    for t in "123":
        for heatmap in heatmaps(visit(**link, t=t, stage="1")):
            assert heatmap["zmax"] == -heatmap["zmin"] == pytest.approx(largest)


def state_of(link: dict[str, Any], **more: Any) -> links.State:
    return links.State(**{**link, "back": "example", **more})


def test_the_data_has_the_sums_of_the_derivation_by_hand(worked) -> None:
    link, steps, sums = worked
    state = state_of(link)
    data = json.loads(gradients_json(made(state), state.written))
    for name, values in data["weights"].items():
        by_hand = matrix(name, sums)
        np.testing.assert_allclose(np.reshape(values, by_hand.shape), by_hand, atol=1e-14)
    assert data["h0"] == pytest.approx([sums["h01"], sums["h02"]])
    assert data["loss"]["value"] == pytest.approx(
        ((steps[2]["h1"] - 1) ** 2 + (steps[2]["h2"] - 1) ** 2) / 2
    )


@pytest.mark.parametrize("decimals", [3, 6])
def test_the_worked_steps_have_the_numbers_of_the_derivation_by_hand(worked, decimals) -> None:
    link, steps, _ = worked
    state = state_of(link)
    document = backward_markdown(made(state), texts("en"), decimals, notation=state.written)
    sections = re.split(r"\n## Back: t = (\d), unit (\d)\n", document)[1:]
    places = [(int(t), int(unit)) for t, unit in zip(sections[::3], sections[1::3], strict=True)]
    assert places == [(3, 1), (3, 2), (2, 1), (2, 2), (1, 1), (1, 2)]
    order = [
        "d_h", "d_kept", *(["q"] if link else []), "d_n", "d_a_n", "d_rq",
        *(["d_q"] if link else []), "d_by_n", "d_z", "d_a_z", "d_by_z", "d_r", "d_a_r", "d_by_r",
        "d_back",
    ]  # fmt: skip
    for (t, unit), section in zip(places, sections[2::3], strict=True):
        rows = [row.strip() for row in section.split("$$")[1].split("\\cr")]
        # The last line of each derivation stands before a row that says what the next is about.
        results = [a for a, b in pairwise([*rows, "x &="]) if not b.startswith("&")]
        assert len(results) == len(order)
        for name, row in zip(order, results, strict=True):
            value = steps[t - 1][f"{name}{unit}"]
            rounded = f"{value:.{decimals}f}" if name == "q" else tex.gradient(value, decimals)
            assert row.replace("\\end{aligned}", "").split("&= ")[1].strip() == rounded, (name, t)


def test_the_shares_that_are_said_are_those_of_the_derivation_by_hand(worked) -> None:
    link, steps, sums = worked
    page = visit(**link)
    sizes = {
        name: sum(abs(step[f"{name}{unit}"]) for step in steps for unit in (1, 2))
        for name in ("d_kept", "d_by_n", "d_by_z", "d_by_r")
    }
    shares = [f"{100 * size / sum(sizes.values()):.1f} %" for size in sizes.values()]
    said = what_to_look_at(page)
    assert re.findall(r"[\d.]+ %", said) == shares
    last = max(abs(steps[2]["d_h1"]), abs(steps[2]["d_h2"]))
    first = max(abs(sums["h01"]), abs(sums["h02"]))
    assert re.findall(r"\d\.\d{3}", said) == [f"{last:.3f}", f"{first:.3f}"]


def test_the_shares_of_one_timestep_are_those_of_all_units_by_hand(worked) -> None:
    link, steps, _ = worked
    sizes = [
        sum(abs(steps[1][f"{name}{unit}"]) for unit in (1, 2))
        for name in ("d_kept", "d_by_n", "d_by_z", "d_by_r")
    ]
    (said,) = [c.value for c in visit(**link, t="2").main.caption if c.value.startswith("At t = 2")]
    shares = [f"{100 * size / sum(sizes):.1f} %" for size in sizes]
    assert re.findall(r"[\d.]+ %", said.replace("\N{NO-BREAK SPACE}", " ")) == shares


# --- the runs ------------------------------------------------------------------------------

NOTATIONS = [OWN, "ng", "torch", "d2l", "cho_v1", "kr_exam"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("notation", NOTATIONS)
@pytest.mark.parametrize("back", runs.RUNS)
def test_every_run_opens_in_every_notation(back, notation, language) -> None:
    page = visit(back=back, notation=notation, lang=language)
    header, arrays = player(page)
    assert place(page)[0] == header["T"]
    assert place(page)[2] == 1
    assert not page.error
    assert np.isfinite(arrays["d_back"]).all()
    assert len(heatmaps(page)) >= 6
    assert texts(language)("backprop-check") in papers(page)
    assert links.read(links.write(shown(page))) == (shown(page), [])


def way_of(back: str, notation: str = OWN, **more: Any) -> Way:
    return made(links.State(notation=notation, back=back, **more))


def shares(way: Way) -> dict[str, float]:
    ways = gru.branches(way.trace, way.grads)
    sizes = {name: np.abs(getattr(ways, name)).sum() for name in ("kept", "by_n", "by_z", "by_r")}
    return {name: float(size / sum(sizes.values())) for name, size in sizes.items()}


@pytest.mark.parametrize("notation", [OWN, *PUBLISHED])
def test_the_presets_show_what_they_are_there_for(notation: str) -> None:
    write, keep, reset, end = (
        way_of(name, notation) for name in ("write", "keep", "reset", "saturated")
    )
    for way in (write, keep, reset, end):
        assert (way.trace.T, way.trace.params.H, way.trace.params.D) == (3, 2, 1)
        assert np.abs(way.grads.h[-1]).max() > 0.1, "a gradient arrives"
    assert write.trace.keep.max() < 0.01
    assert shares(write)["kept"] < 0.01 < 0.5 < shares(write)["by_n"]
    assert keep.trace.keep.min() > 0.99
    assert shares(keep)["kept"] > 0.99
    np.testing.assert_allclose(keep.grads.h0, keep.grads.h[-1], rtol=0.01)
    assert np.abs(keep.grads.n).max() < 0.01
    assert reset.trace.r.max() < 0.01
    assert shares(reset)["by_n"] + shares(reset)["by_r"] < 0.01
    assert shares(reset)["by_z"] > 0.01, "the update gate has its own way past the reset gate"
    weights = gru.weight_gradients(end.trace, end.grads).values()
    assert max(np.abs(array).max() for array in weights) < 0.01
    example = shares(way_of("example", notation))
    assert min(example.values()) > 0.02, "each branch carries something"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("back", runs.RUNS)
def test_what_is_said_of_a_run_has_its_numbers(back: str, language: str) -> None:
    said = what_to_look_at(visit(back=back, lang=language))
    way = way_of(back)
    trace, grads = way.trace, way.grads
    less, more = {"en": ("less than 0.1 %", "more than 99.9 %"), "ko": ("0.1% 미만", "99.9% 이상")}[
        language
    ]

    def percent(number: float) -> str:
        return f"{number:.1f}{' ' if language == 'en' else ''}%"

    share = {name: percent(100 * part) for name, part in shares(way).items()}
    weights = max(np.abs(a).max() for a in gru.weight_gradients(trace, grads).values())
    expected = {
        "example": list(share.values()),
        "own": list(share.values()),
        # h_{t-1} counts 1 − z in our own formula.
        "write": [percent(np.ceil(1000 * (1 - trace.z).max()) / 10), less, share["by_n"]],
        "keep": [
            percent(np.floor(1000 * (1 - trace.z).min()) / 10),
            more,
            upwards(np.abs(grads.n).max()),
        ],
        "reset": [upwards(trace.r.max()), less, share["kept"], share["by_z"]],
        "saturated": [
            *(upwards((gate * (1 - gate)).max()) for gate in (trace.z, trace.r)),
            upwards((1 - trace.n**2).max()),
            f"{np.abs(grads.h).max():.3f}",
            upwards(weights),
            percent(np.ceil(1000 * weights / np.abs(grads.h).max()) / 10),
        ],
    }
    for number in expected[back]:
        assert number in said


def upwards(value: float) -> str:
    return f"{np.ceil(value * 10_000) / 10_000:.4f}"


def test_a_large_loss_does_not_change_what_saturation_does() -> None:
    """A target of a million makes all gradients large, and of what arrives as little is left."""
    for loss_at in ("last", "every"):
        said = what_to_look_at(visit(back="saturated", target="1000000", loss_at=loss_at))
        assert "·10⁶" in said
        (share,) = re.findall(r"([\d.]+) %", said)
        assert float(share) < 1


def test_a_small_number_is_no_0_in_the_heatmaps() -> None:
    page = visit(back="saturated")
    built = gru.weight_gradients(way_of("saturated").trace, way_of("saturated").grads)
    for name, heatmap in zip(
        [f"{kind}_{gate}" for gate in "rzn" for kind in ("W", "U", "b")],
        heatmaps(visit(back="saturated", t="1", stage="1")),
        strict=True,
    ):
        in_the_cells = np.ravel([[number_in(text) for text in row] for row in heatmap["text"]])
        np.testing.assert_allclose(in_the_cells, built[name].ravel(), rtol=0.051)
    (proto,) = components(page, "gru_plots")
    said = json.loads(proto.json)["plots"][0]["alt"]
    assert "0.000" not in said
    assert "farthest from 0" in said


def test_a_first_visit_sees_the_example_and_later_the_own_run() -> None:
    assert player(visit())[0]["H"] == 2
    page = visit(seq="1, 2, 3, 4, 5, 6")
    header, _ = player(page)
    assert (header["T"], header["H"]) == (6, 4)
    assert place(page) == (6, 2, 1)


def test_a_link_to_a_place_opens_there() -> None:
    assert place(visit(t="2", unit="2", stage="5")) == (2, 2, 5)
    assert place(visit(seq="1, 2, 3, 4", t="1", stage="3")) == (1, 2, 3)


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


def select(page: AppTest, key: str, value: Any) -> None:
    controls = [*page.selectbox, *page.button_group, *page.text_input]
    (control,) = [control for control in controls if control.key == key]
    control.set_value(value).run()
    assert not page.exception


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


def test_the_own_run_has_its_what_ifs_and_is_not_rounded() -> None:
    page = visit(back="own", hold="z.2.1.5 0.25", rounding="steps", decimals="2")
    header, arrays = player(page)
    assert header["decimals"] == 2
    assert (arrays["z"][:, 1] == 0.25).all()
    assert (arrays["d_a_z"][:, 1] == 0).all()
    assert (arrays["d_z"][:, 1] != 0).all()
    _, exact = trace_of(links.State(hold=shown(page).hold))
    np.testing.assert_array_equal(arrays["h"], exact.h)
    said = [caption.value for caption in page.main.caption]
    assert texts("en")("backprop-unrounded") in said
    assert texts("en")("backprop-what-if") in said
    assert texts("en")("backprop-what-if") not in [c.value for c in visit(back="own").main.caption]


# --- the loss ------------------------------------------------------------------------------


@pytest.mark.parametrize("at", ["last", "every"])
@pytest.mark.parametrize("kind", ["squared", "given"])
@pytest.mark.parametrize("unit", ["0", "2"])
def test_the_loss_is_where_it_was_put(kind: str, at: str, unit: str) -> None:
    page = visit(loss=kind, loss_at=at, loss_unit=unit, target="0.5, -2", delta="0.5, -2")
    _, arrays = player(page)
    h, numbers = arrays["h"][1:], np.array([0.5, -2])
    own = h - numbers if kind == "squared" else np.broadcast_to(numbers, h.shape)
    timesteps = [at == "every", at == "every", True]
    counts = np.outer(timesteps, [unit == "0", True])
    np.testing.assert_allclose(arrays["d_loss"], np.where(counts, own, 0), atol=1e-15)
    terms = (h - numbers) ** 2 / 2 if kind == "squared" else h * numbers
    value = f"{np.where(counts, terms, 0).sum():.3f}".replace("-", "\N{MINUS SIGN}")
    assert f"={value}" in re.sub(r"\s", "", papers(page))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", ["", "one", "1, 2, 3", "1e999", "2000000", "<b>x</b>"])
def test_a_wrong_loss_is_said_in_one_sentence_and_stays(text: str, language: str) -> None:
    page = visit(target=text, lang=language)
    assert len(page.error) == 1
    assert player(page)[1]["d_loss"].any(), "a loss is drawn all the same"
    (field,) = [field for field in page.text_input if field.key == "target"]
    assert field.value == text
    field.set_value("0.5").run()
    assert not page.error
    assert player(page)[1]["d_loss"].any()


def test_the_last_loss_that_could_be_read_stays_drawn() -> None:
    page = visit(loss="given", delta="3")
    select(page, "delta", "abc")
    assert "abc" in page.sidebar.error[0].value
    assert player(page)[1]["d_loss"].tolist() == [[0, 0], [0, 0], [3, 3]]
    assert shown(page).delta == "abc"
    assert not [button for button in page.button if button.key == "back_exports"]


def test_the_loss_is_changed_by_its_controls() -> None:
    page = visit()
    select(page, "loss_at", "every")
    select(page, "loss_unit_of", 2)
    select(page, "loss", "given")
    select(page, "delta", "3")
    assert player(page)[1]["d_loss"].tolist() == [[0, 3]] * 3
    changed = shown(page)
    assert (changed.loss, changed.loss_at, changed.loss_unit) == ("given", "every", 2)
    assert links.read(links.write(changed)) == (changed, [])


def test_a_unit_that_a_run_lacks_is_its_last_one() -> None:
    page = visit(loss_unit="4", loss="given", back="example")
    assert player(page)[1]["d_loss"].tolist() == [[0, 0], [0, 0], [0, 1]]
    select(page, "back_of", "own")
    assert shown(page).loss_unit == 4
    assert player(page)[1]["d_loss"][-1].tolist() == [0, 0, 0, 1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_loss_at_all_is_said(language: str) -> None:
    page = visit(loss="given", delta="0", lang=language)
    assert texts(language)("backprop-look-nothing") in [c.value for c in page.main.caption]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_gradient_beyond_all_floats_is_said(language: str) -> None:
    edits = "U_n.1.1 1e160 W_n.1.1 0 b_n.1 0 W_r.1.1 0 U_r.1.1 0 b_r.1 0 h0.1 0"
    page = visit(back="own", units="1", edits=edits, lang=language)
    assert [error.value for error in page.error] == [texts(language)("backprop-overflow")]
    assert not components(page, "gru_player_backward")


# --- the check -----------------------------------------------------------------------------


def test_all_numbers_are_checked_while_they_are_few() -> None:
    way = way_of("example")
    rows = way.differences.rows(links.State().written)
    assert sum(row.count for row in rows) == sum(row.checked for row in rows) == 26
    assert max(row.by for row in rows) < 1e-9
    said = papers(visit())
    assert "26" in said
    assert texts("en")("backprop-check-all", count=26, checked=26) in said


@pytest.mark.parametrize("notation", ["torch", "ng", "d2l"])
def test_of_many_numbers_the_largest_gradients_are_checked(notation: str) -> None:
    state = links.State(notation=notation, back="own", units=16, hold=())
    way = made(state)
    rows = way.differences.rows(state.written)
    assert sum(row.checked for row in rows) == 60 < sum(row.count for row in rows)
    assert max(row.by for row in rows if row.checked) < 1e-8
    magnitudes = sorted(
        abs(value) for array in way.differences.backward.values() for value in array.flat
    )
    checked = [
        abs(value)
        for name, array in way.differences.backward.items()
        for value in array[way.differences.checked[name] > 0]
    ]
    assert min(checked) >= magnitudes[-60]


def test_a_wrong_gradient_is_found() -> None:
    way = way_of("example")
    wrong = {name: array + 0.01 for name, array in way.differences.backward.items()}
    differences = replace(way.differences, backward=wrong)
    assert max(row.by for row in differences.rows(links.State().written)) > 0.009


def test_the_check_says_whether_the_two_agree() -> None:
    assert texts("en")("backprop-check-agrees") in papers(visit())
    way = way_of("example")
    wrong = replace(way.grads, U_n=way.grads.U_n + 0.01)
    assert check(way.trace, way.loss, wrong).verdict == "differs"


def test_too_coarse_a_step_is_no_evidence() -> None:
    """Of 64 sunspot units the gradient explodes, and 1e-5 is a long way."""
    way = way_of("own", series="sunspots", units=64)
    assert max(row.by for row in way.differences.rows(links.State().written)) > 100
    assert way.differences.verdict == "coarse"


def test_the_place_of_a_number_is_that_of_the_notation() -> None:
    """Ng has one matrix for both, [c, x] first the state: W of the input is in its last column."""
    way = way_of("example", "ng")
    rows = {row.name: row for row in way.differences.rows(PUBLISHED["ng"])}
    assert rows["U_r"].count == 2 * 3
    assert {"W_r", "W_z", "W_n"}.isdisjoint(rows)


def test_held_gates_stay_held_in_the_check() -> None:
    way = way_of("own", hold=links.read({"hold": "z.all.1.5 0.25 r.2.2.4 1"})[0].hold)
    assert max(row.by for row in way.differences.rows(links.State().written)) < 1e-8


@pytest.mark.parametrize("loss_at", ["last", "every"])
def test_large_numbers_are_checked_as_well_as_small_ones(loss_at: str) -> None:
    inputs = "W_z.1.1 .0005 W_n.1.1 .001 W_r.1.1 .001"
    for query in (
        {"target": "1000000"},
        {"seq": "1000, -500, 800", "units": "1", "edits": inputs},
        {"seq": "1000, -500, 800", "units": "1", "edits": inputs, "target": "1000000"},
        {"units": "1", "edits": "h0.1 1000000", "target": "-1000000"},
    ):
        way = made(links.read({"back": "own", "loss_at": loss_at, **query})[0])
        rows = way.differences.rows(links.State().written)
        assert max(row.by for row in rows) < 1e-8 * way.differences.largest, query


def test_the_difference_is_said_beside_the_largest_gradient() -> None:
    page = visit(target="1000000")
    said = papers(page)[papers(page).index(texts("en")("backprop-check")) :]
    (share,) = re.findall(r"That is ([\d.]+)\s*·\s*10\s*(\S+) times", said)
    assert float(f"{share[0]}e{share[1].replace(chr(8722), '-')}") < 1e-8


def test_the_largest_size_opens() -> None:
    page = visit(back="own", units="64", seq=" ".join("1203" * 128))
    assert place(page) == (512, 2, 1)
    assert texts("en")("backprop-check-table") in [e.label for e in page.expander]


def test_the_smallest_size_opens() -> None:
    page = visit(back="own", units="1", seq="1")
    assert place(page) == (1, 1, 1)
    assert not page.error
    assert "All 10 numbers" in papers(page)


def wide(T: int, H: int = 512) -> links.State:
    """A given layer of many units."""
    rng, D = np.random.default_rng(0), 1
    shapes = {"W": (H, D), "U": (H, H), "b": (H,), "c": (H,)}
    names = (*WEIGHTS, *PUBLISHED["torch"].biases)
    params = gru.Params(**{name: rng.normal(size=shapes[name[0]]) * 0.05 for name in names})
    layer = stack.Layer(Weights(params, np.zeros(H)))
    return state(stack.Stack("torch", (layer,)), np.full((T, D), 0.5), back="own")


def test_of_a_wide_layer_as_much_is_checked_as_there_is_time_for() -> None:
    """Two runs of 64 timesteps with 512 units make some 10⁸ multiplications."""
    way = made(wide(64))
    checked = sum(int(array.sum()) for array in way.differences.checked.values())
    assert 1 <= checked <= 5
    rows = way.differences.rows(PUBLISHED["torch"])
    assert max(row.by for row in rows) < 1e-8 * way.differences.largest


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_run_that_is_too_large_for_any_check_opens_and_says_so(language: str) -> None:
    page = visit(lang=language)
    page.session_state["visit"].state = replace(wide(512), lang=language)
    page.run()
    assert not page.exception
    assert texts(language)("backprop-check-none", count=0).split(":")[0][:20] in papers(page)


@pytest.mark.parametrize("layer", [1, 2])
@pytest.mark.parametrize("direction", ["forward", "reverse"])
def test_each_layer_of_given_weights_is_gone_back_through(layer: int, direction: Any) -> None:
    there = state(given_stack(STACKED), np.array([[1.0], [-1.0], [2.0]]), back="own")
    page = visit()
    page.session_state["visit"].state = replace(there, layer=layer, direction=direction, t=1)
    page.run()
    assert not page.exception
    header, arrays = player(page)
    assert (header["T"], header["H"]) == (3, 64)
    way = made(shown(page))
    np.testing.assert_array_equal(arrays["d_back"][0], way.grads.h0)
    rows = way.differences.rows(shown(page).written)
    assert max(row.by for row in rows) < 1e-6 * way.differences.largest


# --- how far it reaches --------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_click_leads_to_how_far_gradients_reach(language: str) -> None:
    page = visit(lang=language)
    select(page, "gradients", "reach")
    assert shown(page).gradients == "reach"
    assert not components(page, "gru_player_backward")
    select(page, "gradients", "steps")
    assert components(page, "gru_player_backward")


# --- any link ------------------------------------------------------------------------------

FIELDS = ["back", "loss", "loss_at", "loss_unit", "target", "delta", "t", "unit", "stage", "seq"]


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
