"""Snapshots in the layouts of 2026 and of before: what is read, in which order, and what a cut download lacks."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from graph.errors import LoadStopped
from graph.model import AffiliatedWith, Institution, Publication, Scientist, Topic
from loaders.openalex import parse, read
from loaders.openalex_manifest import snapshot_date
from loaders.openalex_schema import lacking, lacks
from loaders.openalex_snapshot import find, notices

LETTERS = {"authors": "A", "institutions": "I", "topics": "T", "works": "W", "sources": "S", "concepts": "C"}


def part(folder: Path, kind: str, date: str, *numbers: int, place: int = 0) -> Path:
    file = folder / kind / f"updated_date={date}" / f"part_{place:04d}{'' if folder.name == 'parquet' else '.gz'}"
    file.parent.mkdir(parents=True, exist_ok=True)
    records = [{"id": f"https://openalex.org/{LETTERS[kind]}{number}", "display_name": "N"} for number in numbers]
    if folder.name == "parquet":
        file = file.with_suffix(".parquet")
        pq.write_table(pa.Table.from_pylist(records), file)
    else:
        file.write_bytes(gzip.compress(b"\n".join(json.dumps(record).encode() for record in records)))
    return file


def entry(file: Path, bucket: str = "s3://openalex/data/jsonl") -> dict[str, Any]:
    url = f"{bucket}/{'/'.join(file.parts[-3:])}"
    return {"url": url, "meta": {"content_length": file.stat().st_size, "record_count": 1}}


def manifest(folder: Path, files: list[Path], **more: Any) -> Path:
    """One of a kind of record, as OpenAlex documents it for 2026."""
    listed = {"date": "2026-06-25", "format": "jsonl", "entity": folder.name, "files": [entry(one) for one in files]}
    (folder / "manifest.json").write_text(json.dumps(listed | more))
    return folder / "manifest.json"


def ids(*paths: Path) -> list[str]:
    raws = list(read(paths, lambda _: None))
    assert not [raw.problem for raw in raws if raw.problem]
    return [parse(raw.data).record.removeprefix("openalex:") for raw in raws]


def problems(*paths: Path) -> list[str]:
    return [raw.problem for raw in read(paths, lambda _: None) if raw.problem]


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """A snapshot of 2026, in both formats."""
    root = tmp_path / "openalex-snapshot"
    for name in ("jsonl", "parquet"):
        folder = root / "data" / name
        works = [part(folder, "works", "2026-06-24", 3), part(folder, "works", "2016-06-24", 1)]
        works.append(part(folder, "works", "2026-06-24", 4, place=1))
        manifest(folder / "works", works)
        for kind, number in (("authors", 1), ("institutions", 1), ("topics", 1), ("sources", 1), ("concepts", 1)):
            part(folder, kind, "2026-06-24", number)
        (folder / "works" / "deleted_ids.csv").write_text("work_id,deleted_date\nhttps://openalex.org/W9,2026-08-14\n")
        (folder / "works" / "deleted_ids.csv.gz").write_bytes(
            gzip.compress(b"work_id,deleted_date\nhttps://openalex.org/W9,2026-08-14\n")
        )
    (root / "RELEASE_NOTES.txt").write_text("RELEASE 2026-06-25\n")
    return root


WHOLE = ["A1", "I1", "T1", "W1", "W3", "W4", "W9"]


def test_the_layout_of_2026_is_read_once_in_order_and_deletions_last(new: Path) -> None:
    assert ids(new) == ids(new / "data") == ids(new / "data" / "jsonl") == ids(new / "data" / "parquet") == WHOLE
    assert ids(new / "data" / "jsonl" / "works") == ["W1", "W3", "W4", "W9"]
    day = new / "data" / "jsonl" / "works" / "updated_date=2026-06-24"
    assert ids(day) == ["W3", "W4"]
    assert ids(day / "part_0001.gz") == ["W4"]
    assert {file.relative_to(new / "data").parts[0] for file in find([new]).files} == {"jsonl"}


def test_the_layout_of_before_2026(tmp_path: Path) -> None:
    data = tmp_path / "data"
    works = [part(data, "works", "2022-12-20", 2), part(data, "works", "2022-01-02", 1)]
    part(data, "authors", "2022-01-02", 1)
    part(data, "sources", "2022-01-02", 1)
    listed = {"entries": [entry(one, "s3://openalex/data") for one in works], "meta": {"record_count": 2}}
    (data / "works" / "manifest").write_text(json.dumps(listed))
    assert ids(tmp_path) == ["A1", "W1", "W2"]
    works[0].unlink()
    (problem,) = problems(tmp_path)
    assert "1 of the 2 files of works that the manifest names are not here" in problem
    assert "aws s3 sync s3://openalex/data/works" in problem


def test_kinds_without_a_node_are_left_out_by_folder_and_said_once(new: Path) -> None:
    assert find([new]).left_out == {"concepts": 2, "sources": 2}
    left_out, twice = notices([new])
    assert left_out.startswith("Left out: concepts (2 files), sources (2 files); Hikma has no node for them")
    assert "Read as JSON Lines, and not again as Parquet: authors, institutions, topics, works" in twice
    with pytest.raises(LoadStopped, match="only concepts, sources in there: Hikma has no node"):
        find([new / "data" / "jsonl" / kind for kind in ("sources", "concepts")])


def test_a_folder_of_ones_own_is_read_whatever_its_name(tmp_path: Path) -> None:
    file = tmp_path / "countries" / "sources" / "works.jsonl"
    file.parent.mkdir(parents=True)
    file.write_bytes(b'{"id": "https://openalex.org/W1"}')
    (tmp_path / "notes.csv").write_text("a,b\n")
    assert ids(tmp_path) == ["W1"]
    assert notices([tmp_path]) == []


def test_a_whole_download_has_no_problem_and_a_cut_one_says_what_to_fetch(new: Path) -> None:
    assert problems(new) == []
    works = new / "data" / "jsonl" / "works"
    (works / "updated_date=2026-06-24" / "part_0001.gz").unlink()
    cut = works / "updated_date=2016-06-24" / "part_0000.gz"
    cut.write_bytes(cut.read_bytes() + b"\0")
    absent, resized = problems(works)
    assert "1 of the 3 files of works that the manifest names are not here" in absent
    assert "updated_date=2026-06-24/part_0001.gz" in absent
    assert f"aws s3 sync s3://openalex/data/jsonl/works {works} --delete --no-sign-request" in absent
    assert "1 of the 3 files of works that the manifest names are cut, or of another release" in resized
    assert [one for one in notices([works]) if "are not here" in one]


def test_a_combined_manifest_speaks_for_the_kinds_that_are_here(tmp_path: Path) -> None:
    folder = tmp_path / "jsonl"
    works, authors = part(folder, "works", "2026-06-24", 1), part(folder, "authors", "2026-06-24", 1)
    absent = part(folder, "topics", "2026-06-24", 1)
    entities = [{"entity": file.parts[-3], "files": [entry(file)]} for file in (works, authors, absent)]
    (folder / "manifest.json").write_text(json.dumps({"date": "2026-06-25", "entities": entities}))
    assert problems(tmp_path) == []
    absent.unlink()
    absent.parent.rmdir()
    absent.parents[1].rmdir()
    assert problems(tmp_path) == [], "topics were not taken"
    part(folder, "works", "2026-06-23", 5)
    works.unlink()
    (problem,) = problems(folder)
    assert "1 of the 1 files of works" in problem


def test_a_manifest_that_is_no_json_is_a_problem(new: Path) -> None:
    (new / "data" / "jsonl" / "works" / "manifest.json").write_text('{"date": "2026')
    (problem,) = problems(new)
    assert "the manifest cannot be used: not a JSON record" in problem


def test_the_date_of_the_state_is_the_manifests(new: Path, tmp_path: Path) -> None:
    works = new / "data" / "jsonl" / "works"
    for path in (new, new / "data", works, works / "updated_date=2016-06-24" / "part_0000.gz"):
        assert snapshot_date([path]) == "2026-06-25", path
    assert snapshot_date([new, works]) == "2026-06-25"
    manifest(new / "data" / "parquet" / "works", [], date="2026-09-23")
    assert snapshot_date([works, new / "data" / "parquet" / "works"]) is None
    for stated in ("2026-06", "soon", None):
        manifest(works, [], date=stated)
        assert snapshot_date([works]) is None
    old = tmp_path / "old" / "data"
    part(old, "works", "2022-01-02", 1)
    (old / "works" / "manifest").write_text('{"entries": []}')
    assert snapshot_date([old]) is None


# The work that OpenAlex's documentation of 2022 shows, shortened.
WORK_OF_2022: dict[str, Any] = {
    "id": "https://openalex.org/W2741809807",
    "doi": "https://doi.org/10.7717/peerj.4375",
    "title": "The state of OA",
    "publication_year": 2018,
    "ids": {"mag": 2741809807, "pmid": "https://pubmed.ncbi.nlm.nih.gov/29456894"},
    "host_venue": {"id": "https://openalex.org/V1983995261", "display_name": "PeerJ", "publisher": "PeerJ"},
    "authorships": [
        {
            "author_position": "first",
            "author": {"id": "https://openalex.org/A1969205032", "display_name": "Heather A. Piwowar"},
            "institutions": [{"id": "https://openalex.org/I18014758", "country_code": "CA", "type": "education"}],
            "raw_affiliation_string": "Simon Fraser University",
        }
    ],
    "concepts": [{"id": "https://openalex.org/C2778793908", "display_name": "Citation impact", "score": 0.459}],
}


def test_a_work_of_2022_loads_what_it_has_and_says_what_it_lacks() -> None:
    data = json.dumps(WORK_OF_2022).encode()
    (publication,) = [fact for fact in parse(data).facts if isinstance(fact, Publication)]
    assert (publication.doi, publication.year) == ("10.7717/peerj.4375", 2018)
    assert lacks(data) == ("topics", "countries", "corresponding", "raw_names")
    (first, *_) = lacking({"topics": 12_000}, 12_300)
    assert first.startswith("12,000 of 12,300 works have no topics, which OpenAlex gives since 2024")


def test_a_work_of_2026_lacks_nothing_though_it_has_nothing() -> None:
    author: dict[str, Any] = {"author": {}, "countries": [], "is_corresponding": None, "raw_author_name": None}
    assert lacks(json.dumps({"topics": [], "concepts": [], "authorships": [author]}).encode()) == ()
    assert lacks(b'{"id": "https://openalex.org/W1", "authorships": []}') == lacks(b"nonsense") == ()
    assert lacks(b'{"id": "W1", "merge_into_id": "W2", "concepts": []}') == ()


def test_an_author_of_2022_is_where_they_were_last_known_to_be() -> None:
    author = {"id": "A1", "display_name": "Ann", "last_known_institution": {"id": "I1", "country_code": "OM"}}
    facts = parse(json.dumps(author | {"ids": {"scopus": SCOPUS}}).encode()).facts
    assert [fact for fact in facts if isinstance(fact, AffiliatedWith)] == [
        AffiliatedWith("openalex:A1", "openalex:I1", None)
    ]
    assert [fact.also for fact in facts if isinstance(fact, Scientist)] == [["scopus-author:36455008000"]]


SCOPUS = "http://www.scopus.com/inward/authorDetails.url?authorID=36455008000&partnerID=MN8TOARS"


def test_an_institution_with_its_ids_and_what_it_is_related_to() -> None:
    record = {
        "id": "https://openalex.org/I114027177",
        "display_name": "University of North Carolina at Chapel Hill",
        "lineage": ["https://openalex.org/I114027177", "https://openalex.org/I9"],
        "ids": {"grid": "grid.10698.36", "wikidata": "https://www.wikidata.org/wiki/Q192334", "mag": 114027177},
        "associated_institutions": [
            {"id": "https://openalex.org/I2802101240", "relationship": "related"},
            {"id": "https://openalex.org/I1", "relationship": "parent"},
            {"id": "https://openalex.org/I2", "relationship": "child"},
            {"id": "https://openalex.org/I4389424196", "relationship": "related"},
        ],
    }
    (institution,) = parse(json.dumps(record).encode()).facts
    assert isinstance(institution, Institution)
    assert institution.also == ["grid:grid.10698.36", "wikidata:Q192334"]
    assert institution.related == ["openalex:I2802101240"]
    assert institution.parents == ["openalex:I9", "openalex:I1"]
    assert institution.successors == []


def test_what_records_of_their_own_do_not_state_is_not_empty() -> None:
    (institution,) = parse(b'{"id": "https://openalex.org/I1", "display_name": "U"}').facts
    assert institution == Institution("openalex:I1", name="U")
    (scientist,) = parse(b'{"id": "https://openalex.org/A1"}').facts
    assert scientist == Scientist("openalex:A1")
    (topic,) = parse(b'{"id": "https://openalex.org/T1"}').facts
    assert topic == Topic("openalex:T1", level="topic")
