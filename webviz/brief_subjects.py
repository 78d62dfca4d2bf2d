"""What stands in a brief of a country, of a pair of countries, and of a topic."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from graph.countries import find_country, members
from graph.errors import QuestionError
from queries import Answer
from queries.saying import place, said
from webviz.brief import Asks, Brief, KeyFigure, Part, bars, by_section, key_figures, listed, pivoted
from webviz.formats import count, number, probability, years

Given = Mapping[str, str]
GROUP = "oic"
TOTALS = "totals"


def country_brief(base: Asks, of: str, period: Given) -> Brief:
    """A country: its profile, and its pairs with other countries that are gaps or strong."""
    profile = base.ask("country-profile", {"of": of, **period})
    code = str(profile.coverage["of"]["id"])
    gaps = base.ask("collaboration-gaps", {"group": group_of(code), "limit": "0", **period})
    found = by_section(profile)
    return Brief(
        kind="country",
        name=place(code),
        title=said("{country}: research and collaboration", country=place(code)),
        subtitle=years(profile.parameters),
        figures=key_figures(found.get(TOTALS, [])),
        bars=bars(found.get("years", [])),
        parts=(
            pivoted(
                said("Fields"),
                said("Activity index: share of the own output over the base's share."),
                found.get("topics", []),
                said("Field"),
                ("publications", "share", "activity_index"),
            ),
            pivoted(
                said("Fields that grow"),
                said("Beyond the growth of the country's whole output."),
                found.get("growing topics", []),
                said("Field"),
                ("growth_beyond",),
            ),
            pivoted(
                said("Partners"),
                said("Expected: joint publications that chance would give."),
                found.get("partners", []),
                said("Country"),
                ("joint", "expected", "ratio"),
            ),
            _pairs(said("Gaps"), gaps, code, "gap"),
            _pairs(said("Strong pairs"), gaps, code, "strong"),
            pivoted(
                said("Institutions"), "", found.get("institutions", []), said("Institution"), ("publications", "share")
            ),
            pivoted(said("Scientists"), "", found.get("scientists", []), said("Scientist"), ("publications", "share")),
        ),
        answers=(profile, gaps),
        publications=listed(
            _behind(base, profile, (TOTALS, code, "publications")), said("publications of the country")
        ),
    )


def pair_brief(base: Asks, of: str, period: Given) -> Brief:
    """Two countries, given as `TR,PK`: what they have together, what each has, and where they could start."""
    codes = _two(of)
    a, b = (place(code) for code in codes)
    group = GROUP if all(code in members(GROUP) for code in codes) else "all"
    gaps = base.ask("collaboration-gaps", {"group": group, "limit": "0", **period})
    found = next((one for one in gaps.records() if (one["country_a"], one["country_b"]) == codes), None)
    profiles = [base.ask("country-profile", {"of": code, **period}) for code in codes]
    chances = base.ask("opportunities", {"group": ",".join(codes), **period})
    joint = base.publications("collaboration-gaps", codes, {"group": group, "limit": "0", **period})
    return Brief(
        kind="pair",
        name=said("{a} and {b}", a=a, b=b),
        title=said("{a} and {b}: joint research", a=a, b=b),
        subtitle=years(gaps.parameters),
        figures=_pair_figures(found) if found else (),
        bars=(),
        parts=(*_beside(profiles), _chances(chances, codes)),
        answers=(gaps, *profiles, chances),
        publications=listed(joint, said("joint publications, among international ones")),
    )


def topic_brief(base: Asks, of: str, period: Given) -> Brief:
    """A topic: its profile."""
    profile = base.ask("topic-profile", {"of": of, **period})
    about = profile.coverage["of"]
    name = str(about["name"] or about["id"])
    found = by_section(profile)
    gaps = found.get("gaps", []) + found.get("missing pairs", [])
    return Brief(
        kind="topic",
        name=name,
        title=said("{topic}: who works on it, and where", topic=name),
        subtitle=years(profile.parameters),
        figures=key_figures(found.get(TOTALS, [])),
        bars=bars(found.get("years", [])),
        parts=(
            pivoted(
                said("Countries"),
                said("Activity index: the country's share of the topic over its share of all."),
                found.get("countries", []),
                said("Country"),
                ("publications", "share", "activity_index"),
            ),
            pivoted(
                said("Pairs that lack joint publications"),
                said("Against chance; only some are significant gaps."),
                gaps,
                said("Countries"),
                ("joint", "expected", "missing"),
            ),
            pivoted(
                said("Institutions"), "", found.get("institutions", []), said("Institution"), ("publications", "share")
            ),
            pivoted(said("Scientists"), "", found.get("scientists", []), said("Scientist"), ("publications", "share")),
            pivoted(
                said("Narrower topics"),
                "",
                found.get("narrower topics", []),
                said("Topic"),
                ("joint", "publications", "expected", "ratio"),
            ),
            pivoted(
                said("Adjoining topics"),
                said("Topics of the same level on the same publications."),
                found.get("adjoining topics", []),
                said("Topic"),
                ("joint", "expected", "ratio"),
            ),
        ),
        answers=(profile,),
        publications=listed(
            _behind(base, profile, (TOTALS, str(about["id"]), "publications")), said("publications on the topic")
        ),
    )


BRIEFS: dict[str, Callable[[Asks, str, Given], Brief]] = {
    "country": country_brief,
    "pair": pair_brief,
    "topic": topic_brief,
}


def group_of(code: str) -> str:
    """The group whose pairs are looked at for a country: its own, else all countries."""
    return GROUP if code in members(GROUP) else "all"


def _two(of: str) -> tuple[str, str]:
    parts = [part.strip() for part in of.replace(";", ",").split(",") if part.strip()]
    codes = [find_country(part) for part in parts]
    if len(set(codes)) != 2 or not all(codes):
        raise QuestionError(f"“{of}” is no pair of countries: give two codes or names, such as TR,PK")
    a, b = sorted(code for code in codes if code)
    return a, b


def _behind(base: Asks, profile: Answer, key: tuple[str, ...]) -> Answer:
    if not profile.rows:
        return Answer("publications", {}, (), (), (), {})
    given = {name: value for name, value in profile.parameters.items() if value is not None}
    return base.publications(profile.question, key, given)


def _pairs(title: str, gaps: Answer, code: str, verdict: str) -> Part:
    """The country's pairs of a verdict, the furthest from what is expected first."""
    found = [
        one for one in gaps.records() if one["verdict"] == verdict and code in (one["country_a"], one["country_b"])
    ]
    rows = tuple(
        (
            place(str(one["country_b"] if one["country_a"] == code else one["country_a"])),
            count(_number(one, "observed")),
            number(_number(one, "expected"), 3),
            _ratio(one),
            probability(_number(one, "q")),
        )
        for one in found
    )
    headings = (said("Country"), said("joint publications"), said("expected"), said("ratio"), said("q"))
    note = said(
        "Tested among the {pairs} pairs of the group {group}.",
        pairs=len(gaps.rows),
        group=str(gaps.parameters["group"]),
    )
    return Part(title, note, headings, rows, (1, 2, 3, 4))


