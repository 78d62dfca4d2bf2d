"""Whether a name and what the works share can decide in a base of any size: by how many in the world bear the name.

A full name is rare in any small base. Before two mentions are called the same, what they have in common must therefore
also outweigh the scientists of the world who may bear what their names agree in. The figures are orders of magnitude
set by judgement. They were loosened once (a margin of twenty taken away, topics counted by their number), when on the
half of the ORCIDs that `benchmarks.quality.same_person` does not hold out too few authorships of one person were
joined.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from math import log, log1p

from graph.names.known import names_of
from graph.sameness.scientist_context import Common

SCIENTISTS = 20_000_000
"""Living and dead; UNESCO counts 8.9 million full-time researchers in 2018."""
KNOWN_NAME, INITIAL, RAREST = 1e-2, 1e-1, 1e-5
"""The share of people who bear a name of the tables of `graph.names`, who have an initial, who bear a long name."""
SPELLINGS = 3
"""How many times as many bear one spelling of a name or another."""
SHARED_INSTITUTION, SHARED_COAUTHOR, COAUTHORS_MORE, SHARED_WORK_CITED, SHARED_TOPICS = 7.0, 6.0, 3.0, 4.0, 2.0
"""How much rarer each is between two of the world who bear one name by chance, as logarithms; of topics, by the
logarithm of their number."""


def decides(agreed: Iterable[tuple[str, str]], common: Common, share_here: Callable[[str], float]) -> bool:
    """Whether what two mentions share leaves less than one other bearer of the name in the world.

    `agreed` are the words of the two names that stand for each other, `share_here` tells which share of the persons of
    the base bear a word beside the one.
    """
    shares = (_share(word, other, share_here) for word, other in agreed)
    return log(SCIENTISTS) + sum(map(log, shares)) <= _works(common)


def _share(word: str, other: str, share_here: Callable[[str], float]) -> float:
    if min(len(word), len(other)) == 1:
        return INITIAL
    if word == other:
        return max(_in_the_world(word), share_here(word))
    return min(1.0, SPELLINGS * max(*map(_in_the_world, (word, other)), *map(share_here, (word, other))))


@lru_cache(1 << 16)
def _in_the_world(word: str) -> float:
    """Of a name that no table has: each two letters more, a tenth of the bearers."""
    return KNOWN_NAME if names_of(word) else max(RAREST, 10 ** (-len(word) / 2))


def _works(common: Common) -> float:
    return (
        SHARED_INSTITUTION * (common.institutions > 0)
        + SHARED_COAUTHOR * (common.coauthors > 0)
        + COAUTHORS_MORE * (common.coauthors > 1)
        + SHARED_WORK_CITED * (common.references > 0)
        + SHARED_TOPICS * log1p(common.topics)
    )
