"""The letters of the Arabic script: which count as one, and how each is written in Latin."""

from __future__ import annotations

_MARKS = (*range(0x0610, 0x061B), *range(0x064B, 0x0660), 0x0670, 0x200C, 0x200D)
_SAME = str.maketrans(
    {
        **dict.fromkeys("أإآٱ", "ا"),
        **dict.fromkeys("ىیېےئ", "ي"),
        **dict.fromkeys("ةہھۀە", "ه"),
        **dict.fromkeys("ؤۆۇ", "و"),
        **dict.fromkeys("کڪ", "ك"),
        "ں": "ن",
        **dict.fromkeys("ءـ", ""),
        **{chr(code): "" for code in _MARKS},
    }
)

ARABIC = {
    "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z",
    "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "غ": "gh", "ف": "f", "ق": "q", "ك": "k",
    "ل": "l", "م": "m", "ن": "n", "ه": "h", "پ": "p", "چ": "ch", "ژ": "zh", "گ": "g", "ٹ": "t", "ڈ": "d",
    "ڑ": "r", "ڤ": "v", "ڭ": "ng", "ۋ": "v", "ګ": "g", "ڼ": "n", "ړ": "r", "ډ": "d", "ټ": "t", "څ": "ts",
    "ځ": "dz", "ښ": "sh", "ږ": "zh", "ڳ": "g", "ڌ": "dh", "ٺ": "th", "و": "w", "ي": "y",
}  # fmt: skip
"""Consonants as the romanisations of Arabic write them, without their dots."""

PERSIAN = ARABIC | {"ث": "s", "ذ": "z", "ض": "z", "و": "v"}
"""Consonants as the romanisations of Persian and Urdu write them."""

PERSIAN_ONLY = frozenset("پچژگکیٹڈڑںےہھۀ")
"""Letters that Arabic itself does not use."""


def plain_arabic(word: str) -> str:
    """A word without vowel signs, hamza and tatweel, and with one form for each letter that has several."""
    return word.translate(_SAME)
