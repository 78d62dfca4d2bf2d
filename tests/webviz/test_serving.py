"""The pages are served for real, and an address that cannot be had is told with what to do."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from graph.base import Base
from graph.errors import HikmaError
from webviz.serving import serve

PROGRAM = """
import sys
from graph.base import Base
from webviz.serving import serve
serve(Base(sys.argv[1]), port=0)
"""


def test_it_serves_and_says_where(base: Base, project: Path) -> None:
    command = [sys.executable, "-W", "error", "-c", PROGRAM, str(base.folder)]
    with subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        told = server.stdout.readline()
        address = next(word for word in told.split() if word.startswith("http://127.0.0.1:"))
        try:
            with urlopen(f"{address}healthz", timeout=30) as answer:
                assert answer.status == 200
                assert answer.headers["Server"] == "Hikma"
        finally:
            server.terminate()


def test_a_port_that_is_taken_is_told_with_another(base: Base) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(HikmaError, match=f"port {port} .* is taken .* --port {port + 1}"):
            serve(base, port=port)


def test_an_address_of_another_machine_is_told(base: Base) -> None:
    with pytest.raises(HikmaError, match=r"cannot listen on 192\.0\.2\.1"):
        serve(base, host="192.0.2.1", port=0)
