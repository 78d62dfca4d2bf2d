"""Keeping the index at the state of the store: what is behind is noticed, and made up for."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from graph.search.entries import everything
from graph.search.opened import Unusable, opened
from graph.search.schema import FORMAT, Stamp
from graph.search.writing import build, update
from graph.store import Changes, State, Store, Watch

FOLDER = "index"
"""Where the index is, in the folder of a base."""


def held(folder: Path) -> Stamp:
    """Which state the index in this folder holds.

    Raises:
        Unusable: there is no index, or it is damaged or of another version.
    """
    return opened(folder)[1]


def behind(folder: Path, state: State) -> str:
    """Why the index cannot answer for the store of this state, in words; empty where it can.

    An index that is ahead can: the store is then one that was opened before the last load.
    """
    try:
        stamp = held(folder)
    except Unusable as reason:
        return str(reason)
    if stamp.base != state.base:
        return "it is of another base"
    return "something was loaded since it was written" if stamp.applied < state.applied else ""


def bring_up(
    folder: Path,
    store: Store,
    scratch: Path,
    changes_since: Callable[[int, Path], Changes],
    watch: Watch = lambda *_: None,
) -> None:
    """Bring the index in `folder` to the state of the store: only what changed, or all where that cannot be told.

    `changes_since` gives what changed in the base since it had so many parts, written to a folder. The base's writer
    alone may call this; `scratch` is a folder of the same file system.

    Raises:
        BaseError: the index cannot be written.
    """
    state = store.state()
    if not state or not behind(folder, state):
        return
    since = _applied(folder, state)
    if since:
        update(store, folder, changes_since(since, scratch), _stamp(state), watch)
    else:
        make_anew(folder, store, scratch, watch)


def _applied(folder: Path, state: State) -> int:
    """Up to which part the index goes; 0 where there is none of this base to be brought up."""
    try:
        stamp = held(folder)
    except Unusable:
        return 0
    return stamp.applied if stamp.base == state.base else 0


def make_anew(folder: Path, store: Store, scratch: Path, watch: Watch = lambda *_: None) -> None:
    """Make the index from all that the store holds, and put it in the place of the one there, if any.

    Raises:
        BaseError: the index cannot be written.
    """
    state = store.state()
    assert state
    with tempfile.TemporaryDirectory(dir=scratch) as room:
        fresh = Path(room) / "fresh"
        build(fresh, everything(store, watch), _stamp(state))
        if folder.exists():
            folder.rename(Path(room) / "old")
        fresh.rename(folder)


def _stamp(state: State) -> Stamp:
    return Stamp(FORMAT, state.base, state.applied)
