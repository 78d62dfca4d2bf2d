"""Real records of six sources in one base: what is one is one, in any order of loads."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from graph.base import Base
from graph.bulk import export_parquet
from graph.judgements import pairs
from loaders import find_loader, load

SOURCES = (
    ("openalex", "openalex/geoscience_arabia_2026-03-14/works.jsonl.gz"),
    ("openalex", "openalex/geoscience_arabia_2026-03-14/authors.jsonl.gz"),
    ("openalex", "openalex/hyperauthored_works.jsonl.gz"),
    ("ror", "ror/ror_v2_oic.jsonl.gz"),
    ("ror", "ror/ror_v1only_oic.jsonl.gz"),
    ("crossref", "crossref/works.json.gz"),
    ("orcid", "orcid/records"),
    ("medline", "bibliographic/pubmed.txt"),
    ("scopus", "bibliographic/scopus.csv"),
    ("bibtex", "bibliographic/wos.bib"),
    ("ris", "bibliographic/example.ris"),
)


def loaded(folder: Path, data: Path, sources: Sequence[tuple[str, str]]) -> Base:
    base = Base(folder)
    for source, path in sources:
        tally = load(base, find_loader(source), [data / path], as_of="2026-04-01")
        assert tally.read == tally.loaded + tally.unchanged + tally.rejected + tally.skipped, path
    return base


def exported(base: Base, folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in export_parquet(base, folder)}


@pytest.mark.real
def test_many_sources_in_any_order_are_one_graph(real_data: Path, tmp_path: Path) -> None:
    first = loaded(tmp_path / "first", real_data, SOURCES)
    graph = exported(first, tmp_path / "a")
    mixed = random.Random(7).sample(SOURCES, len(SOURCES))
    assert exported(loaded(tmp_path / "second", real_data, mixed), tmp_path / "b") == graph
    first.update()
    with first.open_store() as store:
        one = "MATCH (n:{}) WHERE n.{} IS NOT NULL WITH n.{} AS key, count(*) AS n WHERE n > 1 RETURN count(*) AS n"
        twice = {kind: store.rows(one.format(kind, key, key))["n"][0].as_py() for kind, key in IDENTIFIERS.items()}
        mails = store.rows("MATCH (p:Publication) WHERE p.abstract CONTAINS 'blanked@' RETURN count(*) AS n")["n"][0]
    undecided = {one.kind for one in pairs(first, "unsure")}
    assert all(not count or kind in undecided for kind, count in twice.items()), twice
    assert mails.as_py() == 0


IDENTIFIERS = {"Scientist": "orcid", "Institution": "ror", "Publication": "doi"}


@pytest.mark.real
def test_every_author_of_the_largest_bylines_is_there(real_data: Path, tmp_path: Path) -> None:
    file = real_data / "openalex" / "hyperauthored_works.jsonl.gz"
    with gzip.open(file) as lines:
        works: list[dict[str, Any]] = [json.loads(line) for line in lines]
    base = loaded(tmp_path, real_data, [("openalex", "openalex/hyperauthored_works.jsonl.gz")])
    base.update()
    with base.open_store() as store:
        rows = store.rows(
            "MATCH (:Scientist)-[a:AUTHORED]->(p:Publication) RETURN p.id AS id, sum(size(a.positions)) AS n"
        ).to_pylist()
    expected = {f"openalex:{work['id'].rpartition('/')[2]}": len(work["authorships"]) for work in works}
    assert {row["id"]: row["n"] for row in rows} == expected
