"""The report: counts, gaps and entries that ask for work, worked out from a catalogue and a day."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Sized
from dataclasses import dataclass, replace
from datetime import date
from statistics import median

from praktijkatlas.catalogue import Catalogue
from praktijkatlas.facts import host, labels, number, review_due
from praktijkatlas.model import Practice, Reference, Term
from praktijkatlas.model.dates import months_later
from praktijkatlas.model.vocabulary import fold
from praktijkatlas.prose import Prose
from praktijkatlas.reading import Entry

ENOUGH = 3
"""A theme, region, level or sector with fewer entries is a gap."""
SOON_MONTHS = 3


@dataclass(frozen=True, slots=True)
class Count:
    """A term with the number of entries that have it."""

    id: str
    label: str
    entries: int


@dataclass(frozen=True, slots=True)
class Tally:
    """The terms of one list, in its order, each with its number of entries."""

    key: str
    heading: str
    counts: tuple[Count, ...]

    @property
    def gaps(self) -> tuple[Count, ...]:
        """The terms with too few entries or none, fewest first."""
        few = (count for count in self.counts if count.entries < ENOUGH)
        return tuple(sorted(few, key=lambda count: count.entries))


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """A region of the site's own area with its entries per theme, in the order of the themes.

    Entries of the regions that lie in it count too; `total` counts an entry once.
    """

    id: str
    label: str
    themes: tuple[int, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Mention:
    """An entry that asks for work, with what there is to say of it."""

    id: str
    title: str
    note: str


@dataclass(frozen=True, slots=True)
class Review:
    """An entry that somebody should look at again by the day `due`."""

    id: str
    title: str
    due: date


@dataclass(frozen=True, slots=True)
class Readable:
    """How an entry reads: Flesch-Douma (100 is very easy), sentences in words, and hard words."""

    id: str
    title: str
    score: float
    mean_sentence: float
    longest_sentence: int
    words: int
    jargon: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unlisted:
    """An organisation that entries name and the list of organisations does not know."""

    name: str
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The state of the atlas on one day; entries are in the order of their ids, unless said."""

    today: date
    entries: int
    tallies: tuple[Tally, ...]
    """Themes, regions of the own area, levels, sectors, statuses, evidence, practice types."""
    coverage: tuple[CoverageRow, ...]
    overdue: tuple[Review, ...]
    """By day."""
    due_soon: tuple[Review, ...]
    """By day; the three months from today."""
    unknown_status: tuple[Mention, ...]
    single_source: tuple[Mention, ...]
    single_publisher: tuple[Mention, ...]
    """Entries whose sources, two or more, all come from one publisher."""
    targets_only: tuple[Mention, ...]
    """Entries that name a target and no outcome."""
    unmeasured: tuple[Mention, ...]
    """Entries without an outcome that has a number."""
    median_readability: float | None
    readability: tuple[Readable, ...]
    """The hardest first."""
    unlisted: tuple[Unlisted, ...]
    """By name."""

    def tally(self, key: str) -> Tally:
        """The tally of one list: "themes", "regions", …"""
        return next(tally for tally in self.tallies if tally.key == key)

    @property
    def gaps(self) -> tuple[Tally, ...]:
        """The tallies in which too few entries is something to mend."""
        return tuple(map(self.tally, ("themes", "regions", "education_levels", "sectors")))


def make_report(catalogue: Catalogue, today: date) -> Report:
    """The report on a catalogue as it is today."""
    entries = catalogue.entries
    readability = _ranked(_readable(each, catalogue.prose_of(each)) for each in entries)
    soon = months_later(today, SOON_MONTHS)
    reviews = sorted(
        (Review(each.id, each.practice.title, review_due(each.practice)) for each in entries),
        key=lambda review: (review.due, review.id),
    )
    return Report(
        today=today,
        entries=len(entries),
        tallies=tuple(_tallies(catalogue)),
        coverage=tuple(_coverage(catalogue)),
        overdue=tuple(review for review in reviews if review.due < today),
        due_soon=tuple(review for review in reviews if today <= review.due <= soon),
        unknown_status=_mentions(entries, _unknown_status),
        single_source=_mentions(entries, _single_source),
        single_publisher=_mentions(entries, _single_publisher),
        targets_only=_mentions(entries, _targets_only),
        unmeasured=_mentions(entries, lambda practice: _unmeasured(catalogue, practice)),
        median_readability=_median(readability),
        readability=readability,
        unlisted=tuple(_unlisted(catalogue)),
    )


