"""The forms in which an answer leaves Hikma, and the bytes of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from queries.catalogue import questions
from queries.exchange.citation import bibtex, cited, csl_json
from queries.exchange.networks import gexf, graphml, vosviewer
from queries.exchange.state import DataState
from queries.exchange.workbook import Say, workbook
from queries.question import Answer

if TYPE_CHECKING:
    import networkx


class Form(NamedTuple):
    """A form: its name, how its files end, and its media type."""

    name: str
    suffix: str
    media: str


TABLES = (Form("xlsx", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),)
NETWORKS = (
    Form("graphml", "graphml", "application/graphml+xml"),
    Form("gexf", "gexf", "application/gexf+xml"),
    Form("vosviewer", "vosviewer.json", "application/json"),
)
CITATIONS = (
    Form("citation", "txt", "text/plain"),
    Form("bibtex", "bib", "application/x-bibtex"),
    Form("csl-json", "csl.json", "application/vnd.citationstyles.csl+json"),
)
ALL = {form.name: form for form in (*TABLES, *NETWORKS, *CITATIONS)}


def encoded(answer: Answer, form: str, state: DataState, say: Say = str) -> bytes:
    """The answer in one of the forms of `ALL`; `say` puts sentences into the reader's language.

    Raises:
        QuestionError: a network is asked for, and the answer's rows make none.
    """
    if form == "xlsx":
        return workbook(answer, state, say)
    if form == "citation":
        return f"{say(cited(answer, state))}\n".encode()
    if form == "bibtex":
        return bibtex(answer, state).encode()
    if form == "csl-json":
        return csl_json(answer, state)
    named = questions().get(answer.question)
    return network_file(answer.to_networkx(), form, state, say(named.title) if named else answer.question)


def network_file(network: networkx.Graph[str], form: str, state: DataState, title: str) -> bytes:
    """A network in one of the forms of `NETWORKS`."""
    if form == "vosviewer":
        return vosviewer(network, title)
    if form == "gexf":
        return gexf(network, state.as_of)
    return graphml(network)
