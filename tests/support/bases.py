"""A base of publications that are given as plain lists of authors with their countries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from graph.base import Base
from graph.model import About, Fact, Topic
from tests.support.staged import State, paper, stage


class Paper(NamedTuple):
    """One publication: each author with the codes of the authorship, and what else is known of it."""

    authors: Mapping[str, Sequence[str]]
    topics: Sequence[str] = ()
    """Ids of its topics, which are their names too; the first is the main one."""
    properties: Mapping[str, Any] = {}
    """Of the publication: year, date, title, retracted, …"""


def base_of_papers(
    folder: Path, papers: Mapping[str, Paper | Mapping[str, Sequence[str]]], store: str | None = None
) -> Base:
    """A base in `folder` of these publications by id, its store (embedded, or at a URL) up to date."""
    base = Base(folder, store)
    whole = {name: one if isinstance(one, Paper) else Paper(one) for name, one in papers.items()}
    state: State = {name: _facts(name, one) for name, one in whole.items()}
    stage(base, state, as_of="2026-01-01")
    base.update()
    return base


def base_of_links(folder: Path, links: Mapping[tuple[str, str], int]) -> Base:
    """A base of publications of two authors, as many for each pair as its weight; nobody has a country."""
    papers = {f"{a}-{b}-{k}": {a: (), b: ()} for (a, b), weight in links.items() for k in range(weight)}
    return base_of_papers(folder, papers)


def _facts(name: str, one: Paper) -> list[Fact]:
    subjects: list[Fact] = [Topic(topic, name=topic, level="topic") for topic in one.topics]
    subjects += [About(name, topic, 1.0, place == 0) for place, topic in enumerate(one.topics)]
    return paper(name, dict(one.authors), **one.properties) + subjects
