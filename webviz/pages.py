"""The pages: home, one a view, the publications behind a row, and the files to take away."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

from flask import Blueprint, Response, abort, current_app, make_response, render_template, request

from graph.errors import HikmaError, QuestionError
from queries import Answer, find_question
from webviz.catalogue import views
from webviz.colours import DOTS, LINES
from webviz.completion import Completion, complete, leading
from webviz.filters import fields, kept
from webviz.keys import key_in_words
from webviz.loaded import Loaded, loaded
from webviz.reading import Reading
from webviz.scene import Scene
from webviz.take_away import file_to_take_away, notes
from webviz.view import Arguments, View

blueprint = Blueprint("pages", __name__)

MOST_PUBLICATIONS = 500


def reading() -> Reading:
    """What this app reads from."""
    return cast(Reading, current_app.extensions["hikma"])


def what_is_loaded() -> Loaded:
    """What the base holds now."""
    return replace(reading().read("loaded", loaded), loads=reading().loads)


def scene_of(view: View, answer: Answer) -> Scene | None:
    """The picture of an answer, drawn once and kept with it."""
    if view.scene is None:
        return None
    draw, held = view.scene, what_is_loaded()
    return reading().read(("scene", view.name, tuple(answer.parameters.items())), lambda _: draw(answer, held))


def found_view(name: str) -> View:
    """The view of that name; a page not found where there is none."""
    return views()[name] if name in views() else abort(404)


def answer_for(view: View, arguments: Arguments, patience: float | None = None) -> Answer | None:
    """The answer that a view shows; none while a parameter that must be given is not."""
    asked = view.asked(arguments)
    return None if view.lacks(asked) else reading().ask(view.question, asked, patience)


@blueprint.app_context_processor
def _everywhere() -> dict[str, Any]:
    try:
        held = what_is_loaded()
    except HikmaError:
        held = None
    return {"views": views(), "colours": DOTS, "line_colours": LINES, "loaded": held}


@blueprint.get("/")
def home() -> str:
    """What is loaded, and a door for each of the three people."""
    what_is_loaded()
    return render_template("home.html")


@blueprint.get("/<name>")
def show(name: str) -> tuple[str, int]:
    """One view; with `part`, only what changes when something on it is chosen.

    What cannot be answered is told beside the filter.
    """
    view = found_view(name)
    arguments = {name: value for name, value in request.args.items() if value}
    template = view.part if arguments.pop("part", None) else view.template
    if template is None:
        abort(404)
    problem = None
    try:
        answer = answer_for(view, arguments, current_app.config["PATIENCE"])
    except QuestionError as error:
        if template == view.part:
            raise
        answer, problem = None, str(error)
    context = view.page(answer, arguments) if answer else {"starts": _starts(view, arguments)}
    page = render_template(
        template,
        view=view,
        question=find_question(view.question),
        answer=answer,
        problem=problem,
        scene=scene_of(view, answer) if answer else None,
        fields=fields(view, arguments, what_is_loaded()),
        kept=kept(view, arguments),
        arguments=arguments,
        **context,
    )
    return page, 400 if problem else 200


def _starts(view: View, arguments: Arguments) -> tuple[Completion, ...]:
    """What a view about one thing can be opened with: things like what was asked for, or the largest."""
    if "of" not in view.asks:
        return ()
    typed = arguments.get("of", "")
    alike = reading().now(lambda graph: complete(graph, typed))
    return alike or reading().read("leading", leading)


@blueprint.get("/publications")
def publications() -> str:
    """The publications behind a row: the `question`, the row's `key`, and the answer's parameters."""
    given = request.args.to_dict()
    name = given.pop("question", "")
    given.pop("key", None)
    key = request.args.getlist("key")
    answer = reading().publications(name, key, given)
    return render_template(
        "publications.html", answer=answer, question=find_question(name), key=key, given=given,
        words=reading().now(lambda graph: key_in_words(graph, key)), most=MOST_PUBLICATIONS,
    )  # fmt: skip


@blueprint.get("/take-away/<name>.<any(html, svg):form>")
def take_away(name: str, form: str) -> Response:
    """The network on screen as one file: `html` that can be moved about in, or `svg` to print."""
    view = found_view(name)
    answer = answer_for(view, request.args.to_dict())
    scene = scene_of(view, answer) if answer else abort(404)
    if scene is None:
        abort(404)
    held = what_is_loaded()
    if form == "html":
        response = make_response(file_to_take_away(scene, held.invented))
        response.mimetype = "text/html"
    else:
        response = make_response(render_template("network_file.svg", scene=scene, own_text=notes(scene, held.invented)))
        response.mimetype = "image/svg+xml"
    response.headers["Content-Disposition"] = f'attachment; filename="hikma-{name}.{form}"'
    return response
