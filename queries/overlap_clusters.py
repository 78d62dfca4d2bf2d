"""The clusters of a co-author network, compared: where each is, what it is about, how alike every two of them are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from graph.authorships import Authorships
from graph.base import Graph
from graph.network import Network, coauthors_among
from graph.search.words import terms as folded_words
from queries.measures.arrays import BoolArray, FloatArray, IntArray
from queries.measures.communities import Communities, communities, stability
from queries.measures.overlap import Features, homes, likeness, parts, profiles
from queries.measures.overlap_joint import by_clusters
from queries.measures.overlap_names import characteristic
from queries.measures.overlap_stability import cluster_stability
from queries.overlap_content import Content, content
from queries.overlap_records import authorships_about, usual_resolution

MOST = 1_500
"""Clusters that are compared, the largest first: pairs grow with the square."""
TOPICS_IN_NAME, TERMS_IN_NAME = 2, 3


@dataclass(frozen=True, eq=False)
class Compared:
    """Clusters 0 to `number` - 1 of a network, the largest first, each of `least` scientists or more.

    A publication belongs to the cluster of most of its authors (`home`; -1 for none of these clusters), so that none
    speaks for two. `of[w, k]` is 1 where an author of publication w is of cluster k. `country` is a place in
    `found.countries`, or -1 where no authorship names any.
    """

    found: Authorships
    network: Network
    partition: Communities
    agree: float
    """The mean adjusted Rand index of the clusters from several seeds."""
    stability: FloatArray
    """Of each cluster, the mean best Jaccard index over the other seeds."""
    number: int
    left_out: int
    """Clusters that are large enough, beyond the `MOST` that are compared."""
    home: IntArray
    of: csr_array[np.int64, tuple[int, int]]
    content: Content
    profile: dict[str, Features]
    """Clusters by features, for each kind of content that the base has; see `queries.measures.overlap.profiles`."""
    likeness: dict[str, FloatArray]
    country: IntArray
    share: FloatArray
    """The part of the authorships with a known country that name `country`."""
    known: FloatArray
    """The part of the authorships that name any country."""

    @property
    def similarity(self) -> FloatArray:
        """The mean likeness over the kinds of content that the base has; what a cluster lacks is not alike."""
        kinds = list(self.likeness.values())
        if not kinds:
            return np.zeros((self.number, self.number))
        mean: FloatArray = np.mean([np.nan_to_num(one) for one in kinds], axis=0)
        return mean

    @property
    def publications(self) -> IntArray:
        """How many publications belong to each cluster."""
        return np.bincount(self.home[self.home >= 0], minlength=self.number).astype(np.int64)

    def scientists(self, k: int) -> IntArray:
        """The places of the scientists of a cluster."""
        return np.flatnonzero(self.partition.cluster == k)

    def works(self, k: int) -> IntArray:
        """The places of the publications that belong to a cluster."""
        return np.flatnonzero(self.home == k)

    def names(self) -> list[str | None]:
        """Each cluster's name: what its own topics and terms are, beside those of the others."""
        return cluster_names(self.content, self.home, self.number)


def compared(
    graph: Graph,
    topic: str | None,
    since: int | None,
    until: int | None,
    largest_team: int,
    resolution: float,
    seed: int,
    seeds: int,
    least: int,
) -> Compared:
    """The clusters of the co-author network of a period; with a topic, of publications about it.

    Joint publications are counted in fractions (Newman 2001), so that one of many authors makes no cluster of itself.
    A resolution of 0 is the one that `usual_resolution` gives.
    """
    found = authorships_about(graph, topic, since, until)
    network = coauthors_among(found, largest_team, "fractional")
    chosen = resolution or usual_resolution(network)
    partitions = [communities(network, chosen, seed + one) for one in range(seeds)]
    cluster = partitions[0].cluster
    large = int((partitions[0].sizes >= least).sum())
    number = min(large, MOST)
    joins = found.team <= largest_team
    home = homes(found.by_publication, cluster, joins)
    home[home >= number] = -1
    known = content(graph, found.publications)
    profile = {kind: profiles(parts(known.features[kind].counts, home, number)) for kind in known.kinds}
    return Compared(
        found,
        network,
        partitions[0],
        stability(partitions),
        cluster_stability(cluster, [one.cluster for one in partitions[1:]])[:number],
        number,
        large - number,
        home,
        by_clusters(found.by_publication, cluster, number, joins),
        known,
        profile,
        {kind: likeness(one) for kind, one in profile.items()},
        *cluster_countries(found, cluster, number),
    )


