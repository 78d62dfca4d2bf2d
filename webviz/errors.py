"""What went wrong, told to a reader as a page and to a program as JSON; the path decides which."""

from __future__ import annotations

from flask import Flask, Response, jsonify, make_response, render_template, request
from werkzeug.exceptions import HTTPException

from graph.errors import BaseError, HikmaError, InvalidIdentifier, QuestionError
from queries.saying import said
from webviz.reading import StillReading

SECONDS_BEFORE_RELOAD = 2

TITLES = {
    400: said("This cannot be answered as it was asked"),
    404: said("There is no such page"),
    405: said("This page can only be read"),
    500: said("Something went wrong here"),
    503: said("The base cannot be read just now"),
}


def register_errors(app: Flask) -> None:
    """Let every failure end in a page or JSON that says what to do."""
    app.register_error_handler(HikmaError, _hikma_error)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(StillReading, _still_reading)


def _hikma_error(error: HikmaError) -> Response:
    status = 400 if isinstance(error, QuestionError | InvalidIdentifier) else 503
    return _told(status, str(error), empty=isinstance(error, BaseError))


def _still_reading(_: StillReading) -> Response:
    response = make_response(render_template("waiting.html"), 202)
    response.headers["Refresh"] = str(SECONDS_BEFORE_RELOAD)
    return response


def _http_error(error: HTTPException) -> Response:
    status = error.code or 500
    text = {404: said("Nothing is kept at {path}.", path=request.path), 500: said("The server's log says more.")}.get(
        status, error.description
    )
    return _told(status, text or "", empty=False)


def _told(status: int, text: str, *, empty: bool) -> Response:
    title = TITLES.get(status, TITLES[400 if status < 500 else 500])
    if request.path.startswith(("/api/", "/healthz")):
        response = jsonify({"status": status, "title": str(title), "detail": str(text)})
    else:
        response = make_response(render_template("error.html", title=title, text=text, status=status, empty=empty))
    response.status_code = status
    return response
