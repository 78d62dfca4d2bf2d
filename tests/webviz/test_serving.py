"""The pages are served for real by processes that are watched; an address that cannot be had is told with what to do.

The oracle is the machine: which processes there are, and what an HTTP client gets from them.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import msgspec
import pytest

from graph.base import Base
from graph.errors import HikmaError
from tests.support.staged import stage
from tests.webviz.conftest import facts_of, make_base
from webviz.serving import serve

SECONDS = 60.0


@contextmanager
def serving(base: Base, project: Path, *more: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """`hikma serve` on a free port: the process and its address; it is ended at the end, if it still runs."""
    command = [sys.executable, "-m", "hikma.cli", "--base", str(base.folder), "serve", "--port", "0", *more]
    with subprocess.Popen(
        command, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=heard()
    ) as server:
        assert server.stdout is not None
        try:
            yield (
                server,
                next(word for word in server.stdout.readline().split() if word.startswith("http://127.0.0.1:")),
            )
        finally:
            server.terminate()


def heard() -> dict[str, str]:
    return os.environ | {"PYTHONWARNINGS": "error"}


def children(process: int) -> set[int]:
    """The processes that a process has started and that run."""
    found = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return {int(one) for one in found}


def runs(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def wait_until(true: Callable[[], bool]) -> None:
    until = time.monotonic() + SECONDS
    while not true():
        assert time.monotonic() < until, "it did not come about"
        time.sleep(0.05)


def publications(address: str) -> int:
    with urlopen(f"{address}healthz", timeout=SECONDS) as answer:
        return int(msgspec.json.decode(answer.read())["publications"])


def ready(address: str) -> bool:
    try:
        with urlopen(f"{address}readyz", timeout=SECONDS) as answer:
            return bool(answer.status == 200)
    except HTTPError as error:
        return error.code != 503


def test_two_processes_serve_one_is_replaced_and_ctrl_c_ends_all(base: Base, project: Path) -> None:
    with serving(base, project) as (server, address):
        first = children(server.pid)
        assert len(first) == 2
        assert publications(address) == 420
        wait_until(lambda: ready(address))
        lost = min(first)
        os.kill(lost, signal.SIGKILL)
        assert publications(address) == 420, "the other one answers"
        wait_until(lambda: len(children(server.pid) - {lost}) == 2)
        now = children(server.pid)
        assert now - first
        server.send_signal(signal.SIGINT)
        assert server.wait(SECONDS) == 130
        assert not any(runs(one) for one in now)
        with pytest.raises(URLError):
            publications(address)


def test_none_is_left_when_the_parent_is_killed(base: Base, project: Path) -> None:
    with serving(base, project) as (server, address):
        assert publications(address) == 420
        workers = children(server.pid)
        server.kill()
        wait_until(lambda: not any(runs(one) for one in workers))


def test_what_is_loaded_meanwhile_is_seen_by_all(tmp_path: Path, project: Path) -> None:
    base = make_base(tmp_path / "base")
    with serving(base, project) as (_, address):
        assert publications(address) == 420
        stage(base, {"openalex:W900": facts_of(900, "EG", "SA")}, as_of="2026-02-01")
        base.update()
        assert {publications(address) for _ in range(20)} == {421}


def test_it_stands_under_a_prefix_behind_a_proxy_that_is_believed_only_then(base: Base, project: Path) -> None:
    def links(address: str) -> str:
        headers = {"X-Forwarded-Prefix": "/hikma", "X-Forwarded-Host": "example.org", "X-Forwarded-Proto": "https"}
        with urlopen(Request(f"{address}api/v1/openapi.json", headers=headers), timeout=SECONDS) as answer:
            return str(msgspec.json.decode(answer.read())["servers"][0]["url"])

    with serving(base, project, "--processes", "1") as (server, address):
        assert len(children(server.pid)) == 1
        assert links(address) == "/"
        with urlopen(f"{address}healthz", timeout=SECONDS) as answer:
            assert answer.headers["Server"] == "Hikma"
    with serving(base, project, "--processes", "1", "--behind-proxy") as (_, address):
        assert links(address) == "/hikma"


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


def test_no_process_at_all_is_refused(base: Base) -> None:
    with pytest.raises(HikmaError, match="--processes 1 or more"):
        serve(base, port=0, processes=0)
