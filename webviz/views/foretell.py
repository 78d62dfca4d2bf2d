"""The page of what is foretold: pairs likely to start to work together, after the test of the ranking on the past."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from queries import Answer
from queries.saying import Said, said
from webviz.formats import ABSENT, count, number, share
from webviz.shown import Shown, table
from webviz.sparks import bar
from webviz.tables import Cell, Column, Figure, Table
from webviz.view import Arguments, View

COUNTRIES = (
    Shown("a", "Country", "one of the two", "country"),
    Shown("b", "And", "the other", "country"),
)
SCIENTISTS = (
    Shown("a", "Scientist", "one of the two", "scientist", named="name_a"),
    Shown("b", "And", "the other", "scientist", named="name_b"),
    Shown("country_a", "Country", "latest country of the first", "country"),
    Shown("country_b", "And country", "latest country of the other", "country"),
)
COLUMNS = (
    Shown("likelihood", "Likelihood", "of a start, if as many start as did in the test", "share"),
    Shown("common_partners", "Common partners", "leads to the publications with them", "count", behind=True),
    Shown("growth", "Growth", "publications of five years over the five before, of both", "number"),
    Shown("joint", "Together", "joint publications so far", "count", behind=True),
    Shown("why", "Why", "the reasons in words", "words", wide=True),
)
RANKINGS = {
    "resource_allocation": said("Common partners, each by how few it has (resource allocation)"),
    "adamic_adar": said("Common partners, each by the logarithm of how many it has (Adamic and Adar)"),
    "product_of_sizes": said("Product of sizes"),
    "shared_topics": said("Shared topics"),
}
TEST = (
    Column("ranking", "Ranking", "what the pairs are ordered by"),
    Column("auroc", "Area", "how often one that started is ranked before one that did not; 0.50 is chance", True),
    Column("precision", "Of the first", "part of the first pairs that started", True),
)


def page(answer: Answer, arguments: Arguments) -> dict[str, Any]:
    """The test on the past first, then the pairs."""
    test = answer.coverage["back_test"]
    shown = (*(COUNTRIES if answer.parameters["between"] == "countries" else SCIENTISTS), *COLUMNS)
    caption = said("Pairs, the likeliest first, {first} to {last}", **_ahead(answer))
    pairs = table(answer, shown, arguments, caption, ("a", "b"), answer.coverage["pairs"])
    return {
        "figures": _figures(answer, test),
        "test": _test(test),
        "judged": _judged(test),
        "table": _with_bars(pairs, [one.name for one in shown].index("likelihood"), answer),
        "sortable": tuple(one.name for one in shown),
    }


def _ahead(answer: Answer) -> dict[str, str]:
    until, horizon = answer.coverage["until"], answer.parameters["horizon"]
    assert isinstance(horizon, int)
    return {"first": str(until + 1), "last": str(until + horizon)}


def _figures(answer: Answer, test: dict[str, Any] | None) -> tuple[Figure, ...]:
    pairs = Figure(count(answer.coverage["pairs"]), said("pairs ranked that have not yet started"))
    if not test or not test["enough"]:
        return (pairs,)
    first = min(test["precision_at"], test["pairs"])
    return (
        Figure(share(test["precision"]), said("of the first {n} started, in the test on the past", n=first), "strong"),
        Figure(share(test["share_of_all"]), said("of all pairs started then")),
        Figure(number(test["auroc"]), said("of cases in the right order; 0.50 is chance")),
        pairs,
    )


def _judged(test: dict[str, Any] | None) -> Said:
    if not test:
        return said("There is no test on the past: too few years are loaded. The order may be no better than chance.")
    when = {"known": str(test["known_to"]), "until": str(test["compared_to"])}
    if not test["enough"]:
        return said("Too few pairs started from {known} to {until} to say how good the order is.", **when)
    return said(
        "The same ranking, made with what was known to the end of {known}, was compared with what came by {until}: "
        "{starts} of {pairs} pairs started.",
        starts=test["positives"], pairs=test["pairs"], **when,
    )  # fmt: skip


def _test(test: dict[str, Any] | None) -> Table | None:
    if not test or not test["enough"]:
        return None
    own = ("", said("This one"), test["auroc"], test["precision"])
    others = [(name, RANKINGS[name], one["auroc"], one["precision"]) for name, one in test["others"].items()]
    rows = tuple(
        (Cell(words), Cell(number(area), drawn=bar(area or 0, 1)), Cell(share(part), drawn=bar(part or 0, 1)))
        for _, words, area, part in (own, *others)
    )
    return Table(said("The test on the past, beside simpler rankings"), TEST, rows)


def _with_bars(made: Table, at: int, answer: Answer) -> Table:
    """The table with a bar beside each likelihood, which is all of a cell's text that can be drawn."""
    values = {share(one["likelihood"]): one["likelihood"] for one in answer.records()}  # type: ignore[arg-type]
    rows = tuple(
        (*row[:at], replace(row[at], drawn=bar(float(values[row[at].text] or 0), 1)), *row[at + 1 :])  # type: ignore[arg-type]
        if row[at].text != ABSENT
        else row
        for row in made.rows
    )
    return replace(made, rows=rows)


VIEW = View(
    name="foretell",
    title="Who is likely to start to work together?",
    menu="Foretold",
    text="Pairs of countries, or of scientists, that have not published together, ranked by how likely they are to "
    "start, with the reasons; before them, how well the same ranking did on the past.",
    for_whom="Policy analysts",
    door=1,
    order=6,
    question="foretell",
    template="foretell.html",
    page=page,
    asks=("between", "group", "horizon", "reach", "until", "across", "least", "limit"),
)
