"""The demo: a world to try Hikma on, the three people's questions of it, and what was planted in it to be found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from graph.base import Base, Graph
from hikma.progress import Progress
from hikma.world import Planted, make_world, read_planted
from loaders import Tally, find_loader, load
from queries import Answer, ask

INVENTED = (
    "Invented: a world that Hikma made up to be tried on; no scientist, institution, work or figure in it is real"
)
KINDS = ("works", "authors", "institutions", "topics")

_LARGEST_TOPIC = """MATCH (p:Publication)-[:ABOUT]->(t:Topic) WHERE t.level = 'topic'
RETURN t.id AS topic, count(*) AS publications ORDER BY publications DESC, topic LIMIT 1"""


class Asked(NamedTuple):
    """A question of one of the three people, as they would put it, with its answer."""

    person: str
    words: str
    answer: Answer


def invent(folder: Path, works: int, seed: int) -> Planted:
    """The world of this size and seed in this folder, made where it is not there yet."""
    try:
        planted = read_planted(folder)
        if (planted.works, planted.seed) == (works, seed):
            return planted
    except FileNotFoundError:
        pass
    with Progress(f"inventing {works:,} works", works) as progress:
        return make_world(
            folder, works, seed, progress=lambda done, total: progress.step("inventing works", done, total)
        )


def load_world(base: Base, folder: Path) -> Tally:
    """Load an invented world, and say of it that it is invented."""
    return load_files(base, [folder / kind for kind in KINDS], INVENTED)


def load_files(base: Base, paths: list[Path], collected: str | None) -> Tally:
    """Load OpenAlex files, and bring the store up to date."""
    size = sum(file.stat().st_size for path in paths for file in ([path] if path.is_file() else path.rglob("*")))
    with Progress("reading", size) as progress:
        tally = load(base, find_loader("openalex"), paths, collected=collected, watch=progress.advance)
    with Progress("updating the store") as progress:
        base.update(progress.step)
    return tally


def three_questions(graph: Graph) -> Iterator[Asked]:
    """What the policy analyst, the summit organiser and the researcher ask, each with its answer."""
    yield Asked(
        "A policy analyst",
        "Which OIC countries should work together and do not?",
        ask(graph, "collaboration-gaps", limit=12),
    )
    yield Asked("A summit organiser", "Who joins people and countries?", ask(graph, "bridge-builders", limit=10))
    topics = graph.store.rows(_LARGEST_TOPIC)["topic"].to_pylist()
    if topics:
        around = ask(graph, "neighbourhood", of=topics[0], limit=3)
        yield Asked("A researcher", "What is around the topic of most publications?", around)


def findings(planted: Planted, asked: list[Asked]) -> list[str]:
    """Of what was planted, how much the answers just shown hold."""
    gaps = {(str(row[0]), str(row[1])) for row in asked[0].answer.rows if "gap" in row}
    bridges = {str(row[0]) for row in asked[1].answer.rows}
    planted_gaps = [pair.countries for pair in planted.gaps]
    planted_bridges = [f"openalex:{bridge.scientist}" for bridge in planted.bridge_builders]
    named = ", ".join(bridge.name for bridge in planted.bridge_builders)
    return [
        f"{len(gaps.intersection(planted_gaps))} of the {len(planted_gaps)} gaps that were planted are above: "
        + ", ".join("-".join(pair) for pair in planted_gaps),
        f"{len(bridges.intersection(planted_bridges))} of the {len(planted_bridges)} bridge-builders that were planted "
        f"are above: {named}",
    ]
