"""Colleagues on a small base: worked by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph.base import Base
from graph.errors import QuestionError
from queries import Answer, ask, publications_behind
from queries.texts.vectors import installed
from tests.support.bases import Paper, base_of_papers
from tests.support.neo4j_server import Neo4jServer

WATER, ROCK, COURTS = "membranes desalination brine", "granite magma plateau", "family courts mediation"


def paper(authors: dict[str, list[str]], title: str, year: int | None = 2024, *topics: str) -> Paper:
    return Paper(authors, topics, {"title": title, **({} if year is None else {"year": year})})


PAPERS = {
    "w1": paper({"Ayşe Kaya": ["TR"], "Ben Ali": ["TN"]}, WATER, 2024, "Desalination"),
    "w2": paper({"Ben Ali": ["TN"], "Cem Demir": ["TR"]}, ROCK),
    "w3": paper({"Dina Hassan": ["EG"], "Emre Ak": []}, WATER, 2023, "Desalination"),
    "w4": paper({"Farid Khan": ["PK"]}, COURTS),
    "w5": paper({"Gul Nur": ["KZ"]}, COURTS),
    "w6": paper({"Old Hand": ["IR"]}, WATER, 2009, "Desalination"),
    "w7": paper({"AYSE KAYA": ["TR"], "Ben Ali": ["TN"]}, ROCK),
}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Base:
    return base_of_papers(tmp_path_factory.mktemp("colleagues") / "base", PAPERS)


def colleagues(base: Base, **asked: Any) -> Answer:
    with base.open() as graph:
        return ask(graph, "colleagues", **asked)


def names(answer: Answer) -> list[str]:
    return [str(row["scientist"]) for row in answer.records()]


def test_near_and_far_with_reasons(base: Base) -> None:
    answer = colleagues(base, of="Ayşe Kaya")
    rows = {str(row["scientist"]): row for row in answer.records()}
    assert set(rows) == {"Cem Demir", "Dina Hassan", "Emre Ak"}
    far = rows["Dina Hassan"]
    assert (far["steps"], far["path"], far["country"], far["alike"]) == (None, None, "EG", 1.0)
    assert (far["closest_own"], far["closest_theirs"], far["shared_topics"]) == ("w1", "w3", ["Desalination"])
    assert str(far["why"]).startswith("both on Desalination; publications alike by 1.00")
    near = rows["Cem Demir"]
    assert (near["steps"], near["path"]) == (2, ["Ayşe Kaya", "Ben Ali", "Cem Demir"])
    with base.open() as graph:
        behind = publications_behind(graph, "colleagues", ["Dina Hassan"], of="Ayşe Kaya")
    assert [row["publication"] for row in behind.records()] == ["w1", "w3"]


def test_nobody_is_recommended_to_oneself(base: Base) -> None:
    answer = colleagues(base, of="Ayşe Kaya")
    assert answer.coverage["perhaps_the_same_person_left_out"] == ["AYSE KAYA (AYSE KAYA)"]
    assert any("perhaps the same person" in caveat for caveat in answer.caveats)


def test_filters(base: Base) -> None:
    assert "Ben Ali" in names(colleagues(base, of="Ayşe Kaya", never_together=False))
    assert names(colleagues(base, of="Ayşe Kaya", other_country=True)) == ["Dina Hassan"]
    assert names(colleagues(base, of="Ayşe Kaya", group="EG")) == ["Dina Hassan"]
    assert "Old Hand" in names(colleagues(base, of="Ayşe Kaya", active_since=2000))
    first = colleagues(base, of="Ayşe Kaya", limit=1, apart=1)
    assert first.records()[0]["steps"] is None


def test_for_a_text_in_any_of_its_words(base: Base) -> None:
    answer = colleagues(base, about="Membranes for brine")
    assert set(names(answer)) == {"Ayşe Kaya", "Ben Ali", "Dina Hassan", "Emre Ak"}
    spoken = colleagues(base, about="Мембраны, гранит")
    assert spoken.coverage["words"]["by_sound"] == {"гранит": "granite", "мембраны": "membranes"}
    nothing = colleagues(base, about="zzz")
    assert nothing.rows == ()
    assert any("no publication here has: zzz" in caveat for caveat in nothing.caveats)


@pytest.mark.skipif(not installed(), reason="needs the extra vectors")
def test_a_text_in_a_language_that_the_base_does_not_have(tmp_path: Path) -> None:
    papers = {
        "w1": paper({"Ayşe Kaya": ["TR"]}, WATER, 2024, "Desalination of water"),
        "w2": paper({"Farid Khan": ["PK"]}, COURTS, 2024, "Family and courts"),
    }
    # "Removal of salt from water": no word of it sounds like one of the base.
    answer = colleagues(base_of_papers(tmp_path, papers), about="إزالة الملوحة من المياه")
    assert answer.coverage["words"]["meant_topics"] == ["Desalination of water"]
    assert names(answer) == ["Ayşe Kaya"]
    assert any("language model" in caveat for caveat in answer.caveats)


@pytest.mark.parametrize(
    "asked",
    [{}, {"of": "w", "about": "x"}, {"of": "Ayşe Kaya", "diversity": 2}, {"of": "Desalination"},
     {"about": "x", "other_country": True}, {"of": "Emre Ak", "other_country": True}],
)  # fmt: skip
def test_what_cannot_be_answered_says_what_to_do(base: Base, asked: dict[str, Any]) -> None:
    with pytest.raises(QuestionError, match="give"):
        colleagues(base, **asked)


def test_a_base_without_years_topics_and_countries(tmp_path: Path) -> None:
    papers = {"w1": paper({"a": [], "b": []}, WATER, None), "w2": paper({"c": []}, WATER, None)}
    answer = colleagues(base_of_papers(tmp_path, papers), of="a", diversity=0.5)
    assert names(answer) == ["c"]
    assert "too little past" in answer.caveats[1]


def test_both_stores_answer_alike(base: Base, tmp_path: Path, empty_neo4j: Neo4jServer) -> None:
    server = base_of_papers(tmp_path / "server", PAPERS, empty_neo4j.url)
    for given in ({"of": "Ayşe Kaya"}, {"about": "membranes", "group": "EG,TN"}):
        assert colleagues(server, **given) == colleagues(base, **given)
