"""Serving the pages: a production server on this machine, until it is stopped."""

from __future__ import annotations

import errno
import socket
import threading
from collections.abc import Callable
from contextlib import suppress

from waitress.server import create_server

from graph.base import Base
from graph.errors import HikmaError
from webviz.app import create_app
from webviz.catalogue import views
from webviz.loaded import loaded
from webviz.reading import Reading

THREADS = 8


def _say(text: str) -> None:
    print(text, flush=True)


def serve(
    base: Base,
    host: str = "127.0.0.1",
    port: int = 8000,
    announce: Callable[[str], object] = _say,
) -> None:
    """Serve the pages of a base until interrupted; port 0 takes a free one. `announce` is told the address.

    Raises:
        HikmaError: the address cannot be listened on; the message says what to do.
    """
    app = create_app(base)
    listening = _listen(host, port)
    server = create_server(app, sockets=[listening], threads=THREADS, ident="Hikma")
    threading.Thread(target=_warm, args=(app.extensions["hikma"],), daemon=True).start()
    announce(f"Hikma is at {_address(host, listening.getsockname()[1])} (stop it with Ctrl-C)")
    try:
        server.run()
    finally:
        server.close()


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise HikmaError(_refused(host, port, error)) from error


def _warm(reading: Reading) -> None:
    """Work out what the pages show at first, so that nobody waits for it; a page tells its own failures."""
    with suppress(HikmaError):
        reading.read("loaded", loaded)
        for view in views().values():
            if not view.lacks(view.asked({})):
                reading.ask(view.question, view.asked({}))


def _address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _refused(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {port} of {host} is taken by another program: give another one, as in --port {port + 1}"
    if error.errno == errno.EACCES:
        return f"port {port} may not be opened by this user: give one above 1023, as in --port 8000"
    reason = error.strerror or error
    return f"cannot listen on {host}, port {port} ({reason}): give --host an address of this machine"
