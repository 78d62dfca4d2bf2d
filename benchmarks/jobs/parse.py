"""Works of OpenAlex from gzip to Arrow tables in memory, on one process, beside a plain loop of json and gzip."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa

from benchmarks.job import Job, Measured
from graph.batch import Batch, join, staged_schema
from graph.countries import all_countries
from graph.model import (
    ABOUT, AFFILIATED_WITH, AUTHORED, BROADER, COUNTRY, INSTITUTION, LOCATED_IN, PUBLICATION, SCIENTIST, TOPIC, Link,
    Node,
)  # fmt: skip
from loaders.chunks import chunk_of
from loaders.cleaning import clean
from loaders.openalex import LOADER
from loaders.openalex_columns import works_batch

PART = 20_000
"""Works for which a table is made, and a round of ours and the peer's."""
CHUNK = 2_000
"""Works that ours turns into columns at a time."""

_COLUMNS: dict[Node | Link, list[str]] = {
    PUBLICATION: [
        "id", "title", "abstract", "year", "date", "doi", "kind", "language", "venue", "volume", "issue", "pages", "also",
        "retracted", "cited_by_count", "fwci", "citation_percentile", "authors", "keywords", "references",
    ],
    SCIENTIST: ["id", "name", "names", "orcid", "local"],
    INSTITUTION: ["id", "name", "ror", "kind", "parents"],
    COUNTRY: ["id", "name"],
    LOCATED_IN: ["institution", "country"],
    AFFILIATED_WITH: ["scientist", "institution", "years"],
    AUTHORED: [
        "scientist", "publication", "positions", "corresponding", "names", "institutions", "countries", "last",
    ],
    TOPIC: ["id", "name", "level"],
    BROADER: ["topic", "broader"],
    ABOUT: ["publication", "topic", "score", "main"],
}  # fmt: skip
_COUNTRIES = {code: record.name for code, record in all_countries().items()}
_OWN = (PUBLICATION, AUTHORED, ABOUT)


def plain(file: Path) -> Iterator[dict[str, pa.Table]]:
    """The tables of each part as one writes them with json, gzip, lists and dictionaries; it checks no ids."""
    with gzip.open(file, "rb") as lines:
        while part := list(islice(lines, PART)):
            columns: dict[Node | Link, list[list[Any]]] = {kind: [[] for _ in names] for kind, names in _COLUMNS.items()}
            records: dict[Node | Link, list[str]] = {kind: [] for kind in _COLUMNS}
            digests = []
            for line in part:
                stated = _stated(json.loads(line))
                record = stated[PUBLICATION][0][0]
                pass
                for kind, rows in stated.items():
                    for column, values in zip(columns[kind], zip(*rows, strict=True), strict=False):
                        column.extend(values)
                    records[kind] += [record] * len(rows)
            yield {kind.name: _table(kind, columns[kind], records[kind]) for kind in _COLUMNS}


def _table(kind: Node | Link, columns: list[list[Any]], records: list[str]) -> pa.Table:
    schema = staged_schema(kind)
    stated = dict(zip(_COLUMNS[kind], columns, strict=True), record=records, own=[kind in _OWN] * len(records))
    arrays = [
        pa.array(stated[field.name], field.type) if field.name in stated else pa.nulls(len(records), field.type)
        for field in schema
    ]
    return pa.table(arrays, schema=schema)


def _bare(url: str) -> str:
    return "openalex:" + url[len("https://openalex.org/") :]


def _stated(work: dict[str, Any]) -> dict[Node | Link, list[tuple[Any, ...]]]:
    """The rows that a work states, by kind."""
    publication = _bare(work["id"])
    stated = {PUBLICATION: [_publication(publication, work)]}
    return stated | _byline(publication, work) | _topics(publication, work)


def _publication(publication: str, work: dict[str, Any]) -> tuple[Any, ...]:
    doi, percentile = work["doi"], work["citation_normalized_percentile"]
    biblio, location, pmid = work["biblio"], work["primary_location"], work["ids"].get("pmid")
    first, last = clean(biblio["first_page"]), clean(biblio["last_page"])
    venue = (location["source"] or {}).get("display_name") or location["raw_source_name"] if location else None
    return (
        publication,
        clean(work["title"]),
        clean(_abstract(work["abstract_inverted_index"])),
        work["publication_year"],
        clean(work["publication_date"]),
        doi.removeprefix("https://doi.org/").lower() if doi else None,
        clean(work["type"]),
        clean(work["language"]),
        clean(venue),
        clean(biblio["volume"]),
        clean(biblio["issue"]),
        f"{first}-{last}" if first and last and first != last else first or last,
        ["pmid:" + pmid.rpartition("/")[2]] if pmid else None,
        work["is_retracted"],
        work["cited_by_count"],
        work["fwci"],
        percentile["value"] if percentile else None,
        len(work["authorships"]),
        [name for word in work["keywords"] if (name := clean(word["display_name"]))],
        [_bare(cited) for cited in work["referenced_works"]],
    )


def _abstract(index: dict[str, list[int]] | None) -> str | None:
    if not index:
        return None
    words = {place: word for word, places in index.items() for place in places}
    return " ".join(words[place] for place in sorted(words))


