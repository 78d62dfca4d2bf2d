"""What a person may ask of a base: to be forgotten."""

from __future__ import annotations

import shutil
from typing import NamedTuple

import pyarrow as pa

from graph import forgetting, judgements, prevailing
from graph.base import Base
from graph.errors import BaseError
from graph.model import SCIENTIST
from graph.prevailing import rows_of
from graph.store import Watch
from graph.watches import Watches


class Gone(NamedTuple):
    """Whom a base has forgotten: by how many ids, and on how many publications it had named the person."""

    ids: int
    publications: int


def forget(base: Base, id_: str, watch: Watch = lambda *_: None) -> Gone:
    """Take a scientist out of the store, of what is staged and set aside, and of every later load.

    All ids that name the person go, other ids of the person that a source states too. If it is stopped, the next
    `base.update` finishes it.

    Raises:
        BaseError: no record names the id, or another writer holds the base.
    """
    ids = judgements.aliases(base, id_)
    with prevailing.opened(base.staging) as db:
        db.register("asked", pa.table({"id": pa.array(ids, pa.string())}))
        facts = rows_of(SCIENTIST, "now")
        found = db.execute(f"SELECT id, name, names, orcid, also FROM {facts} SEMI JOIN asked USING (id)").fetchall()
        publications = db.execute(
            "SELECT count(DISTINCT publication) FROM now_facts_AUTHORED WHERE scientist IN (FROM asked)"
        ).fetchone()
    if not found:
        raise BaseError(f"no record names a scientist {id_}: check the id")
    names = {form for _, name, forms, _, _ in found for form in (name, *(forms or ()))}
    orcids = {f"orcid:{orcid}" for *_, orcid, _ in found if orcid}
    every = {*ids, *orcids, *(other for *_, also in found for other in also or ())}
    with base.writing():
        base.forgotten.add(every)
        forgetting.purge_rejected(base.folder / "rejected", base.forgotten, names)
        shutil.rmtree(base.folder / "fetched", ignore_errors=True)
    Watches(base.folder).purge(base.forgotten, names)
    base.update(watch)
    assert publications
    return Gone(len(every), publications[0])
