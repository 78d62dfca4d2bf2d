"""Which publications have no author in some countries: those that a load of one group of countries skips."""

from __future__ import annotations

from collections.abc import Set

import pyarrow as pa
import pyarrow.compute as pc

from graph.batch import Batch
from graph.model import AUTHORED, PUBLICATION


def outside(batch: Batch, countries: Set[str]) -> list[str]:
    """The records about publications of which no author is in one of the countries, as far as the source says.

    Where a source gives an affiliation as text only, the countries that the text names count.
    """
    about = batch.records.filter(pc.equal(batch.records["kind"], PUBLICATION.name))["record"]
    authored = batch.tables.get(AUTHORED.name)
    inside = _inside(authored, countries) if authored else set()
    return [record for record in about.to_pylist() if record not in inside]


def _inside(authored: pa.Table, countries: Set[str]) -> set[str]:
    wanted = pa.array(sorted(countries), pa.string())
    stated = authored["countries"].combine_chunks()
    rows = pc.list_parent_indices(stated).filter(pc.is_in(pc.list_flatten(stated), value_set=wanted))
    found = set(authored["record"].take(rows).to_pylist())
    return found | _named_in_text(
        authored.filter(pc.equal(pc.fill_null(pc.list_value_length(stated), 0), 0)), countries
    )


def _named_in_text(authored: pa.Table, countries: Set[str]) -> set[str]:
    from graph.affiliations import Matcher

    texts = authored["affiliations"].to_pylist()
    if not any(texts):
        return set()
    matcher = Matcher(())
    return {
        record
        for record, printed in zip(authored["record"].to_pylist(), texts, strict=True)
        if any(found.country in countries for text in printed or () for found in matcher.match(text))
    }
