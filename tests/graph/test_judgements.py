"""Judgements by hand and by score: they change the graph, survive loads, can be taken back, and are listed."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.base import Base
from graph.errors import BaseError
from graph.judgements import aliases, detach, judge, pairs, printed_for
from graph.model import AffiliatedWith, Authored, Fact, Institution, Publication, Scientist
from graph.resolving import resolve
from graph.statements import statements
from tests.support.staged import stage


def work(id_: str, scientist: str, name: str, **properties: object) -> list[Fact]:
    return [
        Publication(id_, **properties),  # type: ignore[arg-type]
        Scientist(scientist, name=name, names=[name]),
        Institution("i1", name="Academy"),
        Authored(scientist, id_, [1], None, [name], ["i1"], ["KZ"]),
        AffiliatedWith(scientist, "i1", [2020]),
    ]


def people(base: Base) -> dict[str, list[str]]:
    base.update()
    with base.open_store() as store:
        rows = store.rows("MATCH (s:Scientist) RETURN s.id AS id, s.names AS names").to_pylist()
    return {row["id"]: row["names"] for row in rows}


@pytest.fixture
def base(tmp_path: Path) -> Base:
    base = Base(tmp_path)
    works = {"w1": work("w1", "a1", "Amina Karimova"), "w2": work("w2", "a2", "Amina Karimova")}
    stage(base, works | {"w3": work("w3", "a1", "Cem Kaya")}, "2026-01")
    return base


def test_two_ids_become_one_and_two_again(base: Base) -> None:
    assert judge(base, "a1", "a2", "same", "one home page") == "Scientist"
    assert people(base) == {"a1": ["Amina Karimova", "Cem Kaya"]}
    assert aliases(base, "a2") == ["a1", "a2"]
    stage(base, {"w4": work("w4", "a2", "A. Karimova")}, "2026-02")
    assert list(people(base)) == ["a1"], "it is kept through later loads"
    judge(base, "a2", "a1", "different")
    assert list(people(base)) == ["a1", "a2"]
    assert [(one.verdict, one.reason) for one in pairs(base)] == [("different", None)]
    judge(base, "a1", "a2", "withdrawn")
    assert pairs(base) == []


def test_a_name_under_an_id_is_detached_and_comes_back(base: Base) -> None:
    assert printed_for(base, ["a1", "a2"], "Cem Kaya") == ["a1"]
    other = detach(base, "a1", "Cem Kaya", reason="a plumber of that name")
    found = people(base)
    assert found == {"a1": ["Amina Karimova"], "a1#Cem Kaya": ["Cem Kaya"], "a2": ["Amina Karimova"]}
    with base.open_store() as store:
        rows = store.rows(
            "MATCH (s:Scientist {id: $id})-[:AUTHORED]->(p:Publication) RETURN p.id AS p", id=other
        ).to_pylist()
        affiliated = store.rows("MATCH (s:Scientist {id: $id})-[:AFFILIATED_WITH]->(i) RETURN i.id AS i", id=other)
    assert rows == [{"p": "w3"}]
    assert len(affiliated) == 1
    assert {said.what for said in statements(base, other)} >= {"name", "AUTHORED", "AFFILIATED_WITH"}
    detach(base, "a1", "Cem Kaya", "withdrawn")
    assert list(people(base)) == ["a1", "a2"]


def test_what_no_record_names_cannot_be_judged(base: Base) -> None:
    with pytest.raises(BaseError, match="no record names a9"):
        judge(base, "a1", "a9", "same")
    with pytest.raises(BaseError, match="a Publication"):
        judge(base, "a1", "w1", "same")
    with pytest.raises(BaseError, match="no publication prints"):
        printed_for(base, ["a1"], "Nobody")


def test_scores_are_made_anew_and_give_way_to_a_hand(tmp_path: Path) -> None:
    base = Base(tmp_path)
    shared = {"references": ["x1", "x2", "x3", "x4", "x5"], "year": 2020}
    titles = ("A flood map of the Aral basin from satellite images", "Salt transport across the dry Aral sea floor")
    works = {
        "w1": work("w1", "a1", "Amina Karimova Bekovna", title=titles[0], **shared),
        "w2": work("w2", "a2", "Amina Karimova Bekovna", title=titles[1], **shared),
    }
    stage(base, works, "2026-01")
    assert resolve(base).scientists == 1
    assert list(people(base)) == ["a1"]
    assert resolve(base).scientists == 1, "the same again, though the two are one already"
    assert list(people(base)) == ["a1"]
    judge(base, "a1", "a2", "different", "father and son")
    assert list(people(base)) == ["a1", "a2"]
    resolve(base)
    assert list(people(base)) == ["a1", "a2"]


def test_statements_say_who_said_what_and_when(base: Base) -> None:
    stage(base, {"w1": work("w1", "a1", "A. Karimova")}, "2026-03")
    stage(base, {"i1": [Institution("i1", name="Academy of Sciences")]}, "2026-02", source="registry")
    names = {
        (said.value, said.first, said.records, said.holds) for said in statements(base, "a1") if said.what == "name"
    }
    assert names == {
        ("Amina Karimova", "2026-01", 1, False),
        ("A. Karimova", "2026-03", 1, True),
        ("Cem Kaya", "2026-01", 1, True),
    }
    academy = {(said.value, said.source) for said in statements(base, "i1") if said.what == "name"}
    assert academy == {("Academy", "test"), ("Academy of Sciences", "registry")}
    with pytest.raises(BaseError, match="no record names nobody"):
        statements(base, "nobody")
