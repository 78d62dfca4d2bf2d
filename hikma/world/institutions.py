"""The institutions: each country's few large and many small ones, all with "(invented)" in their names."""

from __future__ import annotations

from dataclasses import dataclass

from .mixing import Whole, mixed
from .places import places
from .topics import FIRST_ID, OPENALEX

_FIRST = (
    "Cedar", "Saffron", "Blue Heron", "Pole Star", "Juniper", "Amber", "Falcon", "Tamarisk", "Lapis",
    "Morning Star", "Acacia", "Coral", "Sandalwood", "Ibex", "Silver Crane", "Olive Grove", "Nightingale",
    "Turquoise", "Baobab", "White Dune", "Lotus", "Hoopoe", "Indigo", "Walnut Tree", "Red Canyon", "Jasmine",
    "Copper Gate", "Pearl", "Terebinth", "Quiet River", "Almond", "Two Lakes", "Oryx", "Cypress",
    "Rose Court", "Green Minaret",
)  # fmt: skip
_KINDS = (
    ("University", "education"),
    ("University of Technology", "education"),
    ("Medical University", "education"),
    ("Institute of Science", "facility"),
    ("University College", "education"),
    ("Teaching Hospital", "healthcare"),
    ("Agency for Research", "government"),
    ("Agricultural University", "education"),
    ("Laboratories", "company"),
    ("Centre for Advanced Study", "nonprofit"),
)


@dataclass(frozen=True)
class Institution:
    """One institution. `parent` is the number of the one it is part of, or -1."""

    number: int
    name: str
    country: str
    country_name: str
    kind: str
    parent: int

    @property
    def id(self) -> str:
        """Its id, in a range that OpenAlex does not use."""
        return institution_id(self.number)

    @property
    def lineage(self) -> list[str]:
        """Its own id, then its parent's."""
        return [self.id] if self.parent < 0 else [self.id, institution_id(self.parent)]


def institution_id(number: int) -> str:
    """Return the id, in a range that OpenAlex does not use."""
    return f"{OPENALEX}I{FIRST_ID + number}"


def found_institutions(seed: int, institutions_of_country: Whole) -> list[Institution]:
    """Return every institution; those of a country are a run, the largest first."""
    found: list[Institution] = []
    for c, place in enumerate(places()):
        first, last = int(institutions_of_country[c]), int(institutions_of_country[c + 1])
        offset = int(mixed([c], seed + 31)[0] % len(_FIRST))
        found.extend(
            _institution(number, number - first, offset, place.code, place.name, first) for number in range(first, last)
        )
    return found


def _institution(number: int, rank: int, offset: int, country: str, country_name: str, first: int) -> Institution:
    series, position = divmod(rank, len(_FIRST))
    label, kind = _KINDS[(rank + series + rank // len(_KINDS)) % len(_KINDS)]
    suffix = f" {series + 1}" if series else ""
    name = f"{_FIRST[(offset + position) % len(_FIRST)]} {label}{suffix}, {country_name} (invented)"
    # Every third hospital or centre belongs to the country's largest university.
    parent = first if rank > 0 and kind in ("healthcare", "nonprofit") and rank % 3 == 2 else -1
    return Institution(number, name, country, country_name, kind, parent)
