"""The agenda: six publications worked by hand, mappings of one's own, and the shipped one against OpenAlex' topics."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from graph.base import Base
from graph.errors import QuestionError
from graph.model import Broader, Topic
from queries import Answer, ask, find_question
from queries.agenda import growth
from queries.agenda_mapping import SHIPPED, Agenda, agenda, areas_of, chosen_areas
from queries.parameters import parse
from tests.support.bases import Paper, base_of_papers
from tests.support.neo4j_server import Neo4jServer
from tests.support.staged import stage

ROOM = Path(__file__).parents[2] / "queries"
WATER, FOOD, MATH = "openalex:T10197", "openalex:T11957", "openalex:T00001"
AREAS = {
    "1": "Creating Thinking Minds",
    "2": "Making People Employable: Education and Skills",
    "3a": "Water Security",
    "3b": "Safety of Water, Food and the Environment",
    "4": "Healthy Lives for All Citizens",
    "5": "Quality of Higher Education and Research",
    "6": "Math, Physics, Biotechnology and the Chemical Sciences",
    "7": "Managing Big Data with Security in the Digital Economy",
    "8": "Managing Energy Requirements",
    "9": "Environment, Climate Change and Sustainability",
    "10": "Enhancing Intra-OIC Cooperation",
}

PAPERS = {
    "w1": Paper({"ann": ["TR"], "ben": ["PK"]}, [WATER, FOOD], {"year": 2020}),  # the main topic is water
    "w2": Paper({"ann": ["TR"], "dan": ["DE"]}, [WATER], {"year": 2021}),
    "w3": Paper({"cem": ["TR"]}, [WATER], {"year": 2021}),
    "w4": Paper({"eva": ["MY"]}, [FOOD], {"year": 2021}),
    "w5": Paper({"dan": ["DE"]}, [WATER], {"year": 2021}),  # no member
    "w6": Paper({"eva": ["MY"], "far": []}, ["elsewhere"], {"year": 2020}),
    "w7": Paper({"far": []}, [WATER], {"year": 2021}),  # no country
}


def asked(base: Base, **given: Any) -> Answer:
    with base.open() as graph:
        return ask(graph, "agenda", **given)


def publications(base: Base, area: str, **given: Any) -> list[str]:
    question = find_question("agenda")
    with base.open() as graph:
        return question.publications(graph, parse(question.parameters, given), [area])


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Base:
    return base_of_papers(tmp_path_factory.mktemp("small"), PAPERS)


def test_every_figure_of_a_small_base(small: Base) -> None:
    # Worked by hand from the papers above.
    rows = {str(row["area"]): row for row in asked(small).records()}
    assert list(rows) == [*AREAS, "all"]
    assert {code: rows[code]["name"] for code in AREAS} == AREAS
    figures = ("publications", "share", "countries", "people", "growth", "international_share", "internal_share")
    assert [rows["3a"][name] for name in figures] == [3, 3 / 5, 2, 3, 1.0, 2 / 3, 1 / 2]
    assert [rows["3b"][name] for name in figures] == [1, 1 / 5, 1, 1, None, 0.0, None]
    assert [rows["all"][name] for name in figures] == [5, 1.0, 3, 4, 0.5, 2 / 5, 1 / 2]
    assert [rows["10"][name] for name in figures] == [None] * 7


def test_coverage_and_caveats_say_what_is_outside_and_what_the_mapping_is(small: Base) -> None:
    answer = asked(small)
    expected = {
        "publications": 7,
        "publications_in_an_area": 6,
        "publications_of_the_group": 5,
        "publications_of_the_group_in_an_area": 4,
        "publications_without_country": 1,
        "publications_without_country_in_an_area": 1,
        "areas_without_topics": ["10"],
        "mapping_version": agenda().version,
    }
    assert {name: answer.coverage[name] for name in expected} == expected
    said = " ".join(answer.caveats)
    for part in ("4 of them (80.0 %)", f"version {agenda().version} of {agenda().date}", "Area 10", "is a judgement"):
        assert part in said


def test_the_publications_behind_a_row_are_those_it_counts(small: Base) -> None:
    for row in asked(small).records():
        if row["publications"] is not None:
            assert len(publications(small, str(row["area"]))) == row["publications"]
    assert publications(small, "3a") == ["w1", "w2", "w3"]
    assert publications(small, "3a", until=2020) == ["w1"]
    with pytest.raises(QuestionError, match="area “11” is not known"):
        publications(small, "11")


def test_a_planted_gap_is_found_within_its_area_alone(tmp_path: Path) -> None:
    # A world made by hand: every two of four countries meet equally often in food, all but TR and IR in water.
    def several(codes: list[str], topic: str, number: int) -> dict[str, Paper]:
        name = "-".join([*codes, topic])
        authors = {f"{code} of {name}": [code] for code in codes}
        return {f"{name} {k}": Paper(authors, [topic], {"year": 2020}) for k in range(number)}

    papers = several(["TR", "IR"], FOOD, 30)
    for pair in (["DE", "TR"], ["DE", "IR"], ["FR", "TR"], ["FR", "IR"], ["DE", "FR"]):
        papers |= several(pair, FOOD, 30) | several(pair, WATER, 60)
    rows = {row["area"]: row for row in asked(base_of_papers(tmp_path, papers), group="TR,IR").records()}
    assert rows["3a"]["gaps"] == 1
    assert str(rows["3a"]["under_joined"][0]).startswith("IR–TR 0 of ")  # type: ignore[index]
    assert (rows["3b"]["gaps"], rows["3b"]["under_joined"]) == (0, [])


def test_growth_compares_the_later_half_with_as_many_years_before() -> None:
    # Worked by hand: 1 a year for five years, then 2 a year for five: (10 / 5)^(1/5) - 1.
    years = np.array([*range(2010, 2015), *range(2015, 2020), *range(2015, 2020)])
    assert growth(years, 2010, 2019) == pytest.approx(2 ** (1 / 5) - 1)
    assert growth(years, 1900, 2019) == pytest.approx(2 ** (1 / 5) - 1)
    assert growth(np.array([2018, 2019, 2019]), 2018, 2019) == 1.0
    assert growth(np.array([2018, 2019]), 2017, 2019) == 0.0
    assert growth(np.array([2019]), 2019, 2019) is None
    assert growth(np.array([2019]), 2018, 2019) is None
    assert growth(np.array([], dtype=np.int64), 0, 0) is None


def own(tmp_path: Path, *rows: str, header: str = "area,area_name,topic,use") -> Path:
    file = tmp_path / "mine.csv"
    file.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return file


def test_a_mapping_of_ones_own_takes_branches_and_leaves_topics_out(tmp_path: Path) -> None:
    base = Base(tmp_path / "base")
    tree = [Topic(one, name=one) for one in ("field", "subfield", WATER, FOOD, MATH)]
    links = [
        Broader("subfield", "field"),
        Broader(WATER, "subfield"),
        Broader(FOOD, "subfield"),
        Broader(MATH, "field"),
    ]
    stage(base, {"field": [*tree, *links]}, as_of="2026-01-01")
    base.update()
    mapping = agenda(
        own(tmp_path, "x,All of it,field,in", f"x,All of it,{FOOD},out", "y,A part,subfield,", "z,Bare,,in")
    )
    assert mapping.areas == {"x": "All of it", "y": "A part", "z": "Bare"}
    with base.open() as graph:
        found = areas_of(graph.store, [WATER, FOOD, MATH, "unknown"], mapping)
    assert found == {WATER: ("x", "y"), FOOD: ("y",), MATH: ("x",), "unknown": ()}
    assert chosen_areas(mapping, "all") == ("x", "y")


def test_an_own_mapping_is_what_the_answer_goes_by(small: Base, tmp_path: Path) -> None:
    answer = asked(small, mapping=own(tmp_path, "a,Other,elsewhere,in"))
    assert [(row["area"], row["publications"]) for row in answer.records()] == [("a", 1), ("all", 5)]
    assert any("mine.csv, version not stated" in caveat for caveat in answer.caveats)


@pytest.mark.parametrize(
    ("header", "row", "message"),
    [
        ("area,topic", "1,T1", "no rows with the columns version, date, area"),
        ("area,area_name,topic,use", "1,One,T1,maybe", "line 2: expected an area, and in or out"),
        ("area,area_name,topic,use", ",One,T1,in", "line 2: expected an area"),
    ],
)
def test_a_file_that_is_no_mapping_is_refused(tmp_path: Path, header: str, row: str, message: str) -> None:
    with pytest.raises(QuestionError, match=message) as raised:
        agenda(own(tmp_path, row, header=header))
    assert "T1" not in str(raised.value)


def test_a_mapping_that_is_not_there_and_an_unknown_area_are_refused(tmp_path: Path) -> None:
    with pytest.raises(QuestionError, match="cannot be read: give a CSV"):
        agenda(tmp_path / "nothing.csv")
    with pytest.raises(QuestionError, match="is no CSV"):
        agenda(Path("/etc/hostname"))
    for area, why in (("10", "has no topics of its own"), ("12", "is not known")):
        with pytest.raises(QuestionError, match=f"priority “{area}” {why}: give some of 1, 2, 3a"):
            chosen_areas(agenda(), area)


def shipped() -> list[dict[str, str]]:
    return list(csv.DictReader((ROOM / SHIPPED).read_text(encoding="utf-8").splitlines()))


def test_the_shipped_mapping_is_of_one_version_and_gives_each_row_once() -> None:
    rows = shipped()
    assert len({(row["version"], row["date"]) for row in rows}) == 1
    assert len({(row["area"], row["topic"]) for row in rows}) == len(rows)
    assert dict.fromkeys(row["area"] for row in rows) == dict.fromkeys(AREAS)
    assert agenda().areas == AREAS  # as COMSTECH published them


def test_the_shipped_mapping_names_topics_as_openalex_does(real_data: Path) -> None:
    # Oracle: the list of all topics of OpenAlex.
    with (real_data / "openalex" / "topics.csv").open(encoding="utf-8", newline="") as file:
        known: dict[str, tuple[str, str]] = {}
        above: dict[str, set[str]] = {}
        for row in csv.DictReader(file):
            topic = f"openalex:T{row['topic_id']}"
            known[topic] = ("topic", row["new_topic_label"])
            for level in ("subfield", "field"):
                known[f"openalex:{level}s/{row[f'{level}_id']}"] = (level, row[f"{level}_name"])
            above[topic] = {f"openalex:{level}s/{row[f'{level}_id']}" for level in ("subfield", "field")}
    mapping: Agenda = agenda()
    for row in shipped():
        if row["topic"]:
            assert known[row["topic"]] == (row["level"], row["topic_name"])
        if row["rule"].startswith("word: "):
            assert row["rule"].removeprefix("word: ") in row["topic_name"].lower()
            assert not above[row["topic"]] & mapping.taken[row["area"]], "the branch has it already"
    mapped = [topic for topic in above if mapping.areas_of([topic, *above[topic]])]
    assert (len(above), len(mapped)) == (4_516, 1_734)


def test_both_stores_answer_alike(small: Base, tmp_path: Path, empty_neo4j: Neo4jServer) -> None:
    server = base_of_papers(tmp_path, PAPERS, empty_neo4j.url)
    assert asked(server) == asked(small)
    assert publications(server, "3a") == publications(small, "3a")
