"""Several processes: the chunks are those of one, in order; what ends a process is told; none outlives a load."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path

import pytest

from graph.errors import LoadStopped
from loaders import find_loader
from loaders.chunks import Chunk, chunk_of
from loaders.parallel import chunks_of_all

OPENALEX = find_loader("openalex")
SIZE = 10


@pytest.fixture
def works(tmp_path: Path) -> Path:
    """95 works, of which one is none and one comes again with another title."""
    lines = [json.dumps({"id": f"https://openalex.org/W{number}", "title": "T"}) for number in range(1, 94)]
    lines[20:20] = ["not JSON", json.dumps({"id": "https://openalex.org/W20", "title": "again"})]
    file = tmp_path / "works.jsonl"
    file.write_text("\n".join(lines))
    return file


def by_one(file: Path, skip: int = 0) -> list[Chunk]:
    raws = islice(OPENALEX.read([file], lambda _: None), skip, None)
    every = iter(lambda: list(islice(raws, SIZE)), [])
    return [chunk_of(OPENALEX.name, OPENALEX.parse, OPENALEX.columns, some) for some in every]


def makers() -> list[tuple[int, int]]:
    """Every process that makes chunks for another, and that other one, in the order in which they were started."""
    listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid=,stat=,args="], capture_output=True, text=True, check=True)
    rows = (line.split(maxsplit=3) for line in listed.stdout.splitlines() if "loaders.handing_over" in line)
    return sorted((int(pid), int(parent)) for pid, parent, state, _ in rows if not state.startswith("Z"))


def makers_of(one: int) -> list[int]:
    return [pid for pid, parent in makers() if parent == one]


@pytest.mark.parametrize(("many", "skip"), [(1, 0), (2, 0), (3, 30)])
def test_the_chunks_are_those_of_one_process(works: Path, many: int, skip: int) -> None:
    told: list[int] = []
    found = list(chunks_of_all("openalex", [works], many, SIZE, skip, told.append))
    assert found == by_one(works, skip)
    assert sum(told) == works.stat().st_size


def test_a_source_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(LoadStopped, match="does not exist: check the path"):
        list(chunks_of_all("openalex", [tmp_path / "nothing.jsonl"], 2, SIZE))


def test_a_process_that_is_killed_is_told_and_the_others_end(works: Path) -> None:
    chunks = chunks_of_all("openalex", [works], 2, 1)
    next(chunks)
    os.kill(makers_of(os.getpid())[1], signal.SIGKILL)
    with pytest.raises(LoadStopped, match="ended by signal 9: load again"):
        list(chunks)
    assert not makers_of(os.getpid())


def test_chunks_that_are_not_all_taken_leave_no_process(works: Path) -> None:
    chunks = chunks_of_all("openalex", [works], 2, 1)
    next(chunks)
    chunks.close()
    assert not makers_of(os.getpid())


LOAD = """
import sys
from pathlib import Path
from loaders.parallel import chunks_of_all
for chunk in chunks_of_all("openalex", [Path(sys.argv[1])], 2, 1):
    print(flush=True)
    sys.stdin.read()
"""


def test_a_load_that_is_killed_leaves_no_process(works: Path, project: Path) -> None:
    command = [sys.executable, "-c", LOAD, str(works)]
    path = os.environ | {"PYTHONPATH": str(project)}
    with subprocess.Popen(command, env=path, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as load:
        assert load.stdout
        load.stdout.readline()
        started = makers_of(load.pid)
        assert len(started) == 2
        load.kill()
    until = time.monotonic() + 20
    while running := set(started) & {pid for pid, _ in makers()}:
        assert time.monotonic() < until, running
        time.sleep(0.1)
