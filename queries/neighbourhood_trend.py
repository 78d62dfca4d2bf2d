"""How a subject's publications grow: how many each year, as a share of all of the year, and the growth a year."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graph.base import Graph
from graph.reading import in_period, read, where
from queries.foretell_records import last_whole_year
from queries.measures.trend import annual_growth
from queries.neighbourhood_rows import Row
from queries.saying import said

LOOKED_BACK = 10
"""Whole years from which growth is said."""

_YEARS = pa.schema([("year", pa.int64()), ("publications", pa.int64())])


class Trend(NamedTuple):
    """Publications of each year, of the subject and of the base, from the subject's first year to the last one over."""

    years: tuple[int, ...]
    own: tuple[int, ...]
    all: tuple[int, ...]
    whole: int | None
    """The last year that was over when the sources were read."""

    def rows(self, limit: int, total: int) -> Iterator[Row]:
        """The latest years, in order."""
        for year, own, of in list(zip(self.years, self.own, self.all, strict=True))[-limit or None :]:
            over = self.whole is not None and year <= self.whole
            yield Row(
                "year", str(year), str(year), said("publications of the year"), own, own / total, year=year,
                of_all=own / of if of else None,
                why=None if over else said("the year was not over when sources were read"),
            )  # fmt: skip

    def coverage(self) -> dict[str, Any]:
        """Growth a year over the last whole years, and beyond that of the base; each with its 95 % interval."""
        used = [k for k, year in enumerate(self.years) if self.whole is not None and year <= self.whole][-LOOKED_BACK:]
        counts = np.array([[self.own[k] for k in used]], dtype=np.float64)
        offered = np.array([self.all[k] for k in used], dtype=np.float64)
        known = len(used) >= 3
        return {
            "growth_years": [self.years[used[0]], self.years[used[-1]]] if known else None,
            "growth": _figures(counts, None) if known else None,
            "growth_beyond_base": _figures(counts, offered) if known else None,
        }


def trend(graph: Graph, works: pa.Table, since: int | None, until: int | None) -> Trend:
    """The trend of these publications, given as a table with a column `year`."""
    cypher = f"""MATCH (p:Publication){where("p.year IS NOT NULL", *in_period(since, until))}
        RETURN p.year AS year, count(*) AS publications"""
    found = read(graph.store, cypher, _YEARS, since=since, until=until)
    of_all = dict(zip(found["year"].to_pylist(), found["publications"].to_pylist(), strict=True))
    counted = pc.value_counts(works["year"].drop_null()).to_pylist()
    own = {row["values"]: row["counts"] for row in counted}
    whole = last_whole_year(graph)
    ends = [*own, *([] if whole is None else [min(whole, until or whole)])]
    years = tuple(range(min(own), max(ends) + 1)) if own else ()
    counts = tuple(own.get(year, 0) for year in years)
    return Trend(years, counts, tuple(of_all.get(year, 0) for year in years), whole)


def _figures(counts: Any, exposure: Any) -> list[float] | None:
    """Growth a year with the ends of its interval; none where it cannot be said."""
    found = annual_growth(counts, exposure)
    figures = [float(one[0]) for one in (found.rate, found.low, found.high)]
    return None if np.isnan(figures).any() else figures
