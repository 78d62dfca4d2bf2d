"""Lists of a profile: the topics, institutions, scientists and partners of a part of the publications."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array

from graph.store import Store
from queries.measures.arrays import BoolArray, FloatArray, IntArray
from queries.measures.multiple_tests import benjamini_hochberg
from queries.measures.specialisation import Activity, activity
from queries.measures.trend import annual_growth
from queries.profile_corpus import Matrix, ones
from queries.profile_figures import Figure, figures
from queries.profile_scope import Part, Scope
from queries.profile_summary import Estimate, first, share_of, whole

ALPHA = 0.05
LEAST_GROWING = 5
"""Publications in the years of the trend that a topic must have to be looked at."""


class Tallied(NamedTuple):
    """Things by how many of some publications have them, most first, then by place; only those that have any."""

    places: IntArray
    value: FloatArray
    held: Matrix
    """Publications of the base by all things, only these publications."""
    known: BoolArray
    """Which of these publications have anything of the kind."""

    def behind(self, place: int) -> IntArray:
        """The publications of a thing."""
        return np.flatnonzero(self.held[:, [place]].toarray().ravel())


def tallied(seen: Scope, held: Matrix, keep: BoolArray, things: BoolArray | None = None) -> Tallied:
    """Things (columns of `held`) on the publications kept; fractional: 1 over the things of each publication."""
    size = np.maximum(np.diff(held.indptr), 1)
    worth = 1.0 / size if seen.counting == "fractional" else np.ones(size.size)
    value = np.asarray((worth * keep) @ held, dtype=np.float64)
    if things is not None:
        value = np.where(things, value, 0.0)
    order = np.lexsort((np.arange(value.size), -np.round(value, 9)))
    kept = csr_array(held.multiply(keep[:, None].astype(np.int64)))
    kept.eliminate_zeros()
    return Tallied(order[value[order] > 0], value, kept, np.diff(kept.indptr) > 0)


def things(
    section: str,
    found: Tallied,
    ids: Sequence[str],
    limit: int,
    named: Callable[[list[str]], dict[str, str]],
    counted_as: str = "publications",
) -> list[Figure]:
    """Publications of the first things of a list, and the share of the publications that have any of the kind."""
    of = int(found.known.sum())
    chosen: list[int] = found.places[: limit or None].tolist()
    names = named([ids[place] for place in chosen])
    made = []
    for place in chosen:
        value, behind = float(found.value[place]), found.behind(place)
        counted = Estimate(value, None, None, behind, of)
        name = names.get(ids[place], ids[place])
        made += figures(section, ids[place], name, {counted_as: counted, "share": counted._replace(value=value / of)})
    return made


def scientists_of(seen: Scope, part: Part) -> Matrix:
    """Publications by scientists who are the part's own."""
    lines = seen.corpus.lines
    there = part.lines & (lines.scientist >= 0)
    return ones(lines.work[there], lines.scientist[there], (seen.corpus.works, len(seen.corpus.scientists)))


def scientists(seen: Scope, part: Part) -> Tallied:
    """Scientists of the part by publications; fractional: 1 over all authors of each publication."""
    held = scientists_of(seen, part)
    found = tallied(seen, held, part.weight > 0)
    if seen.counting == "full":
        return found
    worth = np.where(part.weight > 0, 1.0 / np.maximum(seen.corpus.authors, 1), 0.0)
    value = np.asarray(worth @ held, dtype=np.float64)
    order = np.lexsort((np.arange(value.size), -np.round(value, 9)))
    return Tallied(order[value[order] > 0], value, found.held, found.known)


def names_of(store: Store, kind: str) -> Callable[[list[str]], dict[str, str]]:
    """What gives the names of nodes of a kind by id."""

    def named(ids: list[str]) -> dict[str, str]:
        cypher = f"MATCH (n:{kind}) WHERE n.id IN $ids RETURN n.id AS id, n.name AS name"
        return {row["id"]: row["name"] or row["id"] for row in store.rows(cypher, ids=ids).to_pylist()}

    return named


class Topics(NamedTuple):
    """The topics of a level by a part's publications: places, output, publications, and the activity index."""

    places: IntArray
    value: FloatArray
    held: Matrix
    worth: Matrix
    number: FloatArray
    activity: Activity
    classed: int


def topics(seen: Scope, part: Part, base: FloatArray, level: str) -> Topics:
    """The topics of a level with the activity index against the base's weights of publications.

    A publication is classed by its main topic, by all where none is marked; fractional: in equal parts. Publications
    without a topic of the level count on neither side.
    """
    places = seen.corpus.subjects.at(level)
    held = csr_array(seen.corpus.subjects.classed[:, places])
    has = np.diff(held.indptr) > 0
    spread = 1.0 / np.maximum(np.diff(held.indptr), 1) if seen.counting == "fractional" else np.ones(has.size)
    worth = csr_array(held.multiply(spread[:, None]))
    mine, all_of_it = part.weight * has, base * has
    own, total = np.asarray(mine @ worth), float(mine.sum())
    squares = float(np.square(mine).sum())
    number = total**2 / squares if squares else 0.0
    index = activity(own, total, np.asarray(all_of_it @ worth), float(all_of_it.sum()), number)
    return Topics(
        places, own, held, worth, np.asarray((part.weight > 0) @ held, dtype=np.float64), index, int((mine > 0).sum())
    )