def _pair_figures(found: dict[str, Any]) -> tuple[KeyFigure, ...]:
    of = said(
        "{a} of the one, {b} of the other country", a=found["publications_a"] or 0, b=found["publications_b"] or 0
    )
    among = said("international publications that name both")
    return (
        KeyFigure(count(found["observed"]), said("joint publications"), among),
        KeyFigure(number(found["expected"], 3), said("expected by chance"), said("each publication keeps its size")),
        KeyFigure(_ratio(found), said("ratio"), said("with its 95 % interval")),
        KeyFigure(said(str(found["verdict"])), said("verdict"), said("q {q}", q=probability(found["q"]))),
        KeyFigure(number(found["salton"]), said("Salton's cosine"), of),
    )


def _ratio(one: Mapping[str, Any]) -> str:
    if one["ratio"] is None:
        return number(None)
    low, high = (number(one[f"ratio_{end}"]) for end in ("low", "high"))
    return said("{ratio} ({low} to {high})", ratio=number(one["ratio"]), low=low, high=high)


def _number(one: Mapping[str, Any], name: str) -> float | None:
    found = one[name]
    return None if found is None else float(found)


def _beside(profiles: list[Answer]) -> tuple[Part, ...]:
    """The totals of both, and the partners of each."""
    both = [{one.label: one for one in key_figures(by_section(profile).get(TOTALS, []))} for profile in profiles]
    names = [place(str(profile.coverage["of"]["id"])) for profile in profiles]
    labels = list(dict.fromkeys(label for found in both for label in found))
    rows = tuple((label, *(_told(found.get(label)) for found in both)) for label in labels)
    side = Part(said("Side by side"), said("With interval and base."), (said("Figure"), *names), rows, (1, 2))
    fields = [
        pivoted(
            said("Fields of {country}", country=name),
            "",
            by_section(profile).get("topics", []),
            said("Field"),
            ("publications", "share", "activity_index"),
        )
        for name, profile in zip(names, profiles, strict=True)
    ]
    return side, *fields


def _told(figure: KeyFigure | None) -> str:
    return said("{text} ({base})", text=figure.text, base=figure.base) if figure else number(None)


def _chances(chances: Answer, codes: tuple[str, str]) -> Part:
    rows = tuple(
        (
            str(one["topic_name"] or one["topic"]),
            count(_number(one, "observed")),
            number(_number(one, "expected"), 3),
            number(_number(one, "activity_a")),
            number(_number(one, "activity_b")),
            _people(one, "a"),
            _people(one, "b"),
        )
        for one in chances.records()
    )
    a, b = (place(code) for code in codes)
    return Part(
        said("Where both are strong and hardly work together"),
        said("Topics in which both publish more than their share, and less together than chance would give."),
        (
            said("Topic"),
            said("joint publications"),
            said("expected"),
            said("activity of {country}", country=a),
            said("activity of {country}", country=b),
            said("scientists of {country}", country=a),
            said("scientists of {country}", country=b),
        ),
        rows,
        (1, 2, 3, 4),
    )


def _people(one: Mapping[str, Any], side: str) -> str:
    names = one[f"names_{side}"]
    return "; ".join(names) if isinstance(names, list) else ""
