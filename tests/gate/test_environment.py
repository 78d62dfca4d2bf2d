"""Set-up says what to install where the Python at hand will not do; an old Python is played by a script."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.commands import run

OLD = """case "$1" in -V) echo Python 3.9.2;; *) exit 1;; esac"""
WITHOUT_VENV = """case "$2" in *ensurepip*) exit 1;; *) exit 0;; esac"""


@pytest.fixture
def python(tmp_path: Path) -> Path:
    """Where a test puts the Python that set-up is to find."""
    return tmp_path / "python"


def set_up(project: Path, python: Path, folder: Path) -> str:
    ran = run("sh", project / "tools" / "environment.sh", python, folder, "hikma")
    assert ran.returncode == 1
    assert ran.stdout.count("\n") == 1
    return ran.stdout


def write(python: Path, body: str) -> None:
    python.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    python.chmod(0o755)


def test_no_python_at_all(project: Path, python: Path, tmp_path: Path) -> None:
    assert "there is no" in set_up(project, python, tmp_path / "env")


def test_an_old_python(project: Path, python: Path, tmp_path: Path) -> None:
    write(python, OLD)
    said = set_up(project, python, tmp_path / "env")
    assert "is Python 3.9.2, and Hikma needs Python 3.11 or newer" in said
    assert "make demo PYTHON=" in said


def test_a_python_without_venv(project: Path, python: Path, tmp_path: Path) -> None:
    write(python, WITHOUT_VENV)
    assert "apt-get install python3-venv" in set_up(project, python, tmp_path / "env")


def test_a_folder_that_is_something_else_is_left_alone(project: Path, python: Path, tmp_path: Path) -> None:
    write(python, "exit 0")
    folder = tmp_path / "thesis"
    folder.mkdir()
    (folder / "chapter-1").touch()
    assert "is no Python environment" in set_up(project, python, folder)
    assert (folder / "chapter-1").exists()
