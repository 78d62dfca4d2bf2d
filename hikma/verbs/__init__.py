"""The verbs of the command line; one file a verb, found by walking this folder."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from hikma.verbs.verb import Verb

VERBS: tuple[Verb, ...] = tuple(
    module.VERB
    for module in (import_module(f"hikma.verbs.{found.name}") for found in iter_modules(__path__))
    if hasattr(module, "VERB")
)
