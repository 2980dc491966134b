"""The Backpropagation page: its runs, and what is said of each."""

import json
import re

import numpy as np
import pytest

from gru_viz import links
from gru_viz.cells import gru
from gru_viz.locales import LANGUAGES, texts
from gru_viz.ui import backpropagation_runs as runs
from gru_viz.ui.backpropagation_way import Way, made
from gru_viz.ui.run import trace_of
from gru_viz.variants import OWN, PUBLISHED
from tests.backpropagation.page import (
    components,
    heatmaps,
    number_in,
    papers,
    place,
    player,
    shown,
    visit,
    way_of,
    what_to_look_at,
)

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


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_gradient_that_vanishes_is_no_0_in_the_sentence(language: str) -> None:
    """Of what is less than the decimals shown, two digits are said."""
    seq = " ".join("1203" * 50)
    link = {"back": "own", "units": "16", "seq": seq, "scale": "0.3"}
    way = made(links.read(link)[0])
    said = what_to_look_at(visit(**link, lang=language))
    arrives = float(np.abs(way.grads.h0).max())
    assert 0 < arrives < 1e-3
    (digits, power) = re.findall(r"(\d\.\d)·10(⁻[⁰¹²³⁴⁵⁶⁷⁸⁹]+)", said)[-1]
    power = power.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"))
    assert float(f"{digits}e{power}") == pytest.approx(arrives, rel=0.051)
    assert "0.000" not in said


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


def test_the_largest_size_opens() -> None:
    page = visit(back="own", units="64", seq=" ".join("1203" * 128))
    assert place(page) == (512, 2, 1)
    assert texts("en")("backprop-check-table") in [e.label for e in page.expander]


def test_the_smallest_size_opens() -> None:
    page = visit(back="own", units="1", seq="1")
    assert place(page) == (1, 1, 1)
    assert not page.error
    assert "All 10 numbers" in papers(page)
