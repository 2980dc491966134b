"""A step in the player, in real Chromium: how long until it is on screen. Prints JSON.

    python -m tests.benchmarks.steps [--steps 100]

For each size the arrow key is pressed so many times. ``work_ms`` is what one step costs the
page's thread: from the key at the start of a frame until that frame is laid out and painted. A
step takes one frame where it stays under 16.7 ms. ``script_ms`` is the player's part of it.
"""

import argparse
import json
import statistics
from typing import Any
from urllib.parse import urlencode

import numpy as np
from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import FLAGS
from tests.browser.rig import find_browser, open_app, start_server

FRAME_MS = 1000 / 60
SIZES = ((5, 4), (64, 16), (512, 64))  # T, H

STEP = """async (steps) => {
  const frame = () => new Promise(requestAnimationFrame);
  const painted = () => new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = done;
    port2.postMessage(null);
  });
  const work = [], script = [];
  for (let i = 0; i < steps; i++) {
    await frame();
    const start = performance.now();
    const key = i % 64 < 32 ? "ArrowRight" : "ArrowLeft";
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    script.push(performance.now() - start);
    await painted();
    work.push(performance.now() - start);
  }
  return { work, script };
}"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--steps", type=int, default=100)
    steps = parser.parse_args().steps
    server = start_server()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
            page = browser.new_context(
                base_url=server.url, viewport={"width": 1280, "height": 720}
            ).new_page()
            results = [measured(page, T, H, steps) for T, H in SIZES]
            version = browser.version
            browser.close()
    finally:
        server.stop()
    print(json.dumps({"chromium": version, "frame_ms": FRAME_MS, "results": results}, indent=2))


def measured(page: Page, T: int, H: int, steps: int) -> dict[str, Any]:
    """The figures of one size; plots are left off, as they don't take part in a step."""
    values = np.random.default_rng(0).normal(size=T).round(1)
    seq = " ".join(map(str, values))
    open_app(page, urlencode({"seq": seq, "units": H, "t": 1, "hide": "plots tables"}))
    page.evaluate(STEP, 10)  # warm
    times = page.evaluate(STEP, steps)
    work = times["work"]
    return {
        "T": T,
        "H": H,
        "steps": steps,
        "work_ms": spread(work),
        "script_ms": spread(times["script"]),
        "in_one_frame": sum(w <= FRAME_MS for w in work) / steps,
    }


def spread(times: list[float]) -> dict[str, float]:
    """Median, 95th percentile and worst."""
    ordered = sorted(times)
    return {
        "p50": round(statistics.median(ordered), 2),
        "p95": round(ordered[int(0.95 * (len(ordered) - 1))], 2),
        "max": round(ordered[-1], 2),
    }


if __name__ == "__main__":
    main()
