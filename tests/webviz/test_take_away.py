"""The file to take away is whole, small enough, and harmless; by reading it."""

from __future__ import annotations

import re

from flask.testing import FlaskClient

from tests.webviz.conftest import HOSTILE
from tests.webviz.test_pages import Seen
from webviz.scene import Dot, Line, Scene
from webviz.take_away import MOST_DOTS, file_to_take_away


def ring(dots: int, text: str = "") -> Scene:
    """So many dots in a ring, each as large as its number, all of the same text."""
    made = [Dot(f"{n}{text}", f"{text}{n}", "", "scientist", n, n, n, 5, text) for n in range(dots)]
    lines = [Line(made[n].id, made[n - 1].id, "joint", n, 1, "", True, text) for n in range(dots)]
    return Scene(text, text, text, 100, 100, tuple(made), tuple(lines), (), (), None, (), (text,))


def test_it_asks_no_other_host() -> None:
    page = file_to_take_away(ring(3))
    assert "sourceMappingURL" not in page
    assert not re.search(r"(?:src|href)\s*=\s*[\"']?(?:https?:)?//", page)
    assert not any(host in page for host in ("cdnjs", "jsdelivr", "unpkg"))
    assert Seen(page).of("link") == []
    policy = next(one["content"] for one in Seen(page).of("meta") if one.get("http-equiv"))
    assert policy is not None
    assert policy.startswith("default-src 'none'")


def test_every_text_is_escaped() -> None:
    for text in HOSTILE:
        page = file_to_take_away(ring(3, text), invented=text)
        found = Seen(page)
        assert len(found.of("script")) == 2
        assert found.of("img") == found.of("a") == []
        assert text in found.text


def test_only_the_largest_are_in_it_and_it_says_so() -> None:
    page = file_to_take_away(ring(MOST_DOTS + 500))
    assert "500 smaller ones are left out" in page
    assert page.count('"shape": "dot"') == MOST_DOTS + 1


def test_the_same_scene_gives_the_same_file() -> None:
    assert file_to_take_away(ring(9)) == file_to_take_away(ring(9))


def test_the_picture_says_what_it_shows_and_where_it_comes_from(client: FlaskClient) -> None:
    picture = client.get("/take-away/countries.svg").text
    for told in (
        "Joint publications and gaps",
        "Group OIC",
        "test as of 2026-01-01",
        "Invented: all of it &lt;img",
    ):
        assert told in picture
    assert "<script" not in picture
    assert "<img" not in picture
    assert len(re.findall("<circle", picture)) == 6 + len(re.findall('<circle[^>]*r="6"', picture))
