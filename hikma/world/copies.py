"""Planning overlapping clusters and duplicated research: works that say the same, far apart."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from random import Random

from .lexicon import LANGUAGES, coined_terms
from .places import INTERNATIONAL_POWER, places, shares
from .plans import Cluster, ClusterGroup, Duplicate, Special, scaled
from .population import Newcomer
from .shape import years_of
from .topics import Vocabulary, topics
from .writing_up import Draft, english, in_language, reworded, translated_titles

_TERMS = 12
_TERMS_OF_GROUP = 10
_NATIVE = {"fr": "SN", "ar": "EG", "tr": "TR", "ru": "KZ", "fa": "IR", "id": "ID", "ms": "MY"}


def plan_clusters(
    rng: Random, works: int, first: int, numbers: Iterator[int]
) -> tuple[tuple[Cluster, ...], list[Newcomer], dict[int, Special]]:
    """Plan pairs of groups, their members (numbered from `first`) and works (from `numbers`)."""
    count = min(12, scaled(3, works)) if works >= 2000 else 0
    terms = rng.sample(coined_terms(), count * _TERMS)
    clusters: list[Cluster] = []
    members: list[Newcomer] = []
    specials: dict[int, Special] = {}
    for k in range(count):
        topic, own = rng.randrange(len(topics())), tuple(terms[k * _TERMS : (k + 1) * _TERMS])
        groups = []
        for country, part in zip(_two_countries(rng), (own[:_TERMS_OF_GROUP], own[-_TERMS_OF_GROUP:]), strict=True):
            people = tuple(range(first + len(members), first + len(members) + rng.randint(15, 25)))
            members.extend(Newcomer(country, topic) for _ in people)
            written = sorted(next(numbers) for _ in range(rng.randint(28, 32)))
            for turn, number in enumerate(written):
                draft = english(rng.getrandbits(60), _cluster_words(topic, part), _name(country), _year(number, works))
                specials[number] = Special(country, topic, draft, "en", _team(rng, people, turn))
            groups.append(ClusterGroup(country, people, tuple(written)))
        clusters.append(Cluster(topic, own, tuple(groups)))
    return tuple(clusters), members, specials


def _two_countries(rng: Random) -> list[int]:
    """Draw two well-covered OIC countries of different regions that are not very small."""
    weights = shares(INTERNATIONAL_POWER)
    among = [c for c, place in enumerate(places()) if place.oic and place.unknown <= 0.10 and weights[c] > 0.008]
    one = rng.choice(among)
    return [one, rng.choice([c for c in among if places()[c].region != places()[one].region])]


def _cluster_words(topic: int, terms: tuple[str, ...]) -> Vocabulary:
    usual = topics()[topic].vocabulary
    return Vocabulary(usual.qualities, terms + usual.objects[:2], usual.methods)


def _team(rng: Random, people: tuple[int, ...], turn: int) -> tuple[int, ...]:
    """Draw 3 to 5 members, the earlier ones more often; each member leads in turn, so that all appear."""
    lead = people[turn % len(people)]
    others = {people[int(rng.random() ** 2 * len(people))] for _ in range(rng.randint(3, 6))} - {lead}
    return (lead, *sorted(others)[:4])


def plan_duplicates(
    rng: Random, works: int, numbers: Iterator[int]
) -> tuple[tuple[Duplicate, ...], dict[int, Special]]:
    """Plan pairs of works that say the same: every fourth translated, the others reworded."""
    duplicates: list[Duplicate] = []
    specials: dict[int, Special] = {}
    for k in range(scaled(12, works) if works >= 500 else 0):
        pair = sorted((next(numbers), next(numbers)))
        duplicate, drafts = (_translated if k % 4 == 3 else _reworded)(rng, works, (pair[0], pair[1]))
        duplicates.append(duplicate)
        specials |= drafts
    return tuple(duplicates), specials


def _reworded(rng: Random, works: int, pair: tuple[int, int]) -> tuple[Duplicate, dict[int, Special]]:
    topic, seed = rng.randrange(len(topics())), rng.getrandbits(60)
    countries, words = _two_countries(rng), topics()[topic].vocabulary
    first, base = (
        english(seed, words, _name(country), _year(number, works))
        for country, number in zip(countries, pair, strict=True)
    )
    second = reworded(seed, base, rng.uniform(0.08, 0.24))
    changed = round(1 - SequenceMatcher(None, first.abstract, second.abstract, autojunk=False).ratio(), 3)
    duplicate = Duplicate(pair, (countries[0], countries[1]), "reworded", changed, ("en", "en"))
    return duplicate, {
        number: Special(country, topic, draft, "en")
        for number, country, draft in zip(pair, countries, (first, second), strict=True)
    }


def _translated(rng: Random, works: int, pair: tuple[int, int]) -> tuple[Duplicate, dict[int, Special]]:
    topic, seed, language = rng.randrange(len(topics())), rng.getrandbits(60), rng.choice(LANGUAGES[1:])
    home = _number(_NATIVE[language])
    abroad = rng.choice([c for c in _two_countries(rng) if c != home])
    titles = translated_titles(seed, language, topics()[topic], _year(pair[0], works))
    first = english(seed, topics()[topic].vocabulary, _name(abroad), _year(pair[0], works))
    second = in_language(seed, language, topics()[topic], _year(pair[1], works))
    duplicate = Duplicate(pair, (abroad, home), "translated", 1.0, ("en", language))
    return duplicate, {
        pair[0]: Special(abroad, topic, Draft(titles[0], first.abstract), "en"),
        pair[1]: Special(home, topic, Draft(titles[1], second.abstract), language),
    }


def _number(code: str) -> int:
    return next(c for c, place in enumerate(places()) if place.code == code)


def _name(country: int) -> str:
    return places()[country].name


def _year(number: int, works: int) -> int:
    return int(years_of([number], works)[0])
