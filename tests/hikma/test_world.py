"""The demo's world: its form, its margins, and that what it says was planted is there."""

import gzip
import json
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import igraph
import msgspec
import numpy as np
import pytest

from hikma.world import Planted, make_world
from hikma.world.places import places

OIC = {place.code for place in places() if place.oic}


class Name(msgspec.Struct):
    id: str | None


class Institution(msgspec.Struct):
    id: str


class Authorship(msgspec.Struct):
    author: Name
    countries: list[str]
    institutions: list[Institution]


class Work(msgspec.Struct):
    id: str
    title: str
    publication_year: int
    cited_by_count: int
    authorships: list[Authorship]
    referenced_works: list[str]
    abstract_inverted_index: dict[str, list[int]] | None

    @property
    def countries(self) -> set[str]:
        return {code for one in self.authorships for code in one.countries}

    @property
    def authors(self) -> set[str]:
        return {short(one.author.id) for one in self.authorships if one.author.id}

    @property
    def words(self) -> list[str]:
        at = {k: word for word, ks in (self.abstract_inverted_index or {}).items() for k in ks}
        return [at[k] for k in sorted(at)]


class World(NamedTuple):
    folder: Path
    planted: Planted
    works: dict[str, Work]


def short(openalex: str) -> str:
    return openalex.rsplit("/", 1)[1]


def lines(folder: Path) -> Iterator[bytes]:
    for part in sorted(folder.glob("part_*.gz")):
        with gzip.open(part) as text:
            yield from text


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """The demo's own world: at its size everything is planted."""
    folder = tmp_path_factory.mktemp("world")
    planted = make_world(folder)
    decode = msgspec.json.Decoder(Work).decode
    return World(folder, planted, {short(work.id): work for work in map(decode, lines(folder / "works"))})


def kinds(value: Any, at: str = "") -> Iterator[tuple[str, str]]:
    """Every path in a record and the JSON type found there; numbers are one type."""
    if isinstance(value, dict) and not at.endswith("abstract_inverted_index"):
        yield at, "object"
        for key, inner in value.items():
            yield from kinds(inner, f"{at}.{key}")
    elif isinstance(value, list):
        yield at, "array"
        for inner in value:
            yield from kinds(inner, f"{at}[]")
    else:
        number = isinstance(value, int | float) and not isinstance(value, bool)
        yield at, "number" if number else type(value).__name__


@pytest.mark.parametrize("kind", ["works", "authors"])
def test_the_form_is_openalexs(world: World, real_data: Path, kind: str) -> None:
    """Oracle: real records. No path and no type that they do not have; nearly all works' fields are there."""
    real = real_data / "openalex" / "geoscience_arabia_2026-03-14" / f"{kind}.jsonl.gz"
    known = {found for line in gzip.decompress(real.read_bytes()).splitlines() for found in kinds(json.loads(line))}
    made = {found for line in list(lines(world.folder / kind))[::7] for found in kinds(json.loads(line))}
    assert {(path, type_) for path, type_ in made - known if type_ != "NoneType"} == set()
    if kind == "works":
        top = {path for path, _ in known if path.count(".") == 1 and "[" not in path}
        assert top - {path for path, _ in made} <= {".has_content", ".content_urls"}


def test_nothing_can_be_taken_for_real(world: World) -> None:
    """Oracle: ISO 7064 MOD 11-2 as ORCID documents it, worked on the digits."""
    for line in lines(world.folder / "institutions"):
        record = json.loads(line)
        assert record["display_name"].endswith("(invented)")
        assert record["ror"] is None
        assert short(record["id"])[:2] == "I9"
    orcids = [author["orcid"] for author in map(json.loads, lines(world.folder / "authors")) if author["orcid"]]
    assert len(set(orcids)) == len(orcids)
    assert len(orcids) > 8_000
    for orcid in orcids:
        assert orcid.startswith("https://orcid.org/0000-0000-")
        digits = orcid.removeprefix("https://orcid.org/").replace("-", "")
        check = 10 if digits[-1] == "X" else int(digits[-1])
        assert (sum(int(d) * 2 ** (15 - k) for k, d in enumerate(digits[:-1])) + check) % 11 == 1
    assert all(len(work) == 11 and work[:2] == "W9" for work in world.works)


def test_margins(world: World) -> None:
    works = list(world.works.values())
    lines_ = [one for work in works for one in work.authorships]
    assert len(works) == 20_000
    assert [work.publication_year for work in works] == sorted(work.publication_year for work in works)
    assert {work.publication_year for work in works} == set(range(2005, 2026))
    assert {code for work in works for code in work.countries} >= OIC
    known = [work for work in works if work.countries]
    assert 0.30 < sum(len(work.countries) > 1 for work in known) / len(known) < 0.45
    assert 0.03 < sum(not one.countries for one in lines_) / len(lines_) < 0.12
    assert 0.01 < sum(one.author.id is None for one in lines_) / len(lines_) < 0.03
    assert 3 <= sum(len(work.authorships) >= 100 for work in works) <= 25
    assert 0.4 < sum(work.abstract_inverted_index is not None for work in works) / len(works) < 0.6
    productivity = Counter(Counter(author for work in works for author in work.authors).values())
    assert 0.8 < productivity.total() / len(works) < 1.25
    assert productivity[1] > 2 * productivity[2] > 3 * productivity[3]
    earlier = [cited for work in works for cited in work.referenced_works if short(cited) in world.works]
    assert len(earlier) > 50_000
    assert all(cited < work.id for work in works for cited in work.referenced_works if short(cited) in world.works)


