"""README's commands: the two that do all the set-up are there, and the Makefile and the gate know them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.commands import done

SET_UP = ["make demo", "make test"]


def commands(project: Path) -> list[str]:
    """What README's shell blocks hold, a block an item."""
    text = (project / "README.md").read_text(encoding="utf-8")
    return [block.strip() for block in re.findall(r"^```sh\n(.*?)^```", text, re.DOTALL | re.MULTILINE)]


def test_the_first_two_blocks_are_the_two_commands(project: Path) -> None:
    assert commands(project)[:2] == SET_UP


def test_readme_says_how_to_see_the_answers_only(project: Path) -> None:
    assert "`make demo SERVE=0`" in (project / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", SET_UP)
def test_make_knows_the_command(project: Path, command: str) -> None:
    done(*command.split(), "--dry-run", cwd=project)


def test_the_gate_runs_the_test_command(project: Path) -> None:
    lines = (project / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert lines[-1].replace("--keep-going ", "") == SET_UP[1]


def test_pages_that_readme_links_to_are_there(project: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", (project / "README.md").read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not (project / link).exists()] == []
