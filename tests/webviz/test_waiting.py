"""A page whose answer takes long says so at once, and comes back by itself."""

from __future__ import annotations

from flask import Flask

from graph.base import Base
from webviz import create_app


def impatient(base: Base) -> Flask:
    app = create_app(base)
    app.config["PATIENCE"] = 0.0
    return app


def test_a_long_answer_is_announced_and_then_shown(base: Base) -> None:
    app = impatient(base)
    client = app.test_client()
    first = client.get("/countries?since=2011")
    assert first.status_code == 202
    assert first.headers["Refresh"] == "2"
    assert "being worked out" in first.text
    app.extensions["hikma"].ask("collaboration-gaps", {"since": "2011", "limit": "0"})
    assert client.get("/countries?since=2011").status_code == 200
    app.extensions["hikma"].close()
