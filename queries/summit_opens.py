"""What a summit could open: the pairs of countries that lack joint publications, theme by theme, as links to cover."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.sparse import csr_array

from queries.measures.arrays import FloatArray, IntArray
from queries.measures.invitations import Reach
from queries.placed import Placed
from queries.saying import Said, said
from queries.shortfall import collected_on, shortfall
from queries.summit_people import People
from queries.themes import Themes

By = Literal["missing", "unjoined"]


@dataclass(frozen=True, eq=False)
class Openings:
    """The pairs to be opened, one entry for each pair and theme: the places of its two sides, and its figures.

    The side of a country in a theme has the place theme * countries + country. Only pairs with a weight, on both sides
    of which somebody could be invited, are there; `out_of_reach` are the others with a weight.
    """

    countries: tuple[str, ...]
    themes: tuple[str, ...]
    first: IntArray
    second: IntArray
    weight: FloatArray
    observed: IntArray
    expected: FloatArray
    out_of_reach: int
    collected_on: tuple[str, ...]

    @property
    def sides(self) -> int:
        """How many sides there are, with a weight or without."""
        return len(self.countries) * len(self.themes)

    @property
    def links(self) -> Reach:
        """The weights as a symmetric matrix over the sides."""
        half = csr_array((self.weight, (self.first, self.second)), shape=(self.sides, self.sides))
        return csr_array(half + half.T)

    def shown(self, pair: int, by: By) -> Said:
        """A pair in words: `MY–TR in Energy: 3 of 9.1 expected`."""
        theme, a = divmod(int(self.first[pair]), len(self.countries))
        b = int(self.second[pair]) % len(self.countries)
        return said(
            "{a}–{b} in {theme}: {joint} of {expected:.1f} expected",
            a=self.countries[a],
            b=self.countries[b],
            theme=self.themes[theme].replace(";", ","),
            joint=said("none") if by == "unjoined" else int(self.observed[pair]),
            expected=float(self.expected[pair]),
        )


def reach(people: People, countries: Sequence[str], group: Sequence[str], enough: int) -> Reach:
    """People by sides: publications in the theme as a share of `enough`, 1 at most, on the side of the own country."""
    entries = people.works.tocoo()
    places = {code: place for place, code in enumerate(countries) if code in group}
    home = np.array([places.get(person.country or "", -1) for person in people.everyone], dtype=np.int64)
    shape = (len(people.everyone), len(countries) * people.works.shape[1])
    own = home[entries.row] >= 0 if entries.nnz else np.zeros(0, dtype=np.bool_)
    rows, themes = entries.row[own], entries.col[own]
    reached = np.minimum(entries.data[own] / enough, 1.0)
    made = csr_array((reached, (rows, themes * len(countries) + home[rows])), shape=shape)
    made.sort_indices()
    return made


def openings(works: Placed, themes: Themes, group: Sequence[str], reached: Reach, by: By) -> Openings:
    """The pairs of the group to be opened in each theme.

    The weight is how many joint publications are missing, or 1 for each pair without any. Pairs with a country that the
    base was collected on are left out.
    """
    around = collected_on(works)
    somebody = np.asarray(reached.max(axis=0).toarray()).ravel() > 0 if reached.shape[0] else np.zeros(reached.shape[1])
    parts: list[tuple[IntArray, IntArray, FloatArray, IntArray, FloatArray]] = []
    beyond = 0
    for theme in range(len(themes.ids)):
        lacking = shortfall(works.of(themes.of(theme)), group, around)
        weight = lacking.missing if by == "missing" else lacking.unjoined.astype(np.float64)
        first, second = (theme * len(works.countries) + one for one in (lacking.pairs.first, lacking.pairs.second))
        open_to = (somebody[first] > 0) & (somebody[second] > 0)
        keep = np.flatnonzero((weight > 0) & open_to)
        beyond += int(((weight > 0) & ~open_to).sum())
        parts.append((first[keep], second[keep], weight[keep], lacking.observed[keep], lacking.expected[keep]))
    first, second, weight, observed, expected = (np.concatenate(column) for column in zip(*parts, strict=True))
    return Openings(works.countries, themes.names, first, second, weight, observed, expected, beyond, around)
