"""An answer as an Excel workbook: its rows, how far to trust them, and the numbers of its coverage.

Texts are written as texts, so that none is run as a formula or a link; numbers as numbers.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from graph.errors import QuestionError
from queries.catalogue import questions
from queries.evidence import COLUMNS as EVIDENCE
from queries.exchange.citation import cited
from queries.exchange.flat import flattened, plain
from queries.exchange.state import DataState
from queries.question import Answer
from queries.saying import said

LONGEST_TEXT = 32_767
MOST_ROWS = 1_048_575
LARGEST_WHOLE = 2**53
"""Beyond this a spreadsheet rounds a whole number: it is written as a text."""
TEXT_WIDTH, NUMBER_WIDTH, WIDE = 26, 13, 90
SETTINGS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
FIRST_DAY = datetime(1980, 1, 1, tzinfo=UTC)
"""The oldest time that a file in a zip archive can have."""

Say = Callable[[str], str]


def workbook(answer: Answer, state: DataState, say: Say = str) -> bytes:
    """The workbook; `say` puts sentences into the reader's language.

    Raises:
        QuestionError: more rows than a sheet holds.
    """
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    if len(answer.rows) > MOST_ROWS:
        raise QuestionError(
            said("{rows} rows are more than a sheet holds: ask for fewer, or take CSV", rows=len(answer.rows))
        )
    out = io.BytesIO()
    with Workbook(out, SETTINGS) as book:
        made = datetime.fromisoformat(state.as_of).replace(tzinfo=UTC) if state.as_of else FIRST_DAY
        book.set_properties({"title": say(_title(answer)), "author": "Hikma", "created": made})
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        _table(book.add_worksheet(say(said("Answer"))), answer, head)
        _pairs(book.add_worksheet(say(said("Method"))), _method(answer, state, say), head, wrap)
        _pairs(book.add_worksheet(say(said("Coverage"))), _coverage(answer, say), head, wrap)
    return out.getvalue()


def _table(sheet: Any, answer: Answer, head: Any) -> None:
    """The rows below a header that stays in sight, each column as wide as what it holds needs."""
    _line(sheet, 0, answer.columns, head)
    for number, row in enumerate(answer.rows, start=1):
        _line(sheet, number, row)
    for place, name in enumerate(answer.columns):
        numeric = any(isinstance(row[place], int | float) for row in answer.rows[:50])
        sheet.set_column(place, place, max(NUMBER_WIDTH if numeric else TEXT_WIDTH, len(name) + 2))
    sheet.freeze_panes(1, 0)
    if answer.rows:
        sheet.autofilter(0, 0, len(answer.rows), len(answer.columns) - 1)


def _pairs(sheet: Any, lines: Iterable[tuple[str, Any]], head: Any, wrap: Any) -> None:
    for number, (name, value) in enumerate(lines):
        _line(sheet, number, [name], head)
        _line(sheet, number, ["", value], wrap)
    sheet.set_column(0, 0, TEXT_WIDTH)
    sheet.set_column(1, 1, WIDE)


def _line(sheet: Any, row: int, values: Sequence[Any], style: Any = None) -> None:
    for column, value in enumerate(map(plain, values)):
        if isinstance(value, bool):
            sheet.write_boolean(row, column, value, style)
        elif isinstance(value, float) or (isinstance(value, int) and abs(value) <= LARGEST_WHOLE):
            sheet.write_number(row, column, value, style)
        elif value not in (None, ""):
            sheet.write_string(row, column, _short(str(value)), style)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else f"{text[: LONGEST_TEXT - 1]}…"


def _title(answer: Answer) -> str:
    return questions()[answer.question].title if answer.question in questions() else said("Publications behind a row")


def _method(answer: Answer, state: DataState, say: Say) -> list[tuple[str, Any]]:
    """The question, what it was asked with, how far to trust it, and what each column means."""
    question = questions().get(answer.question)
    meanings = question.columns if question else EVIDENCE
    return [
        (say(said("Question")), say(_title(answer))),
        *([(say(said("How this is computed")), say(question.text.replace("\n", " ")))] if question else []),
        *((name, value) for name, value in answer.parameters.items() if value is not None),
        *((say(said("How far to trust this")), say(sentence)) for sentence in answer.caveats),
        *((name, say(meaning)) for name, meaning in meanings.items()),
        (say(said("How to cite this")), say(cited(answer, state))),
    ]


def _coverage(answer: Answer, say: Say) -> list[tuple[str, Any]]:
    numbers = [(name.replace("_", " "), value) for name, value in flattened(answer.coverage)]
    return numbers or [(say(said("Rows")), len(answer.rows))]
