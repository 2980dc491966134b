"""What a run shows about the way back, said from its numbers."""

from collections.abc import Callable
from math import ceil, floor

import numpy as np

from gru_viz.cells import gru
from gru_viz.figures.style import number
from gru_viz.locales import Texts
from gru_viz.ui.backpropagation_way import Way

_BRANCHES = ("kept", "by_n", "by_z", "by_r")
_TRACE = 0.001  # of a whole: less than this is not said as a number
_LARGE = 1e6  # from here on a number is written with its power of ten
_SMALL_DECIMALS = 4  # of numbers that ought to be near 0


def look(way: Way, texts: Texts, decimals: int) -> str:
    """What to look at: one sentence. texts: with the notation's letters.

    A share is that of a branch in the sizes of all four, over all timesteps and units.
    """
    shares = _shares(way)
    if shares is None:
        return texts("backprop-look-nothing")
    trace, grads = way.trace, way.grads
    keep = trace.keep
    largest = max(
        float(np.abs(array).max()) for array in gru.weight_gradients(trace, grads).values()
    )
    slopes = {
        "r": trace.r * (1 - trace.r), "z": trace.z * (1 - trace.z), "n": 1 - trace.n**2
    }  # fmt: skip
    numbers = {
        **{f"share_{name}": _percent(share) for name, share in shares.items()},
        "most_kept": _percent(float(keep.max()), ceil),
        "least_kept": _percent(float(keep.min()), floor),
        "most_r": _at_most(float(trace.r.max())),
        "most_written": _at_most(float(np.abs(grads.n).max())),
        **{f"slope_{name}": _at_most(float(slope.max())) for name, slope in slopes.items()},
        "weights": _at_most(largest),
        "arrives": _number(_size(grads.h[-1]), decimals),
        "leaves": _number(_size(grads.h0), decimals),
    }
    preset = way.name if way.name != "example" else "own"  # which shows nothing in particular
    return texts(f"backprop-look-{preset}", **numbers)


def _shares(way: Way) -> dict[str, float] | None:
    """The share of each branch, or None where nothing comes back at all."""
    branches = gru.branches(way.trace, way.grads)
    arrays = {name: np.abs(getattr(branches, name)) for name in _BRANCHES}
    largest = max(array.max(initial=0) for array in arrays.values())
    if not largest:
        return None
    sizes = {name: float((array / largest).sum()) for name, array in arrays.items()}
    return {name: size / sum(sizes.values()) for name, size in sizes.items()}


def _size(gradient: gru.Array) -> float:
    return float(np.abs(gradient).max(initial=0))


def _at_most(value: float) -> str:
    """A number that isn't negative, rounded up."""
    if value >= _LARGE:
        return _number(value, _SMALL_DECIMALS)
    return number(ceil(value * 10**_SMALL_DECIMALS) / 10**_SMALL_DECIMALS, _SMALL_DECIMALS)


def _number(value: float, decimals: int) -> str:
    return number(value, decimals) if value < _LARGE else f"{value:.2e}"


def _percent(share: float, rounded: Callable[[float], float] = round) -> str:
    """A share as a percentage with one decimal, without its sign; a trace of one is told so.

    rounded: to a whole number; floor and ceil for what is a least and a most.
    """
    if 0 < share < _TRACE:
        return f"< {100 * _TRACE:.1f}"
    if 1 - _TRACE < share < 1:
        return f"> {100 * (1 - _TRACE):.1f}"
    return f"{rounded(1000 * share) / 10:.1f}"
