"""Abstracts of many works out of their inverted indexes, read side by side from the bytes of their JSON."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from graph.errors import RejectedRecord
from loaders.cleaning import clean
from loaders.decoding import decode
from loaders.openalex_columns_form import ABSENT
from loaders.openalex_columns_values import Checked, Flags, Places, flags, owners
from loaders.openalex_works import Position, abstract

_LOOSE = b"0123456789, "
_LONGEST_NUMBER = 6
_HASH_BITS = np.uint64(40)
_ODD = np.array([0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB], np.uint64)

_index = msgspec.json.Decoder(dict[str, list[Position]])


def abstracts(indexes: Sequence[bytes]) -> Checked:
    """The text of each index (valid JSON), as `clean` leaves what `abstract` makes of it; null where there is none.

    Doubtful are those that are not what an index should be.
    """
    plain = np.flatnonzero([index[:2] == b'{"' and b"\\" not in index for index in indexes])
    texts, sure = _together([indexes[place] for place in plain.tolist()])
    known = np.full(len(indexes), -1)
    known[plain[sure]] = np.flatnonzero(sure)
    texts = texts.take(pa.array(known, mask=known < 0))
    changed = {place: clean(texts[place].as_py()) for place in _unclean(texts).tolist()}
    doubtful = np.zeros(len(indexes), bool)
    for place in np.flatnonzero(known < 0).tolist():
        if indexes[place] not in ABSENT:
            try:
                changed[place] = clean(abstract(decode(_index, indexes[place])))
            except RejectedRecord:
                doubtful[place] = True
    return Checked(_with(texts, changed), doubtful)


def _with(texts: pa.Array, changed: dict[int, str | None]) -> pa.Array:
    mask = np.zeros(len(texts), bool)
    mask[list(changed)] = True
    return pc.replace_with_mask(texts, pa.array(mask), pa.array([changed[at] for at in sorted(changed)], pa.string()))


def _unclean(texts: pa.Array) -> Places:
    """Which texts `clean` may change: those with an @, and those that do not begin and end in printed ASCII."""
    offsets, data = _offsets(texts), np.frombuffer(texts.buffers()[2] or b"\0", np.uint8)
    ends = np.stack([data[np.minimum(offsets[:-1], len(data) - 1)], data[np.maximum(offsets[1:] - 1, 0)]])
    printed = ((ends > ord(" ")) & (ends <= ord("~"))).all(axis=0) & (np.diff(offsets) > 0)
    with_at = np.searchsorted(offsets, np.flatnonzero(data == ord("@")), "right") - 1
    return np.union1d(np.flatnonzero(flags(texts.is_valid()) & ~printed), with_at)


def _together(indexes: Sequence[bytes]) -> tuple[pa.Array, Flags]:
    """The texts of objects with a key and without escapes; and which of them are beyond doubt."""
    unsure = pa.nulls(len(indexes), pa.string()), np.zeros(len(indexes), bool)
    if not indexes:
        return unsure
    data = np.frombuffer(b"".join(indexes), np.uint8).copy()
    quotes = np.flatnonzero(data == ord('"'))
    # The space that takes the place of a word's last quote parts it from the next word of the text.
    data[quotes] = ord(" ")
    words = _between(data, quotes[::2] + 1, quotes[1::2] + 1)
    rest = _between(data, quotes[1::2] + 1, np.append(quotes[2::2], len(data)))
    ends = np.searchsorted(quotes, np.cumsum([len(one) for one in indexes]))
    index = owners(np.diff(ends, prepend=0) // 2)
    if not _in_form(rest, len(indexes)):
        return unsure
    place, word = _numbers(rest)
    sure = np.ones(len(indexes), bool)
    sure[_repeating(words, index)] = False
    order, lengths = _order(place, index[word], sure)
    return _texts(words.take(pa.array(word[order])), lengths, sure), sure


def _between(data: NDArray[np.uint8], starts: Places, ends: Places) -> pa.Array:
    """What stands between each start and its end; the next start is not before that."""
    offsets = np.stack([starts, ends], axis=1).ravel().astype(np.int32)
    buffers = [None, pa.py_buffer(offsets), pa.py_buffer(data)]
    slices = pa.Array.from_buffers(pa.binary(), max(len(offsets) - 1, 0), buffers)
    return slices.take(pa.array(np.arange(0, len(slices), 2)))


def _in_form(rest: pa.Array, many: int) -> bool:
    """Whether `:[1,2],` follows each word, `:[1,2]}` the last one of each index: objects of lists of numbers."""
    text: bytes = (rest.buffers()[2] or pa.py_buffer(b"")).to_pybytes().translate(None, _LOOSE)
    return text.count(b":") == len(rest) and text.replace(b":[]", b"") == b"}" + b"{}" * (many - 1)


def _numbers(rest: pa.Array) -> tuple[Places, Places]:
    """All numbers, and the word that each follows."""
    data, offsets = np.frombuffer(rest.buffers()[2], np.uint8), _offsets(rest)
    digits = data - np.uint8(ord("0"))
    is_digit = digits < 10
    edges = np.flatnonzero(is_digit[1:] != is_digit[:-1]) + 1
    starts, ends = edges[::2], edges[1::2]
    lengths, place = ends - starts, np.zeros(len(starts), np.int64)
    for power in range(min(int(lengths.max(initial=0)), _LONGEST_NUMBER)):
        place += np.where(
            lengths > power, digits[ends - 1 - np.minimum(power, lengths - 1)].astype(np.int64) * 10**power, 0
        )
    place[lengths > _LONGEST_NUMBER] = len(data)
    return place, owners(np.diff(np.searchsorted(starts, offsets)))


def _repeating(words: pa.Array, index: Places) -> Places:
    """The indexes in which two words may be equal: of one length, with the same eight bytes at either end."""
    offsets = _offsets(words).astype(np.int64)
    text = np.frombuffer(words.buffers()[2].to_pybytes() + bytes(8), np.uint8)
    eight = np.ndarray((len(text) - 7,), "<u8", text, strides=(1,))
    lengths = np.diff(offsets)
    beyond = np.uint64(8) * (8 - np.minimum(lengths, 8)).astype(np.uint64)
    first = eight[offsets[:-1]] << beyond
    last = eight[np.maximum(offsets[1:] - 8, offsets[:-1])] << beyond
    mixed = (first * _ODD[0] ^ last * _ODD[1] ^ lengths.astype(np.uint64)) * _ODD[2]
    keys = np.sort(index.astype(np.uint64) << _HASH_BITS | mixed >> (np.uint64(64) - _HASH_BITS), kind="stable")
    found: Places = (keys[1:][keys[1:] == keys[:-1]] >> _HASH_BITS).astype(np.int64)
    return found


def _order(place: Places, index: Places, sure: Flags) -> tuple[Places, Places]:
    """The numbers in order of index and place, and how many each index has; unsure where places lack or repeat."""
    lengths = np.bincount(index, minlength=len(sure))
    sure[index[place >= lengths[index]]] = False
    any_order = np.arange(len(place))
    target = np.where(sure[index], (np.cumsum(lengths) - lengths)[index] + place, any_order)
    sure[index[np.bincount(target, minlength=len(target)) != 1]] = False
    order = np.empty_like(target)
    order[np.where(sure[index], target, any_order)] = any_order
    return order, lengths


def _texts(words: pa.Array, lengths: Places, sure: Flags) -> pa.Array:
    """The words of each index, which end in a space each, as one text."""
    bounds = _offsets(words)[np.concatenate(([0], np.cumsum(lengths)))].astype(np.int64)
    data = np.frombuffer(words.buffers()[2] or b"", np.uint8)
    texts = _between(data, bounds[:-1], np.maximum(bounds[1:] - 1, bounds[:-1]))
    try:
        return texts.cast(pa.string())
    except pa.ArrowInvalid:  # not UTF-8
        sure[:] = False
        return pa.nulls(len(texts), pa.string())


def _offsets(array: pa.Array) -> NDArray[np.int32]:
    return np.frombuffer(array.buffers()[1], np.int32)[array.offset : array.offset + len(array) + 1]
