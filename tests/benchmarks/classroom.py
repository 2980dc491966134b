"""A class on one server process: N visitors, each changing something every 2 s. Prints JSON.

    python -m tests.benchmarks.classroom [--quick] [--only class soak]

Visitors speak Streamlit's own protocol over WebSockets, all from this one process; the server
has another. On the Gates page they change the seed in the sidebar and a weight in the player
in turn; on an otherwise empty app with the same settings, a number. The two apps are busy in
turn. Each change must come back in the data, else it is lost. ``finished_ms`` is from when a
change was due until its script had run, ``player_ms`` until the player's new data was there.

``soak``: short visits, four at a time: connect, one change, leave. Memory after every tenth of
them, and its slope over the second half; then what is left of their sessions, at once and
once Streamlit's two minutes for coming back are over.
"""

import argparse
import asyncio
import itertools
import json
import os
import random
import signal
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np

from tests.benchmarks.report import machine, ratios, show, spread
from tests.load import counted
from tests.load.client import Lost, Visitor
from tests.load.crowd import AT_ONCE, Taken, busy, crowd
from tests.load.server import GATES, Server, fetched, serving
from tests.load.visits import Change, change_either, change_number

EMPTY = "tests/benchmarks/apps/empty.py"
PERIOD = 2.0  # seconds
CLASSES = (1, 30, 100)
STORED = 125  # seconds; Streamlit keeps a session for 120 after its visitor has left
APPS: dict[str, tuple[str, Change, str]] = {
    "gates_page": (GATES, change_either, "player"),
    "empty_app": (EMPTY, change_number, ""),
}


def periods(generator: random.Random) -> Callable[[], float]:
    """Pauses of two seconds, more or less, so that visitors don't stay in step."""
    return lambda: generator.uniform(0.75, 1.25) * PERIOD


async def lesson(servers: dict[str, Server], size: int, rounds: int, seconds: float) -> Any:
    """A class of one size on each app in turn."""
    generator, numbers = random.Random(size), itertools.count()
    taken = {name: Taken() for name in servers}
    used = dict.fromkeys(servers, 0.0)
    passed = dict.fromkeys(servers, 0.0)
    result: dict[str, Any] = {"visitors": size}
    async with (
        crowd(servers["gates_page"].url, size) as gates,
        crowd(servers["empty_app"].url, size) as empty,
    ):
        crowds = {"gates_page": gates, "empty_app": empty}
        for _ in range(rounds):
            for name, server in servers.items():
                _, change, watched = APPS[name]
                begin, processor = time.perf_counter(), server.processor()
                more = await busy(
                    crowds[name],
                    change,
                    watched,
                    seconds,
                    periods(generator),
                    numbers.__next__,
                )
                taken[name].finished += more.finished
                taken[name].fresh += more.fresh
                taken[name].lost += more.lost
                used[name] += server.processor() - processor
                passed[name] += time.perf_counter() - begin
        for name, server in servers.items():
            result[name] = {
                "opening_ms": spread([1000 * visitor.opened.finished for visitor in crowds[name]]),
                "finished_ms": spread(taken[name].finished),
                "lost": len(taken[name].lost),
                "why_lost": sorted(set(taken[name].lost))[:5],
                "processor_percent": round(100 * used[name] / passed[name]),
                "processor_ms_a_change": round(
                    1000 * used[name] / max(1, len(taken[name].finished)), 1
                ),
                "memory_mb": round(server.megabytes()),
            }
    result["gates_page"]["player_ms"] = spread(taken["gates_page"].fresh)
    result["finished_to_empty_app"] = ratios(
        taken["gates_page"].finished, taken["empty_app"].finished
    )
    return result


async def soak(server: Server, visits: int, count: Callable[[], Any], wait: float) -> Any:
    """So many short visits, and what they leave behind."""
    memory: list[float] = []
    opening: list[float] = []
    changing: list[float] = []
    lost: list[str] = []
    numbers = iter(range(visits))

    async def visitor() -> None:
        for n in numbers:
            try:
                async with Visitor(server.url) as one:
                    opening.append(1000 * one.opened.finished)
                    changing.append(1000 * (await change_either(one, n)).finished)
            except (Lost, OSError) as error:
                lost.append(str(error))
            memory.append(server.megabytes())

    await asyncio.gather(*(visitor() for _ in range(AT_ONCE)))
    half = visits // 2
    slope = np.polyfit(np.arange(half, visits), memory[half:], 1)[0]
    result = {
        "visits": visits,
        "lost": len(lost),
        "why_lost": sorted(set(lost))[:5],
        "opening_ms": spread(opening),
        "change_ms": spread(changing),
        "memory_mb": [round(m, 1) for m in (memory[0], *memory[visits // 10 - 1 :: visits // 10])],
        "slope_kb_a_visit_second_half": round(1024 * float(slope), 2),
        "left_at_once": {"active": active_sessions(server), **count()},
    }
    if wait:
        await asyncio.sleep(wait)
        async with Visitor(server.url):
            pass  # Streamlit clears what has expired when the next visitor leaves
        result["left_after_two_minutes"] = {
            "active": active_sessions(server),
            **count(),
            "memory_mb": round(server.megabytes(), 1),
        }
    return result


def active_sessions(server: Server) -> int | None:
    """How many visitors the server itself believes to be connected."""
    metrics = fetched(server.url, "/_stcore/metrics?families=active_sessions") or ""
    lines = [line for line in metrics.splitlines() if line.startswith("active_sessions")]
    return round(float(lines[0].split()[1])) if lines else None


def soaked(visits: int, wait: float) -> Any:
    """The soak, on a server that counts its sessions."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "counted.json"
        os.environ[counted.VARIABLE] = str(file)
        with serving(module=("tests.load.counted",)) as server:

            def count() -> Any:
                file.unlink(missing_ok=True)
                server.process.send_signal(signal.SIGUSR1)
                while not file.exists():
                    time.sleep(0.05)
                return json.loads(file.read_text("utf-8"))

            return asyncio.run(soak(server, visits, count, wait))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="shorter lessons, fewer visits")
    parts = ("class", "soak")
    parser.add_argument("--only", nargs="+", choices=parts, default=parts)
    asked = parser.parse_args()
    rounds, seconds = (1, 6.0) if asked.quick else (2, 30.0)
    result: dict[str, Any] = {
        "machine": machine("streamlit", "numpy", "plotly"),
        "period_s": PERIOD,
    }
    if "class" in asked.only:
        with ExitStack() as stack:
            servers = {name: stack.enter_context(serving(app)) for name, (app, *_) in APPS.items()}
            result["class"] = [
                asyncio.run(lesson(servers, size, rounds, seconds)) for size in CLASSES
            ]
    if "soak" in asked.only:
        result["soak"] = soaked(100, 0) if asked.quick else soaked(1000, STORED)
    show(result)


if __name__ == "__main__":
    main()
