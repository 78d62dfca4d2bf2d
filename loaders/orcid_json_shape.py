"""The shape of a record of ORCID in JSON 3.0, as far as it is read; any part of it may be null."""

from __future__ import annotations

import msgspec


class Shown(msgspec.Struct, rename="kebab"):
    """Something that its person shows to all, or to fewer."""

    visibility: str | None = None


class Text(msgspec.Struct):
    """A text of its own."""

    value: str | None = None


class Stamp(msgspec.Struct):
    """A time, in milliseconds since 1970."""

    value: int | None = None


class Date(msgspec.Struct):
    """A date, as far as it is known."""

    year: Text | None = None
    month: Text | None = None
    day: Text | None = None


class Identifier(msgspec.Struct):
    """The ORCID iD of the record."""

    path: str | None = None


class Name(Shown):
    """The name, in the person's own choice of parts."""

    given_names: Text | None = None
    family_name: Text | None = None
    credit_name: Text | None = None


class Content(Shown):
    """Another name, or a keyword."""

    content: str | None = None


class OtherNames(Shown):
    """All other names."""

    other_name: list[Content] | None = None


class Keywords(Shown):
    """All keywords."""

    keyword: list[Content] | None = None


class Id(Shown):
    """An id in another system."""

    external_id_type: str | None = None
    external_id_value: str | None = None
    external_id_normalized: Text | None = None
    external_id_relationship: str | None = None


class PersonIds(Shown):
    """All other ids of the person."""

    external_identifier: list[Id] | None = None


class WorkIds(Shown):
    """All ids of a work."""

    external_id: list[Id] | None = None


class Address(Shown):
    """Where an organisation is."""

    city: str | None = None
    country: str | None = None


class Known(Shown):
    """What a register calls an organisation."""

    disambiguated_organization_identifier: str | None = None
    disambiguation_source: str | None = None


class Organisation(Shown):
    """An organisation."""

    name: str | None = None
    address: Address | None = None
    disambiguated_organization: Known | None = None


class EmploymentSummary(Shown):
    """A post."""

    organization: Organisation | None = None
    start_date: Date | None = None
    end_date: Date | None = None


class EmploymentItem(Shown):
    """A post, under its name."""

    employment_summary: EmploymentSummary | None = None


class EmploymentGroup(Shown):
    """What several sources say of one post."""

    summaries: list[EmploymentItem] | None = None


class Employments(Shown):
    """All posts."""

    affiliation_group: list[EmploymentGroup] | None = None


class Title(Shown):
    """The titles of a work."""

    title: Text | None = None


class WorkSummary(Shown):
    """A work as one source tells it."""

    put_code: int | None = None
    display_index: str | int | None = None
    title: Title | None = None
    type: str | None = None
    journal_title: Text | None = None
    publication_date: Date | None = None
    external_ids: WorkIds | None = None


class WorkGroup(Shown):
    """What several sources say of one work."""

    work_summary: list[WorkSummary] | None = None


class Works(Shown):
    """All works."""

    group: list[WorkGroup] | None = None


class Activities(Shown):
    """What the person does."""

    employments: Employments | None = None
    works: Works | None = None


class Person(Shown):
    """Who the person is."""

    name: Name | None = None
    other_names: OtherNames | None = None
    keywords: Keywords | None = None
    external_identifiers: PersonIds | None = None


class History(Shown):
    """When the record was changed, and given up."""

    last_modified_date: Stamp | None = None
    deactivation_date: Stamp | None = None


class Document(Shown):
    """A record, or the error in its place."""

    orcid_identifier: Identifier | None = None
    history: History | None = None
    person: Person | None = None
    activities_summary: Activities | None = None
    error_code: int | None = None
    developer_message: str | None = None
