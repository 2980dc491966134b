"""A model of one ONNX GRU node, to run in onnxruntime; it takes float32 only."""

import numpy as np
import onnxruntime
from onnx import TensorProto, helper, numpy_helper


def session(
    W: np.ndarray, R: np.ndarray, B: np.ndarray, linear_before_reset: int
) -> onnxruntime.InferenceSession:
    """Inputs X (T, B, D) and initial_h (1, B, H); output Y (T, 1, B, H).

    W (3H, D) and R (3H, H) hold rows for z, r, n; B (6H) the input's biases, then the
    recurrent ones. ONNX wants each with an axis of directions in front, which is added here.
    """
    weights = {"W": W, "R": R, "B": B}
    inputs = ["X", "W", "R", "B", "", "initial_h"]  # "": no sequence_lens
    H = R.shape[1]
    node = helper.make_node(
        "GRU", inputs, ["Y"], hidden_size=H, linear_before_reset=linear_before_reset
    )
    floats = TensorProto.FLOAT
    graph = helper.make_graph(
        [node],
        "gru",
        [helper.make_tensor_value_info(name, floats, None) for name in ("X", "initial_h")],
        [helper.make_tensor_value_info("Y", floats, None)],
        [numpy_helper.from_array(array[None], name) for name, array in weights.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 14)], ir_version=8)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(
        model.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )
