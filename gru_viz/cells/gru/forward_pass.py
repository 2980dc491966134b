"""A GRU over a sequence, with every intermediate of every timestep kept."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import repeat
from typing import Any

import numpy as np
from numpy import add, copyto, divide, exp, ldexp, multiply, subtract, tanh
from numpy.typing import ArrayLike

from gru_viz.cells.arrays import Array, expect_shape, held, one_number, sequence, state
from gru_viz.cells.gru.values import Hold, Params, Trace, Variant

_USUAL = Variant()


@np.errstate(all="ignore")  # what is too large for exp or tanh ends at 0, 1 or −1, as it should
def forward(
    params: Params,
    x: ArrayLike,
    h0: ArrayLike | None = None,
    variant: Variant = _USUAL,
    hold: Hold | None = None,
    keep_bias: float = 0.0,
) -> Trace:
    """Run a GRU over a sequence and keep everything.

    params: the weights. x: one sequence (T, D), or a batch (T, B, D); T may be 0.
    h0: the state before the first timestep, (H,) or (B, H); None means zeros.
    variant: see :class:`Variant`; its equations are those of :mod:`gru_viz.cells.gru`.
    hold: gates that are held at a value at some timesteps; see :class:`Hold`.
    keep_bias: a number that is added to a_z in all units, with its sign turned in "renews", so
    that more of the old state is kept; as an LSTM's forget_bias is to a_f.

    Computes in float64 unless x is float32. No finite input overflows: what is beyond the
    largest float is held there, where σ and tanh have long reached their ends.

    Raises ValueError where something is not an array of finite numbers or a shape does not fit.

    >>> zero = [[0.0]]
    >>> params = Params(W_r=zero, W_z=zero, W_n=[[1.0]], U_r=zero, U_z=zero, U_n=zero)
    >>> forward(params, [[1.0], [0.0]]).h.round(4).tolist()
    [[0.0], [0.3808], [0.1904]]
    """
    x, x_largest = sequence(x, params.D)
    h0, h0_largest = state("h0", h0, x, params.H)
    for name in ("r", "z"):
        if hold and (values := getattr(hold, name)) is not None:
            expect_shape(f"hold.{name}", values, (len(x), params.H))
    keep_bias = one_number("keep_bias", keep_bias)
    return _run(params, x, h0, variant, max(1.0, x_largest, h0_largest), hold, keep_bias)


@lru_cache(maxsize=8)
def _blocks(
    params: Params, variant: Variant, keep_bias: float, dtype: np.dtype[Any]
) -> tuple[Array, Array, float]:
    """L, U_n and the largest magnitude among the weights.

    L · (h, x, 1) is all that is linear in h, x and 1, one below the other: U_n h + c_n (reset
    "after" only), W_n x + b_n, and −a of the two gates, since σ(a) = 1 / (1 + exp(−a)). The
    order of the gates is that of the loop: r, z for "renews", z, r for "keeps".
    """
    after, renews = variant.reset == "after", variant.update == "renews"
    no_U, no_W, no_b = np.zeros_like(params.U_n), np.zeros_like(params.W_n), np.zeros(params.H)

    def bias(*given: Array | None) -> Array:
        limit = np.finfo(np.float64).max
        return np.clip(sum((b for b in given if b is not None), no_b), -limit, limit)

    q = np.column_stack([params.U_n, no_W, bias(params.c_n)])
    Wx = np.column_stack([no_U, params.W_n, bias(params.b_n, None if after else params.c_n)])
    a_r = np.column_stack([params.U_r, params.W_r, bias(params.b_r, params.c_r)])
    to_keep = np.full(params.H, -keep_bias if renews else keep_bias)
    a_z = np.column_stack([params.U_z, params.W_z, bias(params.b_z, params.c_z, to_keep)])
    gates = [-a_r, -a_z] if renews else [-a_z, -a_r]
    L = np.concatenate([q, Wx, *gates] if after else [Wx, *gates])
    largest = float(max(np.abs(L).max(initial=0), np.abs(params.U_n).max(initial=0)))
    # In order of columns, which BLAS multiplies with a vector faster.
    return np.asfortranarray(held(L, dtype)), np.asfortranarray(held(params.U_n, dtype)), largest


def _run(
    params: Params,
    x: Array,
    h0: Array,
    variant: Variant,
    largest: float,
    hold: Hold | None,
    keep_bias: float,
) -> Trace:
    """The loop over timesteps; largest is the largest magnitude in h0, x and 1.

    At these sizes a timestep costs as much as it makes NumPy calls. So one product makes all
    that is linear, what shares a call stands side by side in one buffer, and one write records
    everything. The axis of a batch stands last, so that each row is contiguous.
    """
    T, *batch, D = x.shape
    H, dtype = params.H, x.dtype
    after, renews = variant.reset == "after", variant.update == "renews"

    # Where sums could outgrow floats, they are computed in units of 2^shift.
    L, U_n, weight = _blocks(params, variant, keep_bias, dtype)
    shift = 0
    if 2 * (H + D + 1) * weight * largest >= float(np.finfo(dtype).max):
        shift = _shift(L, U_n, x, h0)
        L, U_n = ldexp(L, -shift), ldexp(U_n, -shift)

    # Rows of H numbers, in an order that lets one call serve several:
    #   0 q   1 W_n x + b_n   2, 3 −a of the gates   4, 5, 6 r, z, 1 − z (keeps: 1 − z, z, r)
    #   7 r ⊙ q   8 a_n   9 written   10 kept   11 n   12 h, and behind it x and 1
    now = np.zeros((13 * H + D + 1, *batch), dtype)
    everything, h_x_1, x_now = now[: 13 * H], now[12 * H :], now[13 * H : -1]
    q, Wx, _, _, first, z, last, rq, a_n, written, kept, n, h = everything.reshape(13, H, *batch)
    linear = everything[: 4 * H] if after else everything[H : 4 * H]
    minus_a, terms, ends = now[2 * H : 4 * H], now[9 * H : 11 * H], now[11 * H : 13 * H]
    left, right = now[4 * H : 6 * H], now[5 * H : 7 * H]
    r, one_minus_z = (first, last) if renews else (last, first)
    gates, factors = (left, right) if renews else (right, left)
    if not after:
        q = h

    holds = _held_gates(hold, T, H, renews, len(batch)) if hold else repeat(None, T)
    one = np.array(1, dtype)
    h[...], now[-1] = h0.T, one
    record = np.empty((T + 1, 13, H, *batch), dtype)
    flat = record.reshape(T + 1, 13 * H, *batch)
    flat[0] = everything
    for x_t, record_t, held_t in zip(x.swapaxes(1, -1), flat[1:], holds, strict=True):
        x_now[...] = x_t
        L.dot(h_x_1, linear)  # q, W_n x + b_n, −a_r, −a_z
        if shift:
            ldexp(minus_a, shift, minus_a)
        exp(minus_a, gates)
        add(one, gates, gates)
        divide(one, gates, gates)  # r, z
        if held_t:
            copyto(gates, held_t[0], where=held_t[1])
        multiply(r, q, rq)
        if after:
            add(Wx, rq, a_n)
        else:
            U_n.dot(rq, a_n)
            add(Wx, a_n, a_n)
        if shift:
            ldexp(a_n, shift, a_n)
        tanh(a_n, n)
        subtract(one, z, one_minus_z)
        multiply(factors, ends, terms)  # of n, of h: written, kept
        add(written, kept, h)
        record_t[...] = everything

    a_gates = record[:, 2:4]
    subtract(np.array(0, dtype), a_gates, a_gates)  # not −(−a): a zero stays +0
    if shift:
        if after:  # q and r ⊙ q are sums too
            record[:, [0, 7]] = ldexp(record[:, [0, 7]], shift)
        limit = np.finfo(dtype).max
        np.clip(record, -limit, limit, record)
    record.setflags(write=False)
    rows = record.swapaxes(0, 1).swapaxes(2, -1)
    h = rows[12]
    q, _, a_first, a_last, first, z, last, rq, a_n, written, kept, n, _ = rows[:, 1:]
    a_r, a_z = (a_first, a_last) if renews else (a_last, a_first)
    r, one_minus_z = (first, last) if renews else (last, first)
    keep = one_minus_z if renews else z
    if not after:
        q = h[:-1]
    held_r, held_z = (_where_held(hold, gate) for gate in ("r", "z"))
    return Trace(
        params, x, h, variant, r, z, n, a_r, a_z, a_n, q, rq, keep, kept, written,
        held_r, held_z, keep_bias=keep_bias,
    )  # fmt: skip


def _held_gates(
    hold: Hold, T: int, H: int, renews: bool, axes: int
) -> Iterator[tuple[Array, Array]]:
    """For each timestep the values that are held, and where.

    The gates stand in the order of `_run`; axes: how many a batch adds.
    """
    free = np.full((T, H), np.nan)
    r, z = (free if values is None else values for values in (hold.r, hold.z))
    values = np.concatenate([r, z] if renews else [z, r], axis=1)
    values = values.reshape(T, 2 * H, *[1] * axes)
    return zip(values, ~np.isnan(values), strict=True)


def _where_held(hold: Hold | None, gate: str) -> Array | None:
    if hold is None or (values := getattr(hold, gate)) is None:
        return None
    where: Array = ~np.isnan(values)
    where.setflags(write=False)
    return where


def _shift(L: Array, U_n: Array, x: Array, h0: Array) -> int:
    """By how many powers of two L · (h, x, 1) and U_n h may outgrow the largest float."""
    h_largest = np.abs(h0).reshape(-1, h0.shape[-1]).max(axis=0, initial=1)  # h never outgrows it
    x_largest = np.abs(x).reshape(-1, x.shape[-1]).max(axis=0, initial=0)
    columns = np.concatenate([h_largest, x_largest, [1]])
    exponent = max(
        (np.frexp(weights)[1] + np.frexp(columns[: weights.shape[1]])[1]).max()
        for weights in (L, U_n)
    )
    terms = 2 * len(columns)  # a_n adds two such sums
    return max(0, int(exponent) + terms.bit_length() - np.finfo(x.dtype).maxexp)
