"""The bridge-builders page: who joins people and countries that little else joins, with the measures told."""

from __future__ import annotations

from typing import Any

from queries import Answer
from queries.saying import in_a_row, place, said
from webviz import links
from webviz.formats import ABSENT, count, names, number
from webviz.tables import MOST_ROWS, Cell, Column, Figure, Table, rows_wanted
from webviz.view import Arguments, View

ROWS = 25
COLUMNS = (
    Column("name", "Scientist", "leads to what is around them"),
    Column("country", "Country", "of the latest authorship that names one"),
    Column("betweenness", "Betweenness", "share of shortest paths between others", numeric=True),
    Column("constraint", "Constraint", "low where co-authors do not publish with each other", numeric=True),
    Column("effective_size", "Effective size", "co-authors less what is redundant among them", numeric=True),
    Column("coauthors", "Co-authors", "different people", numeric=True),
    Column("publications", "Publications", "leads to the joint ones", numeric=True),
    Column("countries_joined", "Countries joined", "other countries of co-authors", wide=True),
)
MEASURES = {
    "Betweenness": said(
        "Of all pairs of other scientists, the share whose shortest chain of co-authors runs "
        "through this one. High: others would be further apart without them."
    ),
    "Constraint": said(
        "Burt's constraint. Low: co-authors come from circles that do not publish with each other, "
        "so this scientist is one of few links between them."
    ),
    "Effective size": said("The number of co-authors, less what is redundant as they publish with each other too."),
    "Countries joined": said("Other countries that co-authors name on joint publications."),
}
FURTHER_MEASURES = {
    "participation": said(
        "0 where all co-authors are of one cluster of the network, near 1 where they are evenly of many."
    ),
    "within_module_z": said("Co-authors in the own cluster, in standard deviations above the mean of its members."),
    "participation_countries": said("0 where all co-authors are of one country, near 1 where they are evenly of many."),
    "within_country_z": said("Co-authors in the own country, in standard deviations above the mean of its scientists."),
    "coordinator": said("Pairs of co-authors who do not publish with each other, both of the scientist's country."),
    "consultant": said("Pairs of co-authors who do not publish with each other, both of one other country."),
    "gatekeeper": said("Pairs of co-authors who do not publish with each other, one of the own country and one not."),
    "representative": said("As the gatekeeper's, in the other direction; between co-authors as many."),
    "liaison": said(
        "Pairs of co-authors who do not publish with each other, of two countries, neither the scientist's."
    ),
    "pairs_lost": said("Pairs of countries that would have no joint publication if the scientist were on none."),
    "pairs_further": said("Pairs of countries all of whose shortest chains of co-authors run through the scientist."),
}
"""Shown where they are what is ranked by."""
_Z = said("In standard deviations above what chance would give, the countries being dealt out anew.")


def page(answer: Answer, arguments: Arguments) -> dict[str, Any]:
    """The figures at the head, the measures in words, and the ranking."""
    by, held = str(answer.parameters["by"]), answer.coverage
    rows = tuple(_row(record, answer, by) for record in answer.records()[: rows_wanted(arguments, ROWS)])
    extra = (Column(by, _words(by).capitalize(), "what is ranked by", numeric=True),) if _is_further(by) else ()
    return {
        "figures": (
            Figure(count(held["scientists"]), "scientists in the network"),
            Figure(count(held["pairs_of_coauthors"]), "pairs of co-authors"),
            Figure(count(held["scientists_of_group"]), "scientists ranked"),
        ),
        "measures": MEASURES | ({_words(by).capitalize(): _meaning(by)} if extra else {}),
        "table": Table(
            said("Ranked by {measure}", measure=said(_words(by))),
            COLUMNS + extra,
            rows,
            held["scientists_of_group"],
        ),
    }


def _row(record: dict[str, Any], answer: Answer, by: str) -> tuple[Cell, ...]:
    joined = names(sorted(map(place, record["countries"])), most=6)
    return (
        Cell(record["name"] or record["scientist"], href=links.around("scientist", record["scientist"])),
        Cell(place(record["country"]) if record["country"] else ABSENT),
        Cell(number(record["betweenness"], 3)),
        Cell(number(record["constraint"], 3)),
        Cell(number(record["effective_size"], 3)),
        Cell(count(record["coauthors"])),
        Cell(
            count(record["publications"]),
            href=links.publications(answer, record["scientist"]) if record["coauthors"] else None,
        ),
        Cell(said("{n}: {names}", n=record["countries_joined"], names=joined) if joined else count(0)),
        *((Cell(_figure(record[by])),) if _is_further(by) else ()),
    )


def _is_further(by: str) -> bool:
    return by.removesuffix("_z") in FURTHER_MEASURES or by in FURTHER_MEASURES


def _meaning(by: str) -> str:
    if by in FURTHER_MEASURES:
        return FURTHER_MEASURES[by]
    return in_a_row([FURTHER_MEASURES[by.removesuffix("_z")], _Z], " ")


def _figure(value: float | None) -> str:
    if value is None:
        return ABSENT
    return count(value) if isinstance(value, int) else number(value, 3)


def _words(name: str) -> str:
    return name.replace("_", " ")


VIEW = View(
    name="bridges",
    title="Who joins countries?",
    menu="Bridge-builders",
    text="Scientists whose joint publications connect people and countries that little else connects: "
    "whom to invite where two circles should meet.",
    for_whom="Summit organisers",
    door=2,
    order=1,
    question="bridge-builders",
    template="bridges.html",
    page=page,
    asks=("by", "group", "since", "until"),
    begins=(("group", "oic"),),
    fixed=(("limit", str(MOST_ROWS)),),
    own=("rows",),
)
