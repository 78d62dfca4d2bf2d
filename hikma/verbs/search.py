"""`hikma search TEXT`: people, institutions, topics and publications; the short form of `hikma ask search --text`."""

from __future__ import annotations

import argparse

from graph.errors import UsageError
from hikma.printing import answer_text
from hikma.progress import Progress
from hikma.verbs.verb import Verb, add_format, base_of

KINDS = ("all", "people", "institutions", "topics", "publications")


def _flags(made: argparse.ArgumentParser) -> None:
    made.add_argument("text", metavar="TEXT", nargs="*", help="a name, words of a title or topic, or an id")
    made.add_argument("--kind", choices=KINDS, default="all", help="what is wanted (default: all)")
    made.add_argument("--country", metavar="TR", help="only of this country: its code or its name")
    made.add_argument("--group", metavar="oic", help="only of a group of countries, as oic or KZ,TR")
    made.add_argument("--since", metavar="2015", help="only what was published, and who published, since this year")
    made.add_argument("--until", metavar="2024", help="the same, up to this year")
    made.add_argument("--topic", metavar="TOPIC", help="only on this topic, or a narrower one: its id or its name")
    made.add_argument("--limit", metavar="LIMIT", default="10", help="how many rows of each kind; 0 for a hundred")
    made.add_argument("--rebuild", action="store_true", help="make the search index anew first, from the store")
    add_format(made)


def _run(given: argparse.Namespace) -> int:
    from queries import ask
    from queries.search import QUESTION

    base, text = base_of(given), " ".join(given.text)
    if not text and not given.rebuild:
        raise UsageError("give a text to search for, or --rebuild to make the search index anew")
    if given.rebuild:
        with Progress("indexing") as progress:
            base.rebuild_index(watch=progress.step)
    if text:
        names = ("kind", "country", "group", "since", "until", "topic", "limit")
        asked = {name: value for name in names if (value := getattr(given, name)) is not None}
        with base.open() as graph:
            answer = ask(graph, "search", text=text, **asked)
        print(answer_text(answer, given.format, QUESTION.brief))
    return 0


VERB = Verb(
    "search",
    "Find people, institutions, topics and publications.",
    """Names are found in any script and spelling, with initials, misprints, and in any order; publications by words of
title, abstract, keywords and topics. It is the short form of “hikma ask search --text TEXT”.

The search index is in BASE/index. Loads keep it up to date; where it is lost or behind, it is made anew when it is next
asked, and that is said. --rebuild makes it anew at once.

  hikma search Мухаммед аль-Гамди
  hikma search "M. El Ghamdi" --kind people --country SA
  hikma search membrane desalination --since 2020
  hikma search --rebuild""",
    _flags,
    _run,
)
