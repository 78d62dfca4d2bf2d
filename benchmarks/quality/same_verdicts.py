"""Whether "same" is right: `python -m benchmarks.quality.same_verdicts --works WORKS`.

Every authorship of the works is a mention, with its printed name, its institutions and countries and what its work
says; co-authors are told by printed names, ORCIDs and author ids are hidden. Of the pairs that are judged "same", are
in one cluster and have two known ORCIDs, the figures tell how many have one ORCID. `shared` leaves out names that share
no word with another authorship of their ORCID: the source filed them under a neighbour in the byline.
`wrong_orcid_pairs` counts which two ORCIDs the wrong pairs of these join: look each up, for a person may have two
ORCIDs, and a neighbour's name that is filed twice is not left out. Both halves of the ORCIDs are scored together.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from benchmarks.quality.agreement import b_cubed
from benchmarks.quality.same_person import resolved
from benchmarks.quality.same_person_items import Item, Work, mention_of, read_works
from benchmarks.quality.same_person_limit import sharing_a_word
from graph.sameness.scientists import LIKELY, Linked, Mention, link

Pairs = Sequence[tuple[int, int]]


def authorships(works: Sequence[Work]) -> Iterator[tuple[Item, Work, int]]:
    """Each printed name of each work, with its work and place; the ORCID is empty where it is unknown."""
    for work in works:
        for place, line in enumerate(work.authorships):
            if line.raw_author_name:
                yield Item(line.author.orcid or "", line.author.id or "", line.raw_author_name), work, place


def main() -> int:
    """Judge, and print the figures as one line of JSON."""
    given = argparse.ArgumentParser(prog="python -m benchmarks.quality.same_verdicts", description=__doc__)
    given.add_argument("--works", type=Path, required=True, help="OpenAlex works, JSON lines, gzip")
    given.add_argument("--wrong", type=Path, help="write the names of pairs of two ORCIDs to this file")
    asked = given.parse_args()
    found = list(authorships(list(read_works(asked.works))))
    items = [item for item, _, _ in found]
    mentions = [mention_of(number, item, [(work, place)]) for number, (item, work, place) in enumerate(found)]
    began = time.perf_counter()
    links = link(mentions)
    figures, wrong = _figures(items, mentions, links)
    seconds = time.perf_counter() - began
    if asked.wrong:
        asked.wrong.write_text("".join(sorted({_line(items[a], items[b]) for a, b in wrong})))
    counts = {"mentions": len(mentions), "links": len(links), "seconds": round(seconds, 1)}
    print(msgspec.json.encode(figures | counts).decode())
    return 0


def _figures(
    items: Sequence[Item], mentions: Sequence[Mention], links: Sequence[Linked]
) -> tuple[dict[str, float], Pairs]:
    labels = {"same_": resolved(mentions, links, None), "likely_": resolved(mentions, links, LIKELY)}
    same = ((int(one.left), int(one.right)) for one in links if one.verdict == "same")
    together = [(a, b) for a, b in same if labels["same_"][a] == labels["same_"][b]]
    pairs = [(a, b) for a, b in together if items[a].orcid and items[b].orcid]
    rightly = sharing_a_word(items)
    shared = [(a, b) for a, b in pairs if rightly[a] and rightly[b]]
    wrong = [(a, b) for a, b in shared if items[a].orcid != items[b].orcid]
    known = [place for place, item in enumerate(items) if item.orcid and item.author and rightly[place]]
    figures = _counts(pairs, items, "") | _counts(shared, items, "shared_")
    figures["wrong_orcid_pairs"] = len({frozenset((items[a].orcid, items[b].orcid)) for a, b in wrong})
    for prefix, groups in labels.items():
        agreement = b_cubed([groups[place] for place in known], [items[place].orcid for place in known])
        figures[f"shared_{prefix}b_cubed_precision"] = round(agreement.precision, 4)
        figures[f"shared_{prefix}b_cubed_recall"] = round(agreement.recall, 4)
    return figures, wrong


def _counts(pairs: Pairs, items: Sequence[Item], prefix: str) -> dict[str, float]:
    right = sum(items[a].orcid == items[b].orcid for a, b in pairs)
    return {f"{prefix}pairs": len(pairs), f"{prefix}right": round(right / max(1, len(pairs)), 5)}


def _line(left: Item, right: Item) -> str:
    (name, orcid), (other, other_orcid) = sorted([(left.name, left.orcid), (right.name, right.orcid)])
    return f"{name}\t{orcid}\t{other}\t{other_orcid}\n"


if __name__ == "__main__":
    sys.exit(main())
