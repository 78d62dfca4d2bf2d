"""How well found groups agree with true ones: B-cubed, and by pairs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from typing import NamedTuple

from benchmarks.quality.measures import Counts


class Agreement(NamedTuple):
    """Precision and recall, means over items, and their harmonic mean; 0 where there is no item."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def b_cubed(found: Sequence[Hashable], true: Sequence[Hashable]) -> Agreement:
    """Of each item, how much of its found group is of its true one, and the reverse; the mean over items.

    After Bagga and Baldwin (1998). `found` and `true` name the group of each item, in one order.
    """
    sizes, truth, both = Counter(found), Counter(true), Counter(zip(found, true, strict=True))
    items = max(1, len(found))
    return Agreement(
        sum(count * count / sizes[group] for (group, _), count in both.items()) / items,
        sum(count * count / truth[group] for (_, group), count in both.items()) / items,
    )


def by_pairs(found: Sequence[Hashable], true: Sequence[Hashable]) -> Counts:
    """The pairs of items that are in one found group and in one true group, in one of them only, or in neither."""
    right = _pairs(Counter(zip(found, true, strict=True)))
    claimed, there, every = _pairs(Counter(found)), _pairs(Counter(true)), len(found) * (len(found) - 1) // 2
    return Counts(right, claimed - right, there - right, every - claimed - there + right)


def _pairs(groups: Counter[Hashable] | Counter[tuple[Hashable, Hashable]]) -> int:
    return sum(count * (count - 1) // 2 for count in groups.values())
