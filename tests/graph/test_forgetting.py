"""The right to be forgotten: no output of a base names the person, whatever is loaded later."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from graph.base import Base
from graph.bulk import export_neo4j_import, export_parquet
from graph.errors import BaseError, QuestionError
from graph.forgetting import Forgotten
from graph.judgements import judge
from graph.rights import forget
from hikma.facade import OpenBase
from loaders import find_loader, load
from queries import questions

OPENALEX = find_loader("openalex")
ASKED = {
    "colleagues": {"of": "Bilal Khan"},
    "country-profile": {"of": "TR"},
    "institution-profile": {"of": "openalex:I2"},
    "topic-profile": {"of": "anything"},
    "neighbourhood": {"of": "Bilal Khan"},
    "network-among": {"of": "Bilal Khan;Cem Kaya"},
    "path": {"of": "Bilal Khan", "to": "Cem Kaya"},
    "scientist-profile": {"of": "Bilal Khan"},
    "search": {"text": "Bilal Khan"},
    "summit": {"level": "any"},
}
NAME, ORCID = "Zzyzx Unforgettable", "0000-0002-1825-0097"


def authorship(id_: str, name: str, orcid: str | None = None) -> dict[str, object]:
    country = "KZ" if name.lower() == NAME.lower() else "TR"
    place = {"id": f"https://openalex.org/I{id_[1:]}", "display_name": "Institute", "country_code": country}
    author = {"id": f"https://openalex.org/{id_}", "display_name": name, "orcid": orcid}
    return {"author": author, "countries": [country], "institutions": [place], "raw_author_name": name}


def work(number: int, *people: tuple[str, ...], **more: object) -> dict[str, object]:
    id_ = f"https://openalex.org/W{number}"
    authorships = [authorship(*person) for person in people]
    return {"id": id_, "title": f"Work {number}", "publication_year": 2020, "authorships": authorships} | more


RECORDS = [
    work(1, ("A1", NAME, ORCID), ("A2", "Bilal Khan")),
    work(2, ("A2", "Bilal Khan"), ("A3", "Cem Kaya")),
    work(3, ("A4", NAME), publication_year="soon"),
    work(4, ("A4", NAME.upper()), ("A3", "Cem Kaya")),
    {"id": "https://openalex.org/A1", "display_name": NAME, "orcid": f"https://orcid.org/{ORCID}"},
]


@pytest.fixture
def base(tmp_path: Path) -> Base:
    file = tmp_path / "works.jsonl"
    file.write_text("\n".join(json.dumps(record) for record in RECORDS), encoding="utf-8")
    base = Base(tmp_path / "base")
    load(base, OPENALEX, [file], as_of="2026-01-01")
    judge(base, "openalex:A1", "openalex:A4", "same", f"both are {NAME}")
    base.update()
    return base


def outputs(folder: Path) -> Iterator[tuple[str, str]]:
    """Every file below a folder as text; Parquet as the values it holds."""
    for file in sorted(folder.rglob("*")):
        if file.suffix == ".parquet":
            yield str(file), str(pq.read_table(file).to_pylist())
        elif file.is_file():
            yield str(file), file.read_bytes().decode(errors="replace")


def answers(folder: Path) -> Iterator[tuple[str, str]]:
    with OpenBase(folder) as opened:
        yield "status", str(opened.status())
        for name in questions():
            try:
                yield name, opened.ask(name, **ASKED.get(name, {})).as_json().decode()
            except QuestionError as error:
                yield name, str(error)


def named(text: str) -> bool:
    return any(word in text.lower() for word in (NAME.lower(), "zzyzx", ORCID, 'openalex:a1"', 'openalex:a4"'))


def test_nothing_names_the_person_any_more(base: Base, tmp_path: Path) -> None:
    before = [place for place, text in outputs(base.folder) if named(text)]
    assert len(before) >= 5, "the crawl finds the name where it is"
    gone = forget(base, "openalex:A4")
    assert (gone.ids >= 3, gone.publications) == (True, 2)
    export_parquet(base, tmp_path / "export")
    export_neo4j_import(base, tmp_path / "import")
    everywhere = [
        *outputs(base.folder),
        *outputs(tmp_path / "export"),
        *outputs(tmp_path / "import"),
        *answers(base.folder),
    ]
    assert [place for place, text in everywhere if named(text)] == []


def test_the_publication_keeps_where_its_authors_were(base: Base) -> None:
    forget(base, "openalex:A1")
    with base.open_store() as store:
        rows = store.rows(
            """MATCH (p:Publication) RETURN p.id AS id, p.withheld AS withheld, p.withheld_countries AS countries,
            p.withheld_institutions AS institutions ORDER BY id"""
        ).to_pylist()
    assert rows[0] == {"id": "openalex:W1", "withheld": 1, "countries": ["KZ"], "institutions": ["openalex:I1"]}
    assert [row["withheld"] for row in rows] == [1, None, 1]
    with OpenBase(base.folder) as opened:
        gaps = opened.ask("collaboration-gaps", group="KZ,TR")
    row = dict(zip(gaps.columns, gaps.rows[0], strict=True))
    assert row["observed"] == 2, "the countries of the publication are still those of all its authors"


def test_no_later_load_brings_the_person_back(base: Base, tmp_path: Path) -> None:
    forget(base, "openalex:A1")
    again = [*RECORDS, work(5, ("A77", NAME, ORCID))]
    file = tmp_path / "again.jsonl"
    file.write_text("\n".join(json.dumps(record) for record in again), encoding="utf-8")
    tally = load(base, OPENALEX, [file], as_of="2026-02-01")
    base.update()
    assert (tally.read, tally.skipped, tally.rejected) == (6, 1, 1)
    assert tally.read == tally.loaded + tally.unchanged + tally.rejected + tally.skipped
    assert [place for place, text in outputs(base.folder) if named(text)] == []


@pytest.mark.parametrize("writes", [0, 1, 3, 6])
def test_a_forget_that_was_stopped_is_finished_by_the_next_update(
    base: Base, monkeypatch: pytest.MonkeyPatch, writes: int
) -> None:
    done = 0
    write = pq.write_table

    def dying(table: pa.Table, *given: Any, **named: Any) -> None:
        nonlocal done
        if done == writes:
            raise KeyboardInterrupt
        done += 1
        write(table, *given, **named)

    monkeypatch.setattr(pq, "write_table", dying)
    with pytest.raises(KeyboardInterrupt):
        forget(base, "openalex:A1")
    monkeypatch.undo()
    again = Base(base.folder)
    assert again.forgotten.unfinished
    again.update()
    assert not again.forgotten.unfinished
    assert [place for place, text in outputs(base.folder) if named(text)] == []
    with again.open_store() as store:
        assert store.rows("MATCH (p:Publication {id: 'openalex:W1'}) RETURN p.withheld AS n")["n"].to_pylist() == [1]


def test_what_is_kept_is_a_salted_digest(base: Base) -> None:
    forget(base, "openalex:A1")
    kept = msgspec.json.decode((base.folder / "forgotten.json").read_bytes())
    assert set(kept) == {"salt", "digests", "unfinished"}
    assert "openalex:A1" in Forgotten(base.folder)
    assert f"orcid:{ORCID}" in Forgotten(base.folder)
    assert "openalex:A2" not in Forgotten(base.folder)
    assert "openalex:A1" not in Forgotten(base.folder / "another")


def test_an_id_that_is_no_scientist_is_told(base: Base) -> None:
    for unknown in ("openalex:A99", "openalex:W1"):
        with pytest.raises(BaseError, match="no record names a scientist"):
            forget(base, unknown)
