"""Loads that are killed: `python -m benchmarks.quality.killed --early F --late F [--kills N] [--seed N]`.

Two dated states of a collection are loaded in either order, and each time a process is killed (SIGKILL) at a random
moment of one of the two loads; the same command is given again until it ends. A load that had ended before its moment
is made anew. Compared, byte for byte, is the export of the base with that of one that was loaded without a kill. The
last line is JSON: `kills`, and how many exports were `equal`.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import msgspec


class State(NamedTuple):
    """A file of works, and the date of the state that it holds."""

    file: Path
    as_of: str


def main() -> int:
    """Kill loads, compare exports; 1 where one differs."""
    given = argparse.ArgumentParser(prog="python -m benchmarks.quality.killed", description=__doc__)
    given.add_argument("--early", type=Path, required=True, help="works of the earlier state (OpenAlex, JSON Lines)")
    given.add_argument("--late", type=Path, required=True, help="works of the later one")
    given.add_argument("--kills", type=int, default=20, help="how often (default: 20)")
    given.add_argument("--seed", type=int, default=0, help="of the moments (default: 0)")
    asked = given.parse_args()
    states = (State(asked.early, "2026-01-01"), State(asked.late, "2026-02-01"))
    began = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="hikma-killed-") as folder:
        killed, equal = _run(Path(folder), states, asked.kills, random.Random(asked.seed))  # noqa: S311
    seconds = round(time.perf_counter() - began, 1)
    print(msgspec.json.encode({"kills": killed, "equal": equal, "seconds": seconds}).decode())
    return 0 if equal == asked.kills else 1


def _run(folder: Path, states: tuple[State, State], kills: int, chance: random.Random) -> tuple[int, int]:
    whole = folder / "whole"
    took = [_load(whole, state) for state in states]
    expected = _digests(whole, folder / "whole-export")
    killed = equal = 0
    for trial in range(kills):
        base, order = folder / f"{trial}", (0, 1) if trial % 2 == 0 else (1, 0)
        victim = chance.randrange(2)
        while not _cut(base, [states[which] for which in order], victim, chance.uniform(0, took[order[victim]])):
            shutil.rmtree(base)
        killed += 1
        same = _digests(base, folder / f"{trial}-export") == expected
        equal += same
        print(f"trial {trial + 1}: load {victim + 1} of 2 killed, {'equal' if same else 'DIFFERENT'}", flush=True)
    return killed, equal


def _cut(base: Path, states: list[State], victim: int, after: float) -> bool:
    """Load the states, and kill the load of one of them after so many seconds; whether it was still running."""
    running = False
    for place, state in enumerate(states):
        if place == victim:
            running = _kill(base, state, after)
        _load(base, state)
    return running


def _command(base: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "hikma.cli", "--base", str(base), *words]


def _load(base: Path, state: State) -> float:
    began = time.perf_counter()
    command = _command(base, "load", "openalex", str(state.file), "--as-of", state.as_of)
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own command
    return time.perf_counter() - began


def _kill(base: Path, state: State, after: float) -> bool:
    """Kill the load after so many seconds; whether it was still running."""
    command = _command(base, "load", "openalex", str(state.file), "--as-of", state.as_of)
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 - our own
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return True
    return False


def _digests(base: Path, folder: Path) -> dict[str, str]:
    subprocess.run(_command(base, "export", "parquet", str(folder)), check=True, capture_output=True)  # noqa: S603
    return {file.name: sha256(file.read_bytes()).hexdigest() for file in sorted(folder.iterdir())}


if __name__ == "__main__":
    sys.exit(main())
