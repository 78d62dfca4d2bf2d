"""The views there are: every module of `webviz/views` that has a `VIEW`."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from webviz.view import View


@cache
def views() -> dict[str, View]:
    """Every view by its name, in the order of the doors."""
    import webviz.views as folder

    modules = (import_module(f"webviz.views.{module.name}") for module in iter_modules(folder.__path__))
    found = [module.VIEW for module in modules if hasattr(module, "VIEW")]
    return {view.name: view for view in sorted(found, key=lambda view: (view.door, view.name))}
