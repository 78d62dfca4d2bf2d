"""The map of countries: flows and the planted gap, as the base was made; it is never mirrored."""

from __future__ import annotations

from flask.testing import FlaskClient

from tests.webviz.test_pages import Seen, seen


def flows(page: Seen) -> list[tuple[str | None, str | None, str | None]]:
    after = [one for one in page.of("path") if "data-a" in one]
    return [(one.get("class"), one["data-a"], one["data-b"]) for one in after]


def test_the_group_is_shaded_and_countries_without_publications_say_so(client: FlaskClient) -> None:
    page = seen(client, "/countries")
    areas = [one for one in page.of("a") if (one.get("class") or "").startswith("area")]
    assert {one["data-id"] for one in areas} == {"EG", "ID", "IR", "MY", "SA", "TR"}
    assert len([one for one in page.of("g") if one.get("class") == "area"]) == 51
    assert "Egypt, 120 publications" in {one["aria-label"] for one in areas}


def test_the_map_is_told_in_words(client: FlaskClient) -> None:
    text = seen(client, "/countries").text
    assert "Most publications: Indonesia 150, Iran 150, Malaysia 150, Türkiye 150, Egypt 120." in text
    assert "Largest gaps: Egypt and Saudi Arabia 0 of" in text


def test_a_chosen_country_has_all_of_its_flows_and_no_other(client: FlaskClient) -> None:
    part = seen(client, "/countries?part=1&country=EG")
    drawn = flows(part)
    assert {one[1:] for one in drawn} == {("EG", "ID"), ("EG", "IR"), ("EG", "MY"), ("EG", "SA"), ("EG", "TR")}
    assert [one for one in drawn if one[0] == "gap"] == [("gap", "EG", "SA")]


def test_the_map_is_not_mirrored(client: FlaskClient) -> None:
    def outlines(language: str) -> list[str | None]:
        page = Seen(client.get(f"/countries?lang={language}").text)
        return [one.get("d") for one in page.of("path")]

    assert outlines("ar") == outlines("en")


def test_the_page_is_light_enough(client: FlaskClient) -> None:
    assert len(client.get("/countries").data) < 1_000_000
