"""How far to trust what is called latest: the sentences of the answer."""

from __future__ import annotations

from typing import Any

from queries.caveats import counted, percent, said
from queries.saying import Said

_RANKED = {
    "impact": said(
        "Ranked by the percentile of citations in field and year, then by field-weighted impact, as the source "
        "computes them; those without any citation come last, whatever their percentile. Figures of recent "
        "publications rest on few citations and move: look again."
    ),
    "first": said(
        "First means: no publication of an earlier year on its main topic in this base names the country, and those of "
        "authors without a country, at three times its expected share, come to less than one. What the base does not "
        "hold may have come before."
    ),
    "atypical": said(
        "Topics that seldom meet here may be rare because the source classes them so; that they meet is no measure of "
        "merit."
    ),
    "date": said("Ranked by date of publication alone."),
}


def latest_caveats(coverage: dict[str, Any], by: str) -> list[Said]:
    """The sentences, its base first."""
    if not coverage["last"]:
        return [said("No publication of this base has a date or a year: nothing can be called recent.")]
    return [_base(coverage), _RANKED[by], *_unranked(coverage, by), *_left_out(coverage)]


def _base(coverage: dict[str, Any]) -> Said:
    topic = coverage["topic"]
    publications, whose = counted(coverage["publications"], "publication"), _whose(coverage)
    after, last, year = coverage["after"], coverage["last"], coverage["after"][:4]
    if topic:
        return said(
            "Base: {publications} about {topic} after {after} to {last}, {whose}. Publications of which only the year "
            "is known are recent from the year after {year} on.",
            publications=publications,
            topic=topic["name"] or topic["id"],
            after=after,
            last=last,
            whose=whose,
            year=year,
        )
    return said(
        "Base: {publications} after {after} to {last}, {whose}. Publications of which only the year is known are "
        "recent from the year after {year} on.",
        publications=publications,
        after=after,
        last=last,
        whose=whose,
        year=year,
    )


def _whose(coverage: dict[str, Any]) -> Said:
    if coverage["countries"] is None:
        return said("whatever their countries")
    return said(
        "with an author of {group} ({countries})",
        group=coverage["group"],
        countries=counted(coverage["countries"], "country", "countries"),
    )


def _unranked(coverage: dict[str, Any], by: str) -> list[Said]:
    number = coverage["publications_not_ranked"]
    if not number:
        return []
    publications, share = counted(number, "publication"), percent(number, coverage["publications"])
    told = {
        "impact": said(
            "{publications} ({share}) with neither figure at the source: not ranked.",
            publications=publications,
            share=share,
        ),
        "first": said(
            "{publications} ({share}) that are no first: not listed.", publications=publications, share=share
        ),
        "atypical": said(
            "{publications} ({share}) on fewer than two topics: not ranked.", publications=publications, share=share
        ),
    }
    return [told[by]] if by in told else []


def _left_out(coverage: dict[str, Any]) -> list[Said]:
    retracted, others, unplaced = (
        coverage[f"publications_{reason}_left_out"] for reason in ("retracted", "of_other_kinds", "without_country")
    )
    told = (
        (retracted, counted(retracted, "publication that was retracted", "publications that were retracted")),
        (
            others,
            counted(
                others,
                "publication that is of another kind, such as a correction",
                "publications that are of other kinds, such as corrections",
            ),
        ),
        (
            unplaced,
            counted(
                unplaced,
                "publication that has an author without a country and none of these",
                "publications that have an author without a country and none of these",
            ),
        ),
    )
    return [said("Left out: {publications}.", publications=publications) for number, publications in told if number]
