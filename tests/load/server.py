"""Apps to be measured: the Gates page, or a comparison app, each in a process of its own."""

import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psutil

ROOT = Path(__file__).parents[2]
GATES = "app.py"
STREAMLIT = ("streamlit",)  # python -m …


@dataclass(frozen=True)
class Server:
    """A running app. Relative to `url` lie its pages; `process` is all of it."""

    url: str
    process: psutil.Process

    def megabytes(self) -> float:
        """The memory that it holds."""
        return self.process.memory_info().rss / 2**20

    def processor(self) -> float:
        """The processor time, in seconds, that it has taken since it started."""
        times = self.process.cpu_times()
        return times.user + times.system


@contextmanager
def serving(app: str = GATES, module: tuple[str, ...] = STREAMLIT) -> Iterator[Server]:
    """Run an app with the project's settings, on a free port of this machine alone.

    app: its file, relative to the project. module: what starts it, in the place of streamlit.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address, port = probe.getsockname()
    command = [sys.executable, "-m", *module, "run", app, "--server.headless=true"]
    command += [f"--server.address={address}", f"--server.port={port}"]
    started = subprocess.Popen(
        command,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        url = f"http://{address}:{port}"
        _wait_until_it_answers(url, started)
        yield Server(url, psutil.Process(started.pid))
    finally:
        started.terminate()
        started.wait(timeout=20)


def _wait_until_it_answers(
    url: str, started: "subprocess.Popen[bytes]", timeout: float = 60
) -> None:
    deadline = time.monotonic() + timeout
    while time.monotonic() < deadline:
        if fetched(url, "/_stcore/health") is not None:
            return
        if started.poll() is not None:
            raise RuntimeError(f"the app ended with code {started.returncode}")
        time.sleep(0.05)
    raise RuntimeError(f"the app did not answer within {timeout} s")


def fetched(url: str, path: str) -> str | None:
    """The text at a path of a server, or None where it doesn't answer with one."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=5)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.read().decode() if response.status == 200 else None
    except OSError:
        return None
    finally:
        connection.close()
