"""What a GRU is told and what it tells: its variant, weights, held gates, and trace."""

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from gru_viz.cells.arrays import Array, Layer, Run, expect_word

Update = Literal["renews", "keeps"]
Reset = Literal["before", "after"]


@dataclass(frozen=True, slots=True)
class Variant:
    """Which GRU: what the update gate does, and where the reset gate stands.

    update: ``"renews"``, h_t = (1 − z) ⊙ h_{t-1} + z ⊙ n, or ``"keeps"``, the two swapped.
    reset: ``"before"`` the recurrent product, U_n (r ⊙ h_{t-1}), or ``"after"`` it,
        r ⊙ (U_n h_{t-1} + c_n).

    Raises ValueError for any other word.
    """

    update: Update = "renews"
    reset: Reset = "before"

    def __post_init__(self) -> None:
        expect_word("update", self.update, get_args(Update))
        expect_word("reset", self.reset, get_args(Reset))


@dataclass(frozen=True, slots=True, eq=False)
class Params(Layer):
    """The weights of one GRU layer.

    W_r, W_z, W_n: input weights, (H, D). U_r, U_z, U_n: recurrent weights, (H, H).
    b_r, b_z, b_n: biases, (H,); None means none.
    c_r, c_z, c_n: biases of the recurrent products, (H,); None means none. With reset "after",
        c_n stands inside the reset's bracket; all others only add to their b.

    Arrays are copied and made read-only; float64 unless every one of them is float32.
    Raises ValueError where something is not an array of finite numbers or a shape does not fit.
    """

    W_r: Array
    W_z: Array
    W_n: Array
    U_r: Array
    U_z: Array
    U_n: Array
    b_r: Array | None = None
    b_z: Array | None = None
    b_n: Array | None = None
    c_r: Array | None = None
    c_z: Array | None = None
    c_n: Array | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Hold:
    """Gates that are held at a value instead of computed.

    r, z: values within 0…1 for (timestep, unit), (T, H); NaN leaves that gate free. None holds
    nothing. In a batch they hold for every sequence.

    Raises ValueError where something is not an array of numbers or not within 0…1.
    """

    r: Array | None = None
    z: Array | None = None

    def __post_init__(self) -> None:
        for name in ("r", "z"):
            if (value := getattr(self, name)) is None:
                continue
            array = np.array(value, np.float64)
            if not (np.isnan(array) | ((array >= 0) & (array <= 1))).all():
                raise ValueError(f"{name}: expected values within 0…1, or NaN, got {array}")
            array.setflags(write=False)
            object.__setattr__(self, name, array)


@dataclass(frozen=True, slots=True, eq=False)
class Trace(Run):
    """A run of a GRU with every intermediate; the arrays are read-only.

    x: input, (T, D). h: hidden state, (T+1, H), row 0 is h₀ and row t is h_t.
    All others are (T, H), row t − 1 belonging to timestep t:
    r, z: gates, 0…1. n: candidate, −1…1. a_r, a_z, a_n: what goes into σ, σ, tanh.
    q: what the reset gate multiplies, h_{t-1} (before) or U_n h_{t-1} + c_n (after).
    rq: r ⊙ q. keep: the factor on h_{t-1} in the mix, 1 − z (renews) or z (keeps).
    kept, written: the two terms of the mix; kept + written is h_t, to the last bit.
    held_r, held_z: (T, H), true where a :class:`Hold` put the gate's value in the place of σ(a);
    None where there was no such hold. a_r and a_z are computed all the same.
    decimals: None, or the decimals to which every intermediate was rounded on the way, see
    :mod:`gru_viz.cells.by_hand`.
    keep_bias: what was added to a_z, or taken from it, so that more is kept.

    A batch puts an axis B after the first: (T, B, D), (T+1, B, H), (T, B, H).
    """

    params: Params
    variant: Variant
    r: Array
    z: Array
    n: Array
    a_r: Array
    a_z: Array
    a_n: Array
    q: Array
    rq: Array
    keep: Array
    kept: Array
    written: Array
    held_r: Array | None = None
    held_z: Array | None = None
    decimals: int | None = None
    keep_bias: float = 0.0
