"""Names printed under one id that its person cannot bear: a sign that works of another were put there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from graph.names import name_similarity
from graph.sameness.scientist_names import Form, alike, can_be_one, form, main_name

_ANOTHER_FIRST_NAME = 0.7
"""Below this similarity two first names are no spellings of one."""
_SHORT_MUHAMMAD = {"md", "mohd", "muhd", "mhd"}


class Stranger(NamedTuple):
    """A name under an id that is another person's, or nobody's; `reason` is one plain sentence."""

    id: str
    name: str
    reason: str


def strangers(mention_id: str, printed: Mapping[str, int], known_as: str | None = None) -> list[Stranger]:
    """Of the names printed under one id, with how often, those that its person cannot bear, sorted.

    The person's names are those that go with the main one, which most of what is printed can be; `known_as`, the id's
    display name, counts as printed once more. Flagged are names that share no word with any of them, in any spelling,
    and names with their family name beside a first name that is quite another. Not flagged are names that may be a
    misprint, or that differ in a middle name.
    """
    counts = dict(printed)
    if known_as:
        counts[known_as] = counts.get(known_as, 0) + 1
    main = main_name(counts)
    own = [name for name in sorted(counts) if can_be_one(*sorted((main, name)))]
    usual = max(own, key=counts.__getitem__)
    others = [name for name in sorted(printed) if name not in own]
    reasons = {name: _why_not(form(name), list(map(form, own)), usual) for name in others}
    return [Stranger(mention_id, name, reason) for name, reason in reasons.items() if reason]


def _why_not(other: Form, own: list[Form], usual: str) -> str | None:
    if not any(_share_a_word(other, one) for one in own):
        return f"shares no part of the name with {usual}"
    firsts = [first for one in own if one.family == other.family for first in _firsts(one)]
    if firsts and _firsts(other) and not any(_near(one, first) for one in _firsts(other) for first in firsts):
        return f"has the family name of {usual}, but another first name"
    return None


def _share_a_word(left: Form, right: Form) -> bool:
    return any(alike(one, other) for one in _words(left) for other in _words(right))


def _words(one: Form) -> set[str]:
    """The words written out; without the short forms of Muhammad before two others, which millions bear beside them."""
    words = {word for word in (one.family, *one.given) if len(word) > 1}
    rest = words - _SHORT_MUHAMMAD
    return rest if len(rest) > 1 else words


def _firsts(one: Form) -> set[str]:
    """The first name where it is written out, alone and as one word with those after it."""
    return {one.first, "".join(one.given)} if one.first else set()


def _near(left: str, right: str) -> bool:
    beginning = left.startswith(right) or right.startswith(left)
    return beginning or name_similarity(left, right) >= _ANOTHER_FIRST_NAME
