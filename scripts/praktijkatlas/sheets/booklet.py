"""A booklet: cover, contents, sheets, and where to find what."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from praktijkatlas.addresses import (
    PRACTICES_PAGE,
    WHOLE_BOOKLET,
    region_booklet,
    region_page,
    theme_booklet,
    theme_page,
)
from praktijkatlas.catalogue import Catalogue
from praktijkatlas.facts import labels
from praktijkatlas.model import Term
from praktijkatlas.model.dates import MONTHS
from praktijkatlas.model.vocabulary import fold
from praktijkatlas.reading import Entry
from praktijkatlas.sheets.printable import Json
from praktijkatlas.sheets.settings import SheetSettings
from praktijkatlas.sheets.sheet import dated, page_data
from praktijkatlas.sheets.typesetting import Order


@dataclass(frozen=True, slots=True)
class Booklet:
    """What is bound together, in that order, under a title.

    `kind` is the small line above the title, `description` the text below it, and `address` the
    page of the site that shows the same.
    """

    title: str
    entries: tuple[Entry, ...]
    kind: str = ""
    description: str = ""
    address: str = ""


# Nobody staples more than this.
MAX_SHEETS = 150
MAX_TITLE = 120
"""How many letters of a title stand on a cover, above what else is there."""


def site_booklets(catalogue: Catalogue) -> Iterator[tuple[str, Booklet]]:
    """The booklets that the site offers, with their paths: none that would be empty or too thick."""
    lists = catalogue.vocabularies
    found = (
        *(
            (theme_booklet(theme.id), _of_term(theme, "Thema", theme_page, entries))
            for theme in lists.themes
            if (entries := catalogue.by_theme.get(theme.id))
        ),
        *(
            (region_booklet(region.id), _of_term(region, "Regio", region_page, entries))
            for region in lists.regions
            if (entries := catalogue.by_region.get(region.id))
        ),
        (
            WHOLE_BOOKLET,
            Booklet("Alle praktijken", by_title(catalogue.entries), address=PRACTICES_PAGE),
        ),
    )
    return ((path, booklet) for path, booklet in found if 0 < len(booklet.entries) <= MAX_SHEETS)


def _of_term(
    term: Term, kind: str, page: Callable[[str], str], entries: Iterable[Entry]
) -> Booklet:
    return Booklet(term.label, by_title(entries), kind, term.description, page(term.id))


def by_title(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries in the order of their titles."""
    return tuple(sorted(entries, key=lambda entry: (fold(entry.practice.title), entry.id)))


def booklet_order(
    booklet: Booklet, catalogue: Catalogue, settings: SheetSettings, pages: Mapping[str, int]
) -> Order:
    """The booklet with empty pages for its sheets (see `binding`): each has so many `pages`."""
    regions = catalogue.vocabularies.regions
    return Order(
        template="booklet",
        data={
            **booklet_frame(booklet, catalogue, settings),
            "sheets": [
                {
                    "id": entry.id,
                    "title": entry.practice.title,
                    "where": ", ".join(labels(regions, entry.practice.regions)),
                    "pages": pages[entry.id],
                }
                for entry in booklet.entries
            ],
        },
        seconds=dated(*booklet.entries),
        one_page=[],
        more_pages=[0],
    )


def booklet_frame(
    booklet: Booklet, catalogue: Catalogue, settings: SheetSettings
) -> dict[str, Json]:
    """All of a booklet but its sheets."""
    entries = booklet.entries
    amount = "1 goede praktijk" if len(entries) == 1 else f"{len(entries)} goede praktijken"
    regions = catalogue.vocabularies.regions
    return {
        "site": settings.site_name,
        "tagline": settings.tagline,
        "title": booklet.title,
        "kind": booklet.kind,
        "description": booklet.description,
        "amount": amount,
        "date": _newest_month(entries),
        "page": page_data(settings.url(booklet.address)),
        "places": _index(
            (regions[region].label if region in regions else region, entry)
            for entry in entries
            for region in entry.practice.regions
        ),
        "organisations": _index(
            (_organisation_name(catalogue, each.name), entry)
            for entry in entries
            for each in entry.practice.organisations
            if not each.group
        ),
    }


def _organisation_name(catalogue: Catalogue, name: str) -> str:
    known = catalogue.vocabularies.organisations.named(name)
    return known.label if known else name


def _newest_month(entries: Sequence[Entry]) -> str:
    newest = max((max(e.practice.added, e.practice.reviewed) for e in entries), default=None)
    return f"{MONTHS[newest.month - 1]} {newest.year}" if newest else ""


def _index(pairs: Iterable[tuple[str, Entry]]) -> list[Json]:
    """Names in the order of the alphabet, each with the ids of its practices."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for name, entry in pairs:
        found[name][entry.id] = None
    names = sorted(found, key=lambda name: (fold(name), name))
    return [{"name": name, "ids": list(found[name])} for name in names]
