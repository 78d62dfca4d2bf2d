"""Values for formats that know texts and numbers only: no lists, undefined values or control characters."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any

Plain = str | int | float | bool

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def plain(value: Any) -> Plain | None:
    """A text, a number, or none; of a list the values separated by `; `, of a mapping its items."""
    if isinstance(value, Mapping):
        value = [f"{name}: {plain(one)}" for name, one in value.items()]
    if isinstance(value, list | tuple):
        value = "; ".join(str(plain(one)) for one in value)
    if isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return None if value is None else in_xml(str(value))


def in_xml(text: str) -> str:
    """The text without the characters that XML 1.0 does not know."""
    return _NOT_XML.sub("", text)


def flattened(value: Any, path: str = "") -> list[tuple[str, Any]]:
    """Nested mappings as pairs of a path such as `of name` and a value that is none; in their order."""
    if not isinstance(value, Mapping):
        return [(path, value)]
    return [pair for name, one in value.items() for pair in flattened(one, f"{path} {name}".strip())]
