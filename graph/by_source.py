"""What each source says now: its publications and authorships, and how many of them lack what is asked about most."""

from __future__ import annotations

from typing import NamedTuple

from graph import prevailing
from graph.base import Base
from graph.model import ABOUT, AUTHORED, PUBLICATION, SCIENTIST
from graph.prevailing import rows_of


class Stated(NamedTuple):
    """What the records of one source state now; a publication of two sources is in both."""

    source: str
    records: int
    publications: int
    without_abstract: int
    without_topic: int
    without_country: int
    authorships: int
    authorships_without_country: int
    scientists: int
    scientists_without_orcid: int


def by_source(base: Base) -> list[Stated]:
    """A row for each source that states anything of publications or scientists, in order of name.

    Countries are those that the source states itself or that were recognised in its texts; ids are the source's own,
    before any two of them are found to be one.
    """
    with prevailing.opened(base.staging) as db:
        found = db.execute(_SQL).fetchall()
    return [Stated(*row) for row in found]


_COUNTRIES = "len(coalesce(countries, [])) + len(coalesce(found_countries, []))"
_SQL = f"""
    WITH publications AS (
        SELECT source, id, bool_and(abstract IS NULL) AS without_abstract FROM {rows_of(PUBLICATION, "now")}
        WHERE own GROUP BY ALL
    ),
    lines AS (
        SELECT source, publication, scientist, max({_COUNTRIES}) = 0 AS without_country
        FROM {rows_of(AUTHORED, "now")} GROUP BY ALL
    ),
    people AS (
        SELECT source, id, bool_and(orcid IS NULL) AS without_orcid FROM {rows_of(SCIENTIST, "now")} GROUP BY ALL
    ),
    placed AS (SELECT DISTINCT source, publication AS id FROM lines WHERE NOT without_country),
    topical AS (SELECT DISTINCT source, publication AS id FROM {rows_of(ABOUT, "now")})
    SELECT source, coalesce(records, 0), coalesce(publications, 0), coalesce(without_abstract, 0),
        coalesce(without_topic, 0), coalesce(without_country, 0), coalesce(authorships, 0),
        coalesce(authorships_without_country, 0), coalesce(scientists, 0), coalesce(scientists_without_orcid, 0)
    FROM (SELECT source, count(*) AS records FROM now GROUP BY source)
    LEFT JOIN (
        SELECT source, count(*) AS publications, count(*) FILTER (without_abstract) AS without_abstract,
            count(*) FILTER (t.id IS NULL) AS without_topic, count(*) FILTER (n.id IS NULL) AS without_country
        FROM publications AS p LEFT JOIN placed AS n USING (source, id) LEFT JOIN topical AS t USING (source, id)
        GROUP BY source
    ) USING (source)
    LEFT JOIN (
        SELECT source, count(*) AS authorships,
            count(*) FILTER (without_country) AS authorships_without_country
        FROM lines GROUP BY source
    ) USING (source)
    LEFT JOIN (
        SELECT source, count(*) AS scientists, count(*) FILTER (without_orcid) AS scientists_without_orcid
        FROM people GROUP BY source
    ) USING (source)
    WHERE publications > 0 OR scientists > 0 ORDER BY source"""
