"""The pages: home, one a view, and the publications behind a row."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast
from urllib.parse import urlencode

from flask import Blueprint, abort, current_app, has_request_context, render_template, request

from graph.errors import HikmaError, QuestionError
from queries import Answer, find_question
from webviz.catalogue import doors, for_everyone, views
from webviz.colours import DOTS, LINES
from webviz.completion import KINDS, Completion, complete, leading
from webviz.filters import fields, kept
from webviz.keys import key_in_words
from webviz.loaded import Loaded, loaded
from webviz.reading import Reading
from webviz.scene import Scene
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
    return {
        "views": views(), "doors": doors(), "for_everyone": for_everyone(), "colours": DOTS, "line_colours": LINES,
        "loaded": held, "here_in": here_in,
        "language_asked": request.args.get("lang", "") if has_request_context() else "",
    }  # fmt: skip


def here_in(language: str) -> str:
    """The address of this page in another language."""
    return f"{request.script_root}{request.path}?{urlencode([*_pairs(), ('lang', language)])}"


def _pairs() -> list[tuple[str, str]]:
    """The arguments of the URL but its language, in order."""
    return [pair for pair in request.args.items(multi=True) if pair[0] != "lang"]


def arguments() -> dict[str, str]:
    """The arguments of the URL for a question: without the language and what was left empty."""
    return {name: value for name, value in _pairs() if value}


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
    given = arguments()
    template = view.part if given.pop("part", None) else view.template
    if template is None:
        abort(404)
    problem = None
    try:
        answer = answer_for(view, given, current_app.config["PATIENCE"])
    except QuestionError as error:
        if template == view.part:
            raise
        answer, problem = None, error.args[0]
    context = _context(view, answer, given) if answer else {"starts": _starts(view, given)}
    page = render_template(
        template,
        view=view,
        question=find_question(view.question),
        answer=answer,
        problem=problem,
        scene=scene_of(view, answer) if answer else None,
        fields=fields(view, given, what_is_loaded()),
        kept=kept(view, given) | ({"lang": request.args["lang"]} if "lang" in request.args else {}),
        arguments=given,
        **context,
    )
    return page, 400 if problem else 200


def _context(view: View, answer: Answer, given: Arguments) -> dict[str, Any]:
    """What a view's template needs beside the answer and its picture."""
    if view.beside is None:
        return view.page(answer, given)
    return view.page(answer, given) | view.beside(reading(), answer, given, current_app.config["PATIENCE"])


def _starts(view: View, arguments: Arguments) -> tuple[Completion, ...]:
    """What a view about one thing can be opened with: things like what was asked for, or the largest."""
    if "of" not in view.asks:
        return ()
    typed = arguments.get("of", "")
    kinds = [kind for kind in view.kinds if kind in KINDS]
    alike = reading().now(lambda graph: complete(graph, typed, kinds))
    if alike or not kinds:
        return alike
    return reading().read(("leading", kinds[0]), lambda graph: leading(graph, kinds[0]))


@blueprint.get("/publications")
def publications() -> str:
    """The publications behind a row: the `question`, the row's `key`, and the answer's parameters."""
    given = arguments()
    name = given.pop("question", "")
    given.pop("key", None)
    key = request.args.getlist("key")
    answer = reading().publications(name, key, given)
    return render_template(
        "publications.html", answer=answer, question=find_question(name), key=key, given=given,
        words=reading().now(lambda graph: key_in_words(graph, key)), most=MOST_PUBLICATIONS,
    )  # fmt: skip
