"""How well and how fast the search finds invented names: `python -m benchmarks.quality.names [--names N] [--asked N]`.

Names are indexed as printed and looked for as they are, with a misprint, in the form of another script, with the
family name first, and with initials for the other names, where at most ten match them. A person whose whole name more
than ten bear is not asked for.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.quality.invented_names import Person, persons
from graph.search.index import SearchIndex
from graph.search.people import find_people
from graph.search.schema import FORMAT, Entry, Stamp
from graph.search.writing import build

SEED = 7
GOALS = {"exact": 1.0, "misprint": 0.95, "other script": 0.95, "swapped": 0.95, "initials": 0.8}
"""Share of persons that must be among the first ten."""

MEDIAN_MS, P95_MS = 5.0, 25.0
_LETTERS = {
    "Arabic": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "Cyrillic": "абвгдежзиклмнопрстуфхцчшщыэюя",
    "Turkish": "abcçdefgğhıijklmnoöprsştuüvyz",
    "Latin": "abcdefghijklmnopqrstuvwxyz",
}


class Quality(NamedTuple):
    """The share found among the first ten by way of asking, and the milliseconds of all searches, sorted."""

    hit: dict[str, float]
    milliseconds: list[float]

    @property
    def median(self) -> float:
        """Half of the searches take no longer."""
        return statistics.median(self.milliseconds)

    @property
    def p95(self) -> float:
        """Nineteen of twenty searches take no longer."""
        return self.milliseconds[int(0.95 * (len(self.milliseconds) - 1))]

    def good(self) -> bool:
        """Whether every goal of finding is met; how fast it is depends on the machine."""
        return all(self.hit[way] >= goal for way, goal in GOALS.items())


def indexed(folder: Path, people: Sequence[Person]) -> SearchIndex:
    """An index of the people as printed; the id of each is its place."""
    entries = (Entry("Scientist", str(place), [" ".join(one.words)]) for place, one in enumerate(people))
    build(folder, entries, Stamp(FORMAT, "invented", 1))
    return SearchIndex(folder)


def measured(index: SearchIndex, people: Sequence[Person], asked: int, seed: int = SEED) -> Quality:
    """Ask for so many people in each way."""
    draw = random.Random(seed)  # noqa: S311 - invented names
    whole = Counter(one.words for one in people)
    shortened = Counter(_shortened(one) for one in people)
    ways: dict[str, Callable[[Person], str]] = {
        "exact": lambda one: " ".join(one.words),
        "misprint": lambda one: _misprinted(one, draw),
        "other script": lambda one: " ".join(one.other) if one.other != one.words else "",
        "swapped": lambda one: draw.choice((" ", ", ")).join((one.words[-1], " ".join(one.words[:-1]))),
        "initials": lambda one: _shortened(one) if shortened[_shortened(one)] <= 10 else "",
    }
    hit: dict[str, float] = {}
    times: list[float] = []
    for way, asked_as in ways.items():
        hits = tried = 0
        while tried < asked:
            place = draw.randrange(len(people))
            text = asked_as(people[place]) if whole[people[place].words] <= 10 else ""
            if not text:
                continue
            began = time.perf_counter()
            found = find_people(index, text, 10)
            times.append(1000 * (time.perf_counter() - began))
            hits += any(one.id == str(place) for one in found)
            tried += 1
        hit[way] = hits / tried
    return Quality(hit, sorted(times))


def _shortened(one: Person) -> str:
    return " ".join([*(f"{word[0]}." for word in one.words[:-1]), one.words[-1]])


def _misprinted(one: Person, draw: random.Random) -> str:
    """One letter left out, put in, changed, or two exchanged, in any word, not at its start."""
    words = list(one.words)
    which = draw.randrange(len(words))
    word, place = words[which], draw.randrange(1, len(words[which]))
    letter = draw.choice(_LETTERS[one.script])
    after = word[place + 1 :]
    words[which] = word[:place] + draw.choice(
        (after, letter + word[place:], letter + after, after[:1] + word[place] + after[1:])
    )
    return " ".join(words)


def main() -> int:
    """Print the shares and times; 1 where a share is below its goal."""
    given = argparse.ArgumentParser(prog="python -m benchmarks.quality.names", description=__doc__)
    given.add_argument("--names", type=int, default=1_000_000, help="how many names are indexed (default: 1000000)")
    given.add_argument("--asked", type=int, default=200, help="how many are asked for in each way (default: 200)")
    asked = given.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        people = list(persons(asked.names, SEED))
        print(f"indexing {len(people):,} names", file=sys.stderr)
        index = indexed(Path(folder) / "index", people)
        found = measured(index, people, asked.asked)
    for way, share in found.hit.items():
        print(f"{way:<14}{share:.3f}  goal {GOALS[way]}")
    print(f"median {found.median:.1f} ms (goal {MEDIAN_MS}), 95th {found.p95:.1f} ms (goal {P95_MS})")
    return 0 if found.good() else 1


if __name__ == "__main__":
    sys.exit(main())
