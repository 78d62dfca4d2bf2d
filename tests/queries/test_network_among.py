"""The network among chosen ones: small bases worked by hand, lists that cannot be understood, both stores."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph.base import Base
from graph.errors import QuestionError
from graph.model import Authored, Fact, Institution, Publication, Scientist
from graph.network import coauthors
from queries.network_among import QUESTION
from queries.parameters import parse
from queries.question import Answer
from tests.support.bases import Paper, base_of_papers
from tests.support.neo4j_server import Neo4jServer
from tests.support.staged import stage

PAPERS = {
    "w1": Paper({"ann": ["TR"], "ben": ["IR"]}, ("soil", "water"), {"year": 2010}),
    "w2": Paper({"ann": ["TR"], "ben": ["IR"], "cem": ["PK"]}, ("water",), {"year": 2015}),
    "w3": Paper({"cem": ["PK"], "zoe": ["DE"]}, ("soil",), {"year": 2016}),
    "w4": Paper({"dia": ["MY"]}, ("water", "salt"), {"year": 2017}),
    "w5": Paper({"ann": ["TR"], "cem": ["PK"], "x": [], "y": []}, (), {"year": 2018}),
    "w6": Paper({"ann": ["TR"], "ben": ["IR"]}),
}
FOUR = "ann; ben;cem ;dia"

PLACES: list[Fact] = [
    Institution("table:a", name="Alpha University", names=["AU", "Université Alpha"], ror="02mhbdp94"),
    Institution("table:clinic", name="Alpha Clinic", parents=["table:a"]),
    Institution("table:b", name="Beta University"),
    Institution("table:c", name="Gamma University"),
]


def among(base: Base, **given: Any) -> Answer:
    with base.open() as graph:
        return QUESTION.answer(graph, parse(QUESTION.parameters, given))


def publications(base: Base, *key: str, **given: Any) -> list[str]:
    with base.open() as graph:
        return QUESTION.publications(graph, parse(QUESTION.parameters, given), key)


def weights(answer: Answer) -> dict[str, float]:
    return {f"{row['a']}-{row['b']}": float(str(row["weight"])) for row in answer.records()}


def at(publication: str, people: dict[str, list[str]], **withheld: Any) -> list[Fact]:
    """A publication of people, each at these institutions."""
    facts: list[Fact] = [Publication(publication, year=2020, **withheld), *(Scientist(one, name=one) for one in people)]
    for place, (one, where) in enumerate(people.items(), start=1):
        facts.append(Authored(one, publication, [place], names=[one], institutions=where))
    return facts


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Base:
    return base_of_papers(tmp_path_factory.mktemp("small"), PAPERS)


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Base:
    return of_places(tmp_path_factory.mktemp("places"))


def of_places(folder: Path, store: str | None = None) -> Base:
    base = Base(folder, store)
    state = {
        "places": PLACES,
        "v1": at("v1", {"ann": ["table:a"], "ben": ["table:b"]}),
        "v2": at("v2", {"ann": ["table:clinic"], "ben": ["table:b"], "cem": ["table:c"]}),
        "v3": at("v3", {"ann": ["table:a", "table:b"]}),
        "v4": at("v4", {"ann": ["table:a"], "dia": ["table:clinic"]}),
        "v5": at("v5", {"ann": []}),
        "v6": at("v6", {"b": ["table:b"]}, withheld=1, withheld_institutions=["table:c"]),
    }
    stage(base, state, as_of="2026-01-01")
    base.update()
    return base


def test_a_row_by_hand(small: Base) -> None:
    # ann has four publications, ben three; both on water twice and on soil once.
    answer = among(small, of=FOUR)
    assert answer.records()[0] == {
        "a": "ann", "b": "ben", "name_a": "ann", "name_b": "ben", "joint": 3, "weight": 3.0,
        "first_year": 2010, "last_year": 2015, "salton": pytest.approx(3 / 12**0.5),
        "topics": ["water", "soil"], "shared_topics": ["water", "soil"], "country_a": "TR", "country_b": "IR",
        "publications_a": 4, "publications_b": 3,
    }  # fmt: skip
    assert weights(answer) == {"ann-ben": 3, "ann-cem": 2, "ben-cem": 1}
    assert list(weights(answer)) == ["ann-ben", "ann-cem", "ben-cem"]
    assert answer.records()[1]["shared_topics"] == ["soil", "water"]


def test_fractional_counting_and_large_teams(small: Base) -> None:
    found = weights(among(small, of=FOUR, counting="fractional"))
    assert found == pytest.approx({"ann-ben": 2.5, "ann-cem": 1 / 2 + 1 / 3, "ben-cem": 0.5})
    answer = among(small, of=FOUR, largest_team=3)
    assert weights(answer) == {"ann-ben": 3, "ann-cem": 1, "ben-cem": 1}
    assert answer.coverage["publications_left_out_as_large"] == 1
    assert "1 publication of more than 3 authors: they join nobody." in answer.caveats


def test_everybody_gives_the_whole_network(small: Base) -> None:
    # Oracle: the co-author network.
    with small.open() as graph:
        for counting in ("full", "fractional"):
            whole = coauthors(graph.store, counting=counting)
            links = zip(*(column.tolist() for column in whole.pairs()), strict=True)
            expected = {f"{whole.ids[a]}-{whole.ids[b]}": weight for a, b, weight in links}
            assert weights(among(small, of=";".join(whole.ids), counting=counting)) == pytest.approx(expected)


def test_what_is_said_of_the_list(small: Base) -> None:
    answer = among(small, of=f"{FOUR};Nobody Known", since=2010)
    coverage = answer.coverage
    assert (coverage["scientists"], coverage["pairs"], coverage["pairs_joined"]) == (4, 6, 3)
    assert (coverage["components"], coverage["joined_with_nobody"]) == ([3, 1], ["dia"])
    assert (coverage["not_found"], coverage["publications_without_year_left_out"]) == (["Nobody Known"], 1)
    assert "3 of 6 pairs joined" in answer.caveats[0]
    assert answer.caveats[1] == "Not in this base under that id or name, and left out: Nobody Known."
    assert answer.caveats[2] == "Joined with nobody else on the list: dia."
    assert among(small, of="ann;dia").rows == ()


def test_the_publications_behind_a_row(small: Base) -> None:
    assert publications(small, "ann", "ben", of=FOUR) == ["w1", "w2", "w6"]
    assert publications(small, "cem", "ann", of=FOUR, largest_team=3) == ["w2"]
    assert publications(small, "ann", "ben", of=FOUR, since=2011) == ["w2"]
    assert publications(small, "ann", "zoe", of=FOUR) == []


def test_a_file_has_one_a_line(small: Base, tmp_path: Path) -> None:
    file = tmp_path / "list.txt"
    file.write_text("﻿Ann\n\n  BEN \nann\n", encoding="utf-8")
    answer = among(small, file=file)
    assert weights(answer) == {"ann-ben": 3}
    assert weights(among(small, file=file, of="cem")) == {"ann-ben": 3, "ann-cem": 2, "ben-cem": 1}
    with pytest.raises(QuestionError, match=r"nothing\.txt” cannot be read"):
        among(small, file=tmp_path / "nothing.txt")
    with pytest.raises(QuestionError, match="names a file where Hikma runs"):
        among(small, file=str(file))


def test_institutions_stand_for_their_parts(places: Base) -> None:
    # Worked by hand: the clinic's v2 counts for Alpha; v3 has one author at both.
    answer = among(places, of="https://ror.org/02mhbdp94;beta university;Gamma University")
    assert weights(answer) == {"table:a-table:b": 3, "table:b-table:c": 2, "table:a-table:c": 1}
    assert publications(places, "table:a", "table:b", of="table:a;table:b") == ["v1", "v2", "v3"]
    assert publications(places, "table:b", "table:c", of="table:b;table:c") == ["v2", "v6"]
    assert "1 publication of the period name no institution" in " ".join(answer.caveats)


def test_a_part_on_the_list_stands_for_itself(places: Base) -> None:
    found = among(places, of="AU;Alpha Clinic;table:b")
    assert weights(found) == {"table:a-table:b": 2, "table:a-table:clinic": 1, "table:b-table:clinic": 1}


def test_fractions_are_of_the_institutions_that_a_publication_names(places: Base) -> None:
    found = weights(among(places, of="table:a;table:b;table:c", counting="fractional"))
    assert found == pytest.approx({"table:a-table:b": 2.5, "table:b-table:c": 1.5, "table:a-table:c": 0.5})


def test_a_name_of_several_is_refused_with_those_it_may_mean(tmp_path: Path) -> None:
    base = Base(tmp_path)
    people = [Scientist("table:1", name="Amina Khan"), Scientist("table:2", name="AMINA KHAN"), Scientist("table:3")]
    stage(base, {"people": [*people, Institution("table:k", name="amina khán"), Institution("table:l")]}, "2026-01-01")
    base.update()
    with pytest.raises(QuestionError) as raised:
        among(base, of="amina khan;table:3")
    assert str(raised.value) == (
        "“amina khan” names 3: table:k (amina khán, institution); table:1 (Amina Khan, scientist); "
        "table:2 (AMINA KHAN, scientist). Give the id of the one that is meant"
    )
    assert among(base, of="Amina Khan;table:3").coverage["scientists"] == 2, "as it is written it names one"


def test_what_cannot_be_asked_is_refused(places: Base) -> None:
    for given, message in (
        ({}, "of must be given: names or ids separated by ;, or a file"),
        ({"of": " ; "}, "of must be given"),
        ({"of": "ann;table:a"}, r"names 1 scientist \(such as ann\) and 1 institution \(such as table:a\)"),
        ({"of": "ann;nobody"}, "needs two, and 1 of these 2 are in this base; nobody here is called “nobody”"),
        ({"of": "ann;ben", "since": 2020, "until": 2010}, "since 2020 is later"),
    ):
        with pytest.raises(QuestionError, match=message):
            among(places, **given)


def test_both_stores_answer_alike(places: Base, tmp_path: Path, empty_neo4j: Neo4jServer) -> None:
    server = of_places(tmp_path / "server", empty_neo4j.url)
    for given in ({"of": "AU;Alpha Clinic;table:b"}, {"of": "ann;ben;cem", "since": 2000, "counting": "fractional"}):
        assert among(server, **given) == among(places, **given)
