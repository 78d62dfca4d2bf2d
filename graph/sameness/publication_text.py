"""Text of references made comparable: without markup, case, accents and typographic variants."""

from __future__ import annotations

import html
import re
import unicodedata

from rapidfuzz.distance import OSA

_GREEK = dict(
    zip(
        "αβγδεζηθικλμνξοπρστυφχψω",
        "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon phi "
        "chi psi omega".split(),
        strict=True,
    )
)
_LETTERS = {"ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ς": "sigma", "&": " and "}
_PLAIN = str.maketrans(_GREEK | _LETTERS)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,80}>")
_WORD = re.compile(r"\d+|[^\W\d_]+")
_UNKNOWN = frozenset(("", "unknown", "n/a", "na", "nan", "none", "null", "#name?", "-"))


def known(given: object) -> str:
    """The text without outer spaces; empty where it only says that nothing is known, as `UNKNOWN` and `n/a` do."""
    text = str(given if given is not None else "").strip()
    return "" if text.casefold() in _UNKNOWN else text


def bare(text: str) -> str:
    """The text without HTML tags and entities."""
    unescaped = html.unescape(html.unescape(text)) if "&" in text else text
    return _TAG.sub("", unescaped) if "<" in unescaped else unescaped


def plain(text: str) -> str:
    """The text in lower case without markup and accents; Greek letters by name, `&` as "and"."""
    text = bare(text)
    if text.isascii():
        return text.lower().replace("&", " and ")
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).translate(_PLAIN)


def words(text: str) -> list[str]:
    """Words and numbers of the plain text; letters and digits that touch are two words."""
    return _WORD.findall(plain(text))


def spelled_alike(one: str, other: str) -> bool:
    """Whether two words differ by a plural s or one typing error; in four letters, a letter too few or too many alone.

    Words of three letters and numbers must be equal.
    """
    if one == other:
        return True
    shorter = min(len(one), len(other))
    if shorter < 4 or abs(len(one) - len(other)) > 1 or one.isdigit() or other.isdigit():
        return False
    return (shorter > 4 or len(one) != len(other)) and OSA.distance(one, other, score_cutoff=1) <= 1
