"""The demo: the questions find what was planted in the default world, and everything says that it is invented."""

from __future__ import annotations

from pathlib import Path

import pytest

import hikma
from graph.base import Base
from hikma.cli import main
from hikma.demo import INVENTED, findings, three_questions
from hikma.world import read_planted


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "base"
    assert main(["--base", str(folder), "demo", "--no-serve"]) == 0
    return folder


def test_the_gaps_are_those_that_were_planted(demo: Path) -> None:
    planted = read_planted(demo / "world")
    with hikma.open(demo) as base:
        answer = base.ask("collaboration-gaps", limit=0)
    verdicts = {(row["country_a"], row["country_b"]): str(row["verdict"]) for row in answer.records()}
    assert {pair for pair, verdict in verdicts.items() if verdict == "gap"} == {pair.countries for pair in planted.gaps}
    assert {verdicts[pair.countries] for pair in planted.strong} == {"strong"}
    assert len(planted.gaps) >= 5


def test_the_bridge_builders_that_were_planted_are_in_the_first_ten(demo: Path) -> None:
    planted = read_planted(demo / "world")
    with hikma.open(demo) as base:
        answer = base.ask("bridge-builders", limit=10)
    listed = {str(row["scientist"]) for row in answer.records()}
    assert {f"openalex:{one.scientist}" for one in planted.bridge_builders} <= listed
    assert len(planted.bridge_builders) >= 5


def test_what_was_found_is_told_and_all_of_it_is_said_to_be_invented(demo: Path) -> None:
    planted = read_planted(demo / "world")
    with Base(demo).open() as graph:
        asked = list(three_questions(graph))
    gaps, bridges = findings(planted, asked)
    assert gaps.startswith(f"{len(planted.gaps)} of the {len(planted.gaps)} gaps")
    assert bridges.startswith(f"{len(planted.bridge_builders)} of the {len(planted.bridge_builders)} bridge-builders")
    assert [one.answer.question for one in asked] == ["collaboration-gaps", "bridge-builders", "neighbourhood"]
    assert all(any(INVENTED in caveat for caveat in one.answer.caveats) for one in asked)


def test_the_demo_again_uses_the_same_world(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = (demo / "world" / "planted.json").stat().st_mtime_ns
    assert main(["--base", str(demo), "demo", "--no-serve"]) == 0
    assert " 0 loaded, " in capsys.readouterr().out
    assert (demo / "world" / "planted.json").stat().st_mtime_ns == made


def test_the_demo_on_real_files(real_data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    works = real_data / "openalex" / "geoscience_arabia_2026-03-14" / "works.jsonl.gz"
    assert main(["--base", str(tmp_path / "base"), "demo", "--no-serve", "--from", str(works)]) == 0
    told = capsys.readouterr().out
    assert "2,661 records read: 2,661 loaded" in told
    assert INVENTED not in told