def cluster_countries(found: Authorships, cluster: IntArray, number: int) -> tuple[IntArray, FloatArray, FloatArray]:
    """Of clusters 0 to `number` - 1: the country that most of their authorships name, and two parts.

    The part of the authorships with a known country that name it, and the part that name any. -1, 0 and 0 where none
    names any; of equals, the first code.
    """
    of = cluster[found.scientist]
    inside = of < number
    named = inside & (np.diff(found.countries_of.indptr) > 0)
    row, country = found.countries_of.nonzero()
    chosen = inside[row]
    counts = np.zeros((number, max(len(found.countries), 1)))
    np.add.at(counts, (of[row[chosen]], country[chosen]), 1)
    every, placed = (np.bincount(of[rows], minlength=number).astype(np.float64) for rows in (inside, named))
    most = counts.max(axis=1, initial=0)
    main = np.where(most > 0, counts.argmax(axis=1), -1).astype(np.int64)
    return main, most / np.maximum(placed, 1), placed / np.maximum(every, 1)


def cluster_names(known: Content, home: IntArray, number: int) -> list[str | None]:
    """Of each cluster the topics and then the terms that set its publications apart; none where it has neither.

    A term whose words the name holds already is not repeated.
    """
    topics, terms = known.features["topics"], known.features["terms"]
    by_topic = characteristic(topics.counts, home, number, TOPICS_IN_NAME)
    by_term = characteristic(terms.counts, home, number, 8 * TERMS_IN_NAME)
    made: list[str | None] = []
    for chosen, said in zip(by_topic, by_term, strict=True):
        named = [known.topic_names[topics.names[one]] for one in chosen]
        most = TERMS_IN_NAME if named else TERMS_IN_NAME + TOPICS_IN_NAME
        own = without_repeats([terms.names[one] for one in said], named, most)
        made.append(": ".join(part for part in (" / ".join(named), ", ".join(own)) if part) or None)
    return made


def without_repeats(found: Sequence[str], before: Sequence[str], limit: int) -> list[str]:
    """The first terms that say something which neither those before nor the terms kept already say."""
    words = {word for text in before for word in folded_words(text)}
    kept: list[str] = []
    for term in found:
        if len(kept) == limit:
            break
        if not words.issuperset(term.split()):
            kept.append(term)
            words.update(term.split())
    return kept


def candidate_pairs(
    found: Compared, codes: Sequence[str] | None, share: float, least: int, similarity: float, joint: float
) -> tuple[IntArray, IntArray]:
    """Pairs of clusters in two countries of the codes (none: any), alike, and with hardly any joint publication.

    The most alike first; of equals, the first numbers. A cluster belongs to a country that `share` of its authorships
    with a known country name, and needs `least` publications. Of the publications of the one that has fewer, at most
    the part `joint` is with the other.
    """
    usable = placed_clusters(found, codes, share) & (found.publications >= least)
    kept = np.flatnonzero(usable)
    one, other = np.triu_indices(kept.size, 1)
    first, second = kept[one], kept[other]
    alike = found.similarity[first, second]
    chosen = (found.country[first] != found.country[second]) & (alike >= similarity)
    first, second, alike = first[chosen], second[chosen], alike[chosen]
    together = joint_works(found, first, second)
    sizes: IntArray = np.asarray(found.of.sum(axis=0), dtype=np.int64)
    apart = together <= joint * np.minimum(sizes[first], sizes[second])
    order = np.lexsort((second[apart], first[apart], -np.round(alike[apart], 9)))
    return first[apart][order], second[apart][order]


def placed_clusters(found: Compared, codes: Sequence[str] | None, share: float) -> BoolArray:
    """Whether each cluster belongs to a country, and to one of the codes."""
    placed = (found.country >= 0) & (found.share >= share)
    if codes is None:
        return np.asarray(placed, dtype=np.bool_)
    wanted = [place for place, code in enumerate(found.found.countries) if code in set(codes)]
    return np.asarray(placed & np.isin(found.country, wanted), dtype=np.bool_)


def joint_works(found: Compared, first: IntArray, second: IntArray) -> IntArray:
    """Publications with authors of both clusters of each pair."""
    joint = csr_array(found.of.T @ found.of)
    return np.asarray(joint[first, second], dtype=np.int64).ravel() if first.size else np.zeros(0, np.int64)
