"""Documentation that is made from the code equals the code, and everything that is found by walking has its page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from queries import questions
from tests.support.reference import pages

DOCS = Path(__file__).parents[2] / "docs"
PROJECT = DOCS.parent


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_pages_made_from_the_code_are_up_to_date(page: Path) -> None:
    assert page.read_text(encoding="utf-8") == pages()[page], "run: python -m tests.support.reference"


@pytest.mark.parametrize("name", questions())
def test_every_question_has_a_page_that_names_its_columns(name: str) -> None:
    page = (DOCS / "reference" / "questions" / f"{name}.md").read_text(encoding="utf-8")
    missing = [column for column in questions()[name].columns if f"`{column}`" not in page]
    assert not missing


@pytest.mark.parametrize("page", sorted([*DOCS.rglob("*.md"), PROJECT / "README.md"]), ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []
