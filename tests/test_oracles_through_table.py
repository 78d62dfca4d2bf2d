"""Published and worked values, from a user's own table to the answer: nothing between them is bypassed."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import networkx
import pytest

import hikma

HOLES = "AB AF AG AE EG FG BG BD DG GC".split()
HOLES_WEIGHTS = [2, 3, 5, 2, 8, 3, 4, 1, 3, 10]


def table_of(folder: Path, links: Iterable[tuple[str, str, int]]) -> Path:
    """Each link as so many publications of two authors."""
    file = folder / "links.csv"
    with file.open("w", encoding="utf-8", newline="") as text:
        out = csv.writer(text)
        out.writerow(("publication", "scientist"))
        for a, b, weight in links:
            for time in range(weight):
                out.writerows((f"{a}|{b}|{time}", who) for who in (a, b))
    return file


def bridge_builders(folder: Path, links: Iterable[tuple[str, str, int]], **asked: Any) -> dict[str, Mapping[str, Any]]:
    with hikma.open(folder / "base") as base:
        base.load("table", table_of(folder, links))
        answer = base.ask("bridge-builders", **({"limit": 0} | asked))
    return {str(row["scientist"]).removeprefix("table:"): row for row in answer.records()}


def test_the_six_papers(tmp_path: Path) -> None:
    """Worked by hand: joint publications, the textbook ratio and Salton's cosine."""
    papers = [["TR", "IR"], ["TR", "IR"], ["TR", "PK"], ["IR"], ["PK", "MY"], ["TR", "PK", "MY"]]
    rows = [f"{number},{number}{code},{code}" for number, codes in enumerate(papers) for code in codes]
    file = tmp_path / "six.csv"
    file.write_text("publication,scientist,country\n" + "\n".join(rows), encoding="utf-8")
    with hikma.open(tmp_path / "base") as base:
        base.load("table", file)
        answer = base.ask("collaboration-gaps", group="TR,IR,PK,MY", universe="papers", limit=0)
    found = {
        f"{row['country_a']}-{row['country_b']}": (row["observed"], row["ratio"], round(float(str(row["salton"])), 4))
        for row in answer.records()
    }
    assert found == {
        "IR-TR": (2, 1.0, 0.5774),
        "MY-PK": (2, 2.0, 0.8165),
        "MY-TR": (1, 0.75, 0.3536),
        "PK-TR": (2, 1.0, 0.5774),
        "IR-MY": (0, 0.0, 0.0),
        "IR-PK": (0, 0.0, 0.0),
    }


@pytest.mark.parametrize(
    ("weights", "constraint", "effective_size"),
    [
        ([1] * 10, {"G": 0.400, "A": 0.595, "C": 1.0}, {"G": 4.67, "A": 2.50, "C": 1.0}),
        (HOLES_WEIGHTS, {"G": 0.299, "A": 0.795, "C": 1.0}, {"G": 5.47, "A": 2.47, "C": 1.0}),
    ],
)
def test_structural_holes(
    tmp_path: Path, weights: list[int], constraint: dict[str, float], effective_size: dict[str, float]
) -> None:
    """networkx's test of structural holes: UCINET, igraph and by hand."""
    links = [(pair[0], pair[1], weight) for pair, weight in zip(HOLES, weights, strict=True)]
    rows = bridge_builders(tmp_path, links)
    assert {who: round(rows[who]["constraint"], 3) for who in constraint} == constraint
    # The weighted value of A is 2.475, which the source gives as 2.47.
    assert {who: rows[who]["effective_size"] for who in effective_size} == pytest.approx(effective_size, abs=0.0051)


def test_the_karate_club(tmp_path: Path) -> None:
    """networkx, unweighted."""
    club = networkx.karate_club_graph()
    rows = bridge_builders(tmp_path, [(str(a), str(b), 1) for a, b in club.edges])
    assert [round(rows[who]["betweenness"], 6) for who in ("0", "33")] == [0.437635, 0.304075]
    assert [round(rows[who]["constraint"], 4) for who in ("0", "33")] == [0.1554, 0.1564]


def test_netscience(tmp_path: Path, real_data: Path) -> None:
    """Newman's co-authors in network science: leaders and values that networkx and igraph agree on."""
    graph = networkx.read_gml(real_data / "networks" / "netscience.gml")
    component = graph.subgraph(max(networkx.connected_components(graph), key=len))
    rows = bridge_builders(tmp_path, [(a, b, 1) for a, b in graph.edges], by="betweenness")
    leaders = list(rows.values())[:3]
    assert [str(row["name"]).split(",")[0] for row in leaders] == ["NEWMAN", "PASTORSATORRAS", "MORENO"]
    assert [round(row["betweenness_raw"]) for row in leaders] == [28_301, 24_593, 20_380]
    within = sorted((row["constraint"], name) for name, row in rows.items() if name in component)
    assert [name.split(",")[0] for _, name in within[:3]] == ["NEWMAN", "BARABASI", "JEONG"]
    assert [round(value, 4) for value, _ in within[:3]] == [0.0785, 0.0955, 0.1071]
