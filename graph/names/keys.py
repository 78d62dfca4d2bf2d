"""Keys under which a name is indexed, so that its other forms are found."""

from __future__ import annotations

from functools import lru_cache

from graph.names.parsing import taken_apart
from graph.names.parts import Part
from graph.names.sounds import bones, codes


@lru_cache(maxsize=65_536)
def name_keys(text: str) -> frozenset[str]:
    """The keys of a name: two forms of one name share at least one, in any script.

    Three kinds: the bones of two full parts (`bkr+slm`), the bones of a full part with the initial of another
    (`bkr.s`), and all bones in one (`=bkrslm`), which joins what is printed as one word or several.
    """
    all_parts = taken_apart(text).parts
    parts = [part for part in all_parts if not part.light] or all_parts
    if not parts:
        return frozenset()
    indexed = [(part.initial, *_indexed(part)) for part in parts]
    keys: set[str] = set()
    for i, (initial, full, _) in enumerate(indexed):
        if initial:
            continue
        for j, (other_initial, other, first) in enumerate(indexed):
            if i != j:
                keys.update([f"{code}.{letter}" for code in full for letter in first])
                if i < j and not other_initial:
                    keys.update([f"{x}+{y}" if x < y else f"{y}+{x}" for x in full for y in other])
    if not keys or not any(initial for initial, _, _ in indexed):
        keys.add("=" + "".join([full[0] for _, full, _ in indexed]))
    return frozenset(keys)


@lru_cache(maxsize=131_072)
def _indexed(part: Part) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The codes of a part, and the codes of its initial."""
    found = dict.fromkeys([code for reading in part.readings for code in codes(reading)])
    if part.head == "abd":
        # Abdul Latif and Abdulatif: the l of the article and that of the name are one.
        return tuple(dict.fromkeys(["abt" + code.removeprefix("l") for code in found])), ("a",)
    if part.head:
        return tuple(["ab" + code for code in found]), ("a",)
    letters = [bones(reading[0]) for reading in part.readings]
    return tuple(found), tuple(dict.fromkeys([*(code[0] for code in found), *letters]))
