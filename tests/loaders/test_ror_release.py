"""A release of ROR: of a zip archive only the JSON, and only schema v2 where it holds both; what json.dumps wrote."""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from graph.errors import LoadStopped
from loaders import ror_release
from loaders.loader import Raw
from loaders.ror import LOADER, parse
from tests.loaders.test_ror import VERSION_1, VERSION_2

V1, V2, CSV = "v1.63-2025-04-03-ror-data.json", "v1.63-2025-04-03-ror-data_schema_v2.json", "v1.63-ror-data.csv"


def release(file: Path, **files: str) -> Path:
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return file


def read(file: Path) -> list[Raw]:
    return list(LOADER.read([file], lambda _: None))


def test_of_both_schemas_the_second_is_read(tmp_path: Path) -> None:
    new = [VERSION_2 | {"established": year} for year in range(1900, 2000)]
    files = {CSV: "id,name", V1: json.dumps([VERSION_1]), V2: json.dumps(new, indent=4, ensure_ascii=False)}
    file = release(tmp_path / "v1.63-2025-04-03-ror-data.zip", **files)
    watched: list[int] = []
    raws = list(LOADER.read([tmp_path], watched.append))
    assert [(raw.file, raw.line) for raw in raws] == [(f"{file}/{V2}", place) for place in range(1, 101)]
    assert [json.loads(raw.data) for raw in raws] == new
    with ZipFile(file) as archive:
        assert sum(watched) == archive.getinfo(V2).compress_size


def test_a_release_of_one_schema_is_read_whichever_it_is(tmp_path: Path) -> None:
    old, new = (
        read(release(tmp_path / f"{number}.zip", **{V1: json.dumps([record])}))
        for number, record in enumerate((VERSION_1, VERSION_2))
    )
    assert parse(old[0].data) == parse(new[0].data)


@pytest.mark.parametrize("text", ['[{"a": "]},["}, {"b": [1, {"c": 2}]},\n{}]', "[]", " [ ]\n", '\ufeff[{"a": 1}]'])
@pytest.mark.parametrize("piece", [1, 2, 7, 1000])
def test_an_array_in_pieces_is_its_elements(text: str, piece: int) -> None:
    data = text.encode()
    pieces = (data[start : start + piece] for start in range(0, len(data), piece))
    found = list(ror_release._array("place", pieces))
    assert [json.loads(raw.data) for raw in found] == json.loads(text.removeprefix("\ufeff"))


@pytest.mark.parametrize("text", ['[{"a": 1}, {"b": ', '{"a": 1}', '[{"a": 1} {"b": 2}]', "", '[{"a": 1}, {b}]'])
def test_what_is_no_array_is_told_after_the_records(tmp_path: Path, text: str) -> None:
    *before, last = read(release(tmp_path / "release.zip", **{V2: text}))
    assert [raw.data for raw in before] == [b'{"a": 1}'] * ("[{" in text)
    assert "no JSON array" in (last.problem or "")


def test_a_fault_within_a_large_file_is_found_where_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ror_release, "ELEMENT", 1000)
    text = '[{"a": 1}, {b}, ' + '{"c": 1}, ' * 100_000 + "{}]"
    *before, last = read(release(tmp_path / "release.zip", **{V2: text}))
    assert len(before) == 1
    assert "no JSON array, after record 1" in (last.problem or "")


def test_archives_without_a_registry_are_told(tmp_path: Path) -> None:
    (empty,) = read(release(tmp_path / "csv.zip", **{CSV: "id,name"}))
    assert "holds no .json file" in (empty.problem or "")
    cut = tmp_path / "cut.zip"
    cut.write_bytes(release(tmp_path / "whole.zip", **{V2: "[]"}).read_bytes()[:-10])
    (raw,) = read(cut)
    assert "cut or damaged" in (raw.problem or "")
    with pytest.raises(LoadStopped, match="does not exist"):
        read(tmp_path / "absent.zip")
