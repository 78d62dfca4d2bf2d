"""How well affiliations are matched to institutions: `python -m benchmarks.quality.affiliations --labelled F --ror F`.

Scored are the strings whose labelled ids are all in the registry given, or that have none; precision, recall and F1 are
micro-averaged over (string, id). The matcher's weights were fitted, and its threshold chosen, on the development half
of ROR's own labelled set (`crossref_2024.json`): the first half after shuffling with `SEED`. Of that set the other half
is the one to believe: nothing was fitted or chosen by how it scores.
"""

from __future__ import annotations

import argparse
import gzip
import random
import re
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from graph.affiliations import Found, Matcher, Organisation
from graph.countries import find_country, members

SEED = 20240


class Labelled(msgspec.Struct):
    """A string as somebody wrote it, and the organisations it names."""

    affiliation: str
    ror_ids: list[str]


class _Name(msgspec.Struct):
    value: str
    types: list[str] = []


class _Geonames(msgspec.Struct):
    name: str | None = None
    country_code: str | None = None


class _Location(msgspec.Struct):
    geonames_details: _Geonames


class _Relationship(msgspec.Struct):
    id: str
    type: str


class _Record(msgspec.Struct):
    id: str
    names: list[_Name]
    status: str | None = None
    types: list[str] = []
    locations: list[_Location] = []
    relationships: list[_Relationship] = []


class Counts(NamedTuple):
    """Ids that were found and are labelled, found and not labelled, labelled and not found."""

    true_positives: int
    false_positives: int
    false_negatives: int

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 0 where nothing was found."""
        return self.true_positives / max(1, self.true_positives + self.false_positives)

    @property
    def recall(self) -> float:
        """Share of what is labelled that was found; 0 where nothing is labelled."""
        return self.true_positives / max(1, self.true_positives + self.false_negatives)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 0 where both are."""
        both = 2 * self.true_positives + self.false_positives + self.false_negatives
        return 2 * self.true_positives / max(1, both)


def read_registry(path: Path) -> list[Organisation]:
    """The organisations of a ROR file of schema v2: a JSON array or JSON Lines, plain or gzipped."""
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    if data.lstrip()[:1] == b"[":
        records = msgspec.json.decode(data, type=list[_Record])
    else:
        records = msgspec.json.Decoder(_Record).decode_lines(data)
    return [_organisation(record) for record in records]


def _organisation(record: _Record) -> Organisation:
    kinds = ("ror_display", "label", "alias", "acronym")
    names = [name.value for kind in kinds for name in record.names if kind in name.types]
    places = [one.geonames_details for one in record.locations]
    kind = [one for one in record.types if one != "funder"] or record.types
    return Organisation(
        id=_id(record.id),
        names=tuple(dict.fromkeys(names)),
        acronyms=tuple(name.value for name in record.names if "acronym" in name.types),
        city=places[0].name if places else None,
        countries=tuple(sorted({one.country_code for one in places if one.country_code})),
        parents=tuple(_id(one.id) for one in record.relationships if one.type == "parent"),
        status=record.status,
        kind=kind[0] if kind else None,
    )


def _id(address: str) -> str:
    return "ror:" + address.rsplit("/", 1)[-1]


def read_labelled(path: Path) -> list[Labelled]:
    """The labelled strings of a JSON array."""
    return msgspec.json.decode(path.read_bytes(), type=list[Labelled])


