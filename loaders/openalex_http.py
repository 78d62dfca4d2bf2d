"""One request to the OpenAlex API, with patience: what passes is waited for, what does not is said with its remedy."""

from __future__ import annotations

import gzip
import random
import time
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import HTTPException, HTTPResponse
from typing import Any
from urllib.parse import quote, urlsplit
from urllib.request import HTTPErrorProcessor, Request, build_opener

from graph.errors import LoadStopped
from loaders.openalex_faults import LONGEST_WAIT, Answer, Fault, fault_of

ADDRESS = "https://api.openalex.org"
TRIES = 6
_TIMEOUT = 60.0
_FIRST = 1.0


def _random() -> float:
    return random.random()  # noqa: S311 (spreads requests, hides nothing)


@dataclass(frozen=True)
class Access:
    """How the API is reached: address, key and contact, and the clock that waits."""

    address: str = ADDRESS
    key: str | None = field(default=None, repr=False)
    contact: str | None = field(default=None, repr=False)
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    chance: Callable[[], float] = _random
    """A number from 0 to 1, by which waits differ so that many who wait do not come back at once."""
    timeout: float = _TIMEOUT


def access_from(environment: Mapping[str, str]) -> Access:
    """As `OPENALEX_API_URL`, `OPENALEX_API_KEY` and `OPENALEX_EMAIL` say; each may be absent.

    Raises:
        LoadStopped: the address is none of http or https.
    """
    address = (environment.get("OPENALEX_API_URL") or ADDRESS).rstrip("/")
    if urlsplit(address).scheme not in {"http", "https"}:
        raise LoadStopped(f"OPENALEX_API_URL is “{address}”: give an address that starts with https://")
    return Access(address, environment.get("OPENALEX_API_KEY") or None, environment.get("OPENALEX_EMAIL") or None)


def get(access: Access, path: str, check: Callable[[bytes], str | None]) -> bytes | None:
    """The body that the API gives for a path such as `works?filter=…`; none where it knows no such thing.

    `check` says what is wrong with a body that came whole, or nothing. Requests that are too many in a second, faults
    of the server, cut connections and bodies that are wrong are tried again, six times in all, after waits that double
    from a second to a minute.

    Raises:
        LoadStopped: the day's allowance is used up, a key is needed or refused, the query is, or all tries failed.
    """
    what = ""
    for attempt in range(TRIES):
        got = _once(access, path, check)
        if not isinstance(got, Fault):
            return got
        what = f"{access.address}/{path}: {_without(access, got.what)}"
        if not got.again:
            raise LoadStopped(what)
        if attempt < TRIES - 1:
            access.sleep(_pause(attempt, got.wait, access.chance()))
    raise LoadStopped(
        f"{what}, {TRIES} times in a row: what was fetched is kept; give the same command again later, "
        "and it goes on from there"
    )


def _once(access: Access, path: str, check: Callable[[bytes], str | None]) -> bytes | Fault | None:
    answer = _ask(access, path)
    if isinstance(answer, Fault):
        return answer
    if answer.status == 404:
        return None
    if answer.status != 200:
        return fault_of(answer, bool(access.key), access.now())
    wrong = check(answer.body)
    return Fault(wrong, again=True) if wrong else answer.body


def _without(access: Access, text: str) -> str:
    """A server may repeat the key and the contact that it was given."""
    for secret in filter(None, (access.key, access.contact)):
        text = text.replace(secret, "…")
    return text


def _pause(attempt: int, wait: float, chance: float) -> float:
    """Seconds to wait: as long as the server asks, else doubling from one to sixty; and up to half as long again."""
    return max(wait, min(LONGEST_WAIT, _FIRST * 2.0**attempt)) * (1 + chance / 2)


def _ask(access: Access, path: str) -> Answer | Fault:
    key = f"{'&' if '?' in path else '?'}api_key={quote(access.key, safe='')}" if access.key else ""
    agent = f"Hikma (mailto:{access.contact})" if access.contact else "Hikma"
    headers = {"Accept": "application/json", "Accept-Encoding": "gzip", "User-Agent": agent}
    request = Request(f"{access.address}/{path}{key}", headers=headers)  # noqa: S310 (http or https: see access_from)
    try:
        with build_opener(_NoErrors).open(request, timeout=access.timeout) as response:
            sent = {name.lower(): value for name, value in response.headers.items()}
            body = response.read()
            zipped = sent.get("content-encoding") == "gzip"
            return Answer(response.status, sent, gzip.decompress(body) if zipped else body)
    except (OSError, HTTPException, EOFError, zlib.error) as error:
        return Fault(f"the connection failed ({_reason(error)})", again=True)


class _NoErrors(HTTPErrorProcessor):
    """An answer is an answer, whatever its status; only redirects are followed."""

    def http_response(self, request: Request, response: HTTPResponse) -> Any:
        redirect = response.status in {301, 302, 303, 307, 308}
        return super().http_response(request, response) if redirect else response

    https_response = http_response


def _reason(error: Exception) -> str:
    return str(getattr(error, "reason", None) or error) or type(error).__name__
