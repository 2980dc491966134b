"""Stores what the GRUCells of flax.linen and flax.nnx compute, as flax.npz.

pip install flax numpy
PYTHONPATH=. python tests/conventions/reference/make_flax.py
"""

import flax
import jax
import numpy as np
from flax import linen, nnx
from flax.traverse_util import unflatten_dict

from tests.conventions.reference.cases import Arrays, cases, store

jax.config.update("jax_enable_x64", True)


def linen_shapes(D: int, H: int) -> dict[str, tuple[int, ...]]:
    kernels = {f"i{gate}/kernel": (D, H) for gate in "rzn"}
    kernels |= {f"h{gate}/kernel": (H, H) for gate in "rzn"}
    return kernels | {f"{dense}/bias": (H,) for dense in ("ir", "iz", "in", "hn")}


def linen_run(weights: Arrays, x: np.ndarray, h0: np.ndarray) -> np.ndarray:
    cell = linen.GRUCell(h0.shape[1], param_dtype=np.float64)
    variables = {"params": unflatten_dict(weights, sep="/")}
    outputs, h = [], h0
    for x_t in x:
        h, output = cell.apply(variables, h, x_t)
        outputs.append(output)
    return np.stack(outputs)


def nnx_shapes(D: int, H: int) -> dict[str, tuple[int, ...]]:
    return {
        "dense_i/kernel": (D, 3 * H),
        "dense_i/bias": (3 * H,),
        "dense_h/kernel": (H, 3 * H),
    }


def nnx_run(weights: Arrays, x: np.ndarray, h0: np.ndarray) -> np.ndarray:
    cell = nnx.GRUCell(x.shape[2], h0.shape[1], param_dtype=np.float64, rngs=nnx.Rngs(0))
    for name, array in weights.items():
        dense, parameter = name.split("/")
        setattr(getattr(cell, dense), parameter, nnx.Param(array))
    outputs, h = [], h0
    for x_t in x:
        h, output = cell(h, x_t)
        outputs.append(output)
    return np.stack(outputs)


if __name__ == "__main__":
    made = cases("linen", linen_shapes, linen_run) | cases("nnx", nnx_shapes, nnx_run)
    store("flax", made, flax, jax, np)
