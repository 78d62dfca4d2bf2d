"""What a record of ORCID states: the person, the organisations that employ them, and their works."""

from __future__ import annotations

from functools import lru_cache

from graph.countries import all_countries, country_name
from graph.model import AffiliatedWith, Authored, Country, Fact, Institution, LocatedIn, Merged, Scientist
from loaders.cleaning import clean
from loaders.loader import Parsed
from loaders.orcid_ids import organisation_id, person_ids
from loaders.orcid_record import Employment, Gone, Record, number
from loaders.orcid_works import publications

LONGEST = 80
"""Years; a longer employment is a mistyped one, and is taken to be without years."""
_YEARS = range(1850, 2200)


def record_facts(record: Record | Gone) -> Parsed:
    """All that a record states.

    Of affiliations only employments are taken: where somebody studied, is a member or was invited is no address under
    which they publish. One whose organisation has no id of ROR, GRID, Ringgold, the funder registry or LEI cannot be
    told from others of the same name, and is left out. Works that ORCID groups are one publication.
    """
    subject = f"orcid:{record.orcid}"
    if isinstance(record, Gone):
        return Parsed(subject, [Merged(subject, f"orcid:{record.into}" if record.into else None, "Scientist")])
    works = publications(subject, record.works)
    return Parsed(
        subject,
        [
            _scientist(subject, record),
            *_employment_facts(subject, record),
            *works,
            *(Authored(subject, work.id) for work in works),
        ],
    )


def _scientist(subject: str, record: Record) -> Scientist:
    told = clean(" ".join(part for part in (record.given, record.family) if part))
    names = [clean(record.credit), told, *map(clean, record.other_names)]
    forms = list(dict.fromkeys(name for name in names if name))
    return Scientist(
        subject,
        name=forms[0] if names[0] or told else None,
        names=forms or None,
        orcid=record.orcid,
        also=person_ids(record.ids) or None,
        keywords=sorted({word for text in record.keywords if (word := clean(text))}) or None,
        works_count=sum(map(bool, record.works)) if record.works_count is None else record.works_count,
    )


def _employment_facts(subject: str, record: Record) -> list[Fact]:
    institutions: dict[str, Institution] = {}
    places: dict[str | tuple[str, str], Fact] = {}
    years: dict[str, set[int]] = {}
    for post in record.employments:
        institution = organisation_id(post.register, post.identifier)
        if not institution:
            continue
        institutions.setdefault(institution, _institution(institution, post))
        years.setdefault(institution, set()).update(_years(post, record.modified))
        code = (post.country or "").upper()
        if code in all_countries():
            places[code] = _country(code)
            places[institution, code] = LocatedIn(institution, code)
    links = [AffiliatedWith(subject, institution, sorted(known) or None) for institution, known in years.items()]
    return [*institutions.values(), *places.values(), *links]


def _institution(institution: str, post: Employment) -> Institution:
    scheme, _, bare = institution.partition(":")
    return Institution(
        institution, name=clean(post.organisation), ror=bare if scheme == "ror" else None, city=clean(post.city)
    )


@lru_cache(maxsize=512)
def _country(code: str) -> Country:
    return Country(code, country_name(code))


def _years(post: Employment, modified: int | None) -> range:
    """From start to end; one without an end lasts to the last change of the record, one without a start is its end."""
    start, end = _year(post.start), _year(post.end)
    if start and not post.end:
        end = max(start, modified or start)
    first, last = start or end, end
    return range(first, last + 1) if first and last and last - first < LONGEST else range(0)


def _year(text: str | None) -> int | None:
    year = number(text)
    return year if year in _YEARS else None
