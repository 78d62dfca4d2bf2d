"""Ids as ORCID writes them: of persons, works and organisations, each in the one form in which Hikma keeps it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from graph.errors import InvalidIdentifier
from graph.identifiers import orcid_check_digit, parse_doi, parse_ror
from loaders.orcid_record import ExternalId

Form = Callable[[str], str | None]


def _like(pattern: str, scheme: str, case: Callable[[str], str] = str.lower) -> Form:
    """The id in its scheme, where the text is something of the pattern, or a web address or a word before it."""
    whole = re.compile(rf"(?:.*[/=:\s])?({pattern})/?", re.DOTALL | re.IGNORECASE | re.ASCII)

    def form(text: str) -> str | None:
        found = whole.fullmatch(text)
        return f"{scheme}:{case(found[1])}" if found else None

    return form


def _doi(text: str) -> str | None:
    try:
        return f"doi:{parse_doi(text)}"
    except InvalidIdentifier:
        return None


def _ror(text: str) -> str | None:
    try:
        return f"ror:{parse_ror(text)}"
    except InvalidIdentifier:
        return None


def _wos(text: str) -> str | None:
    """`wos:WOS:000…`, also where the text leaves out which of the databases it is: the Core Collection."""
    found = re.fullmatch(r"(?:([A-Z]+):)?([A-Z0-9]{5,20})", text.upper(), re.ASCII)
    return f"wos:{found[1] or 'WOS'}:{found[2]}" if found else None


def _isni(text: str) -> str | None:
    """ISNI has the form and the check digit of an ORCID iD."""
    digits = re.sub(r"[\s-]", "", text.rpartition("/")[2]).upper()
    good = re.fullmatch(r"\d{15}[\dX]", digits) and orcid_check_digit(digits[:15]) == digits[15]
    return f"isni:{digits}" if good else None


_OF_PERSONS: dict[str, Form] = {
    "scopusauthorid": _like(r"\d{9,12}", "scopus-author"),
    "scopus": _like(r"\d{9,12}", "scopus-author"),
    "researcherid": _like(r"[A-Z]{1,4}-\d{4}-\d{4}", "researcherid", str.upper),
    "webofscienceresearcherid": _like(r"[A-Z]{1,4}-\d{4}-\d{4}", "researcherid", str.upper),
    "loopprofile": _like(r"\d+", "loop"),
    "isni": _isni,
}
"""By the type as it is written, its letters alone in lower case."""

_OF_WORKS: dict[str, Form] = {
    "doi": _doi,
    "pmid": _like(r"\d{1,9}", "pmid"),
    "eid": _like(r"2-s2\.0-\d+", "scopus"),
    "wosuid": _wos,
}

_OF_ORGANISATIONS: dict[str, Form] = {
    "ror": _ror,
    "grid": _like(r"grid\.\d+\.[0-9a-f]+", "grid"),
    "ringgold": _like(r"\d+", "ringgold"),
    "fundref": _like(r"\d{9,14}", "fundref"),
    "lei": _like(r"[A-Z0-9]{18}\d{2}", "lei", str.upper),
}


def person_ids(ids: Iterable[ExternalId]) -> list[str]:
    """Those of schemes in which an id is one person: Scopus author, ResearcherID, Loop, ISNI; sorted."""
    return sorted(set(_known(ids, _OF_PERSONS)))


def work_ids(ids: Iterable[ExternalId]) -> list[str]:
    """Those that are of the work itself, not of what it is part of: DOI, PubMed, Scopus, Web of Science; in order."""
    return list(dict.fromkeys(_known(ids, _OF_WORKS)))


def organisation_id(register: str | None, identifier: str | None) -> str | None:
    """`ror:…`, `grid:…`, `ringgold:…`, `fundref:…` or `lei:…`; none where it has not the form of one."""
    return _read(_OF_ORGANISATIONS, register, identifier)


def _known(ids: Iterable[ExternalId], forms: dict[str, Form]) -> list[str]:
    read = (_read(forms, one.kind, one.value) for one in ids if (one.relationship or "").lower() == "self")
    return [one for one in read if one]


def _read(forms: dict[str, Form], kind: str | None, value: str | None) -> str | None:
    form = forms.get("".join(letter for letter in (kind or "").lower() if letter.isalnum()))
    return form(value.strip()) if form and value else None
