"""The API, against a server that answers as it is documented: whole harvests, cut ones, and every fault."""

from __future__ import annotations

import gzip
import json
import os
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from graph.base import Base
from graph.errors import LoadStopped
from graph.model import Authored
from loaders import find_loader, parts
from loaders import loading as load_room
from loaders.loader import Raw
from loaders.openalex import parse
from loaders.openalex_api import fetch, total
from loaders.openalex_faults import Answer, fault_of
from loaders.openalex_http import TRIES, Access, access_from
from loaders.openalex_query import parse_query
from tests.support.openalex_server import (
    BROKEN,
    CUT,
    NO_JSON,
    NO_PLAN,
    OUT_OF_CREDIT,
    TOO_FAST,
    OpenAlex,
    Reply,
    refusal,
)
from tests.support.openalex_server import openalex as served

QUERY = "publication_year:2020"
KEY, CONTACT = "k3y-0f-a-person", "somebody@uni.example"
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def work(number: int, authors: int = 1) -> dict[str, Any]:
    people = [
        {"author": {"id": f"https://openalex.org/A{number:03d}{place:04d}", "display_name": f"P {place}"}}
        for place in range(1, authors + 1)
    ]
    return {"id": f"https://openalex.org/W{number}", "title": "T", "publication_year": 2020, "authorships": people}


WORKS = [work(number) for number in range(1, 251)]


class Waits(list[float]):
    """The seconds that would have been waited, and a way to the API that keeps them."""

    def to(self, api: OpenAlex, **more: Any) -> Access:
        return Access(api.address, sleep=self.append, now=lambda: NOON, chance=lambda: 0.0, **more)


@pytest.fixture
def waits() -> Waits:
    return Waits()


def harvest(api: OpenAlex, folder: Path, waits: Waits, query: str = QUERY, **more: Any) -> list[Raw]:
    return list(fetch(query, folder, lambda _: None, waits.to(api, **more)))


def ids(raws: list[Raw]) -> list[str]:
    return [json.loads(raw.data)["id"] for raw in raws]


def test_a_harvest_is_all_works_of_the_query_in_order(tmp_path: Path, waits: Waits) -> None:
    others = [work(number) | {"publication_year": 2019} for number in range(900, 905)]
    told: list[int] = []
    with served([*WORKS, *others]) as api:
        raws = list(fetch(QUERY, tmp_path, told.append, waits.to(api)))
    assert [json.loads(raw.data) for raw in raws] == WORKS
    assert not any(raw.problem for raw in raws)
    assert [raw.line for raw in raws] == [*range(1, 101), *range(1, 101), *range(1, 51)]
    assert len(api.asked) == 4, "three pages, and the empty one that OpenAlex ends a list with"
    assert total(tmp_path) == 250
    assert sum(told) > sum(len(raw.data) for raw in raws)
    assert waits == []


@pytest.mark.parametrize("given", [0, 1, 100, 101, 249])
def test_a_harvest_that_was_killed_asks_only_for_what_is_missing(tmp_path: Path, waits: Waits, given: int) -> None:
    with served(WORKS) as api:
        whole = harvest(api, tmp_path / "whole", waits)
        before = list(islice(fetch(QUERY, tmp_path / "cut", lambda _: None, waits.to(api)), given))
        kept = len(list((tmp_path / "cut").glob("page_*")))
        api.asked.clear()
        again = harvest(api, tmp_path / "cut", waits)
    assert again == whole
    assert again[:given] == before
    assert len(api.asked) == 4 - kept
    assert kept == (given + 99) // 100


def test_a_page_is_kept_before_its_records_are_given_and_whole(tmp_path: Path, waits: Waits) -> None:
    with served(WORKS) as api:
        next(fetch(QUERY, tmp_path, lambda _: None, waits.to(api)))
    (kept,) = tmp_path.glob("page_*")
    assert len(json.loads(gzip.decompress(kept.read_bytes()))["results"]) == 100
    assert not list(tmp_path.glob("*.part"))
    kept.write_bytes(kept.read_bytes()[:50])
    with served(WORKS) as api:
        assert len(harvest(api, tmp_path, waits)) == 250
        assert len(api.asked) == 4, "what is damaged is fetched again"


