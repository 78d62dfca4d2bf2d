"""`hikma brief KIND OF --output FILE`: a country, a pair or a topic on paper, as one HTML that prints."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from graph.base import Graph
from graph.errors import UsageError
from hikma.verbs.verb import Verb, base_of
from queries import Answer, ask, publications_behind
from queries.exchange import data_state

KINDS = ("country", "pair", "topic")


class _Asked:
    """Asks one open graph."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    def ask(self, question: str, given: Mapping[str, Any]) -> Answer:
        return ask(self._graph, question, **given)

    def publications(self, question: str, key: Sequence[str], given: Mapping[str, Any]) -> Answer:
        return publications_behind(self._graph, question, key, **given)


def _flags(made: argparse.ArgumentParser) -> None:
    made.add_argument("kind", metavar="KIND", choices=KINDS, help="country, pair or topic")
    made.add_argument("of", metavar="OF", nargs="+", help="the country, two countries, or the topic: code, name or id")
    made.add_argument("--since", metavar="YEAR", help="first year, included")
    made.add_argument("--until", metavar="YEAR", help="last year, included")
    made.add_argument("--language", metavar="CODE", default="en", help="of the brief: en, ar, fr, … (default: en)")
    made.add_argument("--output", metavar="FILE", type=Path, required=True, help="the HTML file that is written")


def _run(given: argparse.Namespace) -> int:
    from webviz.brief_paper import paper
    from webviz.brief_subjects import BRIEFS
    from webviz.language import LANGUAGES, speaking
    from webviz.loaded import loaded

    if given.language not in LANGUAGES:
        raise UsageError(f"language “{given.language}” is not known: give one of {', '.join(LANGUAGES)}")
    period = {name: value for name in ("since", "until") if (value := getattr(given, name))}
    of = ",".join(given.of) if given.kind == "pair" else " ".join(given.of)
    with base_of(given).open() as graph, speaking(given.language):
        brief = BRIEFS[given.kind](_Asked(graph), of, period)
        text = paper(brief, data_state(graph.loads, datetime.now(UTC).date()), loaded(graph).invented)
    try:
        given.output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{given.output} cannot be written ({error.strerror}): name another file") from error
    print(f"{brief.title}: {given.output}")
    return 0


VERB = Verb(
    "brief",
    "Write a brief on a country, a pair of countries or a topic.",
    """country TR            figures, fields, partners, gaps, institutions, scientists
pair TR PK            what two countries have together, and where they could start
topic Desalination    who works on it and where, and which pairs of countries lack joint publications
One HTML file that opens offline and prints on A4, with method, coverage and the publications behind it.""",
    _flags,
    _run,
)
