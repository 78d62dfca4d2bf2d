"""Works in columns: the same rows as `work_facts` makes of each work alone, which is the oracle of all that is here."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.batch import Batch, to_batch
from graph.errors import RejectedRecord
from hikma.world import make_world
from loaders import Parsed, Raw
from loaders.chunks import chunk_of
from loaders.openalex import SAMPLE, parse
from loaders.openalex_columns import works_batch
from loaders.openalex_columns_abstracts import abstracts
from loaders.openalex_works import abstract
from loaders.reading import json_records

ANNA = {"id": "https://openalex.org/A1", "display_name": "Anna", "orcid": "https://orcid.org/0000-0002-1825-0097"}
INSTITUTION = {
    "id": "https://openalex.org/I1",
    "display_name": "University of Somewhere",
    "ror": "https://ror.org/038t36y30",
    "country_code": "SA",
    "type": "education",
    "lineage": ["https://openalex.org/I1", "https://openalex.org/I9"],
}
TOPIC = {
    "id": "https://openalex.org/T1",
    "display_name": "Wadis",
    "score": 0.5,
    "subfield": {"id": "https://openalex.org/subfields/1", "display_name": "Rain"},
    "field": {"id": "https://openalex.org/fields/1", "display_name": "Water"},
    "domain": {"id": "https://openalex.org/domains/1", "display_name": "Earth"},
}
WORK: dict[str, Any] = {
    "id": "https://openalex.org/W1",
    "title": "A title",
    "doi": "https://doi.org/10.5555/ABC.1",
    "publication_year": 2020,
    "publication_date": "2020-02-03",
    "ids": {"openalex": "https://openalex.org/W1", "pmid": "https://pubmed.ncbi.nlm.nih.gov/123"},
    "type": "article",
    "language": "ar",
    "primary_location": {"source": {"id": "S", "display_name": "A journal"}, "raw_source_name": "J"},
    "host_venue": {"display_name": "An older journal"},
    "biblio": {"volume": "1", "issue": "2", "first_page": "3", "last_page": "4"},
    "authorships": [
        {
            "author": ANNA,
            "author_position": "first",
            "institutions": [INSTITUTION, INSTITUTION | {"id": "https://openalex.org/I2", "country_code": None}],
            "countries": ["SA", "KZ"],
            "is_corresponding": True,
            "raw_author_name": "A. Anna",
        },
        {"author": ANNA | {"id": "https://openalex.org/A2", "orcid": None}, "institutions": [INSTITUTION]},
        {"author": {"id": None, "display_name": "Nobody"}, "countries": []},
    ],
    "topics": [TOPIC, TOPIC | {"id": "https://openalex.org/T2"}],
    "primary_topic": TOPIC,
    "keywords": [{"id": "k", "display_name": "Wadi"}, {"id": "k", "display_name": " "}],
    "referenced_works": ["https://openalex.org/W7", "https://openalex.org/W8"],
    "abstract_inverted_index": {"Water": [0], "is": [1, 3], "what": [2], "scarce.": [4]},
    "fwci": 1.5,
    "cited_by_count": 3,
    "citation_normalized_percentile": {"value": 0.5},
    "is_retracted": False,
}


def as_alone(raws: Sequence[bytes]) -> tuple[list[Parsed], dict[int, str]]:
    """What `parse` makes of each record, or why it rejects it."""
    parsed, rejected = [], {}
    for place, raw in enumerate(raws):
        try:
            parsed.append(parse(raw))
        except RejectedRecord as reason:
            rejected[place] = str(reason)
    return parsed, rejected


def same(found: Batch, expected: Batch) -> None:
    """Both hold the same rows, works in any order."""
    assert found.records.sort_by("record").to_pylist() == expected.records.sort_by("record").to_pylist()
    assert found.tables.keys() == expected.tables.keys()
    for name, table in expected.tables.items():
        ours = found.tables[name].sort_by("record")
        ours.validate(full=True)
        assert ours.schema == table.schema
        theirs = table.sort_by("record")
        assert ours.equals(theirs), (name, ours.to_pylist(), theirs.to_pylist())


def check(raws: Sequence[bytes], most_left: int | None = None) -> None:
    """A chunk of columns equals what the records state one by one, with the same reasons for what is rejected."""
    parsed, rejected = as_alone(raws)
    latest = {one.record: one for one in parsed}
    chunk = chunk_of("openalex", parse, works_batch, [Raw("f", place, raw) for place, raw in enumerate(raws)])
    same(chunk.batch, to_batch(list(latest.values())))
    assert chunk.stated == [one.record for one in parsed]
    assert {one.line: one.reason for one in chunk.aside} == rejected
    if most_left is not None:
        assert len(works_batch(raws).left) <= most_left


def lines(file: Path) -> list[bytes]:
    return [raw.data for raw in json_records([file], lambda _: None)]


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    folder = tmp_path_factory.mktemp("world")
    make_world(folder, 1_500)
    return lines(folder / "works")


def test_an_invented_world(invented: list[bytes]) -> None:
    check(invented, most_left=len(invented) // 100)


@pytest.mark.parametrize("state", ["2026-02-07", "2026-03-14"])
def test_the_real_set(real_data: Path, state: str) -> None:
    works = lines(real_data / "openalex" / f"geoscience_arabia_{state}" / "works.jsonl.gz")
    check(works, most_left=len(works) // 50)


def test_works_of_thousands_of_authors(real_data: Path) -> None:
    check(lines(real_data / "openalex" / "hyperauthored_works.jsonl.gz"))


def test_what_is_no_work_is_left(real_data: Path) -> None:
    authors = lines(real_data / "openalex" / "geoscience_arabia_2026-03-14" / "authors.jsonl.gz")[:50]
    redirect = b'{"id": "https://openalex.org/W5", "merge_into_id": "https://openalex.org/W6"}'
    others = [*authors, redirect, b"not JSON", b"[]", b'{"title": "no id"}', b'{"id": "https://openalex.org/S1"}']
    assert works_batch(others).left == list(range(len(others)))
    check([*others, SAMPLE])


def test_no_records_make_no_rows() -> None:
    found = works_batch([])
    assert (found.batch.records.num_rows, found.batch.tables, found.places, found.left) == (0, {}, [], [])


def test_a_work_that_comes_again_is_taken_as_it_came_last() -> None:
    titled = [encoded(WORK | {"title": title}) for title in ("first", "second", "third")]
    other = encoded(WORK | {"id": "https://openalex.org/W2"})
    in_other_words = encoded(WORK | {"id": "W2", "title": "in other words"})
    check([titled[0], other, titled[1]])
    check([other, titled[0], in_other_words])
    check([in_other_words, titled[2], other])


def test_the_usual_form_is_taken_in_columns() -> None:
    assert works_batch([encoded(WORK), SAMPLE]).left == []


def encoded(work: Any, ensure_ascii: bool = True) -> bytes:
    return json.dumps(work, ensure_ascii=ensure_ascii).encode("utf-8", "surrogatepass")


ODD = st.one_of(
    st.none(),
    st.sampled_from(
        [
            "", " ", "a@b.example", "Anna (anna@uni.example)", "Fe3O4@SiO2", " padded ", "\u00a0x\u2003", "\x1f",
            "\x85y",
            "محمد", "Ömer\u0000", "\ud800", "😀", "\\", '"', "\n", "QQ", "KZ", "kz", "last", "x" * 300, 0, -1, 3, 2.5,
            True, [], {}, [None], {"id": None}, 10**20, 1e400, "https://openalex.org/A1", "https://openalex.org/W1",
            "W5", "A٣",
            "http://openalex.org/I1", "https://openalex.org/I", "https://openalex.org/A5317838346",
            "https://openalex.org/I4389424196", "https://openalex.org/W4285719527", "https://openalex.org/T3",
            "https://orcid.org/0000-0002-1825-0098", "0000-0002-1825-0097", "https://orcid.org/0000-0002-1694-233x",
            "https://orcid.org/0000-0002-1694-233X", "https://ror.org/038t36y31", "10.5555/x",
            "https://doi.org/10.1/x y",
            "https://doi.org/10.5555/É", "https://doi.org/10.5555/Ab\n", "https://pubmed.ncbi.nlm.nih.gov/x", "12",
        ]
    ),
    st.text(max_size=8),
)  # fmt: skip


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every value within a value."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inside:
        yield (*path, key)
        yield from places(one, (*path, key))


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A work with some values replaced, taken away, or repeated."""
    work = json.loads(json.dumps(WORK | {"id": f"https://openalex.org/W{draw(st.integers(1, 999))}"}))
    for _ in range(draw(st.integers(1, 3))):
        *way, last = draw(st.sampled_from(list(places(work))))
        holder = work
        for step in way:
            holder = holder[step]
        change = draw(st.sampled_from(["replace", "take away", "repeat"]))
        if change == "replace":
            holder[last] = copy.deepcopy(draw(ODD))
        elif change == "take away":
            del holder[last]
        elif isinstance(holder, list):
            holder.append(copy.deepcopy(holder[last]))
    return encoded(work, ensure_ascii=draw(st.booleans()))


