"""Records of ORCID in JSON 3.0, as the public API gives them at `/record`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import TypeVar

import msgspec

from graph.errors import RejectedRecord
from loaders.decoding import decode
from loaders.orcid_json_shape import (
    Activities,
    Address,
    Content,
    Date,
    Document,
    Employments,
    EmploymentSummary,
    History,
    Id,
    Keywords,
    Known,
    Name,
    Organisation,
    OtherNames,
    Person,
    PersonIds,
    Shown,
    Stamp,
    Text,
    Works,
    WorkSummary,
)
from loaders.orcid_record import (
    Day,
    Employment,
    ExternalId,
    Gone,
    Record,
    Work,
    gone_by_error,
    is_deactivated,
    orcid,
)

S = TypeVar("S", bound=Shown)
_document = msgspec.json.Decoder(Document)


def json_record(data: bytes) -> Record | Gone:
    """What a document says of a person, without anything whose visibility is other than public.

    Raises:
        RejectedRecord: not JSON, no record, or an error that says nothing of a record.
    """
    found = decode(_document, data)
    if found.error_code is not None:
        return gone_by_error(str(found.error_code), found.developer_message)
    subject = orcid(found.orcid_identifier.path if found.orcid_identifier else None)
    if found.person is None and found.activities_summary is None:
        raise RejectedRecord("person: there is none, nor activities-summary: fetch the record from /record")
    history, person = _shown(found.history) or History(), _shown(found.person) or Person()
    activities = _shown(found.activities_summary) or Activities()
    name = _shown(person.name) or Name()
    given, family = _text(name.given_names), _text(name.family_name)
    if history.deactivation_date or is_deactivated(given, family):
        return Gone(subject)
    return Record(
        subject,
        modified=_year(history.last_modified_date),
        given=given,
        family=family,
        credit=_text(name.credit_name),
        other_names=_contents((_shown(person.other_names) or OtherNames()).other_name),
        keywords=_contents((_shown(person.keywords) or Keywords()).keyword),
        ids=_ids((_shown(person.external_identifiers) or PersonIds()).external_identifier),
        employments=tuple(_employments(_shown(activities.employments) or Employments())),
        works=tuple(
            tuple(map(_work, _all(group.work_summary))) for group in _all((_shown(activities.works) or Works()).group)
        ),
    )


def _employments(held: Employments) -> Iterator[Employment]:
    for group in _all(held.affiliation_group):
        for item in _all(group.summaries):
            summary = _shown(item.employment_summary)
            if summary:
                yield _employment(summary)


def _employment(summary: EmploymentSummary) -> Employment:
    organisation = summary.organization or Organisation()
    address = organisation.address or Address()
    known = organisation.disambiguated_organization or Known()
    return Employment(
        organisation.name,
        address.city,
        address.country,
        known.disambiguation_source,
        known.disambiguated_organization_identifier,
        _text(summary.start_date.year) if summary.start_date else None,
        _text(summary.end_date.year) if summary.end_date else None,
    )


def _work(summary: WorkSummary) -> Work:
    date = summary.publication_date or Date()
    return Work(
        str(summary.put_code or ""),
        str(summary.display_index),
        _text(summary.title.title) if summary.title else None,
        summary.type,
        _text(summary.journal_title),
        Day(_text(date.year), _text(date.month), _text(date.day)),
        _ids(summary.external_ids.external_id if summary.external_ids else None),
    )


def _ids(held: Iterable[Id] | None) -> tuple[ExternalId, ...]:
    return tuple(
        ExternalId(
            one.external_id_type,
            _text(one.external_id_normalized) or one.external_id_value,
            one.external_id_relationship or "self",
        )
        for one in _all(held)
    )


def _contents(held: Iterable[Content] | None) -> tuple[str | None, ...]:
    return tuple(one.content for one in _all(held))


def _all(held: Iterable[S] | None) -> Iterator[S]:
    return (one for one in held or () if _shown(one))


def _shown(one: S | None) -> S | None:
    """The same, if all may see it."""
    return one if one and (one.visibility or "public").lower() == "public" else None


def _text(held: Text | None) -> str | None:
    return (held.value or "").strip() or None if held else None


def _year(stamp: Stamp | None) -> int | None:
    try:
        return datetime.fromtimestamp(stamp.value / 1000, UTC).year if stamp and stamp.value else None
    except (ValueError, OverflowError, OSError):
        return None
