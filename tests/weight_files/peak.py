"""Reads a file from standard input, and prints what became of it and at which peak of memory.

python -m tests.weight_files.peak < file
"""

import json
import sys
from pathlib import Path

from gru_viz import weight_files
from gru_viz.messages import Problem


def memory(entry: str) -> int:
    """Bytes of an entry in what Linux says of this process."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(entry))


if __name__ == "__main__":
    data = sys.stdin.buffer.read()
    Path("/proc/self/clear_refs").write_text("5")  # forgets the peak so far
    before = memory("VmRSS")
    try:
        said = f"{len(weight_files.read('file', data).arrays)} arrays"
    except Problem as problem:
        said = problem.message.key
    print(json.dumps([said, memory("VmHWM") - before]))
