"""In which language a work is written, and what it says in it."""

from __future__ import annotations

from .lexicon import WRITTEN
from .places import Place
from .topics import topics
from .writing_up import Draft, english, in_language

_ABSTRACTS = 0.53
_ABSTRACTS_ELSEWHERE = 0.25


def language_of(lead: Place, chance: float) -> str:
    """Return the language: English, or one of the leading country's own, the first of them oftenest."""
    for rank, language in enumerate(lead.languages):
        chance -= WRITTEN.get(language, 0.0) / 3**rank
        if chance < 0:
            return language
    return "en"


def draft_of(wording: int, language: str, topic: int, lead: Place, year: int, chance: float) -> Draft:
    """Return what an ordinary work says, by the seed of its wording; about half have no abstract."""
    about = topics()[topic]
    if language == "en":
        return english(wording, about.vocabulary, lead.name, year, chance < _ABSTRACTS)
    return in_language(wording, language, about, year, chance < _ABSTRACTS_ELSEWHERE)
