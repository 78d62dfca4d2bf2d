"""What an affiliation is matched to, and what comes back of it."""

from __future__ import annotations

from typing import NamedTuple


class Organisation(NamedTuple):
    """An organisation of a registry, as far as matching needs it."""

    id: str
    """Such as `ror:038t36y30`."""
    names: tuple[str, ...]
    """The display name, then labels, aliases and acronyms, in any script."""
    acronyms: tuple[str, ...] = ()
    """Those of `names` that are acronyms."""
    city: str | None = None
    countries: tuple[str, ...] = ()
    """Alpha-2 codes."""
    parents: tuple[str, ...] = ()
    """Ids of what it is part of."""
    status: str | None = None
    """`active`, `inactive` or `withdrawn`."""
    kind: str | None = None
    """`education`, `facility`, `company`, …, as the registry says."""


class Found(NamedTuple):
    """What a part of an affiliation names."""

    institution: str | None
    """Id of the organisation; none where the text names a country alone."""
    country: str | None
    """Alpha-2 code: the organisation's, or the one that the text names."""
    confidence: float
    """The share of matches with this confidence that are right, 0 to 1."""
    text: str
    """The part of the affiliation that names it."""
