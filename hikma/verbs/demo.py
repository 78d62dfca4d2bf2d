"""`hikma demo`: a world to try Hikma on, the three questions, and the pages."""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

from graph.base import Base
from hikma.demo import INVENTED, Asked, findings, invent, load_files, load_world, three_questions
from hikma.printing import answer_text
from hikma.verbs.load import told
from hikma.verbs.verb import Verb, base_of
from hikma.world import Planted
from loaders import Tally
from queries import find_question

DEMO_BASE = "hikma-demo"


def _flags(made: argparse.ArgumentParser) -> None:
    made.add_argument("--works", type=int, default=20_000, help="how many works to invent (default: 20000)")
    made.add_argument("--seed", type=int, default=2026, help="another seed is another world (default: 2026)")
    made.add_argument(
        "--from",
        dest="path",
        type=Path,
        nargs="+",
        metavar="PATH",
        help="real OpenAlex files instead of an invented world",
    )
    made.add_argument("--serve", action=argparse.BooleanOptionalAction, default=True, help="serve the pages at the end")
    made.add_argument(
        "--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1, this machine only)"
    )
    made.add_argument("--port", type=int, default=8000, help="port to listen on (default: 8000)")


def _run(given: argparse.Namespace) -> int:
    base = base_of(given, DEMO_BASE)
    planted, tally = _filled(base, given)
    print(f"{base.folder}: {told(tally)}.")
    with base.open() as graph:
        asked = [_told(one) for one in three_questions(graph)]
    if planted:
        print("\n" + "\n".join(findings(planted, asked)))
    if given.serve:
        from webviz.serving import serve

        print()
        serve(base, given.host, given.port)
    else:
        print(f"\nSee the same in a browser: {_command()} --base {base.folder} serve")
    return 0


def _command() -> str:
    """How this program was called, for a reader to call it again: `hikma` where it is on the path."""
    called = sys.argv[0]
    found = shutil.which("hikma")
    return called if called.endswith("hikma") and found != called else "hikma"


def _filled(base: Base, given: argparse.Namespace) -> tuple[Planted | None, Tally]:
    if given.path:
        return None, load_files(base, given.path, None)
    folder = base.folder / "world"
    planted = invent(folder, given.works, given.seed)
    print(f"{INVENTED}.")
    return planted, load_world(base, folder)


def _told(asked: Asked) -> Asked:
    brief = find_question(asked.answer.question).brief
    print(f"\n{asked.person} asks: {asked.words}\n{answer_text(asked.answer, 'table', brief)}", flush=True)
    return asked


VERB = Verb(
    "demo",
    "Make an invented world, ask the three questions, serve the pages.",
    """Nothing in the world is real; what was planted in it, to be found, is told after the answers. The base is the
folder hikma-demo, unless --base names another.

  hikma demo --no-serve                 stop after the answers
  hikma demo --from works.jsonl.gz      the same questions on real files""",
    _flags,
    _run,
)
