"""Words in Arabic script (Arabic, Persian, Urdu) as the Latin words they may be printed as."""

from __future__ import annotations

from functools import lru_cache

from graph.names.arabic_letters import ARABIC, PERSIAN, PERSIAN_ONLY, plain_arabic
from graph.names.known import arabic_names

_WORDS = {
    "ال": "al", "عبد": "abd", "بن": "bin", "ابن": "ibn", "بنت": "bint", "ابو": "abu", "ابي": "abu", "ام": "umm",
    "الله": "allah", "الدين": "uddin", "اوغلو": "oglu", "زاده": "zadeh", "دكتور": "dr", "د": "dr",
    "الشيخ": "sheikh", "الحاج": "haji", "حاجي": "haji", "مهندس": "eng", "استاذ": "prof",
}  # fmt: skip
_ENDINGS = {
    "زاده": "zadeh", "نژاد": "nejad", "اوغلو": "oglu", "اوف": "ov", "وف": "ov", "اوا": "ova", "وا": "ova",
    "الدين": "uddin", "الله": "ullah", "پور": "pour", "يان": "ian", "ي": "i",
}  # fmt: skip


@lru_cache(maxsize=65_536)
def arabic_word(word: str) -> tuple[tuple[str, ...], ...]:
    """The Latin words for one word in Arabic script, each with its readings, the likeliest first.

    The article and `abd` are words of their own: `الرحمن` is `al`, `rahman`. Short vowels are known for names of
    `data/names/known.csv`, alone, joined, or with an ending of family names; else `a` stands for them.
    """
    plain = plain_arabic(word)
    if not plain or plain in _WORDS:
        return ((_WORDS[plain],),) if plain else ()
    names = _known(plain)
    if names:
        return (names,)
    if plain.startswith("عبد") and len(plain) > 5:
        return (("abd",), *arabic_word(plain[3:]))
    if plain.startswith("ال") and len(plain) > 4:
        return (("al",), *arabic_word(plain[2:]))
    readings = [_spelt(plain, ARABIC), _spelt(plain, PERSIAN)]
    if not PERSIAN_ONLY.isdisjoint(word):
        readings.reverse()
    return (tuple(dict.fromkeys([*readings, _spelt(plain, ARABIC, glides=False)])),)


def _known(plain: str) -> tuple[str, ...]:
    """A known name, a known name with an ending, or two known names in one word."""
    known = arabic_names()
    if plain in known:
        return known[plain]
    for ending, latin in _ENDINGS.items():
        base = known.get(plain.removesuffix(ending)) if plain.endswith(ending) else None
        if base:
            return tuple(name + latin for name in base)
    for place in range(3, len(plain) - 2):
        first, second = known.get(plain[:place]), known.get(plain[place:])
        if first and second:
            return (first[0] + second[0],)
    return ()


def _spelt(plain: str, consonants: dict[str, str], *, glides: bool = True) -> str:
    """Letter by letter: `a` parts consonants that meet; waw and ya are vowels, and `glides` beside one."""
    out = ""
    for place, letter in enumerate(plain):
        following = plain[place + 1 : place + 2]
        vowelled = out != "" and out[-1] in "aiu"
        if letter in "اع":
            silent = vowelled if glides else out.endswith("a")
            opens = out == "" and following in {"و", "ي"} and plain[place + 2 : place + 3] not in {"ا", "و", "ي", ""}
            out += "" if silent or opens or (letter == "ع" and following == "ا") else "a"
        elif letter in {"و", "ي"}:
            opened = place > 0 and out == ""
            out += _waw_or_ya(letter, out, following, consonants) if glides and not opened else _VOWEL[letter]
        else:
            out += ("a" if out and not vowelled else "") + consonants.get(letter, "")
    return out.removesuffix("h") if out.endswith("ah") and len(out) > 3 else out


_VOWEL = {"و": "u", "ي": "i"}


def _waw_or_ya(letter: str, before: str, following: str, consonants: dict[str, str]) -> str:
    """Waw or ya by what stands beside it."""
    if not before:
        return consonants[letter] if following else _VOWEL[letter]
    if before[-1] in "aiu":
        return consonants[letter] if following or before[-1] != "a" else _VOWEL[letter]
    if following in {"ا", "و", "ي"}:
        return ("a" if letter == "و" else "i") + consonants[letter]
    return _VOWEL[letter]
