"""How far to trust what surrounds a subject: the sentences of the answer."""

from __future__ import annotations

from typing import Any

from graph.network import LARGEST_TEAM
from queries.caveats import counted, percent, period, retracted, said, without_year
from queries.saying import Said


def neighbourhood_caveats(coverage: dict[str, Any], since: int | None, until: int | None) -> list[Said]:
    """The sentences, its base first."""
    lines = coverage["authorships"]
    unplaced, homeless = coverage["authorships_without_country"], coverage["authorships_without_institution"]
    told = [
        _base(coverage, since, until),
        said(
            "Of {authorships}, {unplaced} ({unplaced_share}) name no country and {homeless} ({homeless_share}) no "
            "institution: those rows count too little.",
            authorships=counted(lines, "authorship"),
            unplaced=unplaced,
            unplaced_share=percent(unplaced, lines),
            homeless=homeless,
            homeless_share=percent(homeless, lines),
        ),
        said("A person under two ids is two rows, and two people under one id are one."),
    ]
    if local := coverage["authorships_under_local_keys"]:
        told.append(
            said(
                "{authorships} of authors who have no id at the source: each is a row of its own.",
                authorships=counted(local, "authorship"),
            )
        )
    return [
        *told,
        *_growth(coverage),
        *_open(coverage),
        *_notes(coverage),
        *without_year(coverage["publications_without_year_left_out"]),
        *retracted(coverage["publications_retracted"]),
    ]


def _base(coverage: dict[str, Any], since: int | None, until: int | None) -> Said:
    subject = coverage["of"]
    values = {
        "name": subject["name"] or "",
        "id": subject["id"],
        "publications": counted(coverage["publications"], "publication"),
        "period": period(since, until),
    }
    if subject["kind"] == "topic":
        return said("Topic {name} ({id}): {publications} {period}, each counted once in a row.", **values)
    return said("Scientist {name} ({id}): {publications} {period}, each counted once in a row.", **values)


def _notes(coverage: dict[str, Any]) -> list[Said]:
    without, large = coverage["publications_without_topic"], coverage["publications_of_large_teams"]
    told = []
    if without:
        publications = counted(without, "publication")
        told.append(said("{publications} of these about no topic that is loaded.", publications=publications))
    if large:
        told.append(
            said(
                "{publications} of more than {largest} authors, who may not know each other.",
                publications=counted(large, "publication"),
                largest=LARGEST_TEAM,
            )
        )
    return told


def _growth(coverage: dict[str, Any]) -> list[Said]:
    if not coverage["growth"] or coverage["of"]["kind"] != "topic":
        return []
    first, last = (str(year) for year in coverage["growth_years"])
    rate, beyond = _rate(coverage["growth"]), coverage["growth_beyond_base"]
    if not beyond:
        return [
            said(
                "From {first} to {last} publications grow by {rate} a year (Poisson regression on whole years, with "
                "95 % interval).",
                first=first,
                last=last,
                rate=rate,
            )
        ]
    return [
        said(
            "From {first} to {last} publications grow by {rate} a year; {beyond} beyond the growth of the base itself "
            "(Poisson regression on whole years, with 95 % interval).",
            first=first,
            last=last,
            rate=rate,
            beyond=_rate(beyond),
        )
    ]


def _rate(figures: list[float]) -> Said:
    rate, low, high = (100 * one for one in figures)
    return said("{rate:.1f} % ({low:.1f} to {high:.1f})", rate=rate, low=low, high=high)


def _open(coverage: dict[str, Any]) -> list[Said]:
    if "citations_within" not in coverage:
        return []
    return [
        said(
            "Entry points are picked by {citations} among these publications ({own} more have an author in common and "
            "do not count): what the base does not hold is no entry point, and the newest have had no time to be "
            "cited.",
            citations=counted(coverage["citations_within"], "citation"),
            own=coverage["citations_by_own_authors"],
        ),
        said(
            "Open gaps are figures against chance, not advice: countries that lack joint publications, or topics that "
            "seldom meet, may have good reasons. Pairs of countries are judged as in collaboration-gaps, on fewer "
            "figures."
        ),
    ]
