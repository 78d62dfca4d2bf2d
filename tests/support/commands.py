"""Another program run to its end, with nothing to read and all it says kept."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

SAID_CHARACTERS = 4000


def run(
    *command: str | Path,
    cwd: Path | None = None,
    seconds: float = 300,
    environment: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run it for at most so many seconds; `stdout` holds what it said on both streams.

    `environment` is added to that of this process.
    """
    return subprocess.run(
        command,
        cwd=cwd,
        env=os.environ | (environment or {}),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        timeout=seconds,
        check=False,
    )


def done(
    *command: str | Path,
    cwd: Path | None = None,
    seconds: float = 300,
    environment: Mapping[str, str] | None = None,
) -> str:
    """What it said; a RuntimeError with the end of that, where its exit status is not 0."""
    ran = run(*command, cwd=cwd, seconds=seconds, environment=environment)
    if ran.returncode:
        line = " ".join(map(str, command))[:200]
        raise RuntimeError(f"{line}: exit status {ran.returncode}; it said:\n{ran.stdout[-SAID_CHARACTERS:]}")
    return ran.stdout
