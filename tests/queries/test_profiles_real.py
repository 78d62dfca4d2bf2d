"""Profiles of the real set, counted again by plain Python from the file: a country, a topic, an institution."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import fmean
from typing import Any

import pytest

import hikma
from hikma import OpenBase
from queries import Answer
from tests.support.profiles import figures

Work = dict[str, Any]
KFUPM = "https://openalex.org/I134085113"


@pytest.fixture(scope="module")
def file(real_data: Path) -> Path:
    return real_data / "openalex" / "geoscience_arabia_2026-03-14" / "works.jsonl.gz"


@pytest.fixture(scope="module")
def base(file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenBase]:
    with hikma.open(tmp_path_factory.mktemp("real") / "base") as opened:
        opened.load("openalex", file, as_of="2026-03-14", collected="works on the geology of Arabia")
        yield opened


@pytest.fixture(scope="module")
def works(file: Path) -> list[Work]:
    with gzip.open(file) as lines:
        return [json.loads(line) for line in lines]


def countries(work: Work) -> set[str]:
    return {code for one in work["authorships"] for code in one["countries"]}


def institutions(work: Work) -> set[str]:
    return {place["id"] for one in work["authorships"] for place in one["institutions"] if place["id"]}


def leading(work: Work) -> list[Any]:
    corresponding = [one for one in work["authorships"] if one["is_corresponding"]]
    return corresponding or [one for one in work["authorships"] if one["author_position"] == "first"]


def led_from(work: Work) -> set[str]:
    return {code for one in leading(work) for code in one["countries"]}


def led_at(work: Work) -> set[str]:
    return {place["id"] for one in leading(work) for place in one["institutions"]}


def field(work: Work) -> str | None:
    return work["primary_topic"]["field"]["display_name"] if work["primary_topic"] else None


def in_top(work: Work) -> bool | None:
    percentile = work["citation_normalized_percentile"]
    return bool(percentile["is_in_top_10_percent"]) if percentile else None


def impact(works: list[Work]) -> tuple[float, int]:
    known = [work["fwci"] for work in works if work["fwci"] is not None]
    return fmean(known), len(known)


def common(works: list[Work], base: int) -> dict[str, Any]:
    """The figures that every profile has."""
    placed = [work for work in works if countries(work)]
    ranked = [top for top in map(in_top, works) if top is not None]
    mean, known = impact(works)
    return {
        "publications": len(works),
        "share_of_base": len(works) / base,
        "international_share": sum(len(countries(work)) > 1 for work in placed) / len(placed),
        "fwci": mean,
        "fwci_known": known / len(works),
        "top_10_share": sum(ranked) / len(ranked),
    }


def totals(answer: Answer, names: dict[str, Any]) -> dict[str, Any]:
    return {
        figure: value
        for (section, _, figure), value in figures(answer).items()
        if section == "totals" and figure in names
    }


def test_a_country(base: OpenBase, works: list[Work]) -> None:
    own = [work for work in works if "SA" in countries(work)]
    placed = [work for work in works if countries(work)]
    led = [led_from(work) for work in own if led_from(work)]
    expected = common(own, len(placed)) | {"leadership": sum("SA" in codes for codes in led) / len(led)}
    answer = base.ask("country-profile", of="Saudi Arabia", limit=0)
    assert totals(answer, expected) == pytest.approx(expected)
    assert (expected["publications"], round(expected["international_share"], 4)) == (976, 0.4693)
    found = figures(answer)
    by_year = Counter(str(work["publication_year"]) for work in own)
    assert {
        id_: value
        for (section, id_, figure), value in found.items()
        if (section, figure) == ("years", "publications") and value
    } == by_year
    classed_own, classed = [field(w) for w in own if field(w)], [field(w) for w in placed if field(w)]
    named = {row["name"]: row["value"] for row in answer.records() if row["figure"] == "activity_index"}
    mine, all_of_it = Counter(classed_own), Counter(classed)
    assert named == pytest.approx(
        {one: (mine[one] / len(classed_own)) / (all_of_it[one] / len(classed)) for one in mine}
    )
    joint = Counter(code for work in own for code in countries(work) - {"SA"})
    assert {id_: value for (section, id_, figure), value in found.items() if figure == "joint"} == joint


def test_a_country_in_fractions(base: OpenBase, works: list[Work]) -> None:
    output = sum(1 / len(countries(work)) for work in works if "SA" in countries(work))
    weighted = [
        (work["fwci"], 1 / len(countries(work)))
        for work in works
        if "SA" in countries(work) and work["fwci"] is not None
    ]
    found = figures(base.ask("country-profile", of="SA", counting="fractional"))
    assert found["totals", "SA", "publications"] == pytest.approx(output)
    mean = sum(value * weight for value, weight in weighted) / sum(weight for _, weight in weighted)
    assert found["totals", "SA", "fwci"] == pytest.approx(mean)


def test_an_institution(base: OpenBase, works: list[Work]) -> None:
    own = [work for work in works if KFUPM in institutions(work)]
    led = [led_at(work) for work in own if led_at(work)]
    expected = common(own, sum(bool(institutions(work)) for work in works))
    expected["leadership"] = sum(KFUPM in places for places in led) / len(led)
    answer = base.ask("institution-profile", of=KFUPM, limit=0)
    assert totals(answer, expected) == pytest.approx(expected)
    joint = Counter(place.rpartition("/")[2] for work in own for place in institutions(work) - {KFUPM})
    found = {
        id_: value
        for (section, id_, figure), value in figures(answer).items()
        if (section, figure) == ("partners", "joint")
    }
    assert found == {f"openalex:{id_}": number for id_, number in joint.items() if f"openalex:{id_}" in found}
    assert set(joint) - {id_.partition(":")[2] for id_ in found} == set(), "it is part of nothing here"


def test_a_topic(base: OpenBase, works: list[Work]) -> None:
    def of(work: Work) -> set[str]:
        return {topic["subfield"]["display_name"] for topic in work["topics"]}

    own = [work for work in works if "Geology" in of(work)]
    classed = [work for work in works if of(work)]
    expected = common(own, len(classed))
    answer = base.ask("topic-profile", of="Geology", limit=0)
    assert totals(answer, expected) == pytest.approx(expected)
    placed = [work for work in classed if countries(work)]
    mine, whole = (Counter(code for work in some for code in countries(work)) for some in (own, placed))
    share = sum("Geology" in of(work) for work in placed) / len(placed)
    found = figures(answer)
    indexes = {id_: value for (section, id_, figure), value in found.items() if figure == "activity_index"}
    assert indexes == pytest.approx({code: mine[code] / whole[code] / share for code in mine})
    beside = Counter(name for work in own for name in of(work) - {"Geology"})
    names = {
        row["name"]: row["value"]
        for row in answer.records()
        if (row["section"], row["figure"]) == ("adjoining topics", "joint")
    }
    assert names == beside


def test_countries_side_by_side(base: OpenBase, works: list[Work]) -> None:
    answer = base.ask("compare-countries", group="SA,EG,OM", beside="US", by="top-10")
    rows = {row["country"]: row for row in answer.records()}
    for code in ("SA", "EG", "OM", "US"):
        own = [work for work in works if code in countries(work)]
        assert rows[code]["publications"] == len(own)
        assert rows[code]["measure"] == sum(bool(in_top(work)) for work in own)
        assert rows[code]["fractional"] == pytest.approx(sum(1 / len(countries(work)) for work in own))
        assert (rows[code]["fwci"], float(str(rows[code]["fwci_known"])) * len(own)) == pytest.approx(impact(own))
    group = {"SA", "EG", "OM"}
    international = [work for work in works if countries(work) & group and len(countries(work)) > 1]
    internal = sum(len(countries(work) & group) > 1 for work in international) / len(international)
    assert rows["group"]["internal_share"] == pytest.approx(internal)
