"""The Backpropagation page: its numbers are those of derivations by hand."""

import json
import re
from itertools import pairwise, product
from typing import Any

import numpy as np
import pytest

from gru_viz import links
from gru_viz.exports import tex
from gru_viz.exports.backward_data import gradients_json
from gru_viz.exports.backward_documents import backward_markdown
from gru_viz.locales import texts
from gru_viz.ui.backpropagation_way import made
from tests import backward_by_hand as hand
from tests.backpropagation.page import (
    heatmaps,
    number_in,
    player,
    visit,
    what_to_look_at,
)
from tests.figures.runs import array

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


def matrix(name: str, sums: dict[str, float]) -> np.ndarray:
    """A matrix of a derivation by hand, for weights of one feature and two units."""
    if name[0] == "U":
        return np.array([[sums[f"{name}{i}{j}"] for j in (1, 2)] for i in (1, 2)])
    return np.array([[sums[f"{name}{i}"]] for i in (1, 2)])


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
