"""Records of lines that start with a tag (RIS, MEDLINE, Web of Science): split without being understood, then read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from graph.errors import RejectedRecord
from loaders.bibliographic_text import Line, Record, Split, text_of


class Form(NamedTuple):
    """How a format writes a record: `line` has the groups `tag` and `value`, `start` is the tag that begins one."""

    line: re.Pattern[str]
    start: str
    end: str | None = None
    """The tag that ends a record; none where an empty line does."""
    outside: tuple[str, ...] = ()
    """Tags that stand outside of records."""


class Field(NamedTuple):
    """A tag and the lines of its value, in the order of the record."""

    tag: str
    lines: list[str]

    @property
    def text(self) -> str:
        """The value on one line."""
        return " ".join(line for line in self.lines if line)


def splitter(form: Form) -> Split:
    """What cuts lines into records of a form; a record that does not end reaches to the start of the next."""
    tag_line = re.compile(form.line.pattern.encode(), form.line.flags & ~re.UNICODE)

    def split(lines: Iterable[Line]) -> Iterator[Record]:
        held: list[bytes] = []
        first, tag = 0, ""
        for number, data in lines:
            found = tag_line.match(data)
            tag = found["tag"].decode() if found else ""
            if held and (tag == form.start or (form.end is None and not data.strip())):
                yield Record(first, b"\n".join(held))
                held = []
            if held or (tag and tag not in form.outside and tag != form.end):
                first = first if held else number
                held.append(data)
            if held and tag == form.end:
                yield Record(first, b"\n".join(held))
                held = []
        if held:
            yield Record(first, b"\n".join(held))

    return split


def fields_of(form: Form, data: bytes) -> list[Field]:
    """The fields of a record in order; a line without a tag belongs to the field before it.

    Raises:
        RejectedRecord: it is not UTF-8, or lacks its start or its end.
    """
    fields: list[Field] = []
    for line in text_of(data).split("\n"):
        found = form.line.match(line)
        if found:
            fields.append(Field(found["tag"], [found["value"].strip()]))
        elif fields:
            fields[-1].lines.append(line.strip())
    if not fields or fields[0].tag != form.start:
        raise RejectedRecord(f"there is no {form.start} at its start: mend it, or export it again")
    if form.end and fields[-1].tag != form.end:
        raise RejectedRecord(f"there is no {form.end} at its end, it may be cut: mend it, or export it again")
    return fields


def texts(fields: Iterable[Field], *tags: str) -> list[str]:
    """The values of these tags that are not empty, in the order of the record."""
    return [text for field in fields if field.tag in tags and (text := field.text.strip())]


def text(fields: Iterable[Field], *tags: str) -> str | None:
    """The first value of the first of these tags that has one."""
    held = list(fields)
    return next((found for tag in tags for found in texts(held, tag)), None)
