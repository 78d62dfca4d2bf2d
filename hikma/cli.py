"""The command line: `hikma [--base DIR] [--store URL] VERB`; answers on stdout, progress on stderr."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

import hikma
from graph.errors import HikmaError, UsageError
from hikma.verbs import VERBS
from hikma.verbs.verb import DEFAULT_BASE

DESCRIPTION = """One information base of the scientists of the Islamic countries.

A first session:
  hikma demo                                     make an invented world, ask the three questions, serve the pages
  hikma --base mine load openalex works.jsonl.gz load real works
  hikma --base mine status                       what is there, and how well it is covered
  hikma --base mine ask collaboration-gaps       which countries should work together and do not
  hikma --base mine serve                        the same in a browser"""


def parser(*, asking: bool = True) -> argparse.ArgumentParser:
    """The whole command line; each verb adds its own part.

    The questions and the numerical libraries that they need are loaded only where something is asked.
    """
    shared = argparse.ArgumentParser(add_help=False)
    _place(shared, argparse.SUPPRESS)
    root = argparse.ArgumentParser(
        prog="hikma", description=DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    root.add_argument("--version", action="version", version=f"hikma {hikma.__version__}")
    _place(root, None)
    verbs = root.add_subparsers(dest="verb", metavar="VERB", required=True)
    for verb in VERBS:
        if asking or verb.name != "ask":
            verb.register(verbs, shared)
        else:
            verbs.add_parser("ask", help=verb.title)
    return root


def _place(target: argparse.ArgumentParser, default: str | None) -> None:
    target.add_argument("--base", metavar="DIR", default=default, help=f"folder of the base (default: {DEFAULT_BASE})")
    target.add_argument(
        "--store",
        metavar="URL",
        default=default,
        help="where the graph is kept, as neo4j://localhost:7687 (user and password in NEO4J_USERNAME and "
        "NEO4J_PASSWORD); default: the one used before, at first a file in the base",
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 done, 1 a failure explained in one line on stderr, 2 wrong usage."""
    words = sys.argv[1:] if arguments is None else arguments
    given = parser(asking="ask" in words).parse_args(words)
    try:
        status: int = given.run(given)
        sys.stdout.flush()
    except HikmaError as error:
        print(f"hikma: {' '.join(str(error).split())}", file=sys.stderr)
        return 2 if isinstance(error, UsageError) else 1
    except KeyboardInterrupt:
        print("hikma: stopped; what was staged is kept, the same command goes on from there", file=sys.stderr)
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    return status


if __name__ == "__main__":
    sys.exit(main())
