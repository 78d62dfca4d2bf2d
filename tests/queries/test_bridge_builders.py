"""Bridge-builders: published values, as publications of two authors; a small base by hand; both stores."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pytest

from graph.base import Base
from graph.errors import QuestionError
from graph.model import Authored, Scientist
from graph.network import network
from queries import Answer, ask, find_question
from queries.measures.roles import role_counts
from queries.parameters import parse
from tests.support.bases import Paper, base_of_links, base_of_papers
from tests.support.neo4j_server import Neo4jServer
from tests.support.staged import paper, stage

LINKS = [(link[0], link[1]) for link in ("AB", "AF", "AG", "AE", "EG", "FG", "BG", "BD", "DG", "GC")]
WEIGHTS = (2, 3, 5, 2, 8, 3, 4, 1, 3, 10)

PAPERS = {
    "w1": Paper({"ann": ["TR"], "ben": ["TR"], "cem": ["TR"]}, (), {"year": 2018}),
    "w2": Paper({"ann": ["TR"], "dina": ["EG"]}, (), {"year": 2019, "retracted": True}),
    "w3": Paper({"dina": ["EG"], "eva": ["MY"], "far": []}, (), {"year": 2020}),
    "w4": Paper({"gul": ["PK"]}, (), {"year": 2021}),
    "w5": Paper({"ann": ["SA"], "gul": ["PK"], "ben": ["TR"], "eva": ["MY"]}),
}


def bridge_builders(base: Base, **given: Any) -> Answer:
    with base.open() as graph:
        return ask(graph, "bridge-builders", **given)


def publications(base: Base, scientist: str, **given: Any) -> list[str]:
    question = find_question("bridge-builders")
    with base.open() as graph:
        return question.publications(graph, parse(question.parameters, given), [scientist])


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Base:
    return base_of_papers(tmp_path_factory.mktemp("small"), PAPERS)


@pytest.mark.parametrize(
    ("weights", "held", "size"),
    [
        ((1,) * len(LINKS), {"G": 0.400, "A": 0.595, "C": 1.0}, {"G": 4.67, "A": 2.50, "C": 1.0}),
        (WEIGHTS, {"G": 0.299, "A": 0.795, "C": 1.0}, {"G": 5.47, "A": 2.47, "C": 1.0}),
    ],
)
def test_the_structural_holes_graph(
    tmp_path: Path, weights: tuple[int, ...], held: dict[str, float], size: dict[str, float]
) -> None:
    # Oracle: networkx' tests, computed with UCINET, igraph and by hand.
    base = base_of_links(tmp_path, dict(zip(LINKS, weights, strict=True)))
    rows = bridge_builders(base, by="constraint", limit=0).records()
    by_name = {str(row["scientist"]): row for row in rows}
    assert {name: by_name[name]["constraint"] for name in held} == pytest.approx(held, abs=5e-4)
    assert {name: by_name[name]["effective_size"] for name in size} == pytest.approx(size, abs=6e-3)
    assert [row["scientist"] for row in rows[:2]] == ["G", "A"]


def test_the_karate_club(tmp_path: Path) -> None:
    # Oracle: networkx.
    club = nx.karate_club_graph()
    base = base_of_links(tmp_path, {(f"{a:02}", f"{b:02}"): 1 for a, b in club.edges})
    first, second = bridge_builders(base, limit=2).records()
    assert [first["scientist"], second["scientist"]] == ["00", "33"]
    assert [first["betweenness"], second["betweenness"]] == pytest.approx([0.437635, 0.304075], abs=5e-7)
    assert [first["constraint"], second["constraint"]] == pytest.approx([0.1554, 0.1564], abs=5e-5)
    assert first["standard_error"] is None


def test_the_network_of_network_scientists(tmp_path: Path, real_data: Path) -> None:
    # Oracle: networkx and igraph, agreeing, on Newman's collection of 2006.
    published = nx.read_gml(real_data / "networks" / "netscience.gml")
    base = base_of_links(tmp_path, dict.fromkeys(published.edges, 1))
    leaders = bridge_builders(base, limit=3).records()
    assert [row["scientist"] for row in leaders] == ["NEWMAN, M", "PASTORSATORRAS, R", "MORENO, Y"]
    assert [round(float(str(row["betweenness_raw"]))) for row in leaders] == [28301, 24593, 20380]
    assert [row["betweenness"] for row in leaders] == pytest.approx(
        [2 * float(str(row["betweenness_raw"])) / (1460 * 1459) for row in leaders], rel=1e-12
    )
    free = bridge_builders(base, by="constraint", limit=3).records()
    assert [row["scientist"] for row in free] == ["NEWMAN, M", "BARABASI, A", "JEONG, H"]
    assert [row["constraint"] for row in free] == pytest.approx([0.0785, 0.0955, 0.1071], abs=5e-5)


def test_every_column_of_a_small_base(small: Base) -> None:
    # Worked by hand: dina is on one of two shortest paths from far to ann, one of three from far to cem.
    rows = {row["scientist"]: row for row in bridge_builders(small, limit=0).records()}
    wanted = (
        "name",
        "country",
        "coauthors",
        "countries_joined",
        "countries",
        "publications",
        "betweenness_raw",
    )
    assert [rows["dina"][name] for name in wanted] == [
        "dina",
        "EG",
        3,
        2,
        ["MY", "TR"],
        2,
        pytest.approx(5 / 6),
    ]
    assert rows["ann"]["country"] == "TR"  # w5 has no year, and so is not the latest
    assert rows["ann"]["countries"] == ["EG", "MY", "PK", "TR"]  # TR: on w5, where ann is in SA
    assert rows["far"]["country"] is None
    assert rows["far"]["countries"] == ["EG", "MY"]
    assert rows["gul"]["publications"] == 2


def test_coverage_counts_what_the_answer_rests_on(small: Base) -> None:
    answer = bridge_builders(small, since=2018, largest_team=2)
    expected = {
        "publications": 4,
        "publications_without_country": 0,
        "publications_without_year_left_out": 1,
        "publications_left_out_as_large": 2,
        "publications_retracted": 1,
        "scientists": 7,
        "scientists_without_country": 1,
        "scientists_without_coauthors": 5,
        "pairs_of_coauthors": 1,
        "betweenness": "exact",
        "clusters": 6,
        "career_until": 2021,
    }
    assert {name: answer.coverage[name] for name in expected} == expected
    said = " ".join(answer.caveats)
    for part in ("2 publications of more than 2 authors", "1 publication without a year", "though retracted"):
        assert part in said


def test_those_without_co_authors_rank_last_by_constraint(small: Base) -> None:
    rows = bridge_builders(small, by="constraint", since=2018, limit=0).rows
    assert (rows[-1][0], rows[-1][5], rows[-1][6]) == ("gul", None, None)


def test_a_group_lists_its_own_and_changes_no_figure(small: Base) -> None:
    everyone = bridge_builders(small, limit=0)
    listed = bridge_builders(small, limit=0, group="eg,my")
    assert listed.rows == tuple(row for row in everyone.rows if row[2] in ("EG", "MY"))
    assert listed.coverage["scientists"] == everyone.coverage["scientists"]
    assert len(everyone.rows) == 7


@pytest.mark.parametrize("by", ["betweenness", "effective_size", "countries_joined", "coauthors"])
def test_the_highest_comes_first_and_of_equals_the_first_id(small: Base, by: str) -> None:
    rows = bridge_builders(small, by=by, limit=0).records()
    keys = [(-float(str(row[by] if row[by] is not None else -1)), str(row["scientist"])) for row in rows]
    assert keys == sorted(keys)
    assert bridge_builders(small, by=by, limit=2).rows == bridge_builders(small, by=by, limit=0).rows[:2]


def test_the_publications_behind_a_row_are_the_joint_ones(small: Base) -> None:
    assert publications(small, "gul") == ["w5"]
    assert publications(small, "ann") == ["w1", "w2", "w5"]
    assert publications(small, "ann", since=2019) == ["w2"]
    assert publications(small, "ann", largest_team=3) == ["w1", "w2"]


def test_roles_participation_and_loss_of_a_small_base(tmp_path: Path) -> None:
    # Worked by hand: ann joins ben of TR and the Egyptians eli and eva, who are joined with each other; eli joins
    # ira, and with her Iran, to Turkey only through ann; IR-TR is two steps, by ann and eli alone.
    papers = {
        "w1": {"ann": ["TR"], "ben": ["TR"]},
        "w2": {"ann": ["TR"], "eli": ["EG"], "eva": ["EG"]},
        "w3": {"eli": ["EG"], "ira": ["IR"]},
        "w4": {"ann": ["TR"], "nowhere": []},
    }
    base = base_of_papers(tmp_path, papers)
    rows = {row["scientist"]: row for row in bridge_builders(base, limit=0).records()}
    roles = ("coordinator", "consultant", "gatekeeper", "representative", "liaison")
    assert {who: [rows[who][role] for role in roles] for who in rows} == {
        "ann": [0, 0, 2, 2, 0],
        "eli": [0, 0, 1, 1, 2],
        "ben": [0] * 5,
        "eva": [0] * 5,
        "ira": [0] * 5,
        "nowhere": [None] * 5,
    }
    assert rows["ann"]["participation_countries"] == pytest.approx(1 - 1 / 9 - 4 / 9)
    assert (rows["ann"]["lost"], rows["ann"]["pairs_lost"]) == (["EG-TR"], 1)
    assert (rows["eli"]["lost"], rows["ira"]["lost"], rows["eva"]["lost"]) == (["EG-IR"], ["EG-IR"], [])
    assert [rows[who]["pairs_further"] for who in ("ann", "eli", "eva", "ira")] == [2, 2, 0, 2]
    # Mean and deviation by dealing TR TR EG EG IR out to the five in all ways.
    held = network({("ann", "ben"): 1, ("ann", "eli"): 1, ("ann", "eva"): 1, ("eli", "eva"): 1, ("eli", "ira"): 1})
    dealt = sorted(set(permutations((0, 0, 1, 1, 2))))
    liaison = [role_counts(held.weights, np.array(one))[held.index["eli"], 4] for one in dealt]
    assert rows["eli"]["liaison_z"] == pytest.approx((2 - np.mean(liaison)) / np.std(liaison))


@pytest.mark.parametrize("by", ["participation", "within_module_z", "liaison", "gatekeeper_z", "pairs_lost"])
def test_any_measure_ranks_and_what_is_undefined_comes_last(small: Base, by: str) -> None:
    values = [row[by] for row in bridge_builders(small, by=by, limit=0).records()]
    known = [float(str(value)) for value in values if value is not None]
    assert known == sorted(known, reverse=True)
    assert values[len(known) :] == [None] * (len(values) - len(known))


def test_topics_and_careers_choose_who_is_listed_and_change_no_figure(tmp_path: Path) -> None:
    papers = {
        "w1": Paper({"ann": ["TR"], "ben": ["TR"]}, ("solar",), {"year": 2000}),
        "w2": Paper({"ann": ["TR"], "cem": ["TR"]}, ("water",), {"year": 2012}),
        "w3": Paper({"dina": ["EG"], "cem": ["TR"]}, ("solar",), {"year": 2020}),
        "w4": Paper({"undated": ["EG"], "dina": ["EG"]}, ("solar",)),
    }
    base = base_of_papers(tmp_path, papers)
    every = {row["scientist"]: row for row in bridge_builders(base, limit=0).records()}
    assert {who: row["career"] for who, row in every.items()} == {
        "ann": 20, "ben": 20, "cem": 8, "dina": 0, "undated": None,
    }  # fmt: skip

    def chosen(**given: Any) -> list[str]:
        found = bridge_builders(base, limit=0, **given).records()
        assert "since" in given or all(row == every[row["scientist"]] for row in found)
        return sorted(str(row["scientist"]) for row in found)

    assert chosen(topic="water") == ["ann", "cem"]
    assert chosen(topic="solar", since=2010) == ["cem", "dina"]
    assert chosen(career_to=8) == ["cem", "dina"]
    assert chosen(career_from=8, career_to=19, topic="solar") == ["cem"]
    assert chosen(career_from=8, group="EG") == []
    assert bridge_builders(base, until=2015).coverage["career_until"] == 2015
    with pytest.raises(QuestionError, match="no scientist or topic here"):
        bridge_builders(base, topic="dust")
    with pytest.raises(QuestionError, match="is the scientist ann: give a topic"):
        bridge_builders(base, topic="ann")
    with pytest.raises(QuestionError, match="give the fewer years as career_from"):
        bridge_builders(base, career_from=9, career_to=2)


def test_authors_without_an_id_are_said_to_be(tmp_path: Path) -> None:
    base = Base(tmp_path)
    nameless = Scientist("w1#2", name="b", local=True)
    stage(base, {"w1": [*paper("w1", {"a": ()}), nameless, Authored("w1#2", "w1", [2])]}, as_of="2026-01-01")
    base.update()
    answer = bridge_builders(base)
    assert answer.coverage["scientists_under_local_keys"] == 1
    assert "have no id at the source" in " ".join(answer.caveats)


def test_nobody_in_the_period_is_an_empty_answer(small: Base) -> None:
    answer = bridge_builders(small, since=2030)
    assert (answer.rows, answer.coverage["scientists"]) == ((), 0)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"by": "fame"}, "give one of betweenness"),
        ({"group": "atlantis"}, "is not known"),
        ({"since": 2020, "until": 2010}, "give the earlier year as since"),
    ],
)
def test_what_cannot_be_answered_is_refused(small: Base, given: dict[str, Any], message: str) -> None:
    with pytest.raises(QuestionError, match=message):
        bridge_builders(small, **given)


def test_both_stores_answer_alike(small: Base, tmp_path: Path, empty_neo4j: Neo4jServer) -> None:
    server = base_of_papers(tmp_path, PAPERS, empty_neo4j.url)
    for given in ({"limit": 0}, {"by": "constraint", "since": 2018, "until": 2020}):
        assert bridge_builders(server, **given) == bridge_builders(small, **given)
    assert publications(server, "ann", since=2019) == publications(small, "ann", since=2019)
