"""What whoever keeps the base can do about a remark on a person: the exact commands; nothing is changed from here."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from typing import NamedTuple

from queries.saying import said


class Remark(NamedTuple):
    """A remark in the words of who makes it, what follows from it, and the commands that do it."""

    title: str
    text: str
    commands: tuple[str, ...]


def command(*words: str) -> str:
    """A command of Hikma as a shell takes it, on a base of which the reader does not know the folder."""
    return f"hikma --base BASE {shlex.join(words)}"


def remarks(id_: str, names: Sequence[str], alike: Sequence[str]) -> tuple[Remark, ...]:
    """The three remarks that somebody may have on a scientist's page; `names` are forms that another may bear."""
    return (
        Remark(
            said("This is not me"),
            said(
                "Works that print one of these names are another person's: they leave this page and get one of their "
                "own, which can then be joined with the right person's."
            ),
            tuple(command("different", id_, "--name", name) for name in names),
        ),
        Remark(
            said("These are two people, or these two are one"),
            said(
                "Two ids are kept apart, or made one, through every later load. A judgement by hand prevails over "
                "what sources and scores say, and can be taken back with --undo."
            ),
            (
                *(command("same", id_, other) for other in alike),
                *(command("different", id_, other) for other in alike),
            ) or (command("same", id_, "OTHER-ID"), command("different", id_, "OTHER-ID")),
        ),
        Remark(
            said("Remove me"),
            said(
                "The person leaves the base under every id, and no later load brings any of it back; publications "
                "keep how many of their authors are withheld. It cannot be undone."
            ),
            (command("forget", id_),),
        ),
    )  # fmt: skip
