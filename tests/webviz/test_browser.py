"""The pages in a real browser: they draw, obey their own policy, stay on this machine, and work by keyboard.

The fixture `page` fails a test whose page threw, logged an error (a policy violation is one), or asked
another host. Hostile names would set the title to “taken”.
"""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest
from playwright.sync_api import Page, expect

from tests.support.accessibility import barriers
from tests.webviz.addresses import FAILING, PAGES
from tests.webviz.conftest import HOSTILE
from webviz.scene import Scene
from webviz.take_away import file_to_take_away

WIDTHS = (320, 390, 768, 1280)
SHOWN = [*PAGES, *(address for address, _ in FAILING if "/api" not in address and "part" not in address)]


@pytest.mark.parametrize("path", SHOWN)
def test_a_page_draws_without_barrier_at_any_width(page: Page, address: str, path: str) -> None:
    """Barriers by axe-core: contrast, names, roles, order of headings, keyboard access to what scrolls."""
    page.goto(f"{address}{path}", wait_until="networkidle")
    expect(page.locator("h1")).to_be_visible()
    assert page.title().endswith("Hikma") or path == "/"
    assert barriers(page) == []
    page.emulate_media(color_scheme="dark")
    assert barriers(page) == []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_click_on_a_country_shows_its_partners_in_all_three(page: Page, address: str) -> None:
    page.goto(f"{address}/countries", wait_until="networkidle")
    page.locator('.dot[data-id="EG"]').click()
    expect(page.locator("#summary h2")).to_have_text("Egypt")
    expect(page.locator("#pairs caption")).to_contain_text("Pairs with Egypt")
    assert page.locator(".dot.near").count() == 6
    assert set(page.locator(".lines path.on").evaluate_all("all => all.map(one => one.dataset.a)")) >= {"EG"}
    assert page.locator("#matrix td.on").count() == 11
    assert "country=EG" in page.url
    page.keyboard.press("Escape")
    expect(page.locator("#pairs caption")).to_contain_text("Pairs of countries")
    assert page.locator(".dot.near, #matrix .on").count() == 0
    assert "country" not in page.url


def test_a_shared_address_shows_what_was_chosen(page: Page, address: str) -> None:
    page.goto(f"{address}/countries?country=TR&group=EG,SA,TR", wait_until="networkidle")
    expect(page.locator(".dot.chosen")).to_have_attribute("data-id", "TR")
    expect(page.locator("#summary h2")).to_have_text("Türkiye")


def test_a_country_is_chosen_from_the_list_too(page: Page, address: str) -> None:
    page.goto(f"{address}/countries", wait_until="networkidle")
    page.get_by_label("Partners of").select_option("MY")
    expect(page.locator(".dot.chosen")).to_have_attribute("data-id", "MY")


def test_the_matrix_is_read_and_left_by_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}/countries?group=EG,SA,TR", wait_until="networkidle")
    page.locator("#matrix td[tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#readout")).to_contain_text(re.compile(r"Egypt and Saudi Arabia: 0 together, .* gap"))
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_url("**/publications?**")
    expect(page.locator("h1")).to_contain_text("Türkiye")


def test_the_network_is_one_stop_and_is_walked_by_arrows(page: Page, address: str) -> None:
    page.goto(f"{address}/countries", wait_until="networkidle")
    assert page.locator(".dot[tabindex='0']").count() == 1
    page.locator(".dot[tabindex='0']").focus()
    first = page.evaluate("document.activeElement.dataset.id")
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"):
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement.closest('svg') !== null")
    page.keyboard.press("Enter")
    expect(page.locator(".dot.chosen")).to_have_count(1)
    assert first


def test_a_name_is_completed_and_found(page: Page, address: str) -> None:
    page.goto(f"{address}/", wait_until="networkidle")
    with page.expect_response("**/api/v1/complete?**"):
        page.get_by_label("Topic or scientist").press_sequentially("{{7")
    expect(page.locator("#l-of option")).to_have_attribute("value", "{{7*7}}")
    page.get_by_label("Topic or scientist").fill("{{7*7}}")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".subject")).to_contain_text("{{7*7}}")


def test_the_filter_keeps_what_was_chosen(page: Page, address: str) -> None:
    page.goto(f"{address}/countries?country=TR", wait_until="networkidle")
    page.get_by_label("From year").fill("2013")
    page.get_by_role("form", name="Filter").get_by_role("button").click()
    page.wait_for_url("**since=2013**")
    expect(page.locator("#summary h2")).to_have_text("Türkiye")


def test_the_file_to_take_away_draws_offline_and_nothing_hostile_runs(page: Page, address: str, tmp_path: Path) -> None:
    """Opened as a file; a tooltip that bears a hostile name is looked at too, which could be taken for HTML."""
    scene = page.request.get(f"{address}/api/v1/views/neighbourhood?of=openalex:A1").body()
    drawn = msgspec.json.decode(scene, type=Scene)
    file = tmp_path / "network.html"
    file.write_text(file_to_take_away(drawn, HOSTILE[0]), encoding="utf-8")
    page.goto(file.as_uri(), wait_until="networkidle")
    canvas = page.locator("#network canvas")
    expect(canvas).to_be_visible()
    box = canvas.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_timeout(600)
    expect(page.locator(".vis-tooltip")).to_contain_text(re.compile("<img src=x|<a href="))
    assert page.locator(".vis-tooltip *").count() == 0
    assert page.title() == f"{drawn.title}. {drawn.subtitle}"
    assert page.locator("img").count() == 0
    assert barriers(page) == []


def test_first_draw_is_quick_and_the_page_is_light(page: Page, address: str) -> None:
    """With the answer kept: within a second of asking, and under a megabyte with all that it needs."""
    sizes: list[int] = []
    page.goto(f"{address}/countries", wait_until="networkidle")
    page.on("response", lambda response: sizes.append(len(response.body())))
    page.reload(wait_until="networkidle")
    painted = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    assert painted < 1_000
    assert sum(sizes) < 1_000_000
