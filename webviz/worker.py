"""One of the processes that serve: it is told what to serve on its standard input, and ends when that ends.

It is a program of its own, started anew, so that no engine or thread of another process is in it.
"""

from __future__ import annotations

import os
import pickle
import signal
import socket
import sys
import threading

from waitress.server import create_server

from webviz.app import create_app
from webviz.serving import Errand
from webviz.warmth import Warmth

THREADS = 24
"""Idle threads cost little, and each program that waits for a long answer takes one."""

CONNECTIONS = 500


def main() -> None:
    """Serve until told to end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _end)
    errand: Errand = pickle.load(sys.stdin.buffer)  # noqa: S301 - from the process that started this one
    threading.Thread(target=_end_with_parent, daemon=True).start()
    app = create_app(errand.base, behind_proxy=errand.behind_proxy)
    server = create_server(
        app,
        sockets=[socket.socket(fileno=errand.listening)],
        threads=THREADS,
        ident="Hikma",
        # What somebody sends to be compared stays in memory: it is never written to a file, not even for a moment.
        inbuf_overflow=app.config["MAX_CONTENT_LENGTH"] + 1,
        connection_limit=CONNECTIONS,
        max_request_header_size=1 << 16,
        max_request_body_size=app.config["MAX_CONTENT_LENGTH"] + 1,
        clear_untrusted_proxy_headers=not errand.behind_proxy,
    )
    warmth: Warmth = app.extensions["hikma.warmth"]
    warmth.begin()
    server.run()
    server.close()
    # Answers may still be worked out in threads of engines, which cannot be asked to stop.
    os._exit(0)


def _end(*_: object) -> None:
    raise SystemExit


def _end_with_parent() -> None:
    """Nothing more is ever sent: the end of what can be read is the end of whoever started this."""
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main()
