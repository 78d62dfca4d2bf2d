"""The duplicate check of a text or file that is sent: answered at once, and nothing of it kept anywhere."""

from __future__ import annotations

import io
import threading
from collections.abc import Mapping
from typing import IO, Any, NamedTuple

from flask import Blueprint, Response, make_response, render_template, request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.formparser import FormDataParser
from werkzeug.wsgi import get_content_length

from graph.errors import QuestionError
from queries import Answer, find_question
from queries.saying import said
from webviz.errors import Busy
from webviz.filters import fields
from webviz.given import read_parameters
from webviz.pages import found_view, reading, what_is_loaded
from webviz.uploaded import text_of

blueprint = Blueprint("check", __name__)

NAME = "duplicates"
MOST_BYTES = 2_000_000
TEXTS = ("title", "text", "authors")
OTHERS = ("threshold", "limit", "across_languages")
AT_ONCE = 4
"""Texts that are compared at the same time."""

_room = threading.BoundedSemaphore(AT_ONCE)


class Sent(NamedTuple):
    """What a form sends: its texts, and the name and bytes of a file, where one was chosen."""

    texts: dict[str, str]
    file_name: str
    data: bytes


@blueprint.post(f"/{NAME}")
def check() -> Response:
    """The page with what overlaps with the text; neither the text nor the answer is kept."""
    answer, problem, status = None, None, 200
    texts: Mapping[str, str] = {}
    try:
        sent = _sent()
        texts = sent.texts
        answer = _answer(sent)
    except RequestEntityTooLarge:
        problem, status = said("text and file are more than {n} MB: send a shorter one", n=MOST_BYTES // 10**6), 413
    except QuestionError as error:
        problem, status = error.args[0], 400
    response = make_response(_page(answer, problem, texts), status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _sent() -> Sent:
    """The form, read in memory alone."""
    request.max_content_length = MOST_BYTES
    length = get_content_length(request.environ)
    if length is not None and length > MOST_BYTES:
        raise RequestEntityTooLarge
    parser = FormDataParser(
        stream_factory=_memory, max_form_memory_size=MOST_BYTES, max_content_length=MOST_BYTES, max_form_parts=40
    )
    _, form, files = parser.parse(request.stream, request.mimetype, length, request.mimetype_params)
    texts = {name: form[name].strip() for name in (*TEXTS, *OTHERS) if form.get(name, "").strip()}
    file = files.get("file")
    return Sent(texts, (file.filename or "") if file else "", file.read() if file else b"")


def _memory(
    total_content_length: int | None,
    content_type: str | None,
    filename: str | None,
    content_length: int | None = None,
) -> IO[bytes]:
    del total_content_length, content_type, filename, content_length
    return io.BytesIO()


def _answer(sent: Sent) -> Answer:
    given: dict[str, Any] = dict(sent.texts)
    if sent.data:
        if "text" in given:
            raise QuestionError(said("give the text or the file, not both"))
        given["text"] = text_of(sent.file_name, sent.data)
    if not any(given.get(name) for name in ("title", "text")):
        raise QuestionError(said("nothing to compare: paste a title or a text, or choose a file"))
    question = find_question(NAME)
    parameters = read_parameters(question, given)
    if not _room.acquire(timeout=1):
        raise Busy
    try:
        return reading().answer(question, parameters, keep=False)
    finally:
        _room.release()


def _page(answer: Answer | None, problem: str | None, texts: Mapping[str, str]) -> str:
    view = found_view(NAME)
    return render_template(
        view.template,
        view=view,
        question=find_question(NAME),
        answer=answer,
        problem=problem,
        scene=None,
        fields=fields(view, {}, what_is_loaded()),
        kept={"lang": request.args["lang"]} if "lang" in request.args else {},
        arguments={},
        sent=texts,
        **(view.page(answer, {}) if answer else {}),
    )
