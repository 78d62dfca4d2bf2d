"""The fields of many works as lists; few are decoded at a time, and dropped while the processor has them near."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from loaders.openalex_columns_form import decoded
from loaders.openalex_columns_people import PeopleFields, people_fields
from loaders.openalex_columns_places import PlaceFields
from loaders.openalex_columns_publications import PublicationFields, publication_fields
from loaders.openalex_columns_topics import TopicFields, topic_fields

_AT_A_TIME = 16


class WorkFields(NamedTuple):
    """The place of each work among the records, and its id."""

    place: list[int]
    id: list[str]


class Taken(NamedTuple):
    """What the works among some records hold."""

    works: WorkFields
    publications: PublicationFields
    people: PeopleFields
    places: PlaceFields
    topics: TopicFields


def taken(raws: Sequence[bytes]) -> Taken:
    """The fields of the works; what is no work, or no good one, is left out."""
    whole = _fields(raws[:_AT_A_TIME], 0)
    with _without_collection():
        for start in range(_AT_A_TIME, len(raws), _AT_A_TIME):
            few = _fields(raws[start : start + _AT_A_TIME], start)
            for all_lists, lists in zip(whole, few, strict=True):
                _extend(all_lists, lists)
    return whole


def _extend(whole: Iterable[list[Any]], few: Iterable[list[Any]]) -> None:
    for all_values, values in zip(whole, few, strict=True):
        all_values.extend(values)


def _fields(raws: Sequence[bytes], start: int) -> Taken:
    found = decoded(raws, start)
    works = WorkFields(found.places, [work.id for work in found.works])
    people, places = people_fields(found)
    return Taken(works, publication_fields(found), people, places, topic_fields(found))


@contextmanager
def _without_collection() -> Iterator[None]:
    """None of what is decoded holds itself; looking for that would cost a tenth of the time."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()
