"""Bad input of every kind: the record is set aside with its reason, and the rest of the file loads."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from graph.base import Base
from graph.errors import LoadStopped, RejectedRecord
from graph.model import About, Authored, Institution, Publication, Scientist
from loaders import find_loader, load, ror
from loaders.loader import Raw
from loaders.openalex import parse
from loaders.reading import json_records
from loaders.table import parse as parse_table
from loaders.table import read as read_table
from tests.loaders.contract import check

ID = b'{"id": "https://openalex.org/W1", '
BAD = {
    "not UTF-8": ID + b'"title": "caf\xe9"}',
    "not a JSON record": ID + b'"skipped": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "cited_by_count: expected a whole number <= 9223372036854775807": ID + b'"cited_by_count": 1' + b"0" * 30 + b"}",
    "authorships[0].author.display_name: expected text or nothing, found a whole number": (
        ID + b'"authorships": [{"author": {"display_name": 5}}]}'
    ),
    "authorship 1: “https://openalex.org/I5” is of another kind": (
        ID + b'"authorships": [{"author": {"id": "https://openalex.org/I5"}}]}'
    ),
    "there is no field id": b'{"title": "T"}',
}


def read(file: Path) -> list[Raw]:
    return list(json_records([file], lambda _: None))


@pytest.mark.parametrize("reason", BAD)
def test_a_bad_record_is_rejected_by_parse(reason: str) -> None:
    with pytest.raises(RejectedRecord) as rejected:
        parse(BAD[reason])
    assert reason in str(rejected.value)


def test_a_load_sets_all_of_them_aside_and_keeps_the_rest(tmp_path: Path) -> None:
    file = tmp_path / "works.jsonl"
    file.write_bytes(b"\n".join([*BAD.values(), b'{"id": "https://openalex.org/W9"}']))
    tally = load(Base(tmp_path / "base"), find_loader("openalex"), [file])
    assert (tally.loaded, tally.rejected) == (1, len(BAD))
    assert tally.rejected_file
    aside = [json.loads(line) for line in tally.rejected_file.read_bytes().splitlines()]
    assert [one["line"] for one in aside] == list(range(1, len(BAD) + 1))
    assert all(reason in one["reason"] for reason, one in zip(BAD, aside, strict=True))


@pytest.mark.parametrize("text", [b"", b"\n \n"])
@pytest.mark.parametrize("zipped", [False, True])
def test_a_file_that_holds_nothing_is_told(tmp_path: Path, text: bytes, zipped: bool) -> None:
    file = tmp_path / "works.jsonl"
    file.write_bytes(gzip.compress(text) if zipped else text)
    assert read(file) == [Raw(str(file), 0, b"", "the file is empty: fetch it again")]


def test_a_cut_array_is_one_problem_and_an_empty_page_none(tmp_path: Path) -> None:
    file = tmp_path / "page.json"
    file.write_bytes(b'[\n{"id": 1},\n{"id": ')
    (raw,) = read(file)
    assert "not whole JSON" in (raw.problem or "")
    file.write_bytes(b'{"meta": {"count": 0}, "results": []}')
    assert read(file) == []


def test_a_page_is_known_by_what_it_holds_not_by_its_name(tmp_path: Path) -> None:
    file = tmp_path / "page.jsonl"
    file.write_bytes(b'{"meta": {}, "results": [{"id": 1}, {"id": 2}]}')
    assert [raw.data for raw in read(file)] == [b'{"id": 1}', b'{"id": 2}']


def test_a_line_that_is_not_utf8_is_a_problem_of_that_line(tmp_path: Path) -> None:
    file = tmp_path / "works.jsonl"
    file.write_bytes(b'{"id": 1}\n{"skipped": "\xff"}\n{"id": 3}')
    problems = [raw.problem for raw in read(file)]
    assert problems == [None, "not UTF-8 (byte 14): save the file as UTF-8, or fetch it again", None]


def test_a_zip_archive_stops_the_load(tmp_path: Path) -> None:
    file = tmp_path / "release.zip"
    file.write_bytes(b"PK\x03\x04" + b"\0" * 20)
    with pytest.raises(LoadStopped, match="unpack it"):
        read(file)


def test_null_lists_are_absent_lists() -> None:
    institution = {"id": "https://openalex.org/I1", "lineage": None}
    authorship = {"author": {"id": ""}, "institutions": [institution], "countries": None}
    lists: dict[str, Any] = {"keywords": None, "referenced_works": None, "topics": None}
    found = parse(json.dumps({"id": "https://openalex.org/W1", "authorships": [authorship], **lists}).encode())
    check(found)
    local = next(fact for fact in found.facts if isinstance(fact, Scientist))
    assert (local.id, local.local) == ("openalex:W1#1", True)
    null, absent = b'{"id": "https://openalex.org/W1", "authorships": null}', b'{"id": "https://openalex.org/W1"}'
    assert parse(null) == parse(absent) == ("openalex:W1", [Publication("openalex:W1", authors=0)])


def test_ids_are_one_however_they_are_written() -> None:
    authorships = [{"author": {"id": text}} for text in ("https://openalex.org/a1", "A1", "https://openalex.org/A1")]
    found = parse(json.dumps({"id": "w1", "authorships": authorships}).encode())
    (link,) = [fact for fact in found.facts if isinstance(fact, Authored)]
    assert (found.record, link.scientist, link.positions) == ("openalex:W1", "openalex:A1", [1, 2, 3])


def test_a_primary_topic_that_is_not_among_the_topics_is_kept() -> None:
    topic = {"id": "https://openalex.org/T1", "score": 0.5}
    found = parse(json.dumps({"id": "https://openalex.org/W1", "topics": [], "primary_topic": topic}).encode())
    check(found)
    assert About("openalex:W1", "openalex:T1", 0.5, True) in found.facts


def test_an_organisation_that_also_funds_is_of_its_other_kind() -> None:
    sample = json.loads(ror.SAMPLE)
    kinds = []
    for types in (["education", "funder"], ["funder", "government"], ["funder"], []):
        institution = ror.parse(json.dumps(sample | {"types": types}).encode()).facts[0]
        assert isinstance(institution, Institution)
        kinds.append(institution.kind)
    assert kinds == ["education", "government", "funder", None]
    with pytest.raises(RejectedRecord, match="ror_display"):
        ror.parse(json.dumps(sample | {"names": []}).encode())


def table(tmp_path: Path, text: str) -> list[Raw]:
    file = tmp_path / "table.csv"
    file.write_text(text, encoding="utf-8")
    return list(read_table([file], lambda _: None))


def test_each_institution_of_a_row_has_its_ror_id(tmp_path: Path) -> None:
    (raw,) = table(tmp_path, "publication,scientist,institution,ror\n1,a,Heidelberg; Academy,038t36y30; 0nvntd068\n")
    institutions = [fact for fact in parse_table(raw.data).facts if isinstance(fact, Institution)]
    assert [(one.name, one.ror) for one in institutions] == [("Heidelberg", "038t36y30"), ("Academy", "0nvntd068")]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("1,a,,038t36y30,", "1 in ror for 0 in institution"),
        ("1,a@uni.example,,,", "scientist is an e-mail address"),
        ("1,a,,,20240", "year “20240” is not a whole number from 1 to 2199"),
    ],
)
def test_what_a_row_would_lose_or_must_not_say_is_set_aside(tmp_path: Path, row: str, reason: str) -> None:
    (raw,) = table(tmp_path, f"publication,scientist,institution,ror,year\n{row}\n")
    assert reason in (raw.problem or "")


def test_a_position_counts_rows_that_were_set_aside(tmp_path: Path) -> None:
    _, raw = table(tmp_path, "publication,scientist,country\n1,a,TR\n1,b,Atlantis\n1,c,IR\n")
    links = [fact for fact in parse_table(raw.data).facts if isinstance(fact, Authored)]
    assert [(link.scientist, link.positions) for link in links] == [("table:a", [1]), ("table:c", [3])]
