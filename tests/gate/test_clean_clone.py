"""README's demo command in a clone of what is committed, as on a machine where nothing was set up before."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import IO
from urllib.request import urlopen

import pytest

from tests.support.commands import done

pytestmark = pytest.mark.clean

# What an outer `make` passes on: its own flags, and the variables it was given.
FRESH = ("env", "-u", "MAKEFLAGS", "-u", "MAKELEVEL", "-u", "MFLAGS", "-u", "VENV", "-u", "SERVE")
SET_UP_SECONDS = 300
DEMO_SECONDS = 60


@pytest.fixture(scope="module")
def clone(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as it is committed."""
    folder = tmp_path_factory.mktemp("clone") / "hikma"
    done("git", "clone", "--quiet", project, folder)
    return folder


def test_make_demo_answers_the_questions(clone: Path) -> None:
    said = done(*FRESH, "make", "demo", "SERVE=0", cwd=clone, seconds=SET_UP_SECONDS)
    assert "Invented" in said
    for planted in ("gaps", "bridge-builders"):
        found = re.search(rf"(\d+) of the (\d+) {planted}", said)
        assert found, said
        assert int(found[1]) == int(found[2]) > 0, found[0]


def test_make_demo_serves_the_pages(clone: Path) -> None:
    done(*FRESH, "make", ".venv/.core", cwd=clone, seconds=SET_UP_SECONDS)
    with demo(clone, DEMO_SECONDS) as said, urlopen(announced(said), timeout=10) as page:
        assert page.status == 200
        assert "invented" in page.read().decode().lower()


@contextmanager
def demo(folder: Path, seconds: float) -> Iterator[IO[str]]:
    """What `make demo` prints; interrupted at the end as by Ctrl-C, at the latest after so many seconds."""
    process = subprocess.Popen(
        [*FRESH, "make", "demo"],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout
    deadline = Timer(seconds, os.killpg, (process.pid, signal.SIGINT))
    deadline.start()
    with process:
        try:
            yield process.stdout
        finally:
            deadline.cancel()
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGINT)


def announced(said: IO[str]) -> str:
    """The address in what is printed, as soon as it is there."""
    heard = []
    for line in said:
        heard.append(line)
        found = re.search(r"http://\S+", line)
        if found:
            return found[0]
    pytest.fail("no address was printed in time, only:\n" + "".join(heard))
