"""The pages and files of briefs: `/brief/country?of=TR`, and the same as one file by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, Response, abort, current_app, make_response, url_for

from graph.errors import QuestionError
from queries import Answer
from queries.exchange import DataState, data_state
from webviz.brief import Brief
from webviz.brief_paper import paper, web_page
from webviz.brief_subjects import BRIEFS
from webviz.pages import arguments, reading, what_is_loaded

blueprint = Blueprint("briefs", __name__)

PERIOD = ("since", "until")


class _Reader:
    """Asks what the app reads from; a page that would take long is told so meanwhile."""

    def __init__(self, patience: float | None) -> None:
        self._patience = patience

    def ask(self, question: str, given: Mapping[str, Any]) -> Answer:
        return reading().ask(question, given, self._patience)

    def publications(self, question: str, key: Sequence[str], given: Mapping[str, Any]) -> Answer:
        return reading().publications(question, key, given)


@blueprint.get("/brief/<any(country, pair, topic):kind>")
def page(kind: str) -> str:
    """The brief of a country, of a pair (`of=TR,PK`) or of a topic, with a button that prints it."""
    brief, given = _brief(kind, current_app.config["PATIENCE"])
    links = {
        "home": url_for("pages.home"),
        "icon": url_for("static", filename="hikma.svg"),
        "style": url_for("static", filename="brief.css"),
        "script": url_for("static", filename="brief.js"),
        "file": url_for("briefs.file", kind=kind, **given),
    }
    return web_page(brief, _state(kind, given), what_is_loaded().invented, links)


@blueprint.get("/brief/<any(country, pair, topic):kind>.html")
def file(kind: str) -> Response:
    """The same as one file that opens offline."""
    brief, given = _brief(kind, None)
    response = make_response(paper(brief, _state(kind, given), what_is_loaded().invented))
    response.headers["Content-Disposition"] = f'attachment; filename="hikma-brief-{kind}.html"'
    return response


def _brief(kind: str, patience: float | None) -> tuple[Brief, dict[str, Any]]:
    given: dict[str, Any] = dict(arguments())
    unknown = sorted(set(given) - {"of", *PERIOD})
    if unknown:
        raise QuestionError(f"a brief takes of, since and until, and no “{unknown[0]}”")
    if "of" not in given:
        abort(404)
    period = {name: given[name] for name in PERIOD if name in given}
    return BRIEFS[kind](_Reader(patience), given["of"], period), given


def _state(kind: str, given: Mapping[str, Any]) -> DataState:
    address = url_for("briefs.page", kind=kind, _external=True, **given)
    return data_state(what_is_loaded().loads, datetime.now(UTC).date(), address)


@blueprint.app_template_global()
def brief_of(answer: Answer, given: Mapping[str, str]) -> tuple[str, dict[str, str]] | None:
    """The brief that goes with an answer: its kind and arguments; none where there is none."""
    kinds = {"country-profile": "country", "topic-profile": "topic"}
    if answer.question in kinds:
        return kinds[answer.question], {"of": str(answer.coverage["of"]["id"]), **period_of(answer.parameters)}
    if answer.question == "collaboration-gaps" and given.get("country"):
        return "country", {"of": given["country"], **period_of(answer.parameters)}
    return None


@blueprint.app_template_global()
def period_of(parameters: Mapping[str, Any]) -> dict[str, str]:
    """The years among parameters, as arguments of a brief."""
    return {name: str(parameters[name]) for name in PERIOD if parameters.get(name)}
