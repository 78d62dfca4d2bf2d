"""What pages say, gathered from the code: `python -m tests.support.messages` brings the translations up to it.

New sentences are added untranslated, those that nobody says any more are removed. `--missing CODE` prints what a
language lacks.
"""

from __future__ import annotations

import argparse
import ast
import io
from collections.abc import Iterator
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from jinja2.ext import babel_extract

from hikma.demo import INVENTED
from queries import questions
from queries.parameters import forms
from webviz.language import ENGLISH, FOLDER, LANGUAGES

ROOT = Path(__file__).parents[2]
Message = str | tuple[str, str]
_FIRST = {"said": 1, "gettext": 1, "Figure": 2, "Column": 3, "Shown": 3, "Table": 1}
"""How many of a call's leading arguments may be sentences."""
_HEADER = ("msgid", "msgstr", '"Language:', '"Plural-Forms', '"MIME', '"Content')
_NAMED = {"title", "menu", "text", "for_whom", "label", "meaning", "caption", "words"}


def messages() -> dict[Message, str]:
    """Every sentence, or its two forms where it counts, with the file that says it first."""
    found: dict[Message, str] = {}
    for said, place in ((INVENTED, "hikma/demo.py"), *_in_code(), *_in_templates(), *_in_questions()):
        found.setdefault(said, place)
    return found


def _in_code() -> Iterator[tuple[Message, str]]:
    for room in ("queries", "webviz"):
        for file in sorted((ROOT / room).rglob("*.py")):
            place = str(file.relative_to(ROOT))
            for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
                    yield from ((said, place) for said in _said(call, call.func.id))


def _said(call: ast.Call, name: str) -> Iterator[Message]:
    given = [_text(one) for one in call.args]
    if name == "counted" and len(given) > 1 and given[1]:
        yield f"{{n}} {given[1]}", f"{{n}} {given[2] if len(given) > 2 and given[2] else given[1] + 's'}"
    elif name == "ngettext" and given[0] and given[1]:
        yield given[0], given[1]
    elif name in _FIRST:
        first = 1 if name in ("Column", "Shown") else 0
        yield from (text for text in given[first : _FIRST[name]] if text)
    if name in ("View", "Column", "Shown", "Figure", "Table"):
        texts = (_text(one.value) for one in call.keywords if one.arg in _NAMED)
        yield from (text for text in texts if text)


def _text(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _in_templates() -> Iterator[tuple[Message, str]]:
    for file in sorted((ROOT / "webviz" / "templates").iterdir()):
        content = io.BytesIO(file.read_bytes())
        for _, _, said, _ in babel_extract(content, ("_", "_n", "_html"), (), {"silent": "false"}):
            texts = [text for text in (said if isinstance(said, tuple) else (said,)) if text]
            if texts:
                yield texts[0] if len(texts) == 1 else (texts[0], texts[1]), str(file.relative_to(ROOT))


def _in_questions() -> Iterator[tuple[Message, str]]:
    for question in questions().values():
        place = f"queries/{question.name.replace('-', '_')}.py"
        yield from ((text, place) for text in (question.title, question.text.replace("\n", " ")))
        yield from ((meaning, place) for meaning in question.columns.values())
        for form in forms(question.parameters):
            yield form.help, place
            yield form.name.replace("_", " ").capitalize(), place
            yield from ((choice.replace("_", " "), place) for choice in form.choices)


def catalogue(language: str) -> Catalog:
    """The translations into a language as they stand."""
    file = FOLDER / f"{language}.po"
    if not file.exists():
        return Catalog(locale=language, project="Hikma", fuzzy=False)
    with file.open(encoding="utf-8") as text:
        return read_po(text, locale=language)


def brought_up(language: str) -> Catalog:
    """The translations with just the sentences that are said now."""
    template, known = Catalog(project="Hikma", fuzzy=False), catalogue(language)
    for said, place in sorted(messages().items(), key=lambda one: (one[1], str(one[0]))):
        template.add(said, locations=[(place, 0)])
    known.update(template, no_fuzzy_matching=True)
    known.obsolete.clear()
    return known


def written(known: Catalog) -> str:
    """A catalogue as text, with no more of a header than its language and its rule of plurals."""
    made = io.BytesIO()
    write_po(made, known, width=0, include_lineno=False)
    header, _, rest = made.getvalue().decode().partition("\n\n")
    kept = [line for line in header.splitlines() if line.startswith(_HEADER)]
    return (
        "\n".join([f"# What the pages say, in {Locale.parse(str(known.locale)).english_name}.", *kept]) + "\n\n" + rest
    )


def missing(language: str) -> list[Message]:
    """The sentences without a translation."""
    known = catalogue(language)
    return [said for said in messages() if not _translated(known, said)]


def _translated(known: Catalog, said: Message) -> bool:
    entry = known.get(said if isinstance(said, str) else said[0])
    if entry is None or not entry.string:
        return False
    return all(entry.string) if isinstance(entry.string, tuple) else True


def main() -> None:
    """Write the catalogues, or say what one lacks."""
    given = argparse.ArgumentParser(prog="python -m tests.support.messages", description=__doc__)
    given.add_argument("--missing", choices=LANGUAGES[1:], help="print what this language lacks, and write nothing")
    asked = given.parse_args()
    if asked.missing:
        for said in missing(asked.missing):
            print(said)
        return
    for language in LANGUAGES:
        if language != ENGLISH:
            (FOLDER / f"{language}.po").write_text(written(brought_up(language)), encoding="utf-8")


if __name__ == "__main__":
    main()
