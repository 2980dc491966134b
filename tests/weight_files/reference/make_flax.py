"""Writes GRUs of Flax as safetensors and .npz, with what they compute.

    pip install flax safetensors numpy
    PYTHONPATH=. python tests/weight_files/reference/make_flax.py

flax_linen.safetensors, flax_linen.npz    linen.RNN of a GRUCell; names joined by . and by /
flax_nnx.safetensors, flax_nnx.npz        nnx.RNN of a GRUCell
"""

import flax
import jax
import numpy as np
from flax import linen, nnx
from flax.traverse_util import flatten_dict
from safetensors.numpy import save_file

from tests.weight_files.reference.expected import HERE, series, store

LIBRARIES = (flax, jax, np)


def seeded(shapes: dict[str, tuple[int, ...]], seed: int) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(seed)
    return {
        name: rng.normal(scale=0.6, size=shape).astype(np.float32) for name, shape in shapes.items()
    }


def save(name: str, arrays: dict[str, np.ndarray], h: np.ndarray, x: np.ndarray) -> None:
    save_file(arrays, HERE / f"{name}.safetensors")
    np.savez(HERE / f"{name}.npz", **{key.replace(".", "/"): a for key, a in arrays.items()})
    where = next(iter(arrays)).rsplit(".", 2)[0]
    store(name, LIBRARIES, x__0=x, h__0__forward=np.asarray(h), where__0__forward=where)


def main() -> None:
    x = series(6, 2, 0)
    layer = linen.RNN(linen.GRUCell(features=4))
    flat = flatten_dict(layer.init(jax.random.key(0), x[None]), sep=".")
    arrays = seeded({name: a.shape for name, a in flat.items()}, 0)
    variables = flax.traverse_util.unflatten_dict(arrays, sep=".")
    save("flax_linen", arrays, layer.apply(variables, x[None])[0], x)

    x = series(6, 2, 1)
    model = nnx.RNN(nnx.GRUCell(2, 4, rngs=nnx.Rngs(0)), rngs=nnx.Rngs(0))
    state = nnx.to_flat_state(nnx.state(model, nnx.Param))
    arrays = seeded({".".join(map(str, path)): leaf.shape for path, leaf in state}, 1)
    for path, leaf in state:
        leaf[...] = arrays[".".join(map(str, path))]
    nnx.update(model, nnx.from_flat_state(list(state)))
    save("flax_nnx", arrays, model(x[None])[0], x)


if __name__ == "__main__":
    main()
