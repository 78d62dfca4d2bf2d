"""How far to trust what is called latest: the sentences of the answer."""

from __future__ import annotations

from typing import Any

from queries.caveats import counted, percent

_RANKED = {
    "impact": "Ranked by the percentile of citations in field and year, then by field-weighted impact, as the source "
    "computes them; those without any citation come last, whatever their percentile. Figures of recent publications "
    "rest on few citations and move: look again.",
    "first": "First means: no publication of an earlier year on its main topic in this base names the country, and "
    "those of authors without a country, at three times its expected share, come to less than one. What the base does "
    "not hold may have come before.",
    "atypical": "Topics that seldom meet here may be rare because the source classes them so; that they meet is no "
    "measure of merit.",
    "date": "Ranked by date of publication alone.",
}
_UNRANKED = {
    "impact": "with neither figure at the source: not ranked",
    "first": "that are no first: not listed",
    "atypical": "on fewer than two topics: not ranked",
}


def latest_caveats(coverage: dict[str, Any], by: str) -> list[str]:
    """The sentences, its base first."""
    if not coverage["last"]:
        return ["No publication of this base has a date or a year: nothing can be called recent."]
    total, topic = coverage["publications"], coverage["topic"]
    about = f" about {topic['name'] or topic['id']}" if topic else ""
    said = [
        f"Base: {counted(total, 'publication')}{about} after {coverage['after']} to {coverage['last']}, "
        f"{_whose(coverage)}. Publications of which only the year is known are recent from the year after "
        f"{coverage['after'][:4]} on.",
        _RANKED[by],
    ]
    if by in _UNRANKED and coverage["publications_not_ranked"]:
        unranked = coverage["publications_not_ranked"]
        said.append(f"{counted(unranked, 'publication')} ({percent(unranked, total)}) {_UNRANKED[by]}.")
    left_out = {
        "retracted": "was retracted|were retracted",
        "of_other_kinds": "is of another kind, such as a correction|are of other kinds, such as corrections",
        "without_country": "has an author without a country and none of these|"
        "have an author without a country and none of these",
    }
    for reason, words in left_out.items():
        number = coverage[f"publications_{reason}_left_out"]
        if number:
            said.append(f"Left out: {counted(number, 'publication')} that {words.split('|')[number != 1]}.")
    return said


def _whose(coverage: dict[str, Any]) -> str:
    if coverage["countries"] is None:
        return "whatever their countries"
    return f"with an author of {coverage['group']} ({counted(coverage['countries'], 'country', 'countries')})"
