"""An LSTM over a sequence, with every intermediate of every timestep kept."""

from functools import lru_cache
from typing import Any

import numpy as np
from numpy import add, divide, exp, multiply, subtract, tanh
from numpy.typing import ArrayLike

from gru_viz.cells.arrays import Array, expect_sums, held, one_number, sequence, state
from gru_viz.cells.lstm.values import Params, Trace, Variant

_USUAL = Variant()


@np.errstate(all="ignore")  # what is too large for exp ends at 0, as it should
def forward(
    params: Params,
    x: ArrayLike,
    h0: ArrayLike | None = None,
    c0: ArrayLike | None = None,
    variant: Variant = _USUAL,
    forget_bias: float = 0.0,
) -> Trace:
    """Run an LSTM over a sequence and keep everything.

    params: the weights. x: one sequence (T, D), or a batch (T, B, D); T may be 0.
    h0, c0: the states before the first timestep, (H,) or (B, H); None means zeros.
    variant: see :class:`Variant`; its equations are those of :mod:`gru_viz.cells.lstm`.
    forget_bias: a number that is added to a_f in all units.

    Computes in float64 unless x is float32.

    Raises ValueError where something is not an array of finite numbers or a shape does not fit,
    and where a pre-activation that the variant uses leaves the range of floats.

    >>> zero = [[0.0]]
    >>> params = Params(zero, zero, [[1.0]], zero, zero, zero, zero, zero)
    >>> forward(params, [[1.0], [0.0]]).c.round(4).tolist()  # i = f = ½
    [[0.0], [0.3808], [0.1904]]
    """
    x, _ = sequence(x, params.D)
    h0, _ = state("h0", h0, x, params.H)
    c0, _ = state("c0", c0, x, params.H)
    return _run(params, x, h0, c0, variant, one_number("forget_bias", forget_bias))


@lru_cache(maxsize=8)
def _linear(params: Params, forget_bias: float, dtype: np.dtype[Any]) -> Array:
    """L, of which L · (h, x, 1) is −a_i, −a_f, −a_o and a_g, one below the other.

    The gates are negative since σ(a) = 1 / (1 + exp(−a)).
    """

    def rows(gate: str, extra: float = 0.0) -> Array:
        W, U, b, c = (getattr(params, f"{kind}_{gate}") for kind in "WUbc")
        bias = sum((given for given in (b, c) if given is not None), np.full(params.H, extra))
        return np.column_stack([U, W, bias])

    L = np.concatenate([-rows("i"), -rows("f", forget_bias), -rows("o"), rows("g")])
    return np.asfortranarray(held(L, dtype))


def _run(
    params: Params, x: Array, h0: Array, c0: Array, variant: Variant, forget_bias: float
) -> Trace:
    """The loop over timesteps, made as that of the GRU is: few calls, one write a timestep."""
    T, *batch, D = x.shape
    H, dtype = params.H, x.dtype
    tied, opened = variant.input == "tied", variant.output == "open"
    L = _linear(params, forget_bias, dtype)

    # Rows of H numbers, in an order that lets one call serve several:
    #   0, 1, 2 −a of i, f, o   3 a_g   4, 5, 6 i, f, o   7 written   8 kept   9 g   10 c
    #   11 tanh(c)   12 h, and behind it x and 1
    now = np.zeros((13 * H + D + 1, *batch), dtype)
    everything, h_x_1, x_now = now[: 13 * H], now[12 * H :], now[13 * H : -1]
    *_, a_g, i, f, o, written, kept, g, c, tanh_c, h = everything.reshape(13, H, *batch)
    linear = everything[: 4 * H]
    computed = slice(H if tied else 0, 2 * H if opened else 3 * H)  # among the gates i, f, o
    minus_a, gates = linear[computed], everything[4 * H :][computed]
    factors, ends, terms = now[4 * H : 6 * H], now[9 * H : 11 * H], now[7 * H : 9 * H]

    one = np.array(1, dtype)
    o[...] = one
    h[...], c[...], now[-1] = h0.T, c0.T, one
    record = np.empty((T + 1, 13, H, *batch), dtype)
    flat = record.reshape(T + 1, 13 * H, *batch)
    flat[0] = everything
    for x_t, record_t in zip(x.swapaxes(1, -1), flat[1:], strict=True):
        x_now[...] = x_t
        L.dot(h_x_1, linear)
        exp(minus_a, gates)
        add(one, gates, gates)
        divide(one, gates, gates)
        if tied:
            subtract(one, f, i)
        tanh(a_g, g)
        multiply(factors, ends, terms)  # i ⊙ g, f ⊙ c: written, kept
        add(written, kept, c)
        tanh(c, tanh_c)
        multiply(o, tanh_c, h)
        record_t[...] = everything

    a_gates = record[:, :3]
    subtract(np.array(0, dtype), a_gates, a_gates)  # not −(−a): a zero stays +0
    record.setflags(write=False)
    rows = record.swapaxes(0, 1).swapaxes(2, -1)
    c, h = rows[10], rows[12]
    a_i, a_f, a_o, a_g, i, f, o, written, kept, g, _, tanh_c, _ = rows[:, 1:]
    unused = {"a_i": tied, "a_o": opened}
    sums = {"a_i": a_i, "a_f": a_f, "a_g": a_g, "a_o": a_o}
    expect_sums({name: a for name, a in sums.items() if not unused.get(name)})
    return Trace(
        params, x, h, variant, forget_bias, c, i, f, g, o, **sums,
        kept=kept, written=written, tanh_c=tanh_c,
    )  # fmt: skip
