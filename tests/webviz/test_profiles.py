"""Profiles, the comparison and the agenda: figures as the base was made, and where they lead."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.webviz.conftest import SCIENTIST, TOPIC
from tests.webviz.test_pages import Seen, seen


def hrefs(page: Seen) -> list[str]:
    return [one["href"] or "" for one in page.of("a") if one.get("href")]


def test_a_country_leads_to_as_many_publications_as_it_says(client: FlaskClient) -> None:
    """Türkiye has thirty with each of five countries."""
    page = seen(client, "/country?of=Türkiye")
    assert "150" in page.texts
    address = next(one for one in hrefs(page) if "key=totals&key=TR&key=publications" in one)
    assert len([row for row in seen(client, address).of("th") if row.get("scope") == "row"]) == 150


def test_a_country_leads_to_its_gaps_partners_institutions_people_and_topics(client: FlaskClient) -> None:
    found = hrefs(seen(client, "/country?of=EG&level=topic&since=2011"))
    for address in (
        "/countries?country=EG&since=2011", "/country?of=TR", "/institution?of=openalex:IEG",
        f"/scientist?of={SCIENTIST}", f"/neighbourhood?of={TOPIC}",
    ):  # fmt: skip
        assert any(one.startswith(address) for one in found), address


def test_years_are_drawn_and_told(client: FlaskClient) -> None:
    page = seen(client, "/country?of=TR")
    assert "150 publications from 2010 to 2019" in page.text
    assert len([one for one in page.of("svg") if one.get("class") == "bars"]) == 1
    assert "Led from here" in page.text


def test_an_institution_shows_its_partners(client: FlaskClient) -> None:
    found = hrefs(seen(client, "/institution?of=openalex:ITR"))
    assert any(one.startswith("/institution?of=openalex:IEG") for one in found)
    assert any(one.startswith("/country?of=EG") for one in found)


def test_a_topic_shows_its_gap(client: FlaskClient) -> None:
    page = seen(client, f"/topic?of={TOPIC}")
    assert "Gaps within the topic" in page.text
    assert "Egypt and Saudi Arabia" in page.text
    assert any(one.startswith(f"/countries?topic={TOPIC}") for one in hrefs(page))


@pytest.mark.parametrize(
    ("path", "kind"), [("/country", "country"), ("/institution", "institution"), ("/topic", "topic")]
)
def test_without_a_subject_it_offers_some(client: FlaskClient, path: str, kind: str) -> None:
    page = seen(client, path)
    assert any(one.startswith(f"/{kind}?of=") for one in hrefs(page))


def test_names_of_countries_are_completed(client: FlaskClient) -> None:
    found = client.get("/api/v1/complete?kind=country&q=sau").get_json()
    assert [(one["id"], one["publications"]) for one in found] == [("SA", 120)]


def test_countries_are_compared_by_what_was_chosen(client: FlaskClient) -> None:
    """Four countries have 150, Egypt and Saudi Arabia 120; three lead and the fourth equals them."""
    page = seen(client, "/compare?leading=3")
    assert "The 4 leading countries are computed from this base" in page.text
    assert "This is no official list" in page.text
    assert len([one for one in page.of("svg") if one.get("class") == "spark"]) >= 12


def test_the_table_of_countries_is_sorted_by_what_the_address_says(client: FlaskClient) -> None:
    page = client.get("/compare?sort=name&order=asc").text
    table = page[page.index("Countries by") :]
    names = ("Egypt", "Indonesia", "Iran", "Malaysia", "Saudi Arabia", "Türkiye")
    assert sorted(names, key=table.index) == list(names)


def test_the_agenda_has_a_row_for_each_area_and_the_whole(client: FlaskClient) -> None:
    page = seen(client, "/agenda")
    assert "3a Water Security" in page.text
    assert "420" in page.text
    assert any(one.startswith("/countries?group=oic") for one in hrefs(page))
