"""Author disambiguation against ORCID: `python -m benchmarks.quality.same_person --variants NAMES [--works WORKS]`.

An item is a printed name under an ORCID, with the works that it is printed on under that author; the ORCID is the true
cluster. A name under two ORCIDs is two items. Of the works, the co-authors' printed names, institutions, countries,
topics, keywords and works cited are used, no author id and no ORCID. Where `--works` is not given, those beside the
folder of the names are taken; where there are none, and of items that stand on no work, the names alone decide.

Persons are the clusters at `LIKELY`: whoever is rather one person than two. `same_` scores the clusters of the verdict
"same", which a base joins by itself. `limit_` scores a resolver without error, which cannot know the errors of the
truth (`benchmarks.quality.same_person_limit`).

The truth has errors. Under one ORCID without an author the source gathers names of many persons: these are items like
all others, and the figures with `_identified` repeat all without them. Where a byline was read one place off, a name is
filed under its neighbour: all such names are items and count against every method; `shared` repeats the scores on the
items that have a word in common with another name of their ORCID, which leaves nearly all of them out.

What was tuned on what: how rare names are comes from the items themselves; the weights of the works, the limit of the
verdict "same", how rare a word is that only one person of the base has, and the rules by which names and bylines part
clusters were set on the half of the ORCIDs that is not held out; `held_out` scores the other half. `LIKELY` was set by
its meaning, and .4 to .95 were looked at on that half. The names of both halves were read when the code was first
written; later, of the half that is not held out, what was lost and what was wrong.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Hashable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from benchmarks.quality.agreement import Agreement, b_cubed, by_pairs
from benchmarks.quality.measures import Counts
from benchmarks.quality.same_person_items import (
    Item,
    Variants,
    Work,
    display_names,
    identified,
    items_of,
    mentions_of,
    read_variants,
    read_works,
    works_beside,
)  # fmt: skip
from benchmarks.quality.same_person_limit import limit, sharing_a_word
from graph.names import fold
from graph.sameness.scientists import LIKELY, Linked, Mention, Stranger, clusters, link, strangers

Labels = Sequence[Hashable]


def resolved(mentions: Sequence[Mention], links: Sequence[Linked], at: float | None = LIKELY) -> Labels:
    """The cluster of each mention, as the ids in it."""
    of = {one: group for group in clusters(mentions, links, at) for one in group}
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


class _Resolved(NamedTuple):
    """The items resolved by each method, by the prefix of its figures; and the scores of each part of the items."""

    items: Sequence[Item]
    mentions: Sequence[Mention]
    methods: dict[str, Labels]
    parts: dict[str, dict[str, float]]
    seconds: float


def _resolve(items: Sequence[Item], works: Sequence[Work]) -> _Resolved:
    mentions = mentions_of(items, works)
    began = time.perf_counter()
    links = link(mentions)
    labels = resolved(mentions, links)
    seconds = time.perf_counter() - began
    shared = sharing_a_word(items)
    methods = {
        "": labels,
        "same_": resolved(mentions, links, None),
        "baseline_surname_initial_": surname_initial(items),
        "baseline_full_name_": full_name(items),
        "limit_": limit(items, shared),
    }
    parts = {
        "": _scores(methods, items, lambda _: True),
        "held_out_": _scores(methods, items, lambda place: items[place].held_out),
        "shared_": _scores(methods, items, lambda place: shared[place] and bool(items[place].author)),
    }
    return _Resolved(items, mentions, methods, parts, seconds)


def _figures(found: _Resolved, suffix: str) -> dict[str, float]:
    scores = {f"{part}{name}": value for part, scores in found.parts.items() for name, value in scores.items()}
    counts = {
        "items": len(found.items),
        "orcids": len({item.orcid for item in found.items}),
        "clusters": len(set(found.methods[""])),
        "items_without_work": sum(not one.publications for one in found.mentions),
        "seconds": round(found.seconds, 2),
    }
    return {f"{name}{suffix}": value for name, value in (scores | counts).items()}


def main() -> int:
    """Resolve the items, print a table and, last, all figures as one line of JSON."""
    asked = _asked()
    lines = read_variants(asked.variants)
    works = _works(asked.works, asked.variants)
    items = items_of(lines)
    found = {"": _resolve(items, works), "_identified": _resolve(identified(items), works)}
    odd = flagged(lines, display_names(works))
    if asked.flagged:
        asked.flagged.write_text("".join(f"{one.id}\t{one.name}\t{times}\t{one.reason}\n" for one, times in odd))
    figures: dict[str, float] = {}
    for suffix, one in found.items():
        print(_table(one, "identified" if suffix else "all"))
        figures |= _figures(one, suffix)
    print(f"{len(odd)} names of all authors are flagged as another person's")
    print(msgspec.json.encode(figures | {"works": len(works), "flagged_names": len(odd)}).decode())
    return 0


def _works(given: Path | None, variants: Path) -> list[Work]:
    path = given or works_beside(variants)
    if given is None:
        print(f"works: {path}" if path else "works: none found, the names alone decide", file=sys.stderr)
    return list(read_works(path)) if path else []


def _asked() -> argparse.Namespace:
    given = argparse.ArgumentParser(prog="python -m benchmarks.quality.same_person", description=__doc__)
    given.add_argument("--variants", type=Path, required=True, help="names by author id, JSON lines")
    given.add_argument(
        "--works",
        type=Path,
        help="OpenAlex works that the names are printed on, JSON lines, gzip; else those beside NAMES",
    )
    given.add_argument("--flagged", type=Path, help="write the names that are another person's to this file")
    return given.parse_args()


def _table(found: _Resolved, which: str) -> str:
    heads = ("b_cubed_precision", "b_cubed_recall", "b_cubed_f1", "precision", "recall", "f1")
    known, orcids = sum(bool(one.publications) for one in found.mentions), len({item.orcid for item in found.items})
    rows = [f"{which}: {len(found.items)} names of {orcids} ORCIDs, {known} of them on works"]
    rows.append(f"{'':44}{'B-cubed: P':>12}{'R':>8}{'F1':>8}{'pairs: P':>12}{'R':>8}{'F1':>8}")
    for part, scores in found.parts.items():
        for method in found.methods:
            values = [scores[f"{method}{head}"] for head in heads]
            name = f"{part.strip('_').replace('_', ' ') or which}: {method.strip('_').replace('_', ' ') or 'resolved'}"
            rows.append(
                f"{name:44}"
                + "".join(f"{value:{width}.4f}" for value, width in zip(values, (12, 8, 8) * 2, strict=True))
            )
    return "\n".join(rows)


if __name__ == "__main__":
    sys.exit(main())
