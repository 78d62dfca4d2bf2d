"""ROR: a worked record, records of the older schema, and the real registry's records counted again."""

import gzip
import json
from pathlib import Path

import pytest

from graph.errors import RejectedRecord
from graph.model import Institution
from loaders.reading import json_records
from loaders.ror import SAMPLE, parse
from tests.loaders.contract import check


def test_names_place_and_parents() -> None:
    record = json.loads(SAMPLE) | {
        "relationships": [{"id": "https://ror.org/038t36y30", "type": "parent", "label": "P"}]
    }
    found = parse(json.dumps(record).encode())
    check(found)
    institution = found.facts[0]
    assert isinstance(institution, Institution)
    assert (institution.name, institution.names, institution.name_languages) == (
        "Invented University",
        ["جامعة"],
        ["ar"],
    )
    assert (institution.city, institution.kind, institution.parents) == (
        "Nowhere",
        "education",
        ["ror:038t36y30"],
    )


def test_schema_version_1_says_so() -> None:
    old = {"id": "https://ror.org/038t36y30", "name": "Heidelberg", "country": {"country_code": "DE"}}
    with pytest.raises(RejectedRecord, match="schema v1"):
        parse(json.dumps(old).encode())


def test_the_real_records(real_data: Path) -> None:
    file = real_data / "ror" / "ror_v2_oic.jsonl.gz"
    with gzip.open(file) as lines:
        records = [json.loads(line) for line in lines]
    found = [parse(raw.data) for raw in json_records([file], lambda _: None)]
    for one in found:
        check(one)
    institutions = [fact for one in found for fact in one.facts if isinstance(fact, Institution)]
    arabic = sum(name["lang"] == "ar" for record in records for name in record["names"])
    assert len(institutions) == len(records) == 3_369
    assert arabic == sum((one.name_languages or []).count("ar") for one in institutions) > 600
