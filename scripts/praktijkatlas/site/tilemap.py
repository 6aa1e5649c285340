"""The map: a tile for every municipality, about where it lies, with its number of practices.

Where the tiles lie comes from `tiles.yml` beside the vocabularies; a site without it has no map.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from praktijkatlas.catalogue import Catalogue
from praktijkatlas.reading.load import load_bytes

FILE = "tiles.yml"
SIZE = 100
GAP = 6
BANDS = 5
# A longer name than this stands on two lines.
ONE_LINE = 9

Place = tuple[int, int]


class TilesError(ValueError):
    """The file with tiles is not right; the message says what to mend, in Dutch."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A tile to draw: its place in the drawing, what it says, and how dark it is (0-5)."""

    region: str
    label: str
    lines: tuple[str, ...]
    count: int
    band: int
    x: int
    y: int
    inside: bool

    @property
    def name(self) -> str:
        """What a screen reader says of it: "Brugdorp: 11 praktijken"."""
        counted = {0: "nog geen praktijken", 1: "1 praktijk"}
        return f"{self.label}: {counted.get(self.count, f'{self.count} praktijken')}"


@dataclass(frozen=True)
class TileMap:
    """The places of the tiles by region; without any there is no map."""

    places: Mapping[str, Place] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    """How a name is written on its tile, when not as it is: with a hyphen where it may break."""

    def __bool__(self) -> bool:
        return bool(self.places)

    @property
    def width(self) -> int:
        """The width of the drawing."""
        return (max(column for column, _ in self.places.values()) + 1) * (SIZE + GAP) + GAP

    @property
    def height(self) -> int:
        """The height of the drawing."""
        return (max(row for _, row in self.places.values()) + 1) * (SIZE + GAP) + GAP

    def tiles(self, catalogue: Catalogue, region: str | None = None) -> tuple[Tile, ...]:
        """The tiles in reading order; those outside `region` are drawn without shade."""
        counts = {i: len(catalogue.by_region.get(i, ())) for i in self.places}
        most = max(counts.values(), default=0)
        lists = catalogue.vocabularies
        ordered = sorted(self.places.items(), key=lambda item: (item[1][1], item[1][0]))
        return tuple(
            Tile(
                region=i,
                label=lists.regions[i].label,
                lines=in_lines(self.names.get(i, lists.regions[i].label)),
                count=counts[i],
                band=band(counts[i], most),
                x=column * (SIZE + GAP) + GAP,
                y=row * (SIZE + GAP) + GAP,
                inside=region is None or region in (i, *lists.ancestors[i]),
            )
            for i, (column, row) in ordered
        )

    def shows(self, catalogue: Catalogue, region: str) -> bool:
        """Whether a region is a tile or holds one."""
        ancestors = catalogue.vocabularies.ancestors
        return any(region in (i, *ancestors[i]) for i in self.places)


def band(count: int, most: int) -> int:
    """How dark a tile is: none 0, the most 5; in between by the logarithm, as counts are skewed."""
    if not count:
        return 0
    return 1 + int((BANDS - 1) * math.log(count) / math.log(most)) if most > 1 else BANDS


def in_lines(label: str) -> tuple[str, ...]:
    """A name on one line or two, broken at the hyphen or space nearest to its middle."""
    breaks = [match.end() for match in re.finditer(r"[-\s]", label)]
    if len(label) <= ONE_LINE or not breaks:
        return (label,)
    at = min(breaks, key=lambda place: abs(place - len(label) / 2))
    return (label[:at].rstrip(), label[at:])


def load_tiles(folder: Path, catalogue: Catalogue) -> TileMap:
    """The tiles of a folder of vocabularies; none when there is no such file."""
    try:
        data = load_bytes(folder / FILE) if (folder / FILE).exists() else None
        loaded = yaml.safe_load(data.decode("utf-8")) if data is not None else None
    except (OSError, ValueError, RecursionError, yaml.YAMLError) as error:
        raise TilesError(f"{FILE} is niet te lezen: {error}") from error
    if data is None:
        return TileMap()
    places = loaded.get("tiles") if isinstance(loaded, dict) else None
    if not isinstance(places, dict):
        raise TilesError(f"{FILE}: de lijst `tiles` ontbreekt.")
    found: dict[str, Place] = {}
    names: dict[str, str] = {}
    for region, place in places.items():
        if region not in catalogue.vocabularies.regions:
            raise TilesError(f'{FILE}: "{region}" staat niet in regions.yml.')
        pair = isinstance(place, list) and len(place) in (2, 3)
        if not (pair and all(isinstance(n, int) and 0 <= n < 50 for n in place[:2])):
            raise TilesError(f'{FILE}: "{region}" heeft geen kolom en rij, zoals [2, 1].')
        if len(place) == 3:
            if not (isinstance(place[2], str) and place[2].strip()):
                raise TilesError(f'{FILE}: de naam op de tegel van "{region}" is geen tekst.')
            names[str(region)] = place[2]
        spot = (place[0], place[1])
        if spot in found.values():
            raise TilesError(f'{FILE}: "{region}" ligt op de tegel van een ander.')
        found[str(region)] = spot
    return TileMap(found, names)
