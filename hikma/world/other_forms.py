"""The forms of the records of authors, institutions and topics: OpenAlex's, as of 2026."""

from __future__ import annotations

from msgspec import Raw, Struct


class AffiliationYears(Struct, gc=False):
    """An institution and the years in which works gave it."""

    institution: Raw
    years: list[int]


class SummaryStats(Struct, gc=False):
    """h-index (Hirsch 2005) and i10-index."""

    h_index: int
    i10_index: int


class Author(Struct, gc=False):
    """One scientist who has written something."""

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


class Geo(Struct, gc=False):
    """Where an institution is: its country alone."""

    country_code: str
    country: str
    city: None = None
    geonames_city_id: None = None
    region: None = None
    latitude: None = None
    longitude: None = None


class InstitutionRecord(Struct, gc=False):
    """One institution."""

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


class TopicRecord(Struct, gc=False):
    """One topic, its upper levels and its siblings."""

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
