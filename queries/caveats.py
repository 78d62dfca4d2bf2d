"""Sentences that belong to every answer: how the base came about, and what its sources leave out."""

from __future__ import annotations

from collections.abc import Sequence

from graph.base import Graph
from queries.saying import Said, counted, in_a_row, percent, place, said

__all__ = [
    "base_caveats", "below_one", "counted", "in_a_row", "listed", "of_large_teams", "percent", "period", "place",
    "retracted", "said", "without_year",
]  # fmt: skip


def base_caveats(graph: Graph) -> tuple[Said, ...]:
    """How the base was collected, in the words of whoever loaded it; that nothing is known where nothing was said."""
    stated = sorted({load.collected for load in graph.loads if load.collected})
    unstated = any(not load.collected for load in graph.loads)
    told = [said("How the base was collected: {text}", text=text) for text in stated]
    if unstated and stated:
        told.append(said("How the rest of it was collected is not stated (“hikma load --collected” does)."))
    elif unstated:
        told.append(said("How it was collected is not stated (“hikma load --collected” does)."))
    if unstated:
        told.append(
            said(
                "A base that was collected around a country, an institution or a topic sees everything else through "
                "that."
            )
        )
    return tuple(told)


def listed(parts: Sequence[str]) -> Said:
    """Parts in a row, with an “and” before the last: `a and b and c`."""
    told = in_a_row(parts[-1:])
    for part in reversed(parts[:-1]):
        told = said("{one} and {others}", one=part, others=told)
    return told


def period(since: int | None, until: int | None) -> Said:
    """The years looked at, in words."""
    if since and until:
        return said("from {since} to {until}", since=str(since), until=str(until))
    if since:
        return said("from {since} to the last", since=str(since))
    if until:
        return said("from the first year to {until}", until=str(until))
    return said("from the first year to the last")


def without_year(number: int) -> tuple[Said, ...]:
    """How many publications a period leaves out because they have no year; nothing where there are none."""
    left_out = counted(number, "publication")
    return (said("{publications} without a year left out.", publications=left_out),) if number else ()


def of_large_teams(number: int, largest: int) -> tuple[Said, ...]:
    """How many publications of too many authors join nobody; nothing where there are none."""
    large = counted(number, "publication")
    told = said("{publications} of more than {largest} authors: they join nobody.", publications=large, largest=largest)
    return (told,) if number else ()


def retracted(number: int) -> tuple[Said, ...]:
    """How many publications are counted though they were retracted; nothing where there are none."""
    some = counted(number, "publication")
    return (said("{publications} counted with the others though retracted.", publications=some),) if number else ()


def below_one(parameter: str, value: int) -> Said:
    """What is wrong with a parameter that must be 1 or more."""
    return said("{parameter} {value} is below 1: give 1 or more", parameter=parameter, value=value)
