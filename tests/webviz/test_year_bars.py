"""Bars by year; heights worked by hand."""

from __future__ import annotations

from webviz.year_bars import HEIGHT, TOP, Year, year_bars


def test_heights_are_in_proportion_and_the_summary_says_the_most() -> None:
    drawn = year_bars(
        [Year(2020, 4, 0.5, True, "/a"), Year(2021, 0, None, True, "/b"), Year(2022, 2, 0.1, False, "/c")]
    )
    assert drawn is not None
    assert [bar.height for bar in drawn.bars] == [HEIGHT - TOP, 0, (HEIGHT - TOP) / 2]
    assert drawn.summary == "6 publications from 2020 to 2022; most in 2020: 4."
    assert [[cell.text for cell in row] for row in drawn.table.rows] == [
        ["2022, not over", "2", "10 %"], ["2021", "0", "–"], ["2020", "4", "50 %"],
    ]  # fmt: skip
    assert [row[1].href for row in drawn.table.rows] == ["/c", None, "/a"]


def test_no_year_is_no_picture() -> None:
    assert year_bars([]) is None
