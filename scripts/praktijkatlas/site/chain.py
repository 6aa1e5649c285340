"""Who took a practice from whom: the chain up to where it began and down to who does it now."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from praktijkatlas import facts
from praktijkatlas.catalogue import Catalogue
from praktijkatlas.reading import Entry

MOST_STEPS = 12
"""How many steps a chain shows in each direction; it never walks further than that. Only those that
took it from the practice itself are all in it, for no other page need tell of them."""
MOST_PLACES = 3


@dataclass(frozen=True, slots=True)
class Step:
    """One that does it: who, where and since when, and from whom they took it."""

    depth: int
    """How many times it was taken over since the first of the chain."""
    who: str
    details: str
    """Where, since when and taken from whom, as a phrase; "" when nothing is known."""
    entry: Entry | None = None
    """Its own description, if there is one."""
    here: bool = False
    """Whether it is the practice that the chain is shown for."""
    source: int | None = None
    """The source on the page of that practice that says so."""


@dataclass(frozen=True, slots=True)
class Chain:
    """The steps from the first to the last, and whether there are more than these."""

    steps: tuple[Step, ...]
    more: bool = False

    def __bool__(self) -> bool:
        return len(self.steps) > 1


def chain(catalogue: Catalogue, entry: Entry) -> Chain:
    """The chain of a practice; entries that point to each other in a circle stand in it once."""
    above = _above(catalogue, entry)
    top = max(above.values(), default=0)
    first = sorted(above.items(), key=lambda item: (-item[1], item[0]))
    upward = [_step(catalogue, catalogue.by_id[each], top - up) for each, up in first]
    here = _step(catalogue, entry, top, here=True)
    downward, more = _downward(catalogue, entry, top, {entry.id, *above})
    return Chain((*upward[-MOST_STEPS:], here, *downward), more or len(above) > MOST_STEPS)


def in_chains_with(catalogue: Catalogue, entries: Iterable[Entry]) -> set[str]:
    """The ids of the practices whose chain can tell of one of these entries, and of these."""
    # Who took it from them names them too, in the chain of another that it took it from.
    told = [(e, *catalogue.adopters.get(e.id, ())) for e in entries]
    ids = {each.id for some in told for each in some}
    known = catalogue.by_id
    up = _reached(ids, lambda each: known.keys() & known[each].practice.based_on)
    down = _reached(ids, lambda each: (e.id for e in catalogue.adopters.get(each, ())))
    return up | down


def _reached(ids: Iterable[str], steps: Callable[[str], Iterable[str]]) -> set[str]:
    """Where steps lead from these ids, however many, and these ids."""
    found = set(ids)
    waiting = list(found)
    while waiting:
        ahead = set(steps(waiting.pop())) - found
        found |= ahead
        waiting += ahead
    return found


def _above(catalogue: Catalogue, entry: Entry) -> dict[str, int]:
    """The ids of the practices that it goes back to, each with how many steps away it is."""
    found: dict[str, int] = {}
    level, steps = [entry.id], 0
    while level and len(found) <= MOST_STEPS:
        steps += 1
        level = [
            parent
            for parent in dict.fromkeys(
                parent for each in level for parent in catalogue.by_id[each].practice.based_on
            )
            if parent in catalogue.by_id and parent != entry.id and parent not in found
        ]
        found.update(dict.fromkeys(level, steps))
    return found


def _downward(
    catalogue: Catalogue, entry: Entry, depth: int, seen: set[str]
) -> tuple[list[Step], bool]:
    """Those that took it over, each followed by those that took it from them; whether more did."""
    steps = list(_adoptions(catalogue, entry, depth + 1, own=True))
    followers = _followers(catalogue, entry, seen)
    room = max(0, MOST_STEPS - len(steps) - len(followers))
    more = False
    for each in followers:
        further = list(islice(_below(catalogue, each, depth + 1, seen), room + 1))
        more |= len(further) > room
        steps += [_step(catalogue, each, depth + 1), *further[:room]]
        room -= len(further[:room])
    return steps, more


def _below(catalogue: Catalogue, entry: Entry, depth: int, seen: set[str]) -> Iterator[Step]:
    """Those that took it from a follower, each followed by those that took it from them."""
    # A list of our own instead of calls within calls: a chain may be long.
    waiting = [(entry, depth)]
    while waiting:
        each, at = waiting.pop()
        if each is not entry:
            yield _step(catalogue, each, at)
        yield from _adoptions(catalogue, each, at + 1)
        followers = _followers(catalogue, each, seen)
        waiting += [(follower, at + 1) for follower in reversed(followers)]


def _followers(catalogue: Catalogue, entry: Entry, seen: set[str]) -> list[Entry]:
    """The descriptions of those that took it over, save what was seen already; they are then too."""
    found = [each for each in catalogue.adopters.get(entry.id, ()) if each.id not in seen]
    seen.update(each.id for each in found)
    return found


def _adoptions(catalogue: Catalogue, entry: Entry, depth: int, own: bool = False) -> Iterator[Step]:
    """Those that an entry names and that have no description of their own."""
    described = {
        catalogue.organisation_id(each.practice.contact.organisation)
        for each in catalogue.adopters.get(entry.id, ())
    }
    for each in entry.practice.adoptions:
        if catalogue.organisation_id(each.organisation) not in described:
            since = each.since.in_words() if each.since else ""
            yield Step(
                depth,
                each.organisation,
                _details(catalogue, (each.region,), since, [_who(entry)]),
                source=each.source if own else None,
            )


def _step(catalogue: Catalogue, entry: Entry, depth: int, here: bool = False) -> Step:
    practice = entry.practice
    since = practice.start.in_words() if practice.start else ""
    known = (catalogue.by_id[i] for i in practice.based_on if i in catalogue.by_id)
    origins = list(dict.fromkeys(_who(each) for each in known if each is not entry))
    details = _details(catalogue, practice.regions, since, origins)
    return Step(depth, _who(entry), details, entry, here)


def _who(entry: Entry) -> str:
    return entry.practice.contact.organisation


def _details(catalogue: Catalogue, regions: tuple[str, ...], since: str, origins: list[str]) -> str:
    places = facts.labels(catalogue.vocabularies.regions, regions)
    if len(places) > MOST_PLACES:
        places = [*places[:MOST_PLACES], "elders"]
    *others, last = places
    parts = [
        f"in {', '.join(others)} en {last}" if others else f"in {last}",
        f"sinds {since}" if since else "",
        f"overgenomen van {' en '.join(origins)}" if origins else "",
    ]
    return "; ".join(filter(None, parts))
