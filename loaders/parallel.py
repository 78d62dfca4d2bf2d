"""The chunks of a source, made by several processes at once and handed over in order.

Every process reads the whole input and makes every so many-th chunk: reading is a sixth of the work, and no record has
to be sent to another process. A process that has lost the one it works for ends with the chunk it is making.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Generator, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from itertools import cycle
from pathlib import Path
from queue import Empty, Queue
from threading import Thread

import msgspec

from graph.errors import LoadStopped
from loaders.chunks import Chunk
from loaders.handing_over import Ended, Made, Stopped, Task, handed_over
from loaders.loader import Watch

_Message = Made | Ended | Stopped
_KEEP_MEMORY = {"MALLOC_TRIM_THRESHOLD_": "268435456", "MALLOC_MMAP_THRESHOLD_": "268435456"}
"""So that glibc keeps what one chunk has used for the next one: a tenth less time."""

_AHEAD = 2
"""How many chunks of each process may wait to be taken."""


def chunks_of_all(
    source: str, paths: Sequence[Path], processes: int, size: int, skip: int = 0, watch: Watch = lambda _: None
) -> Generator[Chunk, None, None]:
    """The chunks of `size` records of the paths, after the first `skip` records, in order, made by so many processes.

    They equal those that are made in one process. `watch` is told of bytes as chunks are taken.

    Raises:
        LoadStopped: the source cannot be read, or a process was ended from outside.
    """
    tasks = [Task(source, [str(path) for path in paths], share, processes, size, skip) for share in range(processes)]
    share = 0
    with ExitStack() as running:
        workers = [running.enter_context(_worker(task)) for task in tasks]
        for share, messages in cycle(enumerate(workers)):
            message = messages.get()
            if isinstance(message, Stopped):
                raise LoadStopped(message.reason)
            # Each process reads all of the input: what the first one has read is told.
            if share == 0:
                watch(message.read)
            if isinstance(message, Ended):
                break
            yield message.chunk()
        if share:
            watch(_end(workers[0]))


def _end(messages: Queue[_Message]) -> int:
    """How many bytes a process has read since its last chunk, where all chunks have been taken."""
    message = messages.get()
    return message.read if isinstance(message, Ended) else 0


@contextmanager
def _worker(task: Task) -> Iterator[Queue[_Message]]:
    """What a process hands over; it is ended with this."""
    process = _started(task)
    messages: Queue[_Message] = Queue(_AHEAD)
    thread = Thread(target=_take, args=(process, messages), daemon=True)
    thread.start()
    try:
        yield messages
    finally:
        process.kill()
        while thread.is_alive():
            with suppress(Empty):
                messages.get(timeout=0.05)
        process.wait()


def _started(task: Task) -> subprocess.Popen[bytes]:
    root = str(Path(__file__).parents[1])
    path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
    process = subprocess.Popen(
        [sys.executable, "-m", "loaders.handing_over"],
        env=os.environ | _KEEP_MEMORY | {"PYTHONPATH": path},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdin
    with process.stdin as told:
        told.write(msgspec.json.encode(task))
    return process


def _take(process: subprocess.Popen[bytes], messages: Queue[_Message]) -> None:
    """Take what a process hands over; if it ends before it has said so, a last message tells how."""
    assert process.stdout
    message: _Message | None = None
    with process.stdout as pipe:
        for message in handed_over(pipe):
            messages.put(message)
    status = process.wait()
    if not isinstance(message, Ended | Stopped):
        how = f"by signal {-status}" if status < 0 else f"with status {status}"
        messages.put(Stopped(f"a process that reads ended {how}: load again, it goes on from what is staged"))
