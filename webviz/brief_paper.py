"""A brief as one page: on the web beside the app's own style sheet, or whole by itself as a file that prints."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from graph.identifiers import web_address
from queries import Answer, find_question
from queries.exchange import DataState
from queries.exchange.citation import cited
from webviz import formats
from webviz.brief import Brief
from webviz.language import speak, spoken

HERE = Path(__file__).parent
STYLE = HERE / "static" / "brief.css"


def paper(brief: Brief, state: DataState, invented: str | None) -> str:
    """The brief as a file by itself, that opens offline and prints on A4."""
    return _page(brief, state, invented, STYLE.read_text(encoding="utf-8"), None)


def web_page(brief: Brief, state: DataState, invented: str | None, links: dict[str, str]) -> str:
    """The brief as a page of the app; `links` are the addresses of its style sheet, its script, its file, and home."""
    return _page(brief, state, invented, None, links)


def _page(brief: Brief, state: DataState, invented: str | None, style: str | None, links: dict[str, str] | None) -> str:
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    speak(made)
    made.filters |= {"web_address": web_address, "count": spoken(formats.count)}
    page = made.get_template("brief.html")
    questions = [(answer, find_question(answer.question)) for answer in _once(brief)]
    return page.render(
        brief=brief, state=state, invented=invented, style=style, links=links, questions=questions,
        cited=cited(brief.answers[0], state),
    )  # fmt: skip


def _once(brief: Brief) -> list[Answer]:
    return list({answer.question: answer for answer in brief.answers}.values())
