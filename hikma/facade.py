"""The library's verbs, the same as the command line's: open a base, load, ask, status."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from graph.base import Base, Graph
from graph.store import Store
from hikma.status import status
from loaders import Tally, find_loader, load
from queries import Answer, ask, publications_behind


class OpenBase:
    """One base, ready to be loaded and asked; use it in a `with` statement, or call `close`."""

    def __init__(self, folder: Path | str, store: str | None = None) -> None:
        self.base = Base(folder, store)
        self._opened = ExitStack()

    @cached_property
    def graph(self) -> Graph:
        """The graph as it was when it was first asked."""
        return self._opened.enter_context(self.base.open())

    @property
    def store(self) -> Store:
        """The open store, for Cypher of one's own: `base.store.rows("MATCH …")`."""
        return self.graph.store

    def load(self, source: str, *paths: Path | str, as_of: str | None = None, collected: str | None = None) -> Tally:
        """Load files of a source and bring the store up to date; see `loaders.load`."""
        self.close()
        tally = load(self.base, find_loader(source), [Path(path) for path in paths], as_of=as_of, collected=collected)
        self.base.update()
        return tally

    def ask(self, question: str, **parameters: Any) -> Answer:
        """Ask a question by name; parameters as in `hikma ask QUESTION --help`."""
        return ask(self.graph, question, **parameters)

    def publications(self, question: str, key: Sequence[str], **parameters: Any) -> Answer:
        """The publications behind one row of an answer, by the row's key columns and the answer's parameters."""
        return publications_behind(self.graph, question, key, **parameters)

    def status(self) -> dict[str, Any]:
        """What the base holds and how well it is covered."""
        return status(self.base)

    def close(self) -> None:
        """Let go of the store; the next question opens it anew."""
        self._opened.close()
        self.__dict__.pop("graph", None)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open(folder: Path | str = "hikma-base", store: str | None = None) -> OpenBase:
    """Open a base by its folder; it need not exist yet."""
    return OpenBase(folder, store)
