"""Answers as networkx graphs: their rows and back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from graph.base import Base, Graph
from graph.errors import QuestionError
from queries import ask, find_question, questions
from queries.question import Answer
from tests.support.bases import Paper, base_of_papers

PAPERS = {
    "w1": Paper({"ann": ["TR"], "ben": ["IR"]}, ("soil",), {"year": 2018}),
    "w2": Paper({"ben": ["IR"], "cem": ["PK"]}, ("soil", "water"), {"year": 2019}),
    "w3": Paper({"ann": ["TR"], "dia": ["MY"]}, ("water",), {"year": 2020}),
    "w4": Paper({"cem": ["PK"], "dia": ["MY"]}, ("soil",), {"year": 2020}),
    "w5": Paper({"cem": ["PK"], "eva": ["MY"]}, (), {"year": 2020}),
}
ASKED: dict[str, dict[str, Any]] = {
    "bridge-builders": {},
    "collaboration-gaps": {"group": "TR,IR,PK,MY"},
    "foretell": {"between": "scientists", "least": 1},
    "network-among": {"of": "ann;ben;cem;dia"},
    "path": {"of": "ann", "to": "eva"},
}


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    base: Base = base_of_papers(tmp_path_factory.mktemp("base"), PAPERS)
    with base.open() as opened:
        yield opened


def rows_of(answer: Answer) -> list[dict[str, Any]]:
    """The rows again, from the graph; of those that join the same two the first."""
    found, ends = answer.to_networkx(), find_question(answer.question).ends
    if len(ends) == 1:
        return [{ends[0]: node, **values} for node, values in found.nodes(data=True)]
    made = []
    for a, b, values in found.edges(data=True):
        one, other = (a, b) if (a, b) in {(row[ends[0]], row[ends[1]]) for row in answer.records()} else (b, a)
        sides = {f"{name}_a": value for name, value in found.nodes[one].items()}
        sides |= {f"{name}_b": value for name, value in found.nodes[other].items()}
        row = {ends[0]: one, ends[1]: other, **sides, **values}
        made.append({name: row[name] for name in answer.columns})
    return made


@pytest.mark.parametrize("name", ASKED)
def test_the_rows_are_the_graph_and_the_graph_the_rows(graph: Graph, name: str) -> None:
    answer = ask(graph, name, **ASKED[name])
    ends, weight = find_question(name).ends, find_question(name).weight
    once = {tuple(sorted(str(row[end]) for end in ends)): row for row in reversed(answer.records())}
    assert len(once) > 1

    def key(row: dict[str, Any]) -> list[str]:
        return [str(row[end]) for end in ends]

    assert sorted(rows_of(answer), key=key) == sorted(once.values(), key=key)
    found = answer.to_networkx()
    assert found.graph == {
        "question": name, "parameters": answer.parameters, "caveats": list(answer.caveats),
    }  # fmt: skip
    if weight:
        assert all(values["weight"] == values[weight] for _, _, values in found.edges(data=True))


def test_values_of_an_end_are_at_the_node(graph: Graph) -> None:
    found = ask(graph, "network-among", of="ann;ben;cem;dia").to_networkx()
    assert found.nodes["ann"] == {"name": "ann", "country": "TR", "publications": 2}
    assert found.edges["ann", "ben"]["weight"] == 1.0
    assert sorted(map(sorted, found.edges)) == [["ann", "ben"], ["ann", "dia"], ["ben", "cem"], ["cem", "dia"]]


def test_of_two_paths_over_one_link_the_better_gives_its_values(graph: Graph) -> None:
    answer = ask(graph, "path", of="ann", to="eva")
    found = answer.to_networkx()
    assert len(answer.rows) == 6
    assert sorted(map(sorted, found.edges)) == [
        ["ann", "ben"], ["ann", "dia"], ["ben", "cem"], ["cem", "dia"], ["cem", "eva"],
    ]  # fmt: skip
    assert found.edges["cem", "eva"]["path"] == 1


def test_no_rows_are_an_empty_graph_and_other_answers_none(graph: Graph) -> None:
    assert len(ask(graph, "network-among", of="ann;eva").to_networkx()) == 0
    with pytest.raises(QuestionError, match=r"the rows of neighbourhood make no network: those of bridge-builders, "):
        ask(graph, "neighbourhood", of="soil").to_networkx()


def test_what_is_declared_are_columns() -> None:
    for one in questions().values():
        assert set(one.ends) | ({one.weight} if one.weight else set()) <= set(one.columns), one.name
        assert len(one.ends) <= 2
        assert not one.weight or len(one.ends) == 2
