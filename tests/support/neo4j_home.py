"""The home folder of a Neo4j server of our own: made, administered, and run for a while on loopback."""

from __future__ import annotations

import shlex
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import neo4j
from neo4j.exceptions import DriverError, Neo4jError

from tests.support.commands import done

USER = "neo4j"
PASSWORD = "only-for-tests"
START_SECONDS = 180
STOP_SECONDS = 30
OPENED = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")


@dataclass(frozen=True)
class Home:
    """A folder with `conf`, `data`, `logs` and `bin/neo4j-admin`, and the two ports its server will take."""

    folder: Path
    java: tuple[str, ...]
    bolt: int
    http: int

    @property
    def uri(self) -> str:
        """The address that drivers connect to, without user and password."""
        return f"neo4j://127.0.0.1:{self.bolt}"


def make_home(folder: Path, jars: Path, java: str) -> Home:
    """A home whose database is empty and whose password is set; the server is not running yet."""
    paths = f"{folder}/plugins/*:{folder}/conf/*:{jars}/*"
    opened = (f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in OPENED)
    home = Home(folder, (java, "-Xms512m", "-Xmx1g", *opened, "-cp", paths), *_free_ports(2))
    for name in ("bin", "conf", "logs", "plugins"):
        (folder / name).mkdir(parents=True)
    (folder / "conf" / "neo4j.conf").write_text(_configuration(home), encoding="utf-8")
    command = folder / "bin" / "neo4j-admin"
    command.write_text(_admin_command(home), encoding="utf-8")
    command.chmod(0o755)
    administer(home, "dbms", "set-initial-password", PASSWORD)
    return home


def administer(home: Home, *arguments: str) -> str:
    """Run `neo4j-admin` with these arguments, while the server is stopped; what it said."""
    return done(home.folder / "bin" / "neo4j-admin", *arguments)


@contextmanager
def running(home: Home) -> Iterator[None]:
    """Run the server until the block ends; the block starts when Bolt answers."""
    folders = (f"--home-dir={home.folder}", f"--config-dir={home.folder}/conf")
    command = [*home.java, "org.neo4j.server.CommunityEntryPoint", *folders]
    console = home.folder / "logs" / "console.log"
    with console.open("wb") as out:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=out)
        try:
            _wait_for_bolt(home, process, console)
            yield
        finally:
            _stop(process)


def _wait_for_bolt(home: Home, process: subprocess.Popen[bytes], console: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not _answers(home):
        state = "stopped while starting" if process.poll() is not None else "is not ready"
        if process.poll() is not None or time.monotonic() > deadline:
            said = console.read_text(encoding="utf-8", errors="replace")[-3000:]
            raise RuntimeError(f"Neo4j on {home.uri} {state}; it said:\n{said}")
        time.sleep(0.3)


def _answers(home: Home) -> bool:
    # By bolt, not neo4j: a driver that asks for routes logs an error for each try.
    address = f"bolt://127.0.0.1:{home.bolt}"
    who = (USER, PASSWORD)
    try:
        with neo4j.GraphDatabase.driver(address, auth=who, connection_timeout=2) as driver:
            driver.verify_connectivity()
    except (DriverError, Neo4jError, OSError):
        return False
    return True


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _configuration(home: Home) -> str:
    # A wrong password must not lock the user out of the tests that follow.
    return f"""server.default_listen_address=127.0.0.1
server.default_advertised_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{home.bolt}
server.bolt.advertised_address=127.0.0.1:{home.bolt}
server.http.listen_address=127.0.0.1:{home.http}
server.http.advertised_address=127.0.0.1:{home.http}
server.https.enabled=false
server.memory.pagecache.size=256m
dbms.security.auth_max_failed_attempts=0
dbms.usage_report.enabled=false
internal.dbms.bolt.netty_server_shutdown_quiet_period=0
db.tx_log.rotation.retention_policy=256M size
"""


def _admin_command(home: Home) -> str:
    return f"""#!/bin/sh
export NEO4J_HOME={shlex.quote(str(home.folder))} NEO4J_CONF={shlex.quote(str(home.folder / "conf"))}
exec {shlex.join(home.java)} org.neo4j.cli.AdminTool "$@"
"""


def _free_ports(count: int) -> list[int]:
    """Ports free just now; all are held until the last is found, so that they differ."""
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [one.getsockname()[1] for one in held]
    for one in held:
        one.close()
    return ports
