"""Which lines of a dense network are worth seeing: its backbone."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

Pair = tuple[int, int, float]
"""Two nodes and the weight of the line between them."""

ALPHA = 0.05


def backbone(nodes: int, pairs: Sequence[Pair], alpha: float = ALPHA) -> list[bool]:
    """Which pairs stand out: those that the disparity filter keeps, and the strongest of each node.

    A line of weight w is kept if (1 - w/s)^(k-1) < alpha for either end, s being the sum of the end's k
    weights (Serrano, Boguñá & Vespignani 2009, doi:10.1073/pnas.0808904106). Of equal strongest lines the
    first is taken.
    """
    strength, degree = np.zeros(nodes), np.zeros(nodes, dtype=np.int64)
    strongest: dict[int, int] = {}
    for number, (a, b, weight) in enumerate(pairs):
        for node in (a, b):
            strength[node] += weight
            degree[node] += 1
            if node not in strongest or weight > pairs[strongest[node]][2]:
                strongest[node] = number

    def stands_out(node: int, weight: float) -> bool:
        return bool(degree[node] > 1 and (1 - weight / strength[node]) ** (degree[node] - 1) < alpha)

    kept = set(strongest.values())
    return [n in kept or stands_out(a, w) or stands_out(b, w) for n, (a, b, w) in enumerate(pairs)]
