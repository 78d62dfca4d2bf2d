"""Making a world: run after run of works, then the scientists, institutions and topics they add up to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from . import fragments
from .about import Contents, Memory, fill
from .affiliations import Authorships, affiliate
from .authors import author_records, institution_records, topic_records
from .bylines import House, Line, byline
from .institutions import found_institutions
from .mixing import Floats, generator, mixed
from .other_forms import Author
from .outlines import Outline, draw_outline
from .places import affinity, places
from .planning import make_plan
from .plans import Plan
from .planted import Planted, write_planted
from .populating import ordinary_scientists, populate
from .population import Population
from .reporting import report
from .tallies import Tallies
from .teams import draw_teams
from .topics import topics
from .work_form import Work
from .works import DICE, Facts, work_record
from .writing import write_parts

_RUN = 5_000
_WORDING = 41


@dataclass(frozen=True)
class Ground:
    """What stands before the first work is drawn."""

    seed: int
    works: int
    plan: Plan
    mild: Floats
    population: Population
    houses: list[House]


def make_world(
    directory: Path,
    works: int = 20_000,
    seed: int = 2026,
    planted: bool = True,
    homophily: float = 1.0,
    progress: Callable[[int, int], None] | None = None,
) -> Planted:
    """Write an invented world in OpenAlex's form of 2026, and return what was planted in it.

    The directory gets `works`, `authors`, `institutions` and `topics`, each with gzip parts of JSON Lines,
    and, last, `planted.json`; a world already there is replaced. The same arguments give the same bytes.
    With `planted=False` nothing is planted; with `homophily=0` no two countries like each other more than
    others, so that with both a work's countries depend on nothing but their number and their own sizes.
    `progress` is called with the number of works written and that of all. Raises ValueError where `works` is
    not positive or `homophily` negative.
    """
    if works < 1 or homophily < 0:
        raise ValueError(f"works={works}, homophily={homophily}: give at least one work, and no less than 0")
    (directory / "planted.json").unlink(missing_ok=True)
    ground = _ground(works, seed, planted, homophily)
    tallies = Tallies(ground.population, len(topics()))
    bridged = {one.scientist: 0 for one in ground.plan.bridges}
    write_parts(directory / "works", _works(ground, tallies, bridged, progress))
    tallies.close()
    write_parts(directory / "authors", _authors(ground, tallies))
    write_parts(directory / "institutions", institution_records(ground.houses, tallies))
    write_parts(directory / "topics", topic_records(tallies))
    told = report(ground.plan, ground.population, works, seed, homophily, bridged)
    write_planted(directory, told)
    return told


def _ground(works: int, seed: int, planted: bool, homophily: float) -> Ground:
    plan = make_plan(seed, works, ordinary_scientists(seed, works)) if planted else Plan()
    population = populate(seed, works, plan.newcomers)
    found = found_institutions(seed, population.institutions_of_country)
    houses = [House(one, fragments.institution(one)) for one in found]
    return Ground(seed, works, plan, affinity(homophily), population, houses)


def _works(
    ground: Ground, tallies: Tallies, bridged: dict[int, int], progress: Callable[[int, int], None] | None
) -> Iterator[Work]:
    """Return every work, drawn run by run and counted in `tallies` and `bridged`."""
    memory = Memory()
    for first in range(0, ground.works, _RUN):
        last = min(first + _RUN, ground.works)
        yield from _run(ground, first, last - first, memory, tallies, bridged)
        if progress is not None:
            progress(last, ground.works)


def _run(
    ground: Ground, first: int, count: int, memory: Memory, tallies: Tallies, bridged: dict[int, int]
) -> Iterator[Work]:
    """Draw a run of works, add it to the tallies and return its records."""
    rng = generator(ground.seed, first)
    outline = draw_outline(rng, ground.plan, ground.mild, bridged, ground.works, first, count)
    team = draw_teams(rng, ground.population, outline)
    lines = affiliate(rng, ground.population, outline, team)
    leads = lines.scientist[np.searchsorted(lines.work, np.arange(count))]
    contents = fill(rng, ground.population, outline, leads, memory)
    tallies.add(ground.population, outline, contents, lines)
    for scientist in bridged:
        bridged[scientist] += int((lines.scientist == scientist).sum())
    dice = rng.random((count, DICE)).tolist()
    return (work_record(facts) for facts in _facts(ground, outline, contents, lines, dice))


def _facts(
    ground: Ground, outline: Outline, contents: Contents, lines: Authorships, dice: list[list[float]]
) -> Iterator[Facts]:
    """Return each work of a run in plain numbers."""
    population, count = ground.population, len(outline.years)
    scientist = lines.scientist
    own = (population.bits(scientist), population.country[scientist], population.topic[scientist])
    told = (lines.country, lines.institution, lines.second, lines.anonymous, lines.style)
    columns = (scientist, *own, *told)
    rows = [Line._make(row) for row in zip(*(column.tolist() for column in columns), strict=True)]
    begins = np.searchsorted(lines.work, np.arange(count + 1)).tolist()
    ends = [0, *contents.reference_ends.tolist()]
    years, cited, expected = outline.years.tolist(), contents.cited.tolist(), contents.expected.tolist()
    about, references = contents.topics.tolist(), contents.references.tolist()
    wordings = mixed(np.arange(outline.first, outline.first + count), ground.seed + _WORDING).tolist()
    for k in range(count):
        written = byline(rows[begins[k] : begins[k + 1]], ground.houses, dice[k][-1])
        lead, number = places()[rows[begins[k]].home], outline.first + k
        cites = references[ends[k] : ends[k + 1]]
        special = ground.plan.specials.get(number)
        yield Facts(
            number,
            wordings[k],
            years[k],
            lead,
            written,
            about[k],
            cites,
            cited[k],
            expected[k],
            special,
            dice[k],
        )


def _authors(ground: Ground, tallies: Tallies) -> Iterator[Author]:
    count = len(ground.population)
    for first in range(0, count, _RUN):
        last = min(first + _RUN, count)
        yield from author_records(ground.population, tallies, ground.houses, first, last)
