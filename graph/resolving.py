"""Scored judgements for a whole base: which publications, and which scientists, are one; who bears a stranger's name.

They are made from the graph as it is without any earlier score, so that they are the same however often and in
whichever order sources were loaded, and replace all earlier ones. What a person has judged prevails over them.
"""

from __future__ import annotations

import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import duckdb

from graph import fold
from graph.base import SCRATCH, Base
from graph.bylines import LARGEST_BYLINE
from graph.judgements import judged, state
from graph.model import PUBLICATION, SCIENTIST, Judged
from graph.prevailing import NAME
from graph.sameness import publications, scientists
from graph.sameness.publications import Reference
from graph.sameness.scientist_clusters import clusters
from graph.sameness.scientist_mention import Mention
from graph.sameness.scientist_names import person_key
from graph.sameness.scientist_strangers import strangers
from graph.staging import SCORED, literal
from graph.store import Changes, Watch


class Resolved(NamedTuple):
    """How many pairs are judged to be one, how many are for a person to decide, how many names are a stranger's."""

    publications: int
    scientists: int
    unsure: int
    strangers: int


def resolve(
    base: Base, watch: Watch = lambda *_: None, now: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> Resolved:
    """Judge by score, and stage the judgements; the graph changes with the next `base.update`.

    Publications are compared first; the scientists are those of the publications that are then one.

    Raises:
        BaseError: another writer holds the base, or it holds nothing.
    """
    found: list[Judged] = []
    with tempfile.TemporaryDirectory(dir=base.folder, prefix=SCRATCH) as folder:
        trial = _trial(base, Path(folder) / "base")
        for step, judge in enumerate((_publications, _scientists)):
            state(trial, SCORED, found, now, complete=True)
            graph = Path(folder) / str(step)
            graph.mkdir()
            with duckdb.connect() as db:
                found += judge(db, fold.changes(trial.staging, 0, graph, watch), watch)
    state(base, SCORED, found, now, complete=True)
    count = Counter((one.kind, one.verdict) for one in found)
    unsure = count[PUBLICATION.name, "unsure"] + count[SCIENTIST.name, "unsure"]
    return Resolved(count[PUBLICATION.name, "same"], count[SCIENTIST.name, "same"], unsure, count[NAME, "unsure"])


def _trial(base: Base, folder: Path) -> Base:
    """A base with the same parts, in which judgements can be tried."""
    staged = folder / "staged"
    staged.mkdir(parents=True)
    for part in base.staging.folder.glob("part=*"):
        (staged / part.name).symlink_to(part.resolve())
    (staged / "manifest.json").write_bytes((base.staging.folder / "manifest.json").read_bytes())
    return Base(folder)


def _publications(db: duckdb.DuckDBPyConnection, made: Changes, watch: Watch) -> list[Judged]:
    rows = db.execute(
        f"""WITH bylines AS (
                SELECT publication AS id, list(names[1] ORDER BY positions[1], scientist) AS authors
                FROM {_all(made, "AUTHORED")} WHERE names[1] IS NOT NULL GROUP BY publication
            )
            SELECT id, title, bylines.authors, year, venue, volume, issue, pages, doi, abstract, kind
            FROM {_all(made, "Publication")} LEFT JOIN bylines USING (id) ORDER BY id"""
    ).fetchall()
    linked = publications.link([Reference(*row) for row in rows], watch)
    return list(_judged(PUBLICATION.name, linked, publications.clusters(linked)))


def _scientists(db: duckdb.DuckDBPyConnection, made: Changes, watch: Watch) -> list[Judged]:
    mentions = list(_mentions(db, made))
    linked = scientists.link(mentions, watch)
    return [*_judged(SCIENTIST.name, linked, clusters(mentions, linked)), *_strangers(db, made)]


def _judged(
    kind: str, linked: Sequence[publications.Linked] | Sequence[scientists.Linked], classes: Iterable[Sequence[str]]
) -> Iterator[Judged]:
    """Of pairs that are called one, those that the classes keep apart are for a person to decide; no correction is."""
    class_of = {id_: number for number, members in enumerate(classes) for id_ in members}
    for one in linked:
        together = one.left in class_of and class_of[one.left] == class_of.get(one.right)
        if one.verdict == "same" and together:
            yield judged(kind, one.left, one.right, "same", one.score, one.evidence)
        elif not together and one.verdict != "correction":
            yield judged(kind, one.left, one.right, "unsure", one.score, one.evidence)


def _mentions(db: duckdb.DuckDBPyConnection, made: Changes) -> Iterator[Mention]:
    """Every scientist, with what the publications say."""
    about: dict[str, frozenset[str]] = _sets(db, f"SELECT publication, topic FROM {_all(made, 'ABOUT')}")
    rows = db.execute(
        f"""SELECT scientist, publication, names, institutions || found_institutions, countries || found_countries,
                year, "references", keywords
            FROM {_all(made, "AUTHORED")} AS a JOIN {_all(made, "Publication")} AS p ON a.publication = p.id
            ORDER BY scientist, publication"""
    ).fetchall()
    # A co-author without an id of a source is another one on each work: only the name can be met again.
    teams: dict[str, dict[str, frozenset[str]]] = defaultdict(dict)
    for scientist, publication, names, *_ in rows:
        teams[publication][scientist] = frozenset([scientist, *(person_key(name) for name in names or () if name)])
    of: dict[str, _Gathered] = defaultdict(_Gathered)
    for scientist, publication, names, institutions, countries, year, references, keywords in rows:
        one, team = of[scientist], teams[publication]
        one.names.update(name for name in names or () if name)
        if len(team) <= LARGEST_BYLINE:
            one.coauthors.update(*(keys for other, keys in team.items() if other != scientist))
        one.institutions.update(institutions or ())
        one.countries.update(countries or ())
        one.topics |= about.get(publication, frozenset()) | set(keywords or ())
        one.references.update(references or ())
        one.publications.add(publication)
        one.years.update([year] if year else [])
    for id_, name, names, orcid in db.execute(
        f"SELECT id, name, names, orcid FROM {_all(made, 'Scientist')} ORDER BY id"
    ).fetchall():
        yield of[id_].mention(id_, [name, *(names or ())], orcid)


class _Gathered:
    """What the publications of one scientist say, while it is gathered."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.coauthors: set[str] = set()
        self.institutions: set[str] = set()
        self.countries: set[str] = set()
        self.topics: set[str] = set()
        self.references: set[str] = set()
        self.publications: set[str] = set()
        self.years: set[int] = set()

    def mention(self, id_: str, names: Iterable[str | None], orcid: str | None) -> Mention:
        return Mention(
            id_, tuple(sorted(self.names | {name for name in names if name})), frozenset(self.coauthors),
            frozenset(self.institutions), frozenset(self.countries), frozenset(self.topics),
            frozenset(self.references), frozenset(self.publications), tuple(sorted(self.years)), orcid,
        )  # fmt: skip


def _strangers(db: duckdb.DuckDBPyConnection, made: Changes) -> Iterator[Judged]:
    """Names printed under an id that its person cannot bear: for somebody to detach, or not."""
    rows = db.execute(
        f"""SELECT s.id, any_value(s.name), list(printed) FROM {_all(made, "Scientist")} AS s
            JOIN (SELECT scientist, unnest(names) AS printed FROM {_all(made, "AUTHORED")}) ON scientist = s.id
            WHERE NOT s.local GROUP BY s.id HAVING count(DISTINCT printed) > 1 ORDER BY s.id"""
    ).fetchall()
    for id_, known_as, printed in rows:
        for stranger in strangers(id_, Counter(name for name in printed if name), known_as):
            yield judged(NAME, id_, stranger.name, "unsure", 0.0, stranger.reason)


def _sets(db: duckdb.DuckDBPyConnection, sql: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for key, value in db.execute(sql).fetchall():
        found[key].add(value)
    return {key: frozenset(values) for key, values in found.items()}


def _all(made: Changes, kind: str) -> str:
    return f"read_parquet({literal(str(made.folder / f'{kind}.parquet'))})"
