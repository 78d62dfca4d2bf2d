"""The labelled pairs of OpenSanctions, and the measures they are scored with; the measures worked by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.quality.measures import Counts, best_threshold, count
from benchmarks.quality.name_pairs import main, script_of


def test_measures_by_hand() -> None:
    counts = count([(True, True)] * 6 + [(True, False)] * 2 + [(False, True)] * 4 + [(False, False)] * 3)
    assert counts == Counts(6, 2, 4, 3)
    assert (counts.precision, counts.recall) == (6 / 8, 6 / 10)
    assert counts.f1 == pytest.approx(2 * 0.75 * 0.6 / 1.35)
    assert Counts(0, 0, 0).f1 == 0


def test_the_best_threshold_is_the_highest_of_equals() -> None:
    level, counts = best_threshold([(0.9, True), (0.8, True), (0.4, False), (0.3, True), (0.1, False)])
    assert level == 0.3
    assert counts.f1 == pytest.approx(6 / 7)
    assert best_threshold([(0.9, True), (0.5, False)])[0] == 0.9


@pytest.mark.parametrize(
    ("name", "script"),
    [("Müller", "Latin"), ("Иван", "Cyrillic"), ("محمد", "Arabic"), ("李明", "other"), ("Ali محمد", "mixed")],
)
def test_script_of_a_name(name: str, script: str) -> None:
    assert script_of(name) == script


def test_real_pairs(real_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--pairs", str(real_data / "names" / "name_pairs.csv")]) == 0
    figures = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert figures["pairs"] == 548
    assert figures["f1"] >= 0.86
    assert figures["f1_non_synthetic"] >= 0.93, "nomenklatura LogicV2 reaches .909"
