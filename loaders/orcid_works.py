"""The works of a record of ORCID as publications, one for each group that ORCID has made of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from graph.model import Publication
from loaders.cleaning import clean
from loaders.orcid_ids import work_ids
from loaders.orcid_record import Day, Work, number

_YEARS = range(1000, 2200)


def publications(subject: str, groups: Iterable[Sequence[Work]]) -> list[Publication]:
    """Each group as a publication, in the order of the record; two groups of one id are one publication.

    The id is the DOI of the version that ORCID shows, else that of another version of the group, else the record's
    own number of the work: `orcid:0000-…/put-code/NUMBER`, the smallest of the group. Each property is that of the
    version shown, or of the next one that states it.
    """
    found: dict[str, Publication] = {}
    for group in groups:
        if group:
            work = _publication(subject, sorted(group, key=_rank))
            found[work.id] = _united(found[work.id], work) if work.id in found else work
    return list(found.values())


def _rank(work: Work) -> tuple[int, int]:
    """The version that ORCID shows has the highest display index."""
    return -(number(work.display_index) or 0), number(work.put_code) or 0


def _publication(subject: str, versions: Sequence[Work]) -> Publication:
    ids = list(dict.fromkeys(one for work in versions for one in work_ids(work.ids)))
    doi = next((one for one in ids if one.startswith("doi:")), None)
    own = f"{subject}/put-code/{min((number(work.put_code) or 0, work.put_code) for work in versions)[1]}"
    dated = next((work.date for work in versions if _year(work.date)), Day())
    return Publication(
        doi or own,
        title=next((title for work in versions if (title := clean(work.title))), None),
        year=_year(dated),
        date=_date(dated),
        doi=doi.removeprefix("doi:") if doi else None,
        kind=next((work.kind.lower().replace("_", "-") for work in versions if work.kind), None),
        venue=next((venue for work in versions if (venue := clean(work.venue))), None),
        also=[one for one in ids if one != doi] or None,
    )


def _united(before: Publication, again: Publication) -> Publication:
    """What the first one states, then what only the other one does."""
    added = {name: value for name, value in again._asdict().items() if getattr(before, name) is None}
    also = list(dict.fromkeys([*(before.also or []), *(again.also or [])]))
    return before._replace(**(added | {"also": also or None}))


def _year(day: Day) -> int | None:
    year = number(day.year)
    return year if year in _YEARS else None


def _date(day: Day) -> str | None:
    """The date where it is known to the day, and there is such a day."""
    try:
        return date(*(number(part) or 0 for part in day)).isoformat()
    except (ValueError, OverflowError):
        return None
