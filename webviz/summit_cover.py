"""The picture of a summit: a matrix of who stands for which country, and which countries each brings near."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from queries import Answer
from queries.saying import counted, in_a_row, place, said
from webviz.formats import ABSENT, names, number
from webviz.layout import radius_of
from webviz.regions import by_region, region_of
from webviz.tables import Cell, Column, Table

STEP, TOP, LEFT, LETTERS = 27.0, 34.0, 190.0, 24
LEAST, MOST = 2.6, 10.0
COLUMNS = (
    Column("name", "Guest", "in the order of choice"),
    Column("country", "Stands for", "own country"),
    Column("lacking", "Joint publications lacking", "expected less there are, in the pairs shown", numeric=True),
    Column("others", "Brings near", "the other countries of these pairs", wide=True),
)


@dataclass(frozen=True)
class Spot:
    """A circle of the matrix: where, how large, the kind that colours it, and what it says."""

    x: float
    y: float
    radius: float
    kind: str
    met: bool
    facts: str


@dataclass(frozen=True)
class Label:
    """A text at the edge of the matrix, and the kind that colours its mark."""

    x: float
    y: float
    text: str
    name: str
    kind: str


@dataclass(frozen=True)
class Cover:
    """The matrix, its summary in words, and the same as a table."""

    width: float
    height: float
    spots: tuple[Spot, ...]
    squares: tuple[Spot, ...]
    columns: tuple[Label, ...]
    rows: tuple[Label, ...]
    summary: str
    table: Table


@dataclass(frozen=True)
class _Guest:
    name: str
    country: str | None
    lacking: Mapping[str, float]
    """Of each other country, the joint publications lacking in the pairs shown."""


def cover(answer: Answer) -> Cover | None:
    """The matrix of guests and countries; none where nobody has a country."""
    guests = [_guest(record) for record in answer.records()]
    home = {guest.country for guest in guests if guest.country}
    codes = by_region(tuple(sorted(home | {code for guest in guests for code in guest.lacking})))
    if not codes:
        return None
    most = max((lacking for guest in guests for lacking in guest.lacking.values()), default=1.0)
    at = {code: LEFT + STEP * (place_ + 0.5) for place_, code in enumerate(codes)}
    return Cover(
        width=LEFT + STEP * len(codes) + 8,
        height=TOP + STEP * len(guests) + 8,
        spots=tuple(spot for k, guest in enumerate(guests) for spot in _spots(guest, _y(k), at, most, home)),
        squares=tuple(_square(guest, _y(k), at) for k, guest in enumerate(guests) if guest.country),
        columns=tuple(Label(at[code], TOP - 10, code, place(code), region_of(code)) for code in codes),
        rows=tuple(_label(guest, k) for k, guest in enumerate(guests)),
        summary=_summary(guests, home, codes),
        table=Table(said("Who covers which countries"), COLUMNS, tuple(_row(guest) for guest in guests)),
    )


def _guest(record: Mapping[str, Any]) -> _Guest:
    own = record["country"]
    lacking: dict[str, float] = {}
    for told in record["opens"]:
        held = told.values
        other = held["b"] if held["a"] == own else held["a"]
        joint = held["joint"] if isinstance(held["joint"], int) else 0
        lacking[other] = lacking.get(other, 0.0) + max(0.0, held["expected"] - joint)
    return _Guest(record["name"] or record["scientist"], own, lacking)


def _y(row: int) -> float:
    return TOP + STEP * (row + 0.5)


def _label(guest: _Guest, row: int) -> Label:
    short = guest.name if len(guest.name) <= LETTERS else f"{guest.name[: LETTERS - 1]}…"
    return Label(LEFT - 8, _y(row), short, guest.name, region_of(guest.country) if guest.country else "nowhere")


def _square(guest: _Guest, y: float, at: Mapping[str, float]) -> Spot:
    assert guest.country
    facts = said("{name} stands for {country}", name=guest.name, country=place(guest.country))
    return Spot(at[guest.country], y, STEP / 2 - 3, region_of(guest.country), met=True, facts=facts)


def _spots(guest: _Guest, y: float, at: Mapping[str, float], most: float, home: set[str]) -> list[Spot]:
    return [
        Spot(
            at[code], y, round(radius_of(lacking, most, LEAST, MOST), 1), region_of(code), code in home,
            said(
                "{name} brings {country} near: {lacking:.1f} joint publications are lacking",
                name=guest.name, country=place(code), lacking=lacking,
            ),
        )
        for code, lacking in guest.lacking.items()
    ]  # fmt: skip


def _summary(guests: list[_Guest], home: set[str], codes: tuple[str, ...]) -> str:
    return said(
        "{guests} stand for {home}: {names}. The pairs that their seats open most reach {all}.",
        guests=counted(len(guests), "guest"),
        home=counted(len(home), "country", "countries"),
        names=names([place(code) for code in codes if code in home]),
        all=counted(len(codes), "country", "countries"),
    )


def _row(guest: _Guest) -> tuple[Cell, ...]:
    ordered = sorted(guest.lacking.items(), key=lambda one: (-one[1], one[0]))
    others = in_a_row([place(code) for code, _ in ordered])
    return (
        Cell(guest.name),
        Cell(place(guest.country) if guest.country else ABSENT),
        Cell(number(sum(guest.lacking.values()), 3)),
        Cell(others or ABSENT),
    )