@settings(max_examples=150)
@given(st.lists(mutated(), min_size=1, max_size=4))
def test_mutated_works(works: list[bytes]) -> None:
    check(works)


@settings(max_examples=60)
@given(st.data())
def test_cut_and_damaged_works(data: st.DataObject) -> None:
    whole = encoded(WORK, ensure_ascii=False)
    place = data.draw(st.integers(0, len(whole) - 1))
    with_byte = (
        whole[:place]
        + data.draw(st.sampled_from([b"", b"\xff", b"\xc3", b"\\", b'"', b"@", b"]"]))
        + whole[place + 1 :]
    )
    check([with_byte, whole[:place], encoded(WORK | {"id": "https://openalex.org/W2"})])


WORDS = st.one_of(
    st.sampled_from(["a", "b", "", "],", ":[", "{", "}", '"', "\\", "1,2", "ä", "a@b.example", " "]), st.text()
)
PLACES = st.lists(st.integers(0, 6), max_size=3)


@settings(max_examples=150)
@given(st.lists(st.dictionaries(WORDS, PLACES, max_size=6), max_size=4), st.booleans())
def test_abstracts_of_any_words_and_places(indexes: list[dict[str, list[int]]], compact: bool) -> None:
    check_abstracts([json.dumps(index, separators=(",", ":") if compact else None) for index in indexes])


