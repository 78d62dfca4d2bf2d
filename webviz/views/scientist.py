"""The page of a scientist: who, where, on what and with whom; which source says so; and what can be done about it."""

from __future__ import annotations

from functools import partial
from typing import Any

from graph.base import Base
from graph.errors import BaseError, QuestionError
from graph.identifiers import web_address
from graph.statements import statements
from queries import Answer
from queries.saying import place, said
from webviz import links
from webviz.evidence import evidence
from webviz.formats import ABSENT, count, number, share
from webviz.reading import Reading
from webviz.remarks import command, remarks
from webviz.scientist_scene import coauthors, scene, ties
from webviz.shown import Shown, table
from webviz.tables import Cell, Column, Figure, Table
from webviz.view import Arguments, View
from webviz.year_bars import Year, YearBars, year_bars

NAMES = (
    Column("name", "Form of the name", "as a source gives it", wide=True),
    Column("printed", "Publications", "that print it; leads to their list", numeric=True),
)
PLACES = (
    Column("publications", "Publications", "leads to their list", numeric=True),
    Column("first_year", "From", "first year, of publications or as a source says", numeric=True),
    Column("last_year", "To", "last year", numeric=True),
)
COUNTRIES = (Column("name", "Country", "that the scientist's own authorships name"), *PLACES)
INSTITUTIONS = (Column("name", "Institution", "that the scientist gave", wide=True), *PLACES)
TOPICS = (
    Column("name", "Topic", "leads to what is around it", wide=True),
    Column("publications", "Publications", "leads to their list", numeric=True),
    Column("share", "Share", "of those that have a topic; they overlap", numeric=True),
)
COAUTHORS = (
    Column("name", "Co-author", "leads to the page about the person"),
    Column("country", "Country", "of the latest authorship that names one"),
    Column("joint", "Together", "joint publications; leads to their list", numeric=True),
    Column("last_year", "Last", "year of the last of them", numeric=True),
)
TIES = (
    Column("pair", "Two of them", "co-authors of this scientist", wide=True),
    Column("joint", "Together", "publications that both are on; leads to their list", numeric=True),
)
WORKS = (
    Column("name", "Publication", "leads to its record at the source", wide=True),
    Column("year", "Year", "of publication", numeric=True),
)
COLLEAGUES = (
    Shown("scientist", "Scientist", "leads to the page about the person", "scientist", named="name"),
    Shown("country", "Country", "latest country", "country"),
    Shown("institution", "Institution", "named most, the latest counting most"),
    Shown("why", "Why", "the reasons in words", "words", wide=True),
    Shown("steps", "Steps", "from co-author to co-author between the two; none where no path joins them", "count"),
    Shown("publications", "Publications", "of the other", "count"),
)
STEPS = (
    Shown("path", "Path", "number of the path, 1 is the best", "count"),
    Shown("a", "From", "from whom the step leads", "scientist", named="name_a"),
    Shown("b", "To", "to whom it leads", "scientist", named="name_b"),
    Shown("joint", "Together", "joint publications; leads to their list", "count", behind=True),
    Shown("first_year", "First", "year of the first of them", "year"),
    Shown("last_year", "Last", "year of the last of them", "year"),
    Shown("topics", "Topics", "of these publications", "names", wide=True),
)


def page(answer: Answer, _: Arguments) -> dict[str, Any]:
    """Everything that the profile says."""
    about = answer.coverage["of"]
    found = _Sections(answer)
    return {
        "about": about,
        "address": web_address(about["id"]),
        "orcid": f"orcid:{about['orcid']}" if about["orcid"] else "",
        "figures": _figures(answer, found),
        "years": _years(answer, found),
        "names": _names(found),
        "tables": tuple(one for one in (_countries(found), _institutions(found), _topics(found)) if one.rows),
        "coauthors": _coauthors(answer, found),
        "ties": _ties(answer, found),
        "works": _works(found),
        "remarks": remarks(about["id"], found.seldom_printed(about["name"]), about["called_alike"]),
        "show_command": command("show", about["id"], "--limit", "0"),
    }  # fmt: skip


