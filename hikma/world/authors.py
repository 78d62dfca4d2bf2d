"""The records of scientists who have written something, of institutions and of topics."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from . import fragments
from .bylines import House
from .institutions import institution_id
from .other_forms import AffiliationYears, Author, Geo, InstitutionRecord, SummaryStats, TopicRecord
from .persons import named, orcid_of, scientist_id, shown
from .population import FIRST_YEAR, LAST_YEAR, Population
from .tallies import Tallies
from .topics import OPENALEX, topics

UPDATED = "2026-03-14T08:00:00"
CREATED = "2025-12-31T00:00:00"


def author_records(
    population: Population, tallies: Tallies, houses: Sequence[House], first: int, last: int
) -> Iterator[Author]:
    """Return the records of those scientists first ... last - 1 who are on a work, by id."""
    h, i10 = (column.tolist() for column in tallies.h_and_i10(first, last))
    counted = (tallies.works, tallies.cited, tallies.on_own_topic, tallies.years)
    kept = (population.country, population.topic, population.institution)
    numbers = np.arange(first, last)
    derived = (population.former(numbers), population.moved(numbers), population.bits(numbers))
    columns = (*(column[first:last] for column in (*counted, *kept)), *derived)
    rows = zip(*(column.tolist() for column in columns), h, i10, strict=True)
    for number, row in enumerate(rows, start=first):
        if row[0]:
            yield _author(number, row, houses)


def _author(number: int, row: tuple[int, ...], houses: Sequence[House]) -> Author:
    works, cited, on_topic, years, country, topic, institution, former, moved, bits, h, i10 = row
    one = named(country, bits)
    name = shown(one, bits)
    others = {one.full(), one.initials(), one.inverted(), one.respelled(), one.native()} - {name, ""}
    orcid = orcid_of(number, bits)
    affiliations = _affiliations(years, houses[institution], houses[former], moved)
    return Author(
        id=scientist_id(number),
        orcid=orcid,
        display_name=name,
        display_name_alternatives=[name, *sorted(others)],
        works_count=works,
        cited_by_count=cited,
        summary_stats=SummaryStats(h, i10),
        ids={"openalex": scientist_id(number), "orcid": orcid} if orcid else {"openalex": scientist_id(number)},
        affiliations=affiliations,
        last_known_institutions=[affiliations[0].institution] if affiliations else [],
        topics=[fragments.counted_topic(topic, on_topic)] if on_topic else [],
        longest_name=max(name, *others, key=len) if others else name,
        works_api_url=f"https://api.openalex.org/works?filter=author.id:{scientist_id(number).removeprefix(OPENALEX)}",
        updated_date=UPDATED,
        created_date=CREATED,
    )


def _affiliations(years: int, now: House, before: House, moved: int) -> list[AffiliationYears]:
    """Return the institutions and the years, the latest first, in which works gave them."""
    told = [year for year in range(LAST_YEAR, FIRST_YEAR - 1, -1) if years >> (year - FIRST_YEAR) & 1]
    parts = (
        (now, [year for year in told if year >= moved]),
        (before, [year for year in told if year < moved]),
    )
    return [AffiliationYears(house.record, some) for house, some in parts if some]


def institution_records(houses: Sequence[House], tallies: Tallies) -> Iterator[InstitutionRecord]:
    """Return the record of every institution, by id."""
    for one, _ in houses:
        parent = houses[one.parent].institution if one.parent >= 0 else None
        yield InstitutionRecord(
            id=one.id,
            ror=None,
            display_name=one.name,
            country_code=one.country,
            type=one.kind,
            lineage=one.lineage,
            works_count=int(tallies.institution_works[one.number]),
            cited_by_count=int(tallies.institution_cited[one.number]),
            ids={"openalex": institution_id(one.number)},
            geo=Geo(one.country, one.country_name),
            associated_institutions=[
                {"id": parent.id, "ror": None, "display_name": parent.name, "country_code": parent.country,
                 "type": parent.kind, "relationship": "parent"}
            ] if parent else [],
            updated_date=UPDATED,
            created_date=CREATED,
        )  # fmt: skip


def topic_records(tallies: Tallies) -> Iterator[TopicRecord]:
    """Return the record of every topic, by id."""
    for number, topic in enumerate(topics()):
        siblings = [
            {"id": fragments.topic_id(k), "display_name": other.name}
            for k, other in enumerate(topics())
            if other.subfield == topic.subfield and k != number
        ]
        yield TopicRecord(
            id=fragments.topic_id(number),
            display_name=topic.name,
            description=f"Invented, of {topic.field.name}: {', '.join(topic.vocabulary.objects[:4])}.",
            keywords=list(topic.keywords),
            ids={"openalex": fragments.topic_id(number)},
            siblings=siblings,
            works_count=int(tallies.topic_works[number]),
            cited_by_count=int(tallies.topic_cited[number]),
            updated_date=UPDATED,
            created_date=CREATED,
            **fragments.levels(topic),
        )
