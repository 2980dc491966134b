"""What if: gates held by dragging them or in the panel, and what the page then says."""

import re

import pytest
from playwright.sync_api import Page, expect

from gru_viz import links
from gru_viz.whatif import Hold
from tests.browser.rig import open_app
from tests.browser.test_editing import drag, number
from tests.browser.test_player import row


def gates(page: Page, name: str) -> list[float]:
    return [round(value, 3) for value in row(page, name)]


def test_a_gate_dragged_in_the_strip_is_held(page: Page) -> None:
    open_app(page, {"lang": "en"})
    untouched = gates(page, "z")
    drag(page, number(page, "z.3.2", ".strip"), -40)
    page.wait_for_url(re.compile(r"hold=z\.2\.3\.3\+0\.4"))
    expect(page.locator("section.q-z")).to_contain_text("held at")
    z = gates(page, "z")
    assert z[2] == pytest.approx(untouched[2] - 0.4, abs=2e-3)
    assert z[:2] == untouched[:2]
    drag(page, number(page, "z.3.2", "section.q-z"), 500)  # no further than 1
    page.wait_for_url(re.compile(r"hold=z\.2\.3\.3\+1(&|$)"))
    # The check leaves the held gate out, and all else is as the equations have it.
    expect(page.locator(".check").first).to_contain_text(re.compile(r"at most (0|\de−1[5-9])"))
    number(page, "z.3.2", ".strip").focus()
    page.keyboard.press("Delete")
    page.wait_for_url(lambda url: "hold" not in url)
    expect(page.locator("section.q-z")).not_to_contain_text("held")
    assert gates(page, "z") == untouched


def test_holding_a_gate_from_one_timestep_to_another_and_taking_it_back(page: Page) -> None:
    open_app(page, {"lang": "en"})
    page.get_by_text("What if …").click()
    page.get_by_label("value, 0 to 1").fill("0.25")
    page.get_by_role("spinbutton", name="first timestep").fill("2")
    page.get_by_role("spinbutton", name="last timestep").fill("4")
    page.get_by_label("units", exact=True).select_option("all units")
    page.get_by_role("button", name="Hold", exact=True).click()
    page.wait_for_url(re.compile(r"hold=z\.all\.2\.4\+0\.25"))
    assert gates(page, "z")[1:4] == [0.25, 0.25, 0.25]
    expect(page.locator(".farthest")).to_contain_text("h moved most at t =")
    page.get_by_role("button", name=re.compile("Take back: z = 0.25")).click()
    page.wait_for_url(lambda url: "hold" not in url)
    expect(page.locator(".chip")).to_have_count(0)
    expect(page.get_by_label("value, 0 to 1")).to_have_value("0.25")  # what was typed stays


@pytest.mark.parametrize("update", ["renews", "keeps"])
def test_carrying_an_input_unchanged(page: Page, update: str) -> None:
    open_app(page, {"lang": "en", "update": update})
    page.get_by_text("What if …").click()
    page.get_by_label("timestep of the input").fill("2")
    page.get_by_label("timestep that it should reach").fill("5")
    page.keyboard.press("Tab")
    write, keep = ("1", "0") if update == "renews" else ("0", "1")
    answer = page.locator(".answer").first
    expect(answer).to_contain_text(f"z₂ = {write} writes the whole candidate of t = 2")
    expect(answer).to_contain_text(f"z₃ = … = z₅ = {keep} then keeps it until t = 5")
    page.get_by_role("button", name="Hold these gates").click()
    page.wait_for_url(re.compile(r"hold=r\.2\.2\.2"))
    h, n = row(page, "h"), row(page, "n")
    assert h[1:5] == [n[1]] * 4


def test_only_one_gate_and_switching_off(page: Page) -> None:
    open_app(page, {"lang": "en"})
    page.get_by_text("What if …").click()
    page.get_by_role("button", name="only z").click()
    page.wait_for_url(re.compile("gates=update"))
    assert gates(page, "r") == [1.0] * 5
    expect(page.get_by_text("the candidate always sees the whole old state")).to_be_visible()
    page.locator(".whatif").get_by_role("button", name="unit 2", exact=True).click()
    page.wait_for_url(re.compile("off=h2"))
    assert row(page, "h") == [0.0] * 5
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    page.wait_for_url(lambda url: "off" not in url and "gates=" not in url)


def test_every_unit_starts_from_another_state(page: Page) -> None:
    open_app(page, {"lang": "en", "t": "1"})
    page.get_by_text("What if …").click()
    page.get_by_label("Start every unit from another").last.fill("-0.5")
    page.get_by_role("button", name="Set", exact=True).click()
    page.wait_for_url(re.compile(r"edits=h0\.1\+-0\.5\+-0\.5\+-0\.5\+-0\.5"))
    expect(page.locator("td.first")).to_have_text("−0.500")


def test_a_link_opens_with_its_what_ifs(page: Page) -> None:
    state = links.State(
        hold=(Hold("r", 2, 1, 3, 0.0),), off=frozenset({"h4"}), gates="shared", lang="en"
    )
    open_app(page, links.write(state))
    assert gates(page, "r")[:3] == [0.0, 0.0, 0.0]
    chips = page.locator(".chip").all_inner_texts()
    assert [chip.split("✕")[0].strip() for chip in chips] == [
        "r = 0, t = 1–3, unit 2",
        "one gate for both: r has the weights of z",
        "unit 4 off",
    ]


def test_rounding_at_each_step_is_said_and_checked(page: Page) -> None:
    open_app(page, {"lang": "en", "decimals": "2"})
    page.get_by_role("radio", name="each step").click()
    expect(page.locator(".check").first).to_contain_text(
        "rounded half up to 2 decimals, off by at most 0"
    )
    expect(page.get_by_text("Inputs and weights are taken as given")).to_be_visible()
    page.wait_for_url(re.compile("rounding=steps"))
