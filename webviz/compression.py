"""Responses made small: Brotli or gzip, whichever the asker prefers."""

from __future__ import annotations

import gzip

import brotli  # type: ignore[import-untyped]
from flask import Response, request

LEAST_BYTES = 600
"""Smaller bodies are sent as they are."""

_TEXTS = ("text/", "application/json", "application/problem+json", "application/javascript", "image/svg+xml")


def encoding_wanted() -> str:
    """`br`, `gzip`, or nothing where the asker takes neither."""
    accepted = request.accept_encodings
    best = max(("br", "gzip"), key=lambda name: accepted[name])
    return best if accepted[best] > 0 else ""


def compressed(data: bytes, encoding: str, *, thorough: bool = False) -> bytes:
    """The data in an encoding; the very same where it is small or no encoding is wanted.

    `thorough` takes about three times as long for a tenth less: for what is sent more than once.
    """
    if not encoding or len(data) < LEAST_BYTES:
        return data
    if encoding == "br":
        made: bytes = brotli.compress(data, quality=5 if thorough else 4)
        return made
    return gzip.compress(data, 6 if thorough else 3, mtime=0)


def compress(response: Response) -> Response:
    """The response, compressed where that is wanted and was not done yet; its tag becomes a weak one."""
    if not (response.mimetype or "").startswith(_TEXTS):
        return response
    response.vary.add("Accept-Encoding")
    encoding = encoding_wanted()
    if not encoding or response.status_code in (204, 206, 304) or "Content-Encoding" in response.headers:
        return response
    response.direct_passthrough = False
    data = response.get_data()
    smaller = compressed(data, encoding)
    if smaller is not data:
        response.set_data(smaller)
        response.headers["Content-Encoding"] = encoding
        tag, _ = response.get_etag()
        if tag:
            response.set_etag(tag, weak=True)
    return response
