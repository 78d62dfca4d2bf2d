"""Crossref: worked records, envelopes of the API and the data file, and real works counted again by plain JSON."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from graph.errors import RejectedRecord
from graph.model import AffiliatedWith, Authored, Institution, Publication
from loaders.crossref import LOADER, SAMPLE, parse
from tests.loaders.exports import found, only, raws, stated

ORCID = "0000-0002-1825-0097"


def publication(**changes: Any) -> Publication:
    one = only(LOADER, json.dumps(json.loads(SAMPLE) | changes).encode()).publications[0]
    assert one.id == "doi:10.99999/invented.1"
    return one


def test_a_work_with_all_that_it_states() -> None:
    one = only(LOADER, SAMPLE)
    assert one.publications[0] == Publication(
        "doi:10.99999/invented.1",
        title="An invented work",
        abstract="Nothing here.",
        year=2025,
        date="2025-03-16",
        doi="10.99999/invented.1",
        kind="journal-article",
        venue="Journal of Inventions",
        cited_by_count=3,
        authors=2,
        references=["doi:10.99999/invented.0"],
    )
    assert (
        Institution("ror:0nvntd068", "Invented University, Almaty, Kazakhstan", ror="0nvntd068") in one.parsed[0].facts
    )
    assert AffiliatedWith(f"orcid:{ORCID}", "ror:0nvntd068", [2025]) in one.parsed[0].facts
    first, second = one.links
    assert (first.scientist, first.institutions, first.affiliations, first.countries) == (
        f"orcid:{ORCID}",
        ["ror:0nvntd068"],
        ["Invented University, Almaty, Kazakhstan"],
        None,
    )
    assert (second.scientist, second.last, second.institutions, second.affiliations) == (
        "doi:10.99999/invented.1#2",
        True,
        None,
        None,
    )


def test_dates_are_those_of_the_year_of_publication() -> None:
    online, print_ = {"date-parts": [[2024, 12, 30]]}, {"date-parts": [[2025, 2]]}
    given = {"issued": online, "published-online": online, "published-print": print_}
    assert (publication(**given).year, publication(**given).date) == (2024, "2024-12-30")
    partial = publication(**{"issued": {"date-parts": [[2025]]}, "published-online": {"date-parts": [[2025, 1, 7]]}})
    assert (partial.year, partial.date) == (2025, "2025-01-07")
    unknown: list[list[list[Any]]] = [[[None]], [[]], [], [[99999]], [["soon"]]]
    for parts in unknown:
        assert publication(issued={"date-parts": parts}).year is None


def test_titles() -> None:
    assert publication(title=["A"], subtitle=["B"]).title == "A: B"
    assert publication(title=["Does A?"], subtitle=["Yes"]).title == "Does A? Yes"
    assert publication(title=["A: B"], subtitle=["B"]).title == "A: B"
    assert publication(title="A <i>b</i>\n      c").title == "A b c"
    assert publication(title=[]).title is None


def test_who_is_an_author() -> None:
    work = json.loads(SAMPLE) | {
        "author": [
            {"name": "Consortium of Inventors", "sequence": "first"},
            {"sequence": "additional", "affiliation": []},
            {"family": "Invented", "given": "A.", "suffix": "Jr.", "ORCID": "https://orcid.org/0000-0002-1825-0098"},
        ]
    }
    one = only(LOADER, json.dumps(work).encode())
    assert one.publications[0].authors == 3
    assert [(link.names, link.positions) for link in one.links] == [
        (["Consortium of Inventors"], [1]),
        (["A. Invented Jr."], [3]),
    ]
    assert [(one.local, one.orcid) for one in one.scientists] == [(True, None), (True, None)]


def test_an_affiliation_is_department_name_and_place() -> None:
    affiliation = {"name": "Academy", "department": ["Physics"], "place": ["Baku, Azerbaijan"], "id": []}
    work = json.loads(SAMPLE) | {"author": [{"family": "Invented", "affiliation": [affiliation]}]}
    assert only(LOADER, json.dumps(work).encode()).links[0].affiliations == ["Physics, Academy, Baku, Azerbaijan"]


def test_retracted_only_where_a_notice_on_the_work_says_so() -> None:
    notice = {"DOI": "10.1/b", "type": "retraction", "label": "Retraction"}
    assert publication(**{"updated-by": [notice]}).retracted is True
    assert publication(**{"update-to": [notice]}).retracted is None
    assert publication(**{"updated-by": [notice | {"type": "correction"}]}).retracted is None


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"type": "journal"}, "type: journal is a journal, not a work"),
        ({"type": "component"}, "a part of a work"),
        ({"title": [], "author": []}, "title: there is none, nor an author"),
        ({"DOI": "10.1234"}, "DOI: “10.1234” is not a DOI"),
        ({"author": "Invented"}, "author: expected a list or nothing, found text"),
    ],
)
def test_what_is_no_work_is_rejected(changes: dict[str, Any], reason: str) -> None:
    with pytest.raises(RejectedRecord) as rejected:
        parse(json.dumps(json.loads(SAMPLE) | changes).encode())
    assert reason in str(rejected.value)


def test_every_envelope_gives_the_same_works(tmp_path: Path) -> None:
    works = [json.loads(SAMPLE) | {"DOI": f"10.99999/{number}"} for number in range(4)]
    answer = {"status": "ok", "message-type": "work-list", "message-version": "1.0.0", "message": {"items": works}}
    lines = [json.dumps(work) for work in works]
    files = {
        "page.json": json.dumps(answer),
        "indented.json": json.dumps(answer, indent=2),
        "pages.jsonl": "\n".join(
            json.dumps({"status": "ok", "message": {"items": part}}) for part in (works[:2], works[2:])
        ),
        "singles.jsonl": "\n".join(json.dumps({"status": "ok", "message": work}) for work in works),
        "0.json": json.dumps({"items": works}),
        "works.jsonl": "\n".join(lines),
        "array.json": json.dumps(works),
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text)
        read = raws(LOADER, tmp_path / name)
        assert [json.loads(raw.data) for raw in read] == works, name
        assert [raw.line for raw in read] == [1, 2, 3, 4], name


def test_the_folder_of_the_data_file(tmp_path: Path) -> None:
    for number in range(3):
        works = {"items": [json.loads(SAMPLE) | {"DOI": f"10.99999/{number}"}]}
        (tmp_path / f"{number}.json.gz").write_bytes(gzip.compress(json.dumps(works).encode()))
    assert [raw.line for raw in LOADER.read([tmp_path], lambda _: None)] == [1, 1, 1]


def test_what_is_not_an_answer_with_works(tmp_path: Path) -> None:
    file = tmp_path / "answer.json"
    for text in ("", "<html></html>", '{"status": "failed", "message": [{"type": "x"}]}', '{"status": "ok", "mess'):
        file.write_text(text)
        assert not found(LOADER, file).parsed
        assert len(found(LOADER, file).rejected) == 1, text


def test_the_real_works_counted_again(real_data: Path) -> None:
    file = real_data / "crossref" / "works.json.gz"
    works = json.loads(gzip.decompress(file.read_bytes()))["items"]
    one = found(LOADER, file)
    journals = [work for work in works if work["type"] == "journal"]
    kept = [work for work in works if work["type"] != "journal"]
    assert (len(works), len(one.parsed), len(one.rejected)) == (485, 483, len(journals))
    assert {one.id for one in one.publications} == {f"doi:{work['DOI'].lower()}" for work in kept}
    named = [a for work in kept for a in work.get("author", []) if a.keys() & {"given", "family", "name"}]
    assert sum(len(link.positions or []) for link in one.links) == len(named) == 1_726
    assert sum(scientist.orcid is not None for scientist in one.scientists) == sum(
        "ORCID" in author for author in named
    )
    assert sum(bool(link.affiliations) for link in one.links) == sum(bool(author["affiliation"]) for author in named)
    affiliated = {link.publication for link in one.links if link.affiliations}
    assert len(affiliated) == sum(any(a["affiliation"] for a in work.get("author", [])) for work in kept)
    assert stated(one.publications, "abstract") == sum("abstract" in work for work in kept)
    assert stated(one.publications, "year") == sum(work["issued"]["date-parts"][0][0] is not None for work in kept)
    cited = {
        (work["DOI"].lower(), ref["DOI"].lower()) for work in kept for ref in work.get("reference", []) if "DOI" in ref
    }
    assert {(p.doi, ref.removeprefix("doi:")) for p in one.publications for ref in p.references or []} == cited
    texts = [text for p in one.publications for text in (p.title, p.abstract, p.venue) if text]
    assert not [text for text in texts if "<jats" in text or "&amp;" in text or "<i>" in text]
    assert all(isinstance(link, Authored) and link.countries is None for link in one.links)
