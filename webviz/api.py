"""The same answers and pictures for programs, under `/api/v1`: JSON, and CSV where it is asked for."""

from __future__ import annotations

from typing import Any, cast

import msgspec
from flask import Blueprint, Response, abort, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Redirect

from queries import Answer, Question, questions
from webviz.api_answering import in_time, reading, told, told_as_it_is, told_once
from webviz.api_given import arguments, in_body, in_url
from webviz.catalogue import views
from webviz.completion import KINDS, complete
from webviz.errors import PROBLEMS
from webviz.given import check_text, offered, read_parameters
from webviz.openapi import described, document
from webviz.pages import found_view, scene_of, what_is_loaded
from webviz.reading import hides
from webviz.view import View
from webviz.warmth import Warmth

blueprint = Blueprint("api", __name__)


@blueprint.get("/api")
def begin() -> Redirect:
    """Lead to the newest version."""
    return redirect(url_for("api.home"))


@blueprint.get("/api/v1/")
def home() -> str:
    """A page to try it on: a form for each question, the problems, and where the description is."""
    asked = [(question, offered(question)) for question in questions().values()]
    return render_template("api.html", asked=asked, shown_views=views().values(), problems=PROBLEMS)


@blueprint.get("/api/v1/openapi.json")
def openapi() -> Response:
    """All of this, described for programs (OpenAPI 3.1)."""
    arguments(())
    return told_as_it_is(("openapi", request.script_root), lambda _: document(request.script_root))


@blueprint.get("/api/v1/ask")
def asked() -> Response:
    """The questions that can be asked, with their parameters and columns."""
    arguments(())
    return told_as_it_is("questions", lambda _: msgspec.json.encode([described(one) for one in questions().values()]))


@blueprint.get("/api/v1/ask/<question>")
def ask(question: str) -> Response:
    """An answer; its parameters are the URL's arguments."""
    found = _question(question)
    given, wanted = in_url(found)
    parameters = read_parameters(found, given)

    def get(patience: float | None) -> Answer:
        return reading().answer(found, parameters, patience)

    return told(question, ("ask", question, parameters), wanted, get, lambda answer: hides(answer, parameters))


@blueprint.post("/api/v1/ask/<question>")
def ask_with_body(question: str) -> Response:
    """An answer; its parameters are a JSON object, which is kept nowhere, nor is the answer."""
    found = _question(question)
    given, wanted = in_body(found)
    parameters = read_parameters(found, given)
    return told_once(question, wanted, in_time(lambda _: reading().answer(found, parameters, keep=False)))


@blueprint.get("/api/v1/publications/<question>")
def publications(question: str) -> Response:
    """The publications behind a row: `key`, once for each of its key columns, and the answer's parameters."""
    found = _question(question)
    given, wanted = in_url(found, repeated=("key",))
    parameters, key = read_parameters(found, given), _key()
    return told(
        question,
        ("publications", question, key, parameters),
        wanted,
        lambda patience: reading().publications(question, key, given, patience),
    )


@blueprint.get("/api/v1/views")
def listed_views() -> Response:
    """The views, with the addresses of their page and of what it shows."""
    arguments(())
    root = request.script_root
    return told_as_it_is(("views", root), lambda _: msgspec.json.encode([_view(view) for view in views().values()]))


@blueprint.get("/api/v1/views/<name>")
def view(name: str) -> Response:
    """What a view shows, for the same arguments as its page: its scene, or its answer where it draws none."""
    found = found_view(name)
    question = _question(found.question)
    given, wanted = in_url(question, *found.own)
    parameters = read_parameters(question, found.asked(given))
    key = ("view", name, parameters)

    def get(patience: float | None) -> Answer:
        return reading().answer(question, parameters, patience)

    if found.scene is None:
        return told(question.name, key, wanted, get, lambda answer: hides(answer, parameters))
    return told_as_it_is(key, lambda patience: _scene(found, get(patience)))


@blueprint.get("/api/v1/complete")
def completions() -> Response:
    """Things whose names begin like, or are like, the letters `q`; of one `kind`, or topics and scientists."""
    given = arguments(("q", "kind"))
    kind = given.get("kind", "")
    if kind and kind not in KINDS:
        abort(400, description=f"kind “{kind}” is not known: give one of {', '.join(KINDS)}")
    typed = given.get("q", "")[:200]
    found = reading().now(lambda graph: complete(graph, typed, (kind,) if kind else ("topic", "scientist")))
    response = Response(msgspec.json.encode(found), mimetype="application/json")
    response.headers["Cache-Control"] = "no-cache"
    return response


@blueprint.get("/healthz")
def health() -> Response:
    """Whether pages can be answered: the store is open and holds publications."""
    return _state({"status": "ok", "publications": what_is_loaded().counts["Publication"]})


@blueprint.get("/readyz")
def ready() -> Response:
    """Whether the process that answers has in memory what the pages show at first; asking makes it begin."""
    warmth = cast(Warmth, current_app.extensions["hikma.warmth"])
    warmth.begin()
    if not warmth.ready:
        abort(503, description="What the pages show at first is being read into memory: ask again.")
    return _state({"status": "ready"})


def _state(values: dict[str, Any]) -> Response:
    response = Response(msgspec.json.encode(values), mimetype="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response


def _question(name: str) -> Question[Any]:
    return questions()[name] if name in questions() else abort(404)


def _key() -> tuple[str, ...]:
    """The key of a row, part for part."""
    key = tuple(request.args.getlist("key"))
    for part in key:
        check_text("key", part)
    return key


def _scene(found: View, answer: Answer) -> bytes:
    scene = scene_of(found, answer)
    assert scene
    return scene.as_json()


def _view(found: View) -> dict[str, Any]:
    return {
        "view": found.name,
        "title": str(found.title),
        "text": str(found.text),
        "question": found.question,
        "page": url_for("pages.show", name=found.name),
        "shown": url_for("api.view", name=found.name),
        "picture": found.scene is not None,
    }