def topic_figures(seen: Scope, part: Part, found: Topics, limit: int) -> list[Figure]:
    """The topics with most publications: output, share of the classed output, activity index, symmetric form."""
    order = np.lexsort((np.arange(found.value.size), -np.round(found.value, 9)))
    return [
        one for k in order[found.value[order] > 0][: limit or None].tolist() for one in _topic(seen, part, found, k)
    ]


def _topic(seen: Scope, part: Part, found: Topics, k: int) -> list[Figure]:
    subjects, place = seen.corpus.subjects, int(found.places[k])
    behind = np.flatnonzero((part.weight > 0) & (found.held[:, [k]].toarray().ravel() > 0))
    made = active(float(found.value[k]), float(found.activity.share[k]), found.activity, k, behind, found.classed)
    return figures("topics", subjects.ids[place], subjects.name(place), made)


def active(output: float, share: float, index: Activity, k: int, behind: IntArray, of: int) -> dict[str, Estimate]:
    """Output, share and activity index of the k-th thing."""
    one = Estimate(output, None, None, behind, of)
    low, high = float(index.low[k]), float(index.high[k])
    return {
        "publications": one,
        "share": one._replace(value=share),
        "activity_index": one._replace(value=float(index.activity[k]), low=low, high=high),
        "symmetric_index": one._replace(value=float(index.symmetric[k])),
    }


def most_specialised(seen: Scope, found: Topics, limit: int = 3, least: int = 5) -> Iterator[tuple[str, float]]:
    """The topics of highest index with its interval wholly above 1 and at least five publications: name and index."""
    index = np.where((found.activity.low > 1) & (found.number >= least), found.activity.activity, 0.0)
    for k in np.lexsort((np.arange(index.size), -index))[:limit].tolist():
        if index[k] > 0:
            yield seen.corpus.subjects.name(int(found.places[k])), float(index[k])


def growing(seen: Scope, part: Part, level: str, limit: int) -> list[Figure]:
    """The topics of a level that grow beyond the part's whole output, over the last whole years.

    Only those of which that holds at a false discovery rate of 5 % over all that are looked at (Benjamini & Hochberg
    1995); the steepest by the lower limit first.
    """
    years, whole = seen.trend, topics(seen, part, part.weight, level)
    if len(years) < 3:
        return []
    counts = np.stack([_in_year(seen, part, whole.worth, year) for year in years], axis=1)
    looked = np.flatnonzero(counts.sum(axis=1) >= LEAST_GROWING)
    rate = annual_growth(counts[looked], seen.by_year(part.weight, years))
    known = np.flatnonzero(~np.isnan(rate.p))
    real = known[(benjamini_hochberg(rate.p[known]) < ALPHA) & (rate.low[known] > 0)]
    dated = (seen.corpus.year >= years.start) & (seen.corpus.year < years.stop) & (part.weight > 0)
    made = []
    for at in real[np.lexsort((real, -rate.low[real]))][: limit or None].tolist():
        k, place = int(looked[at]), int(whole.places[looked[at]])
        behind = np.flatnonzero(dated & (whole.held[:, [k]].toarray().ravel() > 0))
        estimate = Estimate(*first(rate, at), behind, int(dated.sum()))
        subjects = seen.corpus.subjects
        made += figures("growing topics", subjects.ids[place], subjects.name(place), {"growth_beyond": estimate})
    return made


def _in_year(seen: Scope, part: Part, worth: Matrix, year: int) -> FloatArray:
    return np.asarray((part.weight * (seen.corpus.year == year)) @ worth, dtype=np.float64)


def by_year(seen: Scope, part: Part, base: BoolArray, *, leads: bool = True) -> list[Figure]:
    """Of every year: publications, share of the base, international share and, where somebody leads, leadership."""
    made = []
    for year in seen.years:
        now = seen.corpus.year == year
        then = part._replace(weight=part.weight * now)
        total, output = int((base & now).sum()), float(then.weight.sum())
        found = {
            "publications": Estimate(output, None, None, then.works, total),
            "share_of_base": Estimate(output / total if total else None, None, None, then.works, total),
            "international_share": share_of(whole(then), seen.corpus.sizes > 1, seen.corpus.sizes > 0),
        }
        if leads:
            found["leadership"] = share_of(whole(then), then.leads, then.lead_known)
        made += figures("years", str(year), str(year), found)
    return made
