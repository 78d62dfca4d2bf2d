"""Numbers as readers see them, and CSV that runs nothing; by hand."""

from __future__ import annotations

import csv
import io

import pytest

from queries.spreadsheet import csv_text
from webviz.formats import count, names, number, probability, share


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (0.0, 2, "0"), (0.7, 2, "0.70"), (0.757, 2, "0.76"), (12.0, 2, "12"), (44.84, 3, "44.8"),
        (1240.2, 3, "1,240"), (0.00123, 2, "0.0012"), (0.0000123, 2, "0.0000123"), (None, 2, "–"),
    ],
)  # fmt: skip
def test_number(value: float | None, digits: int, text: str) -> None:
    assert number(value, digits) == text


def test_counts_and_shares() -> None:
    assert (count(12259), count(0), count(None)) == ("12,259", "0", "–")
    assert (share(0.26), share(0.071), share(0.0), share(None)) == ("26 %", "7.1 %", "0 %", "–")
    assert (probability(0.0004), probability(0.05), probability(None)) == ("< 0.001", "0.050", "–")
    assert names("abcde", 3) == "a, b, c and 2 more"


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_what_a_spreadsheet_would_run_is_quoted(start: str) -> None:
    rows = list(csv.reader(io.StringIO(csv_text(("a", "b"), [(start, [start, "x"])]))))
    assert rows == [["a", "b"], [f"'{start}", f"'{start}; x"]]


def test_numbers_stay_numbers() -> None:
    assert csv_text(("n",), [(-1.5,), (None,)]) == 'n\r\n-1.5\r\n""\r\n'
