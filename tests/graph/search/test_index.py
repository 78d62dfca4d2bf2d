"""The index over the life of a base: loaded again, killed, damaged, read; an index made anew is the oracle."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.base import Base
from graph.errors import BaseError
from graph.search import upkeep, writing
from graph.search.finding import find
from graph.search.found import Narrowed
from graph.search.index import SearchIndex
from loaders import find_loader, load

OPENALEX = find_loader("openalex")


PLACES = {"KZ": "I1", "SA": "I2", "TR": "I3"}


def work(number: int, title: str, names: dict[str, str], country: str = "TR", year: int = 2020) -> dict[str, Any]:
    place = {
        "id": f"https://openalex.org/{PLACES[country]}",
        "display_name": f"{country} University",
        "country_code": country,
    }
    authorships = [
        {
            "author": {"id": f"https://openalex.org/{id_}", "display_name": name},
            "countries": [country],
            "institutions": [place],
            "raw_author_name": name,
        }
        for id_, name in names.items()
    ]
    id_ = f"https://openalex.org/W{number}"
    return {"id": id_, "title": title, "publication_year": year, "authorships": authorships}


FIRST = [
    work(1, "Solar desalination of brackish water", {"A1": "Mehmet Yılmaz", "A2": "محمد الغامدي"}, "SA", 2019),
    work(2, "Tense in the grammar of Kazakh", {"A3": "Айгүл Қасымова"}, "KZ", 2021),
]
SECOND = [work(3, "Membrane desalination of sea water", {"A1": "Mehmet Yılmaz", "A4": "Ayşe Kaya"}, "TR", 2023)]


@pytest.fixture
def loaded(tmp_path: Path) -> Callable[..., Base]:
    def loaded(records: list[dict[str, Any]], as_of: str = "2026-01-01") -> Base:
        file = tmp_path / f"works-{as_of}.jsonl"
        file.write_text("\n".join(json.dumps(record) for record in records), encoding="utf-8")
        base = Base(tmp_path / "base")
        load(base, OPENALEX, [file], as_of=as_of)
        return base

    return loaded


@pytest.fixture
def base(loaded: Callable[..., Base]) -> Base:
    made = loaded(FIRST)
    made.update()
    return made


def found(base: Base, text: str, **asked: Any) -> list[str]:
    """Ids that a text finds, without the source's name."""
    with base.again().open() as graph:
        assert graph.search
        return [one.id.removeprefix("openalex:") for one in find(graph.search.index, text, **asked)]


def notes(base: Base) -> tuple[str, ...]:
    with base.again().open() as graph:
        assert graph.search
        assert graph.search.index
        return graph.search.notes


def everything(base: Base) -> list[Any]:
    """All that is kept of all entries; there are as many as nodes."""
    index = SearchIndex(base.folder / "index")
    with base.open_store() as store:
        ids = {kind: store.rows(f"MATCH (n:{kind}) RETURN n.id AS id")["id"].to_pylist() for kind in
               ("Scientist", "Institution", "Topic", "Publication")}  # fmt: skip
    assert {kind: index.count(kind) for kind in ids} == {kind: len(there) for kind, there in ids.items()}
    return [index.cards(kind, sorted(there)) for kind, there in ids.items()]


def test_names_in_any_script_titles_and_ids_find_what_they_name(base: Base) -> None:
    for text in ("Muhammad Al-Ghamdi", "Мухаммед аль-Гамди", "الغامدي محمد", "M. Ghamdi", "Mohamed El Ghamdy"):
        assert found(base, text, kinds=("Scientist",))[:1] == ["A2"], text
    assert found(base, "Kasymova Aigul")[:1] == ["A3"]
    assert found(base, "brackish desalination")[:1] == ["W1"]
    assert found(base, "desalinaton", kinds=("Publication",)) == ["W1"], "a misprint"
    assert found(base, "https://openalex.org/A3") == ["A3"]
    assert found(base, "University", kinds=("Institution",)) == ["I2", "I1"]
    assert found(base, "zzzz qqqq") == []


