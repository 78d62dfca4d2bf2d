"""Ids and codes as OpenAlex writes them, checked once each."""

from __future__ import annotations

import re
from functools import lru_cache

from graph.countries import all_countries, country_name
from graph.errors import InvalidIdentifier, RejectedRecord
from graph.identifiers import parse_doi, parse_openalex, parse_orcid, parse_ror
from graph.model import Country

_PREFIX = "https://openalex.org/"
WORK, AUTHOR, INSTITUTION, TOPIC = "WAIT"

_PMID = re.compile(
    r"(?:https?://(?:pubmed\.ncbi\.nlm\.nih\.gov|www\.ncbi\.nlm\.nih\.gov/pubmed)/)?(\d{1,9})/?", re.ASCII
)
_orcid = lru_cache(maxsize=1 << 16)(parse_orcid)
_ror = lru_cache(maxsize=1 << 14)(parse_ror)


def node_id(text: str, kind: str, place: str) -> str:
    """`openalex:W12` for `https://openalex.org/W12`; an id of another kind, or none at all, rejects the record.

    `kind` is what the bare id starts with: `W`, or `subfields/`; `place` is where it stands, for the reason.
    """
    start = _PREFIX + kind
    if text.startswith(start) and text[len(start) :].isdecimal() and text.isascii():
        return f"openalex:{text[len(_PREFIX) :]}"
    return f"openalex:{_bare_id(text, kind, place)}"


@lru_cache(maxsize=1 << 12)
def _bare_id(text: str, kind: str, place: str) -> str:
    try:
        bare = parse_openalex(text)
    except InvalidIdentifier as error:
        raise RejectedRecord(f"{place}: {error}") from error
    if not bare.startswith(kind):
        raise RejectedRecord(f"{place}: “{text}” is of another kind: expected an id that starts with {kind}")
    return bare


def orcid(text: str | None, place: str) -> str | None:
    """The bare ORCID iD; a mistyped one rejects the record."""
    try:
        return _orcid(text) if text else None
    except InvalidIdentifier as error:
        raise RejectedRecord(f"{place}: {error}") from error


def ror(text: str | None, place: str) -> str | None:
    """The bare ROR id; a mistyped one rejects the record."""
    try:
        return _ror(text) if text else None
    except InvalidIdentifier as error:
        raise RejectedRecord(f"{place}: {error}") from error


def doi(text: str | None) -> str | None:
    """The bare DOI; what is none rejects the record."""
    try:
        return parse_doi(text) if text else None
    except InvalidIdentifier as error:
        raise RejectedRecord(f"doi: {error}") from error


def pmid(text: str | None) -> str | None:
    """The id `pmid:1234` of a PubMed address or number; what is none rejects the record."""
    found = _PMID.fullmatch(text) if text else None
    if text and not found:
        raise RejectedRecord(f"ids.pmid: “{text}” is not a PubMed id: expected https://pubmed.ncbi.nlm.nih.gov/1234")
    return f"pmid:{found[1]}" if found else None


@lru_cache(maxsize=512)
def country(code: str, place: str) -> Country:
    """The country of a code; one that ISO 3166-1 does not have rejects the record."""
    if code not in all_countries():
        raise RejectedRecord(f"{place}: “{code}” is not a country code of ISO 3166-1: mend it")
    return Country(code, country_name(code))
