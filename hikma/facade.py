"""The library's verbs, the same as the command line's: open a base, load, ask, judge, forget, status."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from graph.base import Base, Graph
from graph.countries import members
from graph.identifiers import parse_id
from graph.judgements import Pair, judge, pairs
from graph.resolving import Resolved, resolve
from graph.rights import Gone, forget
from graph.statements import Said, statements
from graph.store import Store
from hikma.status import status
from loaders import Only, Tally, find_loader, load
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

    def load(
        self,
        source: str,
        *paths: Path | str,
        as_of: str | None = None,
        collected: str | None = None,
        complete: bool = False,
        only: str | None = None,
    ) -> Tally:
        """Load files of a source and bring the store up to date; see `loaders.load`.

        With `only`, the name of a group of countries or a list of codes, publications without an author there are
        skipped.
        """
        chosen = Only(only, frozenset(members(only, known=self.base.groups))) if only else None
        files = [Path(path) for path in paths]
        with self._changing():
            return load(
                self.base, find_loader(source), files, as_of=as_of, collected=collected, complete=complete, only=chosen
            )

    def same(self, left: str, right: str, because: str | None = None) -> None:
        """Judge by hand that two ids name one thing; see `graph.judgements.judge`."""
        with self._changing():
            judge(self.base, parse_id(left), parse_id(right), "same", because)

    def different(self, left: str, right: str, because: str | None = None) -> None:
        """Judge by hand that two ids name two things; see `graph.judgements.judge`."""
        with self._changing():
            judge(self.base, parse_id(left), parse_id(right), "different", because)

    def identities(self, verdict: str | None = "unsure") -> list[Pair]:
        """Pairs of ids that wait for a person's judgement, or those of another verdict; none for all."""
        return pairs(self.base, verdict)

    def resolve(self) -> Resolved:
        """Judge by score which publications and scientists are one; see `graph.resolving.resolve`."""
        with self._changing():
            return resolve(self.base)

    def show(self, id_: str) -> list[Said]:
        """Which source said what of a thing, and when; see `graph.statements.statements`."""
        return statements(self.base, parse_id(id_))

    def forget(self, id_: str) -> Gone:
        """Remove a scientist for good; see `graph.rights.forget`."""
        self.close()
        return forget(self.base, parse_id(id_))

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """What is done within changes what is staged; the store follows."""
        self.close()
        yield
        self.base.update()

    def ask(self, question: str, **parameters: Any) -> Answer:
        """Ask a question by name; parameters as in `hikma ask QUESTION --help`."""
        return ask(self.graph, question, **parameters)

    def search(self, text: str, **parameters: Any) -> Answer:
        """People, institutions, topics and publications that a text finds; parameters as in `hikma search --help`."""
        return self.ask("search", text=text, **parameters)

    def rebuild_index(self) -> None:
        """Make the search index anew; see `graph.base.Base.rebuild_index`."""
        self.close()
        self.base.rebuild_index()

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
