"""Works as they are decoded for columns: what many works repeat stays JSON, to be decoded once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import msgspec
import pyarrow as pa

from loaders.openalex_bylines import Authorship
from loaders.openalex_columns_values import Flags, Places
from loaders.openalex_ids import WORK
from loaders.openalex_merged import is_redirect
from loaders.openalex_topics import TopicMention
from loaders.openalex_works import Work

ABSENT = (b"", b"null")
"""What JSON is where a field is not there, or holds nothing."""

_WORK = "https://openalex.org/" + WORK


class RawTopic(TopicMention, gc=False):
    """A topic; the levels above it are JSON."""

    subfield: msgspec.Raw = msgspec.Raw()  # type: ignore[assignment]
    field: msgspec.Raw = msgspec.Raw()  # type: ignore[assignment]
    domain: msgspec.Raw = msgspec.Raw()  # type: ignore[assignment]


class RawAuthorship(Authorship, gc=False):
    """One place of a byline; its institutions are JSON."""

    institutions: msgspec.Raw = msgspec.Raw()  # type: ignore[assignment]


class RawWork(Work, gc=False):
    """What is read of a work."""

    authorships: list[RawAuthorship] | None = None  # type: ignore[assignment]
    topics: list[RawTopic] | None = None  # type: ignore[assignment]
    primary_topic: RawTopic | None = None  # pyright: ignore[reportIncompatibleVariableOverride]
    abstract_inverted_index: msgspec.Raw = msgspec.Raw()  # type: ignore[assignment]


_decoder = msgspec.json.Decoder(RawWork)


class Decoded(NamedTuple):
    """Works, and their places among the records."""

    works: list[RawWork]
    places: list[int]


def decoded(raws: Sequence[bytes], start: int) -> Decoded:
    """The works among the records, whose places are from `start`; what is no work, or no good one, is left out."""
    found = Decoded([], [])
    for place, raw in enumerate(raws, start):
        try:
            work = _decoder.decode(raw)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            continue
        if work.id.startswith(_WORK) and not is_redirect(raw):
            found.works.append(work)
            found.places.append(place)
    return found


class Rows(NamedTuple):
    """Rows of one kind: the work that states each, ascending; and their columns, of which those not there are null."""

    work: Places
    columns: dict[str, pa.Array]


@dataclass(frozen=True)
class Chunk:
    """The ids and years of works; those that are `doubtful` are marked one by one."""

    ids: pa.Array
    years: pa.Array
    doubtful: Flags

    def doubt(self, works: Places) -> None:
        """Leave these works to `work_facts`."""
        self.doubtful[works] = True
