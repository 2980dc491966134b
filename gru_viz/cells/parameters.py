"""How many numbers a recurrent layer learns.

A gate, and equally a candidate, takes W x + U h + b: H (D + H) weights and, with one bias, H more.
A plain RNN has one such sum, a GRU three (r, z, n), an LSTM four (i, f, o and its candidate):

    RNN   H (D + H + 1)
    GRU   3 H (D + H + 1)
    LSTM  4 H (D + H + 1)

Each further bias a gate adds H to every sum; a bias c_n of the GRU's candidate alone adds H.

Sources: ``torch.nn.RNN``, ``GRU`` and ``LSTM`` (two biases a gate), Keras
``GRU(reset_after=True)`` (two) and ``GRU(reset_after=False)`` (one).
"""

from typing import Literal, get_args

Cell = Literal["rnn", "lstm", "gru"]

CELLS: tuple[Cell, ...] = get_args(Cell)
SUMS: dict[Cell, int] = {"rnn": 1, "lstm": 4, "gru": 3}  # W x + U h, gates and candidate together


def count(cell: Cell, D: int, H: int, biases: int = 1, c_n: bool = False) -> int:
    """The number of parameters of one layer, D features to H units.

    biases: for each gate, 0, 1 or 2. c_n: whether the candidate of a GRU with the reset after
    the product has a recurrent bias besides, as our own notation and Flax linen have it.

    Raises ValueError for another cell or number of biases, for D or H below 1, and for c_n
    where the cell is not a GRU or has it among its two biases already.

    >>> count("gru", 3, 5, biases=2), count("gru", 3, 5)
    (150, 135)
    """
    if cell not in SUMS:
        raise ValueError(f"cell must be one of {CELLS}, got {cell!r}")
    if min(D, H) < 1:
        raise ValueError(f"D and H: expected at least 1, got {D} and {H}")
    if biases not in (0, 1, 2):
        raise ValueError(f"biases: expected 0, 1 or 2 a gate, got {biases}")
    if c_n and (cell != "gru" or biases == 2):
        raise ValueError(f"c_n: expected only with a GRU of fewer than 2 biases, got {cell}")
    return SUMS[cell] * H * (D + H + biases) + c_n * H
