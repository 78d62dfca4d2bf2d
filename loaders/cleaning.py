"""What no loader lets through: addresses of people, and white space that is not part of a text."""

from __future__ import annotations

import re

_EMAIL = re.compile(r"[\w.%+-]*@[\w.-]*\w?", re.ASCII)


def clean(text: str | None) -> str | None:
    """The text without e-mail addresses and outer white space; none where nothing is left."""
    if not text:
        return None
    if "@" in text:
        text = _EMAIL.sub("", text)
    return text.strip() or None
