"""`hikma load SOURCE PATH…`: bring files, or what an API gives, into the base."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

import msgspec

from graph.base import Base
from graph.countries import members
from graph.errors import UsageError
from hikma.progress import Progress
from hikma.verbs.verb import Verb, add_format, base_of
from loaders import Loader, Only, Tally, fetch, fetched_folder, find_loader, load, loaders, processes_for, retry


def _flags(made: argparse.ArgumentParser) -> None:
    made.add_argument(
        "source", metavar="SOURCE", help=f"what the files are: {', '.join(loaders())} (see “hikma sources”)"
    )
    made.add_argument("paths", metavar="PATH", nargs="*", type=Path, help="files, or folders of files")
    made.add_argument(
        "--api",
        metavar="QUERY",
        help="instead of files: what the source's API gives, for OpenAlex a filter such as "
        "institutions.country_code:sa,publication_year:2020 (key in OPENALEX_API_KEY)",
    )
    made.add_argument(
        "--retry", action="store_true", help="instead of files: what was set aside, once it is mended in BASE/rejected"
    )
    made.add_argument(
        "--only",
        metavar="GROUP",
        help="of publications, only those with an author in a group of countries, as OIC or KZ,TR (default: all)",
    )
    made.add_argument(
        "--complete",
        action="store_true",
        help="the files are a whole collection: what an earlier state of the source has and they have not is withdrawn",
    )
    made.add_argument(
        "--as-of",
        metavar="DATE",
        help="date of the state that is loaded, as 2026-03-14; a later state prevails (default: that of a snapshot's "
        "manifest, else now)",
    )
    made.add_argument(
        "--collected",
        metavar="TEXT",
        help="how the collection was made, as “all works on Saudi geology”; every answer says it",
    )
    made.add_argument(
        "--processes", type=int, metavar="N", help="how many share the parsing (default: one a core for large inputs)"
    )
    made.add_argument("--strict", action="store_true", help="end with status 1 where any record was set aside")
    add_format(made, ("table", "json"))


def _run(given: argparse.Namespace) -> int:
    base, loader = base_of(given), find_loader(given.source)
    _check(given)
    base.check_store()
    only = Only(given.only, frozenset(members(given.only, known=base.groups))) if given.only else None
    tallies = retry(base, loader) if given.retry else [_load(base, loader, given, only)]
    with Progress("updating the store") as progress:
        base.update(progress.step)
    for tally in tallies:
        _tell(tally, given.format)
    if not tallies:
        print("Nothing that was set aside can be used yet: mend its “record”, as its “reason” says.")
    return max((_status(tally, strict=given.strict) for tally in tallies), default=1)


def _check(given: argparse.Namespace) -> None:
    ways = [bool(given.paths), given.api is not None, given.retry]
    if sum(ways) != 1:
        raise UsageError("give files or folders to load, or --api QUERY, or --retry")
    if not given.paths and (given.complete or given.as_of):
        raise UsageError("--complete and --as-of are for files")


def _load(base: Base, loader: Loader, given: argparse.Namespace, only: Only | None) -> Tally:
    if given.api is not None:
        with Progress(f"fetching from {loader.title}") as progress:
            folder = fetched_folder(base, given.api)
            return fetch(
                base, loader, given.api, collected=given.collected, only=only,
                count=lambda records: progress.records(records, loader.total(folder)),
            )  # fmt: skip
    for notice in loader.notices(given.paths):
        print(f"hikma: {notice}", file=sys.stderr)
    size = _size(given.paths)
    with Progress(f"reading {loader.title}", size, is_bytes=True) as progress:
        return load(
            base, loader, given.paths, as_of=given.as_of, collected=given.collected, complete=given.complete, only=only,
            processes=given.processes or processes_for(size),
            watch=progress.advance, count=progress.count,
        )  # fmt: skip


def _size(paths: list[Path]) -> int:
    files = [file for path in paths for file in (path.rglob("*") if path.is_dir() else [path])]
    return sum(file.stat().st_size for file in files if file.is_file())


def _tell(tally: Tally, form: str) -> None:
    print(msgspec.json.encode(_as_json(tally)).decode() if form == "json" else told(tally))
    for lack in tally.lacks:
        print(f"hikma: {lack}", file=sys.stderr)
    if tally.rejected_file:
        print(_told_aside(tally), file=sys.stderr)


def told(tally: Tally) -> str:
    """What became of the records, in one line."""
    resumed = f" ({tally.resumed:,} of them before it was stopped)" if tally.resumed else ""
    skipped = f", {tally.skipped:,} skipped by --only" if tally.skipped else ""
    return (
        f"{tally.read:,} records read{resumed}: {tally.loaded:,} loaded, "
        f"{tally.unchanged:,} unchanged, {tally.rejected:,} set aside{skipped}"
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
    nothing_usable = tally.rejected and not (tally.loaded or tally.unchanged or tally.skipped)
    return 1 if nothing_usable or (strict and tally.rejected) else 0


VERB = Verb(
    "load",
    "Load files of a source into the base.",
    """Records that cannot be used are set aside in BASE/rejected/, with file, line and reason; the rest is loaded.
Mend what stands in their “record”, and take them again with --retry. Loading the same files again changes nothing.
A load that was stopped goes on where it was: give the same command.

  hikma load openalex works.jsonl.gz
  hikma load openalex openalex-snapshot --only OIC
  hikma load openalex --api institutions.country_code:kz,publication_year:2025
  hikma load ror v1.63-2025-04-03-ror-data.zip --complete
  hikma load table our_publications.csv --collected "publications of our academy since 2010"
  hikma load openalex --retry""",
    _flags,
    _run,
)
