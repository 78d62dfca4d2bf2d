"""How many joint publications each pair of countries lacks, against what chance would give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from queries.measures.arrays import BoolArray, FloatArray, IntArray
from queries.measures.pair_verdict import Judgement, Pairs, Verdict, guarded, pairs_among
from queries.measures.possible_joint import possible_joint
from queries.pair_models import PairModel, international
from queries.placed import Placed

SELECTED_SHARE = 0.9
"""A country in this share of the international publications is what the base was collected on: it is left out."""
FEWEST = 10
"""International publications from which on that can be said."""


@dataclass(frozen=True, eq=False)
class Shortfall:
    """Pairs of countries (places in the list of countries, the first smaller) with what they have and lack."""

    pairs: Pairs
    expected: FloatArray
    hidden: FloatArray
    """Joint publications that authorships without a country could hide, at three times their expected share."""
    model: PairModel

    @property
    def observed(self) -> IntArray:
        """Joint publications."""
        return self.pairs.observed

    @property
    def missing(self) -> FloatArray:
        """Expected less observed less hidden; 0 where that is negative."""
        return np.maximum(self.expected - self.observed - self.hidden, 0)

    @property
    def unjoined(self) -> BoolArray:
        """No joint publication, and not even one that could be hidden."""
        return np.asarray((self.observed == 0) & (self.hidden < 1))

    def judged(self) -> Judgement:
        """The verdicts, as of the question `collaboration-gaps`."""
        return guarded(lambda counts: self.model.judged(self.pairs, counts), self.observed, self.hidden)

    def gaps(self) -> BoolArray:
        """The pairs whose verdict is gap."""
        return np.asarray(self.judged().verdict == int(Verdict.GAP))


def collected_on(works: Placed) -> tuple[str, ...]:
    """The countries that nearly every international publication of the base names; their pairs tell nothing.

    None where there are too few international publications to say so.
    """
    named = works.incidence[np.flatnonzero(works.sizes >= 2)]
    if named.shape[0] < FEWEST:
        return ()
    share = np.asarray(named.sum(axis=0)).ravel() / named.shape[0]
    return tuple(works.countries[place] for place in np.flatnonzero(share > SELECTED_SHARE))


def shortfall(works: Placed, group: Sequence[str], without: Sequence[str] = ()) -> Shortfall:
    """What every pair of the group lacks among these publications; pairs with a country of `without` are left out.

    Expected among international publications, each keeping its number of countries, as in `collaboration-gaps`.
    """
    model = international(works)
    wanted = [place for place, code in enumerate(works.countries) if code in group and code not in without]
    pairs = pairs_among(np.array(wanted, dtype=np.int64), model.joint, model.papers)
    known = np.asarray(works.authorships.sum(axis=1)).astype(np.int64)
    hidden = possible_joint(works.authorships, known, works.unplaced, model.expected)
    at = pairs.first, pairs.second
    return Shortfall(pairs, model.expected[at], hidden[at], model)
