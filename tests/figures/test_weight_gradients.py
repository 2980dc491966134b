"""The gradients at the weights: what has built up, on one scale, in the notation's matrices."""

from itertools import pairwise
from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest

from gru_viz.cells import gru
from gru_viz.figures import Style
from gru_viz.figures.weight_gradients import (
    BuiltUp,
    built_up,
    largest,
    weight_gradients_alt,
    weight_gradients_drawing,
    weight_gradients_figure,
)
from gru_viz.locales import LANGUAGES, texts
from gru_viz.palette import DARK, LIGHT
from gru_viz.variants import PUBLISHED, Notation, own
from tests.exports.runs import NOTATIONS, run_in
from tests.figures.runs import VARIANTS, array, run, sent

OURS = own(VARIANTS[0])


def back(trace: gru.Trace) -> gru.Gradients:
    dh = np.random.default_rng(7).normal(size=trace.h[1:].shape)
    return gru.backward(trace, dh)


def built_in(notation: Notation, t: int = 1, H: int = 2) -> tuple[gru.Trace, BuiltUp]:
    trace, _ = run_in(notation, H=H)
    grads = back(trace)
    return trace, built_up(trace, grads, t, largest(trace, grads))


def figure(built: BuiltUp, notation: Notation = OURS, palette: Any = LIGHT) -> go.Figure:
    return weight_gradients_figure(built, Style(texts("en"), palette, False, notation), 3)


@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_what_has_built_up_is_the_sum_of_the_shares(variant: gru.Variant) -> None:
    trace = run(T=5, variant=variant)
    grads = back(trace)
    total = dict.fromkeys(gru.weight_gradients(trace, grads), 0.0)
    for t in range(5, 0, -1):
        built = built_up(trace, grads, t, 1.0)
        for name in total:
            total[name] = total[name] + getattr(built.step, name)
            np.testing.assert_allclose(getattr(built.whole, name), total[name], atol=1e-12)
    np.testing.assert_allclose(total["U_n"], grads.U_n, atol=1e-12)


def test_the_scale_ends_at_the_largest_number_of_the_whole_way() -> None:
    trace = run(T=9)
    grads = back(trace)
    sums = [gru.weight_gradients(trace, grads, first) for first in range(1, 10)]
    most = max(np.abs(a).max() for arrays in sums for a in arrays.values())
    assert largest(trace, grads) == pytest.approx(most, rel=1e-12)
    for t in (9, 4, 1):
        for heatmap in figure(built_up(trace, grads, t, most)).data:
            assert (heatmap.zmin, heatmap.zmax) == (-most, most)


def key(notation: Notation) -> str:
    return f"{notation.key} {notation.variant.update} {notation.variant.reset}"


@pytest.mark.parametrize("notation", NOTATIONS, ids=key)
def test_matrices_stand_as_the_notation_has_them(notation: Notation) -> None:
    _, built = built_in(notation, H=2)
    drawn = [array(heatmap["z"]) for heatmap in sent(figure(built, notation))["data"]]
    expected = []
    for gate in "rzn":
        W, U, b, c = (getattr(built.whole, f"{kind}_{gate}") for kind in "WUbc")
        pair = [W, U] if notation.first == "x" else [U, W]
        matrices = [np.hstack(pair)] if notation.products == "joined" else pair
        if notation.vectors == "row":
            matrices = [matrix.T for matrix in matrices]
        vectors = [vector for vector in (b, c) if vector is not None]
        upright = notation.vectors == "column"
        expected += [*matrices, *(v.reshape((2, 1) if upright else (1, 2)) for v in vectors)]
    assert len(drawn) == len(expected)
    for one, other in zip(drawn, expected, strict=True):
        np.testing.assert_array_equal(one, other)


def number_in(text: str) -> float:
    raised = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹\N{MINUS SIGN}", "-0123456789-")
    return float(text.replace("·10", "e").translate(raised))


def test_numbers_stand_in_the_cells_while_they_are_few() -> None:
    _, small = built_in(OURS)
    for heatmap in sent(figure(small))["data"]:
        in_cells = [[number_in(text) for text in row] for row in heatmap["text"]]
        np.testing.assert_allclose(in_cells, array(heatmap["z"]), rtol=0.051)
    _, large = built_in(OURS, H=12)
    assert all("text" not in heatmap for heatmap in sent(figure(large))["data"])


