"""Texts that would run, break or hide something where they are not treated as text; in samples and facts of sources."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import cycle
from typing import Any
from xml.sax.saxutils import escape

from graph.model import Fact
from loaders import Loader

IMAGE = "<img src=x onerror=\"document.title='taken'\">"
SCRIPT = "</script><script>document.title='taken'</script>"
TEMPLATE = "{{7*7}}${7*7}{%print(7*7)%}"
FORMULA = "=cmd|' /C calc'!A0"
SUM = "+1+1"
LINK = "<a href=\"javascript:document.title='taken'\">href</a>"
BIDI = "\u202egnorw si siht\u202c\u2066<b>\u2069"
LONG = "<b onclick=x>" + "long " * 2_000
HOSTILE = (IMAGE, SCRIPT, TEMPLATE, FORMULA, SUM, LINK, BIDI, LONG)

FREE = frozenset({
    "name", "names", "title", "abstract", "venue", "volume", "issue", "pages", "keywords", "description", "city",
    "affiliations", "kind", "status",
})  # fmt: skip
"""Fields of facts that hold what somebody has written; all others are ids, codes, dates or numbers."""
CODED = {"kind", "status"}
"""Those that a source writes as one of its own words."""


def hostile_sample(loader: Loader, texts: Iterable[str] = HOSTILE) -> bytes:
    """The loader's own sample, in which the texts that it reads as they stand are hostile."""
    data, chosen = loader.sample.decode(), cycle(texts)
    for text in sorted({text for fact in loader.parse(loader.sample).facts for text in _free(fact)}, key=len)[::-1]:
        written = _written(text, data)
        if len(text) > 3 and written in data:
            data = data.replace(written, _written(next(chosen), data))
    return data.encode()


def hostile_facts(facts: Iterable[Fact], texts: Iterable[str] = HOSTILE) -> list[Fact]:
    """The same facts with hostile text in each field that somebody has written."""
    chosen = cycle(texts)

    def of(value: Any) -> Any:
        if isinstance(value, list):
            return [f"{next(chosen)} {number}" for number, _ in enumerate(value)]
        return next(chosen) if isinstance(value, str) and value else value

    return [fact._replace(**{name: of(getattr(fact, name)) for name in fact._fields if name in FREE}) for fact in facts]


def _free(fact: Fact) -> Iterable[str]:
    for name in sorted((FREE - CODED) & set(fact._fields)):
        value = getattr(fact, name)
        yield from value if isinstance(value, list) else [value] if isinstance(value, str) else []


def _written(text: str, data: str) -> str:
    """The text as the format of the data writes it."""
    if data.startswith(("{", "[")):
        return json.dumps(text, ensure_ascii=False)[1:-1]
    if data.startswith("<"):
        return escape(text)
    if data.startswith("@"):
        return text.replace('"', '{"}')
    return text.replace('"', '""') if data.split("\n", 1)[0].count(",") > 3 else text
