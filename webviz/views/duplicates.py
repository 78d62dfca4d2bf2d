"""The duplicate check: which publications overlap with a text, a file, or another publication, with the evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from queries import Answer
from queries.saying import said
from webviz.duplicate_pairs import overlap
from webviz.formats import count, share
from webviz.tables import Figure
from webviz.view import Arguments, View


@dataclass(frozen=True)
class Check(View):
    """A page that waits until it is told what to compare: the question alone would go through the whole base."""

    def lacks(self, asked: Arguments) -> list[str]:
        """`publication`, where neither it nor a text nor the whole base is given."""
        swept = asked.get("sweep", "").lower() in ("1", "true", "yes", "on")
        given = swept or any(asked.get(name) for name in ("publication", "text", "title", "abstract"))
        return [] if given else ["publication"]


def page(answer: Answer, _: Arguments) -> dict[str, Any]:
    """The figures at the head, and what overlaps."""
    held = answer.coverage
    swept = held["pairs_compared"] is not None
    return {
        "figures": (
            Figure(count(held["listed"]), said("pairs found") if swept else said("publications overlap")),
            Figure(share(held["false_alarms_at_threshold"]), said("measured rate of false alarms at this likeness")),
            Figure(count(held["publications"]), said("publications were compared")),
            Figure(count(held["publications_with_abstract"]), said("of them have an abstract")),
        ),
        "overlaps": tuple(overlap(answer, record) for record in answer.records()),
        "swept": swept,
    }


VIEW = Check(
    name="duplicates",
    title="Has this been done already?",
    menu="Duplicate check",
    text="Paste the title and abstract of a proposal, or choose a file: publications here that overlap with it, with "
    "the closest sentences side by side. It is no verdict, and the text is kept nowhere.",
    for_whom="Researchers",
    door=3,
    order=5,
    question="duplicates",
    template="duplicates.html",
    page=page,
    asks=("publication", "sweep", "threshold", "limit"),
    own=(),
)
