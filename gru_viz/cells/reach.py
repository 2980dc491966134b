"""How far gradients reach: the size of ∂s_t/∂s_k, for the state s that a cell passes on.

s is the hidden state h of an RNN and of a GRU, and the cell state c of an LSTM. The chain rule
makes ∂s_t/∂s_k a product with one Jacobian for each timestep between the two:

    RNN, GRU   ∂h_t/∂h_k = J_t … J_{k+1}              J_t = ∂h_t/∂h_{t-1}
    LSTM       ∂c_t/∂c_k = [0 I] J_t … J_{k+1} M_k    J_t = ∂(h_t, c_t)/∂(h_{t-1}, c_{t-1})
               M_k = [diag(o_k (1 − tanh² c_k)); I]   M_0 = [0; I]

M_k is there since c_k changes h_k too, which the next gates see; h₀ does not depend on c₀. The
direct path is the same with all gates and candidates as they stand: the product of the factors
by which a state is kept, keep of a GRU and f of an LSTM. An RNN has none.

The size of a matrix is its Frobenius norm / √H: by what a small change of s_k, equally likely in
every direction, is multiplied on its way to s_t, in the root mean square. It is 1 where a state
is passed on unchanged. Sizes are given as log10. On the way to them all numbers are kept near 1
by powers of two, so that no product over- or underflows.

Sources: Bengio, Simard and Frasconi 1994; Pascanu, Mikolov and Bengio 2013, arXiv 1211.5063.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gru_viz.cells import gru, lstm, rnn
from gru_viz.cells.arrays import Array

MAX_UNITS = 64
MOST_TIMES = 101  # rows and columns of a triangle: every timestep of 0…100

Trace = rnn.Trace | lstm.Trace | gru.Trace


@dataclass(frozen=True, slots=True, eq=False)
class Reach:
    """The sizes of ∂s_t/∂s_k for pairs k ≤ t, as log10; −∞ for exactly 0.

    at: the timesteps of the rows and of the columns: all of 0…T if they are at most MOST_TIMES,
    else evenly spaced ones back from T, and 0. log_size: row t, column k; NaN where k > t.
    log_direct: the same along the direct path alone; None for an RNN.
    """

    at: NDArray[np.intp]
    log_size: Array
    log_direct: Array | None


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """The sizes of ∂s_t/∂s_k for one t and every k = 0…t, (t+1,), as log10.

    log_direct: along the direct path alone; None for an RNN.
    """

    log_size: Array
    log_direct: Array | None


def reach(trace: Trace) -> Reach:
    """The sizes for all pairs of timesteps, or for as many of them as can be told apart.

    trace: a run of one sequence.

    Raises ValueError for a batch and for more than MAX_UNITS units, and OverflowError, naming
    the timestep, where a Jacobian has an entry beyond the largest float.
    """
    whole, direct = _paths(trace)
    at = _spread(trace.T)
    return Reach(at, _triangle(whole, at), None if direct is None else _triangle(direct, at))


def curve(trace: Trace, t: int | None = None) -> Curve:
    """The sizes for one t, by default T, and every k = 0…t; for far less work than all pairs.

    Raises what :func:`reach` does, and ValueError unless t is within 0…T.
    """
    t = trace.T if t is None else t
    if not 0 <= t <= trace.T:
        raise ValueError(f"t: expected 0…{trace.T}, got {t}")
    whole, direct = _paths(trace)
    return Curve(_row(whole, t), None if direct is None else _row(direct, t))


@dataclass(frozen=True, slots=True, eq=False)
class _Path:
    """A way through time: all of it, or the direct path alone, where each unit goes by itself.

    What goes on from a timestep is N numbers, the last H of which are s: N is H, or 2H for
    (h, c) of an LSTM.

    by_unit: whether factors are multiplied number by number, instead of as matrices.
    steps: the factor of each timestep, (T, N, N); of units by themselves (T, H, 1).
    starts: the derivatives at s_k of what goes on from k = 0…T, (T+1, N, H) or (T+1, H, 1).
    """

    H: int
    by_unit: bool
    steps: Array
    starts: Array

    def times(self, left: Array, right: Array) -> Array:
        """The product of two factors."""
        product: Array = left * right if self.by_unit else left @ right
        return product


def _paths(trace: Trace) -> tuple[_Path, _Path | None]:
    """The whole, and the direct path if there is one."""
    H, T = trace.params.H, trace.T
    if trace.x.ndim != 2:
        raise ValueError("trace: expected a run of one sequence, got a batch")
    if H > MAX_UNITS:
        raise ValueError(f"trace: expected at most {MAX_UNITS} units, got {H}")
    starts: Array = np.broadcast_to(np.eye(H), (T + 1, H, H))
    match trace:
        case rnn.Trace():
            jacobians, keep = rnn.jacobians(trace), None
        case gru.Trace():
            jacobians, keep = gru.jacobians(trace), trace.keep
        case lstm.Trace():
            jacobians, keep = lstm.jacobians(trace), trace.f
            to_h = np.zeros((T + 1, H, 1))
            to_h[1:, :, 0] = trace.o * (1 - trace.tanh_c * trace.tanh_c)
            starts = np.concatenate([to_h * starts, starts], axis=1)
    whole = _Path(H, False, np.asarray(jacobians, np.float64), starts)
    if keep is None:
        return whole, None
    kept = np.asarray(keep, np.float64)[..., None]
    return whole, _Path(H, True, kept, np.ones((T + 1, H, 1)))


def _spread(T: int) -> NDArray[np.intp]:
    """All of 0…T where they fit, else every n-th back from T, and 0."""
    apart = max(1, -(-T // (MOST_TIMES - 1)))
    at = np.arange(T, -1, -apart)[::-1]
    return at if at[0] == 0 else np.concatenate([[0], at])


def _triangle(path: _Path, at: NDArray[np.intp]) -> Array:
    """log10 of the sizes at rows t and columns k.

    The way from one row to the next is multiplied out once and then serves all columns.
    """
    _, N, width = path.starts.shape
    log_size = np.full((len(at), len(at)), np.nan)
    M = np.empty((N, len(at), width))  # by column k: ∂/∂s_k of what goes on from timestep t
    exponents = np.zeros((1, len(at), 1), np.int64)
    for row, t in enumerate(at):
        if row:
            way, exponent = _way(path, at[row - 1], t)
            after = path.times(way, M[:, :row].reshape(N, -1)).reshape(N, row, width)
            M[:, :row], more = _near_one(after, (0, 2))
            exponents[:, :row] += exponent + more
        M[:, row] = path.starts[t]
        seen = slice(row + 1)
        log_size[row, seen] = _log_size(M[-path.H :, seen], exponents[:, seen], path.H, (0, 2))
    return log_size


def _way(path: _Path, k: int, t: int) -> tuple[Array, Array]:
    """The product of the factors of timesteps k+1…t, near 1, and its exponent."""
    way, exponent = _near_one(path.steps[k])
    for step in path.steps[k + 1 : t]:
        factor, of_factor = _near_one(step)
        way, of_product = _near_one(path.times(factor, way))
        exponent = exponent + of_factor + of_product
    return way, exponent


def _row(path: _Path, t: int) -> Array:
    """log10 of the sizes at k = 0…t: one chain, from t back."""
    steps, starts = path.steps, path.starts
    if not path.by_unit:
        steps, starts = steps.swapaxes(1, 2), starts.swapaxes(1, 2)
    R = path.starts[0]  # the derivatives of s_t at what goes on from k, transposed
    exponent: Any = 0
    log_size = np.empty(t + 1)
    for k in range(t, -1, -1):
        log_size[k] = _log_size(path.times(starts[k], R), exponent, path.H).item()
        if k:
            factor, of_factor = _near_one(steps[k - 1])
            R, of_product = _near_one(path.times(factor, R))
            exponent = exponent + of_factor + of_product
    return log_size


def _near_one(array: Array, axis: tuple[int, ...] | None = None) -> tuple[Array, Any]:
    """The array / 2^e, of which the largest magnitude along the axes is within ½…1, and e."""
    exponent = np.frexp(np.abs(array).max(axis, keepdims=True))[1]
    return np.ldexp(array, -exponent), exponent


def _log_size(s: Array, exponent: Any, H: int, axis: tuple[int, ...] | None = None) -> Array:
    """log10 of the size of s · 2^exponent, summed along the axes."""
    near, more = _near_one(s, axis)
    with np.errstate(divide="ignore"):
        squares = (near * near).sum(axis, keepdims=True)
        log_size: Array = (np.log2(squares / H) / 2 + exponent + more) * np.log10(2)
    return log_size.ravel()
