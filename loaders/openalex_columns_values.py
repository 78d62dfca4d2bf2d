"""Texts and ids of many works as Arrow arrays, cleaned and checked all at once; and lists of them."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import NamedTuple, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from loaders.cleaning import clean

Places = NDArray[np.int64]
Flags = NDArray[np.bool_]
Value = TypeVar("Value", bound=Hashable)

_OPENALEX = "https://openalex.org/"
_ORCID = "https://orcid.org/"
_ORCID_FORM = r"^https://orcid\.org/[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]$"
_DOI = "https://doi.org/"
_DOI_FORM = r"^https://doi\.org/10\.[0-9]{4,9}/[!-~]+$"
_END = 1 << 30


class Checked(NamedTuple):
    """Ids in the form in which Hikma keeps them; `doubtful` are those that are written in an unusual way, or wrong."""

    ids: pa.Array
    doubtful: Flags


def texts(found: Sequence[str | None]) -> pa.Array:
    """Each text as `loaders.cleaning.clean` leaves it."""
    array = pa.array([(text.strip() or None) if text else None for text in found], pa.string())
    data = array.buffers()[2]
    if data is None or not (np.frombuffer(data, np.uint8) == ord("@")).any():
        return array
    return pa.array([clean(text) for text in found], pa.string())


def node_ids(urls: Sequence[str | None], kind: str) -> Checked:
    """`openalex:W12` for `https://openalex.org/W12`; `kind` is what the bare id starts with."""
    start = _OPENALEX + kind
    given = pa.array(urls, pa.string())
    digits = pc.binary_slice(given.cast(pa.binary()), len(start), _END).cast(pa.string())
    usual = pc.and_(pc.starts_with(given, start), pc.ascii_is_decimal(digits))
    return Checked(pc.binary_replace_slice(given, 0, len(_OPENALEX), "openalex:"), _not(usual))


def orcids(urls: Sequence[str | None]) -> Checked:
    """The bare ORCID iDs, their check digits verified (ISO 7064 MOD 11-2)."""
    given = pa.array(urls, pa.string())
    usual = pc.match_substring_regex(given, _ORCID_FORM)
    bare = pc.binary_replace_slice(pc.if_else(usual, given, None), 0, len(_ORCID), "")
    texts_ = "".join(bare.drop_null().to_pylist()).encode()
    digits = np.delete(np.frombuffer(texts_, np.uint8).reshape(-1, 19).astype(np.int64), [4, 9, 14], axis=1) - ord("0")
    check = (12 - digits[:, :15] @ (1 << np.arange(15, 0, -1)) % 11) % 11
    last = np.where(digits[:, 15] == ord("X") - ord("0"), 10, digits[:, 15])
    doubtful = _not(usual)
    doubtful[np.flatnonzero(bare.is_valid())[check != last]] = True
    return Checked(bare, doubtful)


def dois(urls: Sequence[str | None]) -> Checked:
    """The bare DOIs in lower case."""
    given = pa.array(urls, pa.string())
    bare = pc.ascii_lower(pc.binary_replace_slice(given, 0, len(_DOI), ""))
    return Checked(bare, _not(pc.match_substring_regex(given, _DOI_FORM)))


def _not(usual: pa.Array) -> Flags:
    """Those that are there and not as usual."""
    return ~flags(usual.fill_null(True))


def flags(array: pa.Array) -> Flags:
    """An array of true and false that has no nulls."""
    values: Flags = array.to_numpy(zero_copy_only=False)
    return values


def listed(lengths: Places, values: pa.Array) -> pa.Array:
    """Lists of those lengths, which together hold the values; none where the length is -1."""
    offsets = np.concatenate(([0], np.cumsum(np.maximum(lengths, 0)))).astype(np.int32)
    absent = lengths < 0
    return pa.ListArray.from_arrays(pa.array(offsets), values, mask=pa.array(absent) if absent.any() else None)


def lengths_of(lists: Sequence[Sequence[object] | None]) -> list[int]:
    """The length of each; -1 where there is none."""
    return [-1 if one is None else len(one) for one in lists]


def owners(lengths: Places) -> Places:
    """For each element of lists of those lengths, the list that holds it."""
    return np.repeat(np.arange(len(lengths)), np.maximum(lengths, 0))


def within(lengths: Places) -> Places:
    """For each element of lists of those lengths, its place in its list, from 0."""
    held = np.maximum(lengths, 0)
    places: Places = np.arange(held.sum()) - np.repeat(np.cumsum(held) - held, held)
    return places


def spread(numbers: Places, lengths: Places) -> tuple[Places, Places]:
    """All that lists hold which are given by number: who holds each element, and its place among all elements.

    `lengths` are those of the lists from number 0 on, whose elements follow each other.
    """
    held = lengths[numbers]
    holder = owners(held)
    return holder, within(held) + (np.cumsum(lengths) - lengths)[numbers][holder]


def firsts(groups: Places, items: Places) -> Places:
    """Where each item of a group stands for the first time, in order."""
    if not len(items):
        return items
    return np.sort(np.unique(groups * (int(items.max()) + 1) + items, return_index=True)[1])


def numbered(values: Sequence[Value]) -> tuple[list[Value], Places]:
    """Each value once, in order of first place; and for each place, the number of its value."""
    distinct = dict.fromkeys(values)
    numbers = dict(zip(distinct, range(len(distinct)), strict=True))
    return list(distinct), np.fromiter(map(numbers.__getitem__, values), np.int64, len(values))
