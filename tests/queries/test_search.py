"""The one box, asked of a small base; each expected row is worked by hand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.errors import QuestionError
from hikma.cli import main
from hikma.facade import OpenBase


def work(number: int, title: str, abstract: str, author: str, name: str, country: str, year: int) -> dict[str, object]:
    place = {"id": f"https://openalex.org/I{len(country)}", "display_name": "Sea University", "country_code": country}
    authorship = {
        "author": {"id": f"https://openalex.org/{author}", "display_name": name},
        "countries": [country],
        "institutions": [place],
        "raw_author_name": name,
    }
    inverted: dict[str, list[int]] = {}
    for position, word in enumerate(abstract.split()):
        inverted.setdefault(word, []).append(position)
    return {
        "id": f"https://openalex.org/W{number}",
        "title": title,
        "publication_year": year,
        "authorships": [authorship],
        "abstract_inverted_index": inverted,
        "topics": [{"id": "https://openalex.org/T10", "display_name": "Desalination", "score": 0.9}],
    }


RECORDS = [
    work(1, "Salt from the sea", "We measured the brine of coastal plants.", "A1", "محمد الغامدي", "SA", 2019),
    work(2, "Salt of the lake", "Evaporation ponds were compared.", "A2", "Mehmet Yılmaz", "TR", 2021),
]


@pytest.fixture
def base(tmp_path: Path) -> Iterator[OpenBase]:
    file = tmp_path / "works.jsonl"
    file.write_text("\n".join(json.dumps(record) for record in RECORDS), encoding="utf-8")
    with OpenBase(tmp_path / "base") as opened:
        opened.load("openalex", file, as_of="2026-01-01")
        yield opened


def test_a_person_is_found_in_another_script_with_where_and_how_many(base: OpenBase) -> None:
    row = base.search("Mohammed Al Ghamdi", kind="people").records()[0]
    assert (row["kind"], row["id"], row["matched"]) == ("scientist", "openalex:A1", "محمد الغامدي")
    assert (row["where"], row["institution"], row["publications"]) == (["SA"], "Sea University", 1)


def test_each_kind_is_found_from_one_box(base: OpenBase) -> None:
    assert [(row["kind"], row["publications"]) for row in base.search("desalination").records()] == [
        ("topic", 2), ("publication", 1), ("publication", 1),
    ]  # fmt: skip
    assert base.search("sea university").records()[0]["kind"] == "institution"


def test_the_passage_that_matched_is_shown(base: OpenBase) -> None:
    row = base.search("brine coastal").records()[0]
    assert (row["id"], row["matched"]) == ("openalex:W1", "We measured the brine of coastal plants.")


def test_filters_narrow_and_say_what_was_not_searched(base: OpenBase) -> None:
    answer = base.search("salt", country="Türkiye", since=2020)
    assert [row["id"] for row in answer.records()] == ["openalex:W2"]
    assert answer.coverage["not_searched"] == ["institution", "topic"]
    assert any("were not searched" in caveat for caveat in answer.caveats)
    assert [row["id"] for row in base.search("salt", topic="Desalination", group="SA,KZ").records()] == ["openalex:W1"]


def test_behind_a_row_are_its_publications(base: OpenBase) -> None:
    behind = [("scientist", "openalex:A1"), ("publication", "openalex:W1"), ("institution", "openalex:I2")]
    assert [len(base.publications("search", key, text="x").rows) for key in behind] == [1, 1, 2]
    assert base.publications("search", ("topic", "openalex:T10"), text="x").rows[0][0] == "openalex:W2"


@pytest.mark.parametrize(
    "asked", [{"text": " "}, {"text": "x", "country": "Atlantis"}, {"text": "x", "since": 2020, "until": 2019}]
)
def test_what_cannot_be_answered_says_why(base: OpenBase, asked: dict[str, object]) -> None:
    with pytest.raises(QuestionError):
        base.ask("search", **asked)


def test_the_verb_is_the_question(base: OpenBase, capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(base.base.folder)
    base.close()
    assert main(["--base", folder, "search", "Mehmet", "Yilmaz", "--format", "json"]) == 0
    short = capsys.readouterr().out
    assert main(["--base", folder, "ask", "search", "--text", "Mehmet Yilmaz", "--format", "json"]) == 0
    assert capsys.readouterr().out == short
    assert main(["--base", folder, "search", "--rebuild"]) == 0
    assert main(["--base", folder, "search"]) == 2
