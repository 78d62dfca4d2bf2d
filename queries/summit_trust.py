"""How far a list of guests can be trusted: what it was chosen from, how good the choice is, and who was left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from queries.caveats import counted, in_a_row, percent, period, said
from queries.saying import Said

if TYPE_CHECKING:
    from queries.summit import SummitParameters


def summit_caveats(coverage: dict[str, Any], asked: SummitParameters) -> list[Said]:
    """Sentences for a reader, the base first."""
    total, without = coverage["publications"], coverage["publications_without_country"]
    told = [
        said(
            "Base: {scientists} and {pairs} of countries in {themes} {period}, weighed by {weight}. A publication "
            "belongs to a theme by its main topic. Full counting.",
            scientists=counted(coverage["candidates"], "scientist"),
            pairs=counted(coverage["pairs"], "pair"),
            themes=counted(coverage["themes"], "theme"),
            period=period(asked.since, asked.until),
            weight=_weighed(asked),
        ),
        said(
            "The seats bring {value:.1f} of {weight:.1f}, each side of a pair one half; {pairs} ({met:.1f}) have both "
            "sides in the room.",
            value=coverage["value"],
            weight=coverage["weight"],
            pairs=counted(coverage["pairs_met"], "pair"),
            met=coverage["weight_met"],
        ),
        _how_good(coverage),
        said(
            "{publications} of {all} ({share}) name no country. What authors without a country could hide, at three "
            "times their expected share, is not counted as missing.",
            publications=counted(without, "publication"),
            all=total,
            share=percent(without, total),
        ),
        said(
            "The list says who publishes on it where, not who would come, speaks for a country, or has influence. "
            "Nothing is inferred about a person: quotas count countries, institutions and themes alone."
        ),
        said(
            "Countries are those of the latest publication. A person under two ids may be listed twice, and two under "
            "one id look stronger than either: look at the publications behind a row before inviting."
        ),
    ]
    return [*told, *_left_out(coverage, asked)]


def _weighed(asked: SummitParameters) -> Said:
    if asked.by == "unjoined":
        return said("1 for each without a joint publication")
    return said("how many joint publications they lack of those expected by chance")


def _how_good(coverage: dict[str, Any]) -> Said:
    share = coverage["share_of_best_at_least"]
    if share is None:
        return said(
            "No pair of these countries lacks anything that the people here could bring: the order is by publications."
        )
    return said(
        "No choice under these quotas brings more than {most:.1f}: this one is at least {share:.1f} % of the best. "
        "Sure beforehand: {guarantee}.",
        most=coverage["value_at_most"],
        share=100 * share,
        guarantee=coverage["guarantee"],
    )


def _left_out(coverage: dict[str, Any], asked: SummitParameters) -> list[Said]:
    why = {
        "without_id": said("have no id at the source and cannot be told apart"),
        "not_active": said("have no publication since {year}", year=str(asked.active_since)),
        "excluded": said("were excluded"),
    }
    told = [
        said(
            "{scientists} of these countries and themes left out: they {why}.",
            scientists=counted(number, "scientist"),
            why=why[reason],
        )
        for reason, number in coverage["scientists_left_out"].items()
        if number
    ]
    if coverage["pairs_out_of_reach"]:
        told.append(
            said(
                "{pairs} that lack something are not counted: on one side nobody could be invited.",
                pairs=counted(coverage["pairs_out_of_reach"], "pair"),
            )
        )
    if coverage["collected_on"]:
        told.append(
            said(
                "{countries}: in nearly every international publication; the base was collected on it, and its pairs "
                "count nothing.",
                countries=in_a_row(coverage["collected_on"]),
            )
        )
    return told
