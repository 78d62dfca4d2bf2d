"""The reference pages that are made from the code: `python -m tests.support.reference` writes them anew."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

from graph.model import KINDS, Link, Merge, Node
from hikma.cli import parser

PAGES = Path(__file__).parents[2] / "docs" / "reference"
_TYPES = {"string": "text", "int64": "whole number", "double": "number", "bool": "yes or no"}


def model_page() -> str:
    """Every kind of node and link with its properties."""
    return "\n".join(["# The model", "", MODEL_INTRODUCTION, *(line for kind in KINDS for line in _kind(kind))]) + "\n"


MODEL_INTRODUCTION = """\
Five kinds of node and seven kinds of link. They are declared once, in `graph/model.py`; the staged files, the tables of
the embedded store, the constraints of Neo4j and the headers of its bulk import are all derived from there.
Where several records speak of one thing, each property is that of the thing's own record before a mention of it, then
that of the smallest record id; properties marked *all* unite what any record says. An id keeps its source:
`openalex:A5…`, `orcid:0000-…`, `ror:…`, `doi:…`, `table:ID-AS-GIVEN`; a country's is its ISO 3166-1 alpha-2 code."""


def _kind(kind: Node | Link) -> Iterator[str]:
    ends = f" ({kind.start.name} → {kind.end.name})" if isinstance(kind, Link) else ""
    yield from ("", f"## {kind.name}{ends}", "", f"{kind.row.__doc__}")
    if isinstance(kind, Link) and kind.listed_in:
        yield f"Drawn from `{kind.start.name}.{kind.listed_in}`."
    columns = kind.properties if isinstance(kind, Link) else kind.columns
    if columns:
        yield from ("", "| property | type | meaning |", "|---|---|---|")
    for column in columns:
        text = str(column.type).replace("list<item: ", "list of ").rstrip(">")
        for arrow, word in _TYPES.items():
            text = text.replace(arrow, word)
        meaning = f"{column.meaning} (*all*)" if column.merge is Merge.UNION else column.meaning
        yield f"| `{column.name}` | {text} | {meaning} |"


def command_line_page() -> str:
    """What every verb's `--help` says."""
    lines = ["# The command line", "", COMMAND_INTRODUCTION, ""]
    with patch.dict(os.environ, COLUMNS="100"):
        for words, made in _verbs(parser(), ["hikma"]):
            lines += [f"## {' '.join(words)}", "", "```text", made.format_help().rstrip(), "```", ""]
    return "\n".join(lines)


COMMAND_INTRODUCTION = """\
Answers go to stdout, progress and warnings to stderr. The exit status is 0 when done, also where single records
were set aside (`--strict` makes that 1); 1 for a failure, explained in one line; 2 for wrong usage; `watch run`
ends with 3 where something is new."""


def _verbs(made: argparse.ArgumentParser, words: list[str]) -> Iterator[tuple[list[str], argparse.ArgumentParser]]:
    yield words, made
    for action in made._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, below in action.choices.items():
                yield from _verbs(below, [*words, name])


def pages() -> dict[Path, str]:
    """Every page that is made from the code, by its file."""
    return {PAGES / "model.md": model_page(), PAGES / "command-line.md": command_line_page()}


if __name__ == "__main__":
    for file, text in pages().items():
        file.write_text(text, encoding="utf-8")
