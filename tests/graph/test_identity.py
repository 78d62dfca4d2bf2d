"""Which ids are one thing: by hand, and the law that neither the order of loads nor the number of merges matters."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from graph.base import Base
from graph.model import Authored, Fact, Institution, Judged, Merged, Publication, Scientist
from tests.support.replay import Replayed
from tests.support.staged import State, everything, stage

ORCIDS = ("0000-0002-1825-0097", "0000-0001-5109-3700")


def graph_of(base: Base) -> dict[str, list[tuple[Any, ...]]]:
    base.update()
    with base.open_store() as store:
        return everything(store)


def author(id_: str, name: str = "Amina Karimova", orcid: str | None = None, **properties: Any) -> Scientist:
    return Scientist(id_, name=name, names=[name], orcid=orcid, local="#" in id_, **properties)


def work(id_: str, authors: Sequence[Scientist], **properties: Any) -> list[Fact]:
    facts: list[Fact] = [Publication(id_, **properties), *authors]
    return facts + [
        Authored(one.id, id_, [place], None, [one.name or ""]) for place, one in enumerate(authors, start=1)
    ]


def judged(left: str, right: str, verdict: str, score: float | None = None) -> dict[str, list[Fact]]:
    id_ = f"judged:Scientist {left} {right}"
    return {id_: [Judged(id_, "Scientist", left, right, verdict, score, "for the test")]}


def scientists(base: Base) -> list[tuple[str, list[str]]]:
    base.update()
    with base.open_store() as store:
        found = store.rows("MATCH (s:Scientist) RETURN s.id AS id, s.also AS also").to_pylist()
    return sorted((row["id"], row["also"]) for row in found)


def test_two_ids_with_one_orcid_are_one_person(tmp_path: Path) -> None:
    base = Base(tmp_path)
    stage(base, {"openalex:W1": work("openalex:W1", [author("openalex:A2", orcid=ORCIDS[0])])}, "2026-01")
    stage(base, {"openalex:W2": work("openalex:W2", [author("openalex:A1", orcid=ORCIDS[0])])}, "2026-02")
    assert scientists(base) == [("openalex:A1", ["openalex:A2"])]
    assert [row[:2] for row in graph_of(base)["AUTHORED"]] == [
        ("openalex:A1", "openalex:W1"),
        ("openalex:A1", "openalex:W2"),
    ]


def test_one_orcid_under_names_that_cannot_be_one_persons_is_for_a_person_to_decide(tmp_path: Path) -> None:
    base = Base(tmp_path)
    both = [author("openalex:A1", orcid=ORCIDS[0]), author("openalex:A2", "John Smith", orcid=ORCIDS[0])]
    stage(base, {"openalex:W1": work("openalex:W1", both)}, "2026-01")
    assert [id_ for id_, _ in scientists(base)] == ["openalex:A1", "openalex:A2"]
    stage(base, judged("openalex:A1", "openalex:A2", "same"), "2026-02", source="by hand")
    assert [id_ for id_, _ in scientists(base)] == ["openalex:A1"]


def test_a_byline_that_names_a_person_under_two_ids_keeps_both_places(tmp_path: Path) -> None:
    base = Base(tmp_path)
    both = [author("openalex:A1", orcid=ORCIDS[0]), author("openalex:A2", "A. Karimova", orcid=ORCIDS[0])]
    stage(base, {"openalex:W1": work("openalex:W1", both)}, "2026-01")
    base.update()
    with base.open_store() as store:
        found = store.rows("MATCH (:Scientist)-[a:AUTHORED]->() RETURN a.positions AS at, a.names AS names").to_pylist()
    assert found == [{"at": [1, 2], "names": ["Amina Karimova", "A. Karimova"]}]


def test_a_judgement_by_hand_prevails_and_can_be_taken_back(tmp_path: Path) -> None:
    base = Base(tmp_path)
    stage(base, {"w1": work("w1", [author("a1", orcid=ORCIDS[0])]), "w2": work("w2", [author("a2")])}, "2026-01")
    for date, verdict, count in (("02", "same", 1), ("03", "withdrawn", 2), ("04", "same", 1), ("05", "different", 2)):
        stage(base, judged("a1", "a2", verdict), f"2026-{date}", source="by hand")
        assert len(scientists(base)) == count, verdict
    stage(base, {"w2": work("w2", [author("a2", orcid=ORCIDS[0])])}, "2026-06")
    assert len(scientists(base)) == 2, "what a person judged to be different is not joined by an identifier"


def test_a_score_joins_nobody_of_two_orcids(tmp_path: Path) -> None:
    base = Base(tmp_path)
    people = [author("a1", orcid=ORCIDS[0]), author("a2"), author("a3", orcid=ORCIDS[1])]
    stage(base, {f"w{one.id}": work(f"w{one.id}", [one]) for one in people}, "2026-01")
    scored = judged("a1", "a2", "same", 0.9) | judged("a2", "a3", "same", 0.8)
    stage(base, scored, "2026-02", source="scored")
    assert [(id_, [other for other in also if other.startswith("a")]) for id_, also in scientists(base)] == [
        ("a1", ["a2"]),
        ("a3", []),
    ]


def test_one_work_of_two_sources_is_one_node_with_its_authors_once(tmp_path: Path) -> None:
    base = Base(tmp_path)
    doi = "10.1000/one"
    openalex = [author("openalex:A1"), author("openalex:A2", "Bilal Khan")]
    crossref = [author(f"doi:{doi}#1", "A. Karimova"), author(f"doi:{doi}#2", "B. Khan")]
    stage(base, {"openalex:W1": work("openalex:W1", openalex, doi=doi, title="One")}, "2026-01", source="openalex")
    stage(base, {f"doi:{doi}": work(f"doi:{doi}", crossref, doi=doi, venue="Journal")}, "2026-01", source="crossref")
    claim: list[Fact] = [author(f"orcid:{ORCIDS[0]}", orcid=ORCIDS[0]), Publication(f"doi:{doi}", doi=doi)]
    claim.append(Authored(f"orcid:{ORCIDS[0]}", f"doi:{doi}"))
    stage(base, {f"orcid:{ORCIDS[0]}": claim}, "2026-01", source="orcid")
    graph = graph_of(base)
    assert [row[0] for row in graph["Publication"]] == ["openalex:W1"]
    assert [row[:2] for row in graph["AUTHORED"]] == [
        ("openalex:A1", "openalex:W1"),
        ("openalex:A2", "openalex:W1"),
    ]
    with base.open_store() as store:
        found = store.rows("MATCH (p:Publication) RETURN p.title AS title, p.venue AS venue").to_pylist()
        people = store.rows("MATCH (s:Scientist) RETURN s.id AS id, s.orcid AS orcid, s.names AS names").to_pylist()
    assert found == [{"title": "One", "venue": "Journal"}]
    assert {"id": "openalex:A1", "orcid": ORCIDS[0], "names": ["A. Karimova", "Amina Karimova"]} in people


def test_lists_of_ids_follow(tmp_path: Path) -> None:
    base = Base(tmp_path)
    facts: list[Fact] = [
        Publication("w1"), author("a1"), Institution("openalex:I1", ror="038t36y30"),
        Authored("a1", "w1", [1], institutions=["openalex:I1"]),
    ]  # fmt: skip
    stage(base, {"w1": facts, "w2": [Publication("w2", doi="10.1/a")]}, "2026-01")
    registry = {"ror:038t36y30": [Institution("ror:038t36y30", name="X", ror="038t36y30")]}
    cited: State = {"w3": [Publication("w3", references=["doi:10.1/a", "w2"])]}
    stage(base, registry, "2026-01", source="ror")
    stage(base, cited, "2026-01", source="crossref")
    stage(base, {"doi:10.1/a": [Publication("doi:10.1/a", doi="10.1/a")]}, "2026-01", source="crossref")
    graph = graph_of(base)
    assert [row[0] for row in graph["Institution"]] == ["openalex:I1"]
    assert graph["CITES"] == [("w3", "doi:10.1/a")]
    assert "openalex:I1" in str(graph["AUTHORED"])


def test_a_merged_id_gives_way_and_its_record_is_gone(tmp_path: Path) -> None:
    base = Base(tmp_path)
    old: State = {
        "openalex:W1": work("openalex:W1", [author("openalex:A1"), author("openalex:A7", "Cem Kaya")]),
        "openalex:W2": work("openalex:W2", [author("openalex:A2")]),
        "openalex:A1": [author("openalex:A1", "Amina K.")],
    }
    stage(base, old, "2026-01")
    base.update()
    notices: State = {
        "openalex:A1": [Merged("openalex:A1", "openalex:A2", "Scientist")],
        "openalex:W2": [Merged("openalex:W2", "openalex:W1", "Publication")],
        "openalex:A7": [Merged("openalex:A7", None, "Scientist")],
    }
    stage(base, notices, "2026-02")
    graph = graph_of(base)
    assert [row[0] for row in graph["Scientist"]] == ["openalex:A2", "openalex:A7"]
    assert [row[0] for row in graph["Publication"]] == ["openalex:W1"]
    assert "Amina K." not in str(graph)


def test_a_whole_state_withdraws_what_it_has_not_and_an_older_one_nothing_newer(tmp_path: Path) -> None:
    """The second state is one of works: it says nothing of the record of a person."""
    first: State = {"w1": work("w1", [author("a1")]), "w2": work("w2", [author("a2")]), "a9": [author("a9")]}
    second: State = {"w1": work("w1", [author("a1")]), "w3": work("w3", [author("a3")])}
    graphs = []
    for number, order in enumerate((("first", "second"), ("second", "first"))):
        base = Base(tmp_path / str(number))
        for name in order:
            stage(
                base,
                first if name == "first" else second,
                {"first": "2026-01", "second": "2026-02"}[name],
                complete=True,
            )
            base.update()
        graphs.append(graph_of(base))
        assert [row[0] for row in graphs[-1]["Publication"]] == ["w1", "w3"]
        assert [row[0] for row in graphs[-1]["Scientist"]] == ["a1", "a3", "a9"], (
            "a state of works says nothing of people"
        )
    assert graphs[0] == graphs[1]


PEOPLE = ("openalex:A1", "openalex:A2", "orcid:0000-0002-1825-0097", "w1#1", "w2#1")
WORKS = ("w1", "w2", "openalex:W3")


@st.composite
def record(draw: st.DrawFn, id_: str) -> list[Fact]:
    if draw(st.integers(0, 5)) == 0:
        return [Merged(id_, draw(st.sampled_from([*WORKS, None])), "Publication")]
    people = [
        author(
            one,
            draw(st.sampled_from(["Amina Karimova", "A. Karimova", "Cem Kaya"])),
            draw(st.sampled_from([*ORCIDS, None])),
        )
        for one in draw(st.lists(st.sampled_from(PEOPLE), max_size=3, unique=True))
    ]
    doi = draw(st.sampled_from(["10.1/a", "10.1/b", None]))
    return work(id_, people, doi=doi, references=sorted(draw(st.sets(st.sampled_from(WORKS), max_size=2))))


@st.composite
def states(draw: st.DrawFn) -> tuple[State, str, bool]:
    if draw(st.integers(0, 3)) == 0:
        left, right = sorted(draw(st.lists(st.sampled_from(PEOPLE), min_size=2, max_size=2, unique=True)))
        verdict = draw(st.sampled_from(["same", "different", "withdrawn"]))
        return judged(left, right, verdict, draw(st.sampled_from([None, 0.7]))), "by hand", False
    works = sorted(draw(st.sets(st.sampled_from(WORKS), min_size=1)))
    return {id_: draw(record(id_)) for id_ in works}, draw(st.sampled_from(["one", "two"])), draw(st.booleans())


@settings(max_examples=5, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(st.lists(states(), min_size=2, max_size=3))
def test_neither_the_order_of_loads_nor_the_number_of_merges_matters(dated: list[tuple[State, str, bool]]) -> None:
    graphs = []
    with TemporaryDirectory() as folder:
        for number, order in enumerate(permutations(range(len(dated)))):
            base, stepwise, whole = Base(Path(folder) / str(number)), Replayed(), Replayed()
            for position in order:
                state, source, complete = dated[position]
                stage(base, state, f"2026-0{position + 1}", source, complete=complete)
                stepwise.update(base)
            whole.update(base)
            graphs += [stepwise.kinds, whole.kinds]
    assert all(graph == graphs[0] for graph in graphs)
