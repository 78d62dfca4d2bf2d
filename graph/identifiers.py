"""Identifiers of people, places and works, parsed into one normal form.

Each function takes what people and sources really write (with or without a web address, in either case) and returns
the bare normal form, or raises `InvalidIdentifier` saying what was expected. The id of a node is a bare identifier
behind the scheme it comes from: `openalex:A5002041459`, `orcid:0000-0002-6113-9589`.
"""

from __future__ import annotations

import re

from graph.errors import InvalidIdentifier

_AS_WRITTEN = re.IGNORECASE | re.ASCII
_ORCID = re.compile(
    r"(?:(?:https?://)?(?:www\.)?orcid\.org/|orcid:)?(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dX])/?", _AS_WRITTEN
)
_ROR = re.compile(r"(?:(?:https?://)?(?:www\.)?ror\.org/|ror:)?(0[a-hj-km-np-tv-z0-9]{6}\d{2})/?", _AS_WRITTEN)
_DOI = re.compile(r"(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)", _AS_WRITTEN)
_OPENALEX = re.compile(
    r"(?:(?:https?://)?(?:api\.|www\.)?openalex\.org/|openalex:)?"
    r"(?:(?:works|authors|institutions|topics|sources)/)?"
    r"(?:([AISTW])(\d+)|((?:subfields|fields|domains)/\d+))/?",
    _AS_WRITTEN,
)
_COUNTRY = re.compile(r"[A-Z]{2}")
_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"


def parse_orcid(text: str) -> str:
    """The ORCID iD as `0000-0002-6113-9589`, its check digit verified.

    Raises:
        InvalidIdentifier: not sixteen digits, or the check digit (ISO 7064 MOD 11-2) is wrong: a mistyped iD.
    """
    found = _ORCID.fullmatch(text.strip())
    if not found:
        raise InvalidIdentifier(f"“{text}” is not an ORCID iD: expected sixteen digits such as 0000-0002-1825-0097")
    digits = "".join(found.groups()).upper()
    if orcid_check_digit(digits[:15]) != digits[15]:
        expected = orcid_check_digit(digits[:15])
        raise InvalidIdentifier(
            f"“{text}” is mistyped: its last character should be {expected}; compare with the source"
        )
    return "-".join(digits[i : i + 4] for i in range(0, 16, 4))


def orcid_check_digit(digits: str) -> str:
    """The check character of the first fifteen digits of an ORCID iD (ISO 7064 MOD 11-2)."""
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    value = (12 - total % 11) % 11
    return "X" if value == 10 else str(value)


def parse_ror(text: str) -> str:
    """The ROR id as `038t36y30`, its two check digits verified.

    Raises:
        InvalidIdentifier: not the form of a ROR id, or the checksum (ISO 7064 MOD 97-10) is wrong.
    """
    found = _ROR.fullmatch(text.strip())
    if not found:
        raise InvalidIdentifier(f"“{text}” is not a ROR id: expected nine characters such as 038t36y30")
    ror = found.group(1).lower()
    number = 0
    for character in ror[:7]:
        number = number * 32 + _CROCKFORD.index(character)
    if 98 - number * 100 % 97 != int(ror[7:]):
        raise InvalidIdentifier(
            f"“{text}” is mistyped: its last two digits do not match the rest; compare with the source"
        )
    return ror


def parse_doi(text: str) -> str:
    """The DOI in lower case without its prefix, `10.1002/9781444303131.ch1`; DOIs are case-insensitive.

    Raises:
        InvalidIdentifier: it does not start with a registrant such as `10.1002/`.
    """
    found = _DOI.fullmatch(text.strip())
    if not found:
        raise InvalidIdentifier(f"“{text}” is not a DOI: expected something such as 10.1002/asi.21075")
    return found.group(1).lower()


def parse_openalex(text: str) -> str:
    """The OpenAlex id as `W1502840963` or `subfields/1904`.

    Raises:
        InvalidIdentifier: not an id of a work, author, institution, source, topic, subfield, field or domain.
    """
    found = _OPENALEX.fullmatch(text.strip())
    if not found:
        raise InvalidIdentifier(
            f"“{text}” is not an OpenAlex id: expected something such as W1502840963 or A5002041459"
        )
    letter, digits, path = found.groups()
    return path.lower() if path else f"{letter.upper()}{digits}"


def parse_country(text: str) -> str:
    """The ISO 3166-1 alpha-2 code in upper case; whether such a country exists is for `graph.countries`.

    Raises:
        InvalidIdentifier: not two Latin letters.
    """
    code = text.strip().upper()
    if not _COUNTRY.fullmatch(code):
        raise InvalidIdentifier(f"“{text}” is not a country code: expected two letters of ISO 3166-1 such as KZ")
    return code


_AS_GIVEN = frozenset(
    "table pmid scopus wos zotero bibtex ris medline scopus-author researcherid loop "
    "grid ringgold isni fundref wikidata lei".split()
)
"""Schemes whose ids are kept as their source writes them."""

_SCHEMES = {"orcid": parse_orcid, "ror": parse_ror, "doi": parse_doi, "openalex": parse_openalex}


def parse_id(text: str) -> str:
    """The id of a node from what a person types: a web address, a bare identifier, or the id itself.

    `https://orcid.org/0000-0002-6113-9589`, `A5002041459` and `doi:10.1/X` all work; `table:…` and a two-letter
    country code stay as they are.

    Raises:
        InvalidIdentifier: it has the form of none of them.
    """
    text = text.strip()
    scheme, _, rest = text.partition(":")
    if rest and (scheme in _AS_GIVEN or "#" in rest or "/put-code/" in rest):
        return text
    if scheme.lower() in _SCHEMES:
        return f"{scheme.lower()}:{_SCHEMES[scheme.lower()](rest)}"
    if _COUNTRY.fullmatch(text):
        return text
    for name, pattern in (("orcid", _ORCID), ("doi", _DOI), ("openalex", _OPENALEX), ("ror", _ROR)):
        if pattern.fullmatch(text):
            return f"{name}:{_SCHEMES[name](text)}"
    raise InvalidIdentifier(
        f"“{text}” is not an id: expected an ORCID iD, a ROR id, a DOI, an OpenAlex id, table:ID or a country code"
    )


_ADDRESSES = {
    "orcid": "https://orcid.org/",
    "ror": "https://ror.org/",
    "doi": "https://doi.org/",
    "openalex": "https://openalex.org/",
}


def web_address(node_id: str) -> str | None:
    """Where a reader finds the node's record at its source; none for a table's own ids and local keys."""
    scheme, _, rest = node_id.partition(":")
    prefix = _ADDRESSES.get(scheme)
    return f"{prefix}{rest.split('#')[0]}" if prefix and rest else None