def _byline(publication: str, work: dict[str, Any]) -> dict[Node | Link, list[tuple[Any, ...]]]:
    year, authorships = work["publication_year"], work["authorships"]
    scientists: dict[str, tuple[Any, ...]] = {}
    institutions: dict[str, tuple[Any, ...]] = {}
    countries: set[str] = set()
    located, affiliated, authored = {}, {}, {}
    for position, authorship in enumerate(authorships, start=1):
        author = authorship["author"]
        scientist = _bare(author["id"]) if author["id"] else f"{publication}#{position}"
        name, printed = clean(author["display_name"]), clean(authorship["raw_author_name"])
        names = list(dict.fromkeys(form for form in (name, printed) if form))
        orcid = author["orcid"]
        orcid = orcid.removeprefix("https://orcid.org/") if orcid else None
        codes = sorted(set(authorship["countries"]))
        countries.update(codes)
        of_author = []
        for mention in authorship["institutions"]:
            institution = _bare(mention["id"])
            of_author.append(institution)
            affiliated[scientist, institution] = (scientist, institution, [year] if year else None)
            if institution not in institutions:
                ror, code = mention["ror"], mention["country_code"]
                above = [_bare(one) for one in mention["lineage"]]
                institutions[institution] = (
                    institution,
                    clean(mention["display_name"]),
                    ror.removeprefix("https://ror.org/") if ror else None,
                    clean(mention["type"]),
                    [one for one in dict.fromkeys(above) if one != institution],
                )
                if code:
                    countries.add(code)
                    located[institution] = (institution, code)
        of_author = list(dict.fromkeys(of_author))
        corresponding, last = authorship["is_corresponding"], authorship["author_position"] == "last"
        if before := scientists.get(scientist):
            scientists[scientist] = (
                scientist, before[1] or name or printed, list(dict.fromkeys(before[2] + names)), before[3] or orcid, before[4],
            )  # fmt: skip
            link = authored[scientist]
            authored[scientist] = (
                scientist, publication, [*link[2], position], link[3] or corresponding, [*link[4], printed or name or ""],
                list(dict.fromkeys(link[5] + of_author)), sorted({*link[6], *codes}), link[7] or last,
            )  # fmt: skip
        else:
            scientists[scientist] = (scientist, name or printed, names, orcid, not author["id"])
            authored[scientist] = (
                scientist, publication, [position], corresponding, [printed or name or ""], of_author, codes, last,
            )  # fmt: skip
    return {
        SCIENTIST: list(scientists.values()),
        INSTITUTION: list(institutions.values()),
        COUNTRY: [(code, _COUNTRIES[code]) for code in sorted(countries)],
        LOCATED_IN: list(located.values()),
        AFFILIATED_WITH: list(affiliated.values()),
        AUTHORED: list(authored.values()),
    }


def _topics(publication: str, work: dict[str, Any]) -> dict[Node | Link, list[tuple[Any, ...]]]:
    main, nodes, broader, about = work["primary_topic"], {}, {}, {}
    for topic in [*work["topics"], *([main] if main else [])]:
        below = _bare(topic["id"])
        if below in about:
            continue
        about[below] = (publication, below, topic["score"], bool(main and topic["id"] == main["id"]))
        nodes.setdefault(below, (below, clean(topic["display_name"]), "topic"))
        for level in ("subfield", "field", "domain"):
            if topic[level]:
                above = _bare(topic[level]["id"])
                nodes.setdefault(above, (above, clean(topic[level]["display_name"]), level))
                broader[below, above] = (below, above)
                below = above
    return {TOPIC: list(nodes.values()), BROADER: list(broader.values()), ABOUT: list(about.values())}


def ours(file: Path) -> Iterator[Batch]:
    """The tables of each part as a load makes them."""
    raws = LOADER.read([file], lambda _: None)
    while part := [
        chunk_of(LOADER.name, LOADER.parse, works_batch, chunk).batch
        for _ in range(PART // CHUNK)
        if (chunk := list(islice(raws, CHUNK)))
    ]:
        yield join(part)


_ALONE = """
import resource, sys
from pathlib import Path
from benchmarks.jobs.parse import ours
for file in sys.argv[1:]:
    for batch in ours(Path(file)):
        del batch
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def run(world: Path, scratch: Path) -> Measured:
    """Ours and the peer in turns of a part, and ours again in a process of its own for its memory."""
    del scratch
    files = sorted((world / "works").glob("*.gz"))
    ours_s = peer_s = 0.0
    agree = True
    for file in files:
        made, wanted = ours(file), plain(file)
        while True:
            began = time.perf_counter()
            batch = next(made, None)
            between = time.perf_counter()
            tables = next(wanted, None)
            ours_s += between - began
            peer_s += time.perf_counter() - between
            if batch is None or tables is None:
                agree &= batch is None and tables is None
                break
            agree &= _equal(batch, tables)
    command = [sys.executable, "-c", _ALONE, *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - our own command
    return Measured(ours_s, peer_s, agree, int(done.stdout) / 1024)


def _equal(batch: Batch, tables: dict[str, pa.Table]) -> bool:
    """Whether both have the same rows, in any order of the works."""
    order = [("record", "ascending")]
    return batch.tables.keys() == tables.keys() and all(
        batch.tables[name].sort_by(order).equals(table.sort_by(order)) for name, table in tables.items()
    )


JOB = Job("parse", "json and gzip", 3.0, run)
