"""What a Latin word sounds like: spellings of one name fall together, first with vowels, then without."""

from __future__ import annotations

import re
from functools import lru_cache

from graph.names.known import names_of

_SPELLINGS = (
    ("shch", "s"), ("tsch", "C"), ("tch", "C"), ("sch", "s"), ("dzh", "j"), ("dsh", "j"), ("dj", "j"), ("zh", "j"),
    ("sh", "s"), ("ch", "C"), ("cz", "C"), ("sz", "s"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("th", "t"),
    ("dh", "d"), ("ck", "k"), ("cq", "k"), ("ce", "Ce"), ("ci", "Ci"), ("cy", "Ci"), ("c", "k"), ("qu", "k"),
    ("q", "k"), ("oo", "u"), ("ee", "i"), ("iy", "i"), ("yi", "i"), ("ij", "i"), ("y", "i"), ("e", "a"), ("o", "u"),
    ("ng", "n"),
)  # fmt: skip
_LETTERS_ALONE = frozenset("bdfghijklmnprstuvaz")
_IN_PLACES = (
    (re.compile(r"^(?:ou|u|w)(?=[aeiy])"), "v"),  # Ouahid, Uahid, Wahid
    (re.compile(r"^y(?=e)"), ""),  # Yerlan, Erlan
    (re.compile(r"(?<=[aeou])e(?=va?$)"), "ye"),  # Nazarbaev, Nazarbayev
    (re.compile(r"(?<=[ae])(?:ou|u|o|w)(?=[aeiy])"), "v"),  # Alaoui, Alawi
    (re.compile(r"(?<=[aeou])w(?![aeiouy])"), "u"),  # Tawfiq, Taufik
    (re.compile(r"[aeiou]+[dt]+(?:in|ine|een|ien)$"), "udin"),  # Saifuddin, Seyfettin
    (re.compile(r"^(.{3,}[aeiou][nlr])e$"), r"\1"),  # Slimane
    (re.compile(r"^x"), "h"),
    (re.compile(r"x"), "ks"),
)
_SOME_PLACE = re.compile(
    "^(?:ou|u|w)[aeiy]|^ye|[aeou]eva?$|[ae](?:ou|u|o|w)[aeiy]|[aeou]w(?![aeiouy])|"
    "[aeiou][dt]+(?:in|ine|een|ien)$|[aeiou][nlr]e$|x"
)
"""Where none of these is found, nor is any of `_IN_PLACES`."""

_DOUBLE = re.compile(r"(.)\1+")
_FINAL_H = re.compile(r"(?<=[aiu])h$")
_VOWELS = str.maketrans("", "", "aiu")
_TWICE = str.maketrans({letter: 2 * letter for letter in "bCdfghjklmnpqrstvz"})
_MERGED = str.maketrans("pvdzCg", "bftsjk")


@lru_cache(maxsize=131_072)
def sound(word: str) -> str:
    """The word with one letter for each way to write a sound; double letters and diphthongs are made plain."""
    text = word
    if _SOME_PLACE.search(word):
        for pattern, spoken in _IN_PLACES:
            text = pattern.sub(spoken, text)
    if not _LETTERS_ALONE.issuperset(text) or "h" in text or "j" in text:
        for written, spoken in _SPELLINGS:
            if written in text:
                text = text.replace(written, spoken)
    return _FINAL_H.sub("", _DOUBLE.sub(r"\1", text.replace("w", "v"))) or word


@lru_cache(maxsize=131_072)
def weighed(word: str) -> str:
    """The sound with each consonant twice, so that an edit of a vowel is half an edit of a consonant."""
    return sound(word).translate(_TWICE)


@lru_cache(maxsize=131_072)
def bones(word: str) -> str:
    """The consonants of its sound, near ones as one, and `a` for a vowel at its start."""
    spoken = sound(word)
    found = spoken.translate(_VOWELS).translate(_MERGED)
    return _DOUBLE.sub(r"\1", "a" + found if spoken[0] in "aiu" else found)


_OTHER_READINGS = (
    (re.compile(r"^c(?=[aiou])"), ""),  # Somali Cali, Ali
    (re.compile(r"^di(?=[ao])"), "j"),  # West African Diallo, Jallo
    (re.compile(r"c(?=[aouk])"), "j"),  # Turkish Can, Jan
    (re.compile(r"c(?=[eiy])"), "s"),  # French Cissé
    (re.compile(r"(?<![nk])g(?!h)"), "j"),  # Egyptian Magdy, Majdi
    (re.compile(r"j"), "y"),  # German, Baltic and Balkan Jusuf, Yusuf
    (re.compile(r"^x"), "sh"),  # Chinese and Albanian
    (re.compile(r"x"), "kh"),  # Uzbek and Azerbaijani
    (re.compile(r"th"), "s"),  # Uthman, Osman
    (re.compile(r"dh"), "z"),
    (re.compile(r"(?<=[aeou])v"), "w"),  # Turkish Davut, Dawud
    (re.compile(r"^[ae]l(?=[^aeiouylh]|[aeiou].{4}|[hyl][aeiou].{2})"), ""),  # Alsharhan, Sharhan
)


_AMBIGUOUS = re.compile("[cgjxv]|[td]h|^di|^[ae]l")
"""Where none of these is found, nor is any of `_OTHER_READINGS`."""


@lru_cache(maxsize=131_072)
def other_readings(word: str) -> tuple[str, ...]:
    """How the word would be written if its ambiguous letters stood for their other sound, at most three."""
    if not _AMBIGUOUS.search(word):
        return ()
    found = (pattern.sub(other, word) for pattern, other in _OTHER_READINGS)
    return tuple(dict.fromkeys(reading for reading in found if len(reading) > 1 and reading != word))[:3]


@lru_cache(maxsize=131_072)
def codes(word: str) -> tuple[str, ...]:
    """The bones under which a word is indexed: those of the known names it is a form of, else of its readings."""
    return tuple(dict.fromkeys(bones(name) for name in names_of(word) or (word, *other_readings(word))))
