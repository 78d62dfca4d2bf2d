"""What a terminal shows of an answer."""

from __future__ import annotations

import pytest

from hikma.printing import answer_text
from queries import Answer, questions
from queries.parameters import forms

COLUMNS = ("id", "name", "size", "weight")


def answer(**parameters: str) -> Answer:
    return Answer("invented", dict(parameters), COLUMNS, (("a", "Anna", 3, 1.5),), ("Invented.",), {})


def first_line(found: Answer, *brief: str) -> list[str]:
    return answer_text(found, "table", brief).splitlines()[0].split()


def test_a_table_has_the_brief_columns_and_the_one_it_is_ranked_by() -> None:
    assert first_line(answer(), "id", "size") == ["id", "size"]
    assert first_line(answer(by="weight"), "id", "size") == ["id", "size", "weight"]
    assert first_line(answer(by="size"), "id", "size") == ["id", "size"]
    assert first_line(answer(by="something else"), "id") == ["id"]
    assert first_line(answer(by="weight")) == list(COLUMNS)
    assert answer_text(answer(by="weight"), "csv", ("id",)).startswith("id,name,size,weight")


@pytest.mark.parametrize(
    "by", next(one.choices for one in forms(questions()["bridge-builders"].parameters) if one.name == "by")
)
def test_each_measure_of_bridge_builders_is_shown_when_it_is_picked(by: str) -> None:
    question = questions()["bridge-builders"]
    empty = Answer("bridge-builders", {"by": by}, tuple(question.columns), (), (), {})
    shown = answer_text(empty, "table", question.brief).replace("\n", "")
    assert by in shown
