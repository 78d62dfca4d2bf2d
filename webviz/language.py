"""The language of a page: its sentences, numbers, dates and names of countries; one at a time in each thread.

English is what the code says; `webviz/translations/CODE.po` holds the others, read when first needed.
`python -m tests.support.messages` brings them up to what the code says.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any, ParamSpec

from babel import Locale, UnknownLocaleError, negotiate_locale
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.support import NullTranslations, Translations
from jinja2 import Environment
from markupsafe import Markup

from graph.countries import all_countries
from queries.saying import Place, Said, place

ENGLISH = "en"
LANGUAGES = (ENGLISH, "ar", "fa", "fr", "ms", "ru", "tr")
FOLDER = Path(__file__).parent / "translations"

_DIGITS = {"arab": str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"), "arabext": str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")}

P = ParamSpec("P")

_current: ContextVar[str] = ContextVar("language", default=ENGLISH)


def current() -> str:
    """The code of the language in use."""
    return _current.get()


def use(language: str) -> None:
    """Use a language from now on in this thread; English where it is not among those known."""
    _current.set(language if language in LANGUAGES else ENGLISH)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Use a language for as long as this lasts, in this thread."""
    token = _current.set(language if language in LANGUAGES else ENGLISH)
    try:
        yield
    finally:
        _current.reset(token)


def preferred(wanted: Sequence[str]) -> str:
    """The best language for a reader who wants these, the dearest first: `fr-CA` is content with French."""
    return negotiate_locale(wanted, LANGUAGES, sep="-") or ENGLISH


def own_name(language: str) -> str:
    """What a language calls itself."""
    return _locale(language).display_name or language


def direction() -> str:
    """`rtl` where the language in use is written from right to left, else `ltr`."""
    return _locale(current()).text_direction


def gettext(text: str, /, **values: Any) -> str:
    """The sentence of a template in the language in use; whole numbers and named formats by locale."""
    return _filled(_catalogue(current()).gettext(text) if text else "", values)


def ngettext(one: str, many: str, n: int, /, **values: Any) -> str:
    """The sentence for a number `n` of things, by the language's own rules of plural."""
    return _filled(_catalogue(current()).ngettext(one, many, n), {"n": n} | values)


def in_words(text: str) -> str:
    """A text in the language in use: a sentence of an answer by its template, any other as the catalogue has it."""
    if isinstance(text, Place):
        return country(text.code)
    if not isinstance(text, Said):
        return _catalogue(current()).gettext(text) if text else text
    values = {name: in_words(value) if isinstance(value, Said) else value for name, value in text.values.items()}
    if text.many is None:
        return gettext(text.template, **values)
    return _filled(_catalogue(current()).ngettext(text.template, text.many, text.values["n"]), values)


def spoken(told: Callable[P, str]) -> Callable[P, str]:
    """The same function, in the language in use."""

    def in_language(*given: P.args, **named: P.kwargs) -> str:
        return in_words(told(*given, **named))

    return in_language


def country(code: str) -> str:
    """The name of a country, given as ISO 3166-1 alpha-2, in the language in use."""
    if current() == ENGLISH or code not in all_countries():
        return place(code)
    return str(_locale(current()).territories.get(code) or place(code))


def decimal(value: float, decimals: int = 0) -> str:
    """A number with so many decimals, with the digits and separators of the language in use."""
    pattern, locale = "#,##0" + ("." + "0" * decimals if decimals else ""), _locale(current())
    text = str(format_decimal(value, pattern, locale=locale, numbering_system="default"))
    # Babel has the separators of each numbering system, but writes all of them in Latin digits.
    return text.translate(_DIGITS.get(str(locale.default_numbering_system), {}))


def day(value: date) -> str:
    """A date as in 14 Mar 2026."""
    if current() == ENGLISH:
        return f"{value.day} {value:%b %Y}"
    return str(format_date(value, locale=_locale(current())))


def speak(environment: Environment) -> None:
    """Give templates the words: `_` and `_n` for their own sentences, the filter `t` for all others."""
    environment.filters |= {"t": in_words, "country": country}
    environment.globals |= {
        "_": gettext, "_n": ngettext, "_html": _html, "language": current, "direction": direction,
        "languages": {code: own_name(code) for code in LANGUAGES},
    }  # fmt: skip


def _html(text: str, /, **values: Any) -> Markup:
    """The sentence of a template of the project's own, with values that are markup where they say so."""
    shown = {
        name: value if isinstance(value, Markup) else in_words(value) if isinstance(value, str) else decimal(value)
        for name, value in values.items()
    }
    return Markup(gettext(text)).format(**shown)  # noqa: S704 - templates are the project's own; values are escaped


class _ByLocale(Formatter):
    """Fills templates: whole numbers with thousands apart, `:.1f` with one decimal, other values as they are."""

    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, bool) or not isinstance(value, int | float):
            return format(value, format_spec)
        if format_spec.startswith("+"):
            return ("-" if value < 0 else "+") + self.format_field(abs(value), format_spec[1:])
        if format_spec.endswith("f") or (isinstance(value, int) and format_spec in ("", ",")):
            return decimal(value, int(format_spec.strip(".,f") or 0) if format_spec.endswith("f") else 0)
        return format(value, format_spec)


def _filled(template: str, values: Mapping[str, Any]) -> str:
    return _ByLocale().vformat(template, (), values) if values else template


@cache
def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language)
    except UnknownLocaleError:
        return Locale(ENGLISH)


@cache
def _catalogue(language: str) -> NullTranslations:
    file = FOLDER / f"{language}.po"
    if not file.exists():
        return NullTranslations()
    compiled = io.BytesIO()
    with file.open(encoding="utf-8") as text:
        write_mo(compiled, read_po(text, locale=language))
    compiled.seek(0)
    return Translations(compiled)
