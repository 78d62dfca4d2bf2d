"""What spoke for and against, in one plain sentence."""

from __future__ import annotations

from graph.sameness.scientist_context import Common
from graph.sameness.scientist_names import Form, alike


def evidence(left: Form, right: Form, common: Common, *, same_orcid: bool = False) -> str:
    """For example "same full name; 3 co-authors and 1 institution in common; years overlap"."""
    parts = ["same ORCID"] if same_orcid else []
    parts += [_of_names(left, right), _of_works(common)]
    if common.gap is not None:
        parts.append(
            f"{common.gap} years apart" if common.gap > 1 else "years adjoin" if common.gap else "years overlap"
        )
    return "; ".join(parts)


def _of_names(left: Form, right: Form) -> str:
    if left.letters == right.letters or sorted((left.family, *left.given)) == sorted((right.family, *right.given)):
        return "same full name" if left.first else "same family name and initials"
    if not alike(left.family, right.family):
        return "names that share words in another order"
    family = "same family name" if left.family == right.family else "family names alike"
    if left.first and right.first:
        return f"{family} and first name" if alike(left.first, right.first) else f"{family}, first names alike"
    return f"{family} and initials" if left.first == right.first else f"{family}, first name and its initial"


def _of_works(common: Common) -> str:
    counts = (
        (common.coauthors, "co-author"),
        (common.institutions, "institution"),
        (common.topics, "topic"),
        (common.references, "work cited"),
    )
    shared = [f"{count} {_plural(noun) if count > 1 else noun}" for count, noun in counts if count]
    if not shared:
        return "nothing in common that is known of their works"
    listed = shared[0] if len(shared) == 1 else f"{', '.join(shared[:-1])} and {shared[-1]}"
    return f"{listed} in common"


def _plural(noun: str) -> str:
    return "works cited" if noun == "work cited" else f"{noun}s"
