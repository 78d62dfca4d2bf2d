"""The description of the API for programs (OpenAPI 3.1), made from the questions and views there are."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec

from queries import Question, find_question, questions
from webviz.api_given import FORMS, MOST_PER_PAGE, PER_PAGE
from webviz.catalogue import views
from webviz.completion import KINDS, Completion
from webviz.errors import PROBLEM, PROBLEMS, SECONDS_BEFORE_RELOAD
from webviz.given import offered
from webviz.openapi_schemas import (
    TEXTS,
    VALUE,
    Schema,
    of_answer,
    of_body,
    of_parameter,
    of_publications,
    ref,
)
from webviz.scene import Scene
from webviz.view import View

VERSION = "1"


@cache
def document(root: str) -> bytes:
    """The description as JSON, where the app stands at the path `root` of its server."""
    components, schemas = msgspec.json.schema_components(
        [Scene, Completion], ref_template="#/components/schemas/{name}"
    )
    del components
    return msgspec.json.encode({
        "openapi": "3.1.0",
        "info": {
            "title": "Hikma",
            "version": VERSION,
            "summary": "Who works on what, with whom, where: questions to one base of scientists and publications.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": root or "/"}],
        "tags": [{"name": name} for name in ("questions", "publications", "views", "more")],
        "paths": _questions() | _views() | _more(),
        "components": {"schemas": _schemas() | schemas, "responses": _problems(), "parameters": _paging()},
    })  # fmt: skip


def described(question: Question[Any]) -> dict[str, Any]:
    """A question as the list of questions has it."""
    return {
        "question": question.name,
        "title": str(question.title),
        "parameters": {form.name: form.help for form in offered(question)},
        "columns": dict(question.columns),
        "key": list(question.columns)[: question.key],
    }


def _questions() -> dict[str, Any]:
    paths: dict[str, Any] = {}
    for name, question in questions().items():
        answer = _answered(f"Answer.{name}")
        about = {"summary": str(question.title), "description": str(question.text), "tags": ["questions"]}
        paths[f"/api/v1/ask/{name}"] = {
            "get": about | {"operationId": f"ask.{name}", "parameters": _given(question), "responses": answer},
            "post": about
            | {
                "operationId": f"post.{name}",
                "description": f"{question.text}\n\nNothing of what is sent is kept.",
                "parameters": _references("format", "page", "per_page"),
                "requestBody": {
                    "required": True,
                    "content": {FORMS["json"]: {"schema": of_body(question)}},
                },
                "responses": _answered(f"Answer.{name}", 413, 415, fresh=True),
            },
        }
        paths[f"/api/v1/publications/{name}"] = {
            "get": {
                "operationId": f"publications.{name}",
                "summary": "The publications behind a row",
                "tags": ["publications"],
                "parameters": [_key(question), *_given(question)],
                "responses": _answered("Answer.publications"),
            }
        }
    return paths


def _views() -> dict[str, Any]:
    return {f"/api/v1/views/{name}": {"get": _view(view)} for name, view in views().items()}


def _view(view: View) -> dict[str, Any]:
    question = find_question(view.question)
    fixed = dict(view.fixed)
    given = [one for one in _given(question) if one.get("name") not in fixed]
    return {
        "operationId": f"view.{view.name}",
        "summary": str(view.title),
        "description": str(view.text),
        "tags": ["views"],
        "parameters": given,
        "responses": _answered(f"Answer.{view.question}") if view.scene is None else _json("Scene", 202, 304, 400, 414),
    }


def _more() -> dict[str, Any]:
    listed = {"type": "array", "items": {"type": "object"}}
    kind = {"name": "kind", "in": "query", "schema": {"type": "string", "enum": list(KINDS)}}
    typed = {"name": "q", "in": "query", "schema": {"type": "string"}, "description": "what was typed so far"}
    health = {"type": "object", "required": ["status"], "properties": {"status": {"type": "string"}}}
    return {
        "/api/v1/ask": {"get": _plain("questions", "The questions", listed, 304, 400)},
        "/api/v1/views": {"get": _plain("views", "The views", listed, 304, 400)},
        "/api/v1/openapi.json": {"get": _plain("openapi", "This description", {"type": "object"}, 304, 400)},
        "/api/v1/complete": {
            "get": _plain("complete", "Names that complete letters", {"type": "array", "items": ref("Completion")}, 400)
            | {"parameters": [typed, kind]}
        },
        "/healthz": {"get": _plain("health", "Whether the base can be read", health)},
        "/readyz": {"get": _plain("ready", "Whether what pages show at first is in memory", health)},
    }


def _plain(name: str, summary: str, schema: Schema, *others: int) -> dict[str, Any]:
    responses = _json(schema, *others)
    return {"operationId": name, "summary": summary, "tags": ["more"], "responses": responses}


def _schemas() -> dict[str, Schema]:
    problem = {
        "type": "object",
        "required": ["type", "title", "status", "detail", "instance"],
        "properties": {
            "type": {"type": "string", "format": "uri-reference"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string"},
            "instance": {"type": "string", "format": "uri-reference"},
        },
    }
    working = {"type": "object", "required": ["status"], "properties": {"status": {"const": "working"}}}
    answers = {f"Answer.{name}": of_answer(question) for name, question in questions().items()}
    return {
        "Value": VALUE,
        "Texts": TEXTS,
        "Problem": problem,
        "Working": working,
        "Answer.publications": of_publications(),
        **answers,
    }


def _problems() -> dict[str, Any]:
    made: dict[str, Any] = {
        str(status): {"description": text, "content": {PROBLEM: {"schema": ref("Problem")}}}
        for status, (_, text) in PROBLEMS.items()
    }
    made["202"] = {
        "description": "It is being worked out: ask again. Only where the header Prefer has respond-async.",
        "headers": {"Retry-After": {"schema": {"type": "integer"}, "description": f"as {SECONDS_BEFORE_RELOAD}"}},
        "content": {FORMS["json"]: {"schema": ref("Working")}},
    }
    made["304"] = {"description": "What the asker has under the tag of If-None-Match is still right."}
    return made


def _answered(schema: str, *more: int, fresh: bool = False) -> dict[str, Any]:
    """The responses of what gives an answer; one that is `fresh` has no tag."""
    responses = _json(schema, *([] if fresh else [304]), 202, 400, 414, *more)
    responses["200"]["content"][FORMS["csv"]] = {"schema": {"type": "string"}}
    responses["200"]["headers"] = {
        "X-Total-Count": {"schema": {"type": "integer"}, "description": "rows of the whole answer"},
        "Link": {"schema": {"type": "string"}, "description": "the pages beside this one (RFC 8288)"},
    }
    return responses


def _json(schema: str | Schema, *others: int) -> dict[str, Any]:
    content = {FORMS["json"]: {"schema": ref(schema) if isinstance(schema, str) else schema}}
    shared = {str(status): {"$ref": f"#/components/responses/{status}"} for status in (*others, 503)}
    return {"200": {"description": "as asked", "content": content}} | shared


def _given(question: Question[Any]) -> list[dict[str, Any]]:
    made = [
        {
            "name": form.name,
            "in": "query",
            "required": form.required,
            "description": form.help,
            "schema": of_parameter(form),
        }
        for form in offered(question)
    ]
    return [*made, *_references("format", "page", "per_page")]


def _key(question: Question[Any]) -> dict[str, Any]:
    columns = ", ".join(list(question.columns)[: question.key])
    return {
        "name": "key", "in": "query", "required": True, "explode": True,
        "description": f"the key of the row, once for each of: {columns}",
        "schema": {"type": "array", "items": {"type": "string"}, "minItems": question.key, "maxItems": question.key},
    }  # fmt: skip


def _references(*names: str) -> list[dict[str, Any]]:
    return [{"$ref": f"#/components/parameters/{name}"} for name in names]


def _paging() -> dict[str, Any]:
    schemas: dict[str, tuple[str, Schema]] = {
        "format": ("how the answer is given; else as the header Accept says", {"type": "string", "enum": list(FORMS)}),
        "page": ("one page of the rows, the first is 1", {"type": "integer", "minimum": 1, "maximum": 2**31}),
        "per_page": (
            "rows of a page",
            {"type": "integer", "minimum": 1, "maximum": MOST_PER_PAGE, "default": PER_PAGE},
        ),
    }
    return {
        name: {"name": name, "in": "query", "description": text, "schema": schema}
        for name, (text, schema) in schemas.items()
    }
