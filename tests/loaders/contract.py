"""What the facts of one record must keep, whatever the source."""

from __future__ import annotations

import re
from collections import Counter

from graph.model import LINKS, NODES, OF_ROW, Link
from loaders import Parsed

_ADDRESS = re.compile(r"[\w.]@\w[\w.-]*\.[a-z]{2}", re.IGNORECASE)


def check(parsed: Parsed) -> None:
    """Each thing is stated once, each link has both its ends, and lists are lists."""
    keys = Counter((OF_ROW[type(fact)].name, fact[: len(OF_ROW[type(fact)].key)]) for fact in parsed.facts)
    assert max(keys.values()) == 1, f"{parsed.record} states a thing twice: {keys.most_common(1)}"
    nodes = {(OF_ROW[type(fact)].name, fact[0]) for fact in parsed.facts if OF_ROW[type(fact)] in NODES}
    for fact in parsed.facts:
        kind = OF_ROW[type(fact)]
        if isinstance(kind, Link):
            assert kind in LINKS
            assert not kind.listed_in, f"{kind.name} is drawn from a list, no loader states it"
            assert (kind.start.name, fact[0]) in nodes, f"{kind.name} starts nowhere: {fact}"
            assert (kind.end.name, fact[1]) in nodes, f"{kind.name} ends nowhere: {fact}"
    names = [str(name) for fact in parsed.facts for name in getattr(fact, "names", None) or []]
    assert not [name for name in names if _ADDRESS.search(name)], f"{parsed.record} keeps an e-mail address"