def test_what_is_asked_for_narrows(base: Base) -> None:
    assert found(base, "desalination", narrowed=Narrowed(frozenset({"KZ"}))) == []
    assert found(base, "desalination", narrowed=Narrowed(frozenset({"SA"}), 2019, 2019)) == ["W1"]
    assert found(base, "desalination", narrowed=Narrowed(since=2020)) == []
    assert found(base, "Mehmet Yilmaz", narrowed=Narrowed(since=2020)) == []
    assert found(base, "Mehmet Yilmaz", narrowed=Narrowed(until=2020)) == ["A1"]


def test_an_update_gives_the_index_that_is_made_anew(base: Base, loaded: Callable[..., Base]) -> None:
    loaded(SECOND, "2026-02-01").update()
    assert found(base, "membrane")[:1] == ["W3"]
    assert found(base, "Mehmet Yilmaz", narrowed=Narrowed(since=2020)) == ["A1"], "a new year of a known scientist"
    updated = everything(base)
    base.again().rebuild_index()
    assert everything(base) == updated
    assert notes(base) == ()


def test_an_update_that_was_killed_while_indexing_is_finished_by_the_next(
    base: Base, loaded: Callable[..., Base], monkeypatch: pytest.MonkeyPatch
) -> None:
    def dying(*_: object) -> Iterator[None]:
        raise KeyboardInterrupt

    monkeypatch.setattr(writing, "entries", dying)
    with pytest.raises(KeyboardInterrupt):
        loaded(SECOND, "2026-02-01").update()
    monkeypatch.undo()
    with base.again().open_store() as store:
        state = store.state()
    assert state
    assert upkeep.behind(base.folder / "index", state) == "something was loaded since it was written"
    base.again().update()
    assert found(base, "membrane")[:1] == ["W3"]
    assert notes(base) == ()


@pytest.mark.parametrize("harm", ["lost", "cut", "older"])
def test_an_index_that_cannot_be_used_is_noticed_said_and_made_anew(
    base: Base, harm: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = base.folder / "index"
    if harm == "lost":
        shutil.rmtree(folder)
    elif harm == "cut":
        for file in folder.glob("*.store"):
            file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    else:
        for module in ("schema", "opened", "upkeep"):
            monkeypatch.setattr(f"graph.search.{module}.FORMAT", 0)
        base.again().rebuild_index()
        monkeypatch.undo()
    assert [one.split(":")[0] for one in notes(base)] == ["The search index was made anew first"]
    assert notes(base) == ()
    assert found(base, "brackish")[:1] == ["W1"]


def test_a_reader_beside_a_writer_keeps_its_state_and_an_index_behind_says_so(
    base: Base, loaded: Callable[..., Base]
) -> None:
    with base.again().open() as graph:
        assert graph.search
        index = graph.search.index
        loaded(SECOND, "2026-02-01").update()
        assert index.publications_like("membrane desalination") == index.publications_like("desalination")
    folder = base.folder / "index"
    with base.again().writing():
        assert notes(base) == ()
        shutil.rmtree(folder)
        with pytest.raises(BaseError, match="cannot be used"):
            notes(base)


def test_publications_like_a_text_are_those_with_its_rarest_words(base: Base, loaded: Callable[..., Base]) -> None:
    loaded(SECOND, "2026-02-01").update()
    like = SearchIndex(base.folder / "index").publications_like("Membrane desalination of sea water")
    assert [id_ for id_, _ in like][:2] == ["openalex:W3", "openalex:W1"]
    assert like[0][1] > like[1][1] > 0
    assert SearchIndex(base.folder / "index").publications_like("the of and") == []


def test_no_address_of_a_mailbox_is_indexed(base: Base, loaded: Callable[..., Base]) -> None:
    loaded([work(9, "On salt", {"A9": "someone@example.org"})], "2026-02-01").update()
    assert found(base, "on salt") == ["W9"]
    assert b"example.org" not in b"".join(
        file.read_bytes() for file in (base.folder / "index").iterdir() if file.is_file()
    )
