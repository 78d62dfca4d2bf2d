"""Pieces of JSON that many records share, encoded once: topics, keywords, institutions, journals."""

from __future__ import annotations

from functools import cache

from msgspec import Raw

from .encoding import encoded
from .institutions import Institution
from .topics import FIRST_ID, OPENALEX, Level, Topic, topics

STEPS = 16


def topic_id(number: int) -> str:
    """Return the id, in a range that OpenAlex does not use."""
    return f"{OPENALEX}T{FIRST_ID + number}"


def level(kind: str, one: Level) -> dict[str, str]:
    """Return a domain, field or subfield as topics name it."""
    return {"id": f"{OPENALEX}{kind}/{one.number}", "display_name": one.name}


def levels(topic: Topic) -> dict[str, dict[str, str]]:
    """Return the three upper levels of a topic."""
    return {
        "subfield": level("subfields", topic.subfield),
        "field": level("fields", topic.field),
        "domain": level("domains", topic.domain),
    }


@cache
def scored_topic(number: int, rank: int, step: int) -> Raw:
    """Return a topic as a work lists it; the score falls with the rank and, a little, the step."""
    topic = topics()[number]
    score = round(0.9999 - 0.09 * rank - 0.005 * step, 4)
    return encoded({"id": topic_id(number), "display_name": topic.name, "score": score, **levels(topic)})


def counted_topic(number: int, count: int) -> Raw:
    """Return a topic as an author lists it, with how many of their works have it first."""
    topic = topics()[number]
    return encoded({"id": topic_id(number), "display_name": topic.name, "count": count, **levels(topic)})


@cache
def keywords(number: int, step: int) -> list[Raw]:
    """Return four to six keywords of a topic as a work lists them, chosen by the step."""
    words = topics()[number].keywords
    chosen = [words[(step + k) % len(words)] for k in range(4 + step % 3)]
    return [
        encoded({
            "id": f"{OPENALEX}keywords/{word.lower().replace(' ', '-')}",
            "display_name": word[:1].upper() + word[1:],
            "score": round(0.93 - 0.07 * k - 0.003 * step, 4),
        })
        for k, word in enumerate(chosen)
    ]  # fmt: skip


def institution(one: Institution) -> Raw:
    """Return an institution as authorships and authors list it."""
    return encoded({
        "id": one.id,
        "display_name": one.name,
        "ror": None,
        "country_code": one.country,
        "type": one.kind,
        "lineage": one.lineage,
    })  # fmt: skip


@cache
def journal(field: Level, series: int) -> tuple[str, Raw]:
    """Return the name and record of one of a field's four journals."""
    title = ("Journal of {}", "{} Letters", "Annals of {}", "Reports in {}")[series].format(field.name)
    name = f"{title} (invented)"
    source: dict[str, object] = {
        "id": f"{OPENALEX}S{FIRST_ID + 10 * field.number + series}",
        "display_name": name,
        "issn_l": None,
        "issn": None,
        "is_oa": series == 3,
        "is_in_doaj": series == 3,
        "is_core": series < 2,
        "host_organization": None,
        "host_organization_name": None,
        "host_organization_lineage": [],
        "host_organization_lineage_names": [],
        "type": "journal",
    }
    return name, encoded(source)
