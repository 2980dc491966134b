"""Writes GRUs of Keras 3 as .keras, .weights.h5 and legacy .h5, with what they compute.

    pip install keras tensorflow-cpu numpy
    KERAS_BACKEND=tensorflow PYTHONPATH=. python tests/weight_files/reference/make_keras.py

keras_gru         one layer, reset_after=True   keras_before     one layer, reset_after=False
keras_stacked     Bidirectional, a GRU, an RNN of a GRUCell, with layers of others between
keras_no_bias     without biases, inside a Sequential in a Sequential
keras_relu        an activation that is not tanh
keras_lstm        no GRU at all
"""

import keras
import numpy as np
import tensorflow
from keras import layers

from tests.weight_files.reference.expected import HERE, series, store

LIBRARIES = (keras, tensorflow, np)


def seeded(model: keras.Model, seed: int) -> keras.Model:
    """The model with weights and biases that all count."""
    rng = np.random.default_rng(seed)
    model.set_weights([rng.normal(scale=0.6, size=w.shape) for w in model.get_weights()])
    return model


def states(of: list[tuple[keras.Layer, str]], model: keras.Model, x: np.ndarray) -> dict:
    """The states of recurrent layers, given in the order of the file's layers.

    of: each layer with where its arrays stand in the file, {} being the direction.
    """
    kept = {}
    for k, (layer, where) in enumerate(of):
        before = keras.Model(model.inputs, layer.input)(x[None])
        after = np.array(layer(before)[0])
        kept[f"x__{k}"] = np.array(before[0])
        if isinstance(layer, layers.Bidirectional):
            forward, backward = np.split(after, 2, axis=1)
            kept |= {f"h__{k}__forward": forward, f"h__{k}__backward": backward}
            kept[f"where__{k}__forward"] = where.format("forward")
            kept[f"where__{k}__backward"] = where.format("backward")
        else:
            kept |= {f"h__{k}__forward": after, f"where__{k}__forward": where}
    return kept


def save(model: keras.Model, name: str, *forms: str) -> None:
    for form in forms:
        path = HERE / f"{name}{form}"
        model.save_weights(path) if form == ".weights.h5" else model.save(path)


def main() -> None:
    for name, reset_after, seed in (("keras_gru", True, 0), ("keras_before", False, 1)):
        source = keras.Input((7, 2))
        layer = layers.GRU(4, return_sequences=True, reset_after=reset_after, name="memory")
        model = seeded(keras.Model(source, layer(source)), seed)
        save(model, name, ".keras", ".weights.h5", ".h5")
        kept = states([(layer, "layers/gru")], model, series(7, 2, seed))
        store(name, LIBRARIES, **kept)

    source = keras.Input((6, 2))
    both = layers.Bidirectional(layers.GRU(3, return_sequences=True, name="reader"), name="both")
    between = layers.Dense(3, name="between")
    second = layers.GRU(4, return_sequences=True, reset_after=False, name="aaa")
    loop = layers.RNN(layers.GRUCell(3), return_sequences=True, name="loop")
    third = layers.GRU(2, return_sequences=True, name="zzz")
    out = layers.Dense(1, name="out")(third(loop(second(between(both(source))))))
    model = seeded(keras.Model(source, out), 2)
    save(model, "keras_stacked", ".keras", ".weights.h5", ".h5")
    of = [
        (both, "layers/bidirectional/{}_layer"),
        (second, "layers/gru"),
        (loop, "layers/rnn"),
        (third, "layers/gru_1"),
    ]
    store("keras_stacked", LIBRARIES, **states(of, model, series(6, 2, 2)))

    layer = layers.GRU(3, return_sequences=True, use_bias=False, name="within")
    inner = keras.Sequential([keras.Input((6, 2)), layer], name="inner")
    model = seeded(keras.Sequential([keras.Input((6, 2)), inner], name="outer"), 3)
    save(model, "keras_no_bias", ".keras", ".weights.h5")
    kept = states([(layer, "layers/sequential/layers/gru")], inner, series(6, 2, 3))
    store("keras_no_bias", LIBRARIES, **kept)

    source = keras.Input((6, 2))
    layer = layers.GRU(3, activation="relu", recurrent_activation="hard_sigmoid", name="bent")
    save(seeded(keras.Model(source, layer(source)), 4), "keras_relu", ".keras")
    save(keras.Sequential([keras.Input((6, 2)), layers.LSTM(3)]), "keras_lstm", ".weights.h5")


if __name__ == "__main__":
    main()
