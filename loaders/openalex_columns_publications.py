"""Many works as publications, in columns."""

from __future__ import annotations

from itertools import chain
from typing import NamedTuple

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graph.errors import RejectedRecord
from graph.model import PUBLICATION
from loaders.openalex_columns_abstracts import abstracts
from loaders.openalex_columns_form import Chunk, Decoded, Rows
from loaders.openalex_columns_values import Places, dois, flags, lengths_of, listed, node_ids, owners, texts
from loaders.openalex_ids import WORK, pmid
from loaders.openalex_merged import NOTHING
from loaders.openalex_works import Biblio, OtherIds, Percentile, pages, venue

_bytes = msgspec.json.Encoder().encode
_UNPLACED, _UNRANKED, _UNKNOWN = Biblio(), Percentile(), OtherIds()


class PublicationFields(NamedTuple):
    """What works hold beside byline and topics; each a list over the works, or over the elements of all their lists."""

    title: list[str | None]
    abstract: list[bytes]
    year: list[int | None]
    date: list[str | None]
    doi: list[str | None]
    kind: list[str | None]
    language: list[str | None]
    venue: list[str | None]
    volume: list[str | None]
    issue: list[str | None]
    first_page: list[str | None]
    last_page: list[str | None]
    pmid: list[str | None]
    retracted: list[bool | None]
    cited_by_count: list[int | None]
    fwci: list[float | None]
    citation_percentile: list[float | None]
    authors: list[int]
    keywords: list[int]
    keyword: list[str | None]
    references: list[int]
    reference: list[str]


def publication_fields(found: Decoded) -> PublicationFields:
    """Of some works."""
    works = found.works
    biblio = [work.biblio or _UNPLACED for work in works]
    return PublicationFields(
        title=[work.title or work.display_name for work in works],
        abstract=[_bytes(work.abstract_inverted_index) for work in works],
        year=[work.publication_year for work in works],
        date=[work.publication_date for work in works],
        doi=[work.doi or None for work in works],
        kind=[work.type for work in works],
        language=[work.language for work in works],
        venue=[venue(work) for work in works],
        volume=[one.volume for one in biblio],
        issue=[one.issue for one in biblio],
        first_page=[one.first_page for one in biblio],
        last_page=[one.last_page for one in biblio],
        pmid=[(work.ids or _UNKNOWN).pmid for work in works],
        retracted=[work.is_retracted for work in works],
        cited_by_count=[work.cited_by_count for work in works],
        fwci=[work.fwci for work in works],
        citation_percentile=[(work.citation_normalized_percentile or _UNRANKED).value for work in works],
        authors=[len(work.authorships or ()) for work in works],
        keywords=lengths_of([work.keywords for work in works]),
        keyword=[word.display_name for work in works for word in work.keywords or ()],
        references=lengths_of([work.referenced_works for work in works]),
        reference=list(chain.from_iterable(work.referenced_works or () for work in works)),
    )


def publications(fields: PublicationFields, chunk: Chunk) -> dict[str, Rows]:
    """A row for each work."""
    doi, doubtful = dois(fields.doi)
    chunk.doubt(np.flatnonzero(doubtful))
    abstract, doubtful = abstracts(fields.abstract)
    chunk.doubt(np.flatnonzero(doubtful))
    keyword = texts(fields.keyword)
    columns = {
        "id": chunk.ids,
        "abstract": abstract,
        "year": chunk.years,
        "doi": doi,
        "pages": pa.array(map(pages, *(texts(one).to_pylist() for one in (fields.first_page, fields.last_page)))),
        "also": _also(fields.pmid, chunk),
        "retracted": pa.array(fields.retracted, pa.bool_()),
        "cited_by_count": pa.array(fields.cited_by_count, pa.int64()),
        "fwci": pa.array(fields.fwci, pa.float64()),
        "citation_percentile": pa.array(fields.citation_percentile, pa.float64()),
        "authors": pa.array(fields.authors, pa.int64()),
        "keywords": _without(np.array(fields.keywords), keyword, keyword.is_null()),
        "references": _references(fields, chunk),
    }
    for name in ("title", "date", "kind", "language", "venue", "volume", "issue"):
        columns[name] = texts(getattr(fields, name))
    return {PUBLICATION.name: Rows(np.arange(len(chunk.ids)), columns)}


def _also(addresses: list[str | None], chunk: Chunk) -> pa.Array:
    ids: list[list[str] | None] = [None] * len(addresses)
    for place, address in enumerate(addresses):
        if address:
            try:
                ids[place] = [one] if (one := pmid(address)) else None
            except RejectedRecord:
                chunk.doubt(np.array([place]))
    return pa.array(ids, pa.list_(pa.string()))


def _references(fields: PublicationFields, chunk: Chunk) -> pa.Array:
    lengths = np.array(fields.references, np.int64)
    ids, doubtful = node_ids(fields.reference, WORK)
    chunk.doubt(owners(lengths)[doubtful])
    return _without(lengths, ids, pc.is_in(ids, pa.array(sorted(NOTHING))))


def _without(lengths: Places, values: pa.Array, unwanted: pa.Array) -> pa.Array:
    """Lists of those lengths, less the values that are unwanted."""
    left_out = flags(unwanted)
    if not left_out.any():
        return listed(lengths, values)
    fewer = lengths - np.bincount(owners(lengths)[left_out], minlength=len(lengths))
    return listed(fewer, values.filter(pa.array(~left_out)))
