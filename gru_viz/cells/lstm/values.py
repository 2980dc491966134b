"""What an LSTM is told and what it tells: its variant, weights, and trace."""

from dataclasses import dataclass
from typing import Literal, get_args

from gru_viz.cells.arrays import Array, Layer, Run, expect_word

Input = Literal["own", "tied"]
Output = Literal["gate", "open"]


@dataclass(frozen=True, slots=True)
class Variant:
    """Which LSTM: the standard one, or with fewer gates of its own.

    input: ``"own"``, the input gate is σ(a_i), or ``"tied"``, it is 1 − f.
    output: ``"gate"``, the output gate is σ(a_o), or ``"open"``, it is 1.

    Raises ValueError for any other word.
    """

    input: Input = "own"
    output: Output = "gate"

    def __post_init__(self) -> None:
        expect_word("input", self.input, get_args(Input))
        expect_word("output", self.output, get_args(Output))


@dataclass(frozen=True, slots=True, eq=False)
class Params(Layer):
    """The weights of one LSTM layer: input gate, forget gate, candidate, output gate.

    W_i, W_f, W_g, W_o: input weights, (H, D). U_i, U_f, U_g, U_o: recurrent weights, (H, H).
    b_i, b_f, b_g, b_o: biases, (H,); None means none. c_i, c_f, c_g, c_o: biases of the
    recurrent products, which only add to their b, (H,); None means none.

    Arrays are copied and made read-only; float64 unless every one of them is float32.
    Raises ValueError where something is not an array of finite numbers or a shape does not fit.
    """

    W_i: Array
    W_f: Array
    W_g: Array
    W_o: Array
    U_i: Array
    U_f: Array
    U_g: Array
    U_o: Array
    b_i: Array | None = None
    b_f: Array | None = None
    b_g: Array | None = None
    b_o: Array | None = None
    c_i: Array | None = None
    c_f: Array | None = None
    c_g: Array | None = None
    c_o: Array | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Trace(Run):
    """A run of an LSTM with every intermediate; the arrays are read-only.

    forget_bias: what was added to a_f. x: input, (T, D). h, c: hidden state and cell state,
    (T+1, H), row 0 is h₀ or c₀ and row t is h_t or c_t.
    All others are (T, H), row t − 1 belonging to timestep t:
    i, f, o: gates, 0…1. g: candidate, −1…1. a_i, a_f, a_g, a_o: what goes into σ, σ, tanh, σ;
    computed also where the variant does not use it, and may then lie beyond the largest float.
    kept, written: the two terms of the cell state, f ⊙ c_{t-1} and i ⊙ g; kept + written is c_t,
    to the last bit. tanh_c: tanh(c_t).

    A batch puts an axis B after the first: (T, B, D), (T+1, B, H), (T, B, H).
    """

    params: Params
    variant: Variant
    forget_bias: float
    c: Array
    i: Array
    f: Array
    g: Array
    o: Array
    a_i: Array
    a_f: Array
    a_g: Array
    a_o: Array
    kept: Array
    written: Array
    tanh_c: Array
