"""The command line: what it prints, what it ends with, and the one line that it says when something is wrong."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import hikma
from hikma.cli import main
from tests.support.neo4j_server import Neo4jServer

TABLE = """publication,scientist,name,country,year
1,a,=1+1,TR,2020
1,b,Bilal,IR,2020
2,a,Anna,TR,2021
2,c,جميلة,PK,2021
3,d,D,MY,2021
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    file = tmp_path / "table.csv"
    file.write_text(TABLE, encoding="utf-8")
    return file


@pytest.fixture
def base(tmp_path: Path, table: Path, capsys: pytest.CaptureFixture[str]) -> str:
    folder = str(tmp_path / "base")
    assert main(["--base", folder, "load", "table", str(table)]) == 0
    capsys.readouterr()
    return folder


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(arguments)
    out, err = capsys.readouterr()
    return status, out, err


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The one line that a failure says, within 5 seconds."""
    began = time.monotonic()
    status, out, err = said(capsys, *arguments)
    assert time.monotonic() - began < 5
    assert (status, out, err.count("\n")) == (1, "", 1), err
    assert err.startswith("hikma: ")
    return err


def test_load_says_what_became_of_the_records(tmp_path: Path, table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(tmp_path / "base")
    assert said(capsys, "--base", folder, "load", "table", str(table))[:2] == (
        0,
        "3 records read: 3 loaded, 0 unchanged, 0 set aside\n",
    )
    status, out, _ = said(capsys, "load", "table", str(table), "--base", folder, "--format", "json")
    assert status == 0
    assert json.loads(out) == {
        "read": 3,
        "loaded": 0,
        "unchanged": 3,
        "rejected": 0,
        "skipped": 0,
        "rejected_file": None,
        "resumed": 0,
        "lacks": [],
    }


def test_set_aside_is_told_and_strict_makes_it_a_failure(
    tmp_path: Path, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table.write_text(TABLE + "4,,,TR,2020\n", encoding="utf-8")
    load = ("--base", str(tmp_path / "base"), "load", "table", str(table))
    status, _, err = said(capsys, *load)
    assert status == 0
    assert "1 set aside in" in err
    assert "line 7: scientist is empty: fill it in" in err
    assert said(capsys, *load, "--strict")[0] == 1


def test_nothing_usable_is_a_failure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = tmp_path / "empty.jsonl"
    empty.touch()
    status, _, err = said(capsys, "--base", str(tmp_path / "base"), "load", "openalex", str(empty))
    assert status == 1
    assert "the file is empty: fetch it again" in err


def test_status(base: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = said(capsys, "--base", base, "status", "--format", "json")
    found = json.loads(out)
    assert status == 0
    assert found["nodes"] == {"Scientist": 4, "Institution": 0, "Country": 4, "Topic": 0, "Publication": 3}
    assert found["links"]["AUTHORED"] == 5
    assert found["coverage"]["authorships"] == 5
    assert found["loads"][0]["rejected"] == 0
    assert "authorships_under_local_keys" in said(capsys, "--base", base, "status")[1]
    assert said(capsys, "--base", base, "status", "--format", "csv")[1].startswith(
        "what,name,count\nnodes,Scientist,4\n"
    )


def test_an_answer_in_every_form(base: str, capsys: pytest.CaptureFixture[str]) -> None:
    ask = (
        "--base",
        base,
        "ask",
        "collaboration-gaps",
        "--group",
        "TR,IR,PK",
        "--universe",
        "papers",
        "--limit",
        "0",
    )
    answer = json.loads(said(capsys, *ask, "--format", "json")[1])
    assert list(answer) == ["question", "parameters", "columns", "rows", "caveats", "coverage"]
    assert (
        answer["columns"][:11]
        == "country_a country_b observed expected ratio ratio_low ratio_high p q salton verdict".split()
    )
    assert [row[:3] for row in answer["rows"]] == [["IR", "PK", 0], ["IR", "TR", 1], ["PK", "TR", 1]] or len(
        answer["rows"]
    ) == 3
    assert all(len(row) == len(answer["columns"]) for row in answer["rows"])
    rows = list(csv.reader(io.StringIO(said(capsys, *ask, "--format", "csv")[1])))
    assert rows[0] == answer["columns"]
    assert len(rows) == 4
    shown = said(capsys, *ask)[1]
    assert "verdict" in shown
    assert "* Base: 3 publications" in shown


def test_the_publications_behind_a_row_and_formulas_in_csv(base: str, capsys: pytest.CaptureFixture[str]) -> None:
    ask = (
        "--base",
        base,
        "ask",
        "collaboration-gaps",
        "--universe",
        "papers",
        "--publications",
        "IR",
        "TR",
        "--format",
        "csv",
    )
    (row,) = csv.DictReader(io.StringIO(said(capsys, *ask)[1]))
    assert row["publication"] == "table:1"
    assert row["authors"] == "'=1+1; Bilal"


QUESTIONS = """agenda bridge-builders coauthors collaboration-gaps colleagues compare-countries country-profile coverage
duplicates evolution foretell institution-profile latest neighbourhood network-among opportunities overlapping-research
path scientist-profile search summit topic-profile"""


def test_sources_and_questions_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert [one["source"] for one in json.loads(said(capsys, "sources", "--format", "json")[1])] == [
        "bibtex", "crossref", "medline", "openalex", "orcid", "ris", "ror", "scopus", "table", "wos", "zotero",
    ]  # fmt: skip
    listed = [one["question"] for one in json.loads(said(capsys, "questions", "--format", "json")[1])]
    assert listed == QUESTIONS.split()


def test_wrong_usage_ends_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["explode"], ["ask"], ["ask", "why"]):
        with pytest.raises(SystemExit) as stopped:
            main(arguments)
        assert stopped.value.code == 2
    assert "usage: hikma" in capsys.readouterr().err
    for flags in ([], ["here.csv", "--retry"], ["--api", "x", "--complete"]):
        assert main(["load", "table", *flags]) == 2
        assert capsys.readouterr().err.startswith("hikma: ")


def test_wrong_parameters_and_sources(base: str, capsys: pytest.CaptureFixture[str], table: Path) -> None:
    assert "group “XX” is not known: give one of oic" in refused(
        capsys, "--base", base, "ask", "collaboration-gaps", "--group", "XX"
    )
    assert "since “soon” is not a whole number" in refused(
        capsys, "--base", base, "ask", "collaboration-gaps", "--since", "soon"
    )
    assert "give one of bibtex, crossref" in refused(capsys, "--base", base, "load", "nothing", str(table))
    assert "does not exist: check the path" in refused(capsys, "--base", base, "load", "table", str(table) + ".no")


def test_an_empty_base(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for verb in (["status"], ["ask", "bridge-builders"], ["export", "parquet", str(tmp_path / "out")]):
        assert "holds nothing yet: load something first" in refused(capsys, "--base", str(tmp_path / "nothing"), *verb)


def test_a_file_that_is_no_store(base: str, capsys: pytest.CaptureFixture[str]) -> None:
    store = Path(base) / "graph.ladybug"
    store.write_bytes(b"this is no graph" * 1000)
    assert "is not a graph of Hikma's" in refused(capsys, "--base", base, "status")
    assert "is not a graph of Hikma's" in refused(capsys, "--base", base, "--store", __file__, "status")


def test_a_server_that_is_not_there(base: str, table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    away = "bolt://127.0.0.1:9"
    for verb in (["status"], ["load", "table", str(table)]):
        assert f"{away}: no Neo4j server answers there" in refused(capsys, "--base", base, "--store", away, *verb)
    assert "no store is called mysql" in refused(capsys, "--base", base, "--store", "mysql://localhost", "status")


def test_a_wrong_password(
    base: str, neo4j_server: Neo4jServer, monkeypatch: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "not this one")
    message = refused(capsys, "--base", base, "--store", neo4j_server.uri, "status")
    assert "refused the user or password: set NEO4J_USERNAME and NEO4J_PASSWORD" in message
    assert "not this one" not in message


@pytest.fixture
def other_writer(base: str) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the embedded store open for writing, without holding the base."""
    code = (
        "import sys; from graph.base import Base; "
        f"store = Base({base!r}).open_store(write=True); print('open', flush=True); sys.stdin.read()"
    )
    process = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stdout.readline() == "open\n"
    yield process
    process.communicate()


def test_a_second_writer_and_a_reader_beside_a_writer(
    base: str, table: Path, other_writer: subprocess.Popen[str], capsys: pytest.CaptureFixture[str]
) -> None:
    table.write_text(TABLE + "9,z,Z,KZ,2020\n", encoding="utf-8")
    message = refused(capsys, "--base", base, "load", "table", str(table))
    assert "is open for writing by process" in message
    assert str(other_writer.pid) in message
    assert json.loads(said(capsys, "--base", base, "status", "--format", "json")[1])["nodes"]["Publication"] == 3


def test_help_teaches(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["--help"], ["load", "--help"], ["ask", "collaboration-gaps", "--help"]):
        with pytest.raises(SystemExit) as stopped:
            main(arguments)
        assert stopped.value.code == 0
    text = capsys.readouterr().out
    assert "hikma load openalex works.jsonl.gz" in text
    assert "how many of them the null model expects" in text


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out == f"hikma {hikma.__version__}\n"
