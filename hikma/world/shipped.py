"""The text files that stand beside this code."""

from __future__ import annotations

from pathlib import Path


def shipped(name: str) -> str:
    """Return the text of one of them."""
    return Path(__file__).with_name(name).read_text(encoding="utf-8")
