"""An answer as a feed that a reader can follow: Atom (RFC 4287) or JSON Feed 1.1.

An entry keeps its id as long as its row keeps its key. Authors are names alone. Texts are escaped, and characters that
XML does not know are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

import msgspec
from lxml import etree

from graph.base import Graph
from graph.identifiers import web_address
from queries.catalogue import questions
from queries.question import Answer, Value

FORMS = ("atom", "jsonfeed")
ATOM = "http://www.w3.org/2005/Atom"
JSON_FEED = "https://jsonfeed.org/version/1.1"
INVENTED = "Invented"
"""How the words on a collection begin where nothing in it is real: then nothing leads anywhere."""
EPOCH = "1970-01-01T00:00:00Z"

_NAMES: Any = {None: ATOM}
_APART = ("title", "authors", "doi", "publication")
"""Columns that an entry shows elsewhere than in its text."""
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Entry(NamedTuple):
    """One row: `id` is an IRI for good, `updated` and `published` are times of RFC 3339."""

    id: str
    title: str
    updated: str
    published: str | None
    url: str | None
    authors: tuple[str, ...]
    text: str
    tags: tuple[str, ...]


class Feed(NamedTuple):
    """What a reader follows."""

    id: str
    title: str
    subtitle: str
    updated: str
    entries: tuple[Entry, ...]


def feed_text(graph: Graph, answer: Answer, form: str) -> str:
    """The answer as a feed of one of `FORMS`, in UTF-8 where it is encoded."""
    made = feed(graph, answer)
    return atom(made) if form == "atom" else json_feed(made)


def feed(graph: Graph, answer: Answer, name: str = "") -> Feed:
    """The answer as a feed; one of another `name` is another feed.

    The feed is as new as the latest state of a source that was read. An entry about a publication is as new as the
    publication, which later loads of the same do not change; any other as the feed.
    """
    base, updated = _base(graph), data_state(graph)
    asked = sorted((key, value) for key, value in answer.parameters.items() if value is not None)
    named = _named([answer.question, asked, name])
    known = questions().get(answer.question)
    title = known.title if known else answer.question
    said = "; ".join(f"{key} {_shown(value)}" for key, value in asked)
    return Feed(
        _urn(base, named),
        f"{title} ({said})" if said else title,
        " ".join(answer.caveats),
        updated,
        tuple(entries(graph, answer, updated)),
    )


def entries(graph: Graph, answer: Answer, updated: str) -> Iterable[Entry]:
    """One entry a row, in the order of the rows."""
    base = _base(graph)
    invented = any((load.collected or "").startswith(INVENTED) for load in graph.loads)
    known = questions().get(answer.question)
    key = known.key if known else 1
    shown = known.brief if known and known.brief else answer.columns
    for row in answer.records():
        values = [row[column] for column in answer.columns[:key]]
        publication = row["publication"] if answer.columns[:key] == ("publication",) else None
        url = None if invented or not publication else _address(str(publication), row.get("doi"))
        stable = url or _urn(base, _named([answer.question if not publication else "", values]))
        published = _time(row.get("date") or row.get("year")) if publication else None
        yield Entry(
            stable,
            _title(row, values),
            published if published and published <= updated else updated,
            published,
            url,
            tuple(map(str, _listed(row.get("authors")))),
            _text(row, shown),
            tuple(map(str, [*_listed(row.get("countries")), *_listed(row.get("topic"))])),
        )


def data_state(graph: Graph) -> str:
    """When the latest state of a source was read, as RFC 3339 writes it."""
    times = [time for load in graph.loads if (time := _time(load.as_of))]
    return max(times, default=EPOCH)


def atom(feed: Feed) -> str:
    """The feed as an Atom document."""
    root = etree.Element(f"{{{ATOM}}}feed", nsmap=_NAMES)
    for name, text in (("id", feed.id), ("title", feed.title), ("subtitle", feed.subtitle), ("updated", feed.updated)):
        if text:
            _add(root, name, text)
    _add(_add(root, "author"), "name", "Hikma")
    _add(root, "generator", "Hikma")
    for entry in feed.entries:
        _add_entry(_add(root, "entry"), entry)
    document: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return document.decode().rstrip("\n")


def _add_entry(node: Any, entry: Entry) -> None:
    for name, text in (("id", entry.id), ("title", entry.title), ("updated", entry.updated)):
        _add(node, name, text)
    if entry.published:
        _add(node, "published", entry.published)
    for author in entry.authors:
        _add(_add(node, "author"), "name", author)
    if entry.url:
        _add(node, "link", None, rel="alternate", href=entry.url)
    for tag in entry.tags:
        _add(node, "category", None, term=tag)
    _add(node, "content", entry.text, type="text")


def _add(parent: Any, name: str, text: str | None = None, **attributes: str) -> Any:
    clean = {key: _NOT_XML.sub("", value) for key, value in attributes.items()}
    node = etree.SubElement(parent, f"{{{ATOM}}}{name}", clean)
    node.text = None if text is None else _NOT_XML.sub("", text)
    return node


def json_feed(feed: Feed) -> str:
    """The feed as a JSON Feed."""
    made: dict[str, Any] = {"version": JSON_FEED, "title": feed.title}
    if feed.subtitle:
        made["description"] = feed.subtitle
    made["authors"] = [{"name": "Hikma"}]
    made["items"] = [_item(entry) for entry in feed.entries]
    return msgspec.json.format(msgspec.json.encode(made, enc_hook=str), indent=1).decode()


def _item(entry: Entry) -> dict[str, Any]:
    item = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_text": entry.text,
        "date_published": entry.published,
        "date_modified": entry.updated,
        "authors": [{"name": author} for author in entry.authors],
        "tags": list(entry.tags),
    }
    return {name: value for name, value in item.items() if value}


def _base(graph: Graph) -> str:
    state = graph.store.state()
    return state.base if state else ""


def _named(values: list[object]) -> str:
    return msgspec.json.encode(values, enc_hook=str).decode()


def _urn(base: str, name: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'{base} {name}')}"


def _address(publication: str, doi: Value) -> str | None:
    address = f"https://doi.org/{doi}" if doi else web_address(publication)
    return quote(address, safe="/:#?&=;,()@!$'*+~-._[]%") if address else None


def _time(value: Value) -> str | None:
    """A date, a time or a year of ISO 8601 as a time of RFC 3339 in UTC; none where it is none of these."""
    text = str(value or "")
    if re.fullmatch(r"\d{4}", text):
        text += "-01-01"
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        return None
    time = time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")


def _title(row: Mapping[str, Value], key: Sequence[Value]) -> str:
    """The title or the names of the row, or its key."""
    if row.get("title"):
        return str(row["title"])
    names = [str(value) for column, value in row.items() if column in ("name", "name_a", "name_b") and value]
    return " – ".join(names or map(_shown, key))


def _text(row: Mapping[str, Value], columns: Sequence[str]) -> str:
    shown = ((name.replace("_", " "), row[name]) for name in columns if name not in _APART)
    return "\n".join(f"{name}: {_shown(value)}" for name, value in shown if value not in (None, []))


def _listed(value: Value) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.4g}"
    return "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
