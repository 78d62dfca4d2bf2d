"""`hikma show ID`: which source said what of a scientist, institution, topic or publication, and when."""

from __future__ import annotations

import argparse

from graph.identifiers import parse_id
from graph.statements import Said, statements
from hikma.printing import lines
from hikma.verbs.verb import Verb, add_format, base_of

COLUMNS = tuple(name for name in Said._fields)


def _flags(made: argparse.ArgumentParser) -> None:
    made.add_argument("id", metavar="ID", help="id or web address: ORCID iD, ROR id, DOI, OpenAlex id, table:ID")
    made.add_argument("--limit", type=int, default=100, metavar="N", help="how many lines (default: 100; 0 for all)")
    add_format(made)


def _run(given: argparse.Namespace) -> int:
    found = statements(base_of(given), parse_id(given.id))
    shown = found[: given.limit or None]
    print(lines(COLUMNS, [list(said) for said in shown], given.format))
    if given.format == "table" and len(shown) < len(found):
        print(f"{len(shown):,} of {len(found):,} lines; --limit 0 shows all.")
    return 0


VERB = Verb(
    "show",
    "Show which source said what of a thing, and when.",
    """A line for each value that some records of a source state: from the first to the last date of a state that says
so, in how many records, one of them, and whether it still holds. Other ids of the thing come first.

  hikma show https://orcid.org/0000-0002-1825-0097
  hikma show openalex:W4409333334 --format json""",
    _flags,
    _run,
)
