"""Two hundred persons are found from a form of their name in another script, among twenty thousand others.

`forms.csv` invents persons of seven regions and gives each name four times, written by hand. Arabic: the spelling of
Arabic, Persian or Urdu, or that of the Arabic press for names of other languages. Cyrillic: the Kazakh, Uzbek, Tajik or
Kyrgyz alphabet for Central Asia, else the Russian practical transcription. Turkish: the spelling of TDK, and of the TDV
encyclopaedia of Islam for Arabic names. English: what persons of the country print, which is near BGN/PCGN, and French
spelling for North and West Africa. The others are made of the same given and family names, recombined.
"""

from __future__ import annotations

import csv
import random
from collections import defaultdict
from pathlib import Path

import pytest

from graph.names import name_keys, rank_names

SCRIPTS = ("arabic", "cyrillic", "turkish", "english")
OTHERS = 20_000
Rows = list[dict[str, str]]
Index = dict[str, list[str]]


@pytest.fixture(scope="module")
def persons() -> Rows:
    with (Path(__file__).parent / "forms.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def rest(persons: Rows) -> Index:
    return indexed(others(persons))


def written(person: dict[str, str], script: str, family: dict[str, str] | None = None) -> str:
    return f"{person[f'{script}_given']} {(family or person)[f'{script}_family']}"


def others(persons: Rows) -> list[str]:
    """Names of the given name of one person, often a second one, and the family name of another; equal to nobody's."""
    rng = random.Random(7)
    known = {written(person, script) for person in persons for script in SCRIPTS}
    pairs = {(one["english_given"], one["english_family"]) for one in persons}
    found: set[str] = set()
    while len(found) < OTHERS:
        one, second, other = (rng.choice(persons) for _ in range(3))
        script = rng.choice(SCRIPTS)
        if (one["english_given"], other["english_family"]) not in pairs:
            name = written(one, script, other)
            middle = f"{one[f'{script}_given']} {written(second, script, other)}"
            found.add(middle if rng.random() < 0.4 else name)
    return sorted(found - known)


def indexed(names: list[str]) -> Index:
    index: Index = defaultdict(list)
    for name in names:
        for key in name_keys(name):
            index[key].append(name)
    return index


def test_the_table_has_two_hundred_persons_in_four_forms(persons: Rows) -> None:
    assert len(persons) == 200
    assert len({written(person, "english") for person in persons}) > 190
    assert all(value for person in persons for value in person.values())


def test_a_person_is_found_from_any_other_form(persons: Rows, rest: Index) -> None:
    own = {script: indexed([written(person, script) for person in persons]) for script in SCRIPTS}
    hits: list[bool] = []
    directions = [(asked, held) for asked in SCRIPTS for held in SCRIPTS if asked != held]
    for place, person in enumerate(persons):
        for asked, held in directions[place % 6 :: 6]:
            query, sought = written(person, asked), written(person, held)
            candidates = {
                name for key in name_keys(query) for index in (rest, own[held]) for name in index.get(key, ())
            }
            hits.append(sought in [name for name, _ in rank_names(query, candidates)[:10]])
    assert len(hits) == 400
    assert sum(hits) / len(hits) >= 0.99


def test_keys_are_rare(rest: Index) -> None:
    """A key of two words leads to few names, although these share 90 given and 117 family names."""
    pairs = sorted(len(names) for key, names in rest.items() if "+" in key)
    assert pairs[len(pairs) // 2] <= 5
