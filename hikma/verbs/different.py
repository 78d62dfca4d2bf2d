"""`hikma different A B`: judge by hand that two ids name two things, or that a name under an id is another person's."""

from __future__ import annotations

import argparse

from graph.errors import UsageError
from graph.identifiers import parse_id
from graph.judgements import aliases, detach, printed_for
from hikma.progress import Progress
from hikma.verbs.same import add_reason, judge_by_hand
from hikma.verbs.verb import Verb, base_of


def _flags(made: argparse.ArgumentParser) -> None:
    made.add_argument("left", metavar="A", help="an id, as openalex:A5002041459")
    made.add_argument("right", metavar="B", nargs="?", help="the other id")
    made.add_argument(
        "--name", metavar="NAME", help="instead of B: a name printed under A that is another person's, exactly"
    )
    add_reason(made)


def _run(given: argparse.Namespace) -> int:
    if (given.right is None) == (given.name is None):
        raise UsageError("give two ids, or one id and --name")
    if given.right is not None:
        return judge_by_hand(given, "different")
    base, id_ = base_of(given), parse_id(given.left)
    verdict = "withdrawn" if given.undo else "different"
    printed = printed_for(base, aliases(base, id_), given.name)
    others = [detach(base, alias, given.name, verdict, given.because) for alias in printed]
    with Progress("updating the store") as progress:
        base.update(progress.step)
    print(
        f"What is printed under “{given.name}” belongs to {id_} again."
        if given.undo
        else f"What is printed under “{given.name}” belongs to {others[0]} from now on."
    )
    return 0


VERB = Verb(
    "different",
    "Judge by hand that two ids name two things, or that a name under an id is another person's.",
    """The judgement is kept through every later load and prevails over identifiers and scores; --undo takes it back.

  hikma different openalex:A5021382014 openalex:A5085007251
  hikma different openalex:A5010401681 --name "Kendall, Christopher G. St. C." """,
    _flags,
    _run,
)