@pytest.mark.parametrize("flagged", [True, False])
def test_works_whose_authors_a_list_cuts_are_fetched_whole(tmp_path: Path, waits: Waits, flagged: bool) -> None:
    works = [work(1, 99), work(2, 100), work(3, 101), work(4, 377), work(5)]
    with served(works, flags_cut_lists=flagged) as api:
        raws = harvest(api, tmp_path, waits)
        assert [json.loads(raw.data) for raw in raws] == works
        alone = [path for path in api.asked if path.startswith("/works/")]
        assert alone == ["/works/W2", "/works/W3", "/works/W4"], "of a list of exactly 100 nobody knows"
        api.asked.clear()
        assert harvest(api, tmp_path, waits) == raws
        assert api.asked == []
    authors = [fact for fact in parse(raws[3].data).facts if isinstance(fact, Authored)]
    assert len(authors) == 377


def test_a_work_that_is_gone_or_merged_meanwhile_stays_as_the_list_has_it(tmp_path: Path, waits: Waits) -> None:
    works = [work(1, 150), work(2, 150), work(3)]
    with served(works, gone={"W1"}, moved={"W2": "W3"}) as api:
        raws = harvest(api, tmp_path, waits)
    assert ids(raws) == [one["id"] for one in works]
    assert [len(json.loads(raw.data)["authorships"]) for raw in raws] == [100, 100, 1]


def test_select_is_kept_for_works_fetched_whole(tmp_path: Path, waits: Waits) -> None:
    with served([work(1, 150)]) as api:
        (raw,) = harvest(api, tmp_path, waits, f"works?filter={QUERY}&select=id,authorships&per-page=7&page=3")
    assert set(json.loads(raw.data)) == {"id", "authorships"}
    assert len(json.loads(raw.data)["authorships"]) == 150


@pytest.mark.parametrize("fault", [TOO_FAST, BROKEN, CUT, NO_JSON, Reply(200, b"[]"), Reply(503, b"")], ids=str)
@pytest.mark.parametrize("request_number", [1, 2])
def test_what_passes_is_waited_for(tmp_path: Path, waits: Waits, fault: Reply, request_number: int) -> None:
    with served(WORKS, faults={request_number: fault, request_number + 1: fault}) as api:
        assert ids(harvest(api, tmp_path, waits)) == [one["id"] for one in WORKS]
        assert len(api.asked) == 6
    assert waits == [1.0, 2.0]


@pytest.mark.parametrize("fault", [TOO_FAST, BROKEN, CUT, NO_JSON], ids=str)
def test_what_does_not_pass_stops_the_load_and_what_was_fetched_stays(
    tmp_path: Path, waits: Waits, fault: Reply
) -> None:
    with served(WORKS, faults=dict.fromkeys(range(2, 50), fault)) as api:
        with pytest.raises(LoadStopped, match=f"{TRIES} times in a row: what was fetched is kept; give the same"):
            harvest(api, tmp_path, waits)
        assert len(api.asked) == 1 + TRIES
        api.faults.clear()
        assert len(harvest(api, tmp_path, waits)) == 250
        assert len(api.asked) == 1 + TRIES + 3
    assert waits == [1.0, 2.0, 4.0, 8.0, 16.0]


def test_waits_are_spread_and_bounded(tmp_path: Path, waits: Waits) -> None:
    slow = refusal(503, "busy", Retry_After="3600")
    with served(WORKS, faults=dict.fromkeys(range(1, 50), slow)) as api, pytest.raises(LoadStopped, match="HTTP 503"):
        harvest(api, tmp_path, waits)
    assert waits == [60.0] * 5
    late = Waits()
    with served(WORKS, faults={1: BROKEN}) as api:
        access = Access(api.address, sleep=late.append, chance=lambda: 1.0)
        next(fetch(QUERY, tmp_path / "other", lambda _: None, access))
    assert late == [1.5]


