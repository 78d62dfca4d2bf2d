"""Ids and codes as OpenAlex writes them, checked once each."""

from __future__ import annotations

from functools import lru_cache

from graph.countries import all_countries, country_name
from graph.errors import InvalidIdentifier, RejectedRecord
from graph.identifiers import parse_doi, parse_openalex, parse_orcid, parse_ror
from graph.model import Country

_PREFIX = "https://openalex.org/"


def node_id(text: str, place: str) -> str:
    """`openalex:W12` for `https://openalex.org/W12`; `place` says where it stands, for the reason of a rejection."""
    if text.startswith(_PREFIX) and text[len(_PREFIX) + 1 :].isdecimal() and text.isascii():
        return f"openalex:{text[len(_PREFIX) :]}"
    return _rare_id(text, place)


@lru_cache(maxsize=1 << 12)
def _rare_id(text: str, place: str) -> str:
    try:
        return f"openalex:{parse_openalex(text)}"
    except InvalidIdentifier as error:
        raise RejectedRecord(f"{place}: {error}") from error


@lru_cache(maxsize=1 << 16)
def orcid(text: str | None, place: str) -> str | None:
    """The bare ORCID iD; a mistyped one rejects the record."""
    try:
        return parse_orcid(text) if text else None
    except InvalidIdentifier as error:
        raise RejectedRecord(f"{place}: {error}") from error


@lru_cache(maxsize=1 << 14)
def ror(text: str | None, place: str) -> str | None:
    """The bare ROR id; a mistyped one rejects the record."""
    try:
        return parse_ror(text) if text else None
    except InvalidIdentifier as error:
        raise RejectedRecord(f"{place}: {error}") from error


def doi(text: str | None) -> str | None:
    """The bare DOI; what is none rejects the record."""
    try:
        return parse_doi(text) if text else None
    except InvalidIdentifier as error:
        raise RejectedRecord(f"doi: {error}") from error


@lru_cache(maxsize=512)
def country(code: str, place: str) -> Country:
    """The country of a code; one that ISO 3166-1 does not have rejects the record."""
    if code not in all_countries():
        raise RejectedRecord(f"{place}: “{code}” is not a country code of ISO 3166-1: mend it")
    return Country(code, country_name(code))
