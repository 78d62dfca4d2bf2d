"""The seats of a summit as a page shows them: who, what each opens, who else could take it, and how to change it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from flask import url_for

from queries import Answer
from queries.saying import Said, counted, place, said
from webviz import links
from webviz.formats import ABSENT, count, number
from webviz.view import Arguments

Record = Mapping[str, Any]
MOST_THEMES = 6
VIEW_NAME = "summit"


class Opened(NamedTuple):
    """A pair that a seat opens, in words, and where its joint publications are shown."""

    text: Said
    href: str | None


class Other(NamedTuple):
    """One who could take a seat, what that changes, and the address of the list with that change."""

    name: str
    country: str
    page: str | None
    change: str
    take: str


class Figured(NamedTuple):
    """A figure of a seat: as text, what it is, and where it leads."""

    text: str
    label: str
    href: str | None = None


class Seat(NamedTuple):
    """A seat: who has it, what it is worth, and the addresses of the list without the person, or with for certain."""

    number: int
    id: str
    name: str
    page: str | None
    country: str
    institution: str
    orcid: str | None
    forced: bool
    figures: tuple[Figured, ...]
    opens: tuple[Opened, ...]
    themes: tuple[str, ...]
    further_themes: int
    alternates: tuple[Other, ...]
    keep: str | None
    release: str | None
    exclude: str


def seats(answer: Answer, arguments: Arguments) -> tuple[Seat, ...]:
    """The seats in the order of choice."""
    records = answer.records()
    forced = [str(record["scientist"]) for record in records if record["forced"]]
    return tuple(_seat(answer, record, arguments, forced) for record in records)


def excluded(arguments: Arguments, names: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Who was left out by the URL, by name where that is known, and the address that allows them again."""
    left = _listed(arguments.get("excluded", ""))
    return tuple((names.get(one, one), _with(arguments, excluded=[x for x in left if x != one])) for one in left)


def excluded_ids(arguments: Arguments) -> list[str]:
    """Who was left out, as the URL names them."""
    return _listed(arguments.get("excluded", ""))


def _seat(answer: Answer, record: Record, arguments: Arguments, forced: Sequence[str]) -> Seat:
    id_ = str(record["scientist"])
    left_out = _listed(arguments.get("excluded", ""))
    without = [one for one in forced if one != id_]
    out = [*left_out, id_]
    return Seat(
        number=record["seat"],
        id=id_,
        name=record["name"] or id_,
        page=links.around("scientist", id_),
        country=place(record["country"]) if record["country"] else said("no country"),
        institution=record["institution"] or "",
        orcid=record["orcid"],
        forced=bool(record["forced"]),
        figures=_figures(answer, record),
        opens=tuple(_opened(answer, one) for one in record["opens"]),
        themes=tuple(record["themes"][:MOST_THEMES]),
        further_themes=max(0, len(record["themes"]) - MOST_THEMES),
        alternates=tuple(_other(one, arguments, without, out) for one in record["alternates"]),
        keep=None if record["forced"] else _with(arguments, forced=[*forced, id_]),
        release=_with(arguments, forced=without) if record["forced"] else None,
        exclude=_with(arguments, forced=without, excluded=out),
    )


def _figures(answer: Answer, record: Record) -> tuple[Figured, ...]:
    works = record["publications"]
    behind = links.publications(answer, str(record["scientist"])) if works else None
    return (
        Figured(number(record["gain"], 3), said("gained by this seat")),
        Figured(number(record["loss"], 3), said("lost without it")),
        Figured(said("{met} of {pairs}", met=record["pairs_met"], pairs=record["pairs"]), said("of its pairs are met")),
        Figured(count(works), said("publications in the themes"), behind),
        Figured(ABSENT if record["latest"] is None else str(record["latest"]), said("latest")),
    )


def _opened(answer: Answer, told: Said) -> Opened:
    """The pair with the names of its countries; where a theme is one topic, it leads to them on the page of pairs."""
    held = told.values
    words = said(
        "{a} and {b} in {theme}: {joint} of {expected:.1f} expected",
        a=place(held["a"]), b=place(held["b"]), theme=held["theme"], joint=held["joint"], expected=held["expected"],
    )  # fmt: skip
    asked = answer.parameters
    if asked["priority"] or (asked["level"] == "any" and not asked["topics"]):
        return Opened(words, None)
    same = {name: asked[name] for name in ("since", "until") if asked[name] is not None}
    group = f"{held['a']},{held['b']}"
    return Opened(words, url_for("pages.show", name="countries", group=group, topic=held["theme"], **same))  # type: ignore[arg-type]


def _other(told: Said, arguments: Arguments, forced: Sequence[str], out: Sequence[str]) -> Other:
    who, change = told.values["who"].values, told.values["change"]
    code = who["country"]
    return Other(
        name=who["name"],
        country=code if isinstance(code, Said) else place(code),
        page=links.around("scientist", who["id"]),
        change=said("+{change:.2f}", change=change) if change > 0 else said("{change:.2f}", change=change),
        take=_with(arguments, forced=[*forced, who["id"]], excluded=out),
    )


def _with(arguments: Arguments, **lists: Sequence[str]) -> str:
    """The address of the same page with other lists of people."""
    changed = dict(arguments) | {name: ";".join(dict.fromkeys(people)) for name, people in lists.items()}
    return url_for("pages.show", name=VIEW_NAME, **{name: value for name, value in changed.items() if value})  # type: ignore[arg-type]


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def told_of_choice(answer: Answer) -> Said | None:
    """In a sentence how good the choice is; none where nothing could be gained."""
    held = answer.coverage
    if held["share_of_best_at_least"] is None:
        return None
    return said(
        "{seats} from {candidates}; {met} of {pairs} have both sides in the room.",
        seats=counted(len(answer.rows), "seat"),
        candidates=counted(held["candidates"], "scientist"),
        met=held["pairs_met"],
        pairs=counted(held["pairs"], "pair"),
    )
