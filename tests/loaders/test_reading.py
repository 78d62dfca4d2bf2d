"""Reading files: what is whole, what is cut, and what is not there."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from graph.errors import LoadStopped
from loaders.loader import Raw
from loaders.reading import json_records

LINES = [b'{"id": %d, "text": "%s"}' % (number, b"x" * 3_000) for number in range(1, 1_001)]


def read(*paths: Path) -> list[Raw]:
    return list(json_records(paths, lambda _: None))


def test_plain_gzipped_and_a_folder_of_parts_read_the_same(tmp_path: Path) -> None:
    (tmp_path / "plain.jsonl").write_bytes(b"\n".join(LINES))
    (tmp_path / "zipped.jsonl.gz").write_bytes(gzip.compress(b"\n".join(LINES) + b"\n\n"))
    parts = tmp_path / "works" / "updated_date=2026-01-01"
    parts.mkdir(parents=True)
    (parts / "part_0001.gz").write_bytes(gzip.compress(b"\n".join(LINES[500:])))
    (parts / "part_0000.gz").write_bytes(gzip.compress(b"\n".join(LINES[:500])))
    (tmp_path / "works" / "manifest.json").write_text("{}")
    for path in (tmp_path / "plain.jsonl", tmp_path / "zipped.jsonl.gz", tmp_path / "works"):
        assert [raw.data for raw in read(path)] == LINES
    assert [raw.line for raw in read(tmp_path / "plain.jsonl")] == list(range(1, 1_001))


@pytest.mark.parametrize(
    "text", [b"[%s]", b'{"meta": {"count": 1000}, "results": [%s]}', b'\xef\xbb\xbf{"items": [%s]}']
)
def test_arrays_and_pages(tmp_path: Path, text: bytes) -> None:
    file = tmp_path / "page.json"
    file.write_bytes(text % b",\n".join(LINES))
    assert [raw.data for raw in read(file)] == LINES


def test_json_lines_under_a_json_name(tmp_path: Path) -> None:
    file = tmp_path / "works.json"
    file.write_bytes(b"\n".join(LINES))
    assert [raw.data for raw in read(file)] == LINES


def test_a_cut_gzip_gives_what_it_holds_and_says_where_it_ends(tmp_path: Path) -> None:
    file = tmp_path / "cut.jsonl.gz"
    whole = gzip.compress(b"\n".join(LINES), compresslevel=0)
    file.write_bytes(whole[: len(whole) // 2])
    *good, last = read(file)
    assert len(good) > 400
    assert [raw.data for raw in good] == LINES[: len(good)]
    assert last.problem
    assert f"cut or damaged after line {len(good)}" in last.problem


def test_a_damaged_gzip_and_an_empty_file(tmp_path: Path) -> None:
    damaged, empty = tmp_path / "damaged.jsonl.gz", tmp_path / "empty.jsonl"
    damaged.write_bytes(b"\x1f\x8b\x08\x00" + b"nonsense" * 20)
    empty.touch()
    assert "cut or damaged" in (read(damaged)[-1].problem or "")
    assert [raw.problem for raw in read(empty)] == ["the file is empty: fetch it again"]


def test_what_is_not_there_stops_the_load(tmp_path: Path) -> None:
    with pytest.raises(LoadStopped, match="does not exist: check the path"):
        read(tmp_path / "nothing.jsonl")
    with pytest.raises(LoadStopped, match="holds no file that ends in"):
        read(tmp_path)


def test_progress_tells_every_byte_once(tmp_path: Path) -> None:
    file = tmp_path / "zipped.jsonl.gz"
    file.write_bytes(gzip.compress(b"\n".join(LINES)))
    told: list[int] = []
    list(json_records([file], told.append))
    assert sum(told) == file.stat().st_size
