"""What a title says it is beside an article: a correction, a retraction, a reply, a comment, a protocol."""

from __future__ import annotations

import re
from typing import NamedTuple

CORRECTION, RETRACTION = "a correction", "a retraction"

_ERRATUM = r"erratum|errata(?: corrige)?|corrigend(?:um|a)|korrigendum|fe de errat?as|fe de errores"
_CORRECTING = (
    r"corrections?|correctif|rectificati[fe]|korrektur|berichtigung(?:en)?|correcci[oó]n|correç[aã]o|correzione|rettifica|"
    r"sprostowanie|rättelse|rettelse|düzeltme|ralat|поправк[аи]|исправлени[ея]|опечатк[аи]|اصلاحیه|تصويب|تصحيح"
)
_RETRACTING = (
    r"retraction|rétractation|retractaci[oó]n|retracci[oó]n|retrata[cç][aã]o|ritrattazione|ретракция|"
    r"expression of concern"
)
_TO = r"(?:to|for|of|on|à|au|aux|zu|zur|zum|al?|de|del|di|do|da|к|la)"
_SIGNS = r"[\s:.–—\"“”„«»'‘’-]*[:.–—\"“”„«»‘-][\s:.–—\"“”„«»'‘’-]*"
_AUTHORS = r"[^:;\"“]{2,60}? et al\.?,?(?: \(\d{4}\))?[,.:]?\s"
_BEFORE = re.compile(
    rf"^\W*(?:(?:publisher|author)['’]?s?['’]? |(?:statement|notice) of |editorial (?=expression))?"
    rf"(?:(?P<erratum>{_ERRATUM})|(?P<correcting>{_CORRECTING})|(?P<retracting>{_RETRACTING}|retracted|withdrawn))\b"
    rf"(?:\s+(?:notice|note|article|statement)\b)?(?:\s+(?:(?P<to>to)|{_TO})\b)?"
    rf"(?:(?P<signs>{_SIGNS})|(?P<authors>\s+(?={_AUTHORS}))|\s+|$)(?:{_AUTHORS})?",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    rf"(?:\W{{0,5}}\s[–—-]{{1,3}}\s|\W{{0,5}}[:.–—]\s?|\s?[(\[](?=corrig))"
    rf"(?:{_ERRATUM}|(?P<correcting>{_CORRECTING})|(?P<retracting>{_RETRACTING}))"
    r"(?: (?:notice|note|statement))?(?: (?:to|of|for) [^()]{2,80}\(\d{4}\))?\W{0,5}$",
    re.IGNORECASE,
)
# Web of Science: (vol 14, pg 345, 2009). Scopus: (Journal (2009) 14 (345-358)), which a letter on an article bears too.
_VOLUME = re.compile(r"\s*\(vol\.? \d+,[^)]*\)?\s*$", re.IGNORECASE)
_PLACE = re.compile(r"\s*\([^()]*\(.*?\d{4}\);? ?\d+ ?[:(].*\)?\s*$", re.IGNORECASE)
# Where the article stands: (Journal (2009) …, [J. Arid Agron. 14 (2009) 345], (2009) by Doe, Soils 2009, 14, 3.
_POINTED = re.compile(
    r"\s*\([^()]*(?:\([^()]*)?$|\s*\[[^\[\]]*\b(?:19|20)\d\d\b[^\[\]]*\]\W*$|\W*\((?:19|20)\d\d\) by .*$"
    r"|[.?!]\s+[A-Z][^.?!\d]{2,60}\.?\s(?:19|20)\d\d,\s\w+(?:\s?\(\w+\))?,\s\w+(?:[-–]\w+)?\W*$"
)
_REPLY = r"(?:author'?s'? )?(?:reply|response|rejoinder)"
_COMMENT = r"(?:invited )?(?:a )?(?:comment(?:ary|s)?|discussion)"
_RETRACTED = re.compile(r"^\W*(?:retract(?:ion|ed)|withdrawn|expression of concern)\b", re.IGNORECASE)
_OTHERS = {
    "a reply": re.compile(
        rf"^\W*{_REPLY}\b(?: to\b|:|\.|$)|[-–—:.(]\s*(?:the )?{_REPLY}[).]*$|\bauthor'?s'? reply\W*$|\bin reply\b",
        re.IGNORECASE,
    ),
    "a comment": re.compile(rf"^\W*(?:{_COMMENT}\b(?: on\b|:|\.|$)|re:)|[-–—:.(]\s*{_COMMENT}[).]*$", re.IGNORECASE),
    "a protocol": re.compile(r"\bprotocol\b", re.IGNORECASE),
}


class Noticed(NamedTuple):
    """A title without the notice, the notices that it gives, and whether a correction or retraction is certain.

    "Erratum", "Correction to", "Retraction:" and "(vol 14, pg 345, 2009)" are certain, "Correction of" is not: it may
    be of myopia.
    """

    text: str
    notices: frozenset[str]
    certain: bool


def read(text: str) -> Noticed:
    """What a title announces before and behind the words that name an article, in several languages."""
    unplaced = _VOLUME.sub("", text)
    kept = _PLACE.sub("", unplaced)
    given = {CORRECTION} if kept != text else set[str]()
    given |= {RETRACTION} if _RETRACTED.search(kept) else set()
    certain = unplaced != text
    for pattern in (_BEFORE, _BEHIND):
        found = pattern.search(kept)
        if found is None:
            continue
        sure = pattern is _BEHIND or any(found[name] for name in ("erratum", "to", "signs", "authors"))
        if found["retracting"] and not sure:
            continue
        kept = kept[: found.start()] if pattern is _BEHIND else _POINTED.sub("", kept[found.end() :])
        given.add(RETRACTION if found["retracting"] else CORRECTION)
        certain = certain or sure
    given |= {name for name, pattern in _OTHERS.items() if pattern.search(kept.strip())}
    return Noticed(kept, frozenset(given), certain)
