"""`hikma load SOURCE PATH…`: bring files into the base."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

import msgspec

from hikma.progress import Progress
from hikma.verbs.verb import Verb, add_format, base_of
from loaders import Tally, find_loader, load, loaders


def _flags(made: argparse.ArgumentParser) -> None:
    made.add_argument(
        "source", metavar="SOURCE", help=f"what the files are: {', '.join(loaders())} (see “hikma sources”)"
    )
    made.add_argument("paths", metavar="PATH", nargs="+", type=Path, help="files, or folders of files")
    made.add_argument(
        "--as-of",
        metavar="DATE",
        help="date of the state that is loaded, as 2026-03-14; a later state prevails (default: now)",
    )
    made.add_argument(
        "--collected",
        metavar="TEXT",
        help="how the collection was made, as “all works on Saudi geology”; every answer says it",
    )
    made.add_argument("--strict", action="store_true", help="end with status 1 where any record was set aside")
    add_format(made, ("table", "json"))


def _run(given: argparse.Namespace) -> int:
    base = base_of(given)
    loader = find_loader(given.source)
    base.check_store()
    with Progress(f"reading {loader.title}", _size(given.paths)) as progress:
        tally = load(base, loader, given.paths, as_of=given.as_of, collected=given.collected, watch=progress.advance)
    with Progress("updating the store") as progress:
        base.update(progress.step)
    print(msgspec.json.encode(_as_json(tally)).decode() if given.format == "json" else told(tally))
    if tally.rejected_file:
        print(_told_aside(tally), file=sys.stderr)
    return _status(tally, strict=given.strict)


def _size(paths: list[Path]) -> int:
    files = [file for path in paths for file in (path.rglob("*") if path.is_dir() else [path])]
    return sum(file.stat().st_size for file in files if file.is_file())


def told(tally: Tally) -> str:
    """What became of the records, in one line."""
    resumed = f" ({tally.resumed:,} of them before it was stopped)" if tally.resumed else ""
    return (
        f"{tally.read:,} records read{resumed}: {tally.loaded:,} loaded, "
        f"{tally.unchanged:,} unchanged, {tally.rejected:,} set aside"
    )


def _as_json(tally: Tally) -> dict[str, Any]:
    file = str(tally.rejected_file) if tally.rejected_file else None
    return tally._asdict() | {"rejected_file": file}


def _told_aside(tally: Tally) -> str:
    assert tally.rejected_file
    with tally.rejected_file.open("rb") as file:
        first = msgspec.json.decode(next(file))
    return (
        f"hikma: {tally.rejected:,} set aside in {tally.rejected_file}; the first: "
        f"{first['file']}, line {first['line']}: {first['reason']}"
    )


def _status(tally: Tally, *, strict: bool) -> int:
    nothing_usable = tally.rejected and not (tally.loaded or tally.unchanged)
    return 1 if nothing_usable or (strict and tally.rejected) else 0


VERB = Verb(
    "load",
    "Load files of a source into the base.",
    """Records that cannot be used are set aside in BASE/rejected/, with file, line and reason; the rest is loaded.
Loading the same files again changes nothing. A load that was stopped goes on where it was: give the same command.

  hikma load openalex works.jsonl.gz
  hikma load openalex snapshot/data/jsonl/works --as-of 2026-03-14
  hikma load ror ror-data_schema_v2.json
  hikma load table our_publications.csv --collected "publications of our academy since 2010" """,
    _flags,
    _run,
)
