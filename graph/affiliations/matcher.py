"""From the text of an affiliation to the institutions and the country that it names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from graph.affiliations.candidates import Candidate, candidates
from graph.affiliations.context import Context
from graph.affiliations.evidence import evidence
from graph.affiliations.index import Index
from graph.affiliations.places import COUNTRY, REGION, Mention
from graph.affiliations.records import Found, Organisation
from graph.affiliations.scoring import confidence
from graph.affiliations.tokens import Token, cleaned, tokens

CONFIDENT = 0.8
"""What is less likely than this to be right is not given, unless asked for."""
DOUBTFUL = 0.1
"""The least that is given where doubtful matches are asked for."""
_NAMED = {COUNTRY: 0.98, REGION: 0.95}
_LONGEST_TEXT = 4_000


class Scored(NamedTuple):
    """A candidate with its facts' probability."""

    candidate: Candidate
    confidence: float


class Matcher:
    """Matches affiliations to the organisations it was built from; those withdrawn are left out.

    Building takes some seconds and about 6 kB for each organisation; after that it is only read, and may be shared.
    """

    def __init__(self, organisations: Iterable[Organisation]) -> None:
        self.index = Index(organisations)

    def match(self, text: str, *, doubtful: bool = False) -> list[Found]:
        """The institutions that one affiliation names, then the countries it names that none of them is in.

        An institution is given once, in the order in which the text names them. `doubtful` gives those below
        `CONFIDENT` too. Empty where the text names neither.
        """
        shown = cleaned(text[:_LONGEST_TEXT])
        context = self.context(shown)
        found = self._institutions(shown, context, DOUBTFUL if doubtful else CONFIDENT)
        return found + _countries_alone(shown, context, {one.country for one in found})

    def context(self, shown: str) -> Context:
        """A cleaned text's words, places and candidates."""
        words = tokens(shown, self.index.known)
        return Context(words, self.index.places.mentions(words), candidates(words, self.index), self.index)

    def _institutions(self, shown: str, context: Context, least: float) -> list[Found]:
        scored = [Scored(one.candidate, confidence(one.facts)) for one in evidence(context)]
        found: dict[str, Found] = {}
        for one in sorted(chosen(scored, least), key=lambda one: one.candidate.start):
            organisation = self.index.organisations[one.candidate.organisation]
            now = Found(
                organisation.id,
                _country(organisation, context.mentions),
                round(one.confidence, 3),
                _text(shown, context.words, one.candidate.start, one.candidate.stop),
            )
            before = found.get(organisation.id)
            if before is None or before.confidence < now.confidence:
                found[organisation.id] = now
        return list(found.values())


def chosen(scored: Sequence[Scored], least: float) -> list[Scored]:
    """The most likely candidate for each word, at least this likely; one inside another only where both have names.

    Of equals the longer one, then the one that the registry lists first.
    """
    taken: list[Scored] = []
    for one in sorted(scored, key=_order):
        if one.confidence < least:
            break
        if not any(_clash(one.candidate, other.candidate) for other in taken):
            taken.append(one)
    return taken


def _order(one: Scored) -> tuple[float, int, int, int]:
    candidate = one.candidate
    return -one.confidence, candidate.start - candidate.stop, candidate.organisation, candidate.start


def _clash(one: Candidate, other: Candidate) -> bool:
    """Whether they share words, and neither is the part after a comma of the other's name."""
    if one.stop <= other.start or other.stop <= one.start:
        return False
    nested = one.stop == other.stop and one.start != other.start
    return not nested or bool(one.crosses or other.crosses)


def _text(shown: str, words: Sequence[Token], start: int, stop: int) -> str:
    return shown[words[start].start : words[stop - 1].end]


def _country(organisation: Organisation, mentions: Sequence[Mention]) -> str | None:
    """The organisation's country; of several the one that the text names, else the first."""
    if len(organisation.countries) > 1:
        named = {code for mention in mentions if mention.kind == COUNTRY for code in mention.countries}
        return next((code for code in organisation.countries if code in named), organisation.countries[0])
    return organisation.countries[0] if organisation.countries else None


def _countries_alone(shown: str, context: Context, known: set[str | None]) -> list[Found]:
    found: dict[str, Found] = {}
    kinds = [kind for kind in (COUNTRY, REGION) if any(m.kind == kind and m.alone for m in context.mentions)]
    for mention in context.mentions:
        if mention.alone and mention.kind in kinds[:1] and not known.intersection(mention.countries):
            code = mention.countries[0]
            if len(mention.countries) == 1:
                text = _text(shown, context.words, mention.start, mention.stop)
                found.setdefault(code, Found(None, code, _NAMED[mention.kind], text))
    return list(found.values())
