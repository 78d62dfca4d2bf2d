"""What every test can ask for: the real data, a Neo4j server, a browser."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import settings

from tests.support import machine

pytest_plugins = ("tests.support.neo4j_server", "tests.support.browser")

PROJECT = Path(__file__).parents[1]
MARKED_BY_FIXTURE = {"neo4j_server": "neo4j", "browser": "browser", "real_data": "real"}

# How long one example takes says how busy the machine is, not whether the code is right.
settings.register_profile("hikma", settings.default, deadline=None)
settings.load_profile("hikma")


@pytest.fixture(scope="session")
def project() -> Path:
    """The folder of the project: the one with README.md and Makefile."""
    return PROJECT


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real data: HIKMA_TEST_DATA, else `../shared/data` beside the project."""
    folder = Path(os.environ.get("HIKMA_TEST_DATA") or PROJECT.parent / "shared" / "data")
    if not folder.is_dir():
        machine.missing(f"tests on real data need the folder {folder}, or another named by HIKMA_TEST_DATA")
    return folder


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test by what it asks for, so that `-m "not neo4j"` needs no mark written by hand."""
    for item in items:
        for fixture, mark in MARKED_BY_FIXTURE.items():
            if fixture in getattr(item, "fixturenames", ()):
                item.add_marker(mark)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line for each reason to skip, however many tests it skips."""
    reports = terminalreporter.stats.get("skipped", [])
    for reason, count in sorted(Counter(report.longrepr[2] for report in reports).items()):
        terminalreporter.write_line(f"{count} skipped: {reason.removeprefix('Skipped: ')}")
