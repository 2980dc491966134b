"""Takes the pictures in the README from the running app.

python -m tests.pictures.make
"""

import re
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.conftest import FLAGS
from tests.browser.rig import find_browser, open_app, start_server

HERE = Path(__file__).parent
_ANSWERS = '[class*="st-key-screen-fields"] [data-testid=stTextInput] input'
# Of the first problem of a whole step; the last one with z and 1 − z swapped.
_ANSWERED = ("-0.58", "0.359", "-0.42", "0.397", "1.163", "0.822", "0.258")


def main() -> None:
    """Open the pages, wait for what is drawn, and save them."""
    server = start_server()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
            page = browser.new_context(
                base_url=server.url,
                viewport={"width": 1280, "height": 800},
                locale="en-US",
                reduced_motion="reduce",
            ).new_page()
            open_app(page)
            page.locator(".gru-plot .main-svg").first.wait_for()
            page.screenshot(path=HERE / "gates.png")
            open_app(page, path="/conventions", ready="[data-gru-compare]:has(.verdict)")
            page.locator("[data-gru-compare] svg.cell").last.wait_for()
            page.screenshot(path=HERE / "conventions.png")
            open_app(page, path="/backpropagation")
            page.locator(".gru-plot .main-svg").first.wait_for()
            page.keyboard.press("ArrowLeft")
            page.wait_for_url(re.compile(r"[?&]t=2\b"))
            page.screenshot(path=HERE / "backpropagation.png")
            open_app(page, path="/compare")
            page.locator(".gru-plot .main-svg").first.wait_for()
            page.screenshot(path=HERE / "compare.png")
            open_app(page, {"kind": "step"}, "/practice", ready="article.problem")
            for field, answer in zip(page.locator(_ANSWERS).all(), _ANSWERED, strict=False):
                field.fill(answer)
                field.press("Enter")
                page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
            page.locator("p:has-text('swapped')").first.wait_for()
            page.screenshot(path=HERE / "practice.png")
            browser.close()
    finally:
        server.stop()


if __name__ == "__main__":
    main()
