"""Ids that OpenAlex has given up: rows as its documentation shows them, and a base that they are loaded into."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from graph.base import Base
from graph.errors import RejectedRecord
from graph.model import Merged
from loaders import find_loader, load
from loaders.loader import Parsed, Raw
from loaders.openalex import parse, read
from loaders.openalex_institutions import institution_facts
from loaders.openalex_merged import merged_records
from loaders.openalex_things import author_facts
from tests.loaders.contract import check

# The rows are those of OpenAlex's documentation; the ids of what was deleted are those of its own code.
MERGED = b"merge_date,id,merge_into_id\n2022-06-07,A2257618939,A2208157607\n"
DELETED = b"work_id,deleted_date\r\nhttps://openalex.org/W4245566371,2026-08-14\r\n"
DELETED_INTO = {"W7": "W4285719527", "A7": "A5317838346", "I7": "I4389424196"}


def rows(file: Path) -> list[Raw]:
    return list(merged_records(file, lambda _: None))


def written(folder: Path, name: str, text: bytes) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(gzip.compress(text) if file.suffix == ".gz" else text)
    return file


@pytest.mark.parametrize("name", ["2022-06-07.csv.gz", "2022-06-07.csv"])
def test_a_merged_id_is_its_own_record(tmp_path: Path, name: str) -> None:
    (raw,) = rows(written(tmp_path, name, MERGED))
    assert (raw.line, raw.problem) == (2, None)
    found = parse(raw.data)
    check(found)
    assert found == Parsed(
        "openalex:A2257618939", [Merged("openalex:A2257618939", "openalex:A2208157607", "Scientist")]
    )


def test_a_deleted_work_is_merged_into_none(tmp_path: Path) -> None:
    (raw,) = rows(written(tmp_path, "deleted_ids.csv.gz", DELETED))
    assert parse(raw.data).facts == [Merged("openalex:W4245566371", None, "Publication")]


@pytest.mark.parametrize(("id_", "into"), DELETED_INTO.items())
def test_what_openalex_merges_deleted_things_into_is_none(id_: str, into: str) -> None:
    kind = {"W": "Publication", "A": "Scientist", "I": "Institution"}[id_[0]]
    found = parse(json.dumps({"id": id_, "merge_into_id": into}).encode())
    assert found.facts == [Merged(f"openalex:{id_}", None, kind)]


def test_the_records_of_what_was_deleted_stand_for_nobody_and_nothing() -> None:
    for id_ in ("A5317838346", "A9999999999"):
        record = json.dumps({"id": f"https://openalex.org/{id_}", "display_name": "Deleted Author"}).encode()
        assert author_facts(record) == Parsed(f"openalex:{id_}", [Merged(f"openalex:{id_}", None, "Scientist")])
    record = b'{"id": "https://openalex.org/I4389424196", "display_name": "Deleted Institution", "country_code": "MX"}'
    assert institution_facts(record).facts == [Merged("openalex:I4389424196", None, "Institution")]


def test_an_affiliation_with_the_deleted_institution_is_none() -> None:
    places = [{"institution": {"id": "https://openalex.org/I4389424196"}, "years": [2020]}]
    (scientist,) = author_facts(json.dumps({"id": "A1", "affiliations": places}).encode()).facts
    assert scientist[0] == "openalex:A1"


def test_a_work_that_is_a_redirect_says_where_it_went() -> None:
    record = (
        b'{"id": "https://openalex.org/W1", "merge_into_id": "https://openalex.org/W2", "merge_date": "2024-01-01"}'
    )
    assert parse(record).facts == [Merged("openalex:W1", "openalex:W2", "Publication")]
    assert parse(b'{"id": "https://openalex.org/W1", "merge_into_id": "W1"}').facts[0].into is None  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("id_", "into", "reason"),
    [("W1", "A2", "of another kind"), ("S1", "S2", "none of a work, author or institution"), ("W1", "?", "not an")],
)
def test_rows_that_cannot_be_used_say_why(id_: str, into: str, reason: str) -> None:
    with pytest.raises(RejectedRecord, match=reason):
        parse(json.dumps({"id": id_, "merge_into_id": into}).encode())


def test_cut_and_foreign_lists_are_told_after_their_rows(tmp_path: Path) -> None:
    many = MERGED + b"".join(b"2022-06-07,A%d,A1\n" % place for place in range(10, 60_000))
    whole = gzip.compress(many, compresslevel=1)
    cut = tmp_path / "cut.csv.gz"
    cut.write_bytes(whole[: len(whole) // 2])
    *good, last = rows(cut)
    assert len(good) > 10_000
    assert not any(raw.problem for raw in good)
    assert f"cut or damaged after line {len(good) + 1}" in (last.problem or "")
    (foreign,) = rows(written(tmp_path, "topics.csv", b"topic_id,name\n1,x\n"))
    assert "its columns are neither" in (foreign.problem or "")
    _, short = rows(written(tmp_path, "short.csv", MERGED + b"2022-06-07,A5\n"))
    assert "3 columns expected, 2 found" in (short.problem or "")


def test_a_later_list_takes_the_place_of_the_record(tmp_path: Path) -> None:
    works = [{"id": f"https://openalex.org/W{number}", "title": "T"} for number in (1, 2)]
    folder = tmp_path / "data"
    written(folder, "works/updated_date=2022-06-01/part_000.gz", b"\n".join(json.dumps(one).encode() for one in works))
    written(folder, "merged_ids/works/2022-06-07.csv.gz", b"merge_date,id,merge_into_id\n2022-06-07,W1,W2\n")
    written(folder, "merged_ids/venues/2022-06-07.csv.gz", b"merge_date,id,merge_into_id\n2022-06-07,V1,V2\n")
    assert [raw.data[:20] for raw in read([folder], lambda _: None)][-1] == b'{"merge_into_id":"W2'
    base = Base(tmp_path / "base")
    tally = load(base, find_loader("openalex"), [folder])
    assert (tally.read, tally.rejected) == (3, 0)
    base.update()
    with base.open_store() as store:
        assert store.rows("MATCH (p:Publication) RETURN p.id AS id").to_pylist() == [{"id": "openalex:W2"}]
