"""Saved questions over dated states of a tiny base: what is new is told once, and nobody who is forgotten stays."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from lxml import etree

from graph.base import Base
from graph.errors import BaseError
from graph.model import Scientist
from graph.watches import Watches
from hikma.cli import main
from queries.feeds import ATOM
from tests.support.staged import State, paper, stage

ANN = "openalex:A1"
PROJECT = Path(__file__).parents[2]


def state(*numbers: int, cited: int = 1) -> State:
    return {
        f"w{number}": paper(
            f"openalex:W{number}", {ANN: ["TR"], "openalex:A2": ["OM"]}, year=2020, date=f"2020-01-{number:02d}",
            title=f"Title {number}", citation_percentile=0.5, cited_by_count=cited,
        )
        for number in numbers
    }  # fmt: skip


def loaded(folder: Path, as_of: str, *numbers: int, cited: int = 1) -> Base:
    base = Base(folder)
    stage(base, state(*numbers, cited=cited), as_of, complete=True)
    base.update()
    return base


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return loaded(tmp_path / "base", "2026-01-01", 1, 2).folder


def hikma(capsys: pytest.CaptureFixture[str], folder: Path, *words: str) -> tuple[int, str, str]:
    status = main(["--base", str(folder), "watch", *words])
    out, err = capsys.readouterr()
    return status, out, err


def added(capsys: pytest.CaptureFixture[str], folder: Path, *words: str) -> str:
    status, out, _ = hikma(capsys, folder, "add", *words)
    assert status == 0
    return out


def test_what_is_new_is_told_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = added(capsys, folder, "--figures", "citations", "news", "latest", "--by", "date", "--limit", "0")
    assert out == "Watching latest as news: 2 rows as of 2026-01-01.\n"
    assert hikma(capsys, folder, "run")[:2] == (0, "news (latest), since 2026-01-01: nothing new as of 2026-01-01\n")
    loaded(folder, "2026-02-01", 2, 3, cited=7)
    status, out, _ = hikma(capsys, folder, "run", "news")
    assert status == 3
    assert out.startswith("news (latest), since 2026-01-01: 1 new, 1 changed, 1 gone as of 2026-02-01\nNew:\n")
    assert "Title 3" in out
    assert "Gone: 1; of rows, digests are kept, which do not say which they were.\n" in out
    assert [line.split() for line in out.splitlines() if line.startswith("openalex:W2")] == [
        ["openalex:W2", "citations", "1", "7"]
    ]
    assert hikma(capsys, folder, "run", "news")[:2] == (
        0,
        "news (latest), since 2026-02-01: nothing new as of 2026-02-01\n",
    )


def test_json_holds_the_rows_and_what_they_were(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    added(capsys, folder, "--figures", "citations,title", "news", "latest", "--by", "date")
    loaded(folder, "2026-02-01", 1, 3, cited=7)
    status, out, _ = hikma(capsys, folder, "run", "--format", "json")
    (report,) = json.loads(out)
    assert status == 3
    assert [row["publication"] for row in report["new"]] == ["openalex:W3"]
    assert [(one["row"]["publication"], one["was"]) for one in report["changed"]] == [("openalex:W1", {"citations": 1})]
    assert (report["gone"], report["since"], report["as_of"]) == (1, "2026-01-01", "2026-02-01")
    assert report["caveats"]


def test_a_former_verdict_is_named_where_the_answer_still_has_it(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    added(capsys, folder, "--figures", "title", "news", "latest", "--by", "date")
    base = Base(folder)
    renamed = {"w1": [*paper("openalex:W1", {ANN: ["TR"]}, year=2020, date="2020-01-01", title="Title 2")]}
    swapped = {"w2": [*paper("openalex:W2", {ANN: ["TR"]}, year=2020, date="2020-01-02", title="Else")]}
    stage(base, renamed | swapped, "2026-02-01")
    base.update()
    (report,) = json.loads(hikma(capsys, folder, "run", "--format", "json")[1])
    assert [one["was"] for one in report["changed"]] == [{"title": "Title 2"}, {"title": "another"}]


def test_atom_holds_the_new_and_the_changed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    added(capsys, folder, "--figures", "citations", "news", "latest", "--by", "date")
    loaded(folder, "2026-02-01", 1, 3, cited=7)
    status, out, _ = hikma(capsys, folder, "run", "news", "--format", "atom")
    root = etree.fromstring(out.encode())
    names = {"a": ATOM}
    assert status == 3
    assert [one.text for one in root.findall("a:entry/a:title", names)] == ["Title 3", "Title 1"]
    assert {one.text for one in root.iterfind(".//a:updated", names)} == {"2026-02-01T00:00:00Z"}
    assert "citations was: 1" in str(root.findall("a:entry/a:content", names)[1].text)
    status, out, _ = hikma(capsys, folder, "run", "news", "--format", "jsonfeed")
    assert (status, json.loads(out)["items"]) == (0, [])


def test_a_feed_is_of_one_watch(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert hikma(capsys, folder, "run", "--format", "atom")[0] == 2
    assert hikma(capsys, folder, "run")[:2] == (
        0,
        "nothing is watched: “hikma watch add NAME QUESTION” saves a question\n",
    )


def test_gaps_are_watched_by_their_verdict(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    added(capsys, folder, "gaps", "collaboration-gaps", "--group", "TR,OM,IR")
    # Of 24 publications of two countries, four countries in twelve each: 24 / 6 expected of each pair, 12 of TR and OM.
    joint = {f"w{k}": paper(f"openalex:W{k}", {"a": ["TR"], "b": ["OM"]}, year=2020) for k in range(10, 20)}
    others = {f"w{k}": paper(f"openalex:W{k}", {"c": ["IR"], "d": ["PK"]}, year=2020) for k in range(20, 32)}
    base = Base(folder)
    stage(base, joint | others, "2026-02-01")
    base.update()
    status, out, _ = hikma(capsys, folder, "run", "--format", "json")
    (report,) = json.loads(out)
    assert (status, report["new"], report["gone"]) == (3, [], 0)
    changed = {(one["row"]["country_a"], one["row"]["country_b"]): one for one in report["changed"]}
    assert changed["OM", "TR"]["row"]["verdict"] == "strong"
    assert changed["OM", "TR"]["was"]["verdict"] in ("not assessable", "another")


def test_list_and_remove(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    added(capsys, folder, "b", "latest", "--group", "Oman")
    added(capsys, folder, "a", "collaboration-gaps")
    status, out, _ = hikma(capsys, folder, "list", "--format", "json")
    assert status == 0
    assert [(one["name"], one["question"], one["parameters"], one["figures"]) for one in json.loads(out)] == [
        ("a", "collaboration-gaps", "", ["verdict"]),
        ("b", "latest", "group=Oman", []),
    ]
    assert hikma(capsys, folder, "remove", "a")[0] == 0
    status, _, err = hikma(capsys, folder, "remove", "a")
    assert (status, err) == (1, "hikma: no question is watched as “a”; there are b\n")


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        (("../a", "latest"), 1, "cannot name a watch"),
        (("a",), 2, "give a question after the name"),
        (("a", "latest", "--publications", "x"), 2, "leave --publications and --format away"),
        (("a", "latest", "--years", "0"), 1, "give 1 or more"),
        (("--figures", "verdict", "a", "latest"), 1, "latest has no column “verdict”"),
    ],
)
def test_what_cannot_be_watched(
    folder: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], status: int, message: str
) -> None:
    ended, _, err = hikma(capsys, folder, "add", *words)
    assert ended == status
    assert message in err
    assert Watches(folder).names() == []


def test_a_name_is_given_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    added(capsys, folder, "a", "latest")
    assert hikma(capsys, folder, "add", "a", "latest")[0] == 1


def test_where_there_is_no_base(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = hikma(capsys, tmp_path / "none", "run")
    assert (status, "is no base yet" in err, (tmp_path / "none").exists()) == (1, True, False)


def test_one_that_fails_does_not_stop_the_others(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    added(capsys, folder, "a", "latest", "--by", "date")
    added(capsys, folder, "b", "latest", "--by", "date")
    watches = Watches(folder)
    saved = watches.read("a")
    saved.parameters["topic"] = "no such topic"
    watches.write("a", saved)
    loaded(folder, "2026-02-01", 1, 2, 3)
    status, out, err = hikma(capsys, folder, "run")
    assert (status, "Title 3" in out, err.startswith("hikma: watch a: no scientist or topic")) == (1, True, True)
    assert hikma(capsys, folder, "run", "b")[0] == 0


class Closed(io.StringIO):
    """A stdout that nobody reads."""

    def fileno(self) -> int:
        return os.open(os.devnull, os.O_WRONLY)

    def flush(self) -> None:
        raise BrokenPipeError


def test_a_report_that_nobody_read_is_told_again(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    added(capsys, folder, "a", "latest", "--by", "date")
    loaded(folder, "2026-02-01", 1, 2, 3)
    with monkeypatch.context() as within:
        within.setattr(sys, "stdout", Closed())
        assert main(["--base", str(folder), "watch", "run"]) == 1
    assert "it is told again next time" in capsys.readouterr().err
    status, out, _ = hikma(capsys, folder, "run")
    assert (status, "Title 3" in out) == (3, True)


def test_runs_at_once_tell_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    added(capsys, folder, "a", "latest", "--by", "date")
    loaded(folder, "2026-02-01", 1, 2, 3)
    words = [sys.executable, "-m", "hikma.cli", "--base", str(folder), "watch", "run"]
    runs = [subprocess.Popen(words, cwd=PROJECT, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    told = [run.communicate(timeout=120)[0] for run in runs]
    assert sorted(run.returncode for run in runs) == [0, 3]
    assert sum("Title 3" in one for one in told) == 1


def test_the_lock_is_waited_for(folder: Path) -> None:
    watches, order = Watches(folder), list[str]()

    def second() -> None:
        with Watches(folder).locked():
            order.append("second")

    with watches.locked():
        other = threading.Thread(target=second)
        other.start()
        other.join(0.2)
        order.append("first")
    other.join(10)
    assert order == ["first", "second"]


def test_a_file_names_nobody_but_whom_the_question_names(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    added(capsys, folder, "people", "bridge-builders")
    added(capsys, folder, "--figures", "name", "around", "neighbourhood", "--of", "openalex:A2")
    people, around = ((folder / "watches" / f"{name}.json").read_text() for name in ("people", "around"))
    assert len(Watches(folder).read("around").rows) > 3
    assert "A1" not in people + around
    assert "openalex:A2" not in people
    assert around.count("openalex:A2") == 1


def test_a_scientist_is_kept_by_id_and_leaves_with_the_forgotten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    base = loaded(tmp_path / "base", "2026-01-01", 1)
    facts = paper("openalex:W5", {"openalex:A9": ["TR"]}, year=2020)
    named = [one._replace(name="Ann Öz") if isinstance(one, Scientist) else one for one in facts]
    stage(base, {"w5": named}, "2026-01-02")
    base.update()
    added(capsys, base.folder, "ann", "neighbourhood", "--of", "Ann Öz")
    added(capsys, base.folder, "news", "latest")
    assert Watches(base.folder).read("ann").parameters["of"] == "openalex:A9"
    with base.writing():
        base.forgotten.add(["openalex:A9"])
    assert Watches(base.folder).purge(base.forgotten) == ["ann"]
    assert Watches(base.folder).names() == ["news"]


def test_forgotten_people_are_purged_by_the_next_run(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    added(capsys, folder, "ann", "neighbourhood", "--of", ANN)
    base = Base(folder)
    with base.writing():
        base.forgotten.add([ANN])
    assert hikma(capsys, folder, "list", "--format", "json")[1] == "[]\n"
    assert not (folder / "watches" / "ann.json").exists()


def test_a_file_that_cannot_be_read_is_told(folder: Path) -> None:
    (folder / "watches").mkdir()
    (folder / "watches" / "a.json").write_text("{}")
    with pytest.raises(BaseError, match="remove the watch and add it again"):
        Watches(folder).read("a")
