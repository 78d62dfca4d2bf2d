"""ROR: records of both schemas worked by hand, and the real registry's records counted again by plain Python."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from graph.errors import RejectedRecord
from graph.model import Country, Institution, LocatedIn
from loaders.loader import Parsed
from loaders.ror import LOADER, SAMPLE, parse
from tests.loaders.contract import check

VERSION_1: dict[str, Any] = {
    "id": "https://ror.org/0nvntd068",
    "name": "Invented University",
    "email_address": None,
    "types": ["Education"],
    "established": 1972,
    "status": "active",
    "aliases": ["IU of Nowhere", " "],
    "acronyms": ["IU"],
    "labels": [{"label": "جامعة", "iso639": "ar"}, {"label": "Üniversite", "iso639": "tr"}],
    "links": ["https://invented.example"],
    "addresses": [{"lat": 23.6, "lng": 58.5, "city": "Nowhere", "country_geonames_id": 286963}],
    "country": {"country_name": "Oman", "country_code": "OM"},
    "relationships": [
        {"id": "https://ror.org/038t36y30", "type": "Parent", "label": "P"},
        {"id": "https://ror.org/05qwgg493", "type": "Related", "label": "R"},
        {"id": "https://ror.org/02y72wh86", "type": "Successor", "label": "S"},
        {"id": "https://ror.org/02y72wh86", "type": "Predecessor", "label": "S"},
        {"id": "https://ror.org/05qwgg493", "type": "Child", "label": "R"},
    ],
    "external_ids": {
        "GRID": {"preferred": "grid.463647.4", "all": "grid.463647.4"},
        "ISNI": {"preferred": None, "all": ["0000 0004 5900 6685", "0000 0001 2341 286X"]},
        "FundRef": {"preferred": "501100019587", "all": ["501100019587", "100012345"]},
        "Wikidata": {"preferred": "Q350752", "all": []},
        "OrgRef": {"preferred": None, "all": ["30447068"]},
    },
}
VERSION_2: dict[str, Any] = {
    "id": "https://ror.org/0nvntd068",
    "names": [
        {"value": "Invented University", "types": ["ror_display", "label"], "lang": None},
        {"value": "جامعة", "types": ["label"], "lang": "ar"},
        {"value": "Üniversite", "types": ["label"], "lang": "tr"},
        {"value": "IU of Nowhere", "types": ["alias"], "lang": None},
        {"value": "IU", "types": ["acronym"], "lang": None},
    ],
    "types": ["education", "funder"],
    "established": 1972,
    "status": "active",
    "locations": [
        {"geonames_details": {"name": "Nowhere", "country_code": "OM", "lat": 23.6, "lng": 58.5}, "geonames_id": 1}
    ],
    "relationships": [one | {"type": str(one["type"]).lower()} for one in VERSION_1["relationships"]],
    "external_ids": [
        {"type": "grid", "preferred": "grid.463647.4", "all": ["https://www.grid.ac/institutes/grid.463647.4"]},
        {"type": "isni", "preferred": None, "all": ["0000 0004 5900 6685", "0000 0001 2341 286X"]},
        {"type": "fundref", "preferred": "501100019587", "all": ["501100019587", "100012345"]},
        {"type": "wikidata", "preferred": "Q350752", "all": ["not one"]},
    ],
}
WORKED = Institution(
    "ror:0nvntd068",
    name="Invented University",
    names=["جامعة", "Üniversite", "IU of Nowhere", "IU"],
    name_languages=["ar", "tr", "", ""],
    ror="0nvntd068",
    also=[
        "fundref:100012345",
        "fundref:501100019587",
        "grid:grid.463647.4",
        "isni:000000012341286X",
        "isni:0000000459006685",
        "wikidata:Q350752",
    ],
    kind="education",
    city="Nowhere",
    latitude=23.6,
    longitude=58.5,
    established=1972,
    status="active",
    parents=["ror:038t36y30"],
    related=["ror:05qwgg493"],
    successors=["ror:02y72wh86"],
)


def parsed(record: dict[str, Any]) -> Parsed:
    found = parse(json.dumps(record).encode())
    check(found)
    return found


@pytest.mark.parametrize("record", [VERSION_1, VERSION_2], ids=["v1", "v2"])
def test_both_schemas_say_the_same(record: dict[str, Any]) -> None:
    found = parsed(record)
    assert found.record == "ror:0nvntd068"
    assert found.facts == [WORKED, Country("OM", "Oman"), LocatedIn("ror:0nvntd068", "OM")]


def test_a_withdrawn_organisation_stays_with_its_status_and_successor() -> None:
    for record in (VERSION_1, VERSION_2):
        institution = parsed(record | {"status": "withdrawn"}).facts[0]
        assert institution == WORKED._replace(status="withdrawn")


def test_the_authority_says_none_where_there_is_none() -> None:
    institution = parsed(json.loads(SAMPLE) | {"external_ids": []}).facts[0]
    assert isinstance(institution, Institution)
    assert (institution.parents, institution.related, institution.successors, institution.also) == ([], [], [], [])


def test_a_record_of_little_is_taken_in_either_schema() -> None:
    old = parsed({"id": "https://ror.org/038t36y30", "name": "Heidelberg", "country": {"country_code": "DE"}})
    new = parsed({"id": "038t36y30", "names": [{"value": "Heidelberg", "types": ["ror_display"]}]})
    assert old.facts[1:] == [Country("DE", "Germany"), LocatedIn("ror:038t36y30", "DE")]
    assert old.facts[0] == new.facts[0]


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (VERSION_1 | {"id": "https://ror.org/0nvntd069"}, "id: .* is mistyped"),
        (VERSION_1 | {"labels": "none"}, "labels: expected a list"),
        (VERSION_1 | {"country": {"country_code": "QQ"}}, "“QQ” is not a country code"),
        (VERSION_2 | {"names": [{"value": "A", "types": ["label"]}]}, "none is of type ror_display"),
        (VERSION_2 | {"types": 5}, "types: expected a list"),
        ({"id": "https://ror.org/0nvntd068"}, "there is no field names"),
    ],
)
def test_what_is_wrong_is_named(record: dict[str, Any], reason: str) -> None:
    with pytest.raises(RejectedRecord, match=reason):
        parse(json.dumps(record).encode())


def names_by_language(record: dict[str, Any], *, shown: bool) -> Counter[str]:
    """Languages of a record's names, those to be shown or the others."""
    if "names" in record:
        pairs = [(name["lang"], "ror_display" in name["types"]) for name in record["names"]]
    else:
        pairs = [(None, True), *((label["iso639"], False) for label in record["labels"])]
        pairs += [(None, False) for _ in record["aliases"] + record["acronyms"]]
    return Counter(language or "" for language, is_shown in pairs if is_shown is shown)


