"""What one work is to another that says the same: by rules that anyone can check, the first that holds.

1. *same record*: one DOI; or the fields of the two records agree as `graph.sameness.publications` asks; or one corrects
   or retracts the other; or equal titles of four words or more, an author in common, and texts alike by
   `SAME_TEXT` or one without abstract, at most `YEARS` years apart.
2. *review of*: the title of one announces a review, comment, reply or discussion of the other, or its kind is
   peer-review; or exactly one of two without a common author is of the kind review.
3. *translation*: their languages differ, and they have an author, or two references and half of the shorter list, in
   common, or their sentence vectors are alike by `SAME_MEANING`.
4. *same group continuing*: an author in common, by id, or by names that are alike.
5. *independent overlap*: both name authors, and none is common.

Where one of the two names nobody, or keeps an author unnamed, and no earlier rule holds, there is no relation.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from graph.names import MATCH, name_similarity
from graph.sameness.publication_notices import CORRECTION, RETRACTION
from graph.sameness.publication_titles import read as read_title
from graph.sameness.publications import Reference, link
from graph.search.words import terms
from queries.duplicate_records import Author, Described
from queries.saying import said

SAME_RECORD, CONTINUING = said("same record"), said("same group continuing")
INDEPENDENT, TRANSLATION, REVIEW = said("independent overlap"), said("translation"), said("review of")
RELATIONS = (SAME_RECORD, CONTINUING, INDEPENDENT, TRANSLATION, REVIEW)

SAME_TEXT = 0.5
SAME_MEANING = 0.7
YEARS = 2
_TITLE_WORDS = 4
_MOST_AUTHORS = 40
_REVIEWS = re.compile(
    r"^\W*(?:book )?review(?:ed work)?s?\b\W*(?:of\b|:)|\b(?:book review|review of)\b|\[review\]"
    r"|^\W*(?:comments?|discussion|reply|response|rejoinder)\b\W*(?:on\b|of\b|to\b|:)"
    r"|[-–—:.(]\s*(?:comment|discussion|reply|book review)\W*$"
    r"|^\W*(?:compte[- ]rendu|recension|рецензия|отзыв|kitap incelemesi|kitap tanıtımı|resensi|ulasan buku|"
    r"مراجعة كتاب|عرض كتاب|نقد کتاب)\b",
    re.IGNORECASE,
)
_REVIEWING_KINDS = ("peer-review", "book-review")


class Relation(NamedTuple):
    """What one is to the other, and by which rule; the name is none where no rule holds."""

    name: str | None
    why: str


def relation(asked: Described, found: Described, similarity: float, meaning: float = 0.0) -> Relation:
    """The first rule that holds of a work or text that is asked about and a publication that was found.

    `similarity` is that of their words, `meaning` the cosine of their sentence vectors, where there are any.
    """
    common = shared_author(asked, found)
    rules = (
        _same_record(asked, found, similarity, common),
        _review(asked, found, common),
        _translation(asked, found, meaning, common),
        Relation(CONTINUING, said("an author in common: {author}", author=common)) if common else None,
    )
    return next((rule for rule in rules if rule), None) or _apart(asked, found)


def shared_author(asked: Described, found: Described) -> str | None:
    """The first author of one who is in the byline of the other, by id or else by name; none where nobody is."""
    ids = {author.id for author in asked.authors if author.id}
    same = next((author.name for author in found.authors if author.id in ids), None)
    if same:
        return same
    for one in asked.authors[:_MOST_AUTHORS]:
        for other in found.authors[:_MOST_AUTHORS]:
            if _one_name(one, other):
                return other.name
    return None


def _one_name(one: Author, other: Author) -> bool:
    return name_similarity(one.name, other.name) >= MATCH


def _same_record(asked: Described, found: Described, similarity: float, common: str | None) -> Relation | None:
    if asked.doi and asked.doi == found.doi:
        return Relation(SAME_RECORD, said("one DOI: {doi}", doi=asked.doi))
    linked = link([_reference(asked, "a"), _reference(found, "b")])
    if linked and linked[0].verdict in ("same", "correction"):
        return Relation(SAME_RECORD, linked[0].evidence)
    if not common or _announced(asked.title) != _announced(found.title) or not _equal_titles(asked, found):
        return None
    near = asked.year is None or found.year is None or abs(asked.year - found.year) <= YEARS
    whole = not (asked.abstract and found.abstract) or similarity >= SAME_TEXT
    why = said("equal titles, an author in common: {author}", author=common)
    return Relation(SAME_RECORD, why) if near and whole else None


def _reference(one: Described, id_: str) -> Reference:
    return Reference(
        id_, one.title, [author.name for author in one.authors], one.year, one.venue, one.volume, one.issue, one.pages,
        one.doi, one.abstract, one.kind,
    )  # fmt: skip


def _equal_titles(asked: Described, found: Described) -> bool:
    words = terms(asked.title or "")
    return len(words) >= _TITLE_WORDS and words == terms(found.title or "")


def _announced(title: str | None) -> str | None:
    """What the title says it is, beside another work."""
    text = title or ""
    if _REVIEWS.search(text):
        return said("a review or comment")
    notices = set(read_title(text).notices) - {CORRECTION, RETRACTION}
    return min(notices) if notices else None


def _review(asked: Described, found: Described, common: str | None) -> Relation | None:
    for one, other in ((asked, found), (found, asked)):
        announced = _announced(one.title)
        named = set(terms(other.title or ""))
        if announced and not _announced(other.title) and named and named <= set(terms(one.title or "")):
            why = said("its title announces {what}: {title}", what=announced, title=one.title)
            return Relation(REVIEW, why)
        if one.kind in _REVIEWING_KINDS and other.kind not in _REVIEWING_KINDS:
            return Relation(REVIEW, said("one is of the kind {kind}", kind=one.kind))
    kinds = {asked.kind, found.kind}
    if not common and "review" in kinds and len(kinds) == 2 and None not in kinds:
        return Relation(REVIEW, said("one is of the kind review, and they have no author in common"))
    return None


def _translation(asked: Described, found: Described, meaning: float, common: str | None) -> Relation | None:
    if not asked.language or not found.language or asked.language == found.language:
        return None
    one, other = asked.language, found.language
    if common:
        why = said("languages {one} and {other}; an author in common: {author}", one=one, other=other, author=common)
        return Relation(TRANSLATION, why)
    shared = len(asked.references & found.references)
    if shared >= 2 and shared >= min(len(asked.references), len(found.references)) / 2:
        why = said("languages {one} and {other}; {number} references in common", one=one, other=other, number=shared)
        return Relation(TRANSLATION, why)
    if meaning >= SAME_MEANING:
        why = said(
            "languages {one} and {other}; their sentence vectors are alike ({meaning:.2f})",
            one=one,
            other=other,
            meaning=meaning,
        )
        return Relation(TRANSLATION, why)
    return None


def _apart(asked: Described, found: Described) -> Relation:
    if not asked.authors or not found.authors:
        if not asked.authors and asked.id is None:
            return Relation(None, said("the authors of the text are not known"))
        return Relation(None, said("the authors of one of the two are not known"))
    if asked.withheld or found.withheld:
        return Relation(None, said("an author of one is not named here"))
    return Relation(INDEPENDENT, said("no author in common"))
