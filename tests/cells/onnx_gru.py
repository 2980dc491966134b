"""A model of one ONNX GRU node, to run in onnxruntime; it takes float32 only."""

import numpy as np
import onnxruntime

from tests.cells import onnx_cells


def session(
    W: np.ndarray, R: np.ndarray, B: np.ndarray, linear_before_reset: int
) -> onnxruntime.InferenceSession:
    """See :func:`tests.cells.onnx_cells.session`; rows for z, r, n."""
    return onnx_cells.session("GRU", W, R, B, linear_before_reset=linear_before_reset)
