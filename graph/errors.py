"""What can go wrong, in one tree; each message says what, where, and what to do next."""

from __future__ import annotations


class HikmaError(Exception):
    """A failure the user can act on; the command line prints it as one line and ends with status 1."""


class InvalidIdentifier(HikmaError, ValueError):
    """A text that is not the identifier it was taken for."""


class RejectedRecord(HikmaError):
    """Skip this record: it is counted, written to the base's `rejected/` with its place, and can be mended."""


class LoadStopped(HikmaError):
    """The source cannot be used at all; nothing after this point was read."""


class BaseError(HikmaError):
    """The base folder cannot be used: absent, held by another writer, or written by another version."""


class StoreError(HikmaError):
    """The store refused, is out of reach, or is not a store of Hikma's."""


class QuestionError(HikmaError, ValueError):
    """A question was asked with a parameter that cannot be answered; names the parameter and what it accepts."""


class UsageError(HikmaError, ValueError):
    """Parameters that do not go together; the command line ends with status 2."""
