"""The files to take away: pictures, the whole table, the network for other programs, and how to cite the answer."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from flask import Blueprint, Response, abort, make_response, render_template, request, url_for

from queries import Answer, find_question
from queries.exchange import CITATIONS, NETWORKS, TABLES, DataState, data_state, encoded, network_file
from queries.parameters import forms
from queries.spreadsheet import csv_text
from webviz.language import in_words
from webviz.pages import answer_for, arguments, found_view, reading, scene_of, what_is_loaded
from webviz.scene import Scene
from webviz.take_away import file_to_take_away, notes
from webviz.take_away_network import as_network, placed
from webviz.view import Arguments, View

if TYPE_CHECKING:
    import networkx

blueprint = Blueprint("files", __name__)

_SUFFIXES = {form.suffix: form for form in (*TABLES, *NETWORKS, *CITATIONS)}
_FORMS = ", ".join(f'"{suffix}"' for suffix in ("csv", *_SUFFIXES))


@blueprint.get("/take-away/<name>.<any(html, svg):form>")
def picture(name: str, form: str) -> Response:
    """The network on screen as one file: `html` that can be moved about in, or `svg` to print."""
    view = found_view(name)
    scene, held = _scene(view, arguments()) or abort(404), what_is_loaded()
    if form == "html":
        return _file(file_to_take_away(scene, held.invented), "text/html", f"hikma-{name}.html")
    drawn = render_template("network_file.svg", scene=scene, own_text=notes(scene, held.invented))
    return _file(drawn, "image/svg+xml", f"hikma-{name}.svg")


@blueprint.get(f"/take-away/<name>.<any({_FORMS}):suffix>")
def file(name: str, suffix: str) -> Response:
    """The view's answer, with all its rows, in a form of another program."""
    view, given = found_view(name), arguments()
    if suffix == "csv":
        whole = _whole(view, given)
        return _file(csv_text(whole.columns, whole.rows), "text/csv", f"hikma-{name}.csv")
    form, state = _SUFFIXES[suffix], _state(view, given)
    if form in NETWORKS:
        written = network_file(_network(view, given), form.name, state, in_words(view.title))
    else:
        written = encoded(_whole(view, given), form.name, state, in_words)
    return _file(written, form.media, f"hikma-{name}.{suffix}")


def _network(view: View, given: Arguments) -> networkx.Graph[str]:
    """The network that the rows make, its dots where the page has them; else the one on screen."""
    scene = _scene(view, given)
    if len(find_question(view.question).ends) < 2 and scene:
        return as_network(scene)
    network = _whole(view, given).to_networkx()
    return placed(network, scene) if scene else network


@blueprint.get("/take-away/publications/<question>.<any(xlsx, txt, bib, 'csl.json'):suffix>")
def publications(question: str, suffix: str) -> Response:
    """The publications behind a row, as a workbook, or how to cite that list."""
    given = arguments()
    given.pop("key", None)
    answer = reading().publications(question, request.args.getlist("key"), given)
    page = url_for("pages.publications", question=question, key=request.args.getlist("key"), _external=True, **given)
    state = data_state(what_is_loaded().loads, datetime.now(UTC).date(), page)
    form = _SUFFIXES[suffix]
    return _file(encoded(answer, form.name, state, in_words), form.media, f"hikma-publications.{suffix}")


def _scene(view: View, given: Arguments) -> Scene | None:
    answer = answer_for(view, given)
    return scene_of(view, answer) if answer else abort(404)


def _whole(view: View, given: Arguments) -> Answer:
    """The answer with all its rows, where the question can give all."""
    asked = view.asked(given)
    if view.lacks(asked):
        abort(404)
    limited = any(form.name == "limit" for form in forms(find_question(view.question).parameters))
    return reading().ask(view.question, asked | ({"limit": "0"} if limited else {}))


def _state(view: View, given: Arguments) -> DataState:
    page = url_for("pages.show", name=view.name, _external=True, **given)
    return data_state(what_is_loaded().loads, datetime.now(UTC).date(), page)


def _file(content: str | bytes, media: str, name: str) -> Response:
    response = make_response(content)
    response.mimetype = media
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@blueprint.app_template_global()
def network_forms(view: View) -> tuple[str, ...]:
    """How the files of a view's network end; none where it has neither a picture nor rows that make a network."""
    able = view.scene is not None or bool(find_question(view.question).ends)
    return tuple(form.suffix for form in NETWORKS) if able else ()
