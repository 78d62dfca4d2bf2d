"""Letters of all scripts but Arabic in plain lower-case Latin, one by one."""

from __future__ import annotations

import unicodedata

from anyascii import anyascii

APOSTROPHES = "'`´ʹʺʻʼʽʾʿˈˊˋ‘’‛′ʿ՚＇"
"""Marks that stand for ayn, hamza, a soft sign or an elision: they vanish, and do not part a word."""

_CYRILLIC = {
    **dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziyklmnoprstufye", strict=True)),
    "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "", "ю": "yu", "я": "ya",
    "ё": "yo", "і": "i", "ї": "yi", "є": "ye", "ґ": "g", "ў": "u", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c",
    "ђ": "dj", "џ": "dz", "ѓ": "g", "ќ": "k", "ѕ": "dz", "ӏ": "", "ѣ": "e",
    "ә": "a", "ғ": "gh", "қ": "q", "ң": "ng", "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "ҳ": "h", "ӣ": "i",
    "ӯ": "u", "ҷ": "j", "ҹ": "j", "ҝ": "g", "җ": "j", "ҡ": "q", "ҙ": "dh", "ҫ": "th", "ҽ": "ch",
}  # fmt: skip
_GREEK = {
    **dict(zip("αβγδεζηικλμνξοπρστυφωςϊϋ", "avgdeziiklmnxoprstyfosiy", strict=True)),
    "θ": "th", "χ": "ch", "ψ": "ps",
}  # fmt: skip
_LATIN = {
    "ı": "i", "ə": "a", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ø": "o", "æ": "ae", "œ": "oe", "ß": "ss",
    "ŋ": "ng", "ħ": "h", "ŧ": "t", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ɲ": "ny", "ƴ": "y", "ʋ": "v", "ɔ": "o", "ɛ": "e",
}  # fmt: skip
_OWN = _CYRILLIC | _GREEK | _LATIN


class _Letters(dict[int, str]):
    """A table for `str.translate` that works out a character when it first meets it."""

    def __missing__(self, code: int) -> str:
        found = self[code] = _latin(chr(code))
        return found


def _latin(character: str) -> str:
    """One character as Latin letters; a space where it parts words, nothing where it only marks."""
    lower = character.casefold()
    if lower in _OWN:
        return _OWN[lower]
    if character in APOSTROPHES or unicodedata.category(character) in {"Mn", "Mc", "Me", "Cf"}:
        return "" if not _is_vowel_sign(character) else _ascii(character)
    apart = unicodedata.normalize("NFKD", lower)
    if len(apart) > 1 and (apart[0].isascii() or apart[0] in _OWN):
        return "".join(_latin(part) for part in apart)
    if lower.isascii():
        return lower if lower.isalnum() else " "
    if not character.isalnum():
        return " "
    return _ascii(character)


def _is_vowel_sign(character: str) -> bool:
    """Vowel signs of Indic scripts, Khmer and Thaana are letters here, though Unicode calls them marks."""
    return unicodedata.category(character) in {"Mc", "Mn"} and 0x0780 <= ord(character) <= 0x1AFF


def _ascii(character: str) -> str:
    """As anyascii writes it; a syllable of Chinese or Korean stands apart."""
    written = anyascii(character)
    plain = "".join(letter for letter in written.casefold() if letter.isalnum())
    return f" {plain} " if len(plain) > 1 and written[:1].isupper() and not character.isupper() else plain


_LETTERS = _Letters()


def to_latin(text: str) -> str:
    """Lower-case Latin letters, digits and spaces for a text in any script (Arabic letter by letter, unvowelled)."""
    return text.translate(_LETTERS)
