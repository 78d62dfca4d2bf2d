"""Sentences that belong to every answer: how the base came about, and what its sources leave out."""

from __future__ import annotations

from graph.base import Graph


def base_caveats(graph: Graph) -> tuple[str, ...]:
    """How the base was collected, in the words of whoever loaded it; that nothing is known where nothing was said."""
    stated = sorted({load.collected for load in graph.loads if load.collected})
    unstated = any(not load.collected for load in graph.loads)
    said = [f"How the base was collected: {text}" for text in stated]
    if unstated:
        rest = "the rest of it" if stated else "it"
        said.append(
            f"How {rest} was collected is not stated (“hikma load --collected” does). A base that was collected around "
            "a country, an institution or a topic sees everything else through that."
        )
    return tuple(said)


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: `1 publication`, `2,661 publications`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def percent(part: float, whole: float) -> str:
    """A share as a percentage with one decimal; none of nothing is 0 %."""
    return f"{100 * part / whole:.1f} %" if whole else "0 %"
