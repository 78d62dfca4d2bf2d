"""The Flask app over one base: pages, API, and the headers that keep every page to itself."""

from __future__ import annotations

from typing import Any

from flask import Flask, Response, abort, has_request_context, request
from werkzeug.middleware.proxy_fix import ProxyFix

from graph.base import Base
from graph.identifiers import web_address
from webviz import api, briefs, duplicate_check, feeds, files, formats, network_points, pages
from webviz.api_given import MOST_BYTES
from webviz.compression import compress
from webviz.errors import for_a_program, register_errors
from webviz.language import ENGLISH, current, preferred, speak, spoken, use
from webviz.reading import Reading
from webviz.warmth import Warmth

PATIENCE = 2.0
LONGEST_QUERY = 16_384
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; base-uri 'none'; "
    "frame-ancestors 'none'; form-action 'self'; object-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def create_app(base: Base, *, behind_proxy: bool = False) -> Flask:
    """The app that shows one base; it only reads, and sees what is loaded while it runs.

    Nothing is opened before the first page is asked for. `app.extensions["hikma"]` is its `Reading`;
    `app.config["PATIENCE"]` is after how many seconds a reader is told that an answer is being worked out. With
    `behind_proxy`, the headers X-Forwarded-For, -Proto, -Host and -Prefix of the nearest server are believed.
    """
    app = Flask("webviz")
    app.extensions["hikma"] = Reading(base)
    app.extensions["hikma.warmth"] = Warmth(app.extensions["hikma"])
    app.config["PATIENCE"] = PATIENCE
    app.config["MAX_CONTENT_LENGTH"] = MOST_BYTES
    if behind_proxy:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=1, x_prefix=1)  # type: ignore[method-assign]
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
    app.register_blueprint(files.blueprint)
    app.register_blueprint(network_points.blueprint)
    app.register_blueprint(briefs.blueprint)
    app.register_blueprint(feeds.blueprint)
    app.register_blueprint(api.blueprint)
    app.register_blueprint(duplicate_check.blueprint)
    register_errors(app)
    app.before_request(_listen)
    app.before_request(_refuse_long)
    app.url_defaults(_keep_language)
    app.after_request(_with_headers)
    return app


def _listen() -> None:
    """Use the language that the URL names (`lang`), else the best of those that the browser asks for."""
    asked = request.args.get("lang") or preferred(list(request.accept_languages.values()))
    use(ENGLISH if for_a_program() and request.endpoint != "api.home" else asked)


def _refuse_long() -> None:
    """Refuse an address that no link of a page has."""
    if len(request.query_string) > LONGEST_QUERY:
        abort(414)


def _keep_language(endpoint: str, values: dict[str, Any]) -> None:
    """A page whose URL names a language leads to pages in it."""
    if (
        endpoint.startswith(("pages.", "files.", "network.", "briefs."))
        and has_request_context()
        and "lang" in request.args
    ):
        values.setdefault("lang", request.args["lang"])


def _with_headers(response: Response) -> Response:
    response.headers.update(HEADERS)
    response.headers.setdefault("Content-Language", current())
    if not for_a_program() or request.endpoint == "api.home":
        response.vary.add("Accept-Language")
        response.headers.setdefault("Cache-Control", "no-cache")
    return compress(response)
