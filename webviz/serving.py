"""Serving the pages: a production server on this machine, until it is stopped."""

from __future__ import annotations

import errno
from collections.abc import Callable

from waitress.server import create_server

from graph.base import Base
from graph.errors import HikmaError
from webviz.app import create_app

THREADS = 4


def serve(base: Base, host: str = "127.0.0.1", port: int = 8000, announce: Callable[[str], object] = print) -> None:
    """Serve the pages of a base until interrupted; port 0 takes any free one. `announce` is told the address.

    Raises:
        HikmaError: the address cannot be listened on; the message says what to do.
    """
    try:
        server = create_server(create_app(base), host=host, port=port, threads=THREADS, ident="Hikma")
    except OSError as error:
        raise HikmaError(_refused(host, port, error)) from error
    announce(f"Hikma is at {_address(host, getattr(server, 'effective_port', port))} (stop it with Ctrl-C)")
    try:
        server.run()
    finally:
        server.close()


def _address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _refused(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {port} of {host} is taken by another program: give another one, as in --port {port + 1}"
    if error.errno == errno.EACCES:
        return f"port {port} may not be opened by this user: give one above 1023, as in --port 8000"
    return f"cannot listen on {host}, port {port} ({error.strerror or error}): give --host 127.0.0.1 or an address of this machine"
