"""Loaders turn the records of a source into facts; one file a source.

Public: `load` brings files into a base, `loaders` lists the sources.
"""

from loaders.catalogue import find_loader, loaders
from loaders.loader import Loader, Parsed, Raw
from loaders.loading import Tally, load

__all__ = ["Loader", "Parsed", "Raw", "Tally", "find_loader", "load", "loaders"]
