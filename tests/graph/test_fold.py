"""Folding: the laws that a graph made of states must keep, on random states and by hand."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from graph.base import Base
from graph.model import Authored, Fact, Institution, Publication, Scientist
from tests.support.replay import Replayed
from tests.support.staged import State, everything, paper, stage

PEOPLE = st.sampled_from(["anna", "bilal", "cem", "dana"])
WORKS = st.sampled_from(["w1", "w2", "w3"])


@st.composite
def statements(draw: st.DrawFn, work: str) -> list[Fact]:
    """What a record may state of one work: its authors, each with names, and what it cites."""
    people = draw(st.lists(PEOPLE, max_size=3, unique=True))
    cited = sorted(draw(st.sets(WORKS, max_size=2)))
    facts: list[Fact] = [Publication(work, title=draw(st.sampled_from(["A", "B", None])), references=cited)]
    for place, person in enumerate(people, start=1):
        name = draw(st.sampled_from(["X", "Y", None]))
        facts += [Scientist(person, name=name, names=[name] if name else []), Authored(person, work, [place])]
    return facts


@st.composite
def states(draw: st.DrawFn) -> State:
    works = draw(st.sets(WORKS, max_size=3))
    return {work: draw(statements(work)) for work in sorted(works)}


def graph_of(base: Base) -> dict[str, list[tuple[Any, ...]]]:
    with base.open_store() as store:
        return everything(store)


@settings(max_examples=5, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(st.lists(states(), min_size=2, max_size=3))
def test_neither_the_order_of_loads_nor_the_number_of_merges_matters(dated: list[State]) -> None:
    graphs = []
    with TemporaryDirectory() as folder:
        for number, order in enumerate(permutations(range(len(dated)))):
            base, stepwise, whole = Base(Path(folder) / str(number)), Replayed(), Replayed()
            for position in order:
                stage(base, dated[position], f"2026-0{position + 1}")
                stepwise.update(base)
            whole.update(base)
            graphs += [stepwise.kinds, whole.kinds]
    assert all(graph == graphs[0] for graph in graphs)


def test_a_store_follows_as_it_is_replayed(tmp_path: Path) -> None:
    base, replayed = Base(tmp_path), Replayed()
    turk = ["TR"]
    first = {"w1": paper("w1", {"anna": turk, "cem": turk}), "w2": paper("w2", {"anna": turk})}
    second = {"w1": paper("w1", {"cem": turk}), "w3": paper("w3", {"dana": turk})}
    for date, state in (("2026-01", first), ("2026-02", second)):
        stage(base, state, date)
        base.update()
        replayed.update(base)
        graph = graph_of(base)
        assert {name: [row[:1] for row in rows] for name, rows in graph.items()} == {
            name: sorted((key[0],) for key in rows) for name, rows in replayed.kinds.items()
        }
    stepwise = graph_of(base)
    base.update(rebuild=True)
    assert graph_of(base) == stepwise


def test_what_only_an_earlier_state_said_is_gone(tmp_path: Path) -> None:
    base = Base(tmp_path)
    stage(
        base,
        {"w1": paper("w1", {"anna": ["TR"], "bilal": ["PK"]}), "w2": paper("w2", {"anna": ["TR"]})},
        "2026-01",
    )
    base.update()
    stage(base, {"w1": paper("w1", {"anna": ["TR"], "cem": ["IR"]})}, "2026-02")
    base.update()
    graph = graph_of(base)
    assert [row[0] for row in graph["Scientist"]] == ["anna", "cem"]
    assert [row[0] for row in graph["Country"]] == ["IR", "TR"]
    assert [row[:2] for row in graph["AUTHORED"]] == [("anna", "w1"), ("anna", "w2"), ("cem", "w1")]


def test_a_citation_appears_with_the_cited_work_and_goes_with_it(tmp_path: Path) -> None:
    base = Base(tmp_path)
    stage(base, {"w1": [Publication("w1", references=["w2", "w9"])]}, "2026-01")
    base.update()
    assert graph_of(base)["CITES"] == []
    stage(base, {"w2": [Publication("w2", references=[])]}, "2026-01")
    base.update()
    assert graph_of(base)["CITES"] == [("w1", "w2")]
    stage(base, {"w1": [Publication("w1", references=["w9"])]}, "2026-03")
    base.update()
    assert graph_of(base)["CITES"] == []


def test_the_things_own_record_is_believed_before_a_mention(tmp_path: Path) -> None:
    base = Base(tmp_path)
    stage(base, {"w1": [Publication("w1"), Institution("i1", name="Univ. of X", ror="038t36y30")]}, "2026-01")
    stage(base, {"i1": [Institution("i1", name="University of X", city="X")]}, "2026-01", source="registry")
    base.update()
    with base.open_store() as store:
        found = store.rows("MATCH (i:Institution) RETURN i.name AS name, i.city AS city, i.ror AS ror").to_pylist()
    assert found == [{"name": "University of X", "city": "X", "ror": "038t36y30"}]


def test_a_base_in_a_folder_with_an_apostrophe(tmp_path: Path) -> None:
    base = Base(tmp_path / "Qur'an studies = 1")
    stage(base, {"w1": paper("w1", {"anna": ["TR"]})}, "2026-01")
    base.update()
    assert len(graph_of(base)["Publication"]) == 1
