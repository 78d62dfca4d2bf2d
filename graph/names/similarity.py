"""How alike two printed names are, and whether they can be one person's."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz.distance import OSA

from graph.names.alignment import Aligned, Pair, align
from graph.names.characters import same_characters
from graph.names.compared import Compared, compared
from graph.names.known import is_given_name
from graph.names.words_alike import OTHER_READING

MATCH = 0.82
"""Two full names at least this alike are taken to be one name."""

_CONTRADICTED = 0.12
_OMITTED = 0.03
_TURNED = 0.02
_EXCHANGED = 0.2
_FIRST_OMITTED = 0.1
_MOSTLY_OMITTED = 0.1
"""More on top where one name lacks more words of the other than it has in common with it."""

_FORM = 0.84
"""Words less alike than this are no forms of one name, but may be misprints."""

_OTHER_CHARACTERS = 0.8
"""At most this for names in Chinese characters or Hangul whose characters differ."""

_SINGLE = 0.78
"""At most this, where only one part is common to the two and one of them has more."""


def name_similarity(a: str, b: str) -> float:
    """0 to 1, symmetric; 1 where the two are equal after folding, unless Chinese characters or Hangul differ.

    Parts are paired one to one, the most alike first. The figure is two thirds of the mean likeness of the pairs and
    one third of the least, less a penalty for each part of one that contradicts a part of the other, and a small one
    for each part that only one of them has, and for another order than family first or last. Names that lack most
    parts of the other, and two given names in the other order, are below `MATCH`.
    """
    if a == b:
        return 1.0
    return _similarity(a, b) if a < b else _similarity(b, a)


@lru_cache(maxsize=65_536)
def _similarity(a: str, b: str) -> float:
    name_a, name_b = compared(a), compared(b)
    same = same_characters(name_a.characters, name_b.characters)
    if same is False:
        return min(_OTHER_CHARACTERS, _scored(name_a, name_b))
    if same or name_a.folded == name_b.folded:
        return 1.0
    score = _scored(name_a, name_b)
    return score if len(name_a.parts) == len(name_b.parts) else max(score, _as_one_word(name_a, name_b))


def _as_one_word(a: Compared, b: Compared) -> float:
    """Words joined or split in print: `Rami Makhlouf`, `Ramimakhlouf`."""
    text_a, text_b = ("".join([part.text for part in name.parts]) for name in (a, b))
    if min(len(text_a), len(text_b)) < 5 or abs(len(text_a) - len(text_b)) > 2:
        return 0.0
    return 0.97 * OSA.normalized_similarity(text_a, text_b, score_cutoff=0.85)


def _scored(a: Compared, b: Compared) -> float:
    found = align(a, b)
    full = [pair for pair in found.pairs if _is_full(pair, a, b)]
    if not full:
        return 0.0
    weighed = [(1.0, pair.alike) for pair in full]
    weighed += [(0.5, pair.alike) for pair in found.pairs if a.parts[pair.a].initial or b.parts[pair.b].initial]
    contradicted, omitted = _left_over(found, full, a, b)
    mean = sum([weight * alike for weight, alike in weighed]) / (sum([weight for weight, _ in weighed]) + contradicted)
    least = min([alike for _, alike in weighed])
    score = mean - _CONTRADICTED * contradicted if contradicted else (2 * mean + least) / 3
    score -= min(_OMITTED * omitted, 3 * _OMITTED) + _FIRST_OMITTED * _omits_first(found, a, b)
    score -= _MOSTLY_OMITTED * _omits_most(found, full, a, b)
    score -= _EXCHANGED if _given_names_exchanged(found, a, b) else _order_penalty(found, a, b)
    return max(0.0, min(score, _SINGLE if len(weighed) == 1 and omitted else 0.999))


def _is_full(pair: Pair, a: Compared, b: Compared) -> bool:
    """Two words, neither an initial nor one that may be left out."""
    part_a, part_b = a.parts[pair.a], b.parts[pair.b]
    return not (part_a.initial or part_b.initial or part_a.light or part_b.light)


def _left_over(found: Aligned, full: list[Pair], a: Compared, b: Compared) -> tuple[int, int]:
    """How many parts contradict each other, and how many only one name has.

    Left over is also an `abd` without its like. A contradiction is also that neither family name has a word beside it
    in the other name, that only one word is common and its place is not, and that two who differ in sex have names
    that differ.
    """
    heads = [(a.parts[pair.a].head, b.parts[pair.b].head) for pair in full]
    left_a = len(found.left_a) + sum([1 for x, y in heads if x and not y])
    left_b = len(found.left_b) + sum([1 for x, y in heads if y and not x])
    contradicted = min(left_a, left_b)
    if not contradicted:
        contradicted = int(
            _families_differ(full, a, b) or _place_differs(found, full, a, b) or _sexes_differ(full, a, b)
        )
    return contradicted, max(left_a, left_b, contradicted) - contradicted


def _families_differ(full: list[Pair], a: Compared, b: Compared) -> bool:
    """Both have a family name, and each is left over or stands beside an initial: Peter K. Swart, Peter Khan."""
    if a.family >= len(a.parts) or b.family >= len(b.parts):
        return False
    return not any(pair.a >= a.family or pair.b >= b.family for pair in full)


def _place_differs(found: Aligned, full: list[Pair], a: Compared, b: Compared) -> bool:
    """One word in common, first in one name and last in the other: John Melvin, Cedric M. John."""
    if len(full) > 1 or len(found.pairs) < 2 or a.comma or b.comma:
        return False
    return (full[0].a >= a.family) != (full[0].b >= b.family)


def _sexes_differ(full: list[Pair], a: Compared, b: Compared) -> bool:
    """One family name has the feminine ending, the other not, and given names differ too: Olga Ivanova, Oleg Ivanov."""
    apart = [pair for pair in full if _sex_ending(a.parts[pair.a].text) != _sex_ending(b.parts[pair.b].text)]
    return bool(apart) and any(pair.alike < OTHER_READING for pair in full if pair not in apart)


def _sex_ending(text: str) -> str:
    return text[-1] if text.endswith(("ova", "eva", "ina")) else ""


def _omits_first(found: Aligned, a: Compared, b: Compared) -> bool:
    """One name lacks the first part of the other, and has its own beside an initial: Hasan J. Khan, Junaid Khan."""
    if not found.pairs or (0 not in found.left_a and 0 not in found.left_b):
        return False
    first = next((pair for pair in found.pairs if (pair.a if 0 in found.left_b else pair.b) == 0), None)
    return first is not None and (a.parts[first.a].initial or b.parts[first.b].initial)


def _omits_most(found: Aligned, full: list[Pair], a: Compared, b: Compared) -> bool:
    """Two words or more are common, and more are left over: Muhammad Ahdal, Muhammad Hamdi Muhammad Sadiq Ahdal."""
    words = [
        sum([1 for place in left if not name.parts[place].initial])
        for left, name in zip(found[1:], (a, b), strict=True)
    ]
    return max(words) > len(full) > 1


def _given_names_exchanged(found: Aligned, a: Compared, b: Compared) -> bool:
    """Two European given names in the other order: Hans Friedrich, Friedrich Hans. Only order tells who it is."""
    if a.comma or b.comma or [(pair.a, pair.b) for pair in found.pairs] != [(0, 1), (1, 0)] or len(a.parts) != 2:
        return False
    return len(b.parts) == 2 and all(is_given_name(part.text) for part in a.parts)


def _order_penalty(found: Aligned, a: Compared, b: Compared) -> float:
    order = [pair.b for pair in found.pairs]
    turned = [place for place in range(1, len(order)) if order[place] < order[place - 1]]
    if not turned:
        return 0.0
    rotated = order[turned[0] :] + order[: turned[0]]
    if a.comma or b.comma or rotated == sorted(rotated) or order[0] == min(order):
        return _TURNED
    return _EXCHANGED


def compatible(a: str, b: str) -> bool:
    """Whether the two can be printed forms of one person's name.

    They can where a full part is common to both and no part of one contradicts the other: what is left over stands
    on one side only, and an initial begins a part of the other name. Misprints do not count as forms.
    """
    name_a, name_b = compared(a), compared(b)
    same = same_characters(name_a.characters, name_b.characters)
    if same is False:
        return False
    if same or name_a.folded == name_b.folded:
        return bool(name_a.parts)
    found = align(name_a, name_b)
    full = [pair for pair in found.pairs if _is_full(pair, name_a, name_b)]
    if not full or min([pair.alike for pair in full]) < _FORM:
        return False
    contradicted, _ = _left_over(found, full, name_a, name_b)
    return not contradicted and _order_penalty(found, name_a, name_b) < _EXCHANGED


def rank_names(query: str, candidates: Iterable[str]) -> list[tuple[str, float]]:
    """The candidates with their similarity to the query, the most similar first; ties in order of their letters."""
    scored = ((name, name_similarity(query, name)) for name in dict.fromkeys(candidates))
    return sorted(scored, key=lambda pair: (-pair[1], pair[0]))
