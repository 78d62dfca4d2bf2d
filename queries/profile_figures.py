"""The rows of a profile, one a figure: what it is of, its value and limits, and the publications that it counts."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from queries.measures.arrays import IntArray
from queries.profile_corpus import Corpus
from queries.profile_summary import Estimate
from queries.question import Value
from queries.saying import Said, said

COLUMNS = {
    "section": "what the row is of: totals, years, topics, partners, …",
    "id": "id of the thing; of a country its alpha-2 code, of a year the year",
    "figure": "name of the figure",
    "name": "name of the thing",
    "value": "the figure; shares and growth are between 0 and 1 (0.05: 5 %)",
    "low": "lower end of its 95 % interval; none where it has none",
    "high": "upper end of it",
    "publications": "how many publications it counts, each once; they can be listed",
    "of": "of how many publications these are",
    "unit": "what value is in",
    "meaning": "what the figure is",
}
KEY = 3
BRIEF = ("section", "id", "figure", "name", "value", "low", "high", "publications", "of")

_SHARE, _A_YEAR, _RATIO, _INDEX, _WORKS = (
    said("share"), said("a year"), said("ratio"), said("index"), said("publications"),
)  # fmt: skip


def _of_known(meaning: Said) -> Said:
    return said("{meaning}; publications: those, of: those of which it is known; limits of Wilson", meaning=meaning)


MEANINGS = {
    "publications": (_WORKS, said("publications, as they are counted (full or fractional)")),
    "share_of_base": (_SHARE, said("publications over all of the base in the same period and topic")),
    "share_of_country": (_SHARE, said("publications over those of the institution's country")),
    "share": (_SHARE, said("publications over those of the subject that name anything of the kind")),
    "international_share": (_SHARE, _of_known(said("publications of two countries or more, counted whole"))),
    "leadership": (
        _SHARE,
        _of_known(said("publications with a corresponding (else first) author here, counted whole")),
    ),
    "fwci": (
        _RATIO,
        said("mean field-weighted citation impact, 1 is the world's mean; over publications that have one"),
    ),
    "top_10_share": (
        _SHARE,
        _of_known(said("publications of the most cited tenth of their field, year and type")),
    ),
    "fwci_known": (_SHARE, said("publications with a field-weighted citation impact")),
    "percentile_known": (_SHARE, said("publications with a citation percentile")),
    "scientists": (said("scientists"), said("ids of scientists on these publications, from here")),
    "institutions": (said("institutions"), said("institutions of the authorships from here")),
    "countries": (said("countries"), said("countries of the authorships")),
    "growth": (_A_YEAR, said("annual growth of publications, by Poisson regression on the last whole years")),
    "growth_of_base": (_A_YEAR, said("the same of all publications of the base in the same period and topic")),
    "growth_beyond": (_A_YEAR, said("annual growth beyond that of all publications of the subject")),
    "activity_index": (
        _RATIO,
        said("share of the own output in the topic over the base's share in it; 1 is the base's"),
    ),
    "symmetric_index": (_INDEX, said("(activity index - 1) / (activity index + 1), from -1 to 1")),
    "joint": (_WORKS, said("publications with both, each counted once")),
    "expected": (_WORKS, said("joint publications that chance expects")),
    "ratio": (_RATIO, said("joint over expected; Garwood's limits of joint over expected")),
    "cosine": (_INDEX, said("Salton's cosine: joint over the root of the product of both")),
    "missing": (_WORKS, said("expected less joint less what authors without a country could hide")),
    "year": (said("year"), said("year of publication")),
    "first_year": (said("year"), said("first year of these; of an institution also of what sources say beside them")),
    "last_year": (said("year"), said("last year of them")),
    "coauthors": (said("scientists"), said("ids of scientists on the same publications")),
    "printed": (_WORKS, said("publications that print this form of the name")),
}
"""What the value of each figure is in, and what the figure is."""

SECTIONS = (
    said("totals"), said("years"), said("topics"), said("growing topics"), said("partners"), said("countries"),
    said("institutions"), said("scientists"), said("parts"), said("narrower topics"), said("adjoining topics"),
    said("gaps"), said("missing pairs"), said("newest"), said("names"), said("co-authors"), said("ties"),
)  # fmt: skip
FIGURES = (
    said("publications"), said("share of base"), said("share of country"), said("share"), said("international share"),
    said("leadership"), said("fwci"), said("top 10 share"), said("fwci known"), said("percentile known"),
    said("scientists"), said("institutions"), said("countries"), said("growth"), said("growth of base"),
    said("growth beyond"), said("activity index"), said("symmetric index"), said("joint"), said("expected"),
    said("ratio"), said("cosine"), said("missing"), said("year"),
    said("first year"), said("last year"), said("coauthors"), said("printed"),
)  # fmt: skip
"""The keys of `MEANINGS` as a page writes them, with spaces."""


class Figure(NamedTuple):
    """One figure of a thing; the places of the publications that it counts are `behind`."""

    section: str
    id: str
    figure: str
    name: str
    value: float | None
    low: float | None
    high: float | None
    behind: IntArray
    of: int

    def row(self) -> tuple[Value, ...]:
        """The row of an answer."""
        numbers = (_known(one) for one in (self.value, self.low, self.high))
        named = (self.section, self.id, self.figure, self.name)
        return *named, *numbers, int(self.behind.size), self.of, *MEANINGS[self.figure]


def figures(section: str, id_: str, name: str, found: Mapping[str, Estimate]) -> list[Figure]:
    """A row for each figure of a thing."""
    return [Figure(section, id_, figure, name, *estimate) for figure, estimate in found.items()]


def rows(made: Iterable[Figure]) -> tuple[tuple[Value, ...], ...]:
    """The rows of an answer."""
    return tuple(one.row() for one in made)


def behind(held: Corpus, made: Iterable[Figure], key: Sequence[str]) -> list[str]:
    """The ids of the publications that the figure of this section, id and name counts; none where there is none."""
    found = next((one for one in made if [one.section, one.id, one.figure] == list(key)), None)
    return held.ids(found.behind) if found else []


def _known(value: float | None) -> float | None:
    return None if value is None or math.isnan(value) else float(value)
