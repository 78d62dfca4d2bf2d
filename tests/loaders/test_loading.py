"""Loads: twice is once, a later state prevails, bad records are set aside, and a load that was killed goes on."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graph.base import Base
from graph.errors import BaseError, LoadStopped
from loaders import Loader, Raw, Tally, find_loader, load, loading, parts
from loaders.loader import Watch
from tests.support.staged import everything

OPENALEX = find_loader("openalex")


def work(number: int, title: str = "T") -> bytes:
    author = {"id": f"https://openalex.org/A{number}", "display_name": f"Author {number}"}
    authorship = {"author": author, "countries": ["TR"], "is_corresponding": False, "raw_author_name": None}
    return json.dumps({"id": f"https://openalex.org/W{number}", "title": title, "authorships": [authorship]}).encode()


def written(file: Path, lines: Sequence[bytes]) -> Path:
    file.write_bytes(b"\n".join(lines))
    return file


def graph_of(base: Base) -> dict[str, list[tuple[Any, ...]]]:
    base.update()
    with base.open_store() as store:
        return everything(store)


def test_the_same_load_again_changes_nothing(tmp_path: Path) -> None:
    base, file = Base(tmp_path / "base"), written(tmp_path / "works.jsonl", [work(1), work(2)])
    assert load(base, OPENALEX, [file]) == Tally(2, 2, 0, 0, 0, None, 0)
    before = graph_of(base)
    assert load(base, OPENALEX, [file]) == Tally(2, 0, 2, 0, 0, None, 0)
    assert graph_of(base) == before


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_later_state_prevails_in_either_order(tmp_path: Path, order: tuple[int, int]) -> None:
    states = [[work(1, "early"), work(2)], [work(1, "late")]]
    base = Base(tmp_path / "base")
    for place in order:
        file = written(tmp_path / f"{place}.jsonl", states[place])
        load(base, OPENALEX, [file], as_of=f"2026-0{place + 1}-01")
    titles = {row[0]: row[1] for row in graph_of(base)["Publication"]}
    assert titles == {"openalex:W1": "late", "openalex:W2": "T"}


def test_a_record_that_comes_again_with_other_facts_is_taken_as_it_came_last(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(loading, "BATCH_RECORDS", 2)
    lines = [work(1, "first"), work(2), work(1, "second"), work(2), work(3)]
    base = Base(tmp_path / "base")
    assert load(base, OPENALEX, [written(tmp_path / "works.jsonl", lines)])[:4] == (5, 4, 1, 0)
    titles = {row[0]: row[1] for row in graph_of(base)["Publication"]}
    assert titles == {"openalex:W1": "second", "openalex:W2": "T", "openalex:W3": "T"}


def test_bad_records_are_set_aside_and_the_rest_is_loaded(tmp_path: Path) -> None:
    lines = [work(1), b"not JSON", b'{"title": "no id"}', work(2)]
    base = Base(tmp_path / "base")
    tally = load(base, OPENALEX, [written(tmp_path / "works.jsonl", lines)])
    assert tally[:4] == (4, 2, 0, 2)
    assert tally.rejected_file
    aside = [json.loads(line) for line in tally.rejected_file.read_bytes().splitlines()]
    assert [(one["line"], one["record"]) for one in aside] == [(2, "not JSON"), (3, '{"title": "no id"}')]
    assert all(one["source"] == "openalex" and one["file"].endswith("works.jsonl") and one["reason"] for one in aside)


def killed_after(records: int) -> Loader:
    """The OpenAlex loader on a machine that dies after so many records."""

    def read(paths: Sequence[Path], watch: Watch) -> Iterator[Raw]:
        for place, raw in enumerate(OPENALEX.read(paths, watch)):
            if place == records:
                raise KeyboardInterrupt
            yield raw

    return replace(OPENALEX, read=read)


@pytest.mark.parametrize("records", [0, 1, 5, 6, 7, 10])
def test_a_load_that_was_killed_goes_on_and_ends_as_if_it_had_not_been(
    tmp_path: Path, monkeypatch: Any, records: int
) -> None:
    monkeypatch.setattr(parts, "PART_RECORDS", 3)
    monkeypatch.setattr(loading, "BATCH_RECORDS", 3)
    lines = [work(number) if number % 4 else b"bad %d" % number for number in range(1, 12)]
    file = written(tmp_path / "works.jsonl", lines)
    whole, cut = Base(tmp_path / "whole"), Base(tmp_path / "cut")
    expected = load(whole, OPENALEX, [file])
    with pytest.raises(KeyboardInterrupt):
        load(cut, killed_after(records), [file])
    cut = Base(tmp_path / "cut")
    tally = load(cut, OPENALEX, [file])
    assert tally[:4] == expected[:4] == (11, 9, 0, 2)
    assert tally.resumed == records // 3 * 3
    assert graph_of(cut) == graph_of(whole)
    assert tally.rejected_file
    assert expected.rejected_file
    assert tally.rejected_file.read_bytes() == expected.rejected_file.read_bytes()
    assert len(cut.staging.manifest.loads) == 1


def test_what_is_cut_short_is_loaded_as_far_as_it_goes(tmp_path: Path) -> None:
    whole = gzip.compress(b"\n".join(work(number, "x" * 2_000) for number in range(1, 100)), compresslevel=0)
    file = tmp_path / "cut.jsonl.gz"
    file.write_bytes(whole[: len(whole) // 2])
    tally = load(Base(tmp_path / "base"), OPENALEX, [file])
    assert tally.rejected == 1
    assert tally.loaded == tally.read - 1 > 40


def test_a_path_that_does_not_exist_leaves_no_trace(tmp_path: Path) -> None:
    base = Base(tmp_path / "base")
    with pytest.raises(LoadStopped, match="does not exist"):
        load(base, OPENALEX, [tmp_path / "nothing.jsonl"])
    assert base.staging.manifest.loads == []


def test_an_input_without_any_record_is_a_failure_that_leaves_no_trace(tmp_path: Path) -> None:
    base = Base(tmp_path / "base")
    with pytest.raises(LoadStopped, match="no record in there"):
        load(base, OPENALEX, [written(tmp_path / "works.json", [b"[]"])])
    assert base.staging.manifest.loads == []


def test_a_second_writer_is_told_who_holds_the_base(tmp_path: Path) -> None:
    base, file = Base(tmp_path / "base"), written(tmp_path / "works.jsonl", [work(1)])
    with base.writing(), pytest.raises(BaseError, match="is being written by process"):
        load(Base(tmp_path / "base"), OPENALEX, [file])
