"""Small runs to draw, and a reader of what Plotly is sent."""

import base64
import json
from collections.abc import Iterator
from itertools import product
from typing import Any

import numpy as np
import plotly.graph_objects as go

from gru_viz.cells import gru

VARIANTS = [gru.Variant(*choice) for choice in product(("renews", "keeps"), ("before", "after"))]


def run(
    T: int = 7,
    D: int = 1,
    H: int = 3,
    variant: gru.Variant = VARIANTS[0],
    seed: int = 0,
    x: Any = None,
    h0: Any = None,
    hold: gru.Hold | None = None,
) -> gru.Trace:
    rng = np.random.default_rng([seed, 1])
    x = np.random.default_rng(seed).normal(size=(T, D)) if x is None else np.asarray(x)
    D = x.shape[1]
    shapes = [(H, D)] * 3 + [(H, H)] * 3 + [(H,)] * 3
    params = gru.Params(*(rng.normal(size=shape) for shape in shapes))
    h0 = rng.uniform(-1, 1, H) if h0 is None else h0
    return gru.forward(params, x, h0, variant, hold)


def sent(figure: go.Figure) -> dict[str, Any]:
    """The figure as the browser gets it."""
    return json.loads(figure.to_json())


def array(typed: dict[str, str]) -> np.ndarray:
    """The array that Plotly reads from what it is sent."""
    flat = np.frombuffer(base64.b64decode(typed["bdata"]), typed["dtype"])
    shape = typed.get("shape")
    return flat.reshape([int(n) for n in shape.split(",")]) if shape else flat


def lists_of_numbers(node: Any) -> Iterator[list[Any]]:
    """All lists of numbers within traces."""
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    if isinstance(node, list) and node and isinstance(node[0], int | float):
        yield node
    for child in children:
        yield from lists_of_numbers(child)


def cursor(figure: go.Figure) -> list[tuple[float, float]]:
    return [(s.x0, s.x1) for s in figure.layout.shapes if s.name == "cursor"]


def holding(T: int = 7, H: int = 3, **cells: dict[tuple[int, int], float]) -> gru.Hold:
    """Gates held in single cells: ``holding(z={(t, unit): value})``, both counted from 1."""
    held = {gate: np.full((T, H), np.nan) for gate in cells}
    for gate, values in cells.items():
        for (t, unit), value in values.items():
            held[gate][t - 1, unit - 1] = value
    return gru.Hold(**held)
