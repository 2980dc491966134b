"""A model of one recurrent ONNX node, to run in onnxruntime; it takes float32 only."""

import numpy as np
import onnxruntime
from onnx import TensorProto, helper, numpy_helper


def session(
    cell: str, W: np.ndarray, R: np.ndarray, B: np.ndarray, **attributes: int
) -> onnxruntime.InferenceSession:
    """Inputs X (T, B, D), initial_h (1, B, H), for an LSTM initial_c too; output Y (T, 1, B, H).

    cell: "RNN", "GRU" or "LSTM". Rows of W (gates · H, D) and R (gates · H, H) in the order of
    ONNX: z, r, n of a GRU and i, o, f, candidate of an LSTM. B: the input's biases, then the
    recurrent ones. ONNX wants each with an axis of directions in front, which is added here.
    """
    weights = {"W": W, "R": R, "B": B}
    states = ["initial_h", "initial_c"] if cell == "LSTM" else ["initial_h"]
    inputs = ["X", "W", "R", "B", "", *states]  # "": no sequence_lens
    node = helper.make_node(cell, inputs, ["Y"], hidden_size=R.shape[1], **attributes)
    floats = TensorProto.FLOAT
    graph = helper.make_graph(
        [node],
        cell.lower(),
        [helper.make_tensor_value_info(name, floats, None) for name in ("X", *states)],
        [helper.make_tensor_value_info("Y", floats, None)],
        [numpy_helper.from_array(array[None], name) for name, array in weights.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 14)], ir_version=8)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(
        model.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )
