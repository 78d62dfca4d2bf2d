"""What a load can be told: one group of countries, a whole collection, what was set aside and mended."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.base import Base
from graph.bulk import export_parquet
from graph.errors import BaseError, LoadStopped
from loaders import Only, find_loader, load, retry

OPENALEX, CROSSREF, TABLE = find_loader("openalex"), find_loader("crossref"), find_loader("table")
TURKS = Only("TR", frozenset({"TR"}))


def work(number: int, *countries: str) -> dict[str, object]:
    authorships = [
        {"author": {"id": f"https://openalex.org/A{number}{place}", "display_name": "X"}, "countries": [code]}
        for place, code in enumerate(countries)
    ]
    return {"id": f"https://openalex.org/W{number}", "title": "T", "authorships": authorships}


def written(file: Path, records: list[object]) -> Path:
    file.write_text("\n".join(json.dumps(record) for record in records), encoding="utf-8")
    return file


def publications(base: Base) -> list[str]:
    base.update()
    with base.open_store() as store:
        found: list[str] = store.rows("MATCH (p:Publication) RETURN p.id AS id ORDER BY id")["id"].to_pylist()
    return found


def test_only_a_group_keeps_the_works_with_an_author_there(tmp_path: Path) -> None:
    author = {"id": "https://openalex.org/A9", "display_name": "Someone"}
    records = [work(1, "TR"), work(2, "US"), work(3, "US", "TR"), work(4), author, {"no": "id"}]
    base = Base(tmp_path / "base")
    tally = load(base, OPENALEX, [written(tmp_path / "works.jsonl", [*records])], only=TURKS)
    assert (tally.read, tally.loaded, tally.rejected, tally.skipped) == (6, 3, 1, 2)
    assert publications(base) == ["openalex:W1", "openalex:W3"]
    assert base.staging.manifest.loads[0].only == "TR"


def test_only_a_group_reads_the_country_out_of_an_affiliation(tmp_path: Path) -> None:
    def item(doi: str, affiliation: str) -> dict[str, object]:
        author = {"family": "Kaya", "given": "Cem", "affiliation": [{"name": affiliation}]}
        return {"DOI": doi, "type": "journal-article", "title": ["T"], "author": [author]}

    items = [item("10.1000/a", "Ege University, İzmir, Turkey"), item("10.1000/b", "MIT, Cambridge, USA")]
    base = Base(tmp_path / "base")
    tally = load(base, CROSSREF, [written(tmp_path / "works.jsonl", [*items])], only=TURKS)
    assert (tally.loaded, tally.skipped) == (1, 1)
    assert publications(base) == ["doi:10.1000/a"]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_complete_state_withdraws_what_it_has_not(tmp_path: Path, order: tuple[int, int]) -> None:
    states = [[work(1, "TR"), work(2, "TR")], [work(2, "TR"), work(3, "TR")]]
    base = Base(tmp_path / "base")
    for place in order:
        file = written(tmp_path / f"{place}.jsonl", [*states[place]])
        load(base, OPENALEX, [file], as_of=f"2026-0{place + 1}-01", complete=True)
    assert publications(base) == ["openalex:W2", "openalex:W3"]
    load(base, OPENALEX, [written(tmp_path / "again.jsonl", [work(1, "TR")])], as_of="2026-03-01")
    assert publications(base) == ["openalex:W1", "openalex:W2", "openalex:W3"]


def test_what_was_set_aside_is_taken_again_once_it_is_mended(tmp_path: Path) -> None:
    bad = [work(1, "TR") | {"publication_year": "soon"}, {"title": "no id"}, work(2, "TR")]
    base = Base(tmp_path / "base")
    tally = load(base, OPENALEX, [written(tmp_path / "works.jsonl", [*bad])], as_of="2026-01-01")
    assert tally.rejected == 2
    assert retry(base, OPENALEX) == [], "nothing is mended yet"
    file = tally.rejected_file
    assert file
    file.write_text(file.read_text("utf-8").replace(r"\"soon\"", "2020"), encoding="utf-8")
    (again,) = retry(base, OPENALEX)
    assert (again.read, again.loaded, again.rejected) == (2, 1, 1)
    assert not file.exists()
    assert again.rejected_file
    assert json.loads(again.rejected_file.read_bytes())["file"].endswith("works.jsonl"), (
        "the place stays that of the input"
    )
    assert publications(base) == ["openalex:W1", "openalex:W2"]
    assert base.staging.manifest.loads[-1].as_of == "2026-01-01"


def test_what_cannot_be_retried_is_said(tmp_path: Path) -> None:
    base = Base(tmp_path / "base")
    with pytest.raises(LoadStopped, match="nothing of OpenAlex is set aside"):
        retry(base, OPENALEX)
    with pytest.raises(LoadStopped, match="mended in its own file"):
        retry(base, TABLE)
    load(base, OPENALEX, [written(tmp_path / "works.jsonl", [work(1), {"no": "id"}])])
    (file,) = (tmp_path / "base" / "rejected").iterdir()
    file.write_text("{broken\n", encoding="utf-8")
    with pytest.raises(BaseError, match="line 1 is not a record that was set aside"):
        retry(base, OPENALEX)


@pytest.mark.real
def test_several_processes_load_what_one_does(real_data: Path, tmp_path: Path) -> None:
    files = [real_data / "openalex" / "geoscience_arabia_2026-03-14" / "works.jsonl.gz"]
    one, two = Base(tmp_path / "one"), Base(tmp_path / "two")
    assert load(one, OPENALEX, files)[:5] == load(two, OPENALEX, files, processes=2)[:5]
    exports = (export_parquet(base, tmp_path / f"{place}") for place, base in enumerate((one, two)))
    graphs = [[file.read_bytes() for file in files] for files in exports]
    assert graphs[0] == graphs[1]
