"""Under which id a bibliographic record is kept: its source's own, else its DOI, else one made of what it says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import blake2b
from typing import NamedTuple

from graph.errors import RejectedRecord
from loaders.bibliographic_byline import family_of, folded

_EID = re.compile(r"2-s2\.0-\d+")
_PMID = re.compile(r"0*([1-9]\d{0,8})")


class Said(NamedTuple):
    """What tells a publication from others where nothing gives it an id."""

    title: str | None
    year: int | None = None
    author: str | None = None
    """The first author."""
    volume: str | None = None
    pages: str | None = None


class Identity(NamedTuple):
    """The id of a publication, its DOI, and its other ids."""

    id: str
    doi: str | None
    also: list[str] | None


def wos_id(text: str | None) -> str | None:
    """`wos:WOS:000719584000015` for a Web of Science accession number; none for anything else."""
    found = re.search(r"WOS:[A-Z0-9]{15}(?![A-Z0-9])", (text or "").upper())
    return f"wos:{found[0]}" if found else None


def scopus_id(text: str | None) -> str | None:
    """`scopus:2-s2.0-85107941291` for the EID that stands in a text, such as the address of a Scopus record."""
    found = _EID.search(text or "")
    return f"scopus:{found[0]}" if found else None


def pubmed_id(text: str | None) -> str | None:
    """`pmid:35757629` for a PubMed id; none for anything else."""
    found = _PMID.fullmatch((text or "").strip())
    return f"pmid:{found[1]}" if found else None


def identify(scheme: str, own: Iterable[str | None], doi: str | None, said: Said) -> Identity:
    """The id under which a record is kept: the first of its `own`, else the DOI, else `scheme` and a digest of `said`.

    The same export loaded twice is the same record; two letters of one author under one title are two.

    Raises:
        RejectedRecord: it has neither an id nor a title.
    """
    given: list[str] = [one for one in own if one] + ([f"doi:{doi}"] if doi else [])
    ids = list(dict.fromkeys(given))
    if ids:
        return Identity(ids[0], doi, ids[1:] or None)
    if not said.title or not folded(said.title):
        raise RejectedRecord("title: there is none, nor a DOI: add one of them, or leave the record out")
    parts = (
        folded(said.title),
        str(said.year or ""),
        family_of(said.author or ""),
        said.volume or "",
        said.pages or "",
    )
    return Identity(f"{scheme}:{blake2b('|'.join(parts).encode(), digest_size=8).hexdigest()}", None, None)
