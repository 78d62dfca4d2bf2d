"""What the tests need of the machine besides Python: which of it is there, and what to do where it is not."""

from __future__ import annotations

import os
import re
import shutil
from typing import NoReturn

import pytest

from tests.support.commands import run

OLDEST_JAVA = 17
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def missing(what: str) -> NoReturn:
    """Skip the test for want of something, in one line; where CI is set, fail it."""
    if os.environ.get("CI"):
        pytest.fail(f"{what} (a failure, because CI is set)", pytrace=False)
    pytest.skip(what)


def java() -> str | None:
    """Java 17 or newer: that of JAVA_HOME, else of the path."""
    home = os.environ.get("JAVA_HOME")
    found = shutil.which("java", path=f"{home}/bin" if home else None)
    return found if found and _version_of(found) >= OLDEST_JAVA else None


def _version_of(java: str) -> int:
    match = re.search(r'version "(\d+)', run(java, "-version").stdout)
    return int(match[1]) if match else 0


def maven() -> str | None:
    """Maven, of the path."""
    return shutil.which("mvn")


def chromium() -> str | None:
    """Chromium or Chrome: that of the variable CHROMIUM, else of the path."""
    named = os.environ.get("CHROMIUM")
    return shutil.which(named) if named else next(filter(None, map(shutil.which, BROWSERS)), None)


def arabic_font() -> bool:
    """Whether some installed font has Arabic letters; also true where fontconfig is not there to ask."""
    ask = shutil.which("fc-list")
    return not ask or bool(run(ask, ":lang=ar").stdout.strip())