@settings(max_examples=100)
@given(
    st.lists(
        st.lists(st.sampled_from(["water", "is", "scarce", "in", "wadis", "1950–2000", "مياه", "end."]), min_size=1)
    )
)
def test_abstracts_of_whole_texts(texts: list[list[str]]) -> None:
    indexes = [{word: [at for at, one in enumerate(text) if one == word] for word in text} for text in texts]
    check_abstracts([json.dumps(index, ensure_ascii=False) for index in indexes])
    assert abstracts([json.dumps(index).encode() for index in indexes]).ids.to_pylist() == [
        " ".join(one) for one in texts
    ]


def check_abstracts(indexes: list[str]) -> None:
    check([with_index(index, number) for number, index in enumerate(indexes, start=1)])


def with_index(index: str, number: int = 1) -> bytes:
    """A work of that number with an index as it stands; of two fields of one name the last one counts."""
    work = {"id": f"https://openalex.org/W{number}", "title": "T"}
    return encoded(work)[:-1] + b', "abstract_inverted_index": ' + index.encode("utf-8", "surrogatepass") + b"}"


@pytest.mark.parametrize(
    "index",
    [
        '{"a": [0], "a": [1]}', '{"a": [0], "b": ["c"]}', '{"a": [[0]], "b": 1}', '{"a": {"b": [0]}}', '{"a": [0.0]}',
        '{"a": [-1], "b": [0]}', '{"a": [1e0]}', '{"a": [true]}', '{"a": [null]}', '{"a": null}', "5", '"a"', "[]",
        "{}",
        '{ "a" : [ 0 , 1 ] }', '{"a":[0,1]\n}', '{"a": []}', '{"a": [0], "b": []}', '{"a": [9999999999999999999999]}',
        '{"a": [12345678]}', '{"\\u0061": [0], "a": [1]}', '{"a": [0], "b": [0]}', '{"a": [1], "b": [2]}',
        '{"a": [0]}5',
        '{"longer than eight bytes": [0], "longer then eight bytes": [1]}',
    ],
)  # fmt: skip
def test_abstracts_of_a_rare_form(index: str) -> None:
    check([with_index('{"a": [0]}', 2), with_index(index), with_index('{"b": [0]}', 3)])


def test_an_abstract_worked_by_hand() -> None:
    index = {"is": [1, 3], "Water": [0], "what": [2], "scarce.": [4]}
    assert abstract(index) == "Water is what is scarce."
    assert abstracts([json.dumps(index).encode()]).ids.to_pylist() == ["Water is what is scarce."]


def test_e_mail_addresses_are_not_kept(invented: list[bytes]) -> None:
    author = {"author": ANNA | {"display_name": "Anna a@b.example"}, "raw_author_name": "b@c.example"}
    work = WORK | {
        "abstract_inverted_index": {"Mail": [0], "x@y.example": [1]},
        "authorships": [author],
        "title": "c@d.example",
    }
    found = works_batch([encoded(work), *islice(invented, 3)])
    assert found.left == []
    assert not [name for name, table in found.batch.tables.items() if "@" in str(table.to_pylist())]


@pytest.mark.parametrize("change", [{"title": "Another"}, {"fwci": 1.6}, {"is_retracted": True}, {"topics": []}])
def test_the_digest_says_whether_something_else_is_stated(change: dict[str, Any]) -> None:
    before, again, after = (
        works_batch([encoded(one)]).batch.records["digest"].to_pylist() for one in (WORK, WORK, WORK | change)
    )
    assert before == again != after


def test_the_digest_is_of_what_is_stated_wherever_and_with_whatever_it_stands(invented: list[bytes]) -> None:
    alone = works_batch([encoded(WORK)]).batch.records["digest"].to_pylist()
    among = works_batch([*invented[:20], encoded(WORK | {"locations_count": 3})]).batch.records["digest"].to_pylist()
    assert among[-1:] == alone == [DIGEST]


DIGEST = 4279234214361459625
"""As first computed: the same on every machine and in every version, while the same is stated."""
