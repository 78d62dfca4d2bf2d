"""`hikma sources`: what can be loaded."""

from __future__ import annotations

import argparse

from hikma.printing import lines
from hikma.verbs.verb import Verb, add_format
from loaders import loaders

COLUMNS = ("source", "title", "reads", "licence", "address")


def _run(given: argparse.Namespace) -> int:
    rows = [(loader.name, loader.title, loader.reads, loader.licence, loader.address) for loader in loaders().values()]
    print(lines(COLUMNS, rows, given.format))
    return 0


VERB = Verb(
    "sources",
    "List the sources that can be loaded.",
    "Give the name in the first column to “hikma load”.",
    add_format,
    _run,
)
