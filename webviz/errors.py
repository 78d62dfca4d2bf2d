"""What went wrong, told to a reader as a page and to a program as a problem (RFC 9457); the path decides which."""

from __future__ import annotations

import msgspec
from flask import Flask, Response, make_response, render_template, request, url_for
from werkzeug.exceptions import HTTPException

from graph.errors import BaseError, HikmaError, InvalidIdentifier, QuestionError
from queries.saying import said
from webviz.reading import StillReading

SECONDS_BEFORE_RELOAD = 2
LONGEST_DETAIL = 1_000
PROBLEM = "application/problem+json"
FOR_PROGRAMS = ("/api/", "/healthz", "/readyz")

TITLES = {
    400: said("This cannot be answered as it was asked"),
    404: said("There is no such page"),
    405: said("This page can only be read"),
    413: said("This is too much at once"),
    414: said("This address is too long"),
    415: said("This is not in a form that is read here"),
    500: said("Something went wrong here"),
    503: said("The base cannot be read just now"),
}

PROBLEMS = {
    400: ("not-answerable", "A parameter is unknown, missing, given twice, or cannot be answered: detail says which."),
    404: ("not-found", "There is no question, view or page of that name."),
    405: ("method-not-allowed", "The header Allow names the methods that can be used."),
    413: ("too-large", "The body is longer than 16 MiB."),
    414: ("address-too-long", "The query is longer than 16,384 letters: send its parameters as the body of a POST."),
    415: ("not-json", "A body must be JSON, with Content-Type: application/json."),
    500: ("failed", "A fault of Hikma itself; the server's log says more."),
    503: ("not-now", "The base or its store is out of reach, or too much is being worked out: ask again later."),
}
"""By status: the name of a problem's type, and when it comes."""


class Busy(Exception):
    """Too many answers are being waited for; asking again later may give this one."""


def register_errors(app: Flask) -> None:
    """Let every failure end in a page or JSON that says what to do."""
    app.register_error_handler(HikmaError, _hikma_error)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(StillReading, _still_reading)
    app.register_error_handler(Busy, _busy)


def for_a_program() -> bool:
    """Whether a program asks: it gets JSON, in English."""
    return request.path.startswith(FOR_PROGRAMS)


def _hikma_error(error: HikmaError) -> Response:
    status = 400 if isinstance(error, QuestionError | InvalidIdentifier) else 503
    return _told(status, error.args[0] if error.args else str(error), empty=isinstance(error, BaseError))


def _still_reading(_: StillReading) -> Response:
    if for_a_program():
        response = Response(msgspec.json.encode({"status": "working"}), 202, mimetype="application/json")
        response.headers["Retry-After"] = str(SECONDS_BEFORE_RELOAD)
        return response
    response = make_response(render_template("waiting.html"), 202)
    response.headers["Refresh"] = str(SECONDS_BEFORE_RELOAD)
    return response


def _busy(_: Busy) -> Response:
    response = _told(503, said("Too many answers are being worked out at the same time: ask again later."), empty=False)
    response.headers["Retry-After"] = str(SECONDS_BEFORE_RELOAD)
    return response


def _http_error(error: HTTPException) -> Response:
    status = error.code or 500
    if status < 400 and error.response is not None:
        return make_response(error.response)
    text = {
        404: said("Nothing is kept at {path}.", path=request.path),
        414: said("Shorten it, or send its parameters as the body of a POST."),
        500: said("The server's log says more."),
    }.get(status, error.description)
    response = _told(status, text or "", empty=False)
    for name, value in error.get_headers(request.environ):
        if name in ("Allow", "Retry-After"):
            response.headers[name] = value
    return response


def _told(status: int, text: str, *, empty: bool) -> Response:
    title = TITLES.get(status, TITLES[400 if status < 500 else 500])
    if for_a_program():
        response = Response(_problem(status, title, text), mimetype=PROBLEM)
    else:
        response = make_response(render_template("error.html", title=title, text=text, status=status, empty=empty))
    response.status_code = status
    response.headers["Cache-Control"] = "no-store"
    return response


def _problem(status: int, title: str, text: str) -> bytes:
    """The problem of RFC 9457; `type` leads to where it is explained."""
    name, _ = PROBLEMS.get(status, PROBLEMS[400 if status < 500 else 500])
    detail = text if len(text) <= LONGEST_DETAIL else f"{text[:LONGEST_DETAIL]}…"
    return msgspec.json.encode({
        "type": url_for("api.home", _anchor=name),
        "title": str(title),
        "status": status,
        "detail": str(detail),
        "instance": f"{request.script_root}{request.path}",
    })  # fmt: skip
