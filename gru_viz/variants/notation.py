"""What a notation is: names, a way of writing, and a layout of the weights, on top of a variant."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from gru_viz.cells.gru import Variant

QUANTITIES = ("x", "r", "z", "n", "h")
WEIGHTS = ("W_r", "W_z", "W_n", "U_r", "U_z", "U_n")
BIASES = ("b_r", "b_z", "b_n", "c_r", "c_z", "c_n")

Time = Literal["", "below", "angle"]
Kind = Literal["own", "paper", "course", "framework", "notes"]


@dataclass(frozen=True, slots=True)
class Symbol:
    """How a quantity or a weight is written.

    base: its letter. sub: the index that belongs to its name, as r in W_r. accent: "~" above it.
    time: where the timestep stands: "below", h_t; "angle", h⟨t⟩; "" if it isn't written.
    """

    base: str
    sub: str = ""
    accent: Literal["", "~"] = ""
    time: Time = ""


@dataclass(frozen=True, slots=True)
class Stored:
    """An array in which a layout keeps weights.

    name: as its library has it. blocks: the weights side by side, by our names, as
    ``numpy.block`` takes them: a row of biases makes one long vector, several rows a matrix.
    transposed: each block is the transpose of ours, (D, H) or (H, H), made for row vectors.
    """

    name: str
    blocks: tuple[tuple[str, ...], ...]
    transposed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Notation:
    """One way of writing one variant, and of storing its weights.

    key: as in links, and in the texts notation-<key> (its name) and notation-<key>-about.
    variant: what it computes. kind: where it is met. source: where it can be read, "" for notes
    that aren't published.
    symbols: one for each of QUANTITIES, WEIGHTS and BIASES, h0 excepted.
    biases: those that its formula has; c_g is the bias of the recurrent product.
    products: "separate", W x + U h, or "joined", W · [h, x], one matrix that has both.
    vectors: "column", W x; "row", x W with W (D, H); "row of transposed", x Wᵀ with W (H, D).
    first: which of x and h stands first in a sum and in [h, x].
    beside: each bias stands with its product, W x + b + U h + c, instead of at the end.
    mix: which of the old state and the candidate stands first in the mix.
    times: the sign between vectors that are multiplied unit by unit.
    stored: the arrays of its layout; directions: whether they have a leading axis for the
    directions of a layer, as ONNX does.
    """

    key: str
    variant: Variant
    kind: Kind
    source: str
    symbols: Mapping[str, Symbol]
    biases: tuple[str, ...]
    products: Literal["separate", "joined"] = "separate"
    vectors: Literal["column", "row", "row of transposed"] = "column"
    first: Literal["x", "h"] = "x"
    beside: bool = False
    mix: Literal["old", "new"] = "old"
    times: Literal["⊙", "∗", "·"] = "⊙"
    stored: tuple[Stored, ...] = ()
    directions: bool = False

    @property
    def added(self) -> tuple[str, ...]:
        """Those of its biases that only add to another one: b + c."""
        bracket = ("c_n",) if self.variant.reset == "after" else ()
        return tuple(c for c in self.biases if c[0] == "c" and c not in bracket)
