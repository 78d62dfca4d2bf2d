"""`hikma sources`: what can be loaded."""

from __future__ import annotations

import argparse

import msgspec

from hikma.printing import csv_text, table_text
from hikma.verbs.verb import Verb, add_format
from loaders import loaders

COLUMNS = ("source", "title", "reads", "licence", "address")


def _run(given: argparse.Namespace) -> int:
    rows = [(loader.name, loader.title, loader.reads, loader.licence, loader.address) for loader in loaders().values()]
    if given.format == "json":
        print(msgspec.json.encode([dict(zip(COLUMNS, row, strict=True)) for row in rows]).decode())
    else:
        print(csv_text(COLUMNS, rows) if given.format == "csv" else table_text(COLUMNS, rows))
    return 0


VERB = Verb(
    "sources",
    "List the sources that can be loaded.",
    "Give the name in the first column to “hikma load”.",
    add_format,
    _run,
)
