"""Typed records out of JSON; what does not fit is rejected, naming the field and what was expected."""

from __future__ import annotations

import re
from typing import Annotated, TypeVar

import msgspec

from graph.errors import RejectedRecord

T = TypeVar("T")
Count = Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)]
"""A whole number that a column of 64 bits holds."""
Year = Annotated[int, msgspec.Meta(ge=1000, le=2199)]

_SAID = re.compile(r"(?P<what>.*?)(?: - at `\$\.?(?P<field>[^`]*)`)?", re.DOTALL)
_WORDS = {
    "str": "text", "int": "a whole number", "float": "a number", "bool": "true or false", "null": "nothing",
    "array": "a list", "object": "an object",
}  # fmt: skip


def decode(decoder: msgspec.json.Decoder[T], data: bytes) -> T:
    """The record.

    Raises:
        RejectedRecord: not JSON, not UTF-8, or a field is missing or not of its type.
    """
    try:
        return decoder.decode(data)
    except msgspec.ValidationError as error:
        raise RejectedRecord(f"{_told(str(error))}: mend it, or fetch the record again") from error
    except UnicodeDecodeError as error:
        raise RejectedRecord(f"not UTF-8 ({error.reason}): fetch the record again") from error
    except (msgspec.DecodeError, RecursionError) as error:
        raise RejectedRecord(f"not a JSON record ({error}): fetch it again") from error


def _told(message: str) -> str:
    """`authorships[0].author.id: expected text, found a whole number` for what msgspec says."""
    found = _SAID.fullmatch(message)
    what, field = (found["what"], found["field"]) if found else (message, None)
    what = what.replace("Object missing required field", "there is no field")
    what = re.sub(r"`([^`]*)`", _in_words, what).replace("Expected", "expected").replace(", got", ", found")
    return f"{field}: {what}" if field else what


def _in_words(quoted: re.Match[str]) -> str:
    """A type in words; the name of a field stays as it is."""
    kinds = quoted[1].split(" | ")
    return " or ".join(_WORDS.get(kind, kind) for kind in kinds)
