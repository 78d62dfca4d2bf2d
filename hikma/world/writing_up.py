"""Titles and abstracts, composed from a vocabulary; and the same again in other words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from random import Random

from .lexicon import concepts, parallel_titles, phrases, synonyms
from .mixing import dice
from .topics import Level, Topic, Vocabulary, fields_of

_STOPS = ".,:?"


@dataclass(frozen=True)
class Draft:
    """What a work says."""

    title: str
    abstract: tuple[str, ...]


def english(seed: int, vocabulary: Vocabulary, country: str, year: int, abstract: bool = True) -> Draft:
    """Return a title and an abstract of 6 to 9 sentences; country and year do not change the wording."""
    rng = dice(seed)
    words = phrases()["en"]
    title = _english(rng, rng.choice(words.titles), vocabulary, country, year)
    if not abstract:
        return Draft(title, ())
    chosen = rng.sample(words.sentences, 6 + int(rng.random() * 4))
    return Draft(title, _words(_english(rng, text, vocabulary, country, year) for text in chosen))


def _english(rng: Random, text: str, vocabulary: Vocabulary, country: str, year: int) -> str:
    # The first two objects are the topic's own, the others its neighbours': own ones come up most.
    o = vocabulary.objects[int(rng.random() ** 1.4 * len(vocabulary.objects))]
    p = vocabulary.objects[int(rng.random() ** 1.4 * (len(vocabulary.objects) - 1))]
    if p == o:
        p = vocabulary.objects[-1] if o != vocabulary.objects[-1] else vocabulary.objects[0]
    q = rng.choice(vocabulary.qualities)
    k = int(rng.random() * len(vocabulary.methods))
    m, w = vocabulary.methods[k], vocabulary.methods[k - 1 - int(rng.random() * 3)]
    return text.format(
        q=q, o=o, p=p, m=m, w=w, c=country, Q=_capital(q), O=_capital(o), M=_capital(m),
        n=2 + int(rng.random() ** 3 * 400), k=3 + int(rng.random() * 60),
        y=year - 2 - int(rng.random() * 12), e=year,
    )  # fmt: skip


def in_language(seed: int, language: str, topic: Topic, year: int, abstract: bool = True) -> Draft:
    """Return a title and an abstract in another language, from concepts of the topic's domain."""
    rng = dice(seed)
    words = phrases()[language]
    own, other = _two_concepts(rng, topic)
    title = _filled(rng, rng.choice(words.titles), _capital(own[language]), other[language], year)
    if not abstract:
        return Draft(title, ())
    chosen = rng.sample(words.sentences, 5)
    return Draft(title, _words(_said_of(rng, text, language, own, other, topic, year) for text in chosen))


def _said_of(
    rng: Random, text: str, language: str, own: dict[str, str], other: dict[str, str], topic: Topic, year: int
) -> str:
    """Return a sentence; one that names no concept ends on some of the domain's, to be unlike others."""
    filled = _filled(rng, text, own[language], other[language], year)
    if "{a}" in text or "{b}" in text:
        return filled
    named = rng.sample(concepts_of(topic.domain), 3)
    comma = "، " if language in ("ar", "fa") else ", "
    return f"{filled[:-1]}: {comma.join(one[language] for one in named)}."


def translated_titles(seed: int, language: str, topic: Topic, year: int) -> tuple[str, str]:
    """Return one title in English and in another language."""
    rng = dice(seed)
    own, other = _two_concepts(rng, topic)
    k = int(rng.random() * len(parallel_titles()))
    state = rng.getstate()
    english_title = _filled(rng, parallel_titles()[k], _capital(own["en"]), other["en"], year)
    rng.setstate(state)
    return english_title, _filled(rng, phrases()[language].titles[k], _capital(own[language]), other[language], year)


def _two_concepts(rng: Random, topic: Topic) -> tuple[dict[str, str], dict[str, str]]:
    """Return a concept of the topic's field and another one of its domain."""
    own = rng.choice(concepts()[topic.field.name])
    return own, rng.choice([one for one in concepts_of(topic.domain) if one is not own])


@cache
def concepts_of(domain: Level) -> tuple[dict[str, str], ...]:
    """Return the concepts of all fields of a domain."""
    return tuple(one for name in fields_of(domain) for one in concepts()[name])


def _filled(rng: Random, text: str, a: str, b: str, year: int) -> str:
    n, k, y = 2 + int(rng.random() ** 2 * 400), 3 + int(rng.random() * 60), year - 2 - int(rng.random() * 12)
    return text.format(a=a, b=b, n=n, k=k, y=y, e=year)


def reworded(seed: int, draft: Draft, share: float) -> Draft:
    """Return the draft with this share of its words replaced by synonyms, or as many as have one."""
    rng = dice(seed)
    title = draft.title.split()
    return Draft(" ".join(_reworded(rng, title, share)), tuple(_reworded(rng, list(draft.abstract), share)))


def _reworded(rng: Random, words: list[str], share: float) -> list[str]:
    replaceable = [k for k, word in enumerate(words) if word.strip(_STOPS).lower() in synonyms()]
    changed = words.copy()
    for k in rng.sample(replaceable, min(len(replaceable), max(1, round(share * len(words))))):
        changed[k] = _synonym(words[k])
    return " ".join(changed).split()


def _synonym(word: str) -> str:
    bare = word.strip(_STOPS)
    other = synonyms()[bare.lower()]
    return word.replace(bare, _capital(other) if bare[0].isupper() else other)


def _words(sentences: Iterable[str]) -> tuple[str, ...]:
    return tuple(" ".join(sentences).split())


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
