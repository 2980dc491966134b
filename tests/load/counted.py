"""Streamlit, counted: ``python -m tests.load.counted run app.py`` is ``streamlit run app.py``.

On SIGUSR1 it writes what is alive in it, as JSON, to the file that GRU_VIZ_COUNTED names:
sessions as they are, sessions after a full garbage collection, threads, Python's objects.
Streamlit keeps a session that was left for two minutes, at most 128 of them, in case its
visitor comes back; how many are really in memory can only be seen from the inside.
"""

import gc
import json
import os
import signal
import threading
from pathlib import Path
from types import FrameType

from streamlit.runtime.app_session import AppSession
from streamlit.web.cli import main

VARIABLE = "GRU_VIZ_COUNTED"


def _sessions() -> int:
    return sum(type(thing) is AppSession for thing in gc.get_objects())


def _write(_signal: int, _frame: FrameType | None) -> None:
    alive = _sessions()
    gc.collect()
    counted = {
        "sessions": alive,
        "sessions_after_collection": _sessions(),
        "threads": threading.active_count(),
        "objects": len(gc.get_objects()),
    }
    # Put there whole, so that no one reads half of it.
    file = Path(os.environ[VARIABLE])
    part = file.with_suffix(".part")
    part.write_text(json.dumps(counted), "utf-8")
    part.replace(file)


if __name__ == "__main__":
    signal.signal(signal.SIGUSR1, _write)
    main()
