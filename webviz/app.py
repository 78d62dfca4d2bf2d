"""The Flask app over one base: pages, API, and the headers that keep every page to itself."""

from __future__ import annotations

from flask import Flask, Response

from graph.base import Base
from graph.identifiers import web_address
from webviz import api, formats, pages
from webviz.errors import register_errors
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
    app.jinja_env.filters |= {
        "count": formats.count,
        "number": formats.number,
        "probability": formats.probability,
        "share": formats.share,
        "web_address": web_address,
    }
    app.register_blueprint(pages.blueprint)
    app.register_blueprint(api.blueprint)
    register_errors(app)
    app.after_request(_with_headers)
    return app


def _with_headers(response: Response) -> Response:
    response.headers.update(HEADERS)
    return response
