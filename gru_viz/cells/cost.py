"""How many multiplications a recurrent layer makes at a timestep, and what it carries on from it.

Each sum W x + U h multiplies H (D + H) numbers; a plain RNN has one such sum, a GRU three, an
LSTM four. Unit by unit, a GRU multiplies three times more, r ⊙ h (or r ⊙ (U h + c)), and the two
terms of its mix; an LSTM too, f ⊙ c, i ⊙ c̃ and o ⊙ tanh(c):

    RNN   H (D + H)
    GRU   3 H (D + H) + 3 H
    LSTM  4 H (D + H) + 3 H

σ and tanh are counted apart: how they are computed is the machine's affair.
"""

from gru_viz.cells.parameters import CELLS, SUMS, Cell

BY_UNIT: dict[Cell, int] = {"rnn": 0, "lstm": 3, "gru": 3}  # products of two vectors, unit by unit
GATES: dict[Cell, int] = {"rnn": 0, "lstm": 3, "gru": 2}
STATES: dict[Cell, int] = {"rnn": 1, "lstm": 2, "gru": 1}  # vectors that go on to the next timestep
FUNCTIONS: dict[Cell, int] = {"rnn": 1, "lstm": 5, "gru": 3}  # vectors that σ or tanh is taken of


def multiplications(cell: Cell, D: int, H: int) -> int:
    """The number of multiplications of one layer at one timestep, D features to H units.

    Raises ValueError for another cell, and for D or H below 1.

    >>> multiplications("lstm", 10, 20), multiplications("gru", 10, 20)
    (2460, 1860)
    """
    if cell not in SUMS:
        raise ValueError(f"cell must be one of {CELLS}, got {cell!r}")
    if min(D, H) < 1:
        raise ValueError(f"D and H: expected at least 1, got {D} and {H}")
    return SUMS[cell] * H * (D + H) + BY_UNIT[cell] * H
