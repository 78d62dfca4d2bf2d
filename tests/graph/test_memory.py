"""Memory: a result is computed once, by whoever asks first, and the oldest goes first."""

from __future__ import annotations

import threading
import time

import pytest

from graph.memory import KEPT, Memory


def test_a_result_is_computed_once_even_when_many_ask_at_a_time() -> None:
    memory, calls, found = Memory(), [], []

    def make() -> object:
        calls.append(1)
        time.sleep(0.05)
        return object()

    threads = [threading.Thread(target=lambda: found.append(memory.once("key", make))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(calls) == 1
    assert len(found) == 8
    assert len({id(one) for one in found}) == 1


def test_the_one_not_asked_for_the_longest_is_dropped() -> None:
    memory = Memory()
    for key in range(KEPT):
        memory.once(key, lambda: "first")
    memory.once(0, lambda: "again")
    memory.once("one more", lambda: "first")
    assert memory.once(0, lambda: "again") == "first"
    assert memory.once(1, lambda: "again") == "again"


def test_a_failure_is_not_kept() -> None:
    memory = Memory()
    with pytest.raises(ZeroDivisionError):
        memory.once("key", lambda: 1 / 0)
    assert memory.once("key", lambda: 2.0) == 2.0
