"""Parquet gives the same facts as JSON: the real works and authors written in each form that a column may have."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from graph.errors import LoadStopped, RejectedRecord
from graph.model import Institution, Publication
from loaders.loader import Raw
from loaders.openalex import parse
from loaders.openalex_parquet import ROWS, parquet_records

INDEX = "abstract_inverted_index"
INDEX_AS_MAP = pa.map_(pa.string(), pa.list_(pa.int32()))


def rows(file: Path, told: list[int] | None = None) -> list[Raw]:
    return list(parquet_records(file, (told if told is not None else []).append))


def table(records: list[dict[str, Any]], column: str, values: pa.Array) -> pa.Table:
    rest = pa.Table.from_pylist([{name: one for name, one in record.items() if name != column} for record in records])
    return rest.append_column(column, values)


def as_text(records: list[dict[str, Any]]) -> pa.Table:
    """As OpenAlex writes it: the index as JSON text, the day of publication as a date, times as times."""
    index = pa.array([json.dumps(one[INDEX]) if one[INDEX] else None for one in records], pa.string())
    days = pa.array([date.fromisoformat(one["publication_date"]) for one in records])
    times = pa.array([datetime.fromisoformat(one["updated_date"]) for one in records])
    written = table(records, INDEX, index).drop_columns(["publication_date", "updated_date"])
    return written.append_column("publication_date", days).append_column("updated_date", times)


def as_map(records: list[dict[str, Any]]) -> pa.Table:
    return table(records, INDEX, pa.array([one[INDEX] and list(one[INDEX].items()) for one in records], INDEX_AS_MAP))


def as_columns(records: list[dict[str, Any]]) -> pa.Table:
    """As a writer has it that guesses a column for each word."""
    return pa.Table.from_pylist(records)


@pytest.fixture(scope="module")
def works(real_data: Path) -> list[dict[str, Any]]:
    with gzip.open(real_data / "openalex" / "geoscience_arabia_2026-03-14" / "works.jsonl.gz") as lines:
        return [json.loads(line) for line in lines]


@pytest.mark.parametrize(("form", "count"), [(as_text, 800), (as_map, 400), (as_columns, 40)])
def test_real_works_have_the_same_facts(
    works: list[dict[str, Any]], tmp_path: Path, form: Callable[[list[dict[str, Any]]], pa.Table], count: int
) -> None:
    chosen = works[:count]
    pq.write_table(form(chosen), tmp_path / "part_0000.parquet", compression="snappy")
    told: list[int] = []
    found = rows(tmp_path / "part_0000.parquet", told)
    assert len(found) == len(chosen)
    for place, (raw, record) in enumerate(zip(found, chosen, strict=True), start=1):
        assert (raw.line, raw.problem) == (place, None)
        assert parse(raw.data) == parse(json.dumps(record).encode()), record["id"]
    assert sum(told) == (tmp_path / "part_0000.parquet").stat().st_size
    assert len(told) == (len(chosen) + ROWS - 1) // ROWS + 1


def test_real_authors_have_the_same_facts(real_data: Path, tmp_path: Path) -> None:
    with gzip.open(real_data / "openalex" / "geoscience_arabia_2026-03-14" / "authors.jsonl.gz") as lines:
        authors = [json.loads(line) for line in lines]
    pq.write_table(pa.Table.from_pylist(authors), tmp_path / "authors.parquet")
    assert [parse(raw.data) for raw in rows(tmp_path / "authors.parquet")] == [
        parse(json.dumps(author).encode()) for author in authors
    ]


def test_names_in_many_languages_come_as_a_map(tmp_path: Path) -> None:
    names = pa.array(
        [{"display_name": [("ar", "جامعة"), ("en", "U")]}],
        pa.struct([("display_name", pa.map_(pa.string(), pa.string()))]),
    )
    records = [{"id": "https://openalex.org/I1", "display_name": "U", "associated_institutions": [{"id": None}]}]
    pq.write_table(table(records, "international", names), tmp_path / "institutions.parquet")
    (raw,) = rows(tmp_path / "institutions.parquet")
    (institution,) = parse(raw.data).facts
    assert isinstance(institution, Institution)
    assert (institution.names, institution.name_languages) == (["جامعة", "U"], ["ar", "en"])


def test_json_as_text_is_read_and_an_abstract_that_was_cut_is_none(tmp_path: Path) -> None:
    columns = {
        "id": ["https://openalex.org/W1", "https://openalex.org/W2", "https://openalex.org/W3"],
        "title": ['{"a": 1}', "[b]", None],
        "authorships": ['[{"author": {"id": "A1"}}]', None, "nonsense"],
        INDEX: ['{"water": [1], "Clean": [0]}', '{"water": [1], "Cle', None],
    }
    pq.write_table(pa.table(columns), tmp_path / "works.parquet")
    first, second, third = rows(tmp_path / "works.parquet")
    publications = [fact for raw in (first, second) for fact in parse(raw.data).facts if isinstance(fact, Publication)]
    assert [(one.title, one.abstract, one.authors) for one in publications] == [
        ('{"a": 1}', "Clean water", 1),
        ("[b]", None, 0),
    ]
    with pytest.raises(RejectedRecord, match="authorships: expected a list or nothing, found text"):
        parse(third.data)


def test_columns_that_are_not_read_are_left_in_the_file(tmp_path: Path) -> None:
    pq.write_table(pa.table({"x": [1], "id": ["https://openalex.org/T1"], "keywords": [["a"]]}), tmp_path / "t.parquet")
    (raw,) = rows(tmp_path / "t.parquet")
    assert json.loads(raw.data) == {"id": "https://openalex.org/T1", "keywords": ["a"]}


def test_cut_damaged_and_foreign_files_are_one_problem(tmp_path: Path) -> None:
    columns = {"id": [f"https://openalex.org/W{number}" for number in range(5_000)], "title": ["x" * 50] * 5_000}
    whole = tmp_path / "whole.parquet"
    pq.write_table(pa.table(columns), whole, row_group_size=500, use_dictionary=False, compression="none")
    cut = tmp_path / "cut.parquet"
    cut.write_bytes(whole.read_bytes()[:-100])
    empty, foreign = tmp_path / "empty.parquet", tmp_path / "foreign.parquet"
    empty.touch()
    foreign.write_bytes(b'{"id": 1}\n' * 100)
    for file in (cut, empty, foreign):
        (raw,) = rows(file)
        assert "cut, damaged, or no Parquet" in (raw.problem or "")
    damaged = tmp_path / "damaged.parquet"
    data = bytearray(whole.read_bytes())
    offset = pq.ParquetFile(whole).metadata.row_group(5).column(0).data_page_offset
    data[offset : offset + 40] = b"\xff" * 40
    damaged.write_bytes(data)
    *good, last = rows(damaged)
    assert len(good) == 2_500 // ROWS * ROWS
    assert f"cut or damaged after row {len(good)}" in (last.problem or "")
    with pytest.raises(LoadStopped, match="cannot be opened"):
        rows(tmp_path)
