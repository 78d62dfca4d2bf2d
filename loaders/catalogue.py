"""The sources there are: every module of this room that has a `LOADER`."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from graph.errors import LoadStopped
from loaders.loader import Loader


@cache
def loaders() -> dict[str, Loader]:
    """Every loader by the name it has on the command line, in order of name."""
    import loaders as room

    modules = (import_module(f"loaders.{module.name}") for module in iter_modules(room.__path__))
    found = [module.LOADER for module in modules if hasattr(module, "LOADER")]
    return {loader.name: loader for loader in sorted(found, key=lambda loader: loader.name)}


def find_loader(name: str) -> Loader:
    """The loader of that name.

    Raises:
        LoadStopped: there is none; the message lists those there are.
    """
    if name not in loaders():
        raise LoadStopped(f"no source is called “{name}”: give one of {', '.join(loaders())}")
    return loaders()[name]
