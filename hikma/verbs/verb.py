"""What a verb of the command line is: its words, its flags, and what it does."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from graph.base import Base

DEFAULT_BASE = "hikma-base"
FORMATS = ("table", "json", "csv")


@dataclass(frozen=True)
class Verb:
    """`flags` adds what it takes; `run` does it and returns the exit status."""

    name: str
    title: str
    text: str
    flags: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]

    def register(self, verbs: Any, shared: argparse.ArgumentParser) -> None:
        """Add the verb to the command line."""
        made = verbs.add_parser(
            self.name,
            help=self.title,
            description=f"{self.title}\n\n{self.text}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
            parents=[shared],
        )
        self.flags(made)
        made.set_defaults(run=self.run)


def add_format(made: argparse.ArgumentParser, formats: tuple[str, ...] = FORMATS) -> None:
    """The flag that picks how a result is written."""
    made.add_argument("--format", choices=formats, default="table", help="how the result is written (default: table)")


def base_of(given: argparse.Namespace, default: str = DEFAULT_BASE) -> Base:
    """The base that the command line names."""
    return Base(given.base or default, given.store)
