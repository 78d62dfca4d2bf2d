"""The rows of an answer about duplicates: how similar, what is shared, who, where, when, and the relation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from queries.duplicate_records import Described, Texts
from queries.duplicate_relations import relation
from queries.duplicate_search import Match
from queries.measures.duplicate_alarms import Alarms
from queries.question import Value
from queries.texts.likeness import shared_words
from queries.texts.passages import Passage, passage
from queries.texts.sentences import Read, closest, read

COLUMNS = {
    "asked": "“text”, or the id of the publication that is asked about",
    "found": "id of a publication that overlaps with it",
    "title": "title of the one found",
    "similarity": "of their words, each weighed by how rare it is, 0 to 1",
    "false_alarms": "share of unrelated texts in the measurement that had a publication as similar; none in a sweep",
    "relation": "same record, review of, translation, same group continuing, independent overlap; none: not known",
    "why": "by which rule",
    "shared_terms": "words in common, the rarest first; neighbours as one",
    "shared_topics": "topics of both",
    "references_in_common": "how many references both list; none where one lists none",
    "shared_references": "ids of up to ten of them",
    "sentences_asked": "sentences of the asked text, each beside its closest one in sentences_found",
    "sentences_found": "sentences of the publication found",
    "sentences_alike": "how alike each pair is, 0 to 1",
    "authors": "who: authors of the one found, up to ten",
    "countries": "where: countries of its authors, alpha-2",
    "year": "when",
    "venue": "journal, series or repository",
    "doi": "DOI",
    "meaning": "cosine of the sentence vectors of the titles; none where they were not compared",
    "asked_title": "title of the publication that is asked about",
    "asked_authors": "its authors, up to ten",
    "asked_countries": "their countries",
    "asked_year": "its year",
}
_TERMS, _SENTENCES, _NAMED, _LISTED = 12, 3, 10, 10
_LETTERS = 20_000
"""Letters of a long text whose sentences are compared: the piece that is most alike is not told apart."""


class Asked(NamedTuple):
    """What is asked about, read once for all rows."""

    work: Described
    sentences: list[Read]
    passage: Passage


def read_asked(base: Texts, work: Described) -> Asked:
    """What is asked about, ready to be put beside what was found."""
    return Asked(work, read(work.text[:_LETTERS], base.candidates.rarity), passage(work.text))


def row(base: Texts, read_once: Asked, found: Described, match: Match, alarms: Alarms | None) -> tuple[Value, ...]:
    """One row, in the order of `COLUMNS`; without measured rates none is given."""
    asked, rarity = read_once.work, base.candidates.rarity
    is_ = relation(asked, found, match.similarity, match.meaning)
    pairs = closest(read_once.sentences, read(found.text, rarity), rarity, _SENTENCES)
    shared = sorted(asked.references & found.references)
    both_list = bool(asked.references and found.references)
    own = asked.id is not None
    return (
        asked.id or "text",
        found.id,
        found.title,
        match.similarity,
        alarms.at(match.similarity) if alarms else None,
        is_.name,
        is_.why,
        shared_words([read_once.passage], passage(found.title, found.abstract), rarity, _TERMS),
        sorted(set(asked.topics) & set(found.topics)),
        len(shared) if both_list else None,
        shared[:_LISTED],
        [pair.asked for pair in pairs],
        [pair.other for pair in pairs],
        [f"{pair.alike:.2f}" for pair in pairs],
        _names(found),
        list(found.countries),
        found.year,
        found.venue,
        found.doi,
        match.meaning or None,
        asked.title if own else None,
        _names(asked) if own else [],
        list(asked.countries) if own else [],
        asked.year,
    )


def _names(one: Described) -> list[str]:
    return [author.name for author in one.authors[:_NAMED]]


def ranked(matches: Sequence[Match], others: Sequence[Match], threshold: float, meaning: float) -> list[Match]:
    """Matches by words that reach the threshold, then those by meaning alone that reach theirs; each once."""
    by_id = {one.id: one for one in others}
    words = [
        one._replace(meaning=by_id[one.id].meaning) if one.id in by_id else one
        for one in matches
        if one.similarity >= threshold
    ]
    similar = {one.id: one.similarity for one in matches}
    known = {one.id for one in words}
    rest = [
        one._replace(similarity=similar.get(one.id, 0.0))
        for one in others
        if one.id not in known and one.meaning >= meaning
    ]
    return [*words, *rest]
