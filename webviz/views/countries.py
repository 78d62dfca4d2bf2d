"""The country page: which countries should work together and do not; map, network, matrix and table, linked."""

from __future__ import annotations

from typing import Any

from queries import Answer
from queries.saying import place, said
from webviz import links
from webviz.country_map import country_map
from webviz.country_scene import most_productive, scene
from webviz.formats import ABSENT, count, number, probability
from webviz.indicators import INDICATORS, RATIO, Indicator, figure, find_indicator, matrix_of, offered, values_of
from webviz.pairs import KINDS, Country, Pair, amount, countries, pairs
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
TOPICAL = (
    Column("activity_a", "Activity", "of the first: its share of the topic over the share of all", numeric=True),
    Column("activity_b", "of the other", "activity index of the other country", numeric=True),
    Column(
        "opportunity", "Opportunity", "activity of both 1 or more, at most half of what is expected, 1 or more to gain"
    ),
)
IN_TABLE = {column.name for column in COLUMNS}
SORTABLE = (
    *(column.name for column in (*COLUMNS, *TOPICAL) if column.name != "interval"),
    *(one.name for one in INDICATORS),
)


def page(answer: Answer, arguments: Arguments) -> dict[str, Any]:
    """The figures at the head, the country that is chosen, and the table of pairs."""
    every = pairs(answer)
    here = countries(every)
    chosen = next((country for country in here if country.code == arguments.get("country")), None)
    listed = [pair for pair in every if not chosen or chosen.code in (pair.country_a, pair.country_b)]
    listed = [_turned(pair, chosen.code) for pair in listed] if chosen else listed
    indicator = find_indicator(answer, arguments.get("indicator"))
    values = values_of(answer, indicator)
    shown = most_productive(here)
    return {
        "figures": _figures(answer, every, here),
        "here": here,
        "chosen": chosen,
        "sortable": SORTABLE,
        "map": country_map(every, shown, chosen.code if chosen else None),
        "indicator": indicator,
        "indicators": offered(answer),
        "other_matrix": None if indicator == RATIO else matrix_of(shown, every, values, indicator),
        "table": _table(listed, arguments, answer, chosen, indicator),
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
        "closest": [
            (place(pair.country_b), amount(pair.observed), _publications(pair, answer)) for pair in partners[:LISTED]
        ],
        "gaps": [(place(pair.country_b), amount(pair.observed), pair.expected) for pair in gaps[:LISTED]],
    }


def _turned(pair: Pair, first: str) -> Pair:
    """The pair with the chosen country first, for reading; the key of its row stays in the order of codes."""
    if pair.country_a == first:
        return pair
    return pair._replace(
        country_a=pair.country_b, country_b=pair.country_a, name_a=pair.name_b, name_b=pair.name_a,
        publications_a=pair.publications_b, publications_b=pair.publications_a,
        activity_a=pair.activity_b, activity_b=pair.activity_a,
    )  # fmt: skip


def _table(
    listed: list[Pair], arguments: Arguments, answer: Answer, chosen: Country | None, indicator: Indicator
) -> Table:
    """The pairs with their figures; with the chosen indicator, and how strong both are in a topic, where asked for."""
    further = () if indicator.name in IN_TABLE else (indicator,)
    columns = (
        *COLUMNS,
        *(Column(one.name, one.label, one.meaning, numeric=True) for one in further),
        *(TOPICAL if answer.parameters["topic"] else ()),
    )
    values = values_of(answer, indicator)

    def value(pair: Pair, name: str) -> Any:
        return values.get(_codes(pair)) if further and name == indicator.name else pair.value(name)

    sortable = [column.name for column in columns if column.name in SORTABLE]
    ordered = arranged(listed, arguments, value, sortable)
    caption = said("Pairs with {country}", country=place(chosen.code)) if chosen else said("Pairs of countries")
    rows = tuple(
        (
            *_row(pair, answer),
            *(Cell(figure(values.get(_codes(pair)), one)) for one in further),
            *_topical(pair, answer),
        )
        for pair in ordered[: rows_wanted(arguments, ROWS)]
    )
    return Table(caption, columns, rows, len(ordered), arguments.get("sort", ""), arguments.get("order") == "desc")


def _row(pair: Pair, answer: Answer) -> tuple[Cell, ...]:
    return (
        Cell(place(pair.country_a), href=links.around("country", pair.country_a) if pair.publications_a else None),
        Cell(place(pair.country_b), href=links.around("country", pair.country_b) if pair.publications_b else None),
        Cell(amount(pair.observed), href=_publications(pair, answer) if pair.observed else None),
        Cell(number(pair.expected, 3)),
        Cell(number(pair.ratio)),
        Cell(pair.interval),
        Cell(probability(pair.q)),
        Cell(number(pair.salton)),
        Cell(pair.verdict, kind=KINDS[pair.verdict]),
    )


def _topical(pair: Pair, answer: Answer) -> tuple[Cell, ...]:
    if not answer.parameters["topic"]:
        return ()
    mark = Cell(said("both strong, hardly joined"), kind="opportunity") if pair.opportunity else Cell(ABSENT)
    return Cell(number(pair.activity_a)), Cell(number(pair.activity_b)), mark


def _codes(pair: Pair) -> tuple[str, str]:
    return min(pair.country_a, pair.country_b), max(pair.country_a, pair.country_b)


def _publications(pair: Pair, answer: Answer) -> str:
    return links.publications(answer, *_codes(pair))


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
    asks=("group", "topic", "since", "until", "universe"),
    fixed=(("limit", "0"),),
    own=("country", "indicator", "sort", "order", "rows"),
)
