"""The records' form: OpenAlex's works, authors, institutions and topics as of 2026."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Raw, Struct


class AuthorName(Struct):
    id: str | None
    display_name: str
    orcid: str | None


class Affiliation(Struct):
    raw_affiliation_string: str
    institution_ids: list[str]


class Authorship(Struct):
    author_position: str
    author: AuthorName
    institutions: list[Raw]
    countries: list[str]
    is_corresponding: bool
    raw_author_name: str
    raw_affiliation_strings: list[str]
    affiliations: list[Affiliation]


class CitedInYear(Struct):
    year: int
    cited_by_count: int


class Biblio(Struct):
    volume: str | None
    issue: str | None
    first_page: str | None
    last_page: str | None


class Location(Struct):
    id: str | None
    is_oa: bool
    landing_page_url: str | None
    source: Raw | None
    version: str | None
    raw_source_name: str | None
    raw_type: str
    pdf_url: None = None
    license: None = None
    license_id: None = None
    is_accepted: bool = True
    is_published: bool = True


class OpenAccess(Struct):
    is_oa: bool
    oa_status: str
    oa_url: str | None
    any_repository_has_fulltext: bool = False


class Percentile(Struct):
    value: float
    is_in_top_1_percent: bool
    is_in_top_10_percent: bool


class Work(Struct):
    id: str
    doi: str | None
    title: str
    display_name: str
    publication_year: int
    publication_date: str
    ids: dict[str, str]
    language: str | None
    primary_location: Location
    type: str
    indexed_in: list[str]
    open_access: OpenAccess
    authorships: list[Authorship]
    countries_distinct_count: int
    institutions_distinct_count: int
    corresponding_author_ids: list[str]
    corresponding_institution_ids: list[str]
    fwci: float | None
    cited_by_count: int
    citation_normalized_percentile: Percentile | None
    biblio: Biblio
    is_retracted: bool
    primary_topic: Raw
    topics: list[Raw]
    keywords: list[Raw]
    referenced_works_count: int
    referenced_works: list[str]
    abstract_inverted_index: dict[str, list[int]] | None
    counts_by_year: list[CitedInYear]
    updated_date: str
    created_date: str
    institutions: list[Raw] = []
    apc_list: None = None
    apc_paid: None = None
    has_fulltext: bool = False
    cited_by_percentile_year: None = None
    is_paratext: bool = False
    is_xpac: bool = False
    concepts: list[Raw] = []
    mesh: list[Raw] = []
    locations_count: int = 1
    locations: list[Location] = []
    best_oa_location: None = None
    sustainable_development_goals: list[Raw] = []
    awards: list[Raw] = []
    funders: list[Raw] = []
    related_works: list[str] = []


class AffiliationYears(Struct):
    institution: Raw
    years: list[int]


class SummaryStats(Struct):
    h_index: int
    i10_index: int


class Author(Struct):
    id: str
    orcid: str | None
    display_name: str
    display_name_alternatives: list[str]
    works_count: int
    cited_by_count: int
    summary_stats: SummaryStats
    ids: dict[str, str]
    affiliations: list[AffiliationYears]
    last_known_institutions: list[Raw]
    topics: list[Raw]
    longest_name: str
    works_api_url: str
    updated_date: str
    created_date: str


class Geo(Struct):
    country_code: str
    country: str
    city: None = None
    geonames_city_id: None = None
    region: None = None
    latitude: None = None
    longitude: None = None


class InstitutionRecord(Struct):
    id: str
    ror: None
    display_name: str
    country_code: str
    type: str
    lineage: list[str]
    works_count: int
    cited_by_count: int
    ids: dict[str, str]
    geo: Geo
    associated_institutions: list[dict[str, str | None]]
    updated_date: str
    created_date: str
    homepage_url: None = None
    image_url: None = None
    display_name_acronyms: list[str] = []
    display_name_alternatives: list[str] = []
    is_super_system: bool = False


class TopicRecord(Struct):
    id: str
    display_name: str
    description: str
    keywords: list[str]
    ids: dict[str, str]
    subfield: dict[str, str]
    field: dict[str, str]
    domain: dict[str, str]
    siblings: list[dict[str, str]]
    works_count: int
    cited_by_count: int
    updated_date: str
    created_date: str


ENCODER = msgspec.json.Encoder()


def encoded(value: Any) -> Raw:
    """Return a value as JSON that is put into records as it stands."""
    return Raw(ENCODER.encode(value))
