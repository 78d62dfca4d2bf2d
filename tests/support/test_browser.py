"""The browser that tests run in is real: it draws, it has Arabic letters, and it lets no request out."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from wsgiref.types import StartResponse, WSGIEnvironment

from playwright.sync_api import Browser, Page

from tests.support.accessibility import barriers
from tests.support.browser import watched
from tests.support.served import served

NAME = "بيت الحكمة"
HEAD = f'<!doctype html><html lang="ar" dir="rtl"><head><title>{NAME}</title></head><body><main><h1>{NAME}</h1>'
POLICY = "default-src 'self'; img-src *"


class Served:
    """A page with this body, under a strict policy."""

    def __init__(self, body: str) -> None:
        self.body = f"{HEAD}{body}</main></body></html>".encode()

    def __call__(self, _: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        start("200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Content-Security-Policy", POLICY)])
        return [self.body]


def test_it_draws_a_page_in_arabic(page: Page, tmp_path: Path) -> None:
    with served(Served("<p>علماء</p>")) as address:
        page.goto(address)
        assert page.get_by_role("heading").inner_text() == NAME
        picture = page.screenshot(path=tmp_path / "page.png")
    assert picture.startswith(b"\x89PNG")
    assert (int.from_bytes(picture[16:20]), int.from_bytes(picture[20:24])) == (1280, 900)


def test_it_has_arabic_letters(page: Page) -> None:
    """Without a font for them, any two letters are drawn as the same empty box."""
    with served(Served("<p>ج</p><p>ح</p>")) as address:
        page.goto(address)
        first, second = (letter.screenshot() for letter in page.locator("p").all())
    assert first != second


def test_what_goes_wrong_on_a_page_is_heard(browser: Browser) -> None:
    page = browser.new_page()
    faults = watched(page)
    with served(Served('<img src="http://elsewhere.invalid/a.png" alt=""><script>1</script>')) as address:
        page.goto(address)
    page.close()
    assert len(faults) == 2
    assert any("http://elsewhere.invalid/a.png" in fault for fault in faults)
    assert any("Content Security Policy" in fault for fault in faults)


def test_barriers_are_found(page: Page) -> None:
    with served(Served('<p>علماء</p><img src="/a.png">')) as address:
        page.goto(address)
        assert [barrier.split()[0] for barrier in barriers(page)] == ["image-alt"]
        page.locator("img").evaluate("image => image.remove()")
        assert barriers(page) == []
