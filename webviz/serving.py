"""Serving the pages: several processes that share one address, watched and replaced until they are stopped."""

from __future__ import annotations

import errno
import os
import pickle
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from graph.base import Base
from graph.errors import HikmaError

PROCESSES = 2
SECONDS_BETWEEN_LOOKS = 0.2
SECONDS_TO_END = 8.0
"""How long a process may take to end what it has begun, once it is told to stop."""

SOON = 5.0
"""A process that ends within so many seconds is replaced only after as many, and twice as many each time again."""

LONGEST_WAIT = 60.0
BACKLOG = 128


class Errand(NamedTuple):
    """What one of the processes serves: a base, of which nothing is open, at the number of the socket that listens."""

    base: Base
    listening: int
    behind_proxy: bool


def _say(text: str) -> None:
    print(text, flush=True)


def _warn(text: str) -> None:
    print(f"hikma: {text}", file=sys.stderr, flush=True)


def serve(
    base: Base,
    host: str = "127.0.0.1",
    port: int = 8000,
    announce: Callable[[str], object] = _say,
    *,
    processes: int = PROCESSES,
    behind_proxy: bool = False,
) -> None:
    """Serve the pages of a base until interrupted or told to end (SIGTERM); port 0 takes a free one.

    `announce` is told the address. Each process reads the base for itself, so that a long answer in one leaves the
    others quick; one that ends is replaced. `behind_proxy` as in `webviz.create_app`.

    Raises:
        HikmaError: the address cannot be listened on; the message says what to do.
    """
    if processes < 1:
        raise HikmaError(f"{processes} processes serve nothing: give --processes 1 or more")
    with _listening(host, port) as shared, _told_to_end():
        errand = Errand(base.again(), shared.fileno(), behind_proxy)
        places = [_Place(errand, shared) for _ in range(processes)]
        try:
            announce(f"Hikma is at {_address(host, shared.getsockname()[1])} (stop it with Ctrl-C)")
            while True:
                for place in places:
                    place.look()
                time.sleep(SECONDS_BETWEEN_LOOKS)
        finally:
            _end([place.process for place in places])


class _Place:
    """The place of one process, filled again when it ends."""

    def __init__(self, errand: Errand, shared: socket.socket) -> None:
        self._errand, self._shared = errand, shared
        self._wait, self._due = 0.0, 0.0
        self._start()

    def look(self) -> None:
        """Put another process in the place of one that has ended, at once unless it ended soon."""
        if self.process.poll() is None:
            return
        now = time.monotonic()
        if not self._due:
            soon = now - self._started < SOON
            self._wait = min(max(SOON, 2 * self._wait), LONGEST_WAIT) if soon else 0.0
            self._due = now + self._wait
            told = f"process {self.process.pid} ended ({_how(self.process.returncode)}): another takes its place"
            _warn(f"{told} in {self._wait:.0f} s" if self._wait else told)
        if now >= self._due:
            self._start()

    def _start(self) -> None:
        """A process that ends when its standard input does, so that none outlives this one, however it ends."""
        self._due, self._started = 0.0, time.monotonic()
        # Known before it is told what to do: whoever interrupts that ends it too.
        self.process = subprocess.Popen(
            [sys.executable, "-m", "webviz.worker"],
            stdin=subprocess.PIPE,
            pass_fds=[self._shared.fileno()],
            env=os.environ | {"PYTHONPATH": os.pathsep.join(path or str(Path.cwd()) for path in sys.path)},
            start_new_session=True,
        )
        assert self.process.stdin
        with suppress(BrokenPipeError):
            pickle.dump(self._errand, self.process.stdin)
            self.process.stdin.flush()


def _end(processes: list[subprocess.Popen[bytes]]) -> None:
    """Let them end what they have begun, for a while."""
    for process in processes:
        if process.poll() is None:
            process.terminate()
    until = time.monotonic() + SECONDS_TO_END
    for process in processes:
        try:
            process.wait(max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        assert process.stdin
        process.stdin.close()


@contextmanager
def _told_to_end() -> Iterator[None]:
    """Let SIGTERM end this as Ctrl-C does, where this thread hears signals."""

    def end(number: int, *_: object) -> None:
        raise SystemExit(128 + number)

    try:
        before = signal.signal(signal.SIGTERM, end)
    except ValueError:
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        made = socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as error:
        raise HikmaError(_refused(host, port, error)) from error
    with made:
        yield made


def _how(status: int) -> str:
    return signal.Signals(-status).name if status < 0 else f"status {status}"


def _address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _refused(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {port} of {host} is taken by another program: give another one, as in --port {port + 1}"
    if error.errno == errno.EACCES:
        return f"port {port} may not be opened by this user: give one above 1023, as in --port 8000"
    reason = error.strerror or error
    return f"cannot listen on {host}, port {port} ({reason}): give --host an address of this machine"
