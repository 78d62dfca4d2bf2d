"""The rows of an answer as a networkx graph, for further analysis or drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.errors import QuestionError
from queries.catalogue import questions
from queries.question import Answer, Value
from queries.saying import in_a_row, said

if TYPE_CHECKING:
    import networkx


def as_networkx(answer: Answer) -> networkx.Graph[str]:
    """The network that the answer's rows make, as its question declares with `ends` and `weight`.

    Rows that join two: an undirected graph of ids, in the order of the rows. The values of a pair of columns such as
    `name_a` and `name_b` belong to the two ends, as `name`; all others to the link, with `weight` beside them where
    the question weighs its links. Of rows that join the same two the first gives the link its values. A row is a link
    even where its weight is 0; what stands in no row is no node. Rows that are nodes: a graph without links, all
    values at the nodes. The graph itself has the question, the parameters and the caveats.

    Raises:
        QuestionError: the answer's rows are neither links nor nodes.
    """
    import networkx

    question = questions().get(answer.question)
    if question is None or not question.ends:
        able = in_a_row([name for name, one in questions().items() if one.ends])
        raise QuestionError(
            said("the rows of {question} make no network: those of {others} do", question=answer.question, others=able)
        )
    graph: networkx.Graph[str] = networkx.Graph(
        question=answer.question, parameters=dict(answer.parameters), caveats=list(answer.caveats)
    )
    for record in answer.records():
        if len(question.ends) == 1:
            graph.add_nodes_from([(_taken(record, question.ends)[0], record)])
        else:
            _join(graph, record, question.ends, question.weight)
    return graph


def _join(graph: networkx.Graph[str], record: dict[str, Value], ends: tuple[str, ...], weight: str | None) -> None:
    a, b = _taken(record, ends)
    stems = [name[:-2] for name in record if name.endswith("_a") and f"{name[:-2]}_b" in record]
    for node, side in ((a, "a"), (b, "b")):
        graph.add_node(node, **{stem: record.pop(f"{stem}_{side}") for stem in stems})
    if not graph.has_edge(a, b):
        graph.add_edge(a, b, **(record if weight is None else record | {"weight": record[weight]}))


def _taken(record: dict[str, Value], ends: tuple[str, ...]) -> list[str]:
    return [str(record.pop(end)) for end in ends]
