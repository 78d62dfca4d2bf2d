"""Parameters: a file is named on the machine itself, and by no text that came from elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from graph.errors import QuestionError
from queries import questions
from queries.parameters import forms, parameter, parse, shown


@dataclass(frozen=True)
class Asked:
    """What an invented question can be asked with."""

    since: int | None = parameter(None, help="first year")
    file: Path | None = parameter(None, help="a list", example="list.txt")  # noqa: RUF009 - the name of a file


def test_a_file_is_taken_as_a_path_and_never_as_text(tmp_path: Path) -> None:
    asked = parse(Asked, {"file": tmp_path / "list.txt", "since": "2015"})
    assert asked == Asked(2015, tmp_path / "list.txt")
    assert shown(asked) == {"since": 2015, "file": str(tmp_path / "list.txt")}
    with pytest.raises(QuestionError, match=r"^file names a file where Hikma runs: give it on the command line"):
        parse(Asked, {"file": str(tmp_path / "list.txt")})
    assert parse(Asked, {"file": ""}) == Asked()


def test_only_files_are_local() -> None:
    local = {(name, form.name) for name, one in questions().items() for form in forms(one.parameters) if form.local}
    assert {("agenda", "mapping"), ("summit", "mapping"), ("network-among", "file")} <= local
    assert all(parameter in ("mapping", "file") for _, parameter in local)
