"""What overlaps with a text, as a page shows it: who, where, when, and the evidence side by side; no verdict."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from flask import url_for

from graph.identifiers import web_address
from graph.search.words import terms
from queries import Answer
from queries.saying import place, said
from webviz.formats import ABSENT, count, names, number, share
from webviz.marking import Piece, marked

Record = Mapping[str, Any]


class Sentences(NamedTuple):
    """A sentence of the one beside its closest of the other, in pieces of which those are marked that both have."""

    asked: tuple[Piece, ...]
    found: tuple[Piece, ...]
    alike: str


class Overlap(NamedTuple):
    """A publication that overlaps, and with what."""

    title: str
    href: str | None
    by: str
    where: str
    facts: str
    asked: tuple[str, str | None, str] | None
    """Of a publication that was asked about its title, where it leads, and who, where and when."""
    relation: str | None
    why: str
    figures: tuple[tuple[str, str], ...]
    terms: tuple[str, ...]
    topics: tuple[str, ...]
    sentences: tuple[Sentences, ...]
    references: tuple[tuple[str, str | None], ...]
    behind: str | None


def overlap(answer: Answer, record: Record) -> Overlap:
    """A row with its evidence."""
    asked = record["asked"]
    own = asked != "text"
    return Overlap(
        title=record["title"] or record["found"],
        href=web_address(f"doi:{record['doi']}") if record["doi"] else web_address(record["found"]),
        by=names(record["authors"], most=10) if record["authors"] else said("authors not known"),
        where=_where(record["countries"]),
        facts=_when(record["year"], record["venue"]),
        asked=_asked(record) if own else None,
        relation=record["relation"],
        why=record["why"],
        figures=_figures(record),
        terms=tuple(record["shared_terms"]),
        topics=tuple(record["shared_topics"]),
        sentences=_sentences(record),
        references=tuple((one, web_address(one)) for one in record["shared_references"]),
        behind=_behind(answer, record) if own else None,
    )


def _asked(record: Record) -> tuple[str, str | None, str]:
    year = "" if record["asked_year"] is None else str(record["asked_year"])
    by = names(record["asked_authors"], most=10) if record["asked_authors"] else said("authors not known")
    told = said("{by}; {where}; {when}", by=by, where=_where(record["asked_countries"]), when=year or said("no year"))
    return record["asked_title"] or record["asked"], web_address(record["asked"]), told


def _where(codes: list[str]) -> str:
    return names([place(code) for code in codes]) if codes else said("no country named")


def _when(year: int | None, venue: str | None) -> str:
    when = str(year) if year is not None else said("no year")
    return said("{when}, {venue}", when=when, venue=venue) if venue else when


def _figures(record: Record) -> tuple[tuple[str, str], ...]:
    common = record["references_in_common"]
    found = [
        (said("likeness of words"), number(record["similarity"])),
        (said("false alarms measured at it"), share(record["false_alarms"])),
        (said("references in common"), ABSENT if common is None else count(common)),
    ]
    if record["meaning"]:
        found.append((said("likeness of meaning"), number(record["meaning"])))
    return tuple(found)


def _sentences(record: Record) -> tuple[Sentences, ...]:
    triples = zip(record["sentences_asked"], record["sentences_found"], record["sentences_alike"], strict=True)
    return tuple(
        Sentences(*_side_by_side(asked, found), said("{alike:.2f}", alike=float(alike)))
        for asked, found, alike in triples
    )


def _side_by_side(asked: str, found: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    shared = " ".join(sorted(set(terms(asked)) & set(terms(found))))
    return marked(asked, shared), marked(found, shared)


def _behind(answer: Answer, record: Record) -> str:
    """The list of the two records."""
    asked = {name: answer.parameters[name] for name in ("publication", "sweep") if answer.parameters[name]}
    return url_for(
        "pages.publications", question=answer.question, key=[record["asked"], record["found"]], **asked  # type: ignore[arg-type]
    )  # fmt: skip
