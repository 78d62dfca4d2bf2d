"""An answer as a response: as JSON or CSV, whole or a page of it, compressed, and nothing where nothing is new."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from dataclasses import replace
from typing import Any, cast
from urllib.parse import urlencode

import msgspec
from flask import Response, current_app, request

from queries import Answer
from queries.spreadsheet import csv_text
from webviz.api_given import FORMS, Page, Wanted
from webviz.bodies import Body
from webviz.compression import compressed, encoding_wanted
from webviz.errors import Busy
from webviz.fingerprint import fingerprint
from webviz.reading import Reading, StillReading

QUICK = 0.2
"""Seconds that any request waits for an answer; of those that wait longer, there may only be so many."""

WAITING = 12
"""Requests of programs that may wait for long answers at the same time; pages have the other threads."""

_room = threading.BoundedSemaphore(WAITING)


def reading() -> Reading:
    """What this app reads from."""
    return cast(Reading, current_app.extensions["hikma"])


def in_time(get: Callable[[float | None], Any]) -> Any:
    """What `get` gives within a patience, which it is given: waited for without end, or as the header Prefer says.

    Raises:
        StillReading: the program prefers to come back, and its patience ran out.
        Busy: too many others wait.
    """
    patience = _patience()
    if patience is not None and patience <= QUICK:
        return get(patience)
    try:
        return get(QUICK)
    except StillReading:
        if not _room.acquire(blocking=False):
            raise Busy from None
        try:
            return get(patience)
        finally:
            _room.release()


def _patience() -> float | None:
    """Seconds to wait (RFC 7240): as `wait` says, else those of a page, where `respond-async` is preferred."""
    parts = (part.partition("=") for part in request.headers.get("Prefer", "").split(","))
    preferred = {name.strip().lower(): value.strip() for name, _, value in parts}
    if "respond-async" not in preferred:
        return None
    wait = preferred.get("wait", "")
    patience: float | None = current_app.config["PATIENCE"]
    return float(wait) if wait.isascii() and wait.isdigit() and len(wait) < 5 else patience


def told(
    name: str,
    key: Hashable,
    wanted: Wanted,
    get: Callable[[float | None], Answer],
    secret: Callable[[Answer], bool] = lambda _: False,
) -> Response:
    """The answer that `get` gives, for a key that says what was asked; `name` is that of its file.

    Nobody may keep one that is `secret`.
    """

    def encode() -> Body:
        answer = in_time(get)
        return _encoded(answer, wanted)._replace(secret=secret(answer))

    return _conditional(name, (key, wanted), wanted, encode)


def told_as_it_is(key: Hashable, get: Callable[[float | None], bytes]) -> Response:
    """The JSON that `get` gives, for a key that says what was asked."""
    return _conditional("", key, Wanted("json", None), lambda: Body(in_time(get), "application/json", "", 0))


def told_once(name: str, wanted: Wanted, answer: Answer) -> Response:
    """An answer that nobody may keep."""
    response = _response(name, wanted, _encoded(answer, wanted))
    response.headers["Cache-Control"] = "no-store"
    return response


def _conditional(name: str, key: Hashable, wanted: Wanted, encode: Callable[[], Body]) -> Response:
    """A response with a tag by the state of the base and what was asked; without a body where the asker has it."""
    (mark, bodies), encoding = reading().state, encoding_wanted()
    tag = fingerprint(mark, key)
    if request.if_none_match.contains_weak(tag) and not request.if_none_match.star_tag:
        response = Response(status=304)
    else:
        whole = (key, encoding)
        body = bodies.get(whole)
        if body is None:
            body = _smaller(encode(), encoding)
            if not body.secret:
                bodies.keep(whole, body)
        response = _response(name, wanted, body)
        if body.secret:
            response.headers["Cache-Control"] = "no-store"
            return response
    response.set_etag(tag, weak=True)
    response.headers["Cache-Control"] = "no-cache"
    return response


def _smaller(body: Body, encoding: str) -> Body:
    data = compressed(body.data, encoding, thorough=True)
    return body if data is body.data else body._replace(data=data, encoding=encoding)


def _encoded(answer: Answer, wanted: Wanted) -> Body:
    total, page = len(answer.rows), wanted.page
    if page:
        answer = replace(answer, rows=answer.rows[page.first : page.first + page.rows])
    if wanted.form == "csv":
        return Body(csv_text(answer.columns, answer.rows).encode(), FORMS["csv"], "", total)
    data = answer.as_json()
    if page:
        counts = msgspec.json.encode({"total": total, "page": page.number, "per_page": page.rows})
        data = data[:-1] + b"," + counts[1:]
    return Body(data, FORMS["json"], "", total)


def _response(name: str, wanted: Wanted, body: Body) -> Response:
    response = Response(body.data, mimetype=body.mimetype)
    if body.encoding:
        response.headers["Content-Encoding"] = body.encoding
    if wanted.form == "csv":
        response.headers["Content-Disposition"] = f'attachment; filename="hikma-{name}.csv"'
    if name:
        response.headers["X-Total-Count"] = str(body.total)
    links = _links(wanted.page, body.total) if wanted.page else ""
    if links:
        response.headers["Link"] = links
    response.vary.update(["Accept", "Accept-Encoding"])
    return response


def _links(page: Page, total: int) -> str:
    """The pages beside this one (RFC 8288)."""
    last = max(1, -(-total // page.rows))
    numbers = {"first": 1, "prev": min(page.number - 1, last), "next": page.number + 1, "last": last}
    return ", ".join(
        f'<{_address(number)}>; rel="{name}"' for name, number in numbers.items() if 1 <= number <= last
    )  # fmt: skip


def _address(page: int) -> str:
    others = [pair for pair in request.args.items(multi=True) if pair[0] != "page"]
    return f"{request.script_root}{request.path}?{urlencode([*others, ('page', page)])}"
