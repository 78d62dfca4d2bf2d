"""Identifiers: published examples, check digits by their standards, and every form that people write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InvalidIdentifier
from graph.identifiers import (
    orcid_check_digit,
    parse_country,
    parse_doi,
    parse_id,
    parse_openalex,
    parse_orcid,
    parse_ror,
    web_address,
)

# The two iDs that ORCID's own documentation of the checksum uses.
PUBLISHED_ORCIDS = ["0000-0002-1825-0097", "0000-0002-1694-233X"]


@pytest.mark.parametrize("orcid", PUBLISHED_ORCIDS)
def test_published_orcids_are_read_in_every_form(orcid: str) -> None:
    for written in (
        orcid,
        orcid.lower(),
        orcid.replace("-", ""),
        f"https://orcid.org/{orcid}",
        f" orcid:{orcid} ",
    ):
        assert parse_orcid(written) == orcid


@given(st.from_regex(r"\A\d{15}\Z"), st.integers(0, 14), st.integers(1, 9))
def test_one_mistyped_digit_of_an_orcid_is_always_noticed(digits: str, place: int, shift: int) -> None:
    digits = "".join(str(int(d)) for d in digits)
    whole = digits + orcid_check_digit(digits)
    wrong = whole[:place] + str((int(whole[place]) + shift) % 10) + whole[place + 1 :]
    parse_orcid(whole)
    with pytest.raises(InvalidIdentifier, match="mistyped"):
        parse_orcid(wrong)


def test_ror_of_the_registry_and_one_mistyped() -> None:
    assert parse_ror("https://ror.org/038T36Y30") == "038t36y30"
    with pytest.raises(InvalidIdentifier, match="mistyped"):
        parse_ror("038t36y31")
    with pytest.raises(InvalidIdentifier, match="nine characters"):
        parse_ror("grid.7700.0")


def test_dois_are_case_insensitive() -> None:
    for written in (
        "10.1002/ASI.21075",
        "https://doi.org/10.1002/asi.21075",
        "doi:10.1002/Asi.21075",
        "http://dx.doi.org/10.1002/asi.21075",
    ):
        assert parse_doi(written) == "10.1002/asi.21075"
    with pytest.raises(InvalidIdentifier, match="not a DOI"):
        parse_doi("asi.21075")


def test_openalex_ids() -> None:
    assert parse_openalex("https://openalex.org/W1502840963") == "W1502840963"
    assert parse_openalex("https://api.openalex.org/authors/a5002041459") == "A5002041459"
    assert parse_openalex("https://openalex.org/subfields/1904") == "subfields/1904"
    with pytest.raises(InvalidIdentifier):
        parse_openalex("X12")


def test_digits_of_other_scripts_are_not_taken_for_digits() -> None:
    for parse, text in ((parse_openalex, "W١٢"), (parse_orcid, "٠٠٠٠-٠٠٠٢-١٨٢٥-٠٠٩٧")):
        with pytest.raises(InvalidIdentifier, match="is not an O"):
            parse(text)


def test_country_codes_are_two_letters() -> None:
    assert parse_country(" kz ") == "KZ"
    with pytest.raises(InvalidIdentifier, match="two letters"):
        parse_country("Kazakhstan")


@pytest.mark.parametrize(
    ("typed", "node_id"),
    [
        ("A5002041459", "openalex:A5002041459"),
        ("https://orcid.org/0000-0002-1825-0097", "orcid:0000-0002-1825-0097"),
        ("10.1002/asi.21075", "doi:10.1002/asi.21075"),
        ("https://ror.org/038t36y30", "ror:038t36y30"),
        ("openalex:W1#3", "openalex:W1#3"),
        ("table:Our own id", "table:Our own id"),
        ("SA", "SA"),
    ],
)
def test_a_node_is_found_by_whatever_a_person_types(typed: str, node_id: str) -> None:
    assert parse_id(typed) == node_id
    assert parse_id(node_id) == node_id


def test_what_is_no_id_says_what_is() -> None:
    with pytest.raises(InvalidIdentifier, match="expected an ORCID iD, a ROR id"):
        parse_id("water in Oman")


def test_web_addresses() -> None:
    assert web_address("openalex:W1#3") == "https://openalex.org/W1"
    assert web_address("orcid:0000-0002-1825-0097") == "https://orcid.org/0000-0002-1825-0097"
    assert web_address("table:7") is None
