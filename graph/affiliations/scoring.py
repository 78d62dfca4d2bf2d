"""How likely a candidate is right: a logistic model over its facts, with the weights of `weights.csv`."""

from __future__ import annotations

import csv
import math
from collections.abc import Collection, Mapping
from functools import cache
from importlib.resources import files

BASE = "(base)"
"""The fact that always holds."""
TIED = "tied"
"""The fact that another organisation has as much for it, by the same words."""


@cache
def weights() -> Mapping[str, float]:
    """The log-odds that each fact adds; how they were fitted is told in `docs/explanation/affiliations.md`."""
    text = files("graph").joinpath("data/affiliations/weights.csv").read_text(encoding="utf-8")
    return {row["fact"]: float(row["weight"]) for row in csv.DictReader(text.splitlines())}


def confidence(facts: Collection[str], by: Mapping[str, float] | None = None) -> float:
    """The probability, 0 to 1, that a candidate of which these facts hold is right; unknown facts weigh nothing.

    Of candidates between which nothing decides, at most one is right: they have at most one half.
    """
    by = weights() if by is None else by
    # An exact sum: a plain one would hang on the order of a set.
    likely = 1 / (1 + math.exp(-math.fsum([by[BASE], *(by[fact] for fact in facts if fact in by)])))
    return min(likely, 0.5) if TIED in facts else likely