def test_a_server_that_is_not_there(tmp_path: Path, waits: Waits) -> None:
    with served([]) as api:
        pass
    with pytest.raises(LoadStopped, match=r"the connection failed .* 6 times in a row"):
        harvest(api, tmp_path, waits)


def test_a_used_up_allowance_says_when_to_come_back(tmp_path: Path, waits: Waits) -> None:
    with served(WORKS, faults={3: OUT_OF_CREDIT}) as api:
        with pytest.raises(LoadStopped) as stopped:
            harvest(api, tmp_path, waits)
        assert "give the same command again after 2026-11-25 00:00 UTC, and it goes on from here" in str(stopped.value)
        assert "OPENALEX_API_KEY" in str(stopped.value)
        assert waits == []
        api.asked.clear()
        assert len(harvest(api, tmp_path, waits)) == 250
        assert len(api.asked) == 2


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (NO_PLAN, "needs a paid plan"),
        (refusal(400, "Invalid filter", "Unknown filter field: x"), "Unknown filter field: x.*mend it"),
        (refusal(403, "Forbidden", "no"), "a key is needed .*Forbidden: no.*OPENALEX_API_KEY"),
        (refusal(401, "API key required"), "a key is needed .*settings/api"),
    ],
)
def test_what_trying_again_does_not_mend_is_said_at_once(
    tmp_path: Path, waits: Waits, fault: Reply, reason: str
) -> None:
    with served(WORKS, faults={1: fault}) as api, pytest.raises(LoadStopped, match=reason):
        harvest(api, tmp_path, waits)
    assert waits == []


@pytest.mark.parametrize(
    ("headers", "again"),
    [
        ({}, True),
        ({"retry-after": "2"}, True),
        ({"retry-after": "5", "x-ratelimit-remaining": "800", "x-ratelimit-credits-required": "1"}, True),
        ({"retry-after": "5", "x-ratelimit-remaining": "0", "x-ratelimit-credits-required": "1"}, False),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-onetime-remaining": "50"}, True),
        ({"retry-after": "7200"}, False),
        ({"retry-after": "soon"}, True),
    ],
)
@pytest.mark.parametrize("status", [429, 403])
def test_too_fast_is_told_from_used_up_by_the_headers_alone(status: int, headers: dict[str, str], again: bool) -> None:
    fault = fault_of(Answer(status, headers, b'{"error": "Rate limit exceeded"}'), has_key=True, now=NOON)
    assert (fault.again, "allowance" in fault.what) == (again, not again)


def everything_kept(folder: Path) -> bytes:
    parts = [path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()]
    return b"\n".join(gzip.decompress(part) if part.startswith(b"\x1f\x8b") else part for part in parts)


def test_key_and_contact_reach_the_api_and_nothing_else(tmp_path: Path, waits: Waits) -> None:
    with served(WORKS, key=KEY) as api:
        raws = harvest(api, tmp_path, waits, key=KEY, contact=CONTACT)
        with pytest.raises(LoadStopped) as stopped:
            harvest(api, tmp_path / "wrong", waits, key="wr0ng-key")
        with pytest.raises(LoadStopped, match="get one, free"):
            harvest(api, tmp_path / "none", waits)
    assert all(f"api_key={KEY}" in path for path in api.asked[:4])
    assert api.agents[0] == f"Hikma (mailto:{CONTACT})"
    assert "the key in OPENALEX_API_KEY was refused" in str(stopped.value)
    kept = everything_kept(tmp_path) + str(raws).encode() + str(stopped.value).encode()
    for secret in (KEY, CONTACT, "wr0ng-key"):
        assert secret.encode() not in kept
        assert secret not in repr(Access(key=secret, contact=secret))


def test_the_way_to_the_api_comes_from_the_environment() -> None:
    assert access_from({}).address == "https://api.openalex.org"
    given = {"OPENALEX_API_URL": "http://mirror.example/", "OPENALEX_API_KEY": KEY, "OPENALEX_EMAIL": CONTACT}
    access = access_from(given)
    assert (access.address, access.key, access.contact) == ("http://mirror.example", KEY, CONTACT)
    with pytest.raises(LoadStopped, match="https://"):
        access_from({"OPENALEX_API_URL": "file:///etc"})


