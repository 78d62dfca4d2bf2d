"""Who wrote many works: scientists and authorships, in columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graph.model import AUTHORED, SCIENTIST
from loaders.openalex_bylines import AuthorMention
from loaders.openalex_columns_form import Chunk, Decoded, Rows
from loaders.openalex_columns_places import PlaceFields, place_fields, where
from loaders.openalex_columns_values import Places, flags, listed, node_ids, orcids, owners, texts, within
from loaders.openalex_ids import AUTHOR
from loaders.openalex_merged import NOBODY

_UNNAMED = AuthorMention()


class PeopleFields(NamedTuple):
    """How many authorships each work has; and what these hold, each a list over all authorships."""

    authorships: list[int]
    id: list[str | None]
    name: list[str | None]
    orcid: list[str | None]
    printed: list[str | None]
    standing: list[str | None]
    corresponding: list[bool | None]


def people_fields(found: Decoded) -> tuple[PeopleFields, PlaceFields]:
    """Of some works, and where the authors are."""
    lists = [work.authorships or () for work in found.works]
    each = list(chain.from_iterable(lists))
    authors = [one.author or _UNNAMED for one in each]
    fields = PeopleFields(
        authorships=[len(one) for one in lists],
        id=[author.id or None for author in authors],
        name=[author.display_name for author in authors],
        orcid=[author.orcid or None for author in authors],
        printed=[one.raw_author_name for one in each],
        standing=[one.author_position or None for one in each],
        corresponding=[one.is_corresponding for one in each],
    )
    return fields, place_fields(each)


def people(fields: PeopleFields, places: PlaceFields, chunk: Chunk) -> dict[str, Rows]:
    """The rows of scientists, authorships and all that follows from them.

    Left in doubt is a work whose byline names an author twice, or one whom OpenAlex has deleted.
    """
    lengths = np.array(fields.authorships, np.int64)
    work = owners(lengths)
    position = within(lengths) + 1
    scientists = _scientists(fields.id, work, position, chunk)
    name, printed = texts(fields.name), texts(fields.printed)
    orcid, doubtful = orcids(fields.orcid)
    chunk.doubt(work[doubtful])
    stated = {
        "id": scientists,
        "name": pc.coalesce(name, printed),
        "names": _names(name, printed),
        "orcid": orcid,
        "local": pc.match_substring(scientists, "#"),
    }
    found = where(places, work, scientists, chunk)
    authored = _authored(fields, position, pa.array((position == lengths[work]) & (position > 1)))
    authored |= {
        "scientist": scientists,
        "publication": chunk.ids.take(pa.array(work)),
        "names": listed(np.ones(len(work), np.int64), pc.coalesce(printed, name, "")),
        "institutions": found.institutions,
        "countries": found.countries,
    }
    return {SCIENTIST.name: Rows(work, stated), **found.rows, AUTHORED.name: Rows(work, authored)}


def _scientists(urls: Sequence[str | None], work: Places, position: Places, chunk: Chunk) -> pa.Array:
    """The id of the author, or where there is none, that of the work with the position."""
    ids, doubtful = node_ids(urls, AUTHOR)
    chunk.doubt(work[doubtful | flags(pc.is_in(ids, pa.array(sorted(NOBODY))))])
    local = ids.is_null()
    if ids.null_count:
        of_work = chunk.ids.take(pa.array(work).filter(local))
        numbers = pa.array(position).filter(local).cast(pa.string())
        ids = pc.replace_with_mask(ids, local, pc.binary_join_element_wise(of_work, numbers, "#"))
    codes = ids.dictionary_encode().indices.to_numpy()
    many = int(codes.max(initial=0)) + 1
    pairs = np.sort(work * many + codes)
    chunk.doubt(pairs[1:][pairs[1:] == pairs[:-1]] // many)
    return ids


def _names(name: pa.Array, printed: pa.Array) -> pa.Array:
    """The two, each once; none where both are missing."""
    other = pc.and_(printed.is_valid(), pc.fill_null(pc.not_equal(name, printed), True))
    held = np.column_stack([flags(name.is_valid()), flags(other)])
    both = np.column_stack([np.arange(len(name)), np.arange(len(name)) + len(name)])
    lengths = held.sum(axis=1)
    values = pa.concat_arrays([name, printed]).take(pa.array(both[held]))
    return listed(np.where(lengths == 0, -1, lengths), values)


def _authored(fields: PeopleFields, position: Places, counted: pa.Array) -> dict[str, pa.Array]:
    """`counted` says who stands last by position, where the record does not."""
    standing = pa.array(fields.standing, pa.string())
    return {
        "positions": listed(np.ones(len(position), np.int64), pa.array(position)),
        "corresponding": pa.array(fields.corresponding, pa.bool_()),
        "last": pc.coalesce(pc.equal(standing, "last"), counted),
    }
