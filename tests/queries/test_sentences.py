"""Sentences of answers: whole templates in the code, each with just the values it names. Oracle: the code itself."""

from __future__ import annotations

import ast
from pathlib import Path
from string import Formatter

import pytest

import queries
from queries.caveats import below_one, listed, of_large_teams, period, retracted, without_year
from queries.profile_figures import FIGURES, MEANINGS
from queries.question import Answer
from queries.saying import Said, counted, in_a_row, place, said

ROOM = Path(queries.__file__).parent
FILES = sorted(ROOM.rglob("*.py"))
FORMATS = ("", "g", ".0f", ".1f", ".2f", ".3f")
"""The formats that a page can write by locale, and `g`, which it leaves."""


def sentences(file: Path) -> list[ast.Call]:
    """The calls of `said` and `counted` in a file."""
    calls = (node for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
    return [call for call in calls if isinstance(call.func, ast.Name) and call.func.id in ("said", "counted")]


def written(file: Path) -> list[ast.Call]:
    """Those with words, but for the file that defines them."""
    return [] if file.name == "saying.py" else sentences(file)


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOM)))
def test_every_sentence_is_a_literal_with_the_values_that_it_names(file: Path) -> None:
    for call in written(file):
        words = call.args[:1] if ast.unparse(call.func) == "said" else call.args[1:3]
        assert all(isinstance(one, ast.Constant) for one in words), f"{file}:{call.lineno}: no literal"
        if ast.unparse(call.func) == "said" and all(one.arg for one in call.keywords):
            template = ast.literal_eval(call.args[0])
            parts = [(name, how) for _, name, how, _ in Formatter().parse(template) if name is not None]
            assert {name for name, _ in parts} == {one.arg for one in call.keywords}, f"{file}:{call.lineno}"
            assert {how for _, how in parts} <= set(FORMATS), f"{file}:{call.lineno}: a format that no page can write"


@pytest.mark.parametrize(
    ("since", "until", "told"),
    [
        (None, None, "from the first year to the last"),
        (2015, None, "from 2015 to the last"),
        (None, 2024, "from the first year to 2024"),
        (2015, 2024, "from 2015 to 2024"),
    ],
)
def test_a_period_has_four_sentences(since: int | None, until: int | None, told: str) -> None:
    assert period(since, until) == told


def test_what_is_left_out_is_told_only_where_there_is_some() -> None:
    assert (*without_year(0), *of_large_teams(0, 25), *retracted(0)) == ()
    assert without_year(1) == ("1 publication without a year left out.",)
    assert of_large_teams(1200, 25) == ("1,200 publications of more than 25 authors: they join nobody.",)
    assert retracted(2) == ("2 publications counted with the others though retracted.",)
    assert below_one("limit", 0) == "limit 0 is below 1: give 1 or more"


def test_a_list_has_an_and_before_each_next_and_none_alone() -> None:
    assert [listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])] == ["a", "a and b", "a and b and c"]


def test_every_figure_of_a_profile_has_words() -> None:
    assert {name.replace("_", " ") for name in MEANINGS} == set(FIGURES)


def test_an_answer_with_sentences_in_its_rows_is_a_table_and_json_of_texts() -> None:
    why = in_a_row([said("both in {country}", country=place("TR")), counted(2, "year")], "; ")
    answer = Answer("x", {}, ("why", "list"), ((why, [said("all")]), (None, [])), (said("a caveat"),), {"what": why})
    assert isinstance(why, Said)
    assert answer.to_arrow().to_pylist() == [
        {"why": "both in Türkiye; 2 years", "list": ["all"]},
        {"why": None, "list": []},
    ]
    assert b'"rows":[["both in T\xc3\xbcrkiye; 2 years",["all"]],[null,[]]],"caveats":["a caveat"]' in answer.as_json()
