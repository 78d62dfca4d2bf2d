"""The form of a work's record: OpenAlex's, as of 2026."""

from __future__ import annotations

from msgspec import Raw, Struct


class AuthorName(Struct, gc=False):
    """The author as an authorship names them; no id where OpenAlex knows none."""

    id: str | None
    display_name: str
    orcid: str | None


class Affiliation(Struct, gc=False):
    """An affiliation as printed, and the institutions it was matched to."""

    raw_affiliation_string: str
    institution_ids: list[str]


class Authorship(Struct, gc=False):
    """One author of a work, with what the work itself says of them."""

    author_position: str
    author: AuthorName
    institutions: list[Raw]
    countries: list[str]
    is_corresponding: bool
    raw_author_name: str
    raw_affiliation_strings: list[str]
    affiliations: list[Affiliation]


class CitedInYear(Struct, gc=False):
    """Citations in one year."""

    year: int
    cited_by_count: int


class Biblio(Struct, gc=False):
    """Where in its journal a work stands."""

    volume: str | None
    issue: str | None
    first_page: str | None
    last_page: str | None


class Location(Struct, gc=False):
    """Where a work can be read."""

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


class OpenAccess(Struct, gc=False):
    """Whether and how a work is open."""

    is_oa: bool
    oa_status: str
    oa_url: str | None
    any_repository_has_fulltext: bool = False


class Percentile(Struct, gc=False):
    """Where a work stands among those of its year, type and subfield."""

    value: float
    is_in_top_1_percent: bool
    is_in_top_10_percent: bool


class Work(Struct, gc=False):
    """One work. Fields with a default never differ in this world."""

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
