"""Two references that field by field are apart, and yet of one article: its correction, and its second printing."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from graph.sameness.publication_evidence import Levels
from graph.sameness.publication_notices import CORRECTION, RETRACTION
from graph.sameness.publication_pages import Pages
from graph.sameness.publication_reference import Comparable

_CORRECTING_KINDS = frozenset(
    ("correction", "corrigendum", "erratum", "published erratum", "retraction", "retraction of publication")
)
_LONG_ABSTRACT = 400
"""Letters from which an abstract tells one article from the next of a series."""
_ONE_ABSTRACT = 97
"""Similarity of abstracts, in per cent, from which they are equal but for the way they are printed."""
_NAMED = 4
"""Words from which a title names an article."""


def correction(left: Comparable, right: Comparable, levels: Levels) -> str | None:
    """That one is the correction or retraction of the other, or that both are of one article; none where they are not.

    It must be certain that a notice is announced; what it names besides must be the whole title of the other, of four
    words or more; authors and journal agree; and it is not printed before the article. A retraction must stand in
    another place than the article, which itself may be marked "Retracted".
    """
    if levels.title not in ("equal", "spelled") or levels.authors != "agree" or levels.venue != "same":
        return None
    if min(len(left.title.words), len(right.title.words)) < _NAMED:
        return None
    if (left.title.notices ^ right.title.notices) - {CORRECTION, RETRACTION}:
        return None
    notices = [one for one in (left, right) if one.title.corrects or one.kind in _CORRECTING_KINDS]
    if len(notices) == 2:
        return "both correct one article" if _elsewhere(levels) else None
    return _notice_of(notices[0], right if notices[0] is left else left, levels) if notices else None


def _notice_of(notice: Comparable, article: Comparable, levels: Levels) -> str | None:
    # An article that was online in December may bear the year of its issue, and the notice that of the web.
    if notice.year and article.year and notice.year < article.year - 1:
        return None
    if _retracts(notice):
        return "one is the retraction of the other" if _elsewhere(levels) else None
    return "one is a correction of the other"


def _retracts(one: Comparable) -> bool:
    return RETRACTION in one.title.notices or one.kind.startswith("retraction")


def _elsewhere(levels: Levels) -> bool:
    return bool({"different", "apart"} & {levels.year, levels.volume, levels.number, levels.pages, levels.doi})


def reprinted(left: Comparable, right: Comparable, levels: Levels) -> bool:
    """Whether an article was printed twice: in one issue number of two volumes and years that follow each other.

    Title, authors, journal and a long abstract are equal, each number in it too, and the page spans are of one length.
    A group or society as author does not count, nor does a supplement: guidelines are printed anew each year under one
    title, over as many pages and with the same first sentences.
    """
    return (
        levels.title == "equal"
        and levels.authors == "agree"
        and levels.venue == "same"
        and levels.number == "equal"
        and not (left.byline.corporate or right.byline.corporate)
        and len(left.title.words) >= _NAMED
        and left.title.notices == right.title.notices
        and _in_step(left, right)
        and _of_one_length(left.pages, right.pages)
        and _of_one_text(left.abstract, right.abstract)
    )


def repeated(left: Comparable, right: Comparable, levels: Levels) -> bool:
    """Whether a correction's record repeats that of its article: authors, place up to the page, and a long abstract.

    It describes the article, whose correction has no abstract: as its own publication it would be counted twice. A
    retraction does not count, whatever it repeats: that the article was withdrawn must not be lost.
    """
    return (
        not (_retracts(left) or _retracts(right))
        and levels.authors == "agree"
        and levels.venue == "same"
        and levels.year == levels.volume == levels.number == "equal"
        and _of_one_text(left.abstract, right.abstract)
    )


def _in_step(left: Comparable, right: Comparable) -> bool:
    if left.year is None or right.year is None or left.volume is None or right.volume is None:
        return False
    return left.year - right.year == left.volume - right.volume in (-1, 1)


def _of_one_length(left: object, right: object) -> bool:
    return (
        isinstance(left, Pages)
        and isinstance(right, Pages)
        and left.last - left.first == right.last - right.first >= 2
        and left.first != right.first
    )


def _of_one_text(left: str, right: str) -> bool:
    return (
        min(len(left), len(right)) >= _LONG_ABSTRACT
        and re.findall(r"\d+", left) == re.findall(r"\d+", right)
        and fuzz.ratio(left, right) >= _ONE_ABSTRACT
    )
