"""The people or institutions that a list names: by id, in any form, or by name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

from graph.errors import InvalidIdentifier, QuestionError
from graph.identifiers import parse_id
from graph.store import Store
from queries.caveats import counted, in_a_row, said
from queries.labels import Label, labels
from queries.saying import Said
from queries.subject import folded

Kind = Literal["Scientist", "Institution"]
KINDS: tuple[Kind, ...] = ("Scientist", "Institution")
OWN_ID: Mapping[Kind, str] = {"Scientist": "orcid", "Institution": "ror"}
SHOWN = 5
_KIND = {"Scientist": said("scientist"), "Institution": said("institution")}


class Found(NamedTuple):
    """A node that a text names."""

    kind: Kind
    id: str


class Members(NamedTuple):
    """Who was found, all of one kind; ids are sorted, each once."""

    kind: Kind
    ids: tuple[str, ...]
    not_found: tuple[str, ...]
    """The texts that name nobody here, as given."""


def listed(of: str, file: Path | None) -> tuple[str, ...]:
    """The texts of a list separated by semicolons, and of a file with one a line; each once.

    Raises:
        QuestionError: the file cannot be read.
    """
    texts = of.split(";")
    if file is not None:
        try:
            texts += file.read_text(encoding="utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise QuestionError(
                said("file “{file}” cannot be read: give a text in UTF-8, one id or name a line", file=str(file))
            ) from error
    return tuple(dict.fromkeys(text.strip() for text in texts if text.strip()))


def find_members(store: Store, texts: Sequence[str]) -> Members:
    """The scientists, or the institutions, that the texts name.

    As for `queries.subject.find_subject`, an id comes before a name, and a display name as it is written before all
    other forms of names, regardless of case and accents.

    Raises:
        QuestionError: a text names several, which are listed; people and institutions; or fewer than two were found.
    """
    found = _found(store, texts)
    ambiguous = {text: sorted(found[text]) for text in texts if len(found[text]) > 1}
    if ambiguous:
        raise QuestionError(_candidates(store, ambiguous))
    whole = sorted({one for text in texts for one in found[text]})
    if len({one.kind for one in whole}) > 1:
        raise QuestionError(_told_of_kinds(whole))
    missing = tuple(text for text in texts if not found[text])
    if len(whole) < 2:
        raise QuestionError(_told_of_too_few(len(whole), len(texts), missing))
    return Members(whole[0].kind, tuple(one.id for one in whole), missing)


def _found(store: Store, texts: Sequence[str]) -> Mapping[str, set[Found]]:
    found: defaultdict[str, set[Found]] = defaultdict(set)
    for look in (_by_id, _by_name, _by_any_name):
        left = [text for text in texts if not found[text]]
        for text, one in look(store, left) if left else ():
            found[text].add(one)
    return found


def _by_id(store: Store, texts: Sequence[str]) -> Iterable[tuple[str, Found]]:
    forms = {text: {text, *_parsed(text)} for text in texts}
    known: defaultdict[str, set[Found]] = defaultdict(set)
    for kind in KINDS:
        own = OWN_ID[kind]
        query = f"MATCH (n:{kind}) WHERE n.id IN $ids OR n.{own} IN $bare RETURN n.id AS id, n.{own} AS own"
        ids = sorted({form for each in forms.values() for form in each})
        bare = [form.removeprefix(f"{own}:") for form in ids if form.startswith(f"{own}:")]
        for row in store.rows(query, ids=ids, bare=bare).to_pylist():
            for form in (row["id"], f"{own}:{row['own']}"):
                known[form].add(Found(kind, row["id"]))
    for text, each in forms.items():
        one = {found for form in each for found in known[form]} or set(_also(store, _parsed(text)))
        yield from ((text, it) for it in one)


def _parsed(text: str) -> tuple[str, ...]:
    try:
        return (parse_id(text),)
    except InvalidIdentifier:
        return ()


def _also(store: Store, ids: Sequence[str]) -> Iterable[Found]:
    for kind in KINDS if ids else ():
        query = f"MATCH (n:{kind}) WHERE $other IN n.also RETURN n.id AS id"
        yield from (Found(kind, id_) for id_ in store.rows(query, other=ids[0])["id"].to_pylist())


def _by_name(store: Store, texts: Sequence[str]) -> Iterable[tuple[str, Found]]:
    for kind in KINDS:
        query = f"MATCH (n:{kind}) WHERE n.name IN $names RETURN n.id AS id, n.name AS name"
        for row in store.rows(query, names=list(texts)).to_pylist():
            yield row["name"], Found(kind, row["id"])


def _by_any_name(store: Store, texts: Sequence[str]) -> Iterable[tuple[str, Found]]:
    wanted: defaultdict[str, list[str]] = defaultdict(list)
    for text in texts:
        wanted[folded(text)].append(text)
    for kind in KINDS:
        for row in store.rows(f"MATCH (n:{kind}) RETURN n.id AS id, n.name AS name, n.names AS names").to_pylist():
            for form in _forms(row):
                yield from ((text, Found(kind, row["id"])) for text in wanted.get(form, ()))


def _forms(row: Mapping[str, Any]) -> set[str]:
    return {folded(form) for form in (row["name"], *(row["names"] or ())) if form} - {""}


def _candidates(store: Store, ambiguous: Mapping[str, Sequence[Found]]) -> Said:
    shown = {text: each[:SHOWN] for text, each in list(ambiguous.items())[:SHOWN]}
    asked = {kind.lower(): [id_ for each in shown.values() for k, id_ in each if k == kind] for kind in KINDS}
    known = labels(store, asked)
    named = [
        said(
            "“{text}” names {number}: {candidates}",
            text=text,
            number=len(ambiguous[text]),
            candidates=in_a_row(
                [*(_candidate(known, *one) for one in each), *(["…"] if len(ambiguous[text]) > SHOWN else [])], "; "
            ),
        )
        for text, each in shown.items()
    ]
    if len(ambiguous) > SHOWN:
        named.append(said("{more} more name several", more=len(ambiguous) - SHOWN))
    return said("{texts}. Give the id of the one that is meant", texts=in_a_row(named, ". "))


def _candidate(known: Mapping[tuple[str, str], Label], kind: Kind, id_: str) -> Said:
    label = known.get((kind.lower(), id_), Label(None, None))
    about = [part for part in (label.name, label.country) if part]
    return said("{id} ({about})", id=id_, about=in_a_row([*about, _KIND[kind]]))


def _told_of_kinds(found: Sequence[Found]) -> Said:
    scientists, institutions = ([id_ for one, id_ in found if one == kind] for kind in KINDS)
    return said(
        "the list names {scientists} (such as {scientist}) and {institutions} (such as {institution}): ask for people, "
        "or for institutions",
        scientists=counted(len(scientists), "scientist"),
        scientist=scientists[0],
        institutions=counted(len(institutions), "institution"),
        institution=institutions[0],
    )


def _told_of_too_few(found: int, asked: int, missing: Sequence[str]) -> Said:
    if not missing:
        return said("a network needs two, and {found} of these {asked} are in this base", found=found, asked=asked)
    return said(
        "a network needs two, and {found} of these {asked} are in this base; nobody here is called {names}",
        found=found,
        asked=asked,
        names=_quoted(missing),
    )


def _quoted(texts: Sequence[str]) -> Said:
    names = in_a_row([f"“{text}”" for text in texts[:SHOWN]])
    return said("{names} and {more} more", names=names, more=len(texts) - SHOWN) if len(texts) > SHOWN else names
