"""The summit planner: seats, links that change the list, and the matrix; on the small base, by laws and by hand."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from queries.question import Answer
from queries.saying import said
from tests.webviz.test_pages import Seen, seen
from webviz.summit_cover import cover

ASKED = "/summit?size=3&level=any"


def links(page: Seen, beginning: str) -> list[dict[str, list[str]]]:
    """The arguments of the links whose name begins so."""
    found = [link["href"] or "" for link in page.of("a") if (link.get("aria-label") or "").startswith(beginning)]
    return [parse_qs(urlsplit(href).query) for href in found]


def seated(client: FlaskClient, address: str) -> list[str]:
    answer = client.get(address.replace("/summit", "/api/v1/ask/summit")).get_json()
    return [row[0] for row in answer["rows"]]


def test_there_is_a_card_for_each_seat(client: FlaskClient) -> None:
    page = seen(client, ASKED)
    assert sum(item.get("class") == "seat" for item in page.of("li")) == 3
    assert len(links(page, "Keep")) == len(links(page, "Leave out")) == 3


def test_whoever_is_kept_has_a_seat_whatever_else_is_asked(client: FlaskClient) -> None:
    last = links(seen(client, ASKED), "Keep")[-1]["forced"][0]
    assert last == seated(client, ASKED)[-1]
    assert seated(client, f"{ASKED}&forced={last}")[0] == last
    freed = links(seen(client, f"{ASKED}&forced={last}"), "Free the seat")
    assert len(freed) == 1
    assert "forced" not in freed[0]


def test_whoever_is_left_out_has_no_seat_and_can_be_allowed_again(client: FlaskClient) -> None:
    first = links(seen(client, ASKED), "Leave out")[0]["excluded"][0]
    assert first == seated(client, ASKED)[0]
    without = f"{ASKED}&excluded={first}"
    assert first not in seated(client, without)
    again = links(seen(client, without), "Allow")
    assert len(again) == 1
    assert "excluded" not in again[0]


def test_an_alternate_takes_the_seat(client: FlaskClient) -> None:
    taken = links(seen(client, ASKED), "Take")[0]
    people = seated(client, f"{ASKED}&forced={taken['forced'][0]}&excluded={taken['excluded'][0]}")
    assert taken["forced"][0] in people
    assert taken["excluded"][0] not in people


def test_a_quota_that_cannot_be_met_is_told_beside_the_form(client: FlaskClient) -> None:
    answer = client.get("/summit?size=2&level=any&at_least=TR=5")
    assert answer.status_code == 400
    assert 'class="problem"' in answer.text
    assert 'value="TR=5"' in answer.text


def answered(*rows: tuple[str, str | None, list[str]]) -> Answer:
    held = tuple((name, name, country, opens) for name, country, opens in rows)
    return Answer("summit", {}, ("scientist", "name", "country", "opens"), held, (), {})


def opened(a: str, b: str, joint: int, expected: float) -> str:
    template = "{a}–{b} in {theme}: {joint} of {expected:.1f} expected"
    return said(template, a=a, b=b, theme="Water", joint=joint, expected=expected)


def test_the_matrix_shows_what_is_lacking() -> None:
    """By hand: Aya stands for Egypt, which lacks 9 - 1 and 3 - 2 with Türkiye; Bilal for Türkiye, 8 with Egypt."""
    drawn = cover(
        answered(
            ("Aya", "EG", [opened("EG", "TR", 1, 9.0), opened("EG", "TR", 2, 3.0), opened("EG", "MY", 0, 2.0)]),
            ("Bilal", "TR", [opened("EG", "TR", 1, 9.0)]),
        )
    )
    assert drawn
    assert [[cell.text for cell in row] for row in drawn.table.rows] == [
        ["Aya", "Egypt", "11.0", "Türkiye, Malaysia"],
        ["Bilal", "Türkiye", "8.00", "Egypt"],
    ]
    assert {label.text for label in drawn.columns} == {"EG", "TR", "MY"}
    assert [spot.met for spot in drawn.spots] == [True, False, True]
    assert drawn.spots[0].radius > drawn.spots[1].radius


@pytest.mark.parametrize("rows", [(), (("Nobody", None, []),)])
def test_without_countries_there_is_no_matrix(rows: tuple[tuple[str, str | None, list[str]], ...]) -> None:
    assert cover(answered(*rows)) is None
