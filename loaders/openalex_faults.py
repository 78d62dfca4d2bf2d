"""What an answer of the OpenAlex API other than a list means: whether to try again, and when; else what to do."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

LONGEST_WAIT = 60.0
"""Seconds. Who is to wait longer has used up a day's allowance, and is told so."""

_KEY_ADDRESS = "https://openalex.org/settings/api"


class Answer(NamedTuple):
    """What a server said."""

    status: int
    headers: Mapping[str, str]
    """By name in lower case."""
    body: bytes


class Fault(NamedTuple):
    """What is wrong with an answer: worth another try after so many seconds, or not."""

    what: str
    again: bool
    wait: float = 0.0


def fault_of(answer: Answer, has_key: bool, now: datetime) -> Fault:
    """What an answer other than 200 and 404 means, as OpenAlex documents them and its gateway gives them.

    429 is three things: too many requests in a second, which passes; a day's allowance that is used up, which
    passes at midnight UTC; and a parameter that needs a paid plan, which does not pass.
    """
    status, headers, body = answer
    said = _said(body)
    if status in {403, 429}:
        return _limit(status, headers, said, has_key, now)
    if status == 401:
        return _key(said, has_key)
    if status in {408, 425} or status >= 500:
        wait = min(LONGEST_WAIT, _seconds(headers, "retry-after", 0.0))
        return Fault(f"the server failed (HTTP {status})", again=True, wait=wait)
    return Fault(f"the query was refused (HTTP {status}{said}): mend it", again=False)


def _limit(status: int, headers: Mapping[str, str], said: str, has_key: bool, now: datetime) -> Fault:
    wait, about = _seconds(headers, "retry-after", 0.0), said.lower()
    if "upgrade required" in about:
        return Fault(f"the query needs a paid plan of OpenAlex{said}: leave that part of it out", again=False)
    if any(word in about for word in ("per second", "slow down", "throttled")):
        return Fault("too many requests in a second", again=True, wait=min(wait, LONGEST_WAIT))
    if wait > LONGEST_WAIT or "insufficient" in about or _spent(headers):
        return _used_up(headers, wait, has_key, now)
    if status == 403 and not wait and "rate" not in about:
        return _key(said, has_key)
    return Fault(f"too many requests (HTTP {status}{said})", again=True, wait=wait)


def _spent(headers: Mapping[str, str]) -> bool:
    """Whether less is left of the day's allowance than the request costs."""
    if "x-ratelimit-remaining" not in headers:
        return False
    left = _seconds(headers, "x-ratelimit-remaining", 0.0) + _seconds(headers, "x-ratelimit-onetime-remaining", 0.0)
    return left < _seconds(headers, "x-ratelimit-credits-required", 1.0)


def _used_up(headers: Mapping[str, str], wait: float, has_key: bool, now: datetime) -> Fault:
    midnight = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    seconds = _seconds(headers, "x-ratelimit-reset", wait)
    back = now + timedelta(seconds=seconds) if seconds else midnight
    more = "" if has_key else f", or set OPENALEX_API_KEY to a key, which is free at {_KEY_ADDRESS} and allows more"
    return Fault(
        f"the day's allowance is used up: give the same command again after {back:%Y-%m-%d %H:%M} UTC, "
        f"and it goes on from here{more}",
        again=False,
    )


def _key(said: str, has_key: bool) -> Fault:
    if has_key:
        return Fault(f"the key in OPENALEX_API_KEY was refused{said}: see {_KEY_ADDRESS}", again=False)
    return Fault(f"a key is needed{said}: get one, free, at {_KEY_ADDRESS} and set OPENALEX_API_KEY to it", again=False)


def _said(body: bytes) -> str:
    """What the server says of it, in brackets; nothing where it says nothing in JSON."""
    try:
        told = json.loads(body)
        parts = [str(told[name]) for name in ("error", "message") if told.get(name)]
    except (ValueError, AttributeError, TypeError):
        return ""
    text = re.sub(r"(?i)api[_-]key=[^&\s]+", "api_key=…", ": ".join(parts))
    return f" ({text[:300].rstrip('.')})" if text else ""


def _seconds(headers: Mapping[str, str], name: str, default: float) -> float:
    try:
        return max(0.0, float(headers[name]))
    except (KeyError, ValueError):
        return default
