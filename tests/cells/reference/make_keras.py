"""Stores what Keras' GRU makes of seeded weights and inputs, in float64, as keras.npz.

    pip install keras tensorflow-cpu numpy
    KERAS_BACKEND=tensorflow python tests/cells/reference/make_keras.py

TensorFlow, because on its other backends Keras multiplies float64 matrices in float32.

Each case holds the arrays under Keras' own names and in its own layout: ``<case>/kernel``,
``<case>/recurrent_kernel``, ``<case>/bias`` where there is one, ``<case>/x`` (B, T, D),
``<case>/h0`` (B, H) where one was given, and ``<case>/output`` (B, T, H). The names of cases
begin with ``after`` for reset_after=True and with ``before`` for reset_after=False.
"""

from pathlib import Path

import keras
import numpy as np
import tensorflow

CASES = {  # name: T, B, D, H, with biases, with h0; each for both places of the reset
    "smallest": (1, 1, 1, 1, True, True),
    "one_sequence": (6, 1, 3, 4, True, False),
    "batch": (9, 3, 2, 5, True, True),
    "without_biases": (7, 2, 4, 3, False, True),
    "long": (40, 2, 5, 8, True, False),
}


def run(
    T: int, B: int, D: int, H: int, bias: bool, state: bool, reset_after: bool, seed: int
) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(seed)
    layer = keras.layers.GRU(
        H, reset_after=reset_after, use_bias=bias, return_sequences=True, dtype="float64"
    )
    layer.build((B, T, D))
    arrays = {w.name: rng.normal(size=tuple(w.shape)) for w in layer.weights}
    layer.set_weights(list(arrays.values()))
    arrays["x"] = rng.normal(scale=2, size=(B, T, D))
    if state:
        arrays["h0"] = rng.uniform(-1, 1, (B, H))
    output = layer(arrays["x"], initial_state=arrays.get("h0"))
    arrays["output"] = keras.ops.convert_to_numpy(output)
    return arrays


if __name__ == "__main__":
    assert keras.backend.backend() == "tensorflow"
    keras.config.set_floatx("float64")
    stored = {
        f"{place}_{name}/{key}": array
        for place, reset_after in (("after", True), ("before", False))
        for seed, (name, case) in enumerate(CASES.items())
        for key, array in run(*case, reset_after, seed).items()
    }
    libraries = (keras, tensorflow, np)
    versions = np.array([f"{library.__name__} {library.__version__}" for library in libraries])
    np.savez(Path(__file__).with_name("keras.npz"), versions=versions, **stored)
