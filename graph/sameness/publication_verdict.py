"""What the levels of two references amount to: one publication, perhaps one, or two.

Points are added over the fields, as in the theory of record linkage (Fellegi and Sunter 1969), and set by hand so that
what names a place in print (volume, pages, DOI) can undo what a title says. They were set while looking at three sets
of labelled references, of two medical reviews and one on information systems; how they fare on others is said in
`docs/explanation/duplicate-records.md`.
"""

from __future__ import annotations

from math import exp
from typing import Literal, NamedTuple

from graph.sameness.publication_evidence import Levels, compare, sentence
from graph.sameness.publication_reference import Comparable
from graph.sameness.publication_relations import correction, repeated, reprinted
from graph.sameness.publication_titles import Title

POINTS: dict[str, dict[str, int]] = {
    "title": {"equal": 6, "spelled": 5, "longer": 3, "reworded": -2, "contrary": -6, "different": -8, "unknown": -8},
    "authors": {"agree": 4, "some": 1, "none": -6},
    "venue": {"same": 2, "alike": 1, "different": -2},
    "year": {"equal": 2, "next": 1, "different": -3},
    "volume": {"equal": 2, "different": -3},
    "number": {"equal": 1, "different": -4},
    "pages": {"article": 5, "first": 3, "start": 1, "overlap": 2, "apart": -5},
    "doi": {"equal": 6, "different": -5},
    "abstract": {"equal": 2, "different": -3},
    "kind": {"different": -6},
}
SAME = 13
"""The least sum of points of the verdict "same"."""
UNSURE = 5
"""The least sum of points that is worth a person's look."""
SAME_PLACE = 6
"""For one range of three pages or more in one issue by the same authors: two papers cannot share it."""
CONTRADICTED = 0.2
"""The greatest score of a pair in which a field contradicts."""
REPRINTED = 0.6
"""The score of two printings of one article."""

_COLUMN_TITLES = frozenset(
    "abstracts announcement announcements comment commentary comments contents correspondence editor editorial "
    "editorials editors foreword index introduction letter letters news notes obituary preface proceedings reply "
    "review reviews".split()
)


class Verdict(NamedTuple):
    """Score from 0 to 1, verdict and evidence of one pair."""

    score: float
    verdict: Literal["same", "correction", "unsure"]
    evidence: str


def judge(left: Comparable, right: Comparable, *, suspected: bool = False) -> Verdict | None:
    """The verdict on two references; none where they are two publications, unless they were `suspected` to be one."""
    levels = compare(left, right)
    total = _total(levels, left.title, right.title)
    apart = _notice(levels, left.title, right.title) or _another_issue(levels, left.title)
    score = round(1 / (1 + exp(SAME - 0.5 - total)), 4)
    if total >= SAME and apart is None and levels.title != "unknown" and _placed(levels):
        return Verdict(score, "same", sentence(levels))
    if reprinted(left, right, levels):
        return Verdict(REPRINTED, "same", sentence(levels, "printed twice, a year apart"))
    corrects = correction(left, right, levels)
    if corrects and repeated(left, right, levels):
        return Verdict(REPRINTED, "same", sentence(levels, "a correction that repeats the record of its article"))
    if corrects:
        return Verdict(min(score, CONTRADICTED), "correction", sentence(levels, corrects))
    if total < UNSURE and not (suspected or _alike(levels, left.title)):
        return None
    least = CONTRADICTED if apart or _contradicted(levels) else 0.5
    return Verdict(min(score, least), "unsure", sentence(levels, apart))


def _total(levels: Levels, left: Title, right: Title) -> int:
    total = sum(POINTS[field].get(level, 0) for field, level in levels._asdict().items())
    if levels.title in ("equal", "spelled"):
        total -= max(0, POINTS["title"]["equal"] - _distinctness(left if len(left.words) < len(right.words) else right))
    if levels.volume == "unknown" and levels.number == "equal" and levels.venue == "same":
        total += 1
    if _same_place(levels):
        total += SAME_PLACE
    return total


def _distinctness(title: Title) -> int:
    """How many points at most an equal title of so few words earns: "Editorial" hardly any."""
    return 2 if _is_column(title) else 2 + len(title.words)


def _is_column(title: Title) -> bool:
    """Whether the title says what kind of piece it is rather than what it is about: "Editor's comments"."""
    return 3 * sum(word in _COLUMN_TITLES for word in title.words) > len(title.words)


def _same_place(levels: Levels) -> bool:
    return (
        levels.pages == "article"
        and levels.authors == "agree"
        and levels.venue == "same"
        and levels.year == "equal"
        and levels.volume != "different"
        and levels.number != "different"
    )


def _alike(levels: Levels, title: Title) -> bool:
    """Whether title and authors alone make a person wonder, as with a paper of a meeting and that of a journal."""
    return levels.title == "equal" and levels.authors == "agree" and _distinctness(title) >= POINTS["title"]["equal"]


def _placed(levels: Levels) -> bool:
    """Whether more agrees than what a draft, a talk and an article have in common: title, authors, abstract, date."""
    return (
        levels.venue in ("same", "alike")
        or levels.doi == "equal"
        or levels.pages in ("article", "first")
        or (levels.volume == levels.number == "equal")
    )


def _another_issue(levels: Levels, title: Title) -> str | None:
    """That a column recurs: its title is no reason to overlook another volume, number or page."""
    elsewhere = {"different", "apart", "overlap", "start"} & {levels.year, levels.volume, levels.number, levels.pages}
    return "such a title recurs" if elsewhere and _is_column(title) else None


def _contradicted(levels: Levels) -> bool:
    """Whether a field contradicts; a title does not where both start on one page of one volume."""
    against = {field for field, level in levels._asdict().items() if POINTS[field].get(level, 0) < 0}
    return bool(against - {"title"} if _one_page(levels) else against)


def _one_page(levels: Levels) -> bool:
    return levels.volume == "equal" and levels.number != "different" and levels.pages in ("article", "first")


def _notice(levels: Levels, left: Title, right: Title) -> str | None:
    """That one is a correction, a reply, … and the other is not: on another page, or on the same as the reply to it."""
    announced = sorted(left.notices ^ right.notices)
    told = [notice for notice in announced if notice in ("a reply", "a comment") or not _one_page(levels)]
    return f"one alone is called {told[0]}" if told else None
