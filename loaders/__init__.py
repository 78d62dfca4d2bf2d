"""Loaders turn the records of a source into facts; one file a source.

Public: `load` brings files into a base, `fetch` what an API gives, `retry` what was set aside and
mended; `loaders` lists the sources.
"""

from loaders.catalogue import find_loader, loaders
from loaders.loader import Loader, Parsed, Raw
from loaders.loading import Tally, fetch, fetched_folder, load, processes_for, retry
from loaders.parts import Only

__all__ = [
    "Loader", "Only", "Parsed", "Raw", "Tally", "fetch", "fetched_folder", "find_loader", "load", "loaders",
    "processes_for", "retry",
]  # fmt: skip
