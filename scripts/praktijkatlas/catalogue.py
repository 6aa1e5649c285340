"""The catalogue: every practice, found by theme, region, organisation and kinship. Immutable."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, cached_property
from types import MappingProxyType

from praktijkatlas.model import Organisation, Participant, Practice, Vocabularies
from praktijkatlas.prose import Prose, prose_of
from praktijkatlas.reading import Entry
from praktijkatlas.reading.entry import slug


@dataclass(frozen=True, slots=True)
class Related:
    """Another practice, and in words why it is worth a look."""

    entry: Entry
    reasons: tuple[str, ...]

    @property
    def reason(self) -> str:
        """The reasons as one phrase: "zelfde thema en onderwijs"."""
        if len(self.reasons) < 2:
            return "".join(self.reasons)
        return ", ".join(self.reasons[:-1]) + " en " + self.reasons[-1]


@dataclass(frozen=True, slots=True)
class OrganisationEntry:
    """An organisation with the practices in which it takes part."""

    id: str
    name: str
    kind: str
    entries: tuple[Entry, ...]
    known: Organisation | None = None
    url: str | None = None

    def goes_by_the_same(self, other: "OrganisationEntry") -> bool:
        """Whether all but the practices is the same."""
        return replace(self, entries=()) == replace(other, entries=())


@dataclass(frozen=True)
class Catalogue:
    """All entries, in the order of their ids, with the vocabularies they refer to."""

    entries: tuple[Entry, ...]
    vocabularies: Vocabularies
    prose: Mapping[str, Prose] = field(default_factory=dict, repr=False)
    """What the texts of entries tell, by id, as far as it has been worked out."""

    @classmethod
    def of(
        cls,
        entries: Iterable[Entry],
        vocabularies: Vocabularies,
        prose: Mapping[str, Prose] = MappingProxyType({}),
    ) -> "Catalogue":
        """The catalogue of these entries, in whatever order they come."""
        return cls(tuple(sorted(entries, key=lambda entry: entry.id)), vocabularies, prose)

    def prose_of(self, entry: Entry) -> Prose:
        """What the text of an entry tells."""
        return self.prose.get(entry.id) or prose_of(entry.practice, entry.body)

    def __len__(self) -> int:
        return len(self.entries)

    def with_texts(self, told: Mapping[str, tuple[Entry, Prose]]) -> "Catalogue":
        """The same as `with_entries`, when nothing changed but texts: most need not be worked out."""
        made = self.with_entries(told)
        made.__dict__.update({k: v for k, v in self.__dict__.items() if k in _APART_FROM_TEXTS})
        return made

    def with_entries(self, told: Mapping[str, tuple[Entry, Prose]]) -> "Catalogue":
        """This catalogue with other or more entries, by their ids, and what their texts tell."""
        entries = {**self.by_id, **{each: entry for each, (entry, _) in told.items()}}
        prose = {**self.prose, **{each: found for each, (_, found) in told.items()}}
        return Catalogue.of(entries.values(), self.vocabularies, prose)

    def near(self, told: Mapping[str, tuple[Entry, Prose]]) -> "Catalogue":
        """The same, good enough for the pages of these entries, and at once.

        What takes long to work out may tell of others what it told before.
        """
        made = self.with_entries(told)
        entries = [entry for entry, _ in told.values()]
        own = Catalogue.of(entries, self.vocabularies)
        known: dict[str, object] = {"organisations": {**self.organisations, **own.organisations}}
        if all(e.id in self.by_id and _kin(e) == _kin(self.by_id[e.id]) for e in entries):
            known |= {"_buckets": self._buckets, "_masks": self._masks}
        made.__dict__.update(known)
        return made

    @cached_property
    def by_id(self) -> Mapping[str, Entry]:
        """The entries under their ids."""
        return MappingProxyType({entry.id: entry for entry in self.entries})

    def _grouped(
        self, keys: Callable[[Practice], Iterable[str]]
    ) -> Mapping[str, tuple[Entry, ...]]:
        groups: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            for key in dict.fromkeys(keys(entry.practice)):
                groups[key].append(entry)
        return MappingProxyType({key: tuple(found) for key, found in groups.items()})

    @cached_property
    def by_theme(self) -> Mapping[str, tuple[Entry, ...]]:
        """The entries of every theme that has any."""
        return self._grouped(lambda practice: practice.themes)

    @cached_property
    def by_level(self) -> Mapping[str, tuple[Entry, ...]]:
        """The entries of every level of education that has any."""
        return self._grouped(lambda practice: practice.education_levels)

    @cached_property
    def by_sector(self) -> Mapping[str, tuple[Entry, ...]]:
        """The entries of every sector that has any."""
        return self._grouped(lambda practice: practice.sectors)

    @cached_property
    def by_region(self) -> Mapping[str, tuple[Entry, ...]]:
        """The entries of every region, those of the regions that lie in it included."""
        return self._grouped(self.regions_of)

    @cached_property
    def by_own_region(self) -> Mapping[str, tuple[Entry, ...]]:
        """The entries that name a region themselves, without roll-up."""
        return self._grouped(lambda practice: practice.regions)

    def regions_of(self, practice: Practice) -> tuple[str, ...]:
        """The regions a practice shows under: its own first, then those that they lie in."""
        above = (up for r in practice.regions for up in self.vocabularies.ancestors.get(r, ()))
        return tuple(dict.fromkeys((*practice.regions, *above)))

    @cached_property
    def organisations(self) -> Mapping[str, OrganisationEntry]:
        """Every organisation that takes part in a practice, by id; groups without a name are not."""
        members: defaultdict[str, dict[str, Entry]] = defaultdict(dict)
        kinds: defaultdict[str, Counter[str]] = defaultdict(Counter)
        first: dict[str, Participant] = {}
        for entry in self.entries:
            for participant in entry.practice.organisations:
                if participant.group:
                    continue
                key = self.organisation_id(participant.name)
                if not key:
                    continue
                members[key][entry.id] = entry
                kinds[key][participant.kind] += 1
                first.setdefault(key, participant)
        known = self.vocabularies.organisations.by_id
        found = {}
        for key in sorted(members):
            term = known.get(key)
            participant = first[key]
            most_common = min(kinds[key].items(), key=lambda item: (-item[1], item[0]))[0]
            found[key] = OrganisationEntry(
                id=key,
                name=term.label if term else participant.name,
                kind=term.kind if term else most_common,
                entries=tuple(members[key].values()),
                known=term,
                url=(term.url if term else None) or participant.url,
            )
        return MappingProxyType(found)

    def organisation_id(self, name: str) -> str:
        """The id under which an organisation has its page: that of the list, or one of its name."""
        return self._organisation_id(name)

    @cached_property
    def _organisation_id(self) -> Callable[[str], str]:
        known = self.vocabularies.organisations

        @cache  # a page asks for the id of every participant, and so do the lists around it
        def find(name: str) -> str:
            term = known.named(name)
            return term.id if term else slug(name)

        return find

    def organisation_ids(self, practice: Practice) -> set[str]:
        """The ids of the organisations that take part in a practice."""
        named = (each.name for each in practice.organisations if not each.group)
        return {found for name in named if (found := self.organisation_id(name))}

    def partners(self, organisation_id: str) -> tuple[tuple[OrganisationEntry, int], ...]:
        """Whom an organisation works with, and in how many practices, most first."""
        together: Counter[str] = Counter()
        for entry in self.organisations[organisation_id].entries:
            together.update(self.organisation_ids(entry.practice) - {organisation_id})
        ranked = sorted(together.items(), key=lambda item: (-item[1], item[0]))
        return tuple((self.organisations[key], count) for key, count in ranked)

    @cached_property
    def redirects(self) -> Mapping[str, str]:
        """Every old id of a practice, with its id of today."""
        return MappingProxyType(
            {
                old: entry.id
                for entry in self.entries
                for old in entry.practice.redirects
                if old not in self.by_id
            }
        )

    @cached_property
    def newest_day(self) -> date | None:
        """The day of the last change that an entry records: what stands in for "now" in outputs."""
        days = (max(e.practice.added, e.practice.reviewed) for e in self.entries)
        return max(days, default=None)

    def newest(self, count: int) -> tuple[Entry, ...]:
        """The entries that were added last."""
        return self._by_day[:count]

    @cached_property
    def _by_day(self) -> tuple[Entry, ...]:
        return tuple(sorted(self.entries, key=lambda entry: entry.practice.added, reverse=True))

    @cached_property
    def adopters(self) -> Mapping[str, tuple[Entry, ...]]:
        """For every practice those that are based on it."""
        return self._grouped(lambda practice: practice.based_on)

    def count(self, theme: str, region: str) -> int:
        """How many practices have the theme and show under the region."""
        return len(self.cell(theme, region))

    def cell(self, theme: str, region: str) -> tuple[Entry, ...]:
        """The practices that have the theme and show under the region."""
        return self._cells.get((theme, region), ())

    @cached_property
    def _cells(self) -> Mapping[tuple[str, str], tuple[Entry, ...]]:
        cells: defaultdict[tuple[str, str], list[Entry]] = defaultdict(list)
        for entry in self.entries:
            for region in self.regions_of(entry.practice):
                for theme in dict.fromkeys(entry.practice.themes):
                    cells[theme, region].append(entry)
        return MappingProxyType({key: tuple(found) for key, found in cells.items()})

    def related(self, entry: Entry, count: int = 4) -> tuple[Related, ...]:
        """The practices nearest to `entry`, best first, each with the reasons.

        Those that the entry itself names come first. Others must share a theme and something more.
        """
        practice = entry.practice
        # A practice that is named as both is shown once, as what it was taken from.
        words = dict.fromkeys(practice.based_on, "hiervan overgenomen")
        for other in practice.related:
            words.setdefault(other, "hoort hierbij")
        named = []
        for other, word in words.items():
            if other in self.by_id and other != entry.id:
                shared = self._reasons(entry.id, other)
                reasons = (f"{word}: {shared[0]}", *shared[1:]) if shared else (word,)
                named.append(Related(self.by_id[other], reasons))
        taken = {entry.id, *(related.entry.id for related in named)}
        scored = sorted(self._kinship(entry.id, self._neighbours(entry) - taken))[:count]
        found = [Related(self.by_id[other], self._reasons(entry.id, other)) for _, other in scored]
        return tuple((named + found)[:count])

    def _neighbours(self, entry: Entry) -> set[str]:
        """The ids of entries worth comparing: those that share two traits, a bounded number of each pair.

        Comparing all with all would take quadratic time; each bucket is read from the entry's own
        place onwards, so that in a large bucket not all entries get the same neighbours.
        """
        found: set[str] = set()
        for key in _traits(entry.practice):
            bucket, places = self._buckets[key]
            start = places[entry.id] + 1
            found.update(bucket[start : start + BUCKET_READS])
            found.update(bucket[: max(0, start + BUCKET_READS - len(bucket))])
        return found

    def beholders(self, entry: Entry) -> set[str]:
        """The ids of the entries that are compared with this one: it is a neighbour of those."""
        found: set[str] = set()
        for key in _traits(entry.practice):
            bucket, places = self._buckets[key]
            start = places[entry.id] - BUCKET_READS
            found.update(bucket[max(0, start) : places[entry.id]])
            found.update(bucket[start:] if start < 0 else ())
        return found

    @cached_property
    def _buckets(self) -> Mapping[tuple[str, ...], tuple[list[str], dict[str, int]]]:
        """The ids of the entries with two traits, in their order, and the place of each."""
        buckets: defaultdict[tuple[str, ...], tuple[list[str], dict[str, int]]]
        buckets = defaultdict(lambda: ([], {}))
        for entry in self.entries:
            for key in _traits(entry.practice):
                bucket, places = buckets[key]
                if entry.id not in places:
                    places[entry.id] = len(bucket)
                    bucket.append(entry.id)
        return buckets

    @cached_property
    def _masks(self) -> Mapping[str, tuple[int, ...]]:
        """For every entry and every field of KINSHIP a number with a bit for each of its terms."""
        bits: defaultdict[str, dict[str, int]] = defaultdict(dict)
        masks = {}
        for entry in self.entries:
            found = []
            for name, _, _ in KINSHIP:
                known, mask = bits[name], 0
                for term in getattr(entry.practice, name):
                    if term != NO_KINSHIP:
                        mask |= known.setdefault(term, 1 << len(known))
                found.append(mask)
            masks[entry.id] = tuple(found)
        return masks

    def _kinship(self, mine: str, others: Iterable[str]) -> Iterator[tuple[int, str]]:
        """Those of the others that are near enough, each after how near it is, as a negative number.

        That is the weight of every field in which they share one term, and twice that for more.
        """
        own, masks = self._masks[mine], self._masks
        for other in others:
            score = 0
            for one, two, weight in zip(own, masks[other], _WEIGHTS, strict=True):
                if shared := one & two:
                    # Without its lowest bit a number with one bit is nothing.
                    score += 2 * weight if shared & (shared - 1) else weight
            if score >= MIN_KINSHIP:
                yield -score, other

    def prepare(self) -> None:
        """Work out what every page asks for, before copies of this process would do so each."""
        _ = self._buckets, self._masks

    def _reasons(self, mine: str, theirs: str) -> tuple[str, ...]:
        """Why two entries are near, in words, at most three; none when they share nothing."""
        pairs = zip(self._masks[mine], self._masks[theirs], KINSHIP, strict=True)
        first, *others = [words for one, other, (_, _, words) in pairs if one & other][:3] or [""]
        return (f"zelfde {first}", *others) if first else ()


_APART_FROM_TEXTS = frozenset(
    {"_buckets", "_masks", "_organisation_id", "adopters", "organisations", "redirects"}
)
"""What takes longest to work out, and is asked for ids, titles and names only."""

KINSHIP = (
    ("themes", 4, "thema"),
    ("practice_types", 3, "soort"),
    ("education_levels", 1, "onderwijs"),
    ("sectors", 2, "sector"),
    ("regions", 2, "plaats"),
)
"""What makes practices kin: the field, its weight, and how the reason is called."""
_WEIGHTS = tuple(weight for _, weight, _ in KINSHIP)
NO_KINSHIP = "breed"
"""The sector of practices that fit all: what shares it need not be alike."""
MIN_KINSHIP = 5
BUCKET_READS = 12


def _kin(entry: Entry) -> list[tuple[str, ...]]:
    """What kinship is worked out from."""
    return [getattr(entry.practice, name) for name, _, _ in KINSHIP]


def _traits(practice: Practice) -> Iterator[tuple[str, ...]]:
    for theme in practice.themes:
        for kind in practice.practice_types:
            yield ("type", theme, kind)
        for region in practice.regions:
            yield ("region", theme, region)
        for sector in practice.sectors:
            yield ("sector", theme, sector)
        for level in practice.education_levels:
            yield ("level", theme, level)
