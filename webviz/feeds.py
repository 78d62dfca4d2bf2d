"""Answers as feeds that a reader follows: what is latest, as Atom or JSON Feed."""

from __future__ import annotations

from flask import Blueprint, Response, abort, current_app, request

from queries.feeds import feed_text
from webviz.catalogue import views
from webviz.pages import arguments, reading

blueprint = Blueprint("feeds", __name__)

VIEWS = ("latest",)
"""The views whose rows are new from time to time."""
ENTRIES = 50
"""Rows that a feed has at most, the first of the answer."""
FORMS = {"atom": ("atom", "application/atom+xml"), "json": ("jsonfeed", "application/feed+json")}


@blueprint.get("/feeds/<name>.<any(atom, json):form>")
def feed(name: str, form: str) -> Response:
    """The first rows of a view's answer, for the same arguments as its page."""
    if name not in VIEWS:
        abort(404)
    view = views()[name]
    given = view.asked(arguments()) | {"limit": str(ENTRIES)}
    answer = reading().ask(view.question, given, current_app.config["PATIENCE"])
    words, media = FORMS[form]
    key = ("feed", words, answer.question, tuple(answer.parameters.items()))
    response = Response(reading().read(key, lambda graph: feed_text(graph, answer, words)), mimetype=media)
    response.add_etag()
    response.make_conditional(request)
    return response