def test_beside_many_columns_numbers_are_short() -> None:
    """Six decimals beside each other ran into one another on a phone."""
    for H, decimals in ((2, 6), (4, 3)):
        trace = run(T=2, D=1, H=H)
        built = built_up(trace, back(trace), 1, 1.0)
        drawing = weight_gradients_drawing(built, Style(texts("en"), LIGHT, False, OURS), 6)
        numbers = [text for heatmap in drawing["data"] for row in heatmap["text"] for text in row]
        plain = [text for text in numbers if "10" not in text]
        assert {len(text.split(".")[1]) for text in plain} <= {decimals, decimals + 1}


def test_what_is_nearly_0_beside_the_whole_way_is_told_apart() -> None:
    trace = run(T=3)
    grads = back(trace)
    most = largest(trace, grads)
    seen = max(np.abs(a).max() for a in gru.weight_gradients(trace, grads, 2).values())
    assert not built_up(trace, grads, 2, most).is_faint
    assert not built_up(trace, grads, 2, 40 * seen).is_faint
    assert built_up(trace, grads, 2, 60 * seen).is_faint


def test_no_title_runs_beyond_the_figure_or_into_the_next() -> None:
    """Over narrow matrices too: those of one feature and the biases, beside 64 units."""
    for H in (1, 2, 16, 64):
        trace = run(T=2, D=1, H=H)
        drawing = weight_gradients_drawing(
            built_up(trace, back(trace), 1, 1.0), Style(texts("en"), LIGHT, False, OURS), 3
        )
        titles = drawing["layout"]["annotations"][:3]
        assert {title["xanchor"] for title in titles} == {"center"}
        middles = [0.0, *(title["x"] for title in titles), 1.0]
        first, *between, last = [350 * (b - a) for a, b in pairwise(middles)]
        margin = drawing["layout"]["margin"]["r"]  # into which the last title may run
        assert min(*between, 2 * (first + margin), 2 * (last + margin)) > 48, "as wide as a title"


def test_the_axes_of_a_row_do_not_overlap() -> None:
    for H in (1, 2, 4, 64):
        trace = run(T=2, D=3, H=H)
        grads = back(trace)
        layout = sent(figure(built_up(trace, grads, 1, 1.0)))["layout"]
        places = [
            (layout[f"yaxis{name[5:]}"]["domain"], axis["domain"])
            for name, axis in layout.items()
            if name.startswith("xaxis")
        ]
        rows: dict[float, list[list[float]]] = {}
        for down, across in places:
            assert 0 <= down[0] < down[1] <= 1
            rows.setdefault(down[1], []).append(across)
        assert len(rows) == 3
        for row in rows.values():
            for one, other in pairwise(sorted(row)):
                assert one[1] < other[0]


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_plotly_takes_it(palette: Any) -> None:
    for notation in NOTATIONS:
        _, built = built_in(notation)
        drawing = weight_gradients_drawing(built, Style(texts("ko"), palette, True, notation), 3)
        go.Figure(drawing)  # with Plotly's own checks


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_largest_number_of_each_gate_is_said(language: str) -> None:
    _, built = built_in(PUBLISHED["torch"], t=2)
    said = weight_gradients_alt(built, texts(language), PUBLISHED["torch"], 3)
    for gate in "rzn":
        arrays = [getattr(built.whole, f"{kind}_{gate}") for kind in "WUbc"]
        most = max((abs(v), v) for a in arrays for v in a.ravel().tolist())[1]
        assert f"{most:.3f}".replace("-", "\N{MINUS SIGN}") in said
    assert "2" in said


def test_no_gradient_at_all_is_drawn_too() -> None:
    trace = run(T=3)
    grads = gru.backward(trace, np.zeros((3, 3)))
    drawn = sent(figure(built_up(trace, grads, 1, largest(trace, grads))))
    assert all(heatmap["zmax"] > 0 for heatmap in drawn["data"])
