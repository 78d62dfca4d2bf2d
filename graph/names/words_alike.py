"""How alike two words are as forms of one name."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import OSA, Levenshtein

from graph.names.known import names_of
from graph.names.sounds import bones, other_readings, sound, weighed

KNOWN_FORM = 0.98
SAME_SOUND = 0.96
OTHER_READING = 0.93
BARE_BONES = 0.94
DISTINCT = 0.45
"""Two known names that are not forms of each other, such as Amin and Amir, are no misprints of each other."""

ONE_LETTER = 0.8
"""Words of four letters or more with one letter wrong, missing, too many or exchanged are at least this alike."""

_BONE = 0.9
"""Of a consonant, where vowels are not known."""

_RELATED = 0.34
"""Of the letters of the sound; words that have fewer in common are not looked at further."""

_APART = 0.75
"""Of the consonants; nor are words of which so many must be changed."""

_NOT_FAR = 0.4
"""Below this, no other reading of an ambiguous letter makes two words alike."""

_REREAD = 0.03
"""What it costs to take an ambiguous letter for its other sound."""

_OTHER_START = 0.1
"""Misprints are rare in first letters."""

_THIRD_LETTER = 0.25
"""Misprints are of one letter or two: what each further letter that differs in print costs."""

SCRAMBLED = 0.83
"""Words of five letters or more that have the same letters in another order."""

_ENDING = re.compile(r"(?<=.{2})(?:udin|ula|[uai]vas?|[uai]vs?|[ua]vi[Ck]|[uai]vna|ski(?:i|ai?a?)?|sada|pur|uglu|ian)$")


def words_alike(a: str, b: str, bare: bool = False) -> float:
    """0 to 1 for two folded words; `bare` where one of them was printed without its short vowels."""
    if a == b:
        return 1.0
    known = _as_known(names_of(a), names_of(b))
    if known is not None:
        return known
    sound_a, sound_b = sound(a), sound(b)
    if sound_a == sound_b:
        return SAME_SOUND
    if bare:
        return _without_vowels(a, b)
    if len(a) == len(b) > 4 and sorted(a) == sorted(b):
        return max(SCRAMBLED, _reread(a, b))
    related = OSA.normalized_similarity(sound_a, sound_b, score_cutoff=_RELATED)
    return _reread(a, b) if related else 0.0


def _as_known(names_a: tuple[str, ...], names_b: tuple[str, ...]) -> float | None:
    """How alike two forms of known names are; None where one is not known, or one is the other with an ending."""
    if not (names_a and names_b):
        return None
    if not set(names_a).isdisjoint(names_b):
        return KNOWN_FORM
    return None if any(x.startswith(y) or y.startswith(x) for x in names_a for y in names_b) else DISTINCT


def _without_vowels(a: str, b: str) -> float:
    bones_a, bones_b = bones(a), bones(b)
    if bones_a == bones_b:
        return BARE_BONES
    apart = OSA.distance(bones_a, bones_b) / max(len(bones_a), len(bones_b))
    if apart > _APART:
        return 1 - _BONE * apart
    return max(_reread(a, b), 1 - _BONE * apart)


def printed_alike(a: str, b: str) -> float:
    """How alike two words in Arabic script are as misprints of each other: one less the share of letters changed."""
    changed = OSA.distance(a, b)
    return ONE_LETTER if changed == 1 else 1 - changed / max(len(a), len(b))


def _reread(a: str, b: str) -> float:
    """How alike as printed, or as printed with the ambiguous letters of one taken for their other sound."""
    likeness = _misprinted(a, b)
    if likeness <= _NOT_FAR:
        return likeness
    read = [(x, b) for x in other_readings(a)] + [(a, y) for y in other_readings(b)]
    return max([likeness, *(_misprinted(x, y) - _REREAD for x, y in read)])


def _misprinted(a: str, b: str) -> float:
    """One less the share of letters that must be changed, in print or in sound; vowels count half."""
    sound_a, sound_b = sound(a), sound(b)
    if sound_a == sound_b:
        return SAME_SOUND
    letters = OSA.distance(a, b)
    cost = min(Levenshtein.distance(weighed(a), weighed(b)) / 2, letters)
    if letters > 2:
        cost += _THIRD_LETTER * max(0, min(letters, OSA.distance(sound_a, sound_b)) - 2)
    length = max(len(sound_a), len(sound_b))
    base_a, base_b = _base(sound_a), _base(sound_b)
    if base_a and base_b:
        # An ending that many names have says nothing of these two.
        if base_a == base_b:
            return OTHER_READING
        cost = max(cost, OSA.distance(base_a, base_b) / 2)
        length -= min(len(sound_a) - len(base_a), len(sound_b) - len(base_b))
    if bones(a)[0] != bones(b)[0]:
        cost += _OTHER_START
    least = ONE_LETTER if letters == 1 and max(len(a), len(b)) >= 4 else 0.0
    return max(least, 1 - cost / max(length, 1))


@lru_cache(maxsize=131_072)
def _base(sound: str) -> str:
    """The sound without an ending that many family names have; empty where it has none."""
    ending = _ENDING.search(sound)
    return sound[: ending.start()] if ending else ""
