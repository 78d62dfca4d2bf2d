"""The network of co-authors of an invented world, loaded once however many jobs ask for it."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

import numpy as np
from scipy.sparse.csgraph import breadth_first_order

from graph.authorships import Authorships, authorships
from graph.base import Base
from graph.network import Network, coauthors_among
from loaders import find_loader, load


@cache
def authorships_of(world: Path) -> Authorships:
    """Who wrote what in the works of a world."""
    with tempfile.TemporaryDirectory(prefix="hikma-benchmark-base-") as folder:
        base = Base(Path(folder))
        load(base, find_loader("openalex"), [world / "works"])
        base.update()
        with base.open() as graph:
            return authorships(graph.store)


@cache
def network_of(world: Path) -> Network:
    """All scientists of a world, joined by their joint publications."""
    return coauthors_among(authorships_of(world))


def around_the_best_known(found: Network, most: int) -> Network:
    """The network among the so many who are nearest to the one with most co-authors: dense, and in one piece."""
    order = breadth_first_order(found.weights, int(found.degree.argmax()), directed=False, return_predecessors=False)
    kept = np.sort(order[:most])
    return Network(tuple(found.ids[k] for k in kept.tolist()), found.weights[kept][:, kept].tocsr())
