"""Scales that stay while a number is changed: those of the untouched run, widened in steps."""

from math import floor, log10

from gru_viz.figures.panels import LARGEST


def beyond(value: float, end: float) -> float:
    """The least of 1, 2, 5 × 10^k that reaches a value above `end`; `end` where that reaches it."""
    return end if value <= end else min(_coarse(value), LARGEST)


def room_for(low: float, high: float, least: float, most: float) -> list[float]:
    """The range low…high, or wider at an end that least or most is beyond.

    It grows by 0.5, 1, 2, 5, 10 … times its width, so that its steps are few.
    """
    width = high - low
    below, above = (min(past / width, LARGEST) for past in (low - least, most - high))
    return [
        max(-LARGEST, low - width * _growth(below)),
        min(LARGEST, high + width * _growth(above)),
    ]


def _growth(beyond: float) -> float:
    if beyond <= 0:
        return 0.0
    return 0.5 if beyond <= 0.5 else _coarse(beyond)


def _coarse(value: float) -> float:
    """The least of 1, 2, 5 × 10^k that is at least `value`, which is above 0."""
    power = 10.0 ** max(-300, floor(log10(value)))
    return next(step * power for step in (1, 2, 5, 10) if value <= step * power)
