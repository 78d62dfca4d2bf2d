"""The summit: a small base worked by hand, quotas, seats given and refused, what cannot be, both stores."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph.base import Base
from graph.errors import QuestionError
from graph.model import About, Authored, Fact, Institution, Scientist, Topic
from queries import Answer, ask, find_question
from queries.parameters import parse
from tests.support.bases import Paper, base_of_papers
from tests.support.neo4j_server import Neo4jServer
from tests.support.staged import paper, stage

WATER = "openalex:T10197"


def alone(name: str, code: str, number: int, topic: str = WATER, year: int = 2020) -> dict[str, Paper]:
    return {f"{name} {topic} {k}": Paper({name: [code]}, [topic], {"year": year}) for k in range(number)}


PAPERS = {
    **alone("anna", "TR", 3),
    **alone("bilal", "PK", 3),
    "anna and bilal": Paper({"anna": ["TR"], "bilal": ["PK"]}, [WATER], {"year": 2021}),
    **alone("chin", "MY", 3),
    **alone("dara", "IR", 1),
    **alone("emre", "TR", 2, year=2018),
    **alone("gert", "DE", 5),
    **alone("hana", "IR", 4, topic="elsewhere"),
}
ASKED = {"topics": WATER, "by": "unjoined", "size": 2}


def summit(base: Base, **given: Any) -> Answer:
    with base.open() as graph:
        return ask(graph, "summit", **(ASKED | given))


def seated(answer: Answer) -> list[str]:
    return [str(row["scientist"]) for row in answer.records()]


def publications(base: Base, scientist: str, **given: Any) -> list[str]:
    question = find_question("summit")
    with base.open() as graph:
        return question.publications(graph, parse(question.parameters, ASKED | given), [scientist])


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Base:
    return base_of_papers(tmp_path_factory.mktemp("small"), PAPERS)


def test_every_column_of_a_small_base(small: Base) -> None:
    # Worked by hand. All pairs of TR, PK, MY, IR but PK–TR are without a joint publication and weigh 1; so a side of
    # MY is worth 3/2, of IR 3/2 (dara: a third of it), of TR and PK 1. First chin, then anna, before bilal by id.
    answer = summit(small)
    first, second = answer.records()
    assert [first[name] for name in ("scientist", "country", "seat", "gain", "loss", "pairs", "pairs_met")] == [
        "chin", "MY", 1, 1.5, 1.5, 3, 1,
    ]  # fmt: skip
    assert [second[name] for name in ("scientist", "country", "seat", "gain", "loss", "pairs", "pairs_met")] == [
        "anna", "TR", 2, 1.0, 1.0, 2, 1,
    ]  # fmt: skip
    assert second["opens"] == [f"IR–TR in {WATER}: none of 0.0 expected", f"MY–TR in {WATER}: none of 0.0 expected"]
    assert first["alternates"] == [
        "bilal (bilal, PK): -0.50", "dara (dara, IR): -1.00", "emre (emre, TR): -1.50",
    ]  # fmt: skip
    assert [second[name] for name in ("publications", "latest", "themes", "forced")] == [
        4,
        2021,
        [f"{WATER} (4)"],
        False,
    ]


def test_coverage_says_what_was_brought_and_how_good_that_is(small: Base) -> None:
    answer = summit(small)
    expected = {
        "candidates": 5,
        "pairs": 5,
        "pairs_met": 1,
        "weight": 5.0,
        "weight_met": 1.0,
        "value": 2.5,
        "value_at_most": 2.5,
        "share_of_best_at_least": 1.0,
        "guarantee": "1 - 1/e of it",
    }
    assert {name: answer.coverage[name] for name in expected} == expected
    assert any("at least 100.0 % of the best" in caveat for caveat in answer.caveats)


def test_missing_publications_weigh_by_how_many_are_missing(tmp_path: Path) -> None:
    # A world made by hand: DE and FR meet each other, TR and IR sixty times, MY six times; no members meet.
    papers: dict[str, Paper] = {}
    for a, b, number in (
        ("DE", "FR", 60), ("DE", "TR", 60), ("DE", "IR", 60), ("FR", "TR", 60), ("FR", "IR", 60), ("DE", "MY", 6),
    ):  # fmt: skip
        authors = {f"{a}1": [a], f"{b}1": [b]}
        papers |= {f"{a} {b} {k}": Paper(authors, [WATER], {"year": 2020}) for k in range(number)}
    answer = summit(base_of_papers(tmp_path, papers), by="missing", size=2)
    assert set(seated(answer)) == {"TR1", "IR1"}
    first = answer.records()[0]
    assert str(first["opens"][0]).startswith(f"IR–TR in {WATER}: 0 of ")  # type: ignore[index]
    assert answer.coverage["weight_met"] > answer.coverage["weight"] / 2


def test_forced_have_a_seat_and_excluded_none(small: Base) -> None:
    assert seated(summit(small, forced="dara", excluded="chin")) == ["dara", "anna"]
    assert summit(small, forced="dara").records()[0]["forced"] is True
    assert summit(small, excluded="chin;anna").coverage["scientists_left_out"]["excluded"] == 2
    # gert is in no country of the group, hana in none of the themes: each fills a seat all the same.
    answer = summit(small, forced="gert;hana", size=3)
    assert seated(answer) == ["gert", "hana", "chin"]
    assert [row["gain"] for row in answer.records()] == [0, 0, 1.5]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"size": 5}, {"anna", "bilal", "chin", "dara", "emre"}),
        ({"size": 4, "per_country_max": 1}, {"anna", "bilal", "chin", "dara"}),
        ({"at_least": "TR=2"}, {"anna", "emre"}),
        ({"at_least": "Türkiye=1; Iran=1"}, {"anna", "dara"}),
        ({"at_most": "MY=0"}, {"anna", "bilal"}),
        ({"at_least": "Pakistan=1"}, {"bilal", "chin"}),
        ({"active_since": 2021}, {"anna", "bilal"}),
        ({"enough": 1}, {"chin", "dara"}),
        ({"size": 3, "per_theme_min": 3}, {"anna", "bilal", "chin"}),
        ({"size": 3, "per_priority_min": 3, "priority": "3a"}, {"anna", "bilal", "chin"}),
        ({"size": 2, "at_most": "priority 3a=0"}, {"dara", "emre"}),
        ({"size": 2, "at_most": f"{WATER}=1"}, {"chin", "emre"}),
    ],
)
def test_quotas_are_kept(small: Base, given: dict[str, Any], expected: set[str]) -> None:
    # Worked by hand from the papers above.
    assert set(seated(summit(small, **given))) == expected


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"size": 6}, "only 5 scientists could be invited to 6 seats: lower size"),
        ({"size": 5, "per_country_max": 1}, "together: per_country_max 1. Relax .* allow 4 of 5 seats"),
        ({"at_least": "TR=2; MY=1"}, "together: at_least TR=2; at_least MY=1. Relax"),
        ({"at_least": "TR=3"}, "together: at_least TR=3"),
        ({"forced": "anna;emre", "per_country_max": 1}, "cannot be filled with the 2 forced"),
        ({"forced": "anna;chin;dara"}, "3 are forced into 2 seats"),
        ({"forced": "anna", "excluded": "anna"}, "anna is both forced and excluded"),
        ({"forced": "nobody"}, "no scientist or topic here is called “nobody”"),
        ({"excluded": WATER}, f"excluded: “{WATER}” is a topic"),
        ({"topics": "anna"}, "topics: “anna” is a scientist"),
        ({"at_least": "TR"}, "at_least “TR” cannot be read: give WHAT=NUMBER"),
        ({"at_least": "atlantis=1"}, "“atlantis” is no country, institution or theme"),
        ({"at_least": "priority 99=1"}, "“priority 99” is no country"),
        ({"priority": "99"}, "priority “99” is not known"),
        ({"topics": ""}, "no publication here belongs to a field"),
        ({"group": "TR"}, "a pair needs two"),
        ({"size": 0}, "give a number of seats from 1"),
        ({"enough": 0}, "give a number of publications from 1"),
        ({"per_country_max": -1}, "give 0 for none"),
    ],
)
def test_what_cannot_be_is_said_with_what_to_change(small: Base, given: dict[str, Any], message: str) -> None:
    with pytest.raises(QuestionError, match=message):
        summit(small, **given)


def test_institutions_are_those_of_the_latest_publication_and_are_capped(tmp_path: Path) -> None:
    # Worked by hand: without a cap a1 of TR and b1 of PK, the first of each by id; both are at i1 by now.
    base = Base(tmp_path)
    homes = {"a1": ["i1"], "a2": ["i2"], "b1": ["i3", "i1"]}
    state: dict[str, list[Fact]] = {}
    for name, institutions in homes.items():
        code = "TR" if name.startswith("a") else "PK"
        for year, at in ((2019, ["i9"]), (2020, institutions)):
            work = f"{name} {year}"
            facts: list[Fact] = [one for one in paper(work, {name: [code]}, year=year) if not isinstance(one, Authored)]
            facts += [Institution(one, name=f"University {one}") for one in at]
            facts += [Authored(name, work, [1], True, [name], at, [code])]
            state[work] = [*facts, *_about(work)]
    stage(base, state, as_of="2026-01-01")
    base.update()
    free, capped = summit(base), summit(base, per_institution_max=1)
    assert (set(seated(free)), set(seated(capped))) == ({"a1", "b1"}, {"a2", "b1"})
    assert capped.coverage["guarantee"].startswith("1/2")
    assert seated(summit(base, at_most="i1=0", size=1)) == ["a2"]
    row = next(row for row in free.records() if row["scientist"] == "b1")
    assert (row["institution"], row["institutions"]) == ("University i3", ["i3", "i1"])


def _about(work: str) -> list[Fact]:
    return [Topic(WATER, name=WATER, level="topic"), About(work, WATER, 1.0, True)]


def test_scientists_without_an_id_are_left_out_and_counted(tmp_path: Path) -> None:
    base = Base(tmp_path)
    facts = paper("w1", {"a": ["TR"], "b": ["PK"]}, year=2020)
    nameless: list[Fact] = [Scientist("w1#3", name="c", local=True), Authored("w1#3", "w1", [3], countries=["MY"])]
    stage(base, {"w1": [*facts, *nameless, *_about("w1")]}, as_of="2026-01-01")
    base.update()
    answer = summit(base)
    assert set(seated(answer)) == {"a", "b"}
    assert answer.coverage["scientists_left_out"]["without_id"] == 1


def test_the_publications_behind_a_seat_are_those_it_counts(small: Base) -> None:
    for row in summit(small, size=5).records():
        assert len(publications(small, str(row["scientist"]))) == row["publications"]
    assert publications(small, "anna", since=2021) == ["anna and bilal"]
    assert publications(small, "hana") == []


def test_priority_areas_are_themes_and_narrow_topics(small: Base) -> None:
    areas = summit(small, topics="", priority="3a,8")
    assert areas.coverage["themes"] == 2
    assert areas.rows[0][:3] == summit(small).rows[0][:3]
    assert summit(small, priority="8", size=1, forced="anna").coverage["publications_in_themes"] == 0


def test_both_stores_answer_alike(small: Base, tmp_path: Path, empty_neo4j: Neo4jServer) -> None:
    server = base_of_papers(tmp_path, PAPERS, empty_neo4j.url)
    for given in ({}, {"size": 4, "per_country_max": 1, "forced": "emre"}, {"by": "missing", "since": 2019}):
        assert summit(server, **given) == summit(small, **given)
    assert publications(server, "anna") == publications(small, "anna")


def test_without_topics_all_publications_are_one_theme(small: Base) -> None:
    answer = summit(small, topics="", level="any", size=1)
    # Every pair but PK–TR is without a joint publication; all publications count, so hana stands for IR wholly.
    assert answer.coverage["themes"] == 1
    assert answer.coverage["publications_in_themes"] == len(PAPERS)
    assert answer.records()[0]["themes"] == [f"any topic ({answer.records()[0]['publications']})"]
