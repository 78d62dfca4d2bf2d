"""A user's own table: good rows, and every way in which one is bad."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph.errors import LoadStopped
from graph.model import About, Authored, Institution, LocatedIn, Publication, Scientist
from loaders.loader import Raw
from loaders.table import parse, read
from tests.loaders.contract import check


def records(tmp_path: Path, text: str) -> list[Raw]:
    file = tmp_path / "table.csv"
    file.write_text(text, encoding="utf-8")
    return list(read([file], lambda _: None))


def facts(raw: Raw) -> list[Any]:
    assert raw.problem is None
    parsed = parse(raw.data)
    check(parsed)
    return parsed.facts


def test_rows_of_a_publication_are_one_record_wherever_they_stand(tmp_path: Path) -> None:
    text = "publication,scientist,country\n1,a,TR\n2,b,IR\n1,b,Iran\n"
    first, second = records(tmp_path, text)
    assert [
        (link.scientist, link.positions, link.countries) for link in facts(first) if isinstance(link, Authored)
    ] == [
        ("table:a", [1], ["TR"]),
        ("table:b", [2], ["IR"]),
    ]
    assert second.line == 3


def test_every_column(tmp_path: Path) -> None:
    text = (
        "﻿Publication;Scientist;Title;Abstract;Year;DOI;Name;ORCID;Institution;ROR;Country;Topic;Position;Corresponding\n"
        '7;s;"A; title";An abstract;2024;10.1002/ASI.21075;Şule;0000-0002-1825-0097;Academy;038t36y30;KAZ;Water;2;yes\n'
    )
    found = facts(records(tmp_path, text)[0])
    publication = next(one for one in found if isinstance(one, Publication))
    scientist = next(one for one in found if isinstance(one, Scientist))
    link = next(one for one in found if isinstance(one, Authored))
    assert (publication.title, publication.year, publication.doi) == ("A; title", 2024, "10.1002/asi.21075")
    assert (scientist.name, scientist.orcid) == ("Şule", "0000-0002-1825-0097")
    assert (link.positions, link.corresponding, link.countries, link.institutions) == (
        [2],
        True,
        ["KZ"],
        ["table:Academy"],
    )
    assert next(one for one in found if isinstance(one, Institution)).ror == "038t36y30"
    assert LocatedIn("table:Academy", "KZ") in found
    assert About("table:7", "table:Water", None, True) in found


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("1,,TR,,", "scientist is empty"),
        ("1,a,Atlantis,,", "“Atlantis” is not a country"),
        ("1,a,TR,0000-0002-1825-0098,", "mistyped"),
        ("1,a,TR,,soon", "year “soon” is not a whole number"),
        ("1,a,TR,,2020,more", "more cells than columns"),
    ],
)
def test_a_bad_row_is_set_aside_and_the_rest_of_the_publication_loads(tmp_path: Path, row: str, reason: str) -> None:
    bad, good = records(tmp_path, f"publication,scientist,country,orcid,year\n1,b,IR,,\n{row}\n")
    assert (bad.line, good.line) == (3, 2)
    assert reason in (bad.problem or "")
    assert len([one for one in facts(good) if isinstance(one, Authored)]) == 1


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "is empty: its first line must name the columns"),
        ("publication,author\n", "no column “scientist”"),
        ("publication,scientist,land\n", "a column “land” that is unknown"),
        ("publication,scientist,scientist\n", "two columns “scientist”"),
    ],
)
def test_a_table_that_cannot_be_read_stops_the_load(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(LoadStopped, match=reason):
        records(tmp_path, text)


def test_a_table_that_is_not_utf8_stops_the_load(tmp_path: Path) -> None:
    file = tmp_path / "latin.csv"
    file.write_bytes("publication,scientist\n1,Şule".encode("iso-8859-9"))
    with pytest.raises(LoadStopped, match="not CSV in UTF-8"):
        list(read([file], lambda _: None))
