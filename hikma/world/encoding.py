"""JSON, encoded as records or as pieces that are put into records as they stand."""

from __future__ import annotations

import msgspec

ENCODER = msgspec.json.Encoder()


def encoded(value: object) -> msgspec.Raw:
    """Return a value as JSON that is put into records as it stands."""
    return msgspec.Raw(ENCODER.encode(value))
