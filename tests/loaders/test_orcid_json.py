"""ORCID: the JSON of the public API, in the shape that it answers with, worked by hand."""

from __future__ import annotations

import json
from typing import Any

from graph.model import AffiliatedWith, Authored, Country, Institution, LocatedIn, Merged, Publication, Scientist
from loaders.loader import Parsed
from tests.loaders.orcid_documents import PERSON, parsed

JSON: dict[str, Any] = {
    "orcid-identifier": {"uri": "https://orcid.org/x", "path": "0009-9999-9999-9992", "host": "orcid.org"},
    "preferences": {"locale": "en"},
    "history": {
        "creation-method": "DIRECT",
        "last-modified-date": {"value": 1658280144771},
        "claimed": True,
        "source": None,
        "deactivation-date": None,
    },
    "person": {
        "last-modified-date": None,
        "name": {
            "given-names": {"value": "Amina"},
            "family-name": {"value": "Bek"},
            "credit-name": None,
            "source": None,
            "visibility": "public",
            "path": "0009-9999-9999-9992",
        },
        "other-names": {
            "other-name": [
                {"content": "أمينة بك", "visibility": "public", "put-code": 1},
                {"content": "Secret", "visibility": "limited", "put-code": 2},
            ]
        },
        "biography": None,
        "emails": {"email": [{"email": "amina@uni.example", "visibility": "public"}]},
        "keywords": {"keyword": [{"content": "water", "visibility": "public"}], "path": "/x"},
        "external-identifiers": {
            "external-identifier": [
                {
                    "external-id-type": "Scopus Author ID",
                    "external-id-value": "57193532185",
                    "external-id-url": {"value": "http://scopus.example"},
                    "external-id-relationship": "self",
                    "visibility": "public",
                }
            ]
        },
    },
    "activities-summary": {
        "educations": {"affiliation-group": []},
        "employments": {
            "affiliation-group": [
                {
                    "external-ids": {"external-id": []},
                    "summaries": [
                        {
                            "employment-summary": {
                                "put-code": 5,
                                "start-date": {"year": {"value": "2021"}, "month": None, "day": None},
                                "end-date": None,
                                "organization": {
                                    "name": "Heidelberg",
                                    "address": {"city": "Heidelberg", "region": None, "country": "DE"},
                                    "disambiguated-organization": {
                                        "disambiguated-organization-identifier": "https://ror.org/038t36y30",
                                        "disambiguation-source": "ROR",
                                    },
                                },
                                "visibility": "public",
                            }
                        }
                    ],
                }
            ]
        },
        "works": {
            "group": [
                {
                    "work-summary": [
                        {
                            "put-code": 9,
                            "title": {"title": {"value": "A work"}, "subtitle": None, "translated-title": None},
                            "external-ids": {
                                "external-id": [
                                    {
                                        "external-id-type": "doi",
                                        "external-id-value": "DOI 10.1234/ABC",
                                        "external-id-normalized": {"value": "10.1234/abc", "transient": True},
                                        "external-id-relationship": "self",
                                    }
                                ]
                            },
                            "type": "journal-article",
                            "publication-date": {"year": {"value": "2020"}, "month": {"value": "02"}, "day": None},
                            "journal-title": {"value": "Water"},
                            "visibility": "public",
                            "display-index": "1",
                        },
                        {"put-code": 10, "title": {"title": {"value": "Secret"}}, "visibility": "private"},
                    ]
                },
                {"work-summary": [{"put-code": 11, "title": None, "visibility": "registered-only"}]},
            ]
        },
    },
    "path": "/0009-9999-9999-9992",
}


def test_the_json_of_the_api() -> None:
    assert parsed(json.dumps(JSON).encode()) == Parsed(
        PERSON,
        [
            Scientist(
                PERSON,
                name="Amina Bek",
                names=["Amina Bek", "أمينة بك"],
                orcid="0009-9999-9999-9992",
                also=["scopus-author:57193532185"],
                keywords=["water"],
                works_count=1,
            ),
            Institution("ror:038t36y30", "Heidelberg", ror="038t36y30", city="Heidelberg"),
            Country("DE", "Germany"),
            LocatedIn("ror:038t36y30", "DE"),
            AffiliatedWith(PERSON, "ror:038t36y30", [2021, 2022]),
            Publication(
                "doi:10.1234/abc", "A work", year=2020, doi="10.1234/abc", kind="journal-article", venue="Water"
            ),
            Authored(PERSON, "doi:10.1234/abc"),
        ],
    )


def test_json_with_nothing_in_it_and_json_that_was_given_up() -> None:
    empty: dict[str, Any] = {"orcid-identifier": JSON["orcid-identifier"], "person": None, "activities-summary": {}}
    assert parsed(json.dumps(empty).encode()).facts == [Scientist(PERSON, orcid=PERSON[6:], works_count=0)]
    gone = JSON | {"history": {"deactivation-date": {"value": 1658280144771}}}
    assert parsed(json.dumps(gone).encode()).facts == [Merged(PERSON, None, "Scientist")]
