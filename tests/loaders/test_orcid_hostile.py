"""ORCID: XML that was made to do harm is rejected, at once and without reading anything else."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

import pytest

from graph.errors import RejectedRecord
from loaders.orcid import parse
from tests.loaders.orcid_documents import NAMES, document

BOMB = "".join(f'<!ENTITY b{n} "{f"&b{n - 1};" * 10}">' for n in range(1, 12))
ATTACKS = {
    "entities in entities": f'<!DOCTYPE r [<!ENTITY b0 "bomb">{BOMB}]><r>&b11;</r>',
    "one entity many times": f'<!DOCTYPE r [<!ENTITY a "{"a" * 50_000}">]><r>{"&a;" * 20_000}</r>',
    "a file": '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]><r>&x;</r>',
    "an address": '<!DOCTYPE r SYSTEM "http://127.0.0.1:9/x.dtd"><r/>',
    "a parameter entity": '<!DOCTYPE r [<!ENTITY % x SYSTEM "file:///etc/hostname"> %x;]><r/>',
    "depth": "<r>" * 100_000 + "</r>" * 100_000,
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_xml_is_rejected_at_once(attack: str) -> None:
    started = perf_counter()
    with pytest.raises(RejectedRecord, match=r"document type|not whole XML"):
        parse(ATTACKS[attack].encode())
    assert perf_counter() - started < 2


def test_a_record_with_an_entity_of_its_own_is_rejected(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("a secret")
    entity = f'<!DOCTYPE record [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    data = document(NAMES % "").replace(b"<record:record", f"{entity}<record:record".encode(), 1)
    with pytest.raises(RejectedRecord, match="document type") as rejected:
        parse(data.replace(b"Amina", b"&x;"))
    assert "a secret" not in str(rejected.value)
