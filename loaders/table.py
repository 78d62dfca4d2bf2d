"""A table of the user's own: CSV, one row an authorship."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from io import TextIOWrapper
from itertools import zip_longest
from pathlib import Path
from typing import TextIO

import msgspec

from graph.errors import InvalidIdentifier, LoadStopped, RejectedRecord
from graph.identifiers import parse_doi, parse_orcid, parse_ror
from loaders.cleaning import has_address
from loaders.loader import Loader, Parsed, Raw, Watch
from loaders.opening import opened
from loaders.reading import files_of
from loaders.table_facts import TableRow, country_codes, publication_facts, several, yes_or_no

REQUIRED = ("publication", "scientist")
COLUMNS = TableRow.__struct_fields__[1:]
DELIMITERS = ",;\t"
IDS = (*REQUIRED, "institution", "topic")


def read(paths: Sequence[Path], watch: Watch) -> Iterator[Raw]:
    """One record a publication, made of its rows wherever they stand in the file; each bad row on its own.

    Raises:
        LoadStopped: a path does not exist, a required column is missing, or a column is not known.
    """
    publications: dict[str, tuple[str, list[TableRow]]] = {}
    places: Counter[str] = Counter()
    for path in files_of(paths, (".csv", ".tsv", ".txt")):
        yield from _group(path, publications, places)
        watch(path.stat().st_size)
    for file, rows in publications.values():
        yield Raw(file, rows[0].line, msgspec.json.encode(rows))


def _group(path: Path, publications: dict[str, tuple[str, list[TableRow]]], places: Counter[str]) -> Iterator[Raw]:
    """Put the good rows of a file to their publications, and give the bad ones, which count in the byline too."""
    try:
        with TextIOWrapper(opened(path), encoding="utf-8-sig", newline="") as file:
            for line, values in _rows(path, file):
                places[values.get("publication", "")] += 1
                problem = _problem(values)
                if problem:
                    yield Raw(str(path), line, msgspec.json.encode(values), problem)
                else:
                    position = values.get("position") or str(places[values["publication"]])
                    row = TableRow(line, **values | {"position": position})
                    publications.setdefault(row.publication, (str(path), []))[1].append(row)
    except (UnicodeDecodeError, csv.Error) as error:
        raise LoadStopped(f"{path} is not CSV in UTF-8 ({error}): save it as “CSV UTF-8”") from error


def _rows(path: Path, file: TextIO) -> Iterator[tuple[int, dict[str, str]]]:
    header = file.readline()
    if not header.strip():
        raise LoadStopped(f"{path} is empty: its first line must name the columns, as publication,scientist,country")
    delimiter = max(DELIMITERS, key=header.count)
    names = [name.strip().lower() for name in next(csv.reader([header], delimiter=delimiter))]
    _check(path, names)
    reader = csv.reader(file, delimiter=delimiter)
    for values in reader:
        if any(value.strip() for value in values):
            yield (
                reader.line_num + 1,
                {name: value.strip() for name, value in zip_longest(names, values, fillvalue="") if name or value},
            )


def _check(path: Path, names: Sequence[str]) -> None:
    missing = [name for name in REQUIRED if name not in names]
    if missing:
        raise LoadStopped(
            f"{path} has no column “{missing[0]}”: the first line must name at least {' and '.join(REQUIRED)}"
        )
    unknown = [name for name in names if name not in COLUMNS]
    if unknown:
        raise LoadStopped(
            f"{path} has a column “{unknown[0]}” that is unknown: name it one of {', '.join(COLUMNS)}, or leave it out"
        )
    twice = [name for name in names if names.count(name) > 1]
    if twice:
        raise LoadStopped(f"{path} has two columns “{twice[0]}”: leave one out")


def _problem(values: dict[str, str]) -> str | None:
    """Why a row cannot be used, with the remedy; none where it can."""
    if "" in values:
        return "there are more cells than columns: put a value that contains the delimiter in quotes"
    missing = [name for name in REQUIRED if not values.get(name)]
    if missing:
        return f"{missing[0]} is empty: fill it in"
    personal = next((name for name in IDS if has_address(values.get(name, ""))), None)
    if personal:
        return f"{personal} is an e-mail address, which is not kept: give another id"
    return _misread(values) or _number_problem(values) or _ror_problem(values)


def _misread(values: dict[str, str]) -> str | None:
    try:
        for name, parse in (("orcid", parse_orcid), ("doi", parse_doi), ("country", country_codes)):
            if values.get(name):
                parse(values[name])
        for ror in several(values.get("ror", "")):
            parse_ror(ror)
        yes_or_no(values.get("corresponding", ""))
    except InvalidIdentifier as error:
        return str(error)
    return None


def _number_problem(values: dict[str, str]) -> str | None:
    for name, limit in (("year", 2199), ("position", 99_999)):
        if values.get(name) and not (values[name].isdecimal() and 0 < int(values[name]) <= limit):
            return f"{name} “{values[name]}” is not a whole number from 1 to {limit}: mend it"
    return None


def _ror_problem(values: dict[str, str]) -> str | None:
    rors, institutions = several(values.get("ror", "")), several(values.get("institution", ""))
    if rors and len(rors) != len(institutions):
        return f"{len(rors)} in ror for {len(institutions)} in institution: name as many, in the same order"
    return None


_rows_of = msgspec.json.Decoder(list[TableRow])


def parse(data: bytes) -> Parsed:
    """The publication, its authors in the order of `position` or of the rows, and what the rows say of each.

    Raises:
        RejectedRecord: not the rows of one publication.
    """
    try:
        rows = _rows_of.decode(data)
    except msgspec.MsgspecError as error:
        raise RejectedRecord(f"not the rows of a publication ({error})") from error
    return publication_facts(rows)


SAMPLE = msgspec.json.encode(
    [
        TableRow(
            2,
            "1",
            "amina",
            title="An invented paper",
            year="2025",
            country="KZ; TR",
            topic="Water",
            institution="Academy",
        ),
        TableRow(3, "1", "bilal", country="PK"),
    ]
)

LOADER = Loader(
    name="table",
    title="A table of your own",
    reads="CSV, one row an authorship: publication, scientist; " + ", ".join(COLUMNS[2:]),
    licence="yours",
    address="",
    sample=SAMPLE,
    read=read,
    parse=parse,
    mended_in_file=True,
)
