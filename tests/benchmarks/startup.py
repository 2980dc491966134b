"""From navigation to the first diagram and the first plot, in real Chromium. Prints JSON.

    python -m tests.benchmarks.startup [--quick]

Cold: a fresh server and a new browser with an empty profile. Warm: the same page again, in a
profile that has it in its cache, from a server that has served it. In turn with an otherwise
empty Streamlit app that shows a text and one plot. Milliseconds count from the start of the
navigation until the frame is painted that first shows it; megabytes are what came over the
network, compressed as it came.

``diagram_before_plotly``: how often the diagram was on screen before Plotly's script had
arrived, and ``diagram_after_plotly_asked_ms``, how long after Plotly's script was asked for.
"""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from tests.benchmarks.report import machine, ratios, show, spread
from tests.browser.conftest import FLAGS
from tests.browser.rig import find_browser
from tests.load.server import serving

SUBJECTS = {
    "gates_page": ("app.py", {"first": "diagram", "plot": ".gru-plot .main-svg"}),
    "empty_app": ("tests/benchmarks/apps/plot.py", {"first": "text", "plot": ".main-svg"}),
}
LIMIT = 60_000  # ms

# Notes when each was first painted. The player stands in a shadow root.
SCRIPT = """
(() => {
  performance.setResourceTimingBufferSize(2000);
  const roots = [];
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (...args) {
    const root = attach.apply(this, args);
    roots.push(root);
    return root;
  };
  const shown = {
    diagram: () => roots.some((root) => root.querySelector("svg.cell text")?.textContent),
    text: () => document.querySelector('[data-testid="stMarkdown"]')?.textContent,
    plot: () => document.querySelector(PLOT),
  };
  window.seen = {};
  const look = () => {
    for (const [name, isShown] of Object.entries(shown)) {
      if (name in seen || !isShown()) continue;
      seen[name] = null;
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => (seen[name] = performance.now());
      port2.postMessage(null);
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})();
"""
PLOTLY = """() => {
  const found = performance.getEntriesByType("resource").find(({ name }) => /plotly/i.test(name));
  return found && { asked: found.startTime, arrived: found.responseEnd };
}"""


@contextmanager
def profile(playwright: Playwright, url: str, plot: str) -> Iterator[BrowserContext]:
    """A new browser with an empty profile."""
    browser: Browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
    context = browser.new_context(
        base_url=url, viewport={"width": 1280, "height": 720}, locale="en-US"
    )
    context.add_init_script(SCRIPT.replace("PLOT", repr(plot)))
    yield context
    browser.close()


def visit(context: BrowserContext, first: str) -> dict[str, float]:
    """One visit in a tab of its own."""
    page = context.new_page()
    network = count_bytes(page)
    page.goto("/")
    page.wait_for_function("first => seen[first] && seen.plot", arg=first, timeout=LIMIT)
    seen, plotly = page.evaluate("seen"), page.evaluate(PLOTLY)
    page.wait_for_load_state("networkidle")
    page.close()
    return {
        "first_ms": seen[first],
        "plot_ms": seen["plot"],
        "plotly_asked_ms": plotly["asked"],
        "plotly_arrived_ms": plotly["arrived"],
        **{name: size / 1e6 for name, size in network.items()},
    }


def count_bytes(page: Page) -> dict[str, float]:
    """A count that fills with what the page loads."""
    sizes = {"http_mb": 0.0, "websocket_mb": 0.0}
    session = page.context.new_cdp_session(page)

    def loaded(event: dict[str, Any]) -> None:
        sizes["http_mb"] += event["encodedDataLength"]

    def framed(event: dict[str, Any]) -> None:
        sizes["websocket_mb"] += len(event["response"]["payloadData"]) * 3 / 4  # it is in base64

    session.on("Network.loadingFinished", loaded)
    session.on("Network.webSocketFrameReceived", framed)
    session.send("Network.enable")
    return sizes


def measured(playwright: Playwright, rounds: int) -> dict[str, dict[str, list[dict[str, float]]]]:
    """Every visit, by subject and by whether it was cold or warm; subjects take turns."""
    visits: dict[str, dict[str, list[dict[str, float]]]] = {
        name: {"cold": [], "warm": []} for name in SUBJECTS
    }
    for _ in range(rounds):
        for name, (app, selectors) in SUBJECTS.items():
            with (
                serving(app) as server,
                profile(playwright, server.url, selectors["plot"]) as context,
            ):
                visits[name]["cold"].append(visit(context, selectors["first"]))
                for _ in range(2):
                    visits[name]["warm"].append(visit(context, selectors["first"]))
    return visits


def summary(visits: dict[str, dict[str, list[dict[str, float]]]], when: str) -> dict[str, Any]:
    """The figures of the cold visits, or of the warm ones."""

    def of(subject: str, what: str) -> list[float]:
        return [visit[what] for visit in visits[subject][when]]

    ours = visits["gates_page"][when]
    return {
        "diagram_ms": spread(of("gates_page", "first_ms")),
        "plot_ms": spread(of("gates_page", "plot_ms")),
        "empty_app_text_ms": spread(of("empty_app", "first_ms")),
        "empty_app_plot_ms": spread(of("empty_app", "plot_ms")),
        "diagram_to_empty_app_text": ratios(
            of("gates_page", "first_ms"), of("empty_app", "first_ms")
        ),
        "diagram_to_empty_app_plot": ratios(
            of("gates_page", "first_ms"), of("empty_app", "plot_ms")
        ),
        "plot_to_empty_app_plot": ratios(of("gates_page", "plot_ms"), of("empty_app", "plot_ms")),
        "diagram_before_plotly": sum(v["first_ms"] < v["plotly_arrived_ms"] for v in ours)
        / len(ours),
        "diagram_after_plotly_asked_ms": spread(
            [v["first_ms"] - v["plotly_asked_ms"] for v in ours]
        ),
        "megabytes": {
            name: {
                kind: spread([visit[kind] for visit in visits[name][when]], 2)["p50"]
                for kind in ("http_mb", "websocket_mb")
            }
            for name in SUBJECTS
        },
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="two rounds in the place of eight")
    rounds = 2 if parser.parse_args().quick else 8
    result: dict[str, Any] = {"machine": machine("streamlit", "numpy", "plotly")}
    with sync_playwright() as playwright:
        visits = measured(playwright, rounds)
    show({**result, "cold": summary(visits, "cold"), "warm": summary(visits, "warm")})


if __name__ == "__main__":
    main()
