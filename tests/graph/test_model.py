"""The model: every kind has what each store needs, and rows fit their own schema."""

import pyarrow as pa
import pytest

from graph.model import AUTHORED, KINDS, LINKS, NODES, OF_ROW, Link, Node, Publication, schema


def test_five_nodes_and_seven_links() -> None:
    assert [node.name for node in NODES] == ["Scientist", "Institution", "Country", "Topic", "Publication"]
    assert [link.name for link in LINKS] == [
        "AUTHORED",
        "AFFILIATED_WITH",
        "LOCATED_IN",
        "PART_OF",
        "ABOUT",
        "BROADER",
        "CITES",
    ]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_column_says_what_it_means(kind: Node | Link) -> None:
    assert OF_ROW[kind.row] is kind
    assert kind.row.__doc__
    assert all(column.meaning for column in kind.columns)
    assert schema(kind).names == list(kind.row._fields)


def test_a_row_fits_its_schema() -> None:
    row = Publication("openalex:W1", title="Title", year=2024, references=["openalex:W2"], fwci=1.5)
    table = pa.Table.from_pylist([row._asdict()], schema=schema(OF_ROW[Publication]))
    assert table.to_pylist() == [row._asdict()]


def test_a_link_is_known_by_its_two_ends() -> None:
    assert AUTHORED.key == ("scientist", "publication")
    assert (AUTHORED.start.name, AUTHORED.end.name) == ("Scientist", "Publication")


def test_a_drawn_link_names_a_list_of_its_start() -> None:
    for link in LINKS:
        if link.listed_in:
            assert schema(link.start).field(link.listed_in).type == pa.list_(pa.string())
