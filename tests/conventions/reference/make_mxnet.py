"""Stores what the GRUCell of MXNet's gluon computes, as mxnet.npz.

pip install mxnet==1.9.1 numpy==1.23.5
PYTHONPATH=. python tests/conventions/reference/make_mxnet.py
"""

import mxnet
import numpy as np

from tests.conventions.reference.cases import Arrays, cases, store


def shapes(D: int, H: int) -> dict[str, tuple[int, ...]]:
    return {
        "i2h_weight": (3 * H, D),
        "h2h_weight": (3 * H, H),
        "i2h_bias": (3 * H,),
        "h2h_bias": (3 * H,),
    }


def run(weights: Arrays, x: np.ndarray, h0: np.ndarray) -> np.ndarray:
    cell = mxnet.gluon.rnn.GRUCell(h0.shape[1], input_size=x.shape[2])
    cell.cast("float64")
    cell.initialize()
    for name, array in weights.items():
        getattr(cell, name).set_data(mxnet.nd.array(array, dtype="float64"))
    outputs, states = [], [mxnet.nd.array(h0, dtype="float64")]
    for x_t in x:
        output, states = cell(mxnet.nd.array(x_t, dtype="float64"), states)
        outputs.append(output.asnumpy())
    return np.stack(outputs)


if __name__ == "__main__":
    store("mxnet", cases("mxnet", shapes, run), mxnet, np)
