"""The input of a GRU, whatever text it was read from."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from gru_viz.messages import Message

MAX_TIMESTEPS = 512
MAX_FEATURES = 512

Array = NDArray[np.float64]
Reading = Literal["auto", "numbers", "words", "characters"]
Encoding = Literal["onehot", "vectors"]


@dataclass(frozen=True, eq=False)
class Sequence:
    """The input of a GRU, and what its rows and columns stand for.

    x: (T, D), finite, read-only; T and D at most 512.
    tokens: what stands at each timestep, T words or characters; () for numbers.
    features: D names: x1, x2, … or the header's, or for one-hot the vocabulary.
    reading: how the text was read, which "auto" leaves open.
    notes: what was done to the text that its reader should know.
    """

    x: Array
    tokens: tuple[str, ...]
    features: tuple[str, ...]
    reading: Literal["numbers", "words", "characters"]
    notes: tuple[Message, ...] = ()

    def __post_init__(self) -> None:
        self.x.setflags(write=False)
