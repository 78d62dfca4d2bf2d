"""Overlapping research, what is foretold and how a network came to be, as pages show them; on bases made by hand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from graph.base import Base
from graph.model import About, Authored, Country, Fact, Publication, Scientist, Topic
from queries.question import Answer
from tests.support.staged import stage
from tests.webviz.test_pages import Seen, seen
from webviz import create_app
from webviz.alluvium import alluvium

CIRCLES = {
    "EG": ("Salt of delta soils", "openalex:T1"),
    "PK": ("Salt of delta soils", "openalex:T1"),
    "TR": ("Verses of old poets", "openalex:T2"),
    "MY": ("Prices of palm oil", "openalex:T3"),
}
"""By country what its five scientists write about together; the first two do the same, and never together."""


def facts(code: str, number: int) -> list[Fact]:
    title, topic = CIRCLES[code]
    work = f"openalex:W{list(CIRCLES).index(code)}{number}"
    found: list[Fact] = [
        Country(code),
        Publication(work, title=f"{title} {number}", year=2010 + number, references=[f"openalex:W9{topic[-1]}"]),
        Topic(topic, name=title, level="topic"),
        About(work, topic, 1.0, True),
    ]
    for place in range(1, 6):
        one = f"openalex:A{list(CIRCLES).index(code)}{place}"
        name = f"{code.title()} {place}"
        found += [
            Scientist(one, name=name, names=[name]),
            Authored(one, work, [place], place == 1, [name], [], [code], place == 5),
        ]
    return found


@pytest.fixture(scope="module")
def circles(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    base = Base(tmp_path_factory.mktemp("circles") / "base")
    works = {f"openalex:W{k}{n}": facts(code, n) for k, code in enumerate(CIRCLES) for n in range(6)}
    stage(base, works, as_of="2026-01-01")
    base.update()
    made: Flask = create_app(base)
    made.testing = True
    made.config["PATIENCE"] = None
    yield made.test_client()
    made.extensions["hikma"].close()


def test_the_two_circles_that_do_the_same_are_the_only_pair(circles: FlaskClient) -> None:
    page = seen(circles, "/overlaps")
    pairs = [one for one in page.of("article") if (one.get("id") or "").startswith("pair-")]
    assert len(pairs) == 1
    assert f"#{pairs[0]['id']}" in {link.get("href") for link in page.of("a")}
    assert "Egypt and Pakistan" in page.text.replace("\u2068", "").replace("\u2069", "")
    assert sum("dot" in (one.get("class") or "") for one in page.of("g")) <= 2
    assert len([one for one in page.of("circle") if (one.get("class") or "").startswith("k-r-")]) == 2


def test_where_nothing_is_alike_the_page_says_what_to_do(circles: FlaskClient) -> None:
    assert "Lower the least likeness" in circles.get("/overlaps?group=EG,TR").text


@pytest.mark.parametrize("between", ["countries", "scientists"])
def test_what_is_foretold_says_first_that_there_is_no_test(circles: FlaskClient, between: str) -> None:
    """Four countries that never published together, on six years: too little to be tested on."""
    page = circles.get(f"/foretell?between={between}&group=all&least=1").text
    assert "There is no test on the past" in page or "to say how good the order is" in page
    assert "of cases in the right order" not in page


def rows(*told: tuple[str, str, str, int, list[str], int]) -> Answer:
    columns = ("cluster", "slice", "event", "size", "predecessors", "kept", "line", "leading", "countries", "name")
    held = tuple(
        (cluster, when, event, size, before, kept, "2001-2005/0", ["Egypt"], None, None)
        for cluster, when, event, size, before, kept in told
    )
    slices = [{"slice": "2001-2005"}, {"slice": "2006-2010"}]
    return Answer("evolution", {}, columns, held, (), {"slices": slices})


def test_a_cluster_that_goes_on_is_a_band_between_two_blocks() -> None:
    """By hand: ten nodes, then twenty of which eight were there before; heights are as one to two, the band 8 / 20."""
    drawn = alluvium(
        rows(
            ("2001-2005/network", "2001-2005", "network", 10, [], 0),
            ("2001-2005/0", "2001-2005", "first seen", 10, [], 0),
            ("2006-2010/0", "2006-2010", "grown", 20, ["2001-2005/0"], 8),
            ("2006-2010/1/gone", "2006-2010", "gone", 0, ["2001-2005/0"], 0),
        )
    )
    assert drawn
    assert [block.high for block in drawn.blocks] == [206.0, 412.0]
    assert drawn.blocks[0].kind == drawn.blocks[1].kind == drawn.bands[0].kind == "c1"
    assert len(drawn.bands) == 1
    assert "8 countries" in drawn.bands[0].facts
    assert [cell.text for cell in drawn.table.rows[0]][:3] == ["2001-2005/0", "2", "10 → 20"]


def test_without_clusters_there_is_no_picture() -> None:
    assert alluvium(rows(("2001-2005/network", "2001-2005", "network", 0, [], 0))) is None


def test_the_picture_has_a_name_and_a_table(circles: FlaskClient) -> None:
    page: Seen = seen(circles, "/evolution?of=scientists&group=all&slice=3&least=2")
    drawn = [one for one in page.of("svg") if one.get("class") == "alluvium"]
    assert len(drawn) == 1
    assert drawn[0]["role"] == "img"
    assert drawn[0]["aria-label"]
    assert "Lines through time" in page.text
