"""Steps, changes and drags in the player, in real Chromium. Prints JSON and judges nothing.

    python -m tests.benchmarks.interaction [--quick] [--only steps change drag] [--by seed]

``steps``: what one step costs the page's thread, from the key at the start of a frame until
that frame is painted, and the same for the frame that follows, in which the plots move their
cursors. A step takes one frame where it stays under 16.7 ms. On the Gates page at each size,
with the plots and without; on the pages of the way back and of the three cells at the largest.

``change``: from the key that changes a weight to the painted frame that shows the change: in
the player and in each plot; in turn with an otherwise empty app (number to text), and with the
same gate plot alone in an app. All with the settings of .streamlit/config.toml, T 64, H 16.

``drag``: how often the player and each plot show something new while the pointer drags a
weight there and back for three seconds, 60 moves a second, and how long after the last move
they stand at the last value.

``--by seed`` changes the seed in the sidebar in the place of a weight.
"""

import argparse
import asyncio
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import numpy as np
from playwright.async_api import async_playwright
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.benchmarks.report import machine, ratios, show, spread
from tests.browser.conftest import FLAGS
from tests.browser.rig import find_browser, open_app
from tests.load.server import serving

SCRIPT = Path(__file__).with_name("interaction.js").read_text("utf-8")
APPS = "tests/benchmarks/apps/"
FRAME = 1000 / 60  # ms
SIZES = ((5, 4), (64, 16), (512, 64))  # T, H
OTHERS = ("/backpropagation", "/compare")  # pages whose players walk too
SCREEN = {"width": 1280, "height": 720}
TALL = {"width": 1280, "height": 1600}  # every plot is on screen
PLACE = "W_r.1.1"  # of 16 units, the player folds the weights away; the matrices show this one
KEYS = ("Alt+ArrowUp", "Alt+ArrowDown")  # by 0.1 there and back
DRAG_SECONDS, DRAG_PIXELS = 3, 150  # there and back on both sides: a weight by ±1.5


def query(T: int, H: int, hide: str = "") -> str:
    """A link to a sequence of T numbers in H units."""
    values = np.random.default_rng(0).normal(size=T).round(1)
    seq = " ".join(map(str, values))
    return urlencode({"seq": seq, "units": H, "t": 1, "unit": 1, "hide": hide})


@contextmanager
def page_of(browser: Browser, url: str, viewport: dict[str, int]) -> Iterator[Page]:
    """An empty page in a profile of its own."""
    context = browser.new_context(base_url=url, viewport=viewport, locale="en-US")
    context.add_init_script(SCRIPT)
    yield context.new_page()
    context.close()


def steps(
    page: Page, T: int, H: int, count: int, plots: bool = True, path: str = "/"
) -> dict[str, Any]:
    """The figures of one page at one size, with the plots or without."""
    open_app(page, query(T, H, "tables" if plots else "plots tables"), path)
    if plots:
        wait_until_shown(page, ["gates_plot", "unit_plot"] if path == "/" else ["a_plot"])
    page.evaluate("T => benchmark.steps(10, T)", T)  # warm
    times = page.evaluate("([count, T]) => benchmark.steps(count, T)", [count, T])
    figures = {
        "work_ms": spread(times["work"]),
        "script_ms": spread(times["script"]),
        "in_one_frame": sum(ms <= FRAME for ms in times["work"]) / count,
    }
    if plots:
        figures["cursors_ms"] = spread(times["after"])
    return {"page": path, "T": T, "H": H, "plots": plots, **figures}


def wait_until_shown(page: Page, names: list[str]) -> None:
    """Wait until all of these have something to show."""
    page.wait_for_function("names => benchmark.ready(names)", arg=names)


class Subject:
    """A page on which keys change something: what they change, and the samples of each."""

    keys = ("ArrowUp", "ArrowUp")

    def __init__(self, page: Page, watched: list[str]) -> None:
        self.page = page
        self.watched = watched
        self.samples: dict[str, list[float]] = {name: [] for name in watched}
        self.missed = self.pressed = 0
        wait_until_shown(page, watched)
        self.page.bring_to_front()

    def focus(self) -> None:
        """Put the focus on the number to change."""
        self.page.get_by_label("number", exact=True).focus()

    def change(self) -> None:
        """Press the key once, and take the time until each of them has changed."""
        self.page.bring_to_front()
        self.focus()
        self.page.evaluate("names => benchmark.arm(names)", self.watched)
        self.page.keyboard.press(self.keys[self.pressed % 2])
        self.pressed += 1
        taken: dict[str, float | None] = self.page.evaluate("benchmark.changed()")
        for name, milliseconds in taken.items():
            if milliseconds is None:
                self.missed += 1
            else:
                self.samples[name].append(milliseconds)
        self.page.evaluate("names => { benchmark.arm(names); return benchmark.settled(150) }", [])


class ByNumber(Subject):
    """The Gates page; the number is a weight."""

    keys = KEYS

    def number(self) -> Any:
        """The element that holds the number."""
        found = "place => benchmark.number(place)"
        self.page.wait_for_function(found, arg=PLACE)
        handle = self.page.evaluate_handle(found, PLACE).as_element()
        assert handle
        handle.scroll_into_view_if_needed()
        return handle

    def focus(self) -> None:
        self.number().focus()


