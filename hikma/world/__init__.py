"""An invented world of scientists in OpenAlex's own form, with things planted in it to be found.

>>> from hikma.world import make_world, read_planted  # doctest: +SKIP
>>> make_world(Path("world"), works=2_000).duplicates[0].kind  # doctest: +SKIP
'reworded'
"""

from .making import make_world
from .planted import (
    Planted,
    PlantedBridge,
    PlantedCluster,
    PlantedDuplicate,
    PlantedGroup,
    PlantedPair,
    read_planted,
)

__all__ = [
    "Planted",
    "PlantedBridge",
    "PlantedCluster",
    "PlantedDuplicate",
    "PlantedGroup",
    "PlantedPair",
    "make_world",
    "read_planted",
]
