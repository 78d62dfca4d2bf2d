"""What a view is: a value that says which question a page asks, what it draws of the answer, and for whom."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from queries import Answer, find_question
from queries.parameters import forms
from webviz.loaded import Loaded
from webviz.scene import Scene

if TYPE_CHECKING:
    from webviz.reading import Reading

Arguments = Mapping[str, str]
"""The arguments of a URL: one text each."""


@dataclass(frozen=True)
class View:
    """A page over one question, at `/NAME`; the arguments of its URL hold its whole state.

    `door` is the number of the person's door on the home page that it stands behind, 0 for everyone; the view with the
    lowest `order` behind a door is the door itself. `title` is the question in the words of the person it
    is for. `asks` are the parameters that the page's filter shows, and `begins` the values (name, value) that
    they have at first, where not the question's own; others can still stand in the URL. `fixed` are
    parameters that the page always gives and no reader chooses; `own` are the arguments that it keeps for
    itself (sorting, the chosen thing). `scene` draws the answer, where there is a picture; `page` gives what
    else the template needs, and `beside` what it needs of other questions or of the base's folder, given how many
    seconds it may take. `part` is the template of what changes when a thing is chosen. `kinds` are those of the things
    that the parameter `of` names, as they are completed.
    """

    name: str
    title: str
    menu: str
    text: str
    for_whom: str
    door: int
    question: str
    template: str
    page: Callable[[Answer, Arguments], dict[str, Any]]
    scene: Callable[[Answer, Loaded], Scene] | None = None
    beside: Callable[[Reading, Answer, Arguments, float | None], dict[str, Any]] | None = None
    part: str | None = None
    asks: tuple[str, ...] = ()
    begins: tuple[tuple[str, str], ...] = ()
    fixed: tuple[tuple[str, str], ...] = ()
    own: tuple[str, ...] = ("sort", "order", "rows")
    order: int = 9
    kinds: tuple[str, ...] = ("topic", "scientist")

    def lacks(self, asked: Arguments) -> list[str]:
        """The parameters that must be given and are not among these."""
        declared = forms(find_question(self.question).parameters)
        return [form.name for form in declared if form.required and form.name not in asked]

    def asked(self, arguments: Arguments) -> dict[str, str]:
        """The parameters of the question among a URL's arguments."""
        given = {name: value for name, value in arguments.items() if value and name not in self.own}
        return dict(self.begins) | given | dict(self.fixed)
