"""The lock: all that the project asks for is in it, and the tests run on just those versions."""

from __future__ import annotations

import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


@pytest.fixture(scope="module")
def locked(project: Path) -> dict[str, Requirement]:
    """The lines of the lock, by name."""
    lines = (project / "requirements.lock").read_text(encoding="utf-8").splitlines()
    pinned = [Requirement(line) for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(pin.name): pin for pin in pinned}


def test_all_that_is_asked_for_is_locked(project: Path, locked: dict[str, Requirement]) -> None:
    declared = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [
        *declared["dependencies"],
        *(line for extra in declared["optional-dependencies"].values() for line in extra),
    ]
    for requirement in map(Requirement, asked):
        if requirement.name != "hikma":
            pin = locked[canonicalize_name(requirement.name)]
            assert requirement.specifier.contains(str(pin.specifier).removeprefix("==")), requirement


def test_the_tests_run_on_the_locked_versions(locked: dict[str, Requirement]) -> None:
    applying = [pin for pin in locked.values() if pin.marker is None or pin.marker.evaluate()]
    assert [installed(pin.name) for pin in applying] == [f"{pin.name}{pin.specifier}" for pin in applying]


def installed(name: str) -> str:
    """The name with its installed version, as the lock writes it."""
    try:
        return f"{name}=={version(name)}"
    except PackageNotFoundError:
        return f"{name} is not installed"
