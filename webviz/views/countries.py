"""The country page: which countries should work together and do not; network, matrix and table, linked."""

from __future__ import annotations

from typing import Any

from queries import Answer
from queries.saying import place, said
from webviz import links
from webviz.country_scene import scene
from webviz.formats import count, number, probability
from webviz.pairs import KINDS, Country, Pair, countries, pairs
from webviz.tables import Cell, Column, Figure, Table, arranged, rows_wanted
from webviz.view import Arguments, View

ROWS = 25
LISTED = 8
COLUMNS = (
    Column("name_a", "Country", "one of the two countries"),
    Column("name_b", "and", "the other one"),
    Column("observed", "Together", "joint publications; leads to their list", numeric=True),
    Column("expected", "Expected", "joint publications that chance alone would give", numeric=True),
    Column("ratio", "Ratio", "together / expected", numeric=True),
    Column("interval", "95 % interval", "of the ratio", numeric=True),
    Column("q", "q", "p-value corrected for all pairs", numeric=True),
    Column("salton", "Salton", "Salton's cosine: joint publications against the sizes of both", numeric=True),
    Column("verdict", "Verdict", "gap, strong, as expected, too small to say, or not assessable"),
)
LABELS = {
    "gap": said("gaps"),
    "strong": said("strong pairs"),
    "as expected": said("pairs as expected"),
    "too small to say": said("pairs too small to say"),
    "not assessable": said("pairs not assessable"),
}
SORTABLE = tuple(column.name for column in COLUMNS if column.name != "interval")


def page(answer: Answer, arguments: Arguments) -> dict[str, Any]:
    """The figures at the head, the country that is chosen, and the table of pairs."""
    every = pairs(answer)
    here = countries(every)
    chosen = next((country for country in here if country.code == arguments.get("country")), None)
    listed = [pair for pair in every if not chosen or chosen.code in (pair.country_a, pair.country_b)]
    listed = [_turned(pair, chosen.code) for pair in listed] if chosen else listed
    return {
        "figures": _figures(answer, every, here),
        "here": here,
        "chosen": chosen,
        "sortable": SORTABLE,
        "table": _table(listed, arguments, answer, chosen),
        **(_summary(chosen, listed, answer) if chosen else {}),
    }


def _figures(answer: Answer, every: list[Pair], here: list[Country]) -> tuple[Figure, ...]:
    verdicts = [pair.verdict for pair in every if pair.present]
    return (
        Figure(
            said("{n} of {all}", n=len(here), all=answer.coverage["members"]),
            "countries of the group have publications here",
        ),
        Figure(count(len(verdicts)), "pairs of them"),
        *(Figure(count(verdicts.count(verdict)), label, KINDS[verdict]) for verdict, label in LABELS.items()),
    )


def _summary(chosen: Country, listed: list[Pair], answer: Answer) -> dict[str, Any]:
    """Of the chosen country: its figures, whom it publishes with most, and its gaps, the largest first."""
    partners = sorted((pair for pair in listed if pair.observed), key=lambda pair: (-pair.observed, pair.name_b))
    gaps = sorted(
        (pair for pair in listed if pair.verdict == "gap"),
        key=lambda pair: pair.observed - (pair.expected or 0),
    )
    return {
        "chosen_figures": (
            Figure(count(chosen.publications), "publications"),
            Figure(count(len(partners)), "partner countries in the group"),
            Figure(count(len(gaps)), "gaps", "gap"),
        ),
        "closest": [(place(pair.country_b), pair.observed, _publications(pair, answer)) for pair in partners[:LISTED]],
        "gaps": [(place(pair.country_b), pair.observed, pair.expected) for pair in gaps[:LISTED]],
    }


def _turned(pair: Pair, first: str) -> Pair:
    """The pair with the chosen country first, for reading; the key of its row stays in the order of codes."""
    if pair.country_a == first:
        return pair
    return pair._replace(
        country_a=pair.country_b, country_b=pair.country_a, name_a=pair.name_b, name_b=pair.name_a,
        publications_a=pair.publications_b, publications_b=pair.publications_a,
    )  # fmt: skip


def _table(listed: list[Pair], arguments: Arguments, answer: Answer, chosen: Country | None) -> Table:
    ordered = arranged(listed, arguments, Pair.value, SORTABLE)
    wanted = rows_wanted(arguments, ROWS)
    caption = said("Pairs with {country}", country=place(chosen.code)) if chosen else said("Pairs of countries")
    rows = tuple(_row(pair, answer) for pair in ordered[:wanted])
    return Table(caption, COLUMNS, rows, len(ordered), arguments.get("sort", ""), arguments.get("order") == "desc")


def _row(pair: Pair, answer: Answer) -> tuple[Cell, ...]:
    return (
        Cell(place(pair.country_a)),
        Cell(place(pair.country_b)),
        Cell(count(pair.observed), href=_publications(pair, answer) if pair.observed else None),
        Cell(number(pair.expected, 3)),
        Cell(number(pair.ratio)),
        Cell(pair.interval),
        Cell(probability(pair.q)),
        Cell(number(pair.salton)),
        Cell(pair.verdict, kind=KINDS[pair.verdict]),
    )


def _publications(pair: Pair, answer: Answer) -> str:
    return links.publications(answer, *sorted((pair.country_a, pair.country_b)))


VIEW = View(
    name="countries",
    title="Which countries should work together and do not?",
    menu="Countries",
    text="Every pair of countries of a group: how much they publish together, how much would be expected of "
    "countries of their size, and where the difference is too large to be chance.",
    for_whom="Policy analysts",
    door=1,
    order=1,
    question="collaboration-gaps",
    template="countries.html",
    part="countries_part.html",
    page=page,
    scene=scene,
    asks=("group", "since", "until", "universe"),
    fixed=(("limit", "0"),),
    own=("country", "sort", "order", "rows"),
)
