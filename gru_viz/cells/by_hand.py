"""The gated recurrent unit as a person computes it on paper, rounding on the way.

The equations are those of :mod:`gru_viz.cells.gru`. Rounded to `decimals` decimals are

- each product: W_ij x_j and U_ij h_j, the reset gate's r q, and the two of the mix;
- each sum, once, at its end: a_r, a_z, a_n and, with reset "after", q = U_n h_{t-1} + c_n;
- σ(a_r), σ(a_z) and tanh(a_n), of the rounded a;
- 1 − z, which only a z that is held at more decimals makes necessary;
- h_t, where there is nothing left to round: it is the sum of two rounded products.

Half is rounded up, away from zero: 0.285 becomes 0.29 and −0.285 becomes −0.29.

What is given (x, h₀, weights, biases, held gates) is used as it is, as the numbers of a question
are, up to six decimals. They are those with which the number is written: the float nearest to
0.285 is a little less than that, but counts as 0.285.

No binary fraction takes part in that: every number is a whole number of millionths, an int64.
"""

from collections.abc import Callable
from dataclasses import fields, replace
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gru_viz.cells.arrays import Array, expect_shape, finite
from gru_viz.cells.gru import Hold, Params, Trace, Variant

__all__ = ["DECIMALS", "LARGEST", "forward"]

DECIMALS = range(2, 7)

# A product of two numbers with six decimals has twelve, which leaves int64 room up to 9.2 · 10⁶.
LARGEST = 1_000  # magnitude of a given number
_LARGEST_Q = 9_000_000  # magnitude of q, a sum of such products, which r multiplies once more

Whole = NDArray[np.int64]
Mask = NDArray[np.bool_]
_ONE = 1_000_000  # in millionths
_USUAL = Variant()


def forward(
    params: Params,
    x: ArrayLike,
    h0: ArrayLike | None = None,
    variant: Variant = _USUAL,
    hold: Hold | None = None,
    *,
    decimals: int,
) -> Trace:
    """Run a GRU over one sequence (T, D), rounding every intermediate half up.

    decimals: 2…6. All else is as in :func:`gru_viz.cells.gru.forward`, but there are no batches.
    The trace holds the floats nearest to the rounded numbers; its params, x and h₀ are those
    given, up to six decimals. Numbers beyond what int64 computes exactly are refused.

    Raises ValueError where gru.forward does, for other decimals, for a given number beyond
    ±LARGEST, and where U_n h_{t-1} + c_n goes beyond ±9,000,000.

    >>> zero = [[0.0]]
    >>> params = Params(W_r=zero, W_z=zero, W_n=[[0.57]], U_r=zero, U_z=zero, U_n=zero)
    >>> trace = forward(params, [[0.5]], decimals=2)
    >>> trace.a_n.item(), trace.n.item(), trace.h[1].item()  # 0.285, tanh(0.29), 0.5 · 0.28
    (0.29, 0.28, 0.14)
    """
    if not (isinstance(decimals, int) and decimals in DECIMALS):
        raise ValueError(f"decimals: expected 2…6, got {decimals!r}")
    x, _ = finite("x", x)
    if x.ndim != 2 or x.shape[1] != params.D:
        raise ValueError(f"x: expected shape (T, {params.D}), got {x.shape}")
    h0 = np.zeros(params.H) if h0 is None else finite("h0", h0)[0]
    expect_shape("h0", h0, (params.H,))
    held = _held(hold)
    for gate, values in held.items():
        expect_shape(f"hold.{gate}", values, (len(x), params.H))

    weights = {f.name: a for f in fields(params) if (a := getattr(params, f.name)) is not None}
    given = {name: _millionths(name, a) for name, a in weights.items()}
    x_given, h0_given = _millionths("x", x), _millionths("h0", h0)
    where = {gate: ~np.isnan(values) for gate, values in held.items()}
    holds = {
        gate: (where[gate], _millionths(f"hold.{gate}", np.nan_to_num(values)))
        for gate, values in held.items()
    }
    run = _run(given, x_given, h0_given, variant, holds, decimals)
    if np.abs(run["q"]).max(initial=0) > _LARGEST_Q * _ONE:
        raise ValueError(f"U_n: expected U_n h + c_n within ±{_LARGEST_Q}")
    for at in where.values():
        at.setflags(write=False)
    return Trace(
        params=replace(params, **{name: _floats(a) for name, a in given.items()}),
        variant=variant,
        x=_floats(x_given),
        **{name: _floats(a) for name, a in run.items()},
        held_r=where.get("r"),
        held_z=where.get("z"),
        decimals=decimals,
        keep_bias=0.0,
    )


