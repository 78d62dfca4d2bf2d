"""The byline of a bibliographic record: each author with names, ids and what is said of the affiliation."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from graph.model import AffiliatedWith, Authored, Fact, Institution, Scientist
from loaders.bibliographic_values import one_line

_ADDRESS_FOLLOWS = re.compile(r"\b(?:electronic address|e-?mail(?: address)?)\s*:\s*", re.IGNORECASE)
_STRAY_END = re.compile(r"(?:\s+[.,;]+)+$")


class Author(NamedTuple):
    """One place of a byline; `printed` is the name as it stands there."""

    printed: str
    forms: tuple[str, ...] = ()
    """Other forms of the same name."""
    shown: str | None = None
    """The name with the given names first; made of `printed` where none is given."""
    id: str | None = None
    """The node of the person, where the source knows them by an id of its own."""
    orcid: str | None = None
    affiliations: tuple[str, ...] = ()
    institutions: tuple[Institution, ...] = ()
    corresponding: bool | None = None


def given_first(name: str) -> str:
    """`Ada B. Lovelace` for `Lovelace, Ada B.`, `Ada Lovelace Jr.` for `Lovelace, Jr., Ada`; any other as it is."""
    parts = [part.strip() for part in name.split(",")]
    if len(parts) == 2 and all(parts):
        return f"{parts[1]} {parts[0]}"
    if len(parts) == 3 and all(parts):
        return f"{parts[2]} {parts[0]} {parts[1]}"
    return name


def folded(name: str) -> str:
    """Letters and digits alone, without case and accents: what two spellings of one name share."""
    apart = unicodedata.normalize("NFKD", name.replace("ı", "i").casefold())
    return "".join(letter for letter in apart if letter.isalnum())


def family_of(name: str) -> str:
    """The family name as far as a name shows it: what stands before the comma, else the last word; folded."""
    before, comma, _ = name.partition(",")
    return folded(before if comma else (name.split() or [""])[-1])


def byline_facts(publication: str, year: int | None, authors: Sequence[Author | None]) -> list[Fact]:
    """Scientists, institutions and the links between them; a place without a name counts, but states nothing.

    An author is known by the source's own id, else by the ORCID iD, else for this publication only. An iD that stands
    at places with different family names is nobody's: one of them is a mistake.
    """
    doubtful = _doubtful(authors)
    scientists: dict[str, Scientist] = {}
    authored: dict[str, Authored] = {}
    institutions: dict[str, Institution] = {}
    affiliated: dict[tuple[str, str], AffiliatedWith] = {}
    for position, author in enumerate(authors, start=1):
        if not author:
            continue
        scientist = _scientist(f"{publication}#{position}", author, doubtful)
        before = scientists.get(scientist.id)
        scientists[scientist.id] = _united_names(before, scientist) if before else scientist
        link = _authored(scientist.id, publication, author, position, len(authors))
        again = authored.get(scientist.id)
        authored[scientist.id] = _united(again, link) if again else link
        for institution in author.institutions:
            institutions.setdefault(institution.id, institution)
            key = (scientist.id, institution.id)
            affiliated[key] = AffiliatedWith(*key, [year] if year else None)
    return [*scientists.values(), *institutions.values(), *affiliated.values(), *authored.values()]


def _doubtful(authors: Iterable[Author | None]) -> set[str]:
    families: dict[str, set[str]] = defaultdict(set)
    for author in authors:
        if author and author.orcid:
            families[author.orcid].add(family_of(author.shown or author.printed))
    return {orcid for orcid, names in families.items() if len(names) > 1}


def _scientist(local: str, author: Author, doubtful: set[str]) -> Scientist:
    orcid = None if author.orcid in doubtful else author.orcid
    known = author.id or (f"orcid:{orcid}" if orcid else None)
    shown = one_line(author.shown) or given_first(author.printed)
    forms = dict.fromkeys(name for form in (shown, author.printed, *author.forms) if (name := one_line(form)))
    return Scientist(known or local, name=shown, names=list(forms), orcid=orcid, local=not known)


def _authored(scientist: str, publication: str, author: Author, position: int, positions: int) -> Authored:
    return Authored(
        scientist,
        publication,
        [position],
        author.corresponding,
        [author.printed],
        institutions=list(dict.fromkeys(one.id for one in author.institutions)) or None,
        last=position == positions > 1,
        affiliations=_texts(author.affiliations),
    )


def _texts(affiliations: Iterable[str]) -> list[str] | None:
    cleaned = (_STRAY_END.sub("", one_line(_ADDRESS_FOLLOWS.sub("", text)) or "") for text in affiliations)
    return list(dict.fromkeys(text for text in cleaned if text.strip(" .,;"))) or None


def _united_names(before: Scientist, again: Scientist) -> Scientist:
    names = list(dict.fromkeys([*(before.names or []), *(again.names or [])]))
    return before._replace(names=names, orcid=before.orcid or again.orcid)


def _united(before: Authored, again: Authored) -> Authored:
    """One link for an author who is named twice in a byline."""
    return before._replace(
        positions=[*(before.positions or []), *(again.positions or [])],
        names=[*(before.names or []), *(again.names or [])],
        corresponding=before.corresponding or again.corresponding,
        institutions=_both(before.institutions, again.institutions),
        affiliations=_both(before.affiliations, again.affiliations),
        last=before.last or again.last,
    )


def _both(before: list[str] | None, again: list[str] | None) -> list[str] | None:
    return list(dict.fromkeys([*(before or []), *(again or [])])) or None
