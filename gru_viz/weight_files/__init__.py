"""Weight files of other programs, and matrices as text: what they hold, read safely.

``read`` and ``read_text`` give :class:`Contents`, or raise Problem and nothing else.
"""

from gru_viz.weight_files.contents import (
    MAX_ARRAYS,
    MAX_FILE,
    MAX_MEMORY,
    MAX_NUMBERS,
    Contents,
)
from gru_viz.weight_files.reader import TORCH_TO_SAFETENSORS, read
from gru_viz.weight_files.text import MAX_TEXT, read_text

__all__ = [
    "MAX_ARRAYS",
    "MAX_FILE",
    "MAX_MEMORY",
    "MAX_NUMBERS",
    "MAX_TEXT",
    "TORCH_TO_SAFETENSORS",
    "Contents",
    "read",
    "read_text",
]
