"""Who works with whom, as a drawing: organisations in two columns, joined where they work together.

Education stands on the left and all others on the right, so that names can be read as lines of
text and the lines between show what goes from school to work. The drawing is bounded: of each side
it has the organisations with the most practices, and lines from that number of shared practices on
at which they can still be followed. `least` says which number that is.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice

from praktijkatlas.catalogue import Catalogue, OrganisationEntry

MOST = {"school": 12, "work": 12, "state": 6, "rest": 4}
"""How many organisations of each shape the drawing of the site has."""
MOST_LINES = 90
MOST_PARTNERS = 24
"""How many partners the drawing of one organisation has."""
FEWEST_PARTNERS = 3
WIDTH = 360
ROW = 27
"""The height of a row: a finger needs 24 pixels on a phone, where the drawing has its own size."""
GAP = 16
"""The white between two kinds of organisations."""
INSET = 14
WEIGHTS = (1, 2, 4, 7, 12)
"""From how many shared practices a line is drawn one step thicker."""
SIDES = {"education": "school", "employer": "work", "government": "state"}
Partners = tuple[tuple[OrganisationEntry, int], ...]
SHAPES = ("school", "work", "state", "rest")
"""Education, employers, governments, and all others."""


@dataclass(frozen=True, slots=True)
class Node:
    """An organisation in the drawing: its number there, its shape, and where it stands."""

    organisation: OrganisationEntry
    number: int
    shape: str
    x: int
    y: int
    partners: Partners
    """Those it is joined with here and in how many practices, most first."""

    @property
    def left(self) -> bool:
        """Whether its name stands on the left."""
        return self.x < WIDTH / 2


@dataclass(frozen=True, slots=True)
class Tie:
    """A line between two organisations: its way, and how thick it is (1-5)."""

    path: str
    weight: int
    numbers: tuple[int, int]
    across: bool
    """Whether it joins education with an employer; in the drawing of one organisation always."""


@dataclass(frozen=True, slots=True)
class Network:
    """The drawing, and what must be said of it."""

    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]
    height: int
    least: int
    """In how many practices two organisations take part together when there is a line."""
    key: tuple[tuple[str, str], ...]
    """The shapes that occur, each with the kinds that it stands for."""
    focus: tuple[int, int] | None = None
    """Where the organisation stands that it is about, if there is one."""


def network(catalogue: Catalogue) -> Network | None:
    """The drawing of the site; None when fewer than three organisations work together."""
    found = catalogue.organisations.values()
    ranked = sorted(found, key=lambda each: (-len(each.entries), each.id))
    shapes, _ = _shapes(catalogue, ranked)
    chosen = [
        each
        for shape, most in MOST.items()
        for each in islice((each for each in ranked if shapes[each.id] == shape), most)
    ]
    counts = _shared(catalogue, {each.id for each in chosen})
    least = _least(counts.values())
    joined = {pair: count for pair, count in counts.items() if count >= least}
    linked = {organisation for pair in joined for organisation in pair}
    if len(linked) < FEWEST_PARTNERS:
        return None
    return _drawn(catalogue, [each for each in chosen if each.id in linked], joined, least)


def network_of(
    catalogue: Catalogue, organisation: OrganisationEntry, partners: Partners
) -> Network | None:
    """The drawing of one organisation and its nearest partners; None when it would tell nothing.

    With one practice all partners are simply those of that practice.
    """
    if len(organisation.entries) < 2 or len(partners) < FEWEST_PARTNERS:
        return None
    nearest = partners[:MOST_PARTNERS]
    joined = {_pair(organisation.id, each.id): count for each, count in nearest}
    return _drawn(catalogue, [each for each, _ in nearest], joined, 1, organisation.id)


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _shared(catalogue: Catalogue, chosen: set[str]) -> Counter[tuple[str, str]]:
    """In how many practices each two of the chosen take part together."""
    counts: Counter[tuple[str, str]] = Counter()
    for entry in catalogue.entries:
        named = (each.name for each in entry.practice.organisations if not each.group)
        counts.update(
            combinations(sorted(chosen.intersection(map(catalogue.organisation_id, named))), 2)
        )
    return counts


def _least(counts: Iterable[int]) -> int:
    """From how many shared practices on there are few enough lines to follow."""
    ranked = sorted(counts, reverse=True)
    return 1 if len(ranked) <= MOST_LINES else ranked[MOST_LINES] + 1


def _shapes(
    catalogue: Catalogue, chosen: Sequence[OrganisationEntry]
) -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    """The shape of every organisation, and what each shape stands for."""
    kinds = catalogue.vocabularies.organisation_kinds
    occurring = {each.kind for each in chosen}
    shape_of = {kind.id: SIDES[kind.side] for kind in kinds if kind.side}
    labels: dict[str, list[str]] = {shape: [] for shape in SHAPES}
    for kind in kinds:
        if kind.id in occurring:
            labels[shape_of.get(kind.id, "rest")].append(kind.label)
    key = tuple((shape, ", ".join(names)) for shape, names in labels.items() if names)
    return {each.id: shape_of.get(each.kind, "rest") for each in chosen}, key


def _drawn(
    catalogue: Catalogue,
    chosen: Sequence[OrganisationEntry],
    joined: Mapping[tuple[str, str], int],
    least: int,
    focus: str | None = None,
) -> Network:
    shapes, key = _shapes(catalogue, chosen)
    places, height = _places(chosen, shapes)
    middle = (WIDTH // 2, height // 2)
    spots = {**places, **({focus: middle} if focus else {})}
    numbers = {each.id: number for number, each in enumerate(_in_order(chosen, places), start=1)}
    partners: dict[str, list[tuple[OrganisationEntry, int]]] = {each.id: [] for each in chosen}
    for (one, other), count in sorted(joined.items(), key=lambda item: (-item[1], item[0])):
        for mine, theirs in ((one, other), (other, one)):
            if mine in partners:
                partners[mine].append((catalogue.organisations[theirs], count))
    ties = (
        Tie(
            _path(spots[one], spots[other]),
            sum(count >= step for step in WEIGHTS),
            (numbers.get(one, 0), numbers.get(other, 0)),
            bool(focus) or {shapes[one], shapes[other]} == {"school", "work"},
        )
        for (one, other), count in sorted(joined.items())
    )
    return Network(
        nodes=tuple(
            Node(
                each, numbers[each.id], shapes[each.id], *places[each.id], tuple(partners[each.id])
            )
            for each in sorted(chosen, key=lambda each: numbers[each.id])
        ),
        # The thickest last, so that they lie on top.
        ties=tuple(sorted(ties, key=lambda tie: (tie.across, tie.weight))),
        height=height,
        least=least,
        key=key,
        focus=middle if focus else None,
    )


def _in_order(
    chosen: Sequence[OrganisationEntry], places: Mapping[str, tuple[int, int]]
) -> list[OrganisationEntry]:
    """From top to bottom, the left column first: the order in which a reader goes."""
    return sorted(chosen, key=lambda each: places[each.id])


def _places(
    chosen: Sequence[OrganisationEntry], shapes: Mapping[str, str]
) -> tuple[dict[str, tuple[int, int]], int]:
    """Where each stands, by kind and in the order given, and how high the drawing is."""
    left = [[each for each in chosen if shapes[each.id] == "school"]]
    right = [[each for each in chosen if shapes[each.id] == shape] for shape in SHAPES[1:]]
    columns = [[group for group in groups if group] for groups in (left, right)]
    heights = [sum(map(len, groups)) * ROW + max(0, len(groups) - 1) * GAP for groups in columns]
    height = max(*heights, 4 * ROW)
    places = {}
    for x, groups, own in zip((INSET, WIDTH - INSET), columns, heights, strict=True):
        # The shorter column is spread over the height of the other.
        rows = sum(map(len, groups))
        step = min(1.6 * ROW, ROW + (height - own) / rows) if rows else ROW
        y = (height - own - (step - ROW) * rows) / 2 + step / 2
        for group in groups:
            for each in group:
                places[each.id] = (x, round(y))
                y += step
            y += GAP
    return places, height


def _path(one: tuple[int, int], other: tuple[int, int]) -> str:
    """A curve: within a column it bends inwards, and further the longer it is."""
    (x1, y1), (x2, y2) = one, other
    if x1 == x2:
        bend = min(150, 44 + abs(y2 - y1) * 0.4)
        inwards = round(x1 + (bend if x1 < WIDTH / 2 else -bend))
        return f"M{x1} {y1}C{inwards} {y1} {inwards} {y2} {x2} {y2}"
    half = round((x1 + x2) / 2)
    return f"M{x1} {y1}C{half} {y1} {half} {y2} {x2} {y2}"
