"""What was planted in a world, as `planted.json` says it; ids are short, as `A9000000123`."""

from __future__ import annotations

from pathlib import Path

import msgspec

NOTICE = "Every scientist, institution, work and figure of this world is invented."


class PlantedPair(msgspec.Struct, frozen=True):
    """Two countries that meet `factor` times as readily as chance would have it.

    `expected` is how many joint international works the pair would have had by chance, from the generator's
    own weights: sum over sizes of works of that size times the chance that a set of that size holds both.
    """

    countries: tuple[str, str]
    factor: float
    expected: float


class PlantedBridge(msgspec.Struct, frozen=True):
    """A scientist who writes with people of many groups in countries that hardly meet otherwise."""

    scientist: str
    name: str
    country: str
    joins: tuple[str, ...]
    works: int


class PlantedGroup(msgspec.Struct, frozen=True):
    """One side of a cluster: its country, scientists and works."""

    country: str
    scientists: tuple[str, ...]
    works: tuple[str, ...]


class PlantedCluster(msgspec.Struct, frozen=True):
    """Groups of different countries with the same topic and nearly the same terms, and no joint work."""

    topic: str
    topic_name: str
    terms: tuple[str, ...]
    groups: tuple[PlantedGroup, ...]


class PlantedDuplicate(msgspec.Struct, frozen=True):
    """Two works that say the same, by different authors of different countries.

    `kind` is `reworded` (`changed` is the share of the abstract's words that differ) or `translated` (the
    titles say the same in two languages; `changed` is 1).
    """

    works: tuple[str, str]
    countries: tuple[str, str]
    kind: str
    changed: float
    languages: tuple[str, str]


class Planted(msgspec.Struct, frozen=True):
    """Everything that was planted in a world, and how the world was made."""

    notice: str
    works: int
    seed: int
    homophily: float
    gaps: tuple[PlantedPair, ...] = ()
    strong: tuple[PlantedPair, ...] = ()
    bridge_builders: tuple[PlantedBridge, ...] = ()
    clusters: tuple[PlantedCluster, ...] = ()
    duplicates: tuple[PlantedDuplicate, ...] = ()


def read_planted(directory: Path) -> Planted:
    """Return what was planted in the world in this directory.

    Raises FileNotFoundError where the directory holds no finished world: `planted.json` is written last.
    """
    path = directory / "planted.json"
    if not path.exists():
        raise FileNotFoundError(f"{path}: no finished world here; make one with make_world")
    return msgspec.json.decode(path.read_bytes(), type=Planted)


def write_planted(directory: Path, planted: Planted) -> None:
    """Write `planted.json`."""
    text = msgspec.json.format(msgspec.json.encode(planted), indent=1)
    (directory / "planted.json").write_bytes(text + b"\n")
