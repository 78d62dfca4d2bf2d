"""The description of the API is true: what is generated from it is answered as it says.

The oracles: the questions themselves, and schemathesis, which makes requests from the description and holds every
answer against it.
"""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, Phase, given, settings

from queries import questions
from queries.parameters import forms
from webviz.catalogue import views
from webviz.openapi import document

EXAMPLES = 3
PATHS: dict[str, Any] = msgspec.json.decode(document(""))["paths"]
OPERATIONS = [(path, method) for path, methods in PATHS.items() for method in methods if path != "/readyz"]


def test_every_question_and_view_is_described() -> None:
    assert {f"/api/v1/ask/{name}" for name in questions()} <= set(PATHS)
    assert {f"/api/v1/publications/{name}" for name in questions()} <= set(PATHS)
    assert {f"/api/v1/views/{name}" for name in views()} <= set(PATHS)


@pytest.mark.parametrize("name", questions())
def test_a_question_takes_what_it_declares_but_no_file(name: str) -> None:
    declared = {form.name for form in forms(questions()[name].parameters) if not form.local}
    asked = PATHS[f"/api/v1/ask/{name}"]
    assert {one["name"] for one in asked["get"]["parameters"] if "name" in one} == declared
    body = asked["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert set(body["properties"]) == declared


def test_the_columns_are_those_of_the_question() -> None:
    schemas = msgspec.json.decode(document(""))["components"]["schemas"]
    for name, question in questions().items():
        described = schemas[f"Answer.{name}"]["properties"]
        assert described["columns"]["const"] == list(question.columns)
        assert [cell["description"] for cell in described["rows"]["items"]["prefixItems"]] == list(
            question.columns.values()
        )


def test_no_two_operations_share_a_name() -> None:
    names = [operation["operationId"] for methods in PATHS.values() for operation in methods.values()]
    assert len(names) == len(set(names))


def test_it_is_served_for_where_it_stands(client: FlaskClient) -> None:
    found = client.get("/api/v1/openapi.json", base_url="http://localhost/hikma/")
    assert found.get_json()["servers"] == [{"url": "/hikma"}]
    assert found.get_json()["openapi"].startswith("3.1")


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_what_is_described_is_what_comes(app: Flask, path: str, method: str) -> None:
    schemathesis = pytest.importorskip("schemathesis")
    checks = pytest.importorskip("schemathesis.specs.openapi.checks")
    held = [
        pytest.importorskip("schemathesis.checks").not_a_server_error,
        checks.status_code_conformance,
        checks.content_type_conformance,
        checks.response_schema_conformance,
        checks.response_headers_conformance,
    ]
    operation = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)[path][method]

    @given(case=operation.as_strategy())
    @settings(
        max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),  # pyright: ignore[reportArgumentType]
    )  # fmt: skip
    def one(case: Any) -> None:
        case.headers["Accept-Encoding"] = "identity"
        case.call_and_validate(checks=held)

    one()
