"""Works of OpenAlex as Arrow tables by a plain loop of gzip and json: what `loaders` is measured by."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa

from graph.batch import RECORDS, Batch, staged_schema
from graph.countries import all_countries
from graph.model import STATED
from loaders.cleaning import clean

_Row = tuple[Any, ...]
_Stated = dict[str, list[_Row]]

_COLUMNS = {
    "Publication": [
        "id", "title", "abstract", "year", "date", "doi", "kind", "language", "venue", "volume", "issue", "pages",
        "also", "retracted", "cited_by_count", "fwci", "citation_percentile", "authors", "keywords", "references",
    ],
    "Scientist": ["id", "name", "names", "orcid", "local"],
    "Institution": ["id", "name", "ror", "kind", "parents"],
    "Country": ["id", "name"],
    "LOCATED_IN": ["institution", "country"],
    "AFFILIATED_WITH": ["scientist", "institution", "years"],
    "AUTHORED": [
        "scientist", "publication", "positions", "corresponding", "names", "institutions", "countries", "last",
    ],
    "Topic": ["id", "name", "level"],
    "BROADER": ["topic", "broader"],
    "ABOUT": ["publication", "topic", "score", "main"],
}  # fmt: skip
_SCHEMAS = {kind.name: staged_schema(kind) for kind in STATED if kind.name in _COLUMNS}
_COUNTRIES = {code: record.name for code, record in all_countries().items()}
_OWN = ("Publication", "AUTHORED", "ABOUT")


def plain(file: Path, part: int) -> Iterator[Batch]:
    """The tables of each `part` works of a gzipped file of JSON Lines; ids are taken as they stand, unchecked.

    The digests are not those of `graph.digests`: also 64 bits over all that a work states, but of its JSON.
    """
    with gzip.open(file, "rb") as lines:
        while some := list(islice(lines, part)):
            yield _batch(some)


def _batch(lines: list[bytes]) -> Batch:
    columns: dict[str, list[list[Any]]] = {kind: [[] for _ in names] for kind, names in _COLUMNS.items()}
    records: dict[str, list[str]] = {kind: [] for kind in _COLUMNS}
    digests = []
    for line in lines:
        stated = _stated(json.loads(line))
        record = stated["Publication"][0][0]
        digest = blake2b(json.dumps(list(stated.values())).encode(), digest_size=8).digest()
        digests.append(int.from_bytes(digest, "little", signed=True))
        for kind, rows in stated.items():
            records[kind] += [record] * len(rows)
            for column, values in zip(columns[kind], zip(*rows, strict=True), strict=False):
                column.extend(values)
    tables = {kind: _table(kind, columns[kind], records[kind]) for kind in _SCHEMAS}
    every = records["Publication"]
    return Batch(pa.table([every, ["Publication"] * len(every), digests, [None] * len(every)], schema=RECORDS), tables)


def _table(kind: str, columns: list[list[Any]], records: list[str]) -> pa.Table:
    stated = dict(zip(_COLUMNS[kind], columns, strict=True), record=records, own=[kind in _OWN] * len(records))
    arrays = [
        pa.array(stated[field.name], field.type) if field.name in stated else pa.nulls(len(records), field.type)
        for field in _SCHEMAS[kind]
    ]
    return pa.table(arrays, schema=_SCHEMAS[kind])


def _bare(url: str) -> str:
    return "openalex:" + url[len("https://openalex.org/") :]


def _stated(work: dict[str, Any]) -> _Stated:
    """The rows that a work states, by kind."""
    publication = _bare(work["id"])
    stated = {"Publication": [_publication(publication, work)]}
    return stated | _byline(publication, work) | _topics(publication, work)


def _publication(publication: str, work: dict[str, Any]) -> _Row:
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


def _byline(publication: str, work: dict[str, Any]) -> _Stated:
    year, authorships = work["publication_year"], work["authorships"]
    scientists: dict[str, _Row] = {}
    institutions: dict[str, _Row] = {}
    countries: set[str] = set()
    located: dict[str, _Row] = {}
    affiliated: dict[tuple[str, str], _Row] = {}
    authored: dict[str, _Row] = {}
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
        before, link = scientists.get(scientist), authored.get(scientist)
        if before and link:
            names, orcid = list(dict.fromkeys(before[2] + names)), before[3] or orcid
            name, printed_all = before[1] or name or printed, [*link[4], printed or name or ""]
            positions, corresponding, last = [*link[2], position], link[3] or corresponding, link[7] or last
            of_author, codes = list(dict.fromkeys(link[5] + of_author)), sorted({*link[6], *codes})
        else:
            name, printed_all, positions = name or printed, [printed or name or ""], [position]
        scientists[scientist] = (scientist, name, names, orcid, not author["id"])
        authored[scientist] = (
            scientist, publication, positions, corresponding, printed_all, of_author, codes, last
        )  # fmt: skip
    return {
        "Scientist": list(scientists.values()),
        "Institution": list(institutions.values()),
        "Country": [(code, _COUNTRIES[code]) for code in sorted(countries)],
        "LOCATED_IN": list(located.values()),
        "AFFILIATED_WITH": list(affiliated.values()),
        "AUTHORED": list(authored.values()),
    }


def _topics(publication: str, work: dict[str, Any]) -> _Stated:
    main = work["primary_topic"]
    nodes: dict[str, _Row] = {}
    about: dict[str, _Row] = {}
    broader: dict[tuple[str, str], _Row] = {}
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
    return {"Topic": list(nodes.values()), "BROADER": list(broader.values()), "ABOUT": list(about.values())}
