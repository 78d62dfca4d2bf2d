"""A small base of six countries for the pages: one planted gap, and hostile names wherever text can stand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from itertools import combinations
from pathlib import Path
from typing import cast
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.wsgi import ClosingIterator

from graph.base import Base
from graph.model import (
    About,
    AffiliatedWith,
    Authored,
    Country,
    Fact,
    Institution,
    LocatedIn,
    Publication,
    Scientist,
    Topic,
)
from tests.support.served import served
from tests.support.staged import stage
from webviz import create_app

COUNTRIES = ("EG", "ID", "IR", "MY", "SA", "TR")
GAP = ("EG", "SA")
PAPERS_OF_A_PAIR = 30

IMAGE = "<img src=x onerror=\"document.title='taken'\">"
SCRIPT = "</script><script>document.title='taken'</script>"
TEMPLATE = "{{7*7}}"
FORMULA = "=1+1"
LINK = "<a href=\"javascript:document.title='taken'\">href</a>"
HOSTILE = (IMAGE, SCRIPT, TEMPLATE, FORMULA, LINK)

TOPIC = "openalex:T1"
SCIENTIST = "openalex:A1"
BYSTANDER = "openalex:A2"


def facts_of(number: int, a: str, b: str) -> list[Fact]:
    """A paper of one author of each country, about a hostile topic, from a hostile institution."""
    work, people = f"openalex:W{number}", ((SCIENTIST, IMAGE, a), (f"openalex:A{3 + number % 7}", LINK, b))
    facts: list[Fact] = [
        Publication(work, title=SCRIPT, year=2010 + number % 10, doi=f"10.1000/{number}", references=[]),
        Topic(TOPIC, name=TEMPLATE, level="topic"),
        About(work, TOPIC, 1.0, True),
    ]
    for place, (scientist, name, country) in enumerate(people, start=1):
        house = f"openalex:I{country}"
        facts += [
            Country(country),
            Institution(house, name=FORMULA),
            LocatedIn(house, country),
            Scientist(scientist, name=name, names=[name]),
            AffiliatedWith(scientist, house, [2020]),
            Authored(scientist, work, [place], place == 1, [name], [house], [country], place == 2),
        ]
    return facts


def make_base(folder: Path, collected: str | None = None) -> Base:
    """Every pair but one has thirty joint publications."""
    base = Base(folder)
    pairs = [pair for pair in combinations(COUNTRIES, 2) if pair != GAP] * PAPERS_OF_A_PAIR
    stage(base, {f"openalex:W{n}": facts_of(n, *pair) for n, pair in enumerate(pairs)}, as_of="2026-01-01")
    base.staging.manifest.loads[-1].collected = collected
    base.staging.save()
    base.update()
    return base


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Base:
    return make_base(tmp_path_factory.mktemp("web") / "base", f"Invented: all of it {IMAGE}")


@pytest.fixture(scope="session")
def app(base: Base) -> Iterator[Flask]:
    made = create_app(base)
    made.testing = True
    made.config["PATIENCE"] = None
    yield made
    made.extensions["hikma"].close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture(scope="session")
def address(app: Flask) -> Iterator[str]:
    """Where the app is served on loopback."""
    with served(_whole(app)) as found:
        yield found


def _whole(app: WSGIApplication) -> WSGIApplication:
    """The same app, each answer in one piece: the test server leaves a file open where the browser hangs up."""

    def answered(environ: WSGIEnvironment, start: StartResponse) -> list[bytes]:
        with closing(cast(ClosingIterator, app(environ, start))) as answer:
            return [b"".join(answer)]

    return answered
