"""A real Chromium for tests: the fixtures `browser` (one a session) and `page` (new for each test)."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Route, sync_playwright

from tests.support import machine

NEEDED = "browser tests need Chromium, or CHROMIUM set to its path (Debian: apt-get install chromium)"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
LOOPBACK = ("127.0.0.1", "localhost", "::1")
WAIT_MILLISECONDS = 10_000


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a window, in a user-data folder of its own."""
    found = machine.chromium()
    if not found:
        machine.missing(NEEDED)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=list(FLAGS), headless=True)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that knows no other; the test fails if it asked another host, threw, or logged an error.

    A content-security violation is such an error; an answer of the server with an error status is not.
    """
    context = browser.new_context(locale="en-GB", timezone_id="UTC", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(WAIT_MILLISECONDS)
    opened = context.new_page()
    faults = watched(opened)
    yield opened
    context.close()
    assert not faults, "\n".join(faults)


def watched(page: Page) -> list[str]:
    """What goes wrong on the page, as it happens; requests that leave the machine are stopped."""
    faults: list[str] = []

    def stop(route: Route, request: Request) -> None:
        faults.append(f"the page asked for {request.url}")
        route.abort()

    def heard(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            faults.append(f"the page logged: {message.text}")

    page.context.route(_elsewhere, stop)
    page.on("console", heard)
    page.on("pageerror", lambda error: faults.append(f"the page threw: {error}"))
    return faults


def _elsewhere(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in ("http", "https", "ws", "wss") and parts.hostname not in LOOPBACK