def beside(reading: Reading, answer: Answer, arguments: Arguments, patience: float | None) -> dict[str, Any]:
    """What is shown when it is asked for: colleagues, a path to another scientist, evidence."""
    id_, show = answer.coverage["of"]["id"], arguments.get("show", "")
    found: dict[str, Any] = {"show": show, "to": arguments.get("to", "")}
    if show == "colleagues":
        found |= _asked("colleagues", lambda: _colleagues(reading, id_, arguments, patience))
    if show == "evidence":
        found |= _asked("evidence", lambda: evidence(reading.of_base(("said", id_), partial(_said, id_), patience)))
    if found["to"]:
        found |= _asked("path", lambda: _path(reading, id_, arguments, patience))
    return found


def _said(id_: str, base: Base) -> list[Any]:
    return statements(base, id_)


def _asked(name: str, ask: Any) -> dict[str, Any]:
    """What is asked for under its name, or why it cannot be told."""
    try:
        return {name: ask()}
    except (QuestionError, BaseError) as error:
        return {f"{name}_problem": error.args[0]}


def _colleagues(reading: Reading, id_: str, arguments: Arguments, patience: float | None) -> dict[str, Any]:
    answer = reading.ask("colleagues", {"of": id_, "limit": "15"}, patience)
    caption = said("People with similar ideas, with whom there is no joint publication")
    return {"table": table(answer, COLLEAGUES, _unsorted(arguments), caption, ()), "caveats": answer.caveats}


def _path(reading: Reading, id_: str, arguments: Arguments, patience: float | None) -> dict[str, Any]:
    answer = reading.ask("path", {"of": id_, "to": arguments["to"]}, patience)
    caption = said("From co-author to co-author")
    return {"table": table(answer, STEPS, _unsorted(arguments), caption, ("path", "step")), "caveats": answer.caveats}


def _unsorted(arguments: Arguments) -> Arguments:
    return {name: value for name, value in arguments.items() if name not in ("sort", "order", "rows")} | {"rows": "0"}


