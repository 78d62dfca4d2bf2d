"""The store contract: what every store does, on LadybugDB and on a real Neo4j."""

from __future__ import annotations

from typing import Any

import pytest

from graph.base import Base
from graph.errors import BaseError, StoreError
from graph.model import (
    KINDS,
    About,
    AffiliatedWith,
    Authored,
    Broader,
    Country,
    Fact,
    Institution,
    LocatedIn,
    Publication,
    Scientist,
    Topic,
)
from graph.store import State
from tests.support.staged import everything, paper, stage

pytest_plugins = ("tests.support.stores",)

TITLE = "«Ḥikma» \\ ' \" `"
RECORD: list[Fact] = [
    Publication(
        "w1",
        title="«Ḥikma» \\ ' \" `",
        abstract="two\nlines; and a tab\t",
        year=2024,
        fwci=0.1 + 0.2,
        references=["w2"],
    ),
    Scientist("s1", name="محمد العربي", names=["Mohammed", "محمد العربي"], orcid=None, local=False),
    Institution("i1", name="İstanbul", parents=["i2"], latitude=41.0, names=[], name_languages=[]),
    Institution("i2", name="Parent", parents=[]),
    Country("TR", "Türkiye"),
    Topic("t1", "Desalination", "topic", ["membranes"]),
    Topic("t2", "Water", "field", []),
    Authored("s1", "w1", [1, 3], True, ["M. Arabi", ""], ["i1"], ["TR"], False),
    AffiliatedWith("s1", "i1", [2023, 2024]),
    LocatedIn("i1", "TR"),
    About("w1", "t1", 0.97, True),
    Broader("t1", "t2"),
]


def dump(base: Base) -> dict[str, list[tuple[Any, ...]]]:
    with base.open_store() as store:
        return everything(store)


def test_every_kind_and_every_value_comes_back(base: Base) -> None:
    stage(base, {"w1": RECORD, "w2": [Publication("w2", references=[])]}, "2026-01")
    base.update()
    with base.open_store() as store:
        counts = store.counts()
        found = store.rows(
            """MATCH (s:Scientist)-[a:AUTHORED]->(p:Publication)
            RETURN s.name AS name, s.names AS names, p.title AS title, p.abstract AS abstract, p.fwci AS fwci,
                   p.year AS year, a.positions AS positions, a.corresponding AS corresponding,
                   a.countries AS countries"""
        ).to_pylist()
    assert counts == {kind.name: 1 for kind in KINDS} | {"Institution": 2, "Topic": 2, "Publication": 2}
    assert found == [
        {
            "name": "محمد العربي",
            "names": ["Mohammed", "محمد العربي"],
            "title": TITLE,
            "abstract": "two\nlines; and a tab\t",
            "fwci": 0.1 + 0.2,
            "year": 2024,
            "positions": [1, 3],
            "corresponding": True,
            "countries": ["TR"],
        }
    ]


def test_merging_twice_is_merging_once(base: Base) -> None:
    stage(base, {"w1": RECORD}, "2026-01")
    base.update()
    before = dump(base)
    base.update()
    base.update(rebuild=True)
    assert dump(base) == before


def test_a_merge_that_was_cut_short_is_made_good(base: Base) -> None:
    """The store is set back to its first load's parts, as after a kill in the middle of the second merge."""
    stage(base, {"w1": RECORD}, "2026-01")
    base.update()
    stage(base, {"w1": paper("w1", {"s2": ["PK"]}), "w3": paper("w3", {"s1": ["TR"]})}, "2026-02")
    with base.writing(), base.open_store(write=True) as store:
        state = store.state()
    base.update()
    after = dump(base)
    base.update(rebuild=True)
    assert state == State(base.staging.manifest.base, 1)
    assert dump(base) == after


def test_later_states_change_add_and_withdraw(base: Base) -> None:
    stage(base, {"w1": paper("w1", {"s1": ["TR"], "s2": ["PK"]}, title="before")}, "2026-01")
    base.update()
    stage(base, {"w1": paper("w1", {"s1": ["TR"], "s3": ["IR"]}, title="after")}, "2026-02")
    base.update()
    with base.open_store() as store:
        found = store.rows(
            "MATCH (s:Scientist)-[:AUTHORED]->(p:Publication) RETURN s.id AS who, p.title AS title ORDER BY who"
        ).to_pylist()
        assert store.counts()["Scientist"] == 2
    assert found == [{"who": "s1", "title": "after"}, {"who": "s3", "title": "after"}]


def test_the_base_remembers_where_its_graph_is(base: Base) -> None:
    stage(base, {"w1": RECORD}, "2026-01")
    base.update()
    address = Base(base.folder).store_address
    assert address == base.store_address
    assert "@" not in address


def test_a_store_of_another_base_is_left_alone(base: Base, tmp_path: Any) -> None:
    stage(base, {"w1": RECORD}, "2026-01")
    base.update()
    other = Base(tmp_path / "other", base._store or str(base.folder / "graph.ladybug"))
    stage(other, {"w9": paper("w9", {"s9": ["TR"]})}, "2026-01")
    with pytest.raises(BaseError, match="another base"):
        other.update()


def test_an_empty_base_says_what_to_do(base: Base) -> None:
    with pytest.raises(BaseError, match="holds nothing yet: load something first"):
        base.open_store()


def test_a_wrong_query_names_the_store(base: Base) -> None:
    stage(base, {"w1": RECORD}, "2026-01")
    base.update()
    with base.open_store() as store, pytest.raises(StoreError, match=r"ladybug|neo4j|bolt"):
        store.rows("MATCH (x RETURN x")
