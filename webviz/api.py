"""The same answers and pictures for programs: JSON, and CSV where it is asked for."""

from __future__ import annotations

from flask import Blueprint, Response, abort, jsonify, request

from queries import Answer, questions
from queries.parameters import forms
from queries.spreadsheet import csv_text
from webviz.completion import complete
from webviz.pages import answer_for, found_view, reading, scene_of, what_is_loaded

blueprint = Blueprint("api", __name__)


@blueprint.get("/api/v1/ask")
def asked() -> Response:
    """The questions that can be asked, with their parameters and columns."""
    return jsonify([
        {
            "question": question.name,
            "title": question.title,
            "parameters": {form.name: form.help for form in forms(question.parameters)},
            "columns": dict(question.columns),
        }
        for question in questions().values()
    ])  # fmt: skip


@blueprint.get("/api/v1/ask/<question>")
def ask(question: str) -> Response:
    """An answer; its parameters are the URL's arguments, and `format=csv` gives the rows only."""
    given = request.args.to_dict()
    form = given.pop("format", "json")
    if question not in questions():
        abort(404)
    return _answered(reading().ask(question, given), form)


@blueprint.get("/api/v1/publications/<question>")
def publications(question: str) -> Response:
    """The publications behind a row: `key`, once for each of its key columns, and the answer's parameters."""
    given = request.args.to_dict()
    form = given.pop("format", "json")
    given.pop("key", None)
    if question not in questions():
        abort(404)
    return _answered(reading().publications(question, request.args.getlist("key"), given), form)


@blueprint.get("/api/v1/views/<name>")
def view(name: str) -> Response:
    """The scene of a view, for the same arguments as its page."""
    found = found_view(name)
    answer = answer_for(found, request.args.to_dict())
    scene = scene_of(found, answer) if answer else None
    return Response(scene.as_json(), mimetype="application/json") if scene else abort(404)


@blueprint.get("/api/v1/complete")
def completions() -> Response:
    """Topics and scientists whose names contain the letters `q`."""
    typed = request.args.get("q", "")
    found = reading().now(lambda graph: complete(graph, typed))
    return jsonify([one._asdict() for one in found])


@blueprint.get("/healthz")
def health() -> Response:
    """Whether pages can be answered: the store is open and holds publications."""
    return jsonify({"status": "ok", "publications": what_is_loaded().counts["Publication"]})


def _answered(answer: Answer, form: str) -> Response:
    if form == "csv":
        response = Response(csv_text(answer.columns, answer.rows), mimetype="text/csv")
        response.headers["Content-Disposition"] = f'attachment; filename="hikma-{answer.question}.csv"'
        return response
    return Response(answer.as_json(), mimetype="application/json")
