"""Cypher text that both stores run: how many there are of a kind, and how rows are merged and removed.

The engines differ in how rows come to a statement (`LOAD FROM $rows` gives columns, `UNWIND $rows AS row` a map), so
`row` is what stands before a column: `row.` or nothing.
"""

from __future__ import annotations

from graph.model import Link, Node


def counting(kind: Node | Link) -> str:
    """The number of nodes or links of a kind, as `n`."""
    what = f"(x:{kind.name})" if isinstance(kind, Node) else f"()-[x:{kind.name}]->()"
    return f"MATCH {what} RETURN count(*) AS n"


def removal(kind: Node | Link, row: str) -> str:
    """Remove those whose keys are in the rows; of drawn links, all that leave the start."""
    if isinstance(kind, Node):
        return f"MATCH (n:{kind.name} {{id: {row}id}}) DETACH DELETE n"
    start, end = kind.key
    target = "()" if kind.listed_in else f"(:{kind.end.name} {{id: {row}{end}}})"
    return f"MATCH (:{kind.start.name} {{id: {row}{start}}})-[x:{kind.name}]->{target} DELETE x"


def upsert(kind: Node | Link, row: str) -> str:
    """Make or replace those in the rows. Two MATCH clauses: LadybugDB plans one with both ends as a cross product."""
    properties = kind.columns[1:] if isinstance(kind, Node) else kind.properties
    values = ", ".join(f"x.`{column.name}` = {row}`{column.name}`" for column in properties)
    assign = f" SET {values}" if values else ""
    if isinstance(kind, Node):
        return f"MERGE (x:{kind.name} {{id: {row}id}}){assign}"
    start, end = kind.key
    ends = f"MATCH (a:{kind.start.name} {{id: {row}{start}}}) MATCH (b:{kind.end.name} {{id: {row}{end}}})"
    return f"{ends} MERGE (a)-[x:{kind.name}]->(b){assign}"
