"""Sentences that can be said in other languages: an English template with its values, and the English text itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from string import Formatter
from typing import Any

from graph.countries import all_countries, country_name


class Said(str):
    """An English sentence that remembers its template and values, so that a page can say it in another language.

    `many` is the template of a number other than 1, which `values["n"]` is, where the sentence counts things.
    """

    template: str
    many: str | None
    values: Mapping[str, Any]

    __slots__ = ("many", "template", "values")


class _English(Formatter):
    def format_field(self, value: Any, format_spec: str) -> str:
        return format(value, format_spec or ("," if isinstance(value, int) else ""))


def said(template: str, /, **values: Any) -> Said:
    """The sentence of a template such as `"{n} of {all} publications name no country"`.

    Whole numbers get their thousands apart (give a year as text), other numbers the format that the template names, as
    in `{share:.1f}`; a value may be a sentence itself.
    """
    return _sentence(template, None, template, values)


def counted(number: int, one: str, many: str | None = None) -> Said:
    """A number with its noun: `1 publication`, `2,661 publications`."""
    single, several = f"{{n}} {one}", f"{{n}} {many or one + 's'}"
    return _sentence(single, several, single if number == 1 else several, {"n": number})


def percent(part: float, whole: float) -> Said:
    """A share as a percentage with one decimal; none of nothing is 0 %."""
    return said("{share:.1f} %", share=100 * part / whole) if whole else said("0 %")


def in_a_row(parts: Sequence[str], between: str = ", ") -> Said:
    """Parts in a row, each of which may be a sentence itself."""
    values = {f"p{place}": part for place, part in enumerate(parts)}
    template = between.join(f"{{{name}}}" for name in values)
    return _sentence(template, None, template, values)


def _sentence(template: str, many: str | None, chosen: str, values: Mapping[str, Any]) -> Said:
    made = Said(_English().vformat(chosen, (), values))
    made.template, made.many, made.values = template, many, values
    return made


class Place(Said):
    """The English name of a country that remembers its code, for pages that name it otherwise."""

    code: str

    __slots__ = ("code",)


def place(code: str) -> Place:
    """The name of a country, given as ISO 3166-1 alpha-2; the code itself where it is none."""
    name = country_name(code) if code in all_countries() else code
    made = Place(name)
    made.template, made.many, made.values, made.code = name, None, {}, code
    return made