class BySeed(Subject):
    """The Gates page; the number is the seed in the sidebar."""

    def focus(self) -> None:
        self.page.get_by_label("Seed").focus()


def change(
    browser: Browser, ours: str, empty: str, figure: str, kind: type[Subject], rounds: int
) -> dict[str, Any]:
    """Changes on all three pages in turn."""
    with ExitStack() as pages:
        page, other, alone = (
            pages.enter_context(page_of(browser, url, TALL)) for url in (ours, empty, figure)
        )
        open_app(page, query(64, 16))
        open_app(other, ready='[data-testid="stMarkdown"]')
        open_app(alone, ready=".js-plotly-plot .main-svg >> nth=0")
        subjects = {
            "gates_page": kind(page, ["player", "gates_plot", "unit_plot"]),
            "empty_app": Subject(other, ["text"]),
            "figure_alone": Subject(alone, ["figure"]),
        }
        for warm in (True, False):
            for _ in range(3 if warm else rounds):
                for subject in subjects.values():
                    subject.change()
            if warm:
                for subject in subjects.values():
                    subject.samples = {name: [] for name in subject.watched}
    mine = subjects["gates_page"].samples
    every = [max(pair) for pair in zip(mine["gates_plot"], mine["unit_plot"], strict=False)]
    text, drawn = subjects["empty_app"].samples["text"], subjects["figure_alone"].samples["figure"]
    return {
        "ms": {
            **{name: spread(samples) for name, samples in mine.items()},
            "every_plot": spread(every),
            "empty_app": spread(text),
            "figure_alone": spread(drawn),
        },
        "player_to_empty_app": ratios(mine["player"], text),
        "every_plot_to_figure_alone": ratios(every, drawn),
        "missed": {name: subject.missed for name, subject in subjects.items()},
    }


async def drag(url: str, T: int, H: int) -> dict[str, Any]:
    """One drag of a weight, there and back. The pointer waits for the page no more than a hand."""
    watched = ["player", "gates_plot", "unit_plot"]
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        page = await browser.new_page(viewport=TALL, locale="en-US")
        await page.add_init_script(SCRIPT)
        await page.goto(f"{url}/?{query(T, H)}")
        await page.wait_for_function("names => benchmark.ready(names)", arg=watched)
        found = "place => benchmark.number(place)"
        await page.wait_for_function(found, arg=PLACE)
        number = (await page.evaluate_handle(found, PLACE)).as_element()
        assert number
        await number.scroll_into_view_if_needed()
        box = await number.bounding_box()
        assert box
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        await page.mouse.move(x, y)
        await page.evaluate("names => benchmark.arm(names)", watched)
        await page.mouse.down()
        moves = 60 * DRAG_SECONDS
        start = time.perf_counter()
        under_way = []
        for move in range(1, moves + 1):
            await asyncio.sleep(max(0, start + move / 60 - time.perf_counter()))
            to = x + DRAG_PIXELS * np.sin(2 * np.pi * move / moves)
            under_way.append(asyncio.create_task(page.mouse.move(to, y)))
        await asyncio.gather(*under_way)
        taken = 1000 * (time.perf_counter() - start)
        await page.mouse.up()
        times: dict[str, list[float]] = await page.evaluate("benchmark.settled()")
        await browser.close()
    during = {name: [ms for ms in list_ if ms <= taken] for name, list_ in times.items()}
    return {
        "T": T,
        "H": H,
        "moves_a_second": round(moves / taken * 1000, 1),
        "updates_a_second": {n: round(len(d) / taken * 1000, 1) for n, d in during.items()},
        "between_updates_ms": {n: spread(np.diff(d).tolist()) for n, d in during.items()},
        "last_update_after_the_drag_ms": {
            n: round(list_[-1] - taken) for n, list_ in times.items() if list_
        },
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="fewer steps, changes and drags")
    parser.add_argument("--by", choices=("number", "seed"), default="number")
    parts = ("steps", "change", "drag")
    parser.add_argument("--only", nargs="+", choices=parts, default=parts)
    asked = parser.parse_args()
    expect.set_options(timeout=20_000)  # ms; a busy machine is slow, and not wrong
    result: dict[str, Any] = {
        "machine": machine("streamlit", "numpy", "plotly"),
        "frame_ms": round(FRAME, 1),
    }
    with ExitStack() as stack:
        urls = [
            stack.enter_context(serving(app)).url
            for app in ("app.py", f"{APPS}empty.py", f"{APPS}figure.py")
        ]
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
            result["chromium"] = browser.version
            if "steps" in asked.only:
                count = 30 if asked.quick else 100
                with page_of(browser, urls[0], SCREEN) as page:
                    result["steps"] = [
                        steps(page, T, H, count, plots) for T, H in SIZES for plots in (False, True)
                    ] + [steps(page, *SIZES[-1], count, path=path) for path in OTHERS]
            if "change" in asked.only:
                kind = ByNumber if asked.by == "number" else BySeed
                result["change"] = change(browser, *urls, kind, 15 if asked.quick else 60)
            browser.close()
        if "drag" in asked.only and asked.by == "number":
            sizes = SIZES[1:2] if asked.quick else SIZES[1:]
            result["drag"] = [asyncio.run(drag(urls[0], T, H)) for T, H in sizes]
    show(result)


if __name__ == "__main__":
    main()
