"""Names of persons in any script: folded, taken apart, indexed and compared."""

from __future__ import annotations

from graph.names.folding import fold
from graph.names.keys import name_keys
from graph.names.parsing import PersonName, parse_name
from graph.names.similarity import MATCH, compatible, name_similarity, rank_names

__all__ = ["MATCH", "PersonName", "compatible", "fold", "name_keys", "name_similarity", "parse_name", "rank_names"]
