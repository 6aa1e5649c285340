"""What the index pages show of the catalogue, worked out beforehand: templates hold no logic."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from praktijkatlas.catalogue import Catalogue
from praktijkatlas.model import Region, Term

AnyTerm = TypeVar("AnyTerm", bound=Term)


@dataclass(frozen=True, slots=True)
class RegionGroup:
    """Regions under one heading."""

    heading: str
    regions: tuple[Region, ...]


def region_groups(catalogue: Catalogue) -> tuple[RegionGroup, ...]:
    """The regions of today: those that hold others, then the others by the region they lie in.

    Regions for comparison, and all that lie in them, come last under one heading.
    """
    lists = catalogue.vocabularies
    here = lists.own_regions
    elsewhere = [region for region in lists.regions if not region.is_former and region not in here]
    parents = {parent for region in here for parent in region.part_of}
    # A region that no other lies in and that lies in none itself has no province to stand under.
    wide = [region for region in here if region.id in parents or not region.part_of]
    groups = [RegionGroup("Provincies en regio’s" if parents else "Regio’s", tuple(wide))]
    placed = {region.id for region in wide}
    for top in wide:
        inside = tuple(r for r in here if r.id not in placed and top.id in lists.ancestors[r.id])
        placed.update(region.id for region in inside)
        groups.append(RegionGroup(top.label, inside))
    groups.append(RegionGroup("Elders, ter vergelijking", tuple(elsewhere)))
    return tuple(group for group in groups if group.regions)


def ranked(vocabulary: Iterable[AnyTerm], count: Callable[[str], int]) -> list[tuple[AnyTerm, int]]:
    """The terms that have practices with how many, most first; `count` tells it of an id."""
    counted = ((term, count(term.id)) for term in vocabulary)
    return sorted((pair for pair in counted if pair[1]), key=lambda pair: -pair[1])
