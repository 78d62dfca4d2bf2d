"""What is to be resolved: each printed name of an author with an ORCID, with the works that it is printed on."""

from __future__ import annotations

import gzip
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import msgspec

from graph.sameness.scientists import Mention, person_key

LARGEST_BYLINE = 100
"""Works with more authors say nothing on who works with whom."""


class Variants(msgspec.Struct):
    """A line of the file of names: an author id and how often each name is printed under it."""

    author: str | None
    orcid: str | None
    variants: dict[str, int]


class Item(NamedTuple):
    """A printed name under an ORCID; `author` is empty where the source found no author."""

    orcid: str
    author: str
    name: str

    @property
    def held_out(self) -> bool:
        """Whether it is of the half that nothing was tuned on: the ORCID's SHA-256 begins with an odd byte."""
        return sha256(self.orcid.encode()).digest()[0] % 2 == 1


class _Named(msgspec.Struct):
    id: str | None = None


class _Author(msgspec.Struct):
    id: str | None = None
    display_name: str | None = None
    orcid: str | None = None


class _Authorship(msgspec.Struct):
    author: _Author
    raw_author_name: str | None = None
    institutions: list[_Named] = []
    countries: list[str] = []


class Work(msgspec.Struct):
    """What is read of an OpenAlex work."""

    id: str
    publication_year: int | None = None
    authorships: list[_Authorship] = []
    topics: list[_Named] = []
    keywords: list[_Named] = []
    referenced_works: list[str] = []


def read_variants(path: Path) -> list[Variants]:
    """The lines of a file of names."""
    return [msgspec.json.decode(line, type=Variants) for line in path.read_bytes().splitlines() if line.strip()]


def read_works(path: Path) -> Iterator[Work]:
    """The works of a gzip file, one a line."""
    with gzip.open(path) as lines:
        yield from (msgspec.json.decode(line, type=Work) for line in lines)


def works_beside(variants: Path) -> Path | None:
    """The works of the data folder that a file of names is in: of `openalex/*/works.jsonl.gz`, the last by name."""
    return max((variants.resolve().parent.parent / "openalex").glob("*/works.jsonl.gz"), default=None)


def items_of(lines: Iterable[Variants]) -> list[Item]:
    """Every printed name under an ORCID once, sorted; one that is printed under two ORCIDs is two items."""
    return sorted({Item(line.orcid, line.author or "", name) for line in lines if line.orcid for name in line.variants})


def identified(items: Iterable[Item]) -> list[Item]:
    """The items of a known author.

    What stands under an ORCID and no author gathers authorships of many persons that no author was found for.
    """
    return [item for item in items if item.author]


def display_names(works: Iterable[Work]) -> dict[str, str]:
    """The name that OpenAlex shows for each author id; used to tell whose an id is, never to resolve."""
    authors = (line.author for work in works for line in work.authorships)
    return {author.id: author.display_name for author in authors if author.id and author.display_name}


def mentions_of(items: Sequence[Item], works: Iterable[Work]) -> list[Mention]:
    """The items as mentions: their position as id, their name, and what the works say that it is printed on.

    The author id serves to find those works and goes no further: co-authors are told by their printed names, and no
    ORCID is given. Ids of institutions, topics, keywords and works are used. An item that stands on no work keeps its
    name alone.
    """
    found: dict[tuple[str, str], list[tuple[Work, int]]] = defaultdict(list)
    wanted = {(item.author, item.name) for item in items}
    for work in works:
        for place, line in enumerate(work.authorships):
            key = (line.author.id or "", line.raw_author_name or "")
            if key in wanted:
                found[key].append((work, place))
    return [mention_of(number, item, found[item.author, item.name]) for number, item in enumerate(items)]


def mention_of(number: int, item: Item, lines: Sequence[tuple[Work, int]]) -> Mention:
    """An item as a mention, with the number as its id; `lines` are the works that it is on and its place there."""
    own = [work.authorships[place] for work, place in lines]
    return Mention(
        id=f"{number:07d}",
        names=(item.name,),
        coauthors=frozenset(name for work, place in lines for name in _others(work, place)),
        institutions=_ids(one for line in own for one in line.institutions),
        countries=frozenset(code for line in own for code in line.countries),
        topics=_ids(one for work, _ in lines for one in (*work.topics, *work.keywords)),
        references=frozenset(cited for work, _ in lines for cited in work.referenced_works),
        publications=frozenset(work.id for work, _ in lines),
        years=tuple(sorted(work.publication_year for work, _ in lines if work.publication_year)),
    )


def _others(work: Work, place: int) -> Iterator[str]:
    if len(work.authorships) <= LARGEST_BYLINE:
        for other, line in enumerate(work.authorships):
            if other != place and line.raw_author_name:
                yield person_key(line.raw_author_name)


def _ids(named: Iterable[_Named]) -> frozenset[str]:
    return frozenset(one.id for one in named if one.id)
