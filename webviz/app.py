"""The Flask app over one base: pages, API, and the headers that keep every page to itself."""

from __future__ import annotations

from typing import Any

from flask import Flask, Response, has_request_context, request

from graph.base import Base
from graph.identifiers import web_address
from webviz import api, formats, pages
from webviz.errors import register_errors
from webviz.language import ENGLISH, LANGUAGES, current, speak, spoken, use
from webviz.reading import Reading

PATIENCE = 2.0
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; base-uri 'none'; "
    "frame-ancestors 'none'; form-action 'self'; object-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def create_app(base: Base) -> Flask:
    """The app that shows one base; it only reads, and sees what is loaded while it runs.

    Nothing is opened before the first page is asked for. `app.extensions["hikma"]` is its `Reading`;
    `app.config["PATIENCE"]` is after how many seconds a reader is told that an answer is being worked out.
    """
    app = Flask("webviz")
    app.extensions["hikma"] = Reading(base)
    app.config["PATIENCE"] = PATIENCE
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    speak(app.jinja_env)
    app.jinja_env.filters |= {
        "count": spoken(formats.count),
        "number": spoken(formats.number),
        "probability": spoken(formats.probability),
        "share": spoken(formats.share),
        "web_address": web_address,
    }
    app.register_blueprint(pages.blueprint)
    app.register_blueprint(api.blueprint)
    register_errors(app)
    app.before_request(_listen)
    app.url_defaults(_keep_language)
    app.after_request(_with_headers)
    return app


def _listen() -> None:
    """Use the language that the URL names (`lang`), else the best of those that the browser asks for."""
    asked = request.args.get("lang") or request.accept_languages.best_match(LANGUAGES) or ENGLISH
    use(asked if request.endpoint is None or not request.endpoint.startswith("api.") else ENGLISH)


def _keep_language(endpoint: str, values: dict[str, Any]) -> None:
    """A page whose URL names a language leads to pages in it."""
    if endpoint.startswith("pages.") and has_request_context() and "lang" in request.args:
        values.setdefault("lang", request.args["lang"])


def _with_headers(response: Response) -> Response:
    response.headers.update(HEADERS)
    response.headers.setdefault("Content-Language", current())
    response.vary.add("Accept-Language")
    return response
