"""Fixtures of the browser tests: ``page``, ``new_page``, ``server``, ``fresh_server``."""

import os
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.rig import EXCEPTION, Server, find_browser, start_server, watch

# Where these are set, a machine without a browser fails instead of skipping.
REQUIRED = os.environ.get("GRU_VIZ_REQUIRE_BROWSER") == "1" or os.environ.get("CI") == "true"

FLAGS = [
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
]
# A page begins as if nobody had been there: Streamlit remembers how wide the sidebar is.
FORGET = """if (location.protocol === "http:" && !sessionStorage.visited) {
  localStorage.clear();
  sessionStorage.visited = "yes";
}"""
LOCALE = "en-US"
EVERYDAY: dict[str, Any] = {
    "viewport": {"width": 1280, "height": 720},
    "color_scheme": "light",
    "reduced_motion": "no-preference",
}


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """The app, started once for all tests."""
    server = start_server()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def everyday(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    """A profile of the system's Chromium, Chrome or Edge, without a window.

    It lies on disk, where the browser keeps scripts as it has compiled them: most of what a page
    costs is Streamlit's front end, compiled anew by each page of a profile in memory.
    """
    executable = find_browser()
    if executable is None:
        reason = "no Chromium, Chrome or Edge was found on this machine"
        pytest.fail(reason) if REQUIRED else pytest.skip(reason)
    expect.set_options(timeout=20_000)  # ms; a busy machine is slow, and not wrong
    with sync_playwright() as playwright:
        profile = playwright.chromium.launch_persistent_context(
            tmp_path_factory.mktemp("profile"),
            executable_path=executable,
            args=FLAGS,
            base_url=server.url,
            locale=LOCALE,
        )
        yield profile
        profile.close()


@pytest.fixture(scope="session")
def browser(everyday: BrowserContext) -> Browser:
    """The browser itself, for profiles of a test's own."""
    assert everyday.browser
    return everyday.browser


@pytest.fixture
def fresh_server() -> Iterator[Callable[..., Server]]:
    """``fresh_server(*options)`` starts another app, which no browser has visited yet."""
    servers: list[Server] = []

    def start(*options: str) -> Server:
        servers.append(start_server(*options))
        return servers[-1]

    yield start
    for server in servers:
        server.stop()


@pytest.fixture(scope="session")
def profiles(
    server: Server, everyday: BrowserContext, browser: Browser
) -> Callable[..., BrowserContext]:
    """``profiles(**options)``: one browser profile for all pages that want the same options.

    A visit is a page's own, so tests don't meet; what they share is what the browser keeps.
    """
    usual = {"base_url": server.url, "locale": LOCALE}
    made: list[tuple[dict[str, Any], BrowserContext]] = [(usual, everyday)]

    def profile(**options: Any) -> BrowserContext:
        for wanted, context in made:
            if wanted == options:
                return context
        made.append((options, browser.new_context(**options)))
        return made[-1][1]

    return profile


@pytest.fixture
def new_page(
    request: pytest.FixtureRequest,
    profiles: Callable[..., BrowserContext],
    fresh_server: Callable[..., Server],  # asked for so that its servers outlive the pages
) -> Iterator[Callable[..., Page]]:
    """``new_page(...)`` opens an empty page, whose visit of the app is its own.

    server: which app relative addresses mean; the shared one by default.
    expected: a regular expression for faults that the test brings about on purpose.
    viewport, color_scheme, reduced_motion: of the page; by default 1280×720, light, with motion.
    All others go to Playwright's ``new_context``: locale, has_touch, …; by default English.

    When the test ends, there may have been no fault (see ``watch``) but the expected, and
    there may be no exception box on screen.
    """
    opened: list[tuple[Page, list[str], str]] = []

    def open_page(*, server: Server | None = None, expected: str = "", **options: Any) -> Page:
        url = (server or request.getfixturevalue("server")).url
        looks = {name: options.pop(name, usual) for name, usual in EVERYDAY.items()}
        page = profiles(**{"base_url": url, "locale": LOCALE} | options).new_page()
        page.set_viewport_size(looks.pop("viewport"))
        page.emulate_media(**looks)
        page.add_init_script(FORGET)
        opened.append((page, watch(page, url), expected))
        return page

    yield open_page
    remaining = []
    for page, faults, expected in opened:
        if not page.is_closed():
            boxes = page.locator(EXCEPTION).all_inner_texts()
            faults += [f"exception box: {text}" for text in boxes]
        page.close()
        remaining += [f for f in faults if not (expected and re.search(expected, f))]
    assert not remaining, "\n".join(remaining)


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """An empty page of the shared app: 1280×720, English, light."""
    return new_page()