def halves(labelled: Sequence[Labelled]) -> tuple[list[Labelled], list[Labelled]]:
    """The development half and the other half, each in the file's order."""
    order = list(range(len(labelled)))
    random.Random(SEED).shuffle(order)  # noqa: S311
    first = set(order[: len(labelled) // 2])
    return (
        [one for place, one in enumerate(labelled) if place in first],
        [one for place, one in enumerate(labelled) if place not in first],
    )


def gold(one: Labelled) -> set[str]:
    """The labelled ids, as the registry's organisations have them."""
    return {_id(address) for address in one.ror_ids}


def scored_on(labelled: Iterable[Labelled], registry: Iterable[Organisation]) -> list[Labelled]:
    """The strings whose ids are all in the registry, or that have none."""
    known = {one.id for one in registry}
    return [one for one in labelled if gold(one) <= known]


def count(labelled: Sequence[Labelled], found: Sequence[Sequence[Found]]) -> Counts:
    """What was found against what is labelled."""
    pairs = [
        (gold(one), {match.institution for match in matches if match.institution})
        for one, matches in zip(labelled, found, strict=True)
    ]
    return Counts(
        sum(len(right & named) for right, named in pairs),
        sum(len(named - right) for right, named in pairs),
        sum(len(right - named) for right, named in pairs),
    )


def names_member(text: str, countries: frozenset[str]) -> bool:
    """Whether one of the parts between commas and the like is, or ends in, the name of one of these countries."""
    parts = (part.strip(" .") for part in re.split(r"[,;()|\n]", text))
    words = (part.split() for part in parts)
    ends = (" ".join(part[-length:]) for part in words for length in (1, 2, 3) if len(part) >= length)
    return any(len(end) > 3 and find_country(end) in countries for end in ends)


def main(arguments: Sequence[str] | None = None) -> int:
    """Score, print a table for the whole and its halves, then one line of JSON for the whole; 0."""
    given = argparse.ArgumentParser(prog="python -m benchmarks.quality.affiliations")
    given.add_argument("--labelled", type=Path, required=True, help="JSON array of {affiliation, ror_ids}")
    given.add_argument("--ror", type=Path, required=True, help="organisations of ROR's schema v2")
    asked = given.parse_args(arguments)
    registry, labelled = read_registry(asked.ror), read_labelled(asked.labelled)
    started = time.perf_counter()
    matcher = Matcher(registry)
    built = time.perf_counter() - started
    strings = scored_on(labelled, registry)
    started = time.perf_counter()
    found = [matcher.match(one.affiliation) for one in strings]
    seconds = time.perf_counter() - started
    _print(labelled, strings, found)
    print(f"index of {len(registry):,} organisations {built:.1f} s; {len(strings) / max(seconds, 1e-9):,.0f} strings/s")
    print(msgspec.json.encode(_result(strings, found, seconds)).decode())
    return 0


def _print(labelled: Sequence[Labelled], strings: Sequence[Labelled], found: Sequence[Sequence[Found]]) -> None:
    development, other = ({id(one) for one in half} for half in halves(labelled))
    print(f"{'':<18}{'strings':>9}{'precision':>11}{'recall':>9}{'F1':>9}{'TP':>7}{'FP':>6}{'FN':>6}")
    for name, part in (("all", development | other), ("development half", development), ("other half", other)):
        chosen = [place for place, one in enumerate(strings) if id(one) in part]
        got = count([strings[place] for place in chosen], [found[place] for place in chosen])
        shares = f"{got.precision:>11.4f}{got.recall:>9.4f}{got.f1:>9.4f}"
        print(f"{name:<18}{len(chosen):>9}{shares}{got[0]:>7}{got[1]:>6}{got[2]:>6}")


def _result(strings: Sequence[Labelled], found: Sequence[Sequence[Found]], seconds: float) -> dict[str, float]:
    every = count(strings, found)
    oic = frozenset(members("oic"))
    inside = [place for place, one in enumerate(strings) if names_member(one.affiliation, oic)]
    part = count([strings[place] for place in inside], [found[place] for place in inside])
    return {
        "precision": round(every.precision, 4),
        "recall": round(every.recall, 4),
        "f1": round(every.f1, 4),
        **every._asdict(),
        "strings": len(strings),
        "seconds": round(seconds, 3),
        "oic_precision": round(part.precision, 4),
        "oic_recall": round(part.recall, 4),
        "oic_f1": round(part.f1, 4),
        "oic_strings": len(inside),
    }


if __name__ == "__main__":
    sys.exit(main())
