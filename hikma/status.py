"""What a base holds, how well it is covered, and what each load did."""

from __future__ import annotations

from typing import Any

from graph.base import Base
from graph.model import LINKS, NODES
from graph.reading import COUNTRIES, PLACES
from graph.store import Store

_COVERAGE = {
    "publications_without_country": f"""MATCH (p:Publication)
        OPTIONAL MATCH (p)<-[a:AUTHORED]-(:Scientist) WHERE size({COUNTRIES}) > 0
        WITH p, count(a) AS placed WHERE placed = 0 RETURN count(*) AS n""",
    "publications_without_topic": """MATCH (p:Publication)
        OPTIONAL MATCH (p)-[a:ABOUT]->(:Topic) WITH p, count(a) AS topics WHERE topics = 0 RETURN count(*) AS n""",
    "publications_without_abstract": "MATCH (p:Publication) WHERE p.abstract IS NULL RETURN count(*) AS n",
    "publications_without_year": "MATCH (p:Publication) WHERE p.year IS NULL RETURN count(*) AS n",
    "publications_retracted": "MATCH (p:Publication) WHERE p.retracted RETURN count(*) AS n",
    "authorships": f"MATCH (:Scientist)-[a:AUTHORED]->(:Publication) RETURN sum({PLACES}) AS n",
    "authorships_under_local_keys": f"""MATCH (s:Scientist)-[a:AUTHORED]->(:Publication) WHERE s.local
        RETURN sum({PLACES}) AS n""",
    "authorships_naming_an_author_again": f"""MATCH (:Scientist)-[a:AUTHORED]->(:Publication)
        RETURN sum({PLACES} - 1) AS n""",
    "authorships_with_country_from_text": f"""MATCH (:Scientist)-[a:AUTHORED]->(:Publication)
        WHERE size(a.countries) = 0 AND size(a.found_countries) > 0 RETURN sum({PLACES}) AS n""",
    "authorships_without_country": f"""MATCH (:Scientist)-[a:AUTHORED]->(:Publication) WHERE size({COUNTRIES}) = 0
        RETURN sum({PLACES}) AS n""",
    "authorships_without_institution": f"""MATCH (:Scientist)-[a:AUTHORED]->(:Publication)
        WHERE size(a.institutions) = 0 AND size(a.found_institutions) = 0 RETURN sum({PLACES}) AS n""",
    "scientists_under_local_keys": "MATCH (s:Scientist) WHERE s.local RETURN count(*) AS n",
    "scientists_with_orcid": "MATCH (s:Scientist) WHERE s.orcid IS NOT NULL RETURN count(*) AS n",
    "institutions_without_country": """MATCH (i:Institution)
        OPTIONAL MATCH (i)-[l:LOCATED_IN]->(:Country)
        WITH i, count(l) AS places WHERE places = 0 RETURN count(*) AS n""",
}  # fmt: skip


def status(base: Base) -> dict[str, Any]:
    """Nodes, links, coverage and loads of a base, as `hikma status` shows them.

    Authorships are counted as bylines list them: an author named twice in one work counts twice.
    """
    with base.open_store() as store:
        counts = store.counts()
        state = store.state()
        return {
            "nodes": {node.name: counts[node.name] for node in NODES},
            "links": {link.name: counts[link.name] for link in LINKS},
            "coverage": {name: _number(store, cypher) for name, cypher in _COVERAGE.items()},
            "store": base.store_address,
            "up_to_date": state is not None and state.applied == base.staging.manifest.parts,
            "loads": [_load(load) for load in base.staging.manifest.loads],
        }


def _number(store: Store, cypher: str) -> int:
    return int(store.rows(cypher)["n"][0].as_py() or 0)


def _load(load: Any) -> dict[str, Any]:
    tally = {what: load.total(what) for what in ("read", "loaded", "unchanged", "rejected", "skipped")}
    named = ("number", "source", "paths", "as_of", "started", "finished", "collected", "complete", "only")
    return {name: getattr(load, name) for name in named} | tally
