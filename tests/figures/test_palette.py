"""The colours: readable as text, and told apart without red or green.

Contrast as in WCAG 2.2. Colour blindness by the matrices of Machado, Oliveira and Fernandes,
"A Physiologically-based Model for Simulation of Color Vision Deficiency" (2009), severity 1,
applied to linear RGB. Differences are distances in CIELAB (ΔE*ab).
"""

import re
from dataclasses import asdict
from itertools import combinations

import numpy as np
import pytest

from gru_viz import palette
from gru_viz.palette import DARK, LIGHT, Palette
from tests.figures.colours import contrast, linear

SEEN_BY = {
    "all cones": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
         [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
         [-0.011820, 0.042940, 0.968881]]
    ),
}  # fmt: skip
APART = 15  # ΔE*ab; 2.3 is just noticeable side by side

both = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])


def lab(rgb: np.ndarray) -> np.ndarray:
    to_xyz = np.array(
        [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
         [0.0193339, 0.1191920, 0.9503041]]
    )  # fmt: skip
    xyz = to_xyz @ rgb.clip(0, 1) / [0.95047, 1.0, 1.08883]
    f = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def difference(one: str, other: str, seen_by: str) -> float:
    matrix = SEEN_BY[seen_by]
    return float(np.linalg.norm(lab(matrix @ linear(one)) - lab(matrix @ linear(other))))


def test_the_measures_are_the_published_ones():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert lab(linear("#FFFFFF")) == pytest.approx([100, 0, 0], abs=0.01)
    assert lab(linear("#FF0000")) == pytest.approx([53.24, 80.09, 67.20], abs=0.01)


@both
def test_text_can_be_read_on_the_surface(colours: Palette):
    texts = {"ink": colours.ink, "muted": colours.muted, **asdict(colours.text)}
    texts |= asdict(colours.cells)
    assert {name: c for name, c in texts.items() if contrast(c, colours.surface) < 4.5} == {}


@both
def test_ink_can_be_read_on_every_tint_of_a_cell(colours: Palette):
    tints = {name: c for name, c in colours.variables().items() if name.startswith("tint-")}
    assert set(tints) == {f"tint-{end}" for end in ("r", "z", "x", "negative", "positive")}
    assert {name: c for name, c in tints.items() if contrast(colours.ink, c) < 4.5} == {}


@both
@pytest.mark.parametrize("seen_by", SEEN_BY)
def test_quantities_are_told_apart(colours: Palette, seen_by: str):
    fills = asdict(colours.fill).items()
    close = {
        (one, other): distance
        for (one, a), (other, b) in combinations(fills, 2)
        if (distance := difference(a, b, seen_by)) < APART
    }
    assert close == {}


@both
@pytest.mark.parametrize("seen_by", SEEN_BY)
def test_cells_are_told_apart_and_from_every_quantity(colours: Palette, seen_by: str):
    cells = asdict(colours.cells)
    for one, other in combinations(cells.values(), 2):
        assert difference(one, other, seen_by) > 2 * APART
    close = {
        (cell, name): distance
        for cell, a in cells.items()
        for name, b in asdict(colours.fill).items()
        if (distance := difference(a, b, seen_by)) < APART
    }
    assert close == {}


@both
@pytest.mark.parametrize("seen_by", SEEN_BY)
def test_the_ends_of_a_scale_are_far_from_each_other_and_from_its_middle(
    colours: Palette, seen_by: str
):
    for low, high in (
        (colours.negative, colours.positive),
        (colours.x_negative, colours.fill.x),
    ):
        assert difference(low, high, seen_by) > 2 * APART
        assert difference(low, colours.surface, seen_by) > 2 * APART
        assert difference(high, colours.surface, seen_by) > 2 * APART


@both
@pytest.mark.parametrize("seen_by", SEEN_BY)
def test_sizes_of_gradients_grow_away_from_the_surface_for_every_eye(
    colours: Palette, seen_by: str
):
    scale = [colour for _, colour in colours.size_scale(0.8)]
    contrasts = [difference(colour, colours.surface, seen_by) for colour in scale]
    assert contrasts == sorted(contrasts)
    lightness = [float(lab(SEEN_BY[seen_by] @ linear(colour))[0]) for colour in scale]
    steps = np.diff(lightness)
    assert (np.abs(steps) > APART / 2).all()
    assert len(set(np.sign(steps))) == 1, "towards dark, or towards light, all the way"


@both
def test_the_hues_of_states_belong_to_no_quantity(colours: Palette):
    for end in (colours.negative, colours.positive):
        for name, fill in asdict(colours.fill).items():
            assert difference(end, fill, "all cones") > 2 * APART, name


def test_the_style_sheet_has_each_colour_once_for_light_and_once_for_dark():
    rules = re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\);", palette.css())
    assert {name: light for name, light, _ in rules} == LIGHT.variables()
    assert {name: dark for name, _, dark in rules} == DARK.variables()
    assert {"r", "z", "n", "h", "x", "kept", "written", "neutral"} <= set(LIGHT.variables())
