"""How often a changed copy of a publication is found among all others, and how often an unrelated text finds one.

`python -m benchmarks.quality.planted_duplicates --works F [--other F …] [--seeds 0 1 2] [--texts 400]`

Works are a file of OpenAlex works, one JSON object a line, gzipped. Of those with an abstract of 40 words or more some
are drawn and changed: 5, 15 or 40 % of the words (title and abstract) replaced by words drawn from all abstracts,
sentences in another order, the first half of the abstract, the title alone; and the whole text under another author's
name. Recall at 1 is the share whose first answer is the work itself or a record with the same title (the set holds such
records; `strict` counts the very record alone); at the threshold, the share whose first answer is right and reaches it.

Unrelated texts are of two kinds. *Held out*: the works of the file (all, with or without abstract), each compared with
all others; an alarm is a work that reaches the threshold by another that has another title and no author of it: its
true duplicates are taken out first. *Other fields*: titles with abstracts of `--other` (CSV with the columns title and
abstract, or Crossref works), 40 words or more, each title once, and no title of the works.

For each seed the works are split into two halves by chance. The threshold is the lowest, in steps of .01, that at most
1 % of the works of the first half reach; the rates of alarm, at it and at the default threshold
(`queries.measures.duplicate_alarms.THRESHOLD`, that of the first half of seed 0), are of the second half, and copies
are made of works of the second half alone. Beside it, for the first seed: TF-IDF over words (cosine with every work,
sublinear) and MinHash (128 permutations of pairs of neighbouring words, Broder 1997), with the same reading of words;
their thresholds are chosen in the same way.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import random
import re
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pyarrow as pa

from benchmarks.quality.duplicate_peers import MinHash, TfIdf
from graph.search.words import terms
from queries.duplicate_records import Author, Described, Texts
from queries.duplicate_relations import relation, shared_author
from queries.duplicate_search import matches
from queries.measures.duplicate_alarms import STEPS, THRESHOLD, measured, threshold
from queries.texts.candidates import word_index

Ranked = list[tuple[str, float]]
Find = Callable[[Described], Ranked]
LEAST_WORDS = 40


class Planted(NamedTuple):
    """A changed copy, and the id of what it was made of."""

    of: str
    asked: Described


def read_works(path: Path) -> list[Described]:
    """The works of a file, in order of id."""
    with gzip.open(path) as lines:
        return sorted((_work(json.loads(line)) for line in lines), key=lambda one: one.id or "")


def _work(raw: Mapping[str, Any]) -> Described:
    placed = [(k, word) for word, places in (raw["abstract_inverted_index"] or {}).items() for k in places]
    abstract = " ".join(word for _, word in sorted(placed))
    title = raw["title"] or ""
    people = [(one["author"] or {}, one["raw_author_name"]) for one in raw["authorships"]]
    authors = tuple(Author(person.get("id"), person.get("display_name") or name or "") for person, name in people)
    return Described(raw["id"], title, f"{title}\n{abstract}".strip(), abstract=abstract, authors=authors)


def read_other(path: Path) -> list[Described]:
    """Titles with abstracts of another collection: CSV, or Crossref works as JSON, gzipped."""
    if path.suffix == ".gz":
        with gzip.open(path) as file:
            items = json.load(file)["items"]
        rows = [(" ".join(item.get("title") or ()), item.get("abstract")) for item in items]
    else:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            folded = ({str(name).lower(): value for name, value in row.items()} for row in csv.DictReader(lines))
            rows = [(row.get("title") or "", row.get("abstract")) for row in folded]
    return [Described(None, title, f"{title}\n{abstract or ''}".strip()) for title, abstract in rows]


def unlike(texts: Iterable[Described]) -> list[Described]:
    """Those of `LEAST_WORDS` or more, each title once."""
    found = {" ".join(terms(one.title or "")): one for one in texts if len(one.text.split()) >= LEAST_WORDS}
    return [found[title] for title in sorted(found)]


def base_of(works: Sequence[Described]) -> Texts:
    """The works as a question holds them."""
    ids = [str(one.id) for one in works]
    index = word_index(ids, [one.text for one in works], [one.title or "" for one in works])
    table = pa.table({"id": ids, "title": [one.title for one in works], "abstract": [one.abstract for one in works]})
    return Texts(tuple(ids), table, index, False, {one: k for k, one in enumerate(ids)})


def planted(works: Sequence[Described], every: Sequence[str], chance: random.Random) -> dict[str, list[Planted]]:
    """Changed copies of works, by the kind of change; none has an id."""

    def text(one: str) -> Described:
        return Described(None, None, one)

    def changed(one: Described, share: float) -> Described:
        words = one.text.split()
        for place in chance.sample(range(len(words)), round(share * len(words))):
            words[place] = chance.choice(every)
        return text(" ".join(words))

    def shuffled(one: Described) -> Described:
        parts = re.split(r"(?<=[.!?])\s+", one.abstract or "")
        chance.shuffle(parts)
        return text(" ".join(parts))

    def half(one: Described) -> Described:
        words = (one.abstract or "").split()
        return text(" ".join(words[: len(words) // 2]))

    def renamed(one: Described) -> Described:
        return Described(None, one.title, one.text, abstract=one.abstract, authors=(Author(None, "Zubayda Invented"),))

    kinds: dict[str, Callable[[Described], Described]] = {
        "words_5": lambda one: changed(one, 0.05),
        "words_15": lambda one: changed(one, 0.15),
        "words_40": lambda one: changed(one, 0.40),
        "shuffled": shuffled,
        "first_half": half,
        "title": lambda one: Described(None, one.title, one.title or ""),
        "another_author": renamed,
    }
    return {kind: [Planted(str(one.id), make(one)) for one in works] for kind, make in kinds.items()}


def ours(base: Texts) -> Find:
    """What the question finds, by the default engine."""
    return lambda asked: [(one.id, one.similarity) for one in matches(base, asked)]


def figures(
    find: Find, copies: Mapping[str, Sequence[Planted]], titles: Mapping[str, str], level: float
) -> dict[str, Any]:
    """Recall at 1, strictly and not, and at the threshold, for each kind of change."""
    found: dict[str, Any] = {}
    for kind, held in copies.items():
        firsts = [(one.of, *(find(one.asked) or [("", 0.0)])[0]) for one in held]
        right = [titles[of] == titles.get(first) for of, first, _ in firsts]
        found[kind] = {
            "recall_at_1": _share(right),
            "strict": _share([of == first for of, first, _ in firsts]),
            "at_threshold": _share([ok and score >= level for ok, (*_, score) in zip(right, firsts, strict=True)]),
        }
    return found


class Known(NamedTuple):
    """The works and their titles, folded, by id."""

    works: Mapping[str, Described]
    titles: Mapping[str, str]


def highest(find: Find, asked: Sequence[Described], known: Known) -> list[float]:
    """Of each text, the similarity of the nearest that has another title and no author of it."""
    found: list[float] = []
    for one in asked:
        own = known.titles.get(one.id or "")
        near = (
            score
            for id_, score in find(one)
            if id_ != one.id and known.titles[id_] != own and not shared_author(one, known.works[id_])
        )
        found.append(next(near, 0.0))
    return found


def _share(held: Sequence[bool]) -> float:
    return round(sum(held) / len(held), 4) if held else 0.0


def halves(works: Sequence[Described], seed: int) -> tuple[list[Described], list[Described]]:
    """The works in two halves by chance."""
    order = list(works)
    random.Random(seed).shuffle(order)  # noqa: S311
    return order[: len(order) // 2], order[len(order) // 2 :]


def run(works: Sequence[Described], other: Sequence[Described], seeds: Sequence[int], texts: int) -> dict[str, Any]:
    """All figures."""
    titles = {str(one.id): " ".join(terms(one.title or "")) for one in works}
    known = Known({str(one.id): one for one in works}, titles)
    used = set(titles.values())
    other = [one for one in other if " ".join(terms(one.title or "")) not in used]
    report: dict[str, Any] = {"works": len(works), "other_fields": len(other)}
    peers: dict[str, Find] = {"tf_idf": TfIdf(works), "minhash": MinHash(works, seeds[0])}
    for name, find in {"hikma": ours(base_of(works)), **peers}.items():
        began = time.perf_counter()
        every = dict(zip(known.works, highest(find, list(known.works.values()), known), strict=True))
        elsewhere = highest(find, other, known)
        tried = seeds if name == "hikma" else seeds[:1]
        default = THRESHOLD if name == "hikma" else None
        report[name] = [_seed(find, known, every, elsewhere, seed, texts, default) for seed in tried]
        report[name][0]["seconds"] = round(time.perf_counter() - began, 1)
    return report


def _seed(
    find: Find,
    known: Known,
    every: Mapping[str, float],
    elsewhere: Sequence[float],
    seed: int,
    texts: int,
    default: float | None,
) -> dict[str, Any]:
    first, second = halves(list(known.works.values()), seed)
    chosen = threshold([every[str(one.id)] for one in first])
    held_out = [every[str(one.id)] for one in second]
    level = chosen if default is None else default
    copies = copies_of(known, second, seed, texts)
    names = [relation(one.asked, known.works[one.of], 1.0).name for one in copies["another_author"]]
    return {
        "seed": seed,
        "threshold": level,
        "chosen_on_first_half": chosen,
        "held_out": len(held_out),
        "alarms_held_out_at_chosen": _share([score >= chosen for score in held_out]),
        "alarms_held_out": _share([score >= level for score in held_out]),
        "alarms_other_fields": _share([score >= level for score in elsewhere]),
        "rates": [round(rate, 4) for rate in measured(held_out, STEPS).rate],
        "copies_of_each_kind": len(copies["title"]),
        "planted": figures(find, copies, known.titles, level),
        "another_author_is_no_group_continuing": _share([name != "same group continuing" for name in names]),
    }


def copies_of(known: Known, drawn: Sequence[Described], seed: int, texts: int) -> dict[str, list[Planted]]:
    """Changed copies of so many of the drawn works with an abstract."""
    every = [word for one in known.works.values() for word in (one.abstract or "").split()]
    whole = [one for one in drawn if len((one.abstract or "").split()) >= LEAST_WORDS][:texts]
    return planted(whole, every, random.Random(seed))  # noqa: S311


def table(report: Mapping[str, Any]) -> str:
    """The figures, a line for each kind of change, a column for each engine: recall at 1, recall at the threshold."""
    columns = [(f"hikma {one['seed']}", one) for one in report["hikma"]]
    columns += [(name, report[name][0]) for name in ("tf_idf", "minhash")]
    lines = [f"{'recall at 1 (at threshold)':28}" + "".join(f"{name:>18}" for name, _ in columns)]
    for kind in report["hikma"][0]["planted"]:
        cells = [one["planted"][kind] for _, one in columns]
        lines.append(
            f"{kind:28}" + "".join(f"{one['recall_at_1']:>10.3f} ({one['at_threshold']:.3f})" for one in cells)
        )
    told = ("copies_of_each_kind", "held_out", "chosen_on_first_half", "alarms_held_out_at_chosen", "threshold",
            "alarms_held_out", "alarms_other_fields")  # fmt: skip
    lines += [f"{row:28}" + "".join(f"{one[row]:>18}" for _, one in columns) for row in told]
    return "\n".join(lines)


def main() -> int:
    """Print a table, and the same figures as a JSON line."""
    given = argparse.ArgumentParser(prog="python -m benchmarks.quality.planted_duplicates", description=__doc__)
    given.add_argument("--works", type=Path, required=True, help="OpenAlex works, gzipped JSON Lines")
    given.add_argument("--other", type=Path, nargs="*", default=[], help="texts of other fields, CSV or Crossref works")
    given.add_argument("--seeds", type=int, nargs="+", default=[0], help="of what is drawn (default: 0)")
    given.add_argument("--texts", type=int, default=400, help="how many texts of each kind (default: 400)")
    given.add_argument("--other-texts", type=int, default=600, help="how many of other fields (default: 600; 0: all)")
    asked = given.parse_args()
    other = unlike(one for path in asked.other for one in read_other(path))
    random.Random(0).shuffle(other)  # noqa: S311
    report = run(read_works(asked.works), other[: asked.other_texts or None], asked.seeds, asked.texts)
    print(table(report))
    print(msgspec.json.encode(report).decode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
