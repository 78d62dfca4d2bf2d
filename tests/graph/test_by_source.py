"""What each source states: two sources worked by hand; a publication of both is in both."""

from __future__ import annotations

from pathlib import Path

from graph.base import Base
from graph.by_source import Stated, by_source
from graph.model import About, Fact, Scientist, Topic
from tests.support.staged import State, paper, stage


def test_two_sources_by_hand(tmp_path: Path) -> None:
    base = Base(tmp_path)
    about: list[Fact] = [Topic("t", name="Salt"), About("w1", "t", 1.0, True)]
    first: State = {
        "w1": [*paper("w1", {"a": ["TR"], "b": []}, abstract="Salt."), *about],
        "w2": paper("w2", {"a": []}),
    }
    stage(base, first, as_of="2026-01-01", source="one")
    known = Scientist("a", name="a", names=["a"], orcid="0000-0002-1825-0097")
    stage(base, {"w2": [*paper("w2", {"a": []}), known]}, as_of="2026-01-02", source="other")
    assert by_source(base) == [
        Stated("one", 2, 2, 1, 1, 1, 3, 2, 2, 2),
        Stated("other", 1, 1, 1, 1, 1, 1, 1, 1, 0),
    ]


def test_a_later_state_replaces_the_earlier(tmp_path: Path) -> None:
    base = Base(tmp_path)
    for date, countries in (("2026-01-01", []), ("2026-01-02", ["TR"])):
        stage(base, {"w": paper("w", {"a": countries})}, as_of=date, source="one")
    assert [(one.publications, one.without_country) for one in by_source(base)] == [(1, 0)]