def countries(record: dict[str, Any]) -> set[str]:
    if "country" in record:
        return {record["country"]["country_code"]}
    return {one["geonames_details"]["country_code"] for one in record["locations"]}


def ids(record: dict[str, Any]) -> set[str]:
    held = record["external_ids"]
    pairs = held.items() if isinstance(held, dict) else ((one["type"], one) for one in held)
    found = set()
    for kind, one in pairs:
        values = [one["all"]] if isinstance(one["all"], str) else one["all"]
        bare = [value.replace(" ", "").split("/")[-1] for value in [*values, one["preferred"]] if value]
        found |= {f"{kind.lower()}:{value}" for value in bare}
    return {one for one in found if one.split(":")[0] in {"grid", "isni", "wikidata", "fundref"}}


def related(record: dict[str, Any], kind: str) -> int:
    return len({one["id"] for one in record["relationships"] if one["type"].lower() == kind})


@pytest.mark.parametrize(
    ("name", "records"), [("ror_v2_oic", 3_369), ("ror_v1only_oic", 880), ("ror_v2_all_from_releases", 35_990)]
)
def test_the_real_records(real_data: Path, name: str, records: int) -> None:
    file = real_data / "ror" / f"{name}.jsonl.gz"
    with gzip.open(file) as lines:
        source = [json.loads(line) for line in lines]
    facts = [fact for raw in LOADER.read([file], lambda _: None) for fact in parse(raw.data).facts]
    institutions = [fact for fact in facts if isinstance(fact, Institution)]
    located = [fact for fact in facts if isinstance(fact, LocatedIn)]
    assert [f"https://ror.org/{one.ror}" for one in institutions] == [record["id"] for record in source]
    assert len(institutions) == records
    languages = Counter(language for one in institutions for language in one.name_languages or [])
    assert languages == Counter(word for one in source for word in names_by_language(one, shown=False).elements())
    assert Counter(one.country for one in located) == Counter(code for one in source for code in countries(one))
    also = [id_ for one in institutions for id_ in one.also or []]
    # In one record of the largest set a number of the funder registry stands in the place of a GRID id.
    assert sorted(also) == sorted(id_ for one in source for id_ in ids(one) if id_ != "grid:100011307")
    assert Counter(one.status for one in institutions) == Counter(record["status"] for record in source)
    for kind, attribute in (("parent", "parents"), ("related", "related"), ("successor", "successors")):
        loaded = [len(getattr(one, attribute)) for one in institutions]
        assert loaded == [related(record, kind) for record in source]


def test_the_languages_that_the_data_are_known_to_have(real_data: Path) -> None:
    file = real_data / "ror" / "ror_v2_oic.jsonl.gz"
    loaded: Counter[str] = Counter()
    for raw in LOADER.read([file], lambda _: None):
        institution = parse(raw.data).facts[0]
        assert isinstance(institution, Institution)
        loaded.update(institution.name_languages or [])
        loaded.update(names_by_language(json.loads(raw.data), shown=True))
    expected = {"ar": 652, "tr": 559, "fa": 241, "ru": 208, "kk": 93, "ur": 77}
    assert {language: loaded[language] for language in expected} == expected
