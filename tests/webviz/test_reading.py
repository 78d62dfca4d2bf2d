"""A process reads its base anew when more is loaded, works nothing out twice, and keeps nobody waiting."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from graph.base import Base, Graph
from tests.support.staged import stage
from tests.support.stores import STORES
from tests.webviz.conftest import facts_of, make_base
from webviz.opened import KEPT
from webviz.reading import SECONDS_BETWEEN_LOOKS, Reading, StillReading


def publications(graph: Graph) -> int:
    return graph.store.counts()["Publication"]


def test_a_result_is_worked_out_once(tmp_path: Path) -> None:
    reading, times = Reading(make_base(tmp_path / "base")), []

    def counted(graph: Graph) -> int:
        times.append(1)
        return publications(graph)

    assert [reading.read("n", counted) for _ in range(3)] == [420] * 3
    assert len(times) == 1
    reading.close()


def test_the_oldest_results_are_dropped(tmp_path: Path) -> None:
    reading, times = Reading(make_base(tmp_path / "base")), []
    for key in (*range(KEPT + 1), 0):
        reading.read(key, lambda _: times.append(1))
    assert len(times) == KEPT + 2
    reading.close()


def test_what_is_loaded_later_is_seen(tmp_path: Path) -> None:
    base = make_base(tmp_path / "base")
    reading = Reading(base)
    assert reading.read("n", publications) == 420
    stage(base, {"openalex:W900": facts_of(900, "EG", "SA")}, as_of="2026-02-01")
    assert reading.read("n", publications) == 420, "staged, but not in the store yet"
    assert len(reading.loads) == 2
    base.update()
    assert reading.read("n", publications) == 421
    reading.close()


@pytest.mark.parametrize("chosen", STORES)
def test_what_is_loaded_later_is_seen_on_each_store(
    chosen: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    url = request.getfixturevalue("empty_neo4j").url if chosen == "neo4j" else None
    base = Base(tmp_path / "base", url)
    stage(base, {"openalex:W1": facts_of(1, "EG", "SA")}, as_of="2026-01-01")
    base.update()
    reading = Reading(base)
    assert reading.read("n", publications) == 1
    stage(base, {"openalex:W2": facts_of(2, "EG", "TR")}, as_of="2026-02-01")
    base.update()
    time.sleep(SECONDS_BETWEEN_LOOKS if chosen == "neo4j" else 0)
    assert reading.read("n", publications) == 2
    reading.close()


def test_a_base_that_is_loaded_after_the_start_is_seen(tmp_path: Path) -> None:
    base = make_base(tmp_path / "base")
    reading = Reading(type(base)(tmp_path / "other"))
    with pytest.raises(Exception, match="holds nothing yet"):
        reading.read("n", publications)
    make_base(tmp_path / "other")
    assert reading.read("n", publications) == 420
    reading.close()


def test_a_slow_result_keeps_nobody_else_waiting(tmp_path: Path) -> None:
    reading, gate = Reading(make_base(tmp_path / "base")), threading.Event()

    def slow(graph: Graph) -> int:
        gate.wait(30)
        return publications(graph)

    with pytest.raises(StillReading):
        reading.read("slow", slow, patience=0.01)
    assert reading.read("quick", publications) == 420
    with pytest.raises(StillReading):
        reading.read("slow", slow, patience=0.01)
    gate.set()
    assert reading.read("slow", slow) == 420
    reading.close()


def test_a_graph_that_is_being_read_outlives_its_replacement(tmp_path: Path) -> None:
    base = make_base(tmp_path / "base")
    reading, gate = Reading(base), threading.Event()

    def slow(graph: Graph) -> int:
        gate.wait(30)
        return publications(graph)

    waited: list[int] = []
    waiting = threading.Thread(target=lambda: waited.append(reading.read("slow", slow)))
    with pytest.raises(StillReading):
        reading.read("slow", slow, patience=0.01)
    waiting.start()
    stage(base, {"openalex:W900": facts_of(900, "EG", "SA")}, as_of="2026-02-01")
    base.update()
    assert reading.read("n", publications) == 421
    gate.set()
    waiting.join()
    assert waited in ([420], [421])
    reading.close()


def test_a_failure_is_told_to_each_who_asks_and_not_kept(tmp_path: Path) -> None:
    reading, times = Reading(make_base(tmp_path / "base")), []

    def failing(_: Graph) -> int:
        times.append(1)
        raise ValueError("no")

    for _ in range(2):
        with pytest.raises(ValueError, match="no"):
            reading.read("f", failing)
    assert len(times) == 2
    reading.close()
