"""ORCID: persons worked by hand, what must not be read, and records that were given up."""

from __future__ import annotations

import pytest

from graph.errors import RejectedRecord
from graph.model import Merged, Scientist
from loaders.loader import Parsed
from loaders.orcid import SAMPLE, parse
from tests.loaders.orcid_documents import NAMES, PERSON, document, error, external_id, of, parsed, post, version

IDS = [
    ("Scopus Author ID", "57193532185"),
    ("ResearcherID", "a-1234-2008"),
    ("Loop profile", "973665"),
    ("ISNI", "0000 0001 2281 955X"),
    ("ISNI", "0000 0001 2281 9551"),
    ("Scopus Author ID", "unknown"),
    ("Google Scholar", "abc"),
]


def test_names_in_every_script_keywords_and_ids() -> None:
    held = "".join(
        f'<external-identifier:external-identifier visibility="public">{external_id(*one)}'
        "</external-identifier:external-identifier>"
        for one in IDS
    )
    found = parsed(document(NAMES % held))
    assert found == Parsed(
        PERSON,
        [
            Scientist(
                PERSON,
                name="A. Bek",
                names=["A. Bek", "Amina Bek", "أمينة بك", "Амина Бек"],
                orcid="0009-9999-9999-9992",
                also=["isni:000000012281955X", "loop:973665", "researcherid:A-1234-2008", "scopus-author:57193532185"],
                keywords=["desalination", "water"],
                works_count=0,
            )
        ],
    )


@pytest.mark.parametrize("shown", ["limited", "private", "registered-only"])
def test_nothing_that_is_not_public_is_read(shown: str) -> None:
    person = (NAMES % "").replace('visibility="public"', f'visibility="{shown}"')
    employments = post("RINGGOLD", "1", "2019", "2020").replace('visibility="public"', f'visibility="{shown}"')
    group = f"<activities:group>{version(1, 'Secret', shown=shown)}</activities:group>"
    activities = f"<activities:employments>{employments}</activities:employments>"
    found = parsed(document(person, f"{activities}<activities:works>{group}</activities:works>"))
    assert found.facts == [Scientist(PERSON, orcid="0009-9999-9999-9992", works_count=0)]
    hidden = document(NAMES % "").replace(
        b"<other-name:other-names>", f'<other-name:other-names visibility="{shown}">'.encode()
    )
    assert of(parsed(hidden), Scientist)[0].names == ["A. Bek", "Amina Bek"]
    with pytest.raises(RejectedRecord, match="not public"):
        parse(SAMPLE.replace(b"<record:record ", f'<record:record visibility="{shown}" '.encode()))


MOVED = (
    "301 Moved Permanently: This account is deprecated. Please refer to account: https://orcid.org/0000-0002-1825-0097."
)
GONE = (
    "409 Conflict: The ORCID record is deactivated and cannot be edited. Full validation error: 0009-9999-9999-9992 is"
)
LOCKED = "409 Conflict: The ORCID record is locked and cannot be edited. ORCID https://orcid.org/0009-9999-9999-9992"


@pytest.mark.parametrize("form", [0, 1], ids=["XML", "JSON"])
def test_records_that_were_given_up(form: int) -> None:
    moved = parsed(error(9007, f"{MOVED} ORCID https://orcid.org/0009-9999-9999-9992")[form])
    assert moved == Parsed(PERSON, [Merged(PERSON, "orcid:0000-0002-1825-0097", "Scientist")])
    assert parsed(error(9044, GONE)[form]) == Parsed(PERSON, [Merged(PERSON, None, "Scientist")])
    for code, message in ((9018, LOCKED), (9007, MOVED), (9016, "404 Not Found"), (9044, "")):
        with pytest.raises(RejectedRecord, match=f"error {code}"):
            parse(error(code, message)[form])


def test_records_that_say_within_that_they_were_given_up() -> None:
    deactivated = "<history:deactivation-date>2020-01-01T00:00:00Z</history:deactivation-date>"
    names = (NAMES % "").replace("Amina ", "Given Names Deactivated").replace(">Bek<", ">Family Name Deactivated<")
    for data in (document(history=deactivated), document(names)):
        assert parsed(data).facts == [Merged(PERSON, None, "Scientist")]
    primary = "<common:orcid-identifier><common:path>0000-0002-1825-0097</common:path></common:orcid-identifier>"
    inside = f"<deprecated:primary-record>{primary}</deprecated:primary-record>"
    data = document(more=f"<deprecated:deprecated>{inside}</deprecated:deprecated>")
    assert parsed(data).facts == [Merged(PERSON, "orcid:0000-0002-1825-0097", "Scientist")]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (SAMPLE[:500], "not whole XML"),
        (SAMPLE.replace("أمينة".encode(), b"\xff"), "not whole XML"),
        (b"", "not whole XML"),
        (b"<html/>", "<html> is no record of ORCID"),
        (SAMPLE.replace(b"9992<", b"9993<"), "orcid-identifier: .* is mistyped"),
        (SAMPLE.replace(b"<common:path>0009-9999-9999-9992</common:path>", b""), "orcid-identifier: there is none"),
        (b"{}", "orcid-identifier: there is none"),
        (b'{"orcid-identifier": {"path": "0009-9999-9999-9992"}}', "fetch the record from /record"),
        (b'{"person": 5}', "person: expected an object"),
        (b'{"person": ', "not a JSON record"),
    ],
)
def test_what_is_no_record_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(RejectedRecord, match=reason):
        parse(data)


def test_xml_in_another_encoding_is_read() -> None:
    text = SAMPLE.decode().replace('encoding="UTF-8"', 'encoding="UTF-16"')
    assert parse(text.encode("utf-16")) == parse(SAMPLE)
