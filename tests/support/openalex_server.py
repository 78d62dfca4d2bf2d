"""A small HTTP server that answers as the OpenAlex API is documented to, with faults where a test asks for them."""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

LISTED_AUTHORS = 100
MOST_PER_PAGE = 100
SECONDS_TO_MIDNIGHT = 43_200


class Reply(NamedTuple):
    """What is sent; a reply that is cut promises more than it sends, and hangs up."""

    status: int
    body: bytes
    headers: dict[str, str] = {}
    cut: bool = False


def refusal(status: int, error: str, message: str = "", **headers: str) -> Reply:
    """An error in the form that OpenAlex gives it; an underscore in the name of a header is a hyphen."""
    body = json.dumps({"error": error, "message": message}).encode()
    return Reply(status, body, {name.replace("_", "-"): value for name, value in headers.items()})


TOO_FAST = refusal(
    429,
    "Rate limit exceeded",
    "Rate limit exceeded: 100 requests per second. Please slow down.",
    Retry_After="1",
    X_RateLimit_Remaining="0",
)
OUT_OF_CREDIT = refusal(
    429,
    "Rate limit exceeded",
    "Insufficient budget. This request costs $0.0001 but you only have $0 remaining. Resets at midnight UTC.",
    Retry_After=str(SECONDS_TO_MIDNIGHT),
    X_RateLimit_Remaining="0",
    X_RateLimit_Credits_Required="1",
    X_RateLimit_Reset=str(SECONDS_TO_MIDNIGHT),
)
NO_PLAN = refusal(429, "Plan upgrade required", "from_updated_date needs a paid plan.")
BROKEN = Reply(500, b"<html>Internal Server Error</html>")
CUT = Reply(200, b'{"meta": {"count": 3}, "results": [{"id": ', cut=True)
NO_JSON = Reply(200, b'{"meta": {"count": 3}, "results": [{"id": ')


@dataclass
class OpenAlex:
    """What the server holds, what it is to do wrong, and what it was asked."""

    works: Sequence[dict[str, Any]]
    key: str | None = None
    flags_cut_lists: bool = True
    """Whether a work in a list says that its authors were cut."""
    moved: dict[str, str] = field(default_factory=dict)
    """Ids that were merged into others."""
    gone: set[str] = field(default_factory=set)
    """Ids that lists still give, and that are not found alone."""
    faults: dict[int, Reply] = field(default_factory=dict)
    """What is sent instead, by the number of the request from 1."""
    asked: list[str] = field(default_factory=list)
    """The path of every request, in order."""
    agents: list[str] = field(default_factory=list)
    address: str = ""

    def reply(self, path: str) -> Reply:
        """The answer to one request."""
        self.asked.append(path)
        if fault := self.faults.get(len(self.asked)):
            return fault
        address = urlsplit(path)
        given = {name: values[-1] for name, values in parse_qs(address.query).items()}
        if self.key and given.get("api_key") != self.key:
            return refusal(401, "Invalid or missing API key", f"API key {given.get('api_key')} not found")
        entity, _, id_ = address.path.strip("/").partition("/")
        if entity != "works":
            return refusal(404, "Not found")
        return self._one(id_, given) if id_ else self._list(given)

    def _one(self, id_: str, given: dict[str, str]) -> Reply:
        if id_ in self.moved:
            return Reply(301, b"", {"Location": f"{self.address}/works/{self.moved[id_]}"})
        found = [] if id_ in self.gone else [work for work in self.works if work["id"].endswith(f"/{id_}")]
        return _json(_selected(found[0], given)) if found else refusal(404, f"Work {id_} not found")

    def _list(self, given: dict[str, str]) -> Reply:
        per_page = int(given.get("per_page", "25"))
        if not 1 <= per_page <= MOST_PER_PAGE:
            return refusal(400, "Invalid query parameters error.", f"per_page is 1 to {MOST_PER_PAGE}")
        matching = list(self.works)
        for part in filter(None, given.get("filter", "").split(",")):
            name, _, value = part.partition(":")
            if name != "publication_year":
                return refusal(400, "Invalid filter", f"Unknown filter field: {name}")
            matching = [work for work in matching if str(work.get(name)) == value]
        start = 0 if given["cursor"] == "*" else int(base64.urlsafe_b64decode(given["cursor"]))
        shown = matching[start : start + per_page]
        after = base64.urlsafe_b64encode(str(start + len(shown)).encode()).decode() if shown else None
        meta = {"count": len(matching), "page": None, "per_page": per_page, "next_cursor": after, "cost_usd": 0.0001}
        return _json({"meta": meta, "results": [_selected(self._listed(work), given) for work in shown]})

    def _listed(self, work: dict[str, Any]) -> dict[str, Any]:
        if len(work.get("authorships", [])) <= LISTED_AUTHORS:
            return work
        flag = {"is_authors_truncated": True} if self.flags_cut_lists else {}
        return work | flag | {"authorships": work["authorships"][:LISTED_AUTHORS]}


def _selected(work: dict[str, Any], given: dict[str, str]) -> dict[str, Any]:
    names = given.get("select", "").split(",")
    return {name: value for name, value in work.items() if name in names} if names != [""] else work


def _json(value: object) -> Reply:
    headers = {"X-RateLimit-Remaining": "9999", "X-RateLimit-Reset": str(SECONDS_TO_MIDNIGHT)}
    return Reply(200, json.dumps(value).encode(), {"Content-Type": "application/json", **headers})


@contextmanager
def openalex(works: Sequence[dict[str, Any]], **options: Any) -> Iterator[OpenAlex]:
    """The API with these works, on a free port of this machine."""
    api = OpenAlex(works, **options)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            api.agents.append(self.headers["User-Agent"])
            reply = api.reply(self.path)
            zipped = "gzip" in self.headers.get("Accept-Encoding", "") and not reply.cut
            body = gzip.compress(reply.body) if zipped else reply.body
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            if zipped:
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body) + (1_000 if reply.cut else 0)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: the test sees what was asked."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    api.address = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, name="openalex")
    thread.start()
    try:
        yield api
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
