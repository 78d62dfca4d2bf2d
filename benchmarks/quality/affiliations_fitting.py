"""Fit the matcher's weights: `python -m benchmarks.quality.affiliations_fitting --labelled F --ror F > weights.csv`.

Logistic regression with a ridge penalty over every candidate of every string of the development half, labelled ids in
the registry or not. So that a missing institution is no surprise, the same strings are matched a second and a third
time with two fifths of the registry left out at random, at a quarter of the weight. As nearly all of them are in Latin
script, strings made of the registry's own names in other scripts are matched with one of these registries, at a quarter
of the weight too. `--folds N` prints what each threshold would give on strings that the weights were not fitted on, and
whether confidences are calibrated.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize

from benchmarks.quality.affiliations import Counts, Labelled, gold, halves, read_labelled, read_registry
from graph.affiliations import Matcher, Organisation
from graph.affiliations.candidates import Candidate
from graph.affiliations.evidence import evidence
from graph.affiliations.matcher import Scored, chosen
from graph.affiliations.scoring import BASE, TIED, confidence
from graph.affiliations.tokens import cleaned
from graph.affiliations.words import fold
from graph.countries import country_name

RIDGE, SEEN, LEFT_OUT, WEIGHT = 1.0, 8, 0.4, 0.25
"""Penalty; the fewest candidates of which a fact must hold; share left out; weight of strings matched without it."""

FRAMES = (
    "{0}",
    "{0}, {2}",
    "{0}, {1}, {2}",
    "Department of Physics, {0}, {1}, {2}",
    "Department of Physics {0} {1} {2}",
)


class Row(NamedTuple):
    """A candidate, what holds of it, and whether it is right."""

    string: int
    candidate: Candidate
    institution: str
    facts: frozenset[str]
    right: bool
    weight: float


def rows(labelled: Sequence[Labelled], registry: Sequence[Organisation], weight: float = 1.0) -> Iterator[Row]:
    """Every candidate of every string."""
    matcher = Matcher(registry)
    for string, one in enumerate(labelled):
        right = gold(one)
        context = matcher.context(cleaned(one.affiliation))
        for candidate, facts in evidence(context):
            institution = matcher.index.organisations[candidate.organisation].id
            yield Row(string, candidate, institution, facts, institution in right, weight)


def training(labelled: Sequence[Labelled], registry: Sequence[Organisation]) -> list[Row]:
    """The rows of the whole registry, then those of registries with organisations left out."""
    found = [*rows(labelled, registry)]
    for seed in (1, 2):
        found += rows(labelled, _thinned(registry, seed), WEIGHT)
    return [*found, *rows(foreign(registry), _thinned(registry, 3), WEIGHT)]


def _thinned(registry: Sequence[Organisation], seed: int) -> list[Organisation]:
    drawn = random.Random(seed)  # noqa: S311
    return [one for one in registry if drawn.random() > LEFT_OUT]


def foreign(registry: Sequence[Organisation], most: int = 2_000) -> list[Labelled]:
    """Strings made of names in other scripts than Latin, with what may stand around a name in an affiliation."""
    drawn = random.Random(4)  # noqa: S311
    names = [
        (one, name)
        for one in registry
        for name in one.names
        if one.status == "active" and one.countries and name not in one.acronyms and not name[0].isascii()
        if not fold(name).isascii()
    ]
    return [
        Labelled(drawn.choice(FRAMES).format(name, one.city or "", country_name(one.countries[0])), [_address(one)])
        for one, name in drawn.sample(names, min(most, len(names)))
    ]


def _address(one: Organisation) -> str:
    return one.id.replace("ror:", "https://ror.org/")


def fit(given: Sequence[Row]) -> dict[str, float]:
    """The weight of every fact that is seen often enough."""
    counted = Counter(fact for row in given for fact in row.facts)
    facts = sorted(fact for fact in counted if counted[fact] >= SEEN and fact != TIED)
    place = {fact: number for number, fact in enumerate(facts, start=1)}
    holds = np.zeros((len(given), len(facts) + 1))
    holds[:, 0] = 1
    for number, row in enumerate(given):
        holds[number, [place[fact] for fact in row.facts if fact in place]] = 1
    right = np.array([row.right for row in given], dtype=float)
    weight = np.array([row.weight for row in given])

    def loss(by: np.ndarray) -> tuple[float, np.ndarray]:
        odds = holds @ by
        slope = holds.T @ (weight * (1 / (1 + np.exp(-odds)) - right))
        slope[1:] += RIDGE * by[1:]
        cost = float((weight * (np.logaddexp(0, odds) - right * odds)).sum() + RIDGE / 2 * (by[1:] @ by[1:]))
        return cost, slope

    best = minimize(loss, np.zeros(len(facts) + 1), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    return {BASE: round(float(best[0]), 3)} | {fact: round(float(best[place[fact]]), 3) for fact in facts}


def across(given: Sequence[Row], folds: int) -> list[tuple[Row, float]]:
    """Each row of the whole registry with its confidence by weights that were fitted without its string."""
    scored: list[tuple[Row, float]] = []
    for part in range(folds):
        by = fit([row for row in given if row.string % folds != part])
        inside = (row for row in given if row.string % folds == part and row.weight == 1)
        scored += [(row, confidence(row.facts, by)) for row in inside]
    return scored


def at(
    least: float, labelled: Sequence[Labelled], known: set[str], scored: Mapping[int, Sequence[tuple[Row, float]]]
) -> Counts:
    """What a threshold gives on the strings whose labelled ids are all in the registry."""
    hit = wrong = missed = 0
    for string, one in enumerate(labelled):
        right = gold(one)
        if right <= known:
            of = {row.candidate: row.institution for row, _ in scored.get(string, ())}
            taken = chosen([Scored(row.candidate, value) for row, value in scored.get(string, ())], least)
            found = {of[one.candidate] for one in taken}
            hit, wrong, missed = hit + len(found & right), wrong + len(found - right), missed + len(right - found)
    return Counts(hit, wrong, missed)


def _report(given: Sequence[Row], folds: int, labelled: Sequence[Labelled], known: set[str]) -> None:
    scored = across(given, folds)
    by_string: dict[int, list[tuple[Row, float]]] = {}
    for row, value in scored:
        by_string.setdefault(row.string, []).append((row, value))
    for least in (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9):
        got = at(least, labelled, known, by_string)
        print(f"at {least:.2f}  precision {got.precision:.4f}  recall {got.recall:.4f}  F1 {got.f1:.4f}")
    edges = (0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1.0)
    for low, high in pairwise(edges):
        inside = [(value, row.right) for row, value in scored if low <= value < high]
        said, true = (sum(column) / max(1, len(inside)) for column in zip(*inside, strict=True))
        print(f"confidence {low:.2f} to {high:.2f}  {len(inside):>5} candidates  said {said:.3f}  right {true:.3f}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the weights as CSV, or with `--folds` how they do on strings they were not fitted on; 0."""
    asking = argparse.ArgumentParser(prog="python -m benchmarks.quality.affiliations_fitting")
    asking.add_argument("--labelled", type=Path, required=True)
    asking.add_argument("--ror", type=Path, required=True)
    asking.add_argument("--folds", type=int, default=0)
    asked = asking.parse_args(arguments)
    development, _ = halves(read_labelled(asked.labelled))
    registry = read_registry(asked.ror)
    given = training(development, registry)
    if asked.folds:
        _report(given, asked.folds, development, {one.id for one in registry})
        return 0
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(("fact", "weight"))
    writer.writerows(sorted(fit(given).items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
