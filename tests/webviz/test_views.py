"""What each view promises, asked of all that there are."""

from __future__ import annotations

from pathlib import Path

import pytest

from queries import find_question
from queries.parameters import forms
from webviz.catalogue import doors, views
from webviz.view import View

VIEWS = list(views().values())


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_a_view_asks_what_its_question_takes(view: View) -> None:
    declared = {form.name for form in forms(find_question(view.question).parameters)}
    assert set(view.asks) <= declared
    assert {name for name, _ in view.fixed} <= declared
    assert not set(view.own) & declared


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_a_view_is_told_in_words_and_documented(view: View, project: Path) -> None:
    assert view.title.endswith("?")
    assert view.text.endswith(".")
    assert view.for_whom
    assert f"`/{view.name}`" in (project / "docs" / "reference" / "web.md").read_text(encoding="utf-8")


def test_each_door_leads_somewhere_first() -> None:
    assert [[view.name for view in behind if view.order == 1] for behind in doors()] == [
        ["countries"], ["bridges"], ["neighbourhood"],
    ]  # fmt: skip
