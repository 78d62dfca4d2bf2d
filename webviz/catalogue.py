"""The views there are: every module of `webviz/views` that has a `VIEW`."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from webviz.view import View


@cache
def views() -> dict[str, View]:
    """Every view by its name, in the order of the doors, those for everyone last."""
    import webviz.views as folder

    modules = (import_module(f"webviz.views.{module.name}") for module in iter_modules(folder.__path__))
    found = [module.VIEW for module in modules if hasattr(module, "VIEW")]
    return {view.name: view for view in sorted(found, key=lambda view: (view.door or 9, view.order, view.name))}


@cache
def doors() -> tuple[tuple[View, ...], ...]:
    """The views behind each of the three doors, the door itself first."""
    found = views().values()
    return tuple(tuple(view for view in found if view.door == door) for door in (1, 2, 3))


@cache
def for_everyone() -> tuple[View, ...]:
    """The views that stand behind no door."""
    return tuple(view for view in views().values() if not view.door)
