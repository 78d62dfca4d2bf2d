"""What people write to say which records of the OpenAlex API they want, as one normal form."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from graph.errors import LoadStopped

ENTITIES = ("authors", "institutions", "topics", "works")

_PAGING = frozenset({"page", "per_page", "per-page", "cursor", "format"})
_WHOLE = frozenset({"authors", "works"})
_UNFIT = {
    "group_by": "asks for counts, not for records: leave it out",
    "group-by": "asks for counts, not for records: leave it out",
    "sample": "cannot be paged through: leave it out",
    "api_key": "would be kept with the query: take it out, and set OPENALEX_API_KEY to it",
    "api-key": "would be kept with the query: take it out, and set OPENALEX_API_KEY to it",
    "mailto": "would be kept with the query: take it out, and set OPENALEX_EMAIL to it",
}
_FILTER = re.compile(r"[A-Za-z][\w.-]*:.+", re.DOTALL)
_PATH = re.compile(r"/?([a-z-]+)(?:\?(.*))?", re.DOTALL)
_LIKE = "a filter such as institutions.country_code:sa,publication_year:2020, or works?search=desalination"


class Query(NamedTuple):
    """A list of records of one kind; two that are equal ask for the same."""

    entity: str
    parameters: tuple[tuple[str, str], ...]
    """As they stand in an address: a plus sign in a filter is OpenAlex's “and”, and stays."""

    def address(self, *more: tuple[str, str]) -> str:
        """The path and what follows it, `works?filter=…`, with further parameters at its end."""
        asked = "&".join(f"{name}={value}" for name, value in (*self.parameters, *more))
        return f"{self.entity}?{asked}" if asked else self.entity


def parse_query(text: str) -> Query:
    """The query of a filter of works (`publication_year:2020`), of a path (`authors?filter=…`) or of a whole address.

    Parameters of paging are taken out: the paging is the loader's own.

    Raises:
        LoadStopped: it is none of these, is about records of another kind, asks for counts or for a sample, or for all
            works or all authors that there are; or it holds a key or an e-mail address, which would be kept with it.
    """
    entity, asked = _parts(text.strip())
    pairs = [part.partition("=")[::2] for part in asked.split("&") if part]
    parameters = tuple((name, escaped(value)) for name, value in pairs if value and name not in _PAGING)
    for name, _ in parameters:
        if name in _UNFIT:
            raise LoadStopped(f"{name} {_UNFIT[name]}")
    if entity in _WHOLE and not {"filter", "search"} & {name.partition(".")[0] for name, _ in parameters}:
        raise LoadStopped(f"that is all {entity} there are: give {_LIKE}; for all of them load the snapshot")
    return Query(entity, parameters)


def escaped(value: str) -> str:
    """The value as it can stand in an address; what is escaped in it already stays so."""
    return quote(value, safe="%:,|*/!+()")


def _parts(text: str) -> tuple[str, str]:
    """The kind of record, and the parameters."""
    if text.startswith(("https://", "http://")):
        address = urlsplit(text)
        if not f".{address.hostname}".endswith(".openalex.org"):
            raise LoadStopped(f"{address.hostname} is not OpenAlex: give {_LIKE}")
        text = f"{address.path}?{address.query}"
    found = _PATH.fullmatch(text)
    if found and found[1] in ENTITIES:
        return found[1], found[2] or ""
    if not found and _FILTER.fullmatch(text):
        return "works", f"filter={text.replace('&', '%26')}"
    raise LoadStopped(f"the query asks for none of {', '.join(ENTITIES)}: give {_LIKE}")
