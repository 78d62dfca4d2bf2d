"""A base: the folder that holds everything Hikma knows, and where its store is.

BASE/base.json         which store, if not the embedded one
BASE/graph.ladybug     the embedded store
BASE/staged/           parts of facts, and the manifest of all loads
BASE/rejected/         records that were set aside, to be mended
BASE/index/            what is searched: made from the store, and again where it is lost
BASE/watches/          saved questions, with what they have reported
BASE/groups.csv        groups of countries of the user's own, if any
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import msgspec

from graph import countries, fold, forgetting
from graph.errors import BaseError
from graph.memory import Memory
from graph.search import upkeep
from graph.search.asked import Search
from graph.staging import JUDGEMENTS, Load, Staging
from graph.store import Changes, State, Store, Watch, address_of, open_store

SCRATCH = ".fold-"
NOTHING_YET = "holds nothing yet: load something first, as in “hikma load openalex works.jsonl.gz”"


class Configuration(msgspec.Struct, omit_defaults=True):
    """What a base remembers beside its data."""

    store: str | None = None
    """URL of the store, without user and password; none for the embedded one."""


class Graph(NamedTuple):
    """What a question may look at: an open store, the groups of countries, and how the base was collected.

    `memory` keeps what questions compute from this state of the store; `search` finds things by name and by words.
    """

    store: Store
    groups: tuple[countries.Membership, ...]
    loads: tuple[Load, ...]
    memory: Memory
    search: Search | None = None


class Base:
    """One base, by its folder; nothing is written until something is loaded.

    `store` is the URL of a store to use instead of the embedded one; a base that has been loaded remembers it.
    """

    def __init__(self, folder: Path | str, store: str | None = None) -> None:
        self.folder = Path(folder)
        self._store = store
        if self.folder.exists() and not self.folder.is_dir():
            raise BaseError(f"{self.folder} is a file: give --base a folder")

    @cached_property
    def staging(self) -> Staging:
        """The staged parts and the manifest."""
        return Staging(self.folder / "staged")

    def again(self) -> Base:
        """The same base as it is now: what others have loaded since is seen."""
        return Base(self.folder, self._store)

    @cached_property
    def forgotten(self) -> forgetting.Forgotten:
        """Those who asked not to be named."""
        return forgetting.Forgotten(self.folder)

    @property
    def store_address(self) -> str:
        """The URL of the store in use, without user and password."""
        chosen = self._store or self._configuration().store
        return address_of(chosen) if chosen else str(self.folder / "graph.ladybug")

    @property
    def groups(self) -> tuple[countries.Membership, ...]:
        """The groups of countries known here: shipped ones, then the base's own."""
        return countries.memberships(self.folder / "groups.csv")

    def open_store(self, *, write: bool = False) -> Store:
        """The base's store; the caller closes it.

        Raises:
            StoreError: out of reach, refused, held by another writer, or no store of Hikma's.
            BaseError: nothing has been loaded yet.
        """
        if not write and not self.staging.manifest.loads:
            raise BaseError(f"{self.folder} {NOTHING_YET}")
        store = open_store(self._store or self.store_address, write=write)
        state = store.state()
        if not write and not (state and state.applied):
            store.close()
            raise BaseError(
                f"{self.store_address} holds no whole graph: wait for the load to end, or give its command again"
            )
        return store

    def check_store(self) -> None:
        """Fail now, before hours of reading, where the store could not be written to; errors as `open_store`.

        Raises:
            BaseError: the store holds the graph of another base.
        """
        if self._store or Path(self.store_address).exists() or "://" in self.store_address:
            with self.open_store(write=True) as store:
                self._own_state(store)

    @contextmanager
    def open(self) -> Iterator[Graph]:
        """The graph, for questions to read; errors as `open_store`."""
        with self.open_store() as store:
            loads = tuple(load for load in self.staging.manifest.loads if load.source not in JUDGEMENTS)
            yield Graph(store, self.groups, loads, Memory(), self.search(store))

    def search(self, store: Store) -> Search:
        """The way to what is indexed of an open store of this base."""
        return Search(self._index, store, lambda: self.again().rebuild_index(store))

    def rebuild_index(self, store: Store | None = None, watch: Watch = lambda *_: None) -> None:
        """Make the search index anew from the store, which may be open already.

        Raises:
            BaseError: another process writes the base, nothing has been loaded yet, or the index cannot be written.
            StoreError: as `open_store`.
        """
        with nullcontext(store) if store else self.open_store() as opened, self.writing(), self._scratch() as folder:
            upkeep.make_anew(self._index, opened, folder, watch)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the base as its only writer.

        Raises:
            BaseError: another process holds it; the message says which.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "writer.lock").open("a+") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                lock.seek(0)
                holder = lock.read().strip() or "unknown"
                raise BaseError(
                    f"{self.folder} is being written by process {holder}: wait for it to end, or stop it"
                ) from error
            lock.truncate(0)
            lock.write(str(os.getpid()))
            lock.flush()
            self.__dict__.pop("staging", None)
            self.__dict__.pop("forgotten", None)
            yield

    def update(self, watch: Watch = lambda *_: None, *, rebuild: bool = False) -> None:
        """Bring the store up to what is staged: only what changed since it last was, or all of it.

        `watch` is told what is being done, and how many facts of how many are done.
        """
        with self.writing():
            unfinished = self.forgotten.unfinished
            if unfinished:
                forgetting.purge(self.staging, self.forgotten)
                forgetting.purge_rejected(self.folder / "rejected", self.forgotten)
                self._remove_store_file()
                shutil.rmtree(self._index, ignore_errors=True)
            self._update(watch, rebuild=rebuild or unfinished)
            if unfinished:
                self.forgotten.finished()

    def _update(self, watch: Watch, *, rebuild: bool) -> None:
        with self.open_store(write=True) as store:
            state = self._own_state(store)
            self._remember_store()
            applied = 0 if rebuild or not state else state.applied
            self._remove_leftovers()
            if applied == self.staging.manifest.parts and not rebuild:
                self._bring_up_index(store, watch)
                return
            if rebuild:
                store.clear()
                shutil.rmtree(self._index, ignore_errors=True)
            with self._scratch() as folder:
                changes = fold.changes(self.staging, applied, folder, watch)
                store.merge(changes, watch)
                self._bring_up_index(store, watch, {applied: changes})
            self.staging.remove_conclusions()

    def _bring_up_index(self, store: Store, watch: Watch, known: Mapping[int, Changes] | None = None) -> None:
        """Bring the index to the state of the store; `known` has what changed since some number of parts."""

        def changes_since(applied: int, folder: Path) -> Changes:
            found = (known or {}).get(applied)
            return found or fold.changes(self.staging, applied, folder, watch)

        with self._scratch() as folder:
            upkeep.bring_up(self._index, store, folder, changes_since, watch)

    @property
    def _index(self) -> Path:
        return self.folder / upkeep.FOLDER

    @contextmanager
    def _scratch(self) -> Iterator[Path]:
        """A folder for what is made and then put in place or left."""
        with tempfile.TemporaryDirectory(dir=self.folder, prefix=SCRATCH) as folder:
            yield Path(folder)

    def _own_state(self, store: Store) -> State | None:
        state = store.state()
        if state and state.base != self.staging.manifest.base:
            raise BaseError(
                f"{self.store_address} holds the graph of another base: "
                "give this base a store of its own with --store, or empty that one"
            )
        return state

    def _remove_store_file(self) -> None:
        """The embedded store is made anew: pages of a file keep what was removed from its tables."""
        if not self._store and "://" not in self.store_address:
            for file in Path(self.store_address).parent.glob(f"{Path(self.store_address).name}*"):
                file.unlink()

    def _remove_leftovers(self) -> None:
        """Scratch folders of updates that were killed; nobody else is writing."""
        for left in self.folder.glob(f"{SCRATCH}*"):
            shutil.rmtree(left)

    def _configuration(self) -> Configuration:
        file = self.folder / "base.json"
        return msgspec.json.decode(file.read_bytes(), type=Configuration) if file.exists() else Configuration()

    def _remember_store(self) -> None:
        if self._store:
            file = self.folder / "base.json"
            file.write_bytes(msgspec.json.encode(Configuration(address_of(self._store))) + b"\n")
