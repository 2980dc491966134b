"""What browser tests stand on: a browser, a running app, and when a page is ready."""

import http.client
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Locator, Page, Request, Response, expect

ROOT = Path(__file__).parents[2]
PYTHON = os.environ.get("GRU_VIZ_APP_PYTHON", sys.executable)  # what runs the app

APP = '[data-testid="stApp"]'
EXCEPTION = '[data-testid="stException"]'
OWN = '[data-testid^="stBidiComponent"]'  # what our components draw
PLAYER = "[data-gru-player]"  # stands in a shadow root; Playwright's CSS sees into open ones

# Opened at a subpage, Streamlit looks for its server below that address first: two harmless 404s.
PROBE = re.compile(r"/[^/]+/_stcore/(health|host-config)")

BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)


def find_browser() -> str | None:
    """The first of the usual Chromium browsers that this machine has, or None."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


@dataclass(frozen=True)
class Server:
    """A running app: where it answers, and its process."""

    url: str
    process: subprocess.Popen[bytes]

    def stop(self) -> None:
        """End the process, if it has not ended already."""
        self.process.terminate()
        self.process.wait(timeout=20)


def start_server(*options: str, timeout: float = 60) -> Server:
    """Start the app as the README does, on a free port, and wait until it answers.

    options: further options of ``streamlit run``. timeout: in seconds.

    Raises RuntimeError where it ends early or does not answer in time.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address, port = probe.getsockname()
    process = subprocess.Popen(
        [PYTHON, "-m", "streamlit", "run", "app.py"]
        + [f"--server.address={address}", f"--server.port={port}", "--server.headless=true"]
        + list(options),
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
    )
    server = Server(f"http://{address}:{port}", process)
    deadline = time.monotonic() + timeout
    while not _answers(server.url):
        if time.monotonic() > deadline:
            server.stop()
            raise RuntimeError(f"the app did not answer within {timeout} s")
        try:
            code = process.wait(timeout=0.1)
        except subprocess.TimeoutExpired:
            continue  # still starting
        raise RuntimeError(f"the app ended with code {code}")
    return server


def _answers(url: str) -> bool:
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=5)
    try:
        connection.request("GET", "/_stcore/health")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def watch(page: Page, url: str) -> list[str]:
    """A list that fills with whatever goes wrong on a page of the app at url.

    That is: errors in the console, uncaught errors, failed requests, responses of 400 and
    above, a crash, and any request that leaves the app's own server.
    """
    faults: list[str] = []
    own = (url, url.replace("http", "ws", 1), "data:", "blob:")

    def note(kind: str, what: str, address: str = "") -> None:
        if not PROBE.fullmatch(urlsplit(address).path):
            faults.append(f"{kind}: {what} {address}".rstrip())

    def console(message: ConsoleMessage) -> None:
        if message.type == "error":
            note("console", message.text, message.location["url"])

    def requested(address: str) -> None:
        if not address.startswith(own):
            note("request to another server", address)

    def answered(response: Response) -> None:
        if response.status >= 400:
            note("answer", str(response.status), response.url)

    def failed(request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # leaving a page cancels what it still fetches
            note("request failed", str(request.failure), request.url)

    page.on("console", console)
    page.on("pageerror", lambda error: note("uncaught", str(error)))
    page.on("crash", lambda _: note("crash", "the page is gone"))
    page.on("request", lambda request: requested(request.url))
    page.on("websocket", lambda socket: requested(socket.url))
    page.on("response", answered)
    page.on("requestfailed", failed)
    return faults


def open_app(
    page: Page, query: str | Mapping[str, str] = "", path: str = "/", ready: str = PLAYER
) -> Locator:
    """Open a page of the app and wait until its script has run and ``ready`` is on screen.

    query: the state in the link, as a mapping, or as a string exactly as one would type it.

    Returns the player (or what else was named as ``ready``).
    """
    text = query if isinstance(query, str) else urlencode(query)
    page.goto(f"{path}?{text}" if text else path)
    expect(page.locator(APP)).to_have_attribute("data-test-script-state", "notRunning")
    shown = page.locator(ready)
    expect(shown).to_be_visible()
    return shown


def choose(page: Page, name: str, option: str) -> None:
    """Choose an option in the selection list of that name, the first one where there are more.

    An open list closes as soon as what it stands in scrolls. A click scrolls by itself, and on a
    busy machine the news of it comes after the list is open; so the scrolling is waited for.
    """
    box = page.get_by_role("combobox", name=name).first
    box.evaluate("""node => {
      node.scrollIntoView({ block: "center" }); // room for its list
      return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    }""")
    box.click()
    page.get_by_role("option", name=option).click()


@dataclass(frozen=True)
class AccessibilityFault:
    """Something that axe-core has against an element.

    rule, impact: as axe-core names them. is_ours: whether a component of this project drew the
    element; Streamlit drew all others. where: its selectors, through shadow roots. why: axe's.
    """

    rule: str
    impact: str
    is_ours: bool
    where: str
    why: str


def accessibility_faults(page: Page) -> list[AccessibilityFault]:
    """What axe-core has against a page: WCAG 2.2 A and AA, and the best practices."""
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    results = Axe().run(page, options={"runOnly": tags, "resultTypes": ["violations"]})
    return [
        AccessibilityFault(
            rule=violation["id"],
            impact=node["impact"],
            is_ours=_is_ours(page, node["target"]),
            where=str(node["target"]),
            why=node["failureSummary"],
        )
        for violation in results.response["violations"]
        for node in violation["nodes"]
    ]


def _is_ours(page: Page, target: list[str | list[str]]) -> bool:
    if isinstance(target[0], list):
        return True  # in a shadow root, which only our components have
    closest = "([element, own]) => Boolean(document.querySelector(element)?.closest(own))"
    return bool(page.evaluate(closest, [target[0], OWN]))
