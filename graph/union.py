"""Classes of ids that name one thing, made from pairs; pairs that must not come together keep their classes apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

Apart = Callable[[set[str], set[str]], str | None]
"""Why two classes cannot be one; none where they can."""


DIFFERENT = "judged to be different"


class Union:
    """Classes of ids; `different` are pairs that somebody has judged to be two things."""

    def __init__(self, different: Iterable[tuple[str, str]] = ()) -> None:
        self._class_of: dict[str, set[str]] = {}
        self._different: dict[str, set[str]] = defaultdict(set)
        for left, right in different:
            self._different[left].add(right)
            self._different[right].add(left)

    def members(self, item: str) -> set[str]:
        """The class of an id, itself included."""
        return self._class_of.get(item, {item})

    def join(self, left: str, right: str, apart: Apart = lambda *_: None) -> str | None:
        """Make the classes of two ids one; where they cannot be, nothing is done and the reason comes back."""
        first, second = self.members(left), self.members(right)
        if first is second or left == right:
            return None
        reason = self._judged_apart(first, second) or apart(first, second)
        if reason:
            return reason
        larger, smaller = (first, second) if len(first) >= len(second) else (second, first)
        larger |= smaller
        self._class_of.update(dict.fromkeys(smaller, larger))
        self._class_of.update({left: larger, right: larger})
        return None

    def classes(self) -> list[set[str]]:
        """Every class of two or more."""
        return list({id(members): members for members in self._class_of.values()}.values())

    def _judged_apart(self, first: set[str], second: set[str]) -> str | None:
        few, many = (first, second) if len(first) <= len(second) else (second, first)
        return DIFFERENT if any(self._different[item] & many for item in few if item in self._different) else None
