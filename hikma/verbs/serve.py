"""`hikma serve`: the pages, for a browser."""

from __future__ import annotations

import argparse

from hikma.verbs.verb import Verb, base_of


def _flags(made: argparse.ArgumentParser) -> None:
    made.add_argument(
        "--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1, this machine only)"
    )
    made.add_argument("--port", type=int, default=8000, help="port to listen on (default: 8000)")
    made.add_argument(
        "--processes",
        type=int,
        default=2,
        metavar="N",
        help="processes that serve, each with the base in its memory (default: 2)",
    )
    made.add_argument(
        "--behind-proxy",
        action="store_true",
        help="believe the headers X-Forwarded-For, -Proto, -Host and -Prefix of the server in front",
    )


def _run(given: argparse.Namespace) -> int:
    from webviz.serving import serve

    base = base_of(given)
    base.open_store().close()
    serve(base, given.host, given.port, processes=given.processes, behind_proxy=given.behind_proxy)
    return 0


VERB = Verb("serve", "Serve the pages of the base to a browser.", "Stop it with Ctrl-C.", _flags, _run)
