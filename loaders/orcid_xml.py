"""Records of ORCID in XML 3.0: the record of the API and of the public data file, the short summary, the error."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from lxml import etree

from graph.errors import RejectedRecord
from loaders.orcid_record import (
    Day,
    Employment,
    ExternalId,
    Gone,
    Record,
    Work,
    gone_by_error,
    is_deactivated,
    number,
    orcid,
)

Element = etree._Element
_NAMESPACE = "{http://www.orcid.org/ns/"
_safe = etree.XMLParser(
    resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
)
_not_public = etree.XPath('//*[@visibility and @visibility != "public"]')


def xml_record(data: bytes) -> Record | Gone:
    """What a document says of a person, without any element whose visibility is other than public.

    A document type is refused, so no entity is ever expanded and nothing else is read.

    Raises:
        RejectedRecord: not XML, not one of the three, or an error that says nothing of a record.
    """
    root = _root(data)
    kind = root.tag.removeprefix(_NAMESPACE)
    if kind == "error}error":
        told = _parts(root)
        return gone_by_error(_text(told.get("error-code")), _text(told.get("developer-message")))
    for element in cast("list[Element]", _not_public(root)):
        if (parent := element.getparent()) is None:
            raise RejectedRecord("visibility: the record is not public: leave it out")
        parent.remove(element)
    if kind == "record}record":
        return _record(root)
    if kind == "summary}record-summary":
        return _summary(root)
    raise RejectedRecord(f"<{root.tag}> is no record of ORCID: expected record:record of schema 3.0")


def _root(data: bytes) -> Element:
    try:
        root = etree.fromstring(data, _safe)
    except etree.XMLSyntaxError as error:
        raise RejectedRecord(f"not whole XML ({error.msg}): fetch the record again") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise RejectedRecord("it has a document type, which no record of ORCID has: fetch the record again")
    return root


def _record(root: Element) -> Record | Gone:
    parts = _parts(root)
    history, person = _parts(parts.get("history")), _parts(parts.get("person"))
    subject, name = orcid(_below(parts.get("orcid-identifier"), "path")), _parts(person.get("name"))
    given, family = _text(name.get("given-names")), _text(name.get("family-name"))
    if "deprecated" in parts:
        return Gone(subject, orcid(parts["deprecated"].findtext(".//{*}path")))
    if "deactivation-date" in history or is_deactivated(given, family):
        return Gone(subject)
    activities = _parts(parts.get("activities-summary"))
    return Record(
        subject,
        modified=_year(_text(history.get("last-modified-date"))),
        given=given,
        family=family,
        credit=_text(name.get("credit-name")),
        other_names=tuple(_below(one, "content") for one in _all(person.get("other-names"), "other-name")),
        keywords=tuple(_below(one, "content") for one in _all(person.get("keywords"), "keyword")),
        ids=tuple(_external_id(one) for one in _all(person.get("external-identifiers"), "external-identifier")),
        employments=tuple(
            _employment(_parts(one))
            for group in _all(activities.get("employments"), "affiliation-group")
            for one in _all(group, "employment-summary")
        ),
        works=tuple(
            tuple(_work(one) for one in _all(group, "work-summary")) for group in _all(activities.get("works"), "group")
        ),
    )


def _summary(root: Element) -> Record:
    """The short form names no organisation by an id, and counts the works instead of naming them."""
    parts = _parts(root)
    works = _parts(parts.get("works"))
    counts = [number(_text(works.get(kind))) for kind in ("self-asserted-count", "validated-count")]
    known = [count for count in counts if count is not None]
    return Record(
        orcid(_below(parts.get("orcid-identifier"), "path")),
        modified=_year(_text(parts.get("last-modified-date"))),
        credit=_text(parts.get("credit-name")),
        ids=tuple(_external_id(one) for one in _all(parts.get("external-identifiers"), "external-identifier")),
        employments=tuple(_employment(_parts(one)) for one in _all(parts.get("employments"), "employment")),
        works_count=sum(known) if len(known) == len(counts) else None,
    )


def _employment(parts: dict[str, Element]) -> Employment:
    organisation = _parts(parts.get("organization"))
    address = _parts(organisation.get("address"))
    known = _parts(organisation.get("disambiguated-organization"))
    return Employment(
        _text(organisation.get("name")) or _text(parts.get("organization-name")),
        _text(address.get("city")),
        _text(address.get("country")),
        _text(known.get("disambiguation-source")),
        _text(known.get("disambiguated-organization-identifier")),
        _below(parts.get("start-date"), "year"),
        _below(parts.get("end-date"), "year"),
    )


def _work(summary: Element) -> Work:
    parts = _parts(summary)
    date = _parts(parts.get("publication-date"))
    return Work(
        summary.get("put-code", ""),
        summary.get("display-index"),
        _below(parts.get("title"), "title"),
        _text(parts.get("type")),
        _text(parts.get("journal-title")),
        Day(_text(date.get("year")), _text(date.get("month")), _text(date.get("day"))),
        tuple(_external_id(one) for one in _all(parts.get("external-ids"), "external-id")),
    )


def _external_id(element: Element) -> ExternalId:
    parts = _parts(element)
    return ExternalId(
        _text(parts.get("external-id-type")),
        _text(parts.get("external-id-normalized")) or _text(parts.get("external-id-value")),
        _text(parts.get("external-id-relationship")) or "self",
    )


def _parts(element: Element | None) -> dict[str, Element]:
    """The elements inside, by name without namespace."""
    return {} if element is None else {child.tag.rpartition("}")[2]: child for child in element}


def _all(element: Element | None, name: str) -> Iterator[Element]:
    return iter(()) if element is None else element.iterchildren("{*}" + name)


def _below(element: Element | None, name: str) -> str | None:
    return None if element is None else _text(next(_all(element, name), None))


def _text(element: Element | None) -> str | None:
    return None if element is None else (element.text or "").strip() or None


def _year(stamp: str | None) -> int | None:
    return number(stamp[:4]) if stamp else None
