"""How specialised a country or an institution is in a field: activity index and its symmetric form."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from queries.measures.arrays import FloatArray
from queries.measures.profile_intervals import wilson


class Activity(NamedTuple):
    """Of each field: its share of the own output, the index with its 95 % limits, and the symmetric form."""

    share: FloatArray
    activity: FloatArray
    low: FloatArray
    high: FloatArray
    symmetric: FloatArray


def activity(
    own: FloatArray, own_total: FloatArray | float, base: FloatArray, base_total: float, number: FloatArray | float
) -> Activity:
    """The activity index (own / own_total) / (base / base_total) of every field.

    Above 1: more of the own output is in the field than of the base's (Balassa 1965; Schubert & Braun 1986,
    doi:10.1007/BF02017249). The limits are Wilson's of the own share at `number` publications, over the base's share,
    which is taken as fixed. The symmetric form (AI - 1)/(AI + 1) lies between -1 and 1. nan where the base or the own
    output has nothing.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        mine = np.asarray(own / own_total, dtype=np.float64)
        theirs = np.asarray(base / np.float64(base_total), dtype=np.float64)
        theirs = np.where(theirs > 0, theirs, np.nan)
        index = mine / theirs
        low, high = (limit / theirs for limit in wilson(np.minimum(mine, 1.0), number))
        return Activity(mine, index, low, high, (index - 1) / (index + 1))
