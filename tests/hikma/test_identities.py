"""Identities from the command line and from Python: shown, judged, taken back, listed, forgotten."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import hikma
from hikma.cli import main

TABLE = """publication,scientist,name,orcid,country
1,a,Amina Karimova,0000-0002-1825-0097,KZ
1,b,Bilal Khan,,PK
2,c,A. Karimova,,KZ
2,b,Somebody Else,,PK
"""


@pytest.fixture
def base(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    file = tmp_path / "table.csv"
    file.write_text(TABLE, encoding="utf-8")
    folder = str(tmp_path / "base")
    assert main(["--base", folder, "load", "table", str(file)]) == 0
    capsys.readouterr()
    return folder


def said(capsys: pytest.CaptureFixture[str], base: str, *words: str) -> str:
    assert main(["--base", base, *words]) == 0
    return capsys.readouterr().out


def people(base: str) -> list[str]:
    with hikma.open(base) as opened:
        found: list[str] = opened.store.rows("MATCH (s:Scientist) RETURN s.id AS id ORDER BY id")["id"].to_pylist()
    return found


def test_two_are_judged_one_and_two_again(base: str, capsys: pytest.CaptureFixture[str]) -> None:
    out = said(capsys, base, "same", "table:a", "table:c", "--because", "one home page")
    assert out == "table:a and table:c are one scientist.\n"
    assert people(base) == ["table:a", "table:b"]
    listed = json.loads(said(capsys, base, "identities", "--verdict", "same", "--format", "json"))
    assert [(one["left"], one["right"], one["by"], one["reason"]) for one in listed] == [
        ("table:a", "table:c", "by hand", "one home page")
    ]
    said(capsys, base, "same", "table:a", "table:c", "--undo")
    assert people(base) == ["table:a", "table:b", "table:c"]


def test_a_name_under_an_id_is_given_to_another(base: str, capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, base, "different", "table:b", "--name", "Somebody Else")
    assert people(base) == ["table:a", "table:b", "table:b#Somebody Else", "table:c"]
    said(capsys, base, "different", "table:b", "--name", "Somebody Else", "--undo")
    assert people(base) == ["table:a", "table:b", "table:c"]
    assert main(["--base", base, "different", "table:b"]) == 2


def test_show_says_which_source_said_what(base: str, capsys: pytest.CaptureFixture[str]) -> None:
    lines = json.loads(said(capsys, base, "show", "table:a", "--format", "json"))
    assert {"what": "name", "value": "Amina Karimova", "source": "table"}.items() <= lines[1].items()
    assert {line["what"] for line in lines} >= {"id", "name", "orcid", "AUTHORED"}


def test_history_says_what_each_load_did(base: str, capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, base, "same", "table:a", "table:c")
    loads = json.loads(said(capsys, base, "status", "--history", "--format", "json"))
    assert [(load["source"], load["read"], load["loaded"]) for load in loads] == [("table", 2, 2), ("by hand", 1, 1)]


def test_who_is_forgotten_is_gone(base: str, capsys: pytest.CaptureFixture[str]) -> None:
    out = said(capsys, base, "forget", "table:a")
    assert out.startswith("Forgotten: one scientist with 2 ids, named on 1 publications")
    assert people(base) == ["table:b", "table:c"]
    assert main(["--base", base, "show", "table:a"]) == 1


def test_resolve_lists_what_is_likely(base: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "For you to decide" in said(capsys, base, "resolve")
    with hikma.open(base) as opened:
        assert opened.resolve()._fields == ("publications", "scientists", "unsure", "strangers")
        assert all(one.verdict == "unsure" for one in opened.identities())
