"""What works of earlier schemas of OpenAlex lack, so that a load can say so once."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from loaders.openalex_merged import is_redirect

LACKED = {
    "topics": "topics, which OpenAlex gives since 2024; the concepts that they replaced are not read",
    "countries": "countries of authorships, which OpenAlex gives since 2023; those of the institutions are taken",
    "corresponding": "mark of the corresponding author, which OpenAlex gives since 2023",
    "raw_names": "names of authors as printed, which OpenAlex gives since 2023",
}
"""What a work can lack, and how that is said."""

_Given = msgspec.Raw | msgspec.UnsetType
_UNSET = msgspec.UNSET


class _Line(msgspec.Struct):
    """Which fields of an authorship are there."""

    countries: _Given = _UNSET
    is_corresponding: _Given = _UNSET
    raw_author_name: _Given = _UNSET


class _Shape(msgspec.Struct):
    """Which fields of a work are there; records of other kinds have none of these."""

    concepts: _Given = _UNSET
    topics: _Given = _UNSET
    primary_topic: _Given = _UNSET
    authorships: list[_Line] | None = None


_shape = msgspec.json.Decoder(_Shape)


def lacks(data: bytes) -> tuple[str, ...]:
    """The names in `LACKED` of what a work's record has no field for; nothing for other records and for bad ones.

    A field that is there and null, or a list that is empty, is not lacking: the schema has it.
    """
    if is_redirect(data):
        return ()
    try:
        work = _shape.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return ()
    lines = work.authorships or []
    missing = {
        "topics": work.concepts is not _UNSET and work.topics is _UNSET and work.primary_topic is _UNSET,
        "countries": bool(lines) and all(line.countries is _UNSET for line in lines),
        "corresponding": bool(lines) and all(line.is_corresponding is _UNSET for line in lines),
        "raw_names": bool(lines) and all(line.raw_author_name is _UNSET for line in lines),
    }
    return tuple(name for name in LACKED if missing[name])


def lacking(counts: Mapping[str, int], works: int) -> list[str]:
    """A sentence for each thing that some of so many works lack, given how many lack each; for a load to say once."""
    return [f"{counts[name]:,} of {works:,} works have no {LACKED[name]}." for name in LACKED if counts.get(name)]
