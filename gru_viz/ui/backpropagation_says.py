"""What a run shows about the way back, said from its numbers."""

from collections.abc import Callable
from math import ceil, floor

import numpy as np

from gru_viz.cells import gru
from gru_viz.exports import tex
from gru_viz.exports.plain import gradient_text, number_text
from gru_viz.figures.style import number
from gru_viz.locales import Texts
from gru_viz.ui.backpropagation_way import Way

_BRANCHES = ("kept", "by_n", "by_z", "by_r")
_TRACE = 0.001  # of a whole: less than this would be 0.0 %
_LARGE = 1e6  # from here on a number is written with its power of ten
_SMALL_DECIMALS = 4  # of numbers that ought to be near 0


def look(way: Way, texts: Texts, decimals: int) -> str:
    """What to look at: one sentence. texts: with the notation's letters.

    A share is that of a branch in the sizes of all four, over all timesteps and units.
    """
    shares = _shares(gru.branches(way.trace, way.grads))
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
    largest_at_h = _size(grads.h)
    numbers = {
        **{f"share_{name}": _share(texts, share) for name, share in shares.items()},
        "most_kept": _bound(texts, float(keep.max()), ceil),
        "least_kept": _bound(texts, float(keep.min()), floor),
        "most_r": _at_most(float(trace.r.max())),
        "most_written": _at_most(float(np.abs(grads.n).max())),
        **{f"slope_{name}": _at_most(float(slope.max())) for name, slope in slopes.items()},
        "weights": _at_most(largest),
        "most_h": _number(largest_at_h, decimals),
        "weights_share": _bound(texts, largest / largest_at_h, ceil),
        "arrives": _number(_size(grads.h[-1]), decimals),
        "leaves": _number(_size(grads.h0), decimals),
    }
    preset = way.name if way.name != "example" else "own"  # which shows nothing in particular
    return texts(f"backprop-look-{preset}", **numbers)


def look_at_step(way: Way, texts: Texts, t: int) -> str:
    """By which branches the gradient goes back at one timestep, over all units; "" if by none."""
    shares = _shares(gru.branches(way.trace, way.grads), slice(t - 1, t))
    if shares is None:
        return ""
    said = {f"share_{name}": _share(texts, share) for name, share in shares.items()}
    return texts("backprop-look-step", t=t, **said)


def _shares(branches: gru.Branches, timesteps: slice = slice(None)) -> dict[str, float] | None:
    """The share of each branch at timesteps, or None where nothing comes back at all."""
    arrays = {name: np.abs(getattr(branches, name)[timesteps]) for name in _BRANCHES}
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
    if value >= _LARGE:
        return number_text(tex.scientific(value, 2))
    return gradient_text(value, decimals)


def _share(texts: Texts, share: float) -> str:
    """A share with one decimal; nearly nothing and nearly all are told so."""
    if 0 < share < _TRACE:
        return texts("backprop-percent-less", percent=f"{100 * _TRACE:.1f}")
    if 1 - _TRACE < share < 1:
        return texts("backprop-percent-more", percent=f"{100 * (1 - _TRACE):.1f}")
    return texts("backprop-percent", percent=f"{100 * share:.1f}")


def _bound(texts: Texts, share: float, rounded: Callable[[float], int]) -> str:
    """What a share is at least or at most, with one decimal; rounded: floor or ceil."""
    return texts("backprop-percent", percent=f"{rounded(1000 * share) / 10:.1f}")
