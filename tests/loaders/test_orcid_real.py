"""ORCID: the real records, counted again by regular expressions over their text, and the samples of the schema."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graph.errors import RejectedRecord
from graph.model import AffiliatedWith, Publication, Scientist
from loaders.orcid import parse
from loaders.orcid_record import Gone
from loaders.orcid_xml import xml_record
from tests.loaders.orcid_documents import of, parsed


def counted(text: str, pattern: str) -> int:
    return len(re.findall(pattern, text))


@pytest.mark.parametrize(
    ("record", "works", "employments", "other_names"),
    [("0000-0001-6222-3013", 49, 2, 0), ("0000-0002-5878-603X", 0, 0, 0), ("0000-0003-0109-6000", 19, 4, 1)],
)
def test_the_real_records_counted_again(
    real_data: Path, record: str, works: int, employments: int, other_names: int
) -> None:
    data = (real_data / "orcid" / "records" / f"{record}.xml").read_bytes()
    text = data.decode()
    section = re.search(r"<activities:works [^>]*>.*?</activities:works>", text, re.DOTALL)
    groups = section[0].split("<activities:group>")[1:] if section else []
    dois = {
        doi.lower()
        for group in groups
        for doi in re.findall(r"id-type>doi</.*?id-normalized[^>]*>([^<]+)<", group, re.DOTALL)[:1]
    }
    found, read = parsed(data), xml_record(data)
    assert not isinstance(read, Gone)
    publications = of(found, Publication)
    assert len(publications) == len(groups) == works == of(found, Scientist)[0].works_count
    assert {one.doi for one in publications} - {None} == dois
    assert sum(one.year is None for one in publications) == sum(
        "<common:publication-date>" not in one for one in groups
    )
    assert len(read.employments) == counted(text, r"<employment:employment-summary ") == employments
    assert len(read.other_names) == counted(text, r"<other-name:content>") == other_names
    assert len(of(found, Scientist)[0].keywords or []) == counted(text, r"<keyword:content>")
    posts = re.findall(r"<employment:employment-summary .*?</employment:employment-summary>", text, re.DOTALL)
    known = {
        re.findall(r"organization-identifier>([^<]+)<", one)[0] for one in posts if "organization-identifier" in one
    }
    assert {link.institution.removeprefix("ringgold:") for link in of(found, AffiliatedWith)} == known
    assert "@" not in repr(found)


def test_the_real_record_that_is_locked_says_so(real_data: Path) -> None:
    with pytest.raises(RejectedRecord, match=r"error 9018: .*0000-0001-5078-5000"):
        parse((real_data / "orcid" / "records" / "0000-0001-5078-5000.xml").read_bytes())


def test_the_samples_of_the_schema(real_data: Path) -> None:
    folder = real_data / "orcid" / "samples"
    whole, short = (parsed((folder / f"{name}-3.0.xml").read_bytes()) for name in ("record", "summary"))
    subject = "orcid:8888-8888-8888-8880"
    # All its activities, and its date of deactivation, are private.
    assert whole.facts == [
        Scientist(
            subject,
            name="credit-name",
            names=["credit-name", "give-names family-name", "other-name-1"],
            orcid="8888-8888-8888-8880",
            keywords=["keyword1"],
            works_count=0,
        )
    ]
    # The short form names organisations without an id, counts works, and has ids that are of no known form.
    assert short.facts == [
        Scientist(subject, "User credited name", ["User credited name"], orcid="8888-8888-8888-8880", works_count=1)
    ]
