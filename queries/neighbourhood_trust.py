"""How far to trust what surrounds a subject: the sentences of the answer."""

from __future__ import annotations

from typing import Any

from graph.network import LARGEST_TEAM
from queries.caveats import counted, percent


def neighbourhood_caveats(coverage: dict[str, Any], since: int | None, until: int | None) -> list[str]:
    """The sentences, its base first."""
    subject, lines = coverage["of"], coverage["authorships"]
    years = f"{since or 'the first year'} to {until or 'the last'}"
    unplaced, homeless = coverage["authorships_without_country"], coverage["authorships_without_institution"]
    said = [
        f"{subject['kind'].capitalize()} {subject['name'] or ''} ({subject['id']}): "
        f"{counted(coverage['publications'], 'publication')} from {years}, each counted once in a row.",
        f"Of {counted(lines, 'authorship')}, {unplaced:,} ({percent(unplaced, lines)}) name no country and "
        f"{homeless:,} ({percent(homeless, lines)}) no institution: those rows count too little.",
        "A person under two ids is two rows, and two people under one id are one.",
    ]
    if coverage["authorships_under_local_keys"]:
        local = counted(coverage["authorships_under_local_keys"], "authorship")
        said.append(f"{local} of authors who have no id at the source: each is a row of its own.")
    notes = {
        "publications_without_topic": "of these about no topic that is loaded.",
        "publications_of_large_teams": f"of more than {LARGEST_TEAM} authors, who may not know each other.",
        "publications_without_year_left_out": "without a year left out.",
        "publications_retracted": "counted with the others though retracted.",
    }
    said += [*_growth(coverage), *_open(coverage)]
    return said + [f"{counted(coverage[one], 'publication')} {note}" for one, note in notes.items() if coverage[one]]


def _growth(coverage: dict[str, Any]) -> list[str]:
    if not coverage["growth"] or coverage["of"]["kind"] != "topic":
        return []
    first, last = coverage["growth_years"]
    beyond = coverage["growth_beyond_base"]
    than = f"; {_rate(beyond)} beyond the growth of the base itself" if beyond else ""
    return [
        f"From {first} to {last} publications grow by {_rate(coverage['growth'])} a year{than} "
        "(Poisson regression on whole years, with 95 % interval)."
    ]


def _rate(figures: list[float]) -> str:
    rate, low, high = (f"{100 * one:.1f}" for one in figures)
    return f"{rate} % ({low} to {high})"


def _open(coverage: dict[str, Any]) -> list[str]:
    if "citations_within" not in coverage:
        return []
    return [
        f"Entry points are picked by {counted(coverage['citations_within'], 'citation')} among these publications "
        f"({coverage['citations_by_own_authors']:,} more have an author in common and do not count): what the base "
        "does not hold is no entry point, and the newest have had no time to be cited.",
        "Open gaps are figures against chance, not advice: countries that lack joint publications, or topics that "
        "seldom meet, may have good reasons. Pairs of countries are judged as in collaboration-gaps, on fewer figures.",
    ]
