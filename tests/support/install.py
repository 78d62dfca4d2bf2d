"""Gets what the tests need besides Python: `python -m tests.support.install`.

As root where there is apt-get, what is missing is installed by name; elsewhere a line says what is missing.
It fails for nothing: whether the tests skip or fail is theirs to say.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

from tests.support import machine
from tests.support.commands import run
from tests.support.neo4j_jars import kept

ANY_JAVA = "default-jre-headless"
JAVAS = ("openjdk-21-jre-headless", "openjdk-17-jre-headless")
APT_SECONDS = 900
QUIET = {"DEBIAN_FRONTEND": "noninteractive"}


def wanted() -> Iterator[tuple[str, str]]:
    """The Debian packages that would supply what is missing, each with what it is for."""
    if not os.environ.get("NEO4J_URI"):
        if not machine.java():
            yield ANY_JAVA, "tests on Neo4j"
        if not machine.maven() and not kept().exists():
            yield "maven", "tests on Neo4j"
    if not machine.chromium():
        yield "chromium", "tests in a browser"
    if not machine.arabic_font():
        yield "fonts-noto-core", "Arabic letters in a browser"


def main() -> None:
    """Install what is missing, or say so."""
    missing = dict(wanted())
    if not missing:
        print("hikma: what the tests need besides Python is there")
    elif os.geteuid() == 0 and shutil.which("apt-get"):
        _install(missing)
    else:
        for name, purpose in missing.items():
            print(f"hikma: no {purpose}: {name} is missing (Debian, Ubuntu: apt-get install {name})")


def _install(missing: dict[str, str]) -> None:
    print(f"hikma: installing with apt-get, for the tests: {', '.join(missing)}", flush=True)
    if not _apt("update"):
        return
    names = [_java() if name == ANY_JAVA else name for name in missing]
    if "chromium" in names:
        names.append("fonts-noto-core")
    _apt("install", "--yes", "--no-install-recommends", *sorted(set(names)))


def _java() -> str:
    """The newest Java of those that Neo4j runs on which this release of the system has."""
    known = (name for name in JAVAS if run("apt-get", "--dry-run", "install", name).returncode == 0)
    return next(known, ANY_JAVA)


def _apt(*arguments: str) -> bool:
    done = run("apt-get", "--quiet", *arguments, seconds=APT_SECONDS, environment=QUIET)
    if done.returncode:
        print(f"hikma: apt-get {arguments[0]} failed: {done.stdout.strip().splitlines()[-1:]}")
    return done.returncode == 0


if __name__ == "__main__":
    main()
