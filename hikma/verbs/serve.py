"""`hikma serve`: the pages, for a browser."""

from __future__ import annotations

import argparse

from hikma.verbs.verb import Verb, base_of


def _flags(made: argparse.ArgumentParser) -> None:
    made.add_argument(
        "--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1, this machine only)"
    )
    made.add_argument("--port", type=int, default=8000, help="port to listen on (default: 8000)")


def _run(given: argparse.Namespace) -> int:
    from webviz.serving import serve

    base = base_of(given)
    base.open_store().close()
    serve(base, given.host, given.port)
    return 0


VERB = Verb("serve", "Serve the pages of the base to a browser.", "Stop it with Ctrl-C.", _flags, _run)
