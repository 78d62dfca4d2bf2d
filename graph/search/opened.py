"""Opening an index: what makes it unusable, and which state of the base it holds."""

from __future__ import annotations

from pathlib import Path

import msgspec
import tantivy

from graph.search.schema import FORMAT, STAMP, Stamp


class Unusable(Exception):
    """There is no index, or it is damaged or of another version; the message says which."""


def opened(folder: Path) -> tuple[tantivy.Index, Stamp]:
    """The index in a folder, and which state it holds.

    Raises:
        Unusable: absent, damaged, or of another format.
    """
    if not (folder / "meta.json").exists():
        raise Unusable("there is none")
    try:
        index = tantivy.Index.open(str(folder))
        index.config_reader("manual")
        index.reload()
        searcher = index.searcher()
        found = searcher.search(tantivy.Query.term_query(index.schema, "kind", STAMP), 1).hits
        stamp = _decode(bytes(searcher.doc(found[0][1]).get_first("card") or b"")) if found else None
    except Exception as error:
        raise Unusable(f"it is damaged ({' '.join(str(error).split())})") from error
    if not stamp or stamp.format != FORMAT:
        raise Unusable("it is of another version of Hikma")
    return index, stamp


def _decode(data: bytes) -> Stamp | None:
    try:
        return msgspec.msgpack.decode(data, type=Stamp)
    except msgspec.MsgspecError:
        return None