class _Sections:
    """The rows of a profile: values and links by section, id and figure."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer
        self._rows = {(one["section"], one["id"], one["figure"]): one for one in answer.records()}

    def ids(self, section: str) -> list[str]:
        """The ids of a section in order."""
        return list(dict.fromkeys(str(id_) for part, id_, _ in self._rows if part == section))

    def seldom_printed(self, name: str) -> list[str]:
        """Forms of the name, but for this one, that publications print, the seldom printed first; at most twelve."""
        printed = [id_ for id_ in self.ids("names") if id_ != name and self.value("names", id_, "printed")]
        return printed[::-1][:12]

    def row(self, section: str, id_: str, figure: str) -> dict[str, Any]:
        """A row; an empty one where there is none."""
        return self._rows.get((section, id_, figure), {})

    def value(self, section: str, id_: str, figure: str) -> Any:
        """The value of a figure; none where there is none."""
        return self.row(section, id_, figure).get("value")

    def name(self, section: str, id_: str) -> str:
        """The name of a thing."""
        return next(str(row["name"]) for (part, one, _), row in self._rows.items() if (part, one) == (section, id_))

    def counted(self, section: str, id_: str, figure: str) -> Cell:
        """A figure that counts publications, with the way to their list."""
        row = self.row(section, id_, figure)
        href = links.publications(self._answer, section, id_, figure) if row.get("publications") else None
        return Cell(count(row.get("publications")), href=href)

    def year(self, section: str, id_: str, figure: str) -> Cell:
        """A year."""
        value = self.value(section, id_, figure)
        return Cell(ABSENT if value is None else str(round(value)))


def _figures(answer: Answer, found: _Sections) -> tuple[Figure, ...]:
    id_ = answer.coverage["of"]["id"]
    first, last = (found.value("totals", id_, name) for name in ("first_year", "last_year"))
    period = ABSENT if first is None else said("{first} to {last}", first=str(round(first)), last=str(round(last)))
    figures = [
        Figure(count(found.value("totals", id_, "publications")), said("publications")),
        Figure(period, said("years of publication")),
        Figure(count(found.value("totals", id_, "coauthors")), said("co-authors")),
        Figure(share(found.value("totals", id_, "international_share")), said("of two countries or more")),
    ]
    impact = found.row("totals", id_, "fwci")
    if impact.get("value") is not None:
        label = said("mean citation impact, of {n} publications with one; 1 is the world's", n=impact["publications"])
        figures.append(Figure(number(impact["value"]), label))
    return tuple(figures)


def _years(answer: Answer, found: _Sections) -> YearBars | None:
    whole = max(answer.coverage["trend_years"], default=0)
    return year_bars([
        Year(
            int(id_), round(found.value("years", id_, "publications")), None, not whole or int(id_) <= whole,
            links.publications(answer, "years", id_, "publications"),
        )
        for id_ in found.ids("years")
    ])  # fmt: skip


def _names(found: _Sections) -> Table:
    rows = tuple((Cell(id_), found.counted("names", id_, "printed")) for id_ in found.ids("names"))
    return Table(said("Names, in every form and script"), NAMES, rows)


def _placed(found: _Sections, section: str, id_: str) -> tuple[Cell, ...]:
    first, last = (found.year(section, id_, name) for name in ("first_year", "last_year"))
    return (found.counted(section, id_, "publications"), first, last)


def _countries(found: _Sections) -> Table:
    rows = tuple(
        (Cell(place(code), href=links.around("country", code)), *_placed(found, "countries", code))
        for code in found.ids("countries")
    )
    return Table(said("Countries, the latest first"), COUNTRIES, rows)


def _institutions(found: _Sections) -> Table:
    rows = tuple(
        (
            Cell(found.name("institutions", id_), href=links.around("institution", id_)),
            *_placed(found, "institutions", id_),
        )
        for id_ in found.ids("institutions")
    )
    return Table(said("Institutions, the latest first"), INSTITUTIONS, rows)


def _topics(found: _Sections) -> Table:
    rows = tuple(
        (
            Cell(found.name("topics", id_), href=links.around("topic", id_)),
            found.counted("topics", id_, "publications"),
            Cell(share(found.value("topics", id_, "share"))),
        )
        for id_ in found.ids("topics")
    )
    return Table(said("Topics"), TOPICS, rows)


def _coauthors(answer: Answer, found: _Sections) -> Table:
    rows = tuple(
        (
            Cell(one.name, href=links.around("scientist", one.id)),
            Cell(place(one.country) if one.country else ABSENT),
            found.counted("co-authors", one.id, "joint"),
            found.year("co-authors", one.id, "last_year"),
        )
        for one in coauthors(answer)
    )
    total = found.value("totals", answer.coverage["of"]["id"], "coauthors")
    return Table(said("Co-authors, those with most joint publications first"), COAUTHORS, rows, round(total or 0))


def _ties(answer: Answer, found: _Sections) -> Table:
    names = {one.id: one.name for one in coauthors(answer)}
    ids = {(one.a, one.b): id_ for one, id_ in zip(ties(answer), found.ids("ties"), strict=True)}
    listed = sorted(ties(answer), key=lambda one: (-one.joint, one.a, one.b))[:50]
    rows = tuple(
        (
            Cell(said("{a} and {b}", a=names[one.a], b=names[one.b])),
            found.counted("ties", ids[one.a, one.b], "joint"),
        )
        for one in listed
    )
    return Table(said("Co-authors who publish with each other"), TIES, rows, len(ids))


def _works(found: _Sections) -> Table:
    rows = tuple(
        (
            Cell(found.name("newest", id_), href=web_address(id_), away=True),
            found.year("newest", id_, "year"),
        )
        for id_ in found.ids("newest")
    )
    return Table(said("Newest publications"), WORKS, rows)


VIEW = View(
    name="scientist",
    title="Who is this scientist?",
    menu="Scientists",
    text="Names in every script, countries and institutions with their years, topics, co-authors and publications of "
    "one scientist; whom the person might work with, and which source said what.",
    for_whom="Researchers",
    door=3,
    order=2,
    question="scientist-profile",
    template="scientist.html",
    page=page,
    scene=scene,
    beside=beside,
    asks=("of", "since", "until", "limit"),
    own=("show", "to"),
    kinds=("scientist",),
)
