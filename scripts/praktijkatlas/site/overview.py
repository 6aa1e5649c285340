"""The overview: how many practices every pair of terms has, and what comes nearest to none.

The page comes with the table of regions and themes. A browser makes the tables of other pairs from
the numbers of the list of practices (facets.py); what it must know of the terms stands in the page.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from praktijkatlas import addresses
from praktijkatlas.catalogue import Catalogue
from praktijkatlas.exports.tables import excel_bytes
from praktijkatlas.model import Region, Term
from praktijkatlas.reading import Entry
from praktijkatlas.site.facets import Facet, facets
from praktijkatlas.site.tilemap import BANDS, band
from praktijkatlas.site.views import region_groups

FIELDS = {
    "plaats": "regions",
    "thema": "themes",
    "onderwijs": "education_levels",
    "sector": "sectors",
    "status": "status",
    "soort": "practice_types",
}
"""The facets that can be the rows or columns, with the field of the form that each one fills."""
HEADING = "Regio"


@dataclass(frozen=True, slots=True)
class Cell:
    """How many practices there are, how dark that is drawn (0-5), and the nearest when none."""

    theme: Term
    count: int
    band: int
    near: Entry | None


@dataclass(frozen=True, slots=True)
class Row:
    """A region with a cell for every theme, in their order."""

    region: Region
    cells: tuple[Cell, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Group:
    """The rows under one heading."""

    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Overview:
    """The table of regions and themes."""

    catalogue: Catalogue

    @property
    def themes(self) -> tuple[Term, ...]:
        """What the columns are about."""
        return tuple(self.catalogue.vocabularies.themes)

    @property
    def totals(self) -> tuple[int, ...]:
        """The practices of every theme; one in several regions counts once."""
        return tuple(len(self.catalogue.by_theme.get(theme.id, ())) for theme in self.themes)

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The rows."""
        return tuple(
            Group(group.heading, tuple(map(self._row, group.regions)))
            for group in region_groups(self.catalogue)
        )

    def _row(self, region: Region) -> Row:
        return Row(
            region,
            tuple(self._cell(theme, region) for theme in self.themes),
            len(self.catalogue.by_region.get(region.id, ())),
        )

    def _cell(self, theme: Term, region: Region) -> Cell:
        count = self.catalogue.count(theme.id, region.id)
        near = None if count else self._near.of(theme.id, region.id)
        return Cell(theme, count, band(count, self._most), near)

    @cached_property
    def _most(self) -> int:
        lists = self.catalogue.vocabularies
        pairs = ((t.id, r.id) for t in lists.themes for r in lists.regions)
        return max((self.catalogue.count(*pair) for pair in pairs), default=0)

    @cached_property
    def _near(self) -> "Nearness":
        return Nearness(self.catalogue)

    def legend(self) -> Iterator[tuple[int, str]]:
        """Every shade that a cell can have, with the numbers it stands for: "4–7"."""
        drawn = [(band(count, self._most), count) for count in range(1, self._most + 1)]
        for shade in range(1, BANDS + 1):
            counts = [count for found, count in drawn if found == shade]
            if counts:
                first, last = counts[0], counts[-1]
                yield shade, str(first) if first == last else f"{first}–{last}"

    def table(self) -> Iterator[list[str]]:
        """The rows of the table as text, the head first."""
        yield [HEADING, *(theme.label for theme in self.themes), "Totaal"]
        for group in self.groups:
            for row in group.rows:
                counts = (str(cell.count) for cell in row.cells)
                yield [row.region.label, *counts, str(row.total)]
        yield ["Totaal", *map(str, self.totals), str(len(self.catalogue))]


class Nearness:
    """Finds the practice that comes nearest to a region and a theme that have none together.

    That is one of the theme in the smallest region around it; else one in the region with the theme
    that most often goes with it; else one of the theme wherever it is.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        newest = catalogue.newest(len(catalogue))
        self._rank = {e.id: (-e.practice.evidence, place) for place, e in enumerate(newest)}
        self._together: dict[str, Counter[str]] = {}
        for entry in newest:
            for theme in entry.practice.themes:
                self._together.setdefault(theme, Counter()).update(entry.practice.themes)
        self._around = regions_around(catalogue)

    def of(self, theme: str, region: str) -> Entry | None:
        """The nearest practice; None when no practice has the theme or the region."""
        catalogue = self._catalogue
        for wider in self._around[region]:
            if found := catalogue.cell(theme, wider):
                return self._best(found)
        kin = self._together.get(theme, Counter())
        order = {term.id: place for place, term in enumerate(catalogue.vocabularies.themes)}
        for other in sorted(kin, key=lambda each: (-kin[each], order.get(each, 0))):
            if found := catalogue.cell(other, region):
                return self._best(found)
        return self._best(catalogue.by_theme.get(theme, ()))

    def _best(self, entries: Sequence[Entry]) -> Entry | None:
        return min(entries, key=lambda entry: self._rank[entry.id], default=None)


def regions_around(catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """For every region those that it lies in, the smallest first: that of the fewest regions."""
    lists = catalogue.vocabularies
    today = [region.id for region in lists.regions if not region.is_former]
    size = Counter(up for region in today for up in lists.ancestors[region])
    return {
        region: tuple(sorted(lists.ancestors[region], key=lambda up: (size[up], up)))
        for region in today
    }


def axes(catalogue: Catalogue) -> list[dict[str, Any]]:
    """What a visitor can choose for the rows and the columns, in the order of FIELDS."""
    known = {facet.id: facet for facet in facets(catalogue)}
    return [
        _axis(catalogue, known[name], field)
        for name, field in FIELDS.items()
        if _has_choice(catalogue, known[name])
    ]


def _has_choice(catalogue: Catalogue, facet: Facet) -> bool:
    """Whether practices differ in it; when not, there are no numbers of it either."""
    found: set[str] = set()
    for entry in catalogue.entries:
        found.update(facet.answers(entry.practice))
        if len(found) > 1:
            return True
    return False


def _axis(catalogue: Catalogue, facet: Facet, field: str) -> dict[str, Any]:
    axis: dict[str, Any] = {"id": facet.id, "field": field, "label": facet.label}
    if facet.id != "plaats":
        return axis | {"groups": [["", facet.terms]]}
    groups = [
        [group.heading, [(region.id, region.label) for region in group.regions]]
        for group in region_groups(catalogue)
    ]
    return axis | {"label": HEADING, "groups": groups, "around": regions_around(catalogue)}


def overview_files(catalogue: Catalogue) -> Iterable[tuple[str, bytes]]:
    """The table that the page comes with, to open in a spreadsheet."""
    yield addresses.OVERVIEW_TABLE, excel_bytes(Overview(catalogue).table())
