"""Loaders turn the records of a source into facts; one file a source.

Public: `load` brings files into a base, `fetch` what an API gives, `retry` what was set aside and
mended; `loaders` lists the sources.
"""

from loaders.catalogue import find_loader, loaders
from loaders.loader import Loader, Parsed, Raw
from loaders.loading import Only, Tally, fetch, fetched_folder, load, retry

__all__ = [
    "Loader", "Only", "Parsed", "Raw", "Tally", "fetch", "fetched_folder", "find_loader", "load", "loaders", "retry",
]  # fmt: skip
