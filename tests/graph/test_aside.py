"""What was set aside, by reason: counted by hand, and nothing of a record is told."""

from __future__ import annotations

import json
from pathlib import Path

from graph.aside import PLACES, Reason, reasons
from graph.base import Base


def line(number: int, reason: str) -> str:
    place = {"source": "openalex", "file": "/data/works.jsonl", "line": number}
    return json.dumps(place | {"reason": reason, "record": '{"name": "Ali Veli, ali@example.org"}'}) + "\n"


def test_reasons_are_counted_and_quotations_left_out(tmp_path: Path) -> None:
    folder = tmp_path / "rejected"
    folder.mkdir()
    lines = [line(number, f"id “{number} of Ali Veli” is none: expected W and digits") for number in range(1, 8)]
    (folder / "0001-openalex.jsonl").write_text("".join(lines) + line(9, "no title"), encoding="utf-8")
    found = reasons(Base(tmp_path))
    file = "rejected/0001-openalex.jsonl"
    places = tuple(f"works.jsonl:{number}" for number in range(1, PLACES + 1))
    assert found == [
        Reason("openalex", "id … is none: expected W and digits", 7, places, file),
        Reason("openalex", "no title", 1, ("works.jsonl:9",), file),
    ]
    assert "Ali" not in str(found)


def test_a_line_that_is_no_json_counts_too(tmp_path: Path) -> None:
    (tmp_path / "rejected").mkdir()
    (tmp_path / "rejected" / "0001-wos.jsonl").write_text("cut sh", encoding="utf-8")
    assert [(one.reason, one.records) for one in reasons(Base(tmp_path))] == [
        ("this line of the file is no JSON: mend it", 1)
    ]


def test_nothing_set_aside_is_no_reason(tmp_path: Path) -> None:
    assert reasons(Base(tmp_path)) == []
