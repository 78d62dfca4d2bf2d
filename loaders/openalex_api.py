"""The OpenAlex API as a source: the records of a query, page by page, kept so that a load cut short goes on."""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Iterator
from pathlib import Path

import msgspec

from graph.errors import LoadStopped, RejectedRecord
from loaders.decoding import decode
from loaders.loader import Raw, Watch
from loaders.openalex_http import Access, access_from, get
from loaders.openalex_query import Query, escaped, parse_query

PER_PAGE = 100
"""The most that OpenAlex documents (2026); a page costs the same whatever its size."""
LISTED_AUTHORS = 100
"""Lists give no more authors of a work than this; only the work's own record has them all."""

_QUERY = ".query"
_LEVEL = 6


class Meta(msgspec.Struct):
    """What a page says of the list that it is part of."""

    count: int | None = None
    next_cursor: str | None = None


class Page(msgspec.Struct):
    """A page of a list of records."""

    meta: Meta
    results: list[msgspec.Raw]


class Byline(msgspec.Struct):
    """What tells whether a list cut the authors of a work."""

    id: str | None = None
    authorships: list[msgspec.Raw] | None = None
    is_authors_truncated: bool | None = None


_page = msgspec.json.Decoder(Page)
_byline = msgspec.json.Decoder(Byline)


def fetch(query: str, folder: Path, watch: Watch, access: Access | None = None) -> Iterator[Raw]:
    """The records of a query, in the order in which the API gives them.

    `query` is a filter of works, a path or an address (see `parse_query`). Each page, and each work whose authors the
    list cut, is kept in the folder before its records are given; what is kept is not asked for again, and is given in
    the same order. `watch` is told the bytes of each page. `file` is the address of the page, without key or contact,
    and `line` the place on it. Where fewer records came than the API counted, a last Raw has a `problem`.

    Raises:
        LoadStopped: the query is not one, the folder holds another one, the API cannot be used now, or refuses.
    """
    asked, reached = parse_query(query), access or access_from(os.environ)
    _claim(folder, asked)
    cursor, number, given, count = "*", 0, 0, 0
    while cursor:
        number += 1
        address = asked.address(("per_page", str(PER_PAGE)), ("cursor", escaped(cursor)))
        data = _kept(folder / _name(number), reached, address)
        watch(len(data))
        page = _page.decode(data)
        given += len(page.results)
        if page.results and page.meta.count:
            count = page.meta.count
        for place, record in enumerate(page.results, start=1):
            whole = _whole(bytes(record), folder, reached, asked)
            yield Raw(f"{reached.address}/{address}", place, whole)
        after = page.meta.next_cursor
        cursor = after if page.results and after and after != cursor else ""
    if given < count:
        yield Raw(f"{reached.address}/{asked.address()}", 0, b"", _short(given, count))


def _short(given: int, count: int) -> str:
    return f"OpenAlex counted {count:,} records and gave {given:,}: some changed meanwhile, or load the query again"


def total(folder: Path) -> int | None:
    """How many records the query whose pages are kept in the folder has, as its first page says; none before that."""
    first = _read(folder / _name(1))
    return _page.decode(first).meta.count if first else None


def _name(number: int) -> str:
    return f"page_{number:06d}.json.gz"


def _claim(folder: Path, asked: Query) -> None:
    """Make the folder that of this query.

    Raises:
        LoadStopped: it holds the pages of another one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    claim = folder / _QUERY
    if not claim.is_file():
        _write(claim, asked.address().encode())
    kept = claim.read_text(encoding="utf-8")
    if kept != asked.address():
        raise LoadStopped(f"{folder} holds pages of another query, {kept}: end that load first, or remove the folder")


def _kept(file: Path, access: Access, address: str) -> bytes:
    """The page, from the file where it is there, else fetched and kept."""
    kept = _read(file)
    if kept and not _wrong_page(kept):
        return kept
    data = get(access, address, _wrong_page)
    if data is None:
        raise LoadStopped(f"{access.address}/{address}: there is no such list (HTTP 404): check OPENALEX_API_URL")
    _write(file, gzip.compress(data, _LEVEL, mtime=0))
    return data


def _read(file: Path) -> bytes | None:
    """What was kept; none where nothing was, or where it is damaged."""
    try:
        return gzip.decompress(file.read_bytes())
    except (OSError, EOFError, zlib.error):
        return None


def _write(file: Path, data: bytes) -> None:
    """Whole or not at all, whenever the machine stops."""
    draft = file.with_name(f"{file.name}.part")
    with draft.open("wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(file)


def _wrong_page(body: bytes) -> str | None:
    try:
        decode(_page, body)
    except RejectedRecord as error:
        return f"the page is {error}"
    return None


def _whole(record: bytes, folder: Path, access: Access, asked: Query) -> bytes:
    """The record; of a work whose authors the list cut, the work's own one, where OpenAlex has it."""
    listed = _byline_of(record)
    if asked.entity != "works" or not listed or not listed.id or not _is_cut(listed):
        return record
    name = listed.id.rpartition("/")[2]
    file = folder / f"{name}.json.gz"
    kept = _read(file)
    if kept:
        return kept
    select = [(key, value) for key, value in asked.parameters if key == "select"]
    data = get(access, Query(f"works/{escaped(name)}", tuple(select)).address(), _wrong_work)
    found = _byline_of(data) if data else None
    # A work that was deleted or merged since: what the list said of it is all there is.
    whole = data if data and found and found.id == listed.id else record
    _write(file, gzip.compress(whole, _LEVEL, mtime=0))
    return whole


def _byline_of(record: bytes) -> Byline | None:
    try:
        return _byline.decode(record)
    except msgspec.DecodeError:
        return None


def _is_cut(listed: Byline) -> bool:
    if listed.is_authors_truncated is None:
        return len(listed.authorships or []) == LISTED_AUTHORS
    return listed.is_authors_truncated


def _wrong_work(body: bytes) -> str | None:
    return None if _byline_of(body) else "the record is not whole JSON"
