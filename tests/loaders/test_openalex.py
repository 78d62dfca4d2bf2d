"""OpenAlex: worked records, and the real set counted again by plain Python."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from graph.errors import RejectedRecord
from graph.model import (
    AffiliatedWith,
    Authored,
    Broader,
    Country,
    Institution,
    LocatedIn,
    Publication,
    Scientist,
    Topic,
)
from loaders.loader import Parsed
from loaders.openalex import parse
from loaders.reading import json_records
from tests.loaders.contract import check

WORK: dict[str, Any] = {
    "id": "https://openalex.org/W1",
    "title": "T",
    "publication_year": 2024,
    "authorships": [],
}
ANNA: dict[str, Any] = {
    "id": "https://openalex.org/A1",
    "display_name": "Anna",
    "orcid": "https://orcid.org/0000-0002-1825-0097",
}


def parsed(**changes: Any) -> Parsed:
    found = parse(json.dumps(WORK | changes).encode())
    check(found)
    return found


def only(kind: type, found: Parsed) -> list[Any]:
    return [fact for fact in found.facts if type(fact) is kind]


def test_a_publication() -> None:
    found = parsed(
        doi="https://doi.org/10.1002/ASI.21075",
        abstract_inverted_index={"water": [1, 3], "Clean": [0], "and": [2]},
        referenced_works=["https://openalex.org/W7"],
        primary_location={"source": None, "raw_source_name": "Proceedings"},
        citation_normalized_percentile={"value": 0.5},
        is_retracted=True,
    )
    (publication,) = only(Publication, found)
    assert publication.doi == "10.1002/asi.21075"
    assert publication.abstract == "Clean water and water"
    assert publication.references == ["openalex:W7"]
    assert publication.venue == "Proceedings"
    assert publication.citation_percentile == 0.5
    assert publication.retracted is True


def test_an_author_who_is_named_twice_is_one_link_that_keeps_both() -> None:
    first = {"author": ANNA, "countries": ["TR"], "raw_author_name": "Anna A.", "is_corresponding": False}
    again = {
        "author": ANNA | {"orcid": None},
        "countries": ["KZ"],
        "raw_author_name": "A. Anna",
        "is_corresponding": True,
    }
    found = parsed(authorships=[first, {"author": {"id": None, "display_name": "B"}}, again])
    links = only(Authored, found)
    assert links[0] == Authored(
        "openalex:A1", "openalex:W1", [1, 3], True, ["Anna A.", "A. Anna"], None, ["KZ", "TR"], True
    )
    assert only(Scientist, found)[0].names == ["Anna", "Anna A.", "A. Anna"]


def test_an_author_without_an_id_is_kept_under_a_local_key() -> None:
    found = parsed(authorships=[{"author": {"id": None, "display_name": "Kumar, A.", "orcid": None}, "countries": []}])
    (scientist,) = only(Scientist, found)
    assert (scientist.id, scientist.local, scientist.name) == ("openalex:W1#1", True, "Kumar, A.")


def test_institutions_countries_and_the_year_of_affiliation() -> None:
    institution = {
        "id": "https://openalex.org/I1",
        "display_name": "U",
        "country_code": "OM",
        "lineage": ["https://openalex.org/I1", "https://openalex.org/I2"],
    }
    found = parsed(
        authorships=[
            {
                "author": ANNA,
                "institutions": [institution, {"id": None, "display_name": None}],
                "countries": ["QA"],
            }
        ]
    )
    assert only(Institution, found)[0].parents == ["openalex:I2"]
    assert only(LocatedIn, found) == [LocatedIn("openalex:I1", "OM")]
    assert only(AffiliatedWith, found) == [AffiliatedWith("openalex:A1", "openalex:I1", [2024])]
    assert {country.id for country in only(Country, found)} == {"OM", "QA"}
    assert only(Authored, found)[0].countries == ["QA"]


def test_older_records_without_countries_take_those_of_the_institutions() -> None:
    institution = {"id": "https://openalex.org/I1", "country_code": "OM"}
    assert only(Authored, parsed(authorships=[{"author": ANNA, "institutions": [institution]}]))[0].countries == ["OM"]


def test_topics_and_the_levels_above_them() -> None:
    levels = {
        level: {"id": f"https://openalex.org/{level}s/1", "display_name": level}
        for level in ("subfield", "field", "domain")
    }
    topic = {"id": "https://openalex.org/T1", "display_name": "Topic", "score": 0.9} | levels
    found = parsed(topics=[topic], primary_topic=topic)
    assert [(one.id, one.level) for one in only(Topic, found)] == [
        ("openalex:T1", "topic"),
        ("openalex:subfields/1", "subfield"),
        ("openalex:fields/1", "field"),
        ("openalex:domains/1", "domain"),
    ]
    assert [(one.topic, one.broader) for one in only(Broader, found)] == [
        ("openalex:T1", "openalex:subfields/1"),
        ("openalex:subfields/1", "openalex:fields/1"),
        ("openalex:fields/1", "openalex:domains/1"),
    ]


def test_e_mail_addresses_are_not_kept() -> None:
    found = parsed(
        authorships=[{"author": ANNA, "raw_author_name": "Anna (anna@uni.example)"}],
        title="Write to a.b+c@d.example now",
    )
    assert "@" not in str(found)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"id": None}, "id"),
        ({"id": "W-1"}, "not an OpenAlex id"),
        ({"publication_year": "2024"}, r"publication_year"),
        ({"publication_year": 20240}, "publication_year: expected a whole number"),
        ({"doi": "asi.21075"}, "not a DOI"),
        ({"authorships": [{"author": ANNA | {"orcid": "0000-0002-1825-0098"}}]}, "authorship 1: .* mistyped"),
        (
            {"authorships": [{"author": ANNA, "countries": ["QQ"]}]},
            "authorship 1: “QQ” is not a country code",
        ),
    ],
)
def test_what_cannot_be_used_is_rejected_with_its_field(changes: dict[str, Any], reason: str) -> None:
    with pytest.raises(RejectedRecord, match=reason):
        parsed(**changes)


def test_what_is_no_json_or_no_work_is_rejected() -> None:
    with pytest.raises(RejectedRecord, match="not a JSON record"):
        parse(b'{"id": "https://openalex.org/W1", "title": ')
    with pytest.raises(RejectedRecord, match="there is no field id"):
        parse(b'{"title": "T"}')
    with pytest.raises(RejectedRecord, match="none of a work, author, institution or topic"):
        parse(b'{"id": "https://openalex.org/S1"}')


@pytest.fixture(scope="session")
def real_works(real_data: Path) -> Path:
    return real_data / "openalex" / "geoscience_arabia_2026-03-14" / "works.jsonl.gz"


def test_the_real_set_equals_an_independent_count(real_works: Path) -> None:
    with gzip.open(real_works) as lines:
        works = [json.loads(line) for line in lines]
    authorships = [(work["id"], authorship) for work in works for authorship in work["authorships"]]
    named = {authorship["author"]["id"] for _, authorship in authorships} - {None}
    local = sum(authorship["author"]["id"] is None for _, authorship in authorships)
    pairs = {(work, one["author"]["id"]) for work, one in authorships if one["author"]["id"]}
    institutions = {one["id"] for _, authorship in authorships for one in authorship["institutions"]} - {None}
    countries = {code for _, authorship in authorships for code in authorship["countries"]}

    found = [parse(raw.data) for raw in json_records([real_works], lambda _: None)]
    for one in found:
        check(one)
    facts = [fact for one in found for fact in one.facts]
    counted = Counter(type(fact) for fact in facts)
    scientists = {fact.id: fact.local for fact in facts if isinstance(fact, Scientist)}
    assert len(works) == counted[Publication] == 2_661
    assert len(authorships) == sum(len(fact.positions or []) for fact in facts if isinstance(fact, Authored)) == 12_259
    assert len(pairs) + local == counted[Authored] == 12_247
    assert local == sum(scientists.values()) == 406
    assert len(named) == len(scientists) - local == 3_818
    assert len(institutions) == len({fact.id for fact in facts if isinstance(fact, Institution)}) == 977
    assert len(countries) == len({fact.id for fact in facts if isinstance(fact, Country)}) == 86


def test_real_authors_and_the_5103_author_work(real_data: Path, real_works: Path) -> None:
    authors = [parse(raw.data) for raw in json_records([real_works.with_name("authors.jsonl.gz")], lambda _: None)]
    works = [
        parse(raw.data)
        for raw in json_records([real_data / "openalex" / "hyperauthored_works.jsonl.gz"], lambda _: None)
    ]
    for found in [*authors, *works]:
        check(found)
    michael = next(found for found in authors if found.record == "openalex:A5002041459")
    (scientist,) = only(Scientist, michael)
    assert (scientist.name, scientist.works_count, scientist.h_index) == ("Nikolaos A. Michael", 12, 6)
    assert only(Publication, works[0])[0].authors == 5_103
    assert [place for link in only(Authored, works[0]) for place in link.positions] != []
