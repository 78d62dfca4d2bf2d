"""What a knowledge graph of scholarship holds: five kinds of node and seven kinds of link.

The classes below are the only place where a property is declared. A loader makes their instances; the Arrow schema
of staged parts, the tables of the embedded store, the constraints and merges of Neo4j and the headers of its bulk
import are all derived from them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Annotated, Any, NamedTuple, get_args, get_origin, get_type_hints

import pyarrow as pa


class Merge(Enum):
    """How values that several records state about one thing become one value."""

    BEST = "the thing's own record before a mention of it, then the smallest record id"
    UNION = "all that any record states, sorted"


class Refers(NamedTuple):
    """Marks a list of ids: which kind of node they are ids of."""

    to: str


class Scientist(NamedTuple):
    """A person who is named as an author."""

    id: Annotated[str, "`openalex:A…`, `orcid:…`, `table:…`; or the work's id and the position, see `local`"]
    name: Annotated[str | None, "display name"] = None
    names: Annotated[list[str] | None, "every form of the name that was seen, in any script", Merge.UNION] = None
    orcid: Annotated[str | None, "ORCID iD, 0000-0000-0000-0000"] = None
    also: Annotated[list[str] | None, "other ids of the same person, in any source", Merge.UNION] = None
    keywords: Annotated[list[str] | None, "words with which the person describes the own work", Merge.UNION] = None
    local: Annotated[bool, "true where the source gives no author id: one authorship, not yet a known person"] = False
    works_count: Annotated[int | None, "works as the source counts them, in this base or not"] = None
    cited_by_count: Annotated[int | None, "citations as the source counts them"] = None
    h_index: Annotated[int | None, "h-index as the source computes it"] = None


class Institution(NamedTuple):
    """An organisation that scientists give as their affiliation."""

    id: Annotated[str, "`openalex:I…`, `ror:…`, `table:…`"]
    name: Annotated[str | None, "display name"] = None
    names: Annotated[list[str] | None, "other names: labels, aliases, acronyms"] = None
    name_languages: Annotated[list[str] | None, "language of each of `names` (ISO 639), empty where unknown"] = None
    ror: Annotated[str | None, "ROR id, without its prefix"] = None
    also: Annotated[list[str] | None, "other ids of the same organisation, in any source", Merge.UNION] = None
    kind: Annotated[str | None, "education, facility, government, company, …, as the source says"] = None
    city: Annotated[str | None, "place name"] = None
    latitude: Annotated[float | None, "degrees north"] = None
    longitude: Annotated[float | None, "degrees east"] = None
    established: Annotated[int | None, "year"] = None
    status: Annotated[str | None, "active, inactive or withdrawn, as ROR says"] = None
    parents: Annotated[
        list[str] | None, "ids of the organisations it is part of, loaded or not", Refers("Institution")
    ] = None
    related: Annotated[list[str] | None, "ids of organisations that are related to it", Refers("Institution")] = None
    successors: Annotated[list[str] | None, "ids of those that took its place", Refers("Institution")] = None


class Country(NamedTuple):
    """A country or territory of ISO 3166-1 that some record names."""

    id: Annotated[str, "ISO 3166-1 alpha-2"]
    name: Annotated[str | None, "name in English"] = None


class Topic(NamedTuple):
    """A subject of research, at one of four levels."""

    id: Annotated[str, "`openalex:T…`, `openalex:subfields/…`, `openalex:fields/…`, `openalex:domains/…`, `table:…`"]
    name: Annotated[str | None, "display name"] = None
    level: Annotated[str | None, "topic, subfield, field or domain"] = None
    keywords: Annotated[list[str] | None, "words that the source gives for it"] = None
    description: Annotated[str | None, "what it is about, as the source says"] = None


class Publication(NamedTuple):
    """A work: article, chapter, preprint, dataset, …"""

    id: Annotated[str, "`openalex:W…`, `doi:…`, `table:…`"]
    title: Annotated[str | None, "title"] = None
    abstract: Annotated[str | None, "abstract"] = None
    year: Annotated[int | None, "year of publication"] = None
    date: Annotated[str | None, "date of publication, YYYY-MM-DD"] = None
    doi: Annotated[str | None, "DOI in lower case, without its prefix"] = None
    kind: Annotated[str | None, "article, book-chapter, …, as the source says"] = None
    language: Annotated[str | None, "ISO 639 code, as the source says"] = None
    venue: Annotated[str | None, "journal, series or repository"] = None
    volume: Annotated[str | None, "volume of the journal"] = None
    issue: Annotated[str | None, "number within the volume"] = None
    pages: Annotated[str | None, "first and last page, 120-134, or the number of the article"] = None
    also: Annotated[list[str] | None, "other ids of the same publication, in any source", Merge.UNION] = None
    retracted: Annotated[bool | None, "true where the source says it was withdrawn"] = None
    cited_by_count: Annotated[int | None, "citations as the source counts them"] = None
    fwci: Annotated[float | None, "field-weighted citation impact, as the source computes it"] = None
    citation_percentile: Annotated[float | None, "percentile of citations in its field and year, 0 to 1"] = None
    authors: Annotated[int | None, "number of authorships that the record lists"] = None
    keywords: Annotated[list[str] | None, "keywords"] = None
    references: Annotated[list[str] | None, "ids of the works it cites, loaded or not", Refers("Publication")] = None
    withheld: Annotated[int | None, "how many of its authors asked not to be named here"] = None
    withheld_institutions: Annotated[list[str] | None, "institutions of those authors", Refers("Institution")] = None
    withheld_countries: Annotated[list[str] | None, "countries of those authors, alpha-2"] = None


class Authored(NamedTuple):
    """A scientist is named as an author of a publication; the same name twice in one byline is one link."""

    scientist: str
    publication: str
    positions: Annotated[list[int] | None, "place in the byline, from 1; two where the author is named twice"] = None
    corresponding: Annotated[bool | None, "is a corresponding author"] = None
    names: Annotated[list[str] | None, "name as printed, one for each of `positions`"] = None
    institutions: Annotated[
        list[str] | None, "ids of the institutions of this authorship, in order", Refers("Institution")
    ] = None
    countries: Annotated[list[str] | None, "countries of this authorship, alpha-2, sorted; empty where unknown"] = None
    last: Annotated[bool | None, "stands last in a byline of two or more"] = None
    affiliations: Annotated[list[str] | None, "affiliations as printed, where a source gives just text"] = None
    found_institutions: Annotated[
        list[str] | None, "ids of institutions that Hikma recognised in that text", Refers("Institution")
    ] = None
    found_countries: Annotated[list[str] | None, "countries that Hikma recognised in that text, alpha-2"] = None
    found_confidence: Annotated[float | None, "how sure the least sure one is, 0 to 1"] = None


class AffiliatedWith(NamedTuple):
    """A scientist gave an institution as affiliation."""

    scientist: str
    institution: str
    years: Annotated[
        list[int] | None, "years in which a publication or the source's own record says so", Merge.UNION
    ] = None


class LocatedIn(NamedTuple):
    """An institution is in a country."""

    institution: str
    country: str


class PartOf(NamedTuple):
    """An institution belongs to another, directly or through others; both are loaded."""

    institution: str
    parent: str


class About(NamedTuple):
    """A publication is about a topic."""

    publication: str
    topic: str
    score: Annotated[float | None, "the source's confidence, 0 to 1"] = None
    main: Annotated[bool | None, "the topic the publication is most about"] = None


class Broader(NamedTuple):
    """A topic has a wider one above it."""

    topic: str
    broader: str


class Cites(NamedTuple):
    """A publication lists another among its references; both are loaded."""

    publication: str
    cited: str


class Merged(NamedTuple):
    """A source has given up one of its ids: for another, or altogether. It is no part of the graph itself."""

    id: str
    into: Annotated[str | None, "the id that stands for it now; none where the source has deleted it"]
    kind: Annotated[str, "name of the kind of node"]


class Judged(NamedTuple):
    """Whether two ids name one thing; a later judgement of the same two prevails. It is no part of the graph itself."""

    id: Annotated[str, "`judged:KIND LEFT RIGHT`"]
    kind: Annotated[str, "name of the kind of node"]
    left: str
    right: str
    verdict: Annotated[str, "same, different, unsure, or withdrawn"]
    score: Annotated[float | None, "0 to 1, where it was scored"] = None
    reason: Annotated[str | None, "on which grounds, in words"] = None


Fact = (
    Scientist | Institution | Country | Topic | Publication
    | Authored | AffiliatedWith | LocatedIn | PartOf | About | Broader | Cites
    | Merged | Judged
)  # fmt: skip


class Column(NamedTuple):
    """One property, as every store needs to know it."""

    name: str
    type: pa.DataType
    meaning: str
    merge: Merge
    refers: str | None
    """Name of the kind of node that its values are ids of."""


@dataclass(frozen=True)
class Node:
    """A kind of node; `id` is its key."""

    name: str
    row: type[Any]

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """Its properties in declared order, `id` first."""
        identifier, *properties = _columns(self.row)
        return (identifier._replace(refers=self.name), *properties)

    @property
    def key(self) -> tuple[str, ...]:
        """The columns that identify one."""
        return ("id",)


@dataclass(frozen=True)
class Link:
    """A kind of link; the first two columns are its ends, and also its key."""

    name: str
    row: type[Any]
    start: Node
    end: Node
    listed_in: str | None = None
    """The list property of the start node that this link is drawn from, once the other end is loaded too."""

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """Its two ends, then its properties in declared order."""
        start, end, *properties = _columns(self.row)
        return (start._replace(refers=self.start.name), end._replace(refers=self.end.name), *properties)

    @property
    def key(self) -> tuple[str, ...]:
        """The columns that identify one."""
        return (self.columns[0].name, self.columns[1].name)

    @property
    def properties(self) -> tuple[Column, ...]:
        """The columns beyond its two ends."""
        return self.columns[2:]


def _columns(row: type[Any]) -> tuple[Column, ...]:
    hints = get_type_hints(row, include_extras=True)
    return tuple(_column(name, hint) for name, hint in hints.items())


def _column(name: str, hint: Any) -> Column:
    kind, *notes = get_args(hint) if get_origin(hint) is Annotated else (hint,)
    meaning = next((note for note in notes if isinstance(note, str)), "id of the node at this end")
    merge = next((note for note in notes if isinstance(note, Merge)), Merge.BEST)
    refers = next((note.to for note in notes if isinstance(note, Refers)), None)
    value = (
        next((part for part in get_args(kind) if part is not type(None)), kind)
        if get_origin(kind) is not list
        else kind
    )
    return Column(name, _ARROW[value], meaning, merge, refers)


_ARROW: dict[Any, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    list[str]: pa.list_(pa.string()),
    list[int]: pa.list_(pa.int64()),
}

SCIENTIST = Node("Scientist", Scientist)
INSTITUTION = Node("Institution", Institution)
COUNTRY = Node("Country", Country)
TOPIC = Node("Topic", Topic)
PUBLICATION = Node("Publication", Publication)
NODES = (SCIENTIST, INSTITUTION, COUNTRY, TOPIC, PUBLICATION)

AUTHORED = Link("AUTHORED", Authored, SCIENTIST, PUBLICATION)
AFFILIATED_WITH = Link("AFFILIATED_WITH", AffiliatedWith, SCIENTIST, INSTITUTION)
LOCATED_IN = Link("LOCATED_IN", LocatedIn, INSTITUTION, COUNTRY)
PART_OF = Link("PART_OF", PartOf, INSTITUTION, INSTITUTION, listed_in="parents")
ABOUT = Link("ABOUT", About, PUBLICATION, TOPIC)
BROADER = Link("BROADER", Broader, TOPIC, TOPIC)
CITES = Link("CITES", Cites, PUBLICATION, PUBLICATION, listed_in="references")
LINKS = (AUTHORED, AFFILIATED_WITH, LOCATED_IN, PART_OF, ABOUT, BROADER, CITES)

KINDS: tuple[Node | Link, ...] = (*NODES, *LINKS)
MERGED = Node("MERGED", Merged)
JUDGED = Node("JUDGED", Judged)
STATED: tuple[Node | Link, ...] = (
    *(kind for kind in KINDS if not (isinstance(kind, Link) and kind.listed_in)),
    MERGED,
    JUDGED,
)
"""The kinds that staged records state; the others are drawn from a list property."""
OF_ROW: dict[type[Any], Node | Link] = {kind.row: kind for kind in (*KINDS, MERGED, JUDGED)}


def schema(kind: Node | Link) -> pa.Schema:
    """The Arrow schema of one kind's columns, in declared order."""
    return pa.schema([(column.name, column.type) for column in kind.columns])
