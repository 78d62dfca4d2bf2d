"""Hikma: one information base of the scientists of the Islamic countries.

    import hikma
    with hikma.open("base") as base:
        answer = base.ask("collaboration-gaps", group="oic", since=2015)
        answer.to_pandas()

Public: `open` and the `OpenBase` it returns; the rooms `graph`, `loaders`, `queries` and `webviz` hold the parts.
"""

from importlib.metadata import PackageNotFoundError, version

import graph
import loaders
import queries
from hikma.facade import OpenBase, open

try:
    __version__ = version("hikma")
except PackageNotFoundError:
    __version__ = "0"

__all__ = ["OpenBase", "__version__", "graph", "loaders", "open", "queries"]
