"""How quickly a base is served to many at once: `python -m benchmarks.serving BASE [--seconds S]`.

Starts `hikma serve` on the base and asks each address on loopback, over connections that stay open and each of which
asks again once it has the whole answer. Prints for each address the first answer (cold) and, once warm, requests a
second and the latency. The client shares the machine with the server.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, urlsplit
from urllib.request import urlopen

from graph.base import Base
from queries import ask

GOAL_MS, GOAL_RATE = 100.0, 100.0
_LARGEST = {
    "topic": "MATCH (n:Topic)<-[:ABOUT]-(p:Publication) RETURN n.id AS id, count(p) AS n ORDER BY n DESC, id LIMIT 1",
    "scientist": "MATCH (n:Scientist)-[:AUTHORED]->(p:Publication) "
    "RETURN n.id AS id, n.name AS name, count(p) AS n ORDER BY n DESC, id LIMIT 1",
}


class Measured(NamedTuple):
    """Of one address: seconds of the first answer, requests a second, milliseconds of latency, bytes as sent."""

    first_s: float
    rate: float
    median_ms: float
    p95_ms: float
    most_ms: float
    bytes: int

    @property
    def good(self) -> bool:
        """Whether the goals are met."""
        return self.p95_ms <= GOAL_MS and self.rate >= GOAL_RATE


def addresses(base: Base) -> tuple[str, ...]:
    """What the pages of countries, of the largest topic and of the most published scientist rest on."""
    with base.open() as graph:
        found = {kind: graph.store.rows(cypher).to_pylist()[0] for kind, cypher in _LARGEST.items()}
        around = ask(graph, "neighbourhood", of=found["scientist"]["id"]).records()
    coauthor = quote(next(str(row["id"]) for row in around if row["kind"] == "scientist"), safe="")
    topic, scientist = (quote(found[kind]["id"], safe="") for kind in ("topic", "scientist"))
    letters = quote(found["scientist"]["name"][:4])
    return (
        "ask/collaboration-gaps?limit=0",
        "views/countries",
        f"ask/neighbourhood?of={topic}",
        f"views/neighbourhood?of={topic}",
        f"ask/neighbourhood?of={scientist}",
        f"views/neighbourhood?of={scientist}",
        f"publications/neighbourhood?of={scientist}&key=scientist&key={coauthor}",
        f"complete?q={letters}",
    )


def main() -> int:
    """Serve, ask, print a line an address; 1 where a goal is missed."""
    given = argparse.ArgumentParser(prog="python -m benchmarks.serving", description=__doc__)
    given.add_argument("base", type=Path, help="folder of the base")
    given.add_argument("--processes", type=int, default=2)
    given.add_argument("--connections", type=int, default=20)
    given.add_argument("--seconds", type=float, default=5.0, help="for each address (default: 5)")
    asked = given.parse_args()
    paths = addresses(Base(asked.base))
    good = True
    with _served(asked.base, asked.processes) as root:
        for path in paths:
            measured = asyncio.run(measure(f"{root}api/v1/{path}", asked.connections, asked.seconds))
            good &= measured.good
            print(_line(path, measured), flush=True)
    return 0 if good else 1


async def measure(url: str, connections: int, seconds: float) -> Measured:
    """Ask one address over so many connections for so long, after each of them has asked once."""
    parts = urlsplit(url)
    opened = [await asyncio.open_connection(parts.hostname, parts.port) for _ in range(connections)]
    head = (f"GET {parts.path}?{parts.query} HTTP/1.1", f"Host: {parts.netloc}", "Accept-Encoding: gzip")
    request = "\r\n".join([*head, "", ""]).encode()
    began = time.perf_counter()
    size = await _ask(*opened[0], request)
    first = time.perf_counter() - began
    await asyncio.gather(*(_ask(*one, request) for one in opened))
    taken: list[float] = []

    async def repeat(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, until: float) -> None:
        while time.perf_counter() < until:
            asked = time.perf_counter()
            await _ask(reader, writer, request)
            taken.append(1000 * (time.perf_counter() - asked))
        writer.close()

    began = time.perf_counter()
    await asyncio.gather(*(repeat(*one, began + seconds) for one in opened))
    rate = len(taken) / (time.perf_counter() - began)
    cut = statistics.quantiles(taken, n=20)
    return Measured(first, rate, statistics.median(taken), cut[-1], max(taken), size)


async def _ask(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes) -> int:
    """The length of the body; the answer must be a whole one."""
    writer.write(request)
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    if not head.startswith("HTTP/1.1 200"):
        raise RuntimeError(head)
    lengths = (line.partition(":")[2] for line in head.splitlines() if line.lower().startswith("content-length:"))
    return len(await reader.readexactly(int(next(lengths))))


@contextmanager
def _served(base: Path, processes: int) -> Iterator[str]:
    """The address of the base, served until this ends; every process has had time to read it."""
    command = [sys.executable, "-m", "hikma.cli", "--base", str(base), "serve", "--port", "0", "--processes"]
    command.append(str(processes))
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603 - nothing from elsewhere
        assert server.stdout
        try:
            root = next(word for word in server.stdout.readline().split() if word.startswith("http"))
            _wait_until_warm(root, 5 * processes)
            yield root
        finally:
            server.terminate()


def _wait_until_warm(root: str, times: int) -> None:
    """Until so many answers one after the other say that the process which gives them is ready."""
    ready = 0
    while ready < times:
        try:
            with urlopen(f"{root}readyz", timeout=60) as answer:  # noqa: S310 - on loopback
                ready += answer.status == 200
        except OSError:
            ready = 0
            time.sleep(0.5)


def _line(path: str, measured: Measured) -> str:
    return (
        f"{path}  first {measured.first_s:.2f} s  {measured.rate:.0f} a second  median {measured.median_ms:.0f} ms  "
        f"95th {measured.p95_ms:.0f} ms  most {measured.most_ms:.0f} ms  {measured.bytes / 1000:.0f} kB"
        f"{'' if measured.good else '  MISSED'}"
    )


if __name__ == "__main__":
    sys.exit(main())
