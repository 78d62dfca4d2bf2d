"""The colours of dots and lines in files, where no style sheet reaches; pages have their own."""

from __future__ import annotations

from webviz.regions import REGIONS

DOTS = {region.kind: region.colour for region in REGIONS} | {
    "scientist": "#0b5563",
    "topic": "#8a5a06",
    "institution": "#7e22ce",
    "country": "#be185d",
}
LINES = {"joint": "#8795a1", "gap": "#c2410c"}
