"""Sentences that belong to every answer: how the base came about, and what its sources leave out."""

from __future__ import annotations

from graph.base import Graph
from queries.saying import Said, counted, percent, said

__all__ = ["base_caveats", "counted", "percent", "said"]


def base_caveats(graph: Graph) -> tuple[Said, ...]:
    """How the base was collected, in the words of whoever loaded it; that nothing is known where nothing was said."""
    stated = sorted({load.collected for load in graph.loads if load.collected})
    unstated = any(not load.collected for load in graph.loads)
    told = [said("How the base was collected: {text}", text=text) for text in stated]
    if unstated and stated:
        told.append(said("How the rest of it was collected is not stated (“hikma load --collected” does)."))
    elif unstated:
        told.append(said("How it was collected is not stated (“hikma load --collected” does)."))
    if unstated:
        told.append(
            said(
                "A base that was collected around a country, an institution or a topic sees everything else through that."
            )
        )
    return tuple(told)
