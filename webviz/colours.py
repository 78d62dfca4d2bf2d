"""The colours of dots and lines in files, where no style sheet reaches; pages have their own."""

from __future__ import annotations

from webviz.regions import REGIONS

_CLUSTERS = ("r-eu", "r-as", "r-na", "r-wa", "r-so", "r-ea", "r-ca", "r-am", "r-sa", "r-oc")
"""The regions whose colours clusters take: first the one of all smaller clusters, then the largest, and so on."""
_REGIONS = {region.kind: region.colour for region in REGIONS}

DOTS = (
    _REGIONS
    | {f"c{number}": _REGIONS[kind] for number, kind in enumerate(_CLUSTERS)}
    | {
        "scientist": "#0b5563",
        "topic": "#8a5a06",
        "institution": "#7e22ce",
        "country": "#be185d",
        "nowhere": "#8a949c",
    }
)
LINES = {"joint": "#8795a1", "gap": "#c2410c"}

COLOURED_CLUSTERS = len(_CLUSTERS) - 1
"""Clusters with a colour of their own, `c1` being that of the largest; all others are `c0`."""