def test_fewer_records_than_were_counted_are_told(tmp_path: Path, waits: Waits) -> None:
    short = {"meta": {"count": 3, "next_cursor": "x"}, "results": [work(1)]}
    end = {"meta": {"count": 0, "next_cursor": None}, "results": []}
    for place, pages in enumerate(((short, end), (short, short))):
        faults = {number: Reply(200, json.dumps(page).encode()) for number, page in enumerate(pages, start=1)}
        with served([], faults=faults) as api:
            *records, last = harvest(api, tmp_path / str(place), waits)
            assert len(api.asked) == 2, "a cursor that leads to itself leads nowhere"
        assert len(records) == place + 1
        assert f"counted 3 records and gave {place + 1}" in (last.problem or "")


def test_a_folder_of_another_query_is_not_mixed(tmp_path: Path, waits: Waits) -> None:
    with served(WORKS) as api:
        harvest(api, tmp_path, waits)
        with pytest.raises(LoadStopped, match=r"pages of another query, works.filter=publication_year:2020"):
            harvest(api, tmp_path, waits, "publication_year:2021")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("publication_year:2020", "works?filter=publication_year:2020"),
        (
            " institutions.country_code:sa+eg,publication_year:2020 ",
            "works?filter=institutions.country_code:sa+eg,publication_year:2020",
        ),
        ("doi:https://doi.org/10.1/x?y", "works?filter=doi:https://doi.org/10.1/x%3Fy"),
        ("authors?filter=orcid:https://orcid.org/0000-0002-1825-0097", None),
        ("/works?search=climate change&page=2&per-page=50&cursor=*", "works?search=climate%20change"),
        ("https://api.openalex.org/works?filter=title.search:%22a+b%22", "works?filter=title.search:%22a+b%22"),
        ("https://openalex.org/institutions?filter=country_code:om", "institutions?filter=country_code:om"),
        ("topics", "topics"),
    ],
)
def test_queries_as_people_write_them(text: str, address: str | None) -> None:
    query = parse_query(text)
    assert query.address() == (address or text)
    assert parse_query(query.address()) == query


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("works", "all works there are"),
        ("authors?select=id", "all authors there are"),
        ("sources?filter=is_oa:true", "none of authors, institutions, topics, works"),
        ("desalination", "none of"),
        ("", "none of"),
        ("https://example.org/works?filter=a:b", "example.org is not OpenAlex"),
        ("works?filter=a:b&group_by=type", "group_by asks for counts"),
        ("works?filter=a:b&sample=50", "sample cannot be paged"),
        (f"works?filter=a:b&api_key={KEY}", "OPENALEX_API_KEY"),
        (f"works?filter=a:b&mailto={CONTACT}", "OPENALEX_EMAIL"),
    ],
)
def test_queries_that_cannot_be_asked_say_why(text: str, reason: str) -> None:
    with pytest.raises(LoadStopped, match=reason) as stopped:
        parse_query(text)
    assert KEY not in str(stopped.value)
    assert CONTACT not in str(stopped.value)


def test_a_load_from_the_api_that_was_stopped_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loader, base = find_loader("openalex"), Base(tmp_path / "base")
    monkeypatch.setattr(parts, "PART_RECORDS", 60)
    monkeypatch.setattr(load_room, "BATCH_RECORDS", 30)
    with served(WORKS, faults={3: OUT_OF_CREDIT}) as api:
        for name in ("OPENALEX_API_KEY", "OPENALEX_EMAIL"):
            monkeypatch.delitem(os.environ, name, raising=False)
        monkeypatch.setitem(os.environ, "OPENALEX_API_URL", api.address)
        with pytest.raises(LoadStopped, match="give the same command again after"):
            load_room.fetch(base, loader, QUERY)
        tally = load_room.fetch(base, loader, QUERY)
        assert len(api.asked) == 5
    assert (tally.read, tally.loaded, tally.rejected) == (250, 250, 0)
    assert tally.resumed > 0
    assert not (base.folder / "fetched").exists() or not list((base.folder / "fetched").iterdir())
