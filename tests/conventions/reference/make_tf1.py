"""Stores what the GRUCell of TensorFlow 1 computes, as tf1.npz.

pip install tf_keras tensorflow-cpu numpy
PYTHONPATH=. TF_USE_LEGACY_KERAS=1 python tests/conventions/reference/make_tf1.py
"""

import numpy as np
import tensorflow as tf
import tf_keras

from tests.conventions.reference.cases import Arrays, cases, store


def shapes(D: int, H: int) -> dict[str, tuple[int, ...]]:
    return {
        "gates/kernel": (D + H, 2 * H),
        "gates/bias": (2 * H,),
        "candidate/kernel": (D + H, H),
        "candidate/bias": (H,),
    }


def run(weights: Arrays, x: np.ndarray, h0: np.ndarray) -> np.ndarray:
    with tf.Graph().as_default():
        cell = tf.compat.v1.nn.rnn_cell.GRUCell(h0.shape[1], dtype=tf.float64)
        sequence, state = tf.constant(x), tf.constant(h0)
        outputs, _ = tf.compat.v1.nn.dynamic_rnn(
            cell, sequence, initial_state=state, time_major=True
        )
        with tf.compat.v1.Session() as session:
            for variable in tf.compat.v1.global_variables():
                variable.load(weights[variable.op.name.removeprefix("rnn/gru_cell/")], session)
            return session.run(outputs)


if __name__ == "__main__":
    store("tf1", cases("tf1", shapes, run), tf, tf_keras, np)