def _run(
    given: dict[str, Whole],
    x: Whole,
    h0: Whole,
    variant: Variant,
    holds: dict[str, tuple[Mask, Whole]],
    decimals: int,
) -> dict[str, Whole]:
    """The loop over timesteps, in millionths; holds: where a gate is held, and at what."""
    T, H = len(x), len(h0)
    after, renews = variant.reset == "after", variant.update == "renews"
    # As arrays, which NumPy takes sooner than numbers of Python's.
    one, half_one, two = np.array(_ONE), np.array(_ONE // 2), np.array(2)
    last = np.array(10 ** (6 - decimals))  # one in the last decimal, in millionths
    shares = np.array(10**decimals)  # so many of them make one
    to_last, to_last_of_product = _divider(int(last)), _divider(_ONE * int(last))

    def rounded(a: Whole) -> Whole:
        return to_last(a) * last

    def product(a: Whole, b: Whole) -> Whole:
        return to_last_of_product(a * b) * last

    def products(columns: Whole, vector: Whole) -> Whole:
        """Matrix times vector, each product rounded; columns: those of the matrix."""
        sums: Whole = np.add.reduce(to_last_of_product(columns * vector[:, None]))
        return sums * last

    # A float is as good as exact here: of all a with six decimals, none but 0 brings tanh or σ
    # nearer to a tie than 10⁻¹⁴ of its distance from tanh(0) or σ(0). Hence the ½ apart.
    def tanh(a: Whole) -> Whole:
        return np.rint(np.tanh(a / one) * shares).astype(np.int64) * last

    def sigma(a: Whole) -> Whole:
        above_half = np.rint(np.tanh(a / (two * one)) * (shares / two)).astype(np.int64)
        return half_one + above_half * last

    no_b = np.zeros(H, np.int64)
    b = {gate: given.get(f"b_{gate}", no_b) for gate in "rzn"}
    c = {gate: given.get(f"c_{gate}", no_b) for gate in "rzn"}
    c_n = c.pop("n") if after else no_b
    W, U = (np.concatenate([given[f"{m}_{gate}"] for gate in "rzn"]) for m in "WU")
    Wx_b = np.tile(np.concatenate([b[gate] + c.get(gate, no_b) for gate in "rzn"]), (T, 1))
    for feature, column in zip(x.T, W.T, strict=True):
        Wx_b += product(feature[:, None], column)
    U_gates, U_n = U[: 2 * H].T.copy(), U[2 * H :].T.copy()

    h = h0
    h_0_to_T, steps = [h0], []
    for t, (Wx_b_gates, Wx_b_n) in enumerate(zip(Wx_b[:, : 2 * H], Wx_b[:, 2 * H :], strict=True)):
        a_gates = rounded(Wx_b_gates + products(U_gates, h))
        gates = sigma(a_gates)
        r, z = gates[:H], gates[H:]
        if "r" in holds:
            r = np.where(holds["r"][0][t], holds["r"][1][t], r)
        if "z" in holds:
            z = np.where(holds["z"][0][t], holds["z"][1][t], z)
        if after:
            q = rounded(products(U_n, h) + c_n)
            rq = product(r, q)
            a_n = rounded(Wx_b_n + rq)
        else:
            q = h
            rq = product(r, q)
            a_n = rounded(Wx_b_n + products(U_n, rq))
        n = tanh(a_n)
        one_minus_z = one - z
        if "z" in holds:
            one_minus_z = rounded(one_minus_z)
        keep, write = (one_minus_z, z) if renews else (z, one_minus_z)
        kept, written = product(keep, h), product(write, n)
        h = kept + written
        h_0_to_T.append(h)
        steps.append((r, z, n, a_gates[:H], a_gates[H:], a_n, q, rq, keep, kept, written))

    names = ("r", "z", "n", "a_r", "a_z", "a_n", "q", "rq", "keep", "kept", "written")
    rows = np.array(steps, np.int64).reshape(T, len(names), H).swapaxes(0, 1)
    return {"h": np.array(h_0_to_T), **dict(zip(names, rows, strict=True))}


def _held(hold: Hold | None) -> dict[str, Array]:
    """The values at which gates are held, by the name of the gate."""
    gates = {} if hold is None else {"r": hold.r, "z": hold.z}
    return {gate: values for gate, values in gates.items() if values is not None}


def _divider(by: int) -> Callable[[Whole], Whole]:
    """Division by 1 or an even number to a whole number, half up: away from zero."""
    half, divisor, sign_bit = np.array(by // 2), np.array(by), np.array(63)

    def divided(a: Whole) -> Whole:
        whole: Whole = a >> sign_bit  # −1 below zero, else 0: what ends on a half goes down there
        whole += a
        whole += half
        whole //= divisor
        return whole

    return divided if by > 1 else lambda a: a


def _millionths(name: str, a: Array) -> Whole:
    """The numbers as they are written, in millionths, half up."""
    if not (largest := np.abs(a).max(initial=0)) <= LARGEST:
        raise ValueError(f"{name}: expected numbers within ±{LARGEST}, got magnitude {largest}")
    if a.dtype == np.float32:
        a = a.astype(str)  # the few digits that tell one float32 from the next
    a = a.astype(np.float64)
    millionths = a * _ONE
    whole = np.rint(millionths).astype(np.int64)
    for at in np.argwhere(np.abs(np.abs(millionths - whole) - 0.5) < 1e-6):
        written = Decimal(repr(float(a[tuple(at)]))) * _ONE
        whole[tuple(at)] = int(written.quantize(Decimal(1), ROUND_HALF_UP))
    return whole


def _floats(millionths: Whole) -> Array:
    """The nearest floats, read-only."""
    floats: Array = millionths / _ONE
    floats.setflags(write=False)
    return floats
