"""What a resolver without error would score: it joins every name with its bearer, also where the truth does not.

A name is taken to be filed rightly where it has a word in common with another name of its ORCID. Any other belongs to
the ORCID that has most names which one person can bear beside it, else to its own family name and initial. The names
that the truth has wrong although they share a word, such as a relative's, are left: the limit is a little too high.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from itertools import pairwise

from benchmarks.quality.same_person_items import Item
from graph.names import fold
from graph.sameness.scientist_names import block_keys, can_be_one, person_key


def sharing_a_word(items: Sequence[Item]) -> list[bool]:
    """Whether each item has a word of two letters or more in common with another name of its ORCID.

    Two words that are printed as one, as `Al Kuisi` and `Alkuisi`, are in common too; `al` and `el` are no words.
    """
    words = [_words(item.name) for item in items]
    of: dict[str, list[frozenset[str]]] = {}
    for item, own in zip(items, words, strict=True):
        of.setdefault(item.orcid, []).append(own)
    return [
        sum(not own.isdisjoint(other) for other in of[item.orcid]) > 1 for item, own in zip(items, words, strict=True)
    ]


def _words(name: str) -> frozenset[str]:
    words = fold(name).split()
    joined = (one + other for one, other in pairwise(words))
    return frozenset(word for word in (*words, *joined) if len(word) > 1 and word not in {"al", "el"})


def limit(items: Sequence[Item], shared: Sequence[bool]) -> list[Hashable]:
    """The bearer of each item, as well as its name tells; `shared` as `sharing_a_word` tells."""
    told = [item.author != "" and known for item, known in zip(items, shared, strict=True)]
    under: dict[str, set[int]] = defaultdict(set)
    for place, item in enumerate(items):
        for key in block_keys(item.name) if told[place] else ():
            under[key].add(place)
    return [item.orcid if known else _bearer(item, items, under) for item, known in zip(items, told, strict=True)]


def _bearer(item: Item, items: Sequence[Item], under: dict[str, set[int]]) -> Hashable:
    near = {place for key in block_keys(item.name) for place in under.get(key, ())}
    names = [(items[place].name, items[place].orcid) for place in near]
    votes = Counter(orcid for name, orcid in names if can_be_one(*sorted((item.name, name))))
    return min(votes, key=lambda orcid: (-votes[orcid], orcid)) if votes else ("nobody", person_key(item.name))
