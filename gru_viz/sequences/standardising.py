"""Columns of numbers brought to one scale."""

import numpy as np

from gru_viz.messages import Message
from gru_viz.sequences.sequence import Array


def standardised(x: Array, features: tuple[str, ...]) -> tuple[Array, list[Message]]:
    """(x − mean) / sd by column, computed at scale 1, so that no finite x overflows."""
    _, exponent = np.frexp(np.abs(x).max(axis=0))
    scaled = np.ldexp(x, -exponent)
    low = scaled.min(axis=0)
    spread = scaled.max(axis=0) - low
    constant = spread == 0
    within = (scaled - low) / np.where(constant, 1, spread)  # 0…1
    mean, sd = within.mean(axis=0), within.std(axis=0)
    result = (within - mean) / np.where(constant, 1, sd)
    notes = [
        Message("sequence-constant", {"feature": name, "value": _written(m)})
        if still
        else Message(
            "sequence-standardised", {"feature": name, "mean": _written(m), "sd": _written(s)}
        )
        for name, still, m, s in zip(
            features,
            constant,
            np.ldexp(low + mean * spread, exponent),
            np.ldexp(sd * spread, exponent),
            strict=True,
        )
    ]
    return result, notes


def _written(value: float) -> str:
    return f"{value:.6g}"
