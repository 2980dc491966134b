"""Writes GRUs of Keras 2 and of TensorFlow 1, with what they compute.

    pip install tf_keras tensorflow-cpu numpy
    TF_USE_LEGACY_KERAS=1 PYTHONPATH=. python tests/weight_files/reference/make_keras2.py

keras2_stacked.h5           a whole model: Bidirectional, then a GRU with reset_after=False
keras2_weights.h5           its weights alone, as save_weights wrote them
tf1_cell.npz                the variables of a GRUCell of TensorFlow 1
"""

import numpy as np
import tensorflow as tf
import tf_keras
from tf_keras import layers

from tests.weight_files.reference.expected import HERE, series, store


def keras2() -> None:
    rng = np.random.default_rng(0)
    source = tf_keras.Input((6, 2))
    both = layers.Bidirectional(layers.GRU(3, return_sequences=True, name="reader"), name="both")
    second = layers.GRU(4, return_sequences=True, reset_after=False, name="second")
    middle = both(source)
    model = tf_keras.Model(source, second(middle))
    model.set_weights([rng.normal(scale=0.6, size=w.shape) for w in model.get_weights()])
    model.save(HERE / "keras2_stacked.h5", save_format="h5")
    # Keras 2 wrote the legacy form under any name but that of its successor.
    model.save_weights(HERE / "keras2_weights.h5", save_format="h5")
    x = series(6, 2, 0)
    x_1 = both(x[None])
    forward, backward = np.split(x_1.numpy()[0], 2, axis=1)
    store(
        "keras2_stacked",
        (tf_keras, tf, np),
        x__0=x,
        h__0__forward=forward,
        h__0__backward=backward,
        x__1=x_1.numpy()[0],
        h__1__forward=second(x_1).numpy()[0],
        where__0__forward="both/both/forward_reader",
        where__0__backward="both/both/backward_reader",
        where__1__forward="second/second",
    )


def tf1() -> None:
    rng, x = np.random.default_rng(1), series(6, 2, 1)
    with tf.Graph().as_default():
        cell = tf.compat.v1.nn.rnn_cell.GRUCell(3)
        h, _ = tf.compat.v1.nn.dynamic_rnn(cell, x[None], dtype=tf.float32)
        variables = tf.compat.v1.global_variables()
        arrays = {
            v.op.name: rng.normal(scale=0.6, size=v.shape).astype(np.float32) for v in variables
        }
        with tf.compat.v1.Session() as session:
            for variable in variables:
                variable.load(arrays[variable.op.name], session)
            states = session.run(h)[0]
    np.savez(HERE / "tf1_cell.npz", **arrays)
    where = "rnn/gru_cell"
    store("tf1_cell", (tf, np), x__0=x, h__0__forward=states, where__0__forward=where)


if __name__ == "__main__":
    keras2()
    tf1()
