"""Answers in the forms of other programs, read back by other libraries: openpyxl, networkx, bibtexparser."""

from __future__ import annotations

import io
import json
from datetime import date

import networkx
import openpyxl  # type: ignore[import-untyped]
import pytest
from bibtexparser.entrypoint import parse_string

from graph.errors import QuestionError
from graph.staging import Load
from queries import Answer, find_question
from queries.exchange import ALL, DataState, data_state, encoded
from queries.exchange.flat import flattened, plain
from queries.exchange.networks import gexf, graphml, vosviewer

STATE = data_state(
    [
        Load(1, "openalex", [], "2026-03-14", "2026-03-14", collected="Around {Türkiye} & 100 %"),
        Load(2, "ror", [], "2025-04-03", "2025-04-03"),
    ],
    date(2026, 11, 24),
    "https://example.org/countries?a={b}",
)


def answer(question: str = "coauthors", name: str = "=1+1") -> Answer:
    columns = tuple(find_question(question).columns)
    row = ("A1", "A2", name, "ليلى\x01", 3, 1.5, 1, 2, "TR", None, 4, 5)
    return Answer(question, {"of": "x", "since": None}, columns, (row,), ("Base: one.",), {"of": {"name": "x"}, "n": 1})


def test_the_workbook_has_texts_as_texts_and_numbers_as_numbers() -> None:
    book = openpyxl.load_workbook(io.BytesIO(encoded(answer(), "xlsx", STATE)))
    assert book.sheetnames == ["Answer", "Method", "Coverage"]
    sheet = book["Answer"]
    assert sheet.freeze_panes == "A2"
    cells = list(sheet[2])
    assert [cell.value for cell in cells] == ["A1", "A2", "=1+1", "ليلى", 3, 1.5, 1, 2, "TR", None, 4, 5]
    assert [cell.data_type for cell in cells][:6] == ["s", "s", "s", "s", "n", "n"]
    told = {row[0].value: row[1].value for row in book["Method"]}
    assert told["How far to trust this"] == "Base: one."
    assert told["joint"] == find_question("coauthors").columns["joint"]
    assert [[cell.value for cell in row] for row in book["Coverage"]] == [["of name", "x"], ["n", 1]]


def test_a_text_too_long_for_a_cell_is_cut() -> None:
    book = openpyxl.load_workbook(io.BytesIO(encoded(answer(name="x" * 40_000), "xlsx", STATE)))
    value = str(book["Answer"]["C2"].value)
    assert len(value) == 32_767
    assert value.endswith("x…")


@pytest.mark.parametrize("form", ALL)
def test_the_same_answer_gives_the_same_file(form: str) -> None:
    assert encoded(answer(), form, STATE) == encoded(answer(), form, STATE)


def test_networkx_reads_back_what_is_written() -> None:
    for data, read in (
        (encoded(answer(), "graphml", STATE), networkx.read_graphml),
        (encoded(answer(), "gexf", STATE), networkx.read_gexf),
    ):
        found = read(io.BytesIO(data))
        assert set(found.nodes) == {"A1", "A2"}
        assert found.nodes["A1"]["label"] == found.nodes["A1"]["name"] == "=1+1"
        assert found.nodes["A2"]["cluster"] == 2
        assert "country" not in found.nodes["A2"], "what is undefined is left out"
        assert found.edges["A1", "A2"]["joint"] == 3
        assert float(found.edges["A1", "A2"]["weight"]) == 1.5


def test_gexf_is_dated_by_the_data_and_keeps_places() -> None:
    network: networkx.Graph[str] = networkx.Graph()
    network.add_node("a", x=1.0, y=2.0)
    text = gexf(network, "2026-03-14").decode()
    assert 'lastmodifieddate="2026-03-14"' in text
    assert '<viz:position x="1.0" y="-2.0" z="0.0"/>' in text


def test_mixed_values_become_of_one_type() -> None:
    network: networkx.Graph[str] = networkx.Graph()
    network.add_node("a", n=1, id="x", both="y")
    network.add_node("b", n=1.5, both=2, listed=["p", "q"], gone=float("nan"))
    found = networkx.read_graphml(io.BytesIO(graphml(network)))
    assert found.nodes["a"] == {"n": 1.0, "id_": "x", "both": "y", "label": "a"}
    assert found.nodes["b"] == {"n": 1.5, "both": "2", "listed": "p; q", "label": "b"}


def test_vosviewers_form_is_as_documented() -> None:
    """By https://app.vosviewer.com/docs/file-types/json-file-type/."""
    network: networkx.Graph[str] = networkx.Graph()
    network.add_node("a", name="A", x=1.0, y=2.0, cluster=1, size=4, change=-1)
    network.add_node("b", cluster=0, size=2, change=3)
    network.add_edge("a", "b", weight=2.5)
    network.add_edge("a", "c", weight=0)
    four = {"weights": {"size": 4}, "scores": {"change": -1}}
    assert json.loads(vosviewer(network, "<b>T</b>")) == {
        "network": {
            "items": [
                {"id": 1, "label": "A", "x": 1.0, "y": -2.0, "cluster": 1} | four,
                {"id": 2, "label": "b", "weights": {"size": 2}, "scores": {"change": 3}},
                {"id": 3, "label": "c"},
            ],
            "links": [{"source_id": 1, "target_id": 2, "strength": 2.5}],
        },
        "info": {"title": "&lt;b&gt;T&lt;/b&gt;"},
    }  # fmt: skip


def test_the_citation_names_the_state_of_the_data() -> None:
    text = encoded(answer(), "citation", STATE).decode()
    for told in ("Who works with whom", "openalex as of 2026-03-14; ror as of 2025-04-03", "2026-11-24", "of: x"):
        assert told in text


def test_bibtex_is_one_whole_entry() -> None:
    """By bibtexparser; braces and signs of a text stay within their field."""
    library = parse_string(encoded(answer(), "bibtex", STATE).decode())
    assert not library.failed_blocks
    (entry,) = library.entries
    assert entry.entry_type == "misc"
    assert entry.fields_dict["year"].value == "{2026}"
    assert r"\{Türkiye\} \& 100 \%" in entry.fields_dict["note"].value
    assert "{" not in entry.fields_dict["url"].value


def test_csl_json_has_the_date_and_the_address() -> None:
    (item,) = json.loads(encoded(answer(), "csl-json", STATE))
    assert item["issued"] == {"date-parts": [[2026, 11, 24]]}
    assert item["URL"] == STATE.address


def test_rows_that_make_no_network_are_told() -> None:
    no_network = Answer("latest", {}, ("publication",), (), (), {})
    with pytest.raises(QuestionError, match="make no network"):
        encoded(no_network, "gexf", STATE)
    assert encoded(no_network, "xlsx", DataState("1", (), (), date(2026, 1, 1)))


def test_values_are_flattened() -> None:
    assert plain({"a": [1, 2]}) == "a: 1; 2"
    assert plain(float("inf")) is None
    assert flattened({"a": {"b": 1}, "c": 2}) == [("a b", 1), ("c", 2)]