def test_counts_of_authors_and_institutions_are_those_of_the_works(world: World) -> None:
    cited: dict[str, list[int]] = {}
    houses: Counter[str] = Counter()
    for work in world.works.values():
        for author in work.authors:
            cited.setdefault(author, []).append(work.cited_by_count)
        houses.update({short(place.id) for one in work.authorships for place in one.institutions})
    records = {short(record["id"]): record for record in map(json.loads, lines(world.folder / "authors"))}
    assert records.keys() == cited.keys()
    for author, counts in cited.items():
        ranked = sorted(counts, reverse=True)
        record = records[author]
        h = sum(count > rank for rank, count in enumerate(ranked))
        assert (record["works_count"], record["cited_by_count"]) == (len(counts), sum(counts))
        assert record["summary_stats"] == {"h_index": h, "i10_index": sum(count >= 10 for count in counts)}
    for record in map(json.loads, lines(world.folder / "institutions")):
        assert record["works_count"] == houses[short(record["id"])]


def test_planted_pairs_are_there(world: World) -> None:
    """Oracle: the expectation that planted.json states; Poisson error for what is not planted."""
    joint = Counter(pair for work in world.works.values() for pair in combinations(sorted(work.countries), 2))
    assert (len(world.planted.gaps), len(world.planted.strong)) == (6, 4)
    for pair in world.planted.gaps:
        assert pair.expected > 25
        assert joint[pair.countries] < 0.33 * pair.expected
    for pair in world.planted.strong:
        assert joint[pair.countries] > 1.8 * pair.expected


def test_bridge_builders_lead_by_betweenness(world: World) -> None:
    """Oracle: igraph, from 400 sources drawn at random. Works of more than 100 authors join nobody."""
    teams = [sorted(work.authors) for work in world.works.values() if len(work.authorships) <= 100]
    names = sorted({author for team in teams for author in team})
    number = {author: k for k, author in enumerate(names)}
    edges = {(number[a], number[b]) for team in teams for a, b in combinations(team, 2)}
    graph = igraph.Graph(len(names), sorted(edges))
    sources = np.random.default_rng(0).choice(len(names), 400, replace=False).tolist()
    ranked = np.argsort(graph.betweenness(sources=sources))[::-1]
    bridges = {bridge.scientist for bridge in world.planted.bridge_builders}
    assert len(bridges) == 6
    assert bridges <= {names[k] for k in ranked[:10]}
    assert max(graph.connected_components().sizes()) > 0.9 * len(names)


def test_clusters_share_terms_and_no_work(world: World) -> None:
    assert len(world.planted.clusters) == 3
    texts = {key: f"{work.title} {' '.join(work.words)}".lower() for key, work in world.works.items()}
    for cluster in world.planted.clusters:
        a, b = cluster.groups
        assert a.country != b.country
        people = [set(group.scientists) for group in cluster.groups]
        assert not any(work.authors & people[0] and work.authors & people[1] for work in world.works.values())
        used = [{t for t in cluster.terms for w in group.works if t in texts[w]} for group in cluster.groups]
        assert len(used[0] & used[1]) >= 7
        own = {*a.works, *b.works}
        assert not any(term in texts[key] for key in texts.keys() - own for term in cluster.terms)
        for group in cluster.groups:
            assert 15 <= len(group.scientists) <= 25
            assert set(group.scientists) <= set().union(*(world.works[w].authors for w in group.works))
            assert all(world.works[w].countries == {group.country} for w in group.works)


def test_duplicates_say_the_same_by_others(world: World) -> None:
    """Oracle: difflib, and the countries and authors on the records themselves."""
    duplicates = world.planted.duplicates
    assert Counter(one.kind for one in duplicates) == {"reworded": 9, "translated": 3}
    for one in duplicates:
        first, second = (world.works[key] for key in one.works)
        assert (first.countries, second.countries) == ({one.countries[0]}, {one.countries[1]})
        assert one.countries[0] != one.countries[1]
        assert not first.authors & second.authors
        if one.kind == "reworded":
            same = SequenceMatcher(None, first.words, second.words, autojunk=False).ratio()
            assert one.changed == pytest.approx(1 - same, abs=0.001)
            assert 0.05 < one.changed < 0.35


def test_the_documentation_lists_what_is_planted(world: World, project: Path) -> None:
    page = (project / "docs" / "reference" / "demo-world.md").read_text(encoding="utf-8")
    for pair in (*world.planted.gaps, *world.planted.strong):
        assert f"| {'-'.join(pair.countries)} | {pair.expected} |" in page
    for bridge in world.planted.bridge_builders:
        assert f"| {bridge.scientist} | {bridge.name} | {bridge.country} |" in page
    for cluster in world.planted.clusters:
        assert f"| {cluster.topic} {cluster.topic_name} |" in page
    for duplicate in world.planted.duplicates:
        assert f"| {', '.join(duplicate.works)} | {', '.join(duplicate.countries)} | {duplicate.kind}" in page
