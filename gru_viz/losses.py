"""A loss on the hidden states of a run: where it is, what it is worth, and its gradient there.

    squared   L = ½ Σ (h_t − y)²        ∂L/∂h_t = h_t − y       y: the target
    given     L = Σ g h_t               ∂L/∂h_t = g

The sums go over the timesteps at which there is a loss and the units that count. The gradient is
that which the loss has at each h_t itself, without the way through later timesteps.
"""

import re
from dataclasses import dataclass
from math import isfinite
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from gru_viz.cells.gru import Array, Gradients, Trace, backward
from gru_viz.messages import Problem
from gru_viz.sequences import Sequence, number, plain, shortened, visible

Kind = Literal["squared", "given"]
At = Literal["last", "every"]

ALL = 0  # in the place of a unit
LARGEST = 1_000_000  # of the numbers of a loss


@dataclass(frozen=True, slots=True)
class Loss:
    """A loss on h.

    kind: "squared", by a target, or "given", by its gradient. at: the last timestep, or every one.
    unit: the only one that counts, from 1, or ALL. numbers: the target or the gradient, one for
    all units or one for each.
    """

    kind: Kind
    at: At
    unit: int
    numbers: tuple[float, ...]

    def number(self, unit: int) -> float:
        """The target or the gradient of a unit, from 1."""
        return self.numbers[unit - 1 if len(self.numbers) > 1 else 0]

    def units(self, H: int) -> tuple[int, ...]:
        """The units that count, from 1."""
        return tuple(range(1, H + 1)) if self.unit == ALL else (self.unit,)


@dataclass(frozen=True)
class WayBack:
    """A run, gone back through from a loss. value: what the loss is worth."""

    sequence: Sequence
    trace: Trace
    loss: Loss
    value: float
    grads: Gradients


def way_back(sequence: Sequence, trace: Trace, loss: Loss) -> WayBack:
    """Take a loss back through the run of a sequence.

    Raises Problem where the loss or a gradient is beyond the largest float.
    """
    h = trace.h[1:]
    try:
        grads = backward(trace, gradient(loss, h))
    except OverflowError as error:
        raise Problem("backprop-overflow") from error
    if not isfinite(worth := value(loss, h)):
        raise Problem("backprop-overflow")
    return WayBack(sequence, trace, loss, worth, grads)


def read(kind: Kind, at: At, unit: int, text: str, H: int) -> Loss:
    """The loss that a person describes; a unit beyond the layer stands for its last one.

    text: numbers with commas, semicolons or spaces between them, for H units: one, or H.

    Raises Problem where the text is something else, or a number beyond ±LARGEST.
    """
    pieces = re.findall(r"[^\s,;]+", plain(visible(text)))
    numbers = [_read_number(piece) for piece in pieces]
    if len(numbers) not in (1, H):
        raise Problem("backprop-loss-count", count=len(numbers), units=H)
    return Loss(kind, at, min(unit, H), tuple(numbers))


def _read_number(piece: str) -> float:
    read = number(piece)
    if read is None or not isfinite(read):
        raise Problem("backprop-loss-not-a-number", piece=shortened(piece))
    if abs(read) > LARGEST:
        raise Problem("backprop-loss-large", piece=shortened(piece), limit=LARGEST)
    return read


@np.errstate(over="ignore")
def value(loss: Loss, h: Array) -> float:
    """What the loss is worth; h: the hidden states h_1…h_T, (T, H). Infinite beyond all floats."""
    states, numbers = _counted(loss, h)
    return float((states * numbers if loss.kind == "given" else (states - numbers) ** 2 / 2).sum())


def difference(loss: Loss, above: Array, below: Array) -> float:
    """What the loss is worth at the states `above` less what it is at `below`, each (T, H).

    Taken from the difference of the states: of two large losses that are nearly the same, hardly
    a digit would be left.
    """
    (one, numbers), (other, _) = _counted(loss, above), _counted(loss, below)
    slope = numbers if loss.kind == "given" else (one + other) / 2 - numbers
    return float(((one - other) * slope).sum())


def gradient(loss: Loss, h: Array) -> Array:
    """Its gradient at each h_t, (T, H): 0 where there is no loss."""
    slopes = np.zeros(h.shape)
    states, numbers = _counted(loss, h)
    slopes[_counts(loss, h)] = numbers if loss.kind == "given" else states - numbers
    return slopes


def _counted(loss: Loss, h: Array) -> tuple[Array, Array]:
    """The states at which there is a loss, one after the other, and the loss's number at each."""
    counts = _counts(loss, h)
    return h[counts], np.broadcast_to(loss.numbers, h.shape)[counts]


def _counts(loss: Loss, h: Array) -> NDArray[np.bool_]:
    """Whether a timestep and a unit count; (T, H)."""
    T, H = h.shape
    counts = np.zeros((T, H), bool)
    first = 0 if loss.at == "every" else T - 1
    counts[first:, [unit - 1 for unit in loss.units(H)]] = True
    return counts
