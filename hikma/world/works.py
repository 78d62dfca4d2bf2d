"""The records of works: outline, authorships and contents put into OpenAlex's form."""

from __future__ import annotations

from collections.abc import Sequence
from math import erf, inf, log, sqrt
from typing import NamedTuple

from msgspec import Raw

from . import fragments
from .about import SPREAD
from .bylines import Byline
from .languages import draft_of, language_of
from .places import Place
from .plans import Special
from .population import LAST_YEAR
from .topics import FIRST_ID, OPENALEX, topics
from .work_form import Biblio, CitedInYear, Location, OpenAccess, Percentile, Work

DOI_PREFIX = "10.5555/hikma."
_RETRACTED = 0.001
_UNTOLD_LANGUAGE = 0.01
_CITED_SINCE = 2016
_OUTSIDE = 900_000_000
_TYPES = (
    ("article", 0.82), ("book-chapter", 0.89), ("preprint", 0.93), ("review", 0.96), ("dataset", 0.98),
    ("report", 0.99), ("book", 1.0),
)  # fmt: skip
_ACCESS = (
    ("closed", 0.50),
    ("gold", 0.74),
    ("green", 0.82),
    ("hybrid", 0.91),
    ("bronze", 0.96),
    ("diamond", 1.0),
)
_MONTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAYS = tuple(f"{month + 1:02d}-{day + 1:02d}" for month, length in enumerate(_MONTHS) for day in range(length))
DICE = 13


def work_id(number: int) -> str:
    """Return the id, in a range that OpenAlex does not use."""
    return f"{OPENALEX}W{FIRST_ID + number}"


class Facts(NamedTuple):
    """One work in numbers: `wording` seeds its text, `dice` (DICE of them) what depends on nothing else."""

    number: int
    wording: int
    year: int
    lead: Place
    byline: Byline
    about: Sequence[int]
    references: Sequence[int]
    cited: int
    expected: float
    special: Special | None
    dice: Sequence[float]


def work_record(facts: Facts) -> Work:
    """Return one work's record."""
    number, wording, year, lead, byline, about, cited_works, cited, expected, special, dice = facts
    step = int(dice[0] * fragments.STEPS)
    language = special.language if special else language_of(lead, dice[1])
    kind = "article" if special else _chosen(_TYPES, dice[2])
    draft = special.draft if special else draft_of(wording, language, about[0], lead, year, dice[3])
    doi = f"https://doi.org/{DOI_PREFIX}{number}" if dice[4] < 0.9 else None
    journal, source = fragments.journal(topics()[about[0]].field, int(dice[5] * 4))
    access = _chosen(_ACCESS, dice[6])
    references = sorted({_cited_id(one, number, k) for k, one in enumerate(cited_works)})
    return Work(
        id=work_id(number),
        doi=doi,
        title=draft.title,
        display_name=draft.title,
        publication_year=year,
        publication_date=f"{year}-{_DAYS[int(dice[7] * 365)]}",
        ids={"openalex": work_id(number), "doi": doi} if doi else {"openalex": work_id(number)},
        language=None if dice[8] < _UNTOLD_LANGUAGE and not special else language,
        primary_location=_location(doi, journal, source if kind in ("article", "review") else None, access, kind),
        type=kind,
        indexed_in=["crossref"] if doi else [],
        open_access=OpenAccess(access != "closed", access, doi if access != "closed" else None),
        authorships=byline.authorships,
        countries_distinct_count=byline.countries,
        institutions_distinct_count=byline.institutions,
        corresponding_author_ids=byline.corresponding,
        corresponding_institution_ids=byline.corresponding_institutions,
        fwci=round(cited / expected, 4) if kind in ("article", "review", "book-chapter") else None,
        cited_by_count=cited,
        citation_normalized_percentile=_percentile(cited / expected),
        biblio=_biblio(kind, year, dice[9]),
        is_retracted=dice[10] < _RETRACTED and not special,
        primary_topic=fragments.scored_topic(about[0], 0, step),
        topics=[fragments.scored_topic(one, k, step) for k, one in enumerate(about) if one >= 0],
        keywords=fragments.keywords(about[0], step),
        referenced_works_count=len(references),
        referenced_works=references,
        abstract_inverted_index=_inverted(draft.abstract),
        counts_by_year=_counts(year, cited),
        updated_date=f"2026-03-{1 + int(dice[11] * 14):02d}T08:{int(dice[0] * 60):02d}:00.000000",
        created_date=f"{max(year, 2016)}-12-31T00:00:00",
    )


def _chosen(table: tuple[tuple[str, float], ...], chance: float) -> str:
    return next(name for name, below in table if chance < below)


def _cited_id(cited: int, number: int, k: int) -> str:
    return work_id(cited) if cited >= 0 else work_id(_OUTSIDE + (number * 41 + k) % 50_000_000)


def _location(doi: str | None, journal: str, source: Raw | None, access: str, kind: str) -> Location:
    return Location(
        id=f"doi:{doi.removeprefix('https://doi.org/')}" if doi else None,
        is_oa=access != "closed",
        landing_page_url=doi,
        source=source,
        version="publishedVersion" if source else None,
        raw_source_name=journal if source else None,
        raw_type="journal-article" if kind == "article" else kind,
    )


def _percentile(impact: float) -> Percentile:
    """Return the share of works that are cited less, by the law that citations are drawn from."""
    above = (log(impact) + SPREAD**2 / 2) / SPREAD if impact > 0 else -inf
    value = round((1 + erf(above / sqrt(2))) / 2, 8)
    return Percentile(value, value >= 0.99, value >= 0.9)


def _biblio(kind: str, year: int, chance: float) -> Biblio:
    if kind not in ("article", "review"):
        return Biblio(None, None, None, None)
    page = 1 + int(chance * 900)
    return Biblio(str(year - 1990), str(1 + int(chance * 6)), str(page), str(page + 4 + int(chance * 17)))


def _inverted(words: Sequence[str]) -> dict[str, list[int]] | None:
    index: dict[str, list[int]] = {}
    for k, word in enumerate(words):
        if word in index:
            index[word].append(k)
        else:
            index[word] = [k]
    return index or None


def _counts(year: int, cited: int) -> list[CitedInYear]:
    """Return the citations of each of the last ten years, the latest first, evenly spread."""
    first = max(year, _CITED_SINCE)
    each, rest = divmod(cited, LAST_YEAR - first + 1)
    spread = [CitedInYear(y, each + (LAST_YEAR - y < rest)) for y in range(LAST_YEAR, first - 1, -1)]
    return [one for one in spread if one.cited_by_count]
