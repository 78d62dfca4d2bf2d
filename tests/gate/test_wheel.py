"""The wheel: it holds every file of the rooms, and works in an empty environment away from the project."""

from __future__ import annotations

import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.support.commands import done

ROOMS = ("graph", "loaders", "queries", "webviz", "hikma")
OWNERS = "import importlib.metadata as m; owners = m.packages_distributions(); print([owners[r] for r in {rooms}])"


@pytest.fixture(scope="module")
def wheel(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built as for a release: from the source distribution."""
    folder = tmp_path_factory.mktemp("dist")
    done(sys.executable, "-m", "build", "--outdir", folder, project)
    return next(folder.glob("hikma-*.whl"))


@pytest.fixture(scope="module")
def environment(project: Path, wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the commands of an environment with the wheel and what it needs, nothing else."""
    folder = tmp_path_factory.mktemp("wheel") / "env"
    done("sh", project / "tools" / "environment.sh", sys.executable, folder, wheel)
    return folder / "bin"


def test_it_holds_the_rooms_and_nothing_else(project: Path, wheel: Path) -> None:
    files = (file for room in ROOMS for file in (project / room).rglob("*") if file.is_file())
    expected = {str(file.relative_to(project)) for file in files if "__pycache__" not in file.parts}
    held = {name for name in ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert held == expected
    assert {f"{room}/py.typed" for room in ROOMS} <= held


def test_it_carries_its_licence(wheel: Path) -> None:
    assert any(name.endswith("/licenses/LICENSE") for name in ZipFile(wheel).namelist())


def test_the_command_works_away_from_the_project(environment: Path, tmp_path: Path) -> None:
    assert done(environment / "hikma", "--version", cwd=tmp_path).startswith("hikma ")
    sources = done(environment / "hikma", "sources", cwd=tmp_path)
    assert all(source in sources for source in ("openalex", "ror", "table"))
    questions = done(environment / "hikma", "questions", cwd=tmp_path)
    assert all(question in questions for question in ("collaboration-gaps", "bridge-builders", "neighbourhood"))


def test_no_other_package_owns_a_room(environment: Path, tmp_path: Path) -> None:
    said = done(environment / "python", "-c", OWNERS.format(rooms=ROOMS), cwd=tmp_path)
    assert said.strip() == str([["hikma"]] * len(ROOMS))
