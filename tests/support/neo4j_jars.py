"""The jars of Neo4j Community, fetched once by Maven and kept in the user's cache folder."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from tests.support import machine
from tests.support.commands import done

VERSION = "5.26.30"
POM = f"""<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>hikma</groupId>
  <artifactId>neo4j-for-tests</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>{VERSION}</version></dependency>
    <dependency>
      <groupId>org.neo4j.app</groupId><artifactId>neo4j-server</artifactId><version>{VERSION}</version>
    </dependency>
  </dependencies>
</project>
"""
FETCH_SECONDS = 600


def kept() -> Path:
    """The folder of the jars; it exists only when it is whole."""
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache) / "hikma" / f"neo4j-{VERSION}" / "lib"


def jars() -> Path:
    """The folder of the jars, fetched (about 120 MB) where it is not there; needs Maven only then."""
    if not kept().exists():
        _fetch(kept())
    return kept()


def _fetch(target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix="fetching-") as made:
        work = Path(made)
        (work / "pom.xml").write_text(POM, encoding="utf-8")
        maven = machine.maven() or "mvn"
        settings = ("-DincludeScope=runtime", "-DoutputDirectory=lib", "-Dmaven.repo.local=repository")
        copy = (maven, "--batch-mode", "--quiet", "dependency:copy-dependencies", *settings)
        done(*copy, cwd=work, seconds=FETCH_SECONDS)
        # Two test runs may fetch at once; the folder appears whole, from whichever is first.
        if not target.exists():
            (work / "lib").rename(target)
