"""One entry of a BibTeX file as its type and fields, with macros resolved and LaTeX turned into text."""

from __future__ import annotations

import logging
import re
from functools import cache
from typing import Any, NamedTuple

from bibtexparser.model import Block, DuplicateFieldKeyBlock, Entry, ImplicitComment, ParsingFailedBlock, String
from bibtexparser.splitter import Splitter
from pylatexenc.latex2text import (  # type: ignore[import-untyped]
    LatexNodes2Text,
    MacroTextSpec,
    get_default_latex_context_db,
)

from graph.errors import RejectedRecord

# What the parser would print about a broken entry is in the reason of its rejection.
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())

_MONTHS = {month: month for month in "jan feb mar apr may jun jul aug sep oct nov dec".split()}
_TOKEN = re.compile(r"\\.|[{}\"#]", re.DOTALL)
_LEFT_OVER = re.compile(r"\s*,?\s*[\w-]+\s*=")
_ESCAPED = re.compile(r"\\([&%_$#{}])")
_COMMAND = re.compile(r"\\[^&%_$#{}]")
_SIGNS = {"textless": "<", "textgreater": ">", "textasciitilde": "~", "textquotesingle": "'"}
_NAMED = re.compile(rf"\\({'|'.join(_SIGNS)})(?![A-Za-z])(?:\{{\}}| )?")
_BARE_BRACE = re.compile(r"(?<!\\)[{}]")
_BARE_PERCENT = re.compile(r"(?<!\\)%")
_BARE_DOLLAR = re.compile(r"(?<!\\)\$")


class ParsedEntry(NamedTuple):
    """An entry: its type and the names of its fields in lower case, the values still in LaTeX."""

    kind: str
    key: str
    fields: dict[str, str]


def parsed_entry(text: str) -> ParsedEntry:
    """The entry in a text that may hold @string macros before it; of a field that comes twice, the first.

    Raises:
        RejectedRecord: it is not one whole entry.
    """
    macros = dict(_MONTHS)
    found: Block | None = None
    for block in Splitter(text).split().blocks:
        if isinstance(block, String):
            macros[block.key.lower()] = value_of(block.key, block.value, macros)
        elif isinstance(block, DuplicateFieldKeyBlock):
            found = found or block.ignore_error_block
        elif isinstance(block, Entry):
            found = found or block
        elif isinstance(block, ParsingFailedBlock):
            reason = " ".join(str(getattr(block.error, "abort_reason", block.error)).split())
            raise RejectedRecord(f"not a whole entry: {reason.rstrip('.')}: mend its braces, quotes and commas")
        elif found and isinstance(block, ImplicitComment) and _LEFT_OVER.match(block.comment):
            raise RejectedRecord(f"a brace closes the entry before “{block.comment[:30]}”: mend its braces")
    if not isinstance(found, Entry):
        raise RejectedRecord("no entry is in it: mend it, or leave it out")
    fields: dict[str, str] = {}
    for field in found.fields:
        fields.setdefault(field.key.lower(), value_of(field.key, field.value, macros))
    return ParsedEntry(found.entry_type.lower(), found.key, fields)


def value_of(field: str, value: str, macros: dict[str, str]) -> str:
    """What a value stands for: texts in braces or quotes, numbers and macros, joined by #.

    Raises:
        RejectedRecord: something stands beside a text, as where a comma is missing.
    """
    return "".join(_part(field, part.strip(), macros) for part in _parts(value))


def _part(field: str, part: str, macros: dict[str, str]) -> str:
    if len(part) >= 2 and part[0] + part[-1] in ("{}", '""') and _is_one(part):
        return part[1:-1]
    if any(mark in part for mark in '{}"='):
        raise RejectedRecord(f"{field}: “{part[-40:]}” is not one value: mend its braces, quotes and commas")
    return macros.get(part.lower(), part)


def _parts(value: str) -> list[str]:
    """The parts of a value between the # that stand outside of braces and quotes."""
    if "#" not in value:
        return [value]
    depth, quoted, start, parts = 0, False, 0, []
    for token in _TOKEN.finditer(value):
        mark = token[0]
        depth += (mark == "{") - (mark == "}")
        quoted ^= mark == '"' and depth == 0
        if mark == "#" and depth == 0 and not quoted:
            parts.append(value[start : token.start()])
            start = token.end()
    return [*parts, value[start:]]


def _is_one(part: str) -> bool:
    """Whether what opens a text at its start closes at its end."""
    depth = 0
    for token in _TOKEN.finditer(part):
        depth += (token[0] == "{") - (token[0] == "}")
        at_end = token.end() == len(part)
        if part[0] == "{" and depth == 0:
            return at_end
        if part[0] == '"' and token[0] == '"' and depth == 0 and token.start():
            return at_end
    return False


def latex_to_text(latex: str) -> str:
    r"""Text without commands, braces and escapes, accents in place: `G{\"o}del` is `Gödel`.

    A bare % or $ is taken for what it looks like, as databases write them: not for a comment, and for the start of a
    formula only where it has an end.
    """
    latex = _NAMED.sub(lambda name: _SIGNS[name[1]], latex)
    if not _COMMAND.search(latex):
        return _ESCAPED.sub(r"\1", _BARE_BRACE.sub("", latex))
    latex = _BARE_PERCENT.sub(r"\\%", latex)
    if len(_BARE_DOLLAR.findall(latex)) % 2:
        latex = _BARE_DOLLAR.sub(r"\\$", latex)
    text: str = _decoder().latex_to_text(latex)
    return text


@cache
def _decoder() -> Any:
    context = get_default_latex_context_db()
    # An address is shown as it is, not in angle brackets.
    context.add_context_category("bibliographic", prepend=True, macros=[MacroTextSpec("url", simplify_repl="%s")])
    return LatexNodes2Text(latex_context=context, math_mode="text")
