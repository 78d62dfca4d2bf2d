"""What no loader lets through: addresses of people, and white space that is not part of a text."""

from __future__ import annotations

import re

# The last label is in one case: “Fe3O4@SiO2.The particles” is chemistry and a missing space, not an address.
_EMAIL = re.compile(
    r"[<(\[]?\s*(?:mailto:)?[^\s<>()\[\],;:\"]+@[\w-]+(?:\.[\w-]+)*\.(?:[a-z]{2,24}|[A-Z]{2,24})\b\s*[>)\]]?"
)
_SPACES = re.compile(r"\s{2,}")


def clean(text: str | None) -> str | None:
    """The text without e-mail addresses and outer white space; none where nothing is left."""
    if not text:
        return None
    if has_address(text):
        text = _SPACES.sub(" ", _EMAIL.sub(" ", text))
    return text.strip() or None


def has_address(text: str) -> bool:
    """Whether an e-mail address stands in the text; `Fe3O4@SiO2` is none."""
    return "@" in text and bool(_EMAIL.search(text))
