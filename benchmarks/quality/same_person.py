"""Author disambiguation against ORCID: `python -m benchmarks.quality.same_person --variants NAMES [--works WORKS]`.

An item is a printed name under an ORCID, with the works that it is printed on under that author; the ORCID is the true
cluster. A name under two ORCIDs is two items; lines without an author id are no person and give none. Of the works, the
co-authors' printed names, institutions, countries, topics, keywords and works cited are used, no author id and no
ORCID. Without `--works`, and of items that stand on no work, the names alone decide.

The truth has errors: where a byline was read one place off, a name is filed under its neighbour. All such names are
items and count against every method; `shared` repeats the scores on the items that have a word in common with another
name of their ORCID, which leaves nearly all of them out.

What was tuned on what: how rare names are comes from the items themselves; the weights of the works, the limit of the
verdict "same" and the rule by which names part clusters were set on the half of the ORCIDs that is not held out;
`held_out` scores the other half. The names of both halves were read when the code was written.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Hashable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import msgspec

from benchmarks.quality.agreement import Agreement, b_cubed, by_pairs
from benchmarks.quality.measures import Counts
from benchmarks.quality.same_person_items import (
    Item,
    Variants,
    display_names,
    items_of,
    mentions_of,
    read_variants,
    read_works,
)  # fmt: skip
from graph.names import fold
from graph.sameness.scientists import Mention, Stranger, clusters, link, strangers

Labels = Sequence[Hashable]


def resolved(mentions: Sequence[Mention]) -> Labels:
    """The cluster of each mention, as the ids in it."""
    of = {one: group for group in clusters(mentions, link(mentions)) for one in group}
    return [of.get(one.id, (one.id,)) for one in mentions]


def surname_initial(items: Sequence[Item]) -> Labels:
    """The baseline: one person is one family name and first initial, read plainly.

    The family name is what stands before a comma, else the last word.
    """
    return [_surname_and_initial(item.name) for item in items]


def _surname_and_initial(name: str) -> tuple[str, str]:
    before, comma, after = name.partition(",")
    words = before.split()
    family, given = (before, after) if comma and fold(after) else (" ".join(words[-1:]), " ".join(words[:-1]))
    return fold(family), fold(given)[:1]


def full_name(items: Sequence[Item]) -> Labels:
    """The baseline: one person is one full name."""
    return [fold(item.name) for item in items]


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


def flagged(lines: Sequence[Variants], known_as: Mapping[str, str]) -> list[tuple[Stranger, int]]:
    """The names that are another person's, of all authors with or without ORCID, and how often each is printed."""
    found = [
        (one, line.variants[one.name])
        for line in lines
        if line.author
        for one in strangers(line.author, line.variants, known_as.get(line.author))
    ]
    return sorted(found)


def _scores(methods: dict[str, Labels], items: Sequence[Item], keep: Callable[[int], bool]) -> dict[str, float]:
    kept = [place for place in range(len(items)) if keep(place)]
    true = [items[place].orcid for place in kept]
    scores: dict[str, float] = {}
    for prefix, labels in methods.items():
        found = [labels[place] for place in kept]
        for name, agreement in (("", by_pairs(found, true)), ("b_cubed_", b_cubed(found, true))):
            scores |= {f"{prefix}{name}{measure}": value for measure, value in _measures(agreement)}
    return scores


def _measures(agreement: Agreement | Counts) -> list[tuple[str, float]]:
    return [
        (name, round(value, 4))
        for name, value in (("precision", agreement.precision), ("recall", agreement.recall), ("f1", agreement.f1))
    ]


def main() -> int:
    """Resolve the items, print a table and, last, all figures as one line of JSON."""
    asked = _asked()
    lines = read_variants(asked.variants)
    items = items_of(lines)
    works = list(read_works(asked.works)) if asked.works else []
    mentions = mentions_of(items, works)
    began = time.perf_counter()
    labels = resolved(mentions)
    seconds = time.perf_counter() - began
    methods = {"": labels, "baseline_surname_initial_": surname_initial(items), "baseline_full_name_": full_name(items)}
    shared = sharing_a_word(items)
    parts = {
        "": _scores(methods, items, lambda _: True),
        "held_out_": _scores(methods, items, lambda place: items[place].held_out),
        "shared_": _scores(methods, items, shared.__getitem__),
    }
    odd = flagged(lines, display_names(works))
    if asked.flagged:
        asked.flagged.write_text("".join(f"{one.id}\t{one.name}\t{times}\t{one.reason}\n" for one, times in odd))
    print(_table(methods, parts))
    print(_told(items, mentions, shared, odd))
    counts = {
        "items": len(items),
        "orcids": len({item.orcid for item in items}),
        "clusters": len(set(labels)),
        "items_without_work": sum(not one.publications for one in mentions) if asked.works else None,
        "flagged_names": len(odd),
        "seconds": round(seconds, 2),
    }
    figures = {f"{part}{name}": value for part, scores in parts.items() for name, value in scores.items()}
    print(msgspec.json.encode(figures | counts).decode())
    return 0


def _asked() -> argparse.Namespace:
    given = argparse.ArgumentParser(prog="python -m benchmarks.quality.same_person", description=__doc__)
    given.add_argument("--variants", type=Path, required=True, help="names by author id, JSON lines")
    given.add_argument("--works", type=Path, help="OpenAlex works that the names are printed on, JSON lines, gzip")
    given.add_argument("--flagged", type=Path, help="write the names that are another person's to this file")
    return given.parse_args()


def _table(methods: dict[str, Labels], parts: dict[str, dict[str, float]]) -> str:
    heads = ("b_cubed_precision", "b_cubed_recall", "b_cubed_f1", "precision", "recall", "f1")
    rows = [f"{'':44}{'B-cubed: P':>12}{'R':>8}{'F1':>8}{'pairs: P':>12}{'R':>8}{'F1':>8}"]
    for part, scores in parts.items():
        for method in methods:
            values = [scores[f"{method}{head}"] for head in heads]
            name = f"{part.strip('_').replace('_', ' ') or 'all'}: {method.strip('_').replace('_', ' ') or 'resolved'}"
            rows.append(
                f"{name:44}"
                + "".join(f"{value:{width}.4f}" for value, width in zip(values, (12, 8, 8) * 2, strict=True))
            )
    return "\n".join(rows)


def _told(
    items: Sequence[Item], mentions: Sequence[Mention], shared: Sequence[bool], odd: Sequence[tuple[Stranger, int]]
) -> str:
    known = sum(bool(one.publications) for one in mentions)
    return (
        f"{len(items)} names of {len({item.orcid for item in items})} ORCIDs, {known} of them on works; "
        f"{sum(shared)} share a word with another name of their ORCID\n"
        f"{len(odd)} names of all authors are flagged as another person's"
    )


if __name__ == "__main__":
    sys.exit(main())