def with_text(report: Report, entry: Entry, prose: Prose) -> Report:
    """The report after the text of an entry changed, and nothing else."""
    others = (each for each in report.readability if each.id != entry.id)
    readability = _ranked((*others, _readable(entry, prose)))
    return replace(report, readability=readability, median_readability=_median(readability))


def _ranked(readable: Iterable[Readable]) -> tuple[Readable, ...]:
    return tuple(sorted(readable, key=lambda each: (each.score, each.id)))


def _median(readability: Sequence[Readable]) -> float | None:
    return round(median(each.score for each in readability), 1) if readability else None


def _tallies(catalogue: Catalogue) -> Iterator[Tally]:
    lists, entries = catalogue.vocabularies, catalogue.entries

    def tally(key: str, heading: str, terms: Iterable[Term], found: Mapping[str, int]) -> Tally:
        return Tally(
            key, heading, tuple(Count(term.id, term.label, found.get(term.id, 0)) for term in terms)
        )

    types = Counter(each for entry in entries for each in set(entry.practice.practice_types))
    statuses = Counter[str](entry.practice.status for entry in entries)
    evidence = Counter(str(entry.practice.evidence) for entry in entries)
    yield tally("themes", "Thema’s", lists.themes, _sizes(catalogue.by_theme))
    yield tally("regions", "Regio’s", lists.own_regions, _sizes(catalogue.by_region))
    yield tally("education_levels", "Onderwijs", lists.education_levels, _sizes(catalogue.by_level))
    yield tally("sectors", "Sectoren", lists.sectors, _sizes(catalogue.by_sector))
    yield tally("statuses", "Status", lists.statuses, statuses)
    yield tally("evidence", "Onderbouwing", lists.evidence, evidence)
    yield tally("practice_types", "Soorten", lists.practice_types, types)


def _sizes(groups: Mapping[str, Sized]) -> Mapping[str, int]:
    return {key: len(group) for key, group in groups.items()}


def _coverage(catalogue: Catalogue) -> Iterator[CoverageRow]:
    lists = catalogue.vocabularies
    for region in lists.own_regions:
        yield CoverageRow(
            region.id,
            region.label,
            tuple(catalogue.count(theme.id, region.id) for theme in lists.themes),
            len(catalogue.by_region.get(region.id, ())),
        )


def _mentions(
    entries: Iterable[Entry], note_of: Callable[[Practice], str | None]
) -> tuple[Mention, ...]:
    return tuple(
        Mention(entry.id, entry.practice.title, note)
        for entry in entries
        if (note := note_of(entry.practice)) is not None
    )


def _unknown_status(practice: Practice) -> str | None:
    return f"stand {practice.status_as_of.in_words()}" if practice.status == "onbekend" else None


def _single_source(practice: Practice) -> str | None:
    return _publisher(practice.sources[0]) if len(practice.sources) == 1 else None


def _single_publisher(practice: Practice) -> str | None:
    first, *others = map(_publisher, practice.sources)
    if not others or {fold(name) for name in others} != {fold(first)}:
        return None
    return f"{first}, {number(len(practice.sources))} bronnen"


def _publisher(source: Reference) -> str:
    return source.publisher or host(source.url)


def _targets_only(practice: Practice) -> str | None:
    kinds = Counter(result.kind for result in practice.results)
    if kinds["uitkomst"] or not kinds["doel"]:
        return None
    return "1 doel" if kinds["doel"] == 1 else f"{kinds['doel']} doelen"


def _unmeasured(catalogue: Catalogue, practice: Practice) -> str | None:
    if any(each.kind == "uitkomst" and each.value is not None for each in practice.results):
        return None
    return labels(catalogue.vocabularies.evidence, [str(practice.evidence)])[0]


def _readable(entry: Entry, prose: Prose) -> Readable:
    found = prose.readability
    return Readable(
        id=entry.id,
        title=entry.practice.title,
        score=found.score,
        mean_sentence=found.mean_sentence,
        longest_sentence=found.longest,
        words=found.words,
        jargon=prose.jargon,
    )


def _unlisted(catalogue: Catalogue) -> Iterator[Unlisted]:
    known = catalogue.vocabularies.organisations
    if not known:
        return
    names: dict[str, str] = {}
    entries: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for entry in catalogue.entries:
        for name in _organisations(entry.practice):
            if known.named(name) is None:
                names.setdefault(fold(name), name)
                entries[fold(name)][entry.id] = None
    for key in sorted(names):
        yield Unlisted(names[key], tuple(entries[key]))


def _organisations(practice: Practice) -> Iterator[str]:
    """Every organisation that a practice names; groups without a name of their own not."""
    yield from (each.name for each in practice.organisations if not each.group)
    yield from (each.organisation for each in practice.adoptions)
    yield practice.contact.organisation
