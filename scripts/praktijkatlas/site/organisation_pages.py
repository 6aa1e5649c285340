"""The pages of organisations: who they are, where, of which kind, and with whom they work."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import groupby

from praktijkatlas import addresses, facts
from praktijkatlas.catalogue import Catalogue, OrganisationEntry
from praktijkatlas.exports import ExportSettings, organisation_data
from praktijkatlas.model import Region, Term
from praktijkatlas.model.vocabulary import fold
from praktijkatlas.site.network import network, network_of
from praktijkatlas.site.page import Crumb, Pages, SitePage, numbered, paginated
from praktijkatlas.site.views import region_groups

ROWS = 300
"""How many organisations a list page names."""
PARTNERS = 60
"""How many partners the page of an organisation names."""
STYLES = ("assets/organisaties.css",)
OTHER_LETTERS = "0–9"
NO_PLACE = "Plaats niet in onze lijst"


@dataclass(frozen=True, slots=True)
class Row:
    """An organisation in a list, under a heading."""

    heading: str
    organisation: OrganisationEntry
    note: str
    """Its kind and place, as far as the heading does not say so."""


@dataclass(frozen=True, slots=True)
class Group:
    """The organisations under one heading on one page; `anchor` is "" where it goes on."""

    heading: str
    anchor: str
    members: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Jump:
    """A heading of a list: where it begins, and how many organisations stand under it."""

    heading: str
    address: str
    count: int


class Directory:
    """The organisations of a catalogue in lists: by letter, by kind and by place."""

    def __init__(self, catalogue: Catalogue, settings: ExportSettings | None = None) -> None:
        self.catalogue = catalogue
        self.settings = settings
        lists = catalogue.vocabularies
        self.kinds = {kind.id: kind.label for kind in lists.organisation_kinds}
        found = catalogue.organisations.values()
        self.organisations = sorted(found, key=lambda each: (fold(each.name), each.id))

    def place(self, organisation: OrganisationEntry) -> Region | None:
        """Where an organisation is, as far as the list of organisations says so."""
        place = organisation.known.place if organisation.known else None
        return self.catalogue.vocabularies.regions.by_id.get(place) if place else None

    @cached_property
    def in_region(self) -> Mapping[str, int]:
        """How many organisations there are in each region that has any."""
        return {region.id: len(members) for region, members in self.by_place()}

    def by_kind(self) -> Iterator[tuple[Term, list[OrganisationEntry]]]:
        """The kinds that occur, with their organisations."""
        members_of: defaultdict[str, list[OrganisationEntry]] = defaultdict(list)
        for each in self.organisations:
            members_of[each.kind].append(each)
        for kind in self.catalogue.vocabularies.organisation_kinds:
            if members := members_of.get(kind.id):
                yield kind, members

    def by_place(self) -> Iterator[tuple[Region, list[OrganisationEntry]]]:
        """The regions with the organisations in them; a province counts those of its places."""
        lists = self.catalogue.vocabularies
        inside: dict[str, list[OrganisationEntry]] = {region.id: [] for region in lists.regions}
        for each in self.organisations:
            if region := self.place(each):
                for region_id in dict.fromkeys((region.id, *lists.ancestors[region.id])):
                    inside[region_id].append(each)
        for region in sorted(lists.regions, key=lambda each: fold(each.label)):
            if inside[region.id]:
                yield region, inside[region.id]

    def _kind(self, organisation: OrganisationEntry) -> str:
        return self.kinds.get(organisation.kind, organisation.kind)

    def _place(self, organisation: OrganisationEntry) -> str:
        region = self.place(organisation)
        return region.label if region else ""

    def _places(self) -> list[tuple[str, list[tuple[Region, int]]]]:
        """The regions that have organisations and how many, in groups with a heading."""
        counts = self.in_region
        groups = (
            (
                group.heading,
                [(each, counts[each.id]) for each in group.regions if each.id in counts],
            )
            for group in region_groups(self.catalogue)
        )
        return [(heading, found) for heading, found in groups if found]

    def pages(self) -> Iterator[SitePage]:
        """Every page of every list; the first is the one that the navigation names."""
        for pages in self.lists():
            yield from pages()

    def lists(self) -> Iterator[Callable[[], Iterator[SitePage]]]:
        """What makes the pages of each list, from the first on."""
        yield self._all
        for kind, members in self.by_kind():
            yield partial(
                self._part,
                addresses.organisations_of_kind(kind.id),
                kind.label,
                kind.description,
                members,
                lambda each: self._place(each) or NO_PLACE,
                lambda each: "",
            )
        for region, members in self.by_place():
            elsewhere = any(self.place(each) != region for each in members)
            yield partial(
                self._part,
                addresses.organisations_in(region.id),
                f"Organisaties in {region.label}",
                "",
                members,
                self._kind,
                self._place if elsewhere else lambda _: "",
                region,
            )

    def _all(self) -> Iterator[SitePage]:
        rows = [
            Row(_letter(each), each, ", ".join(filter(None, (self._kind(each), self._place(each)))))
            for each in self.organisations
        ]
        jumps = _jumps(addresses.ORGANISATIONS_PAGE, rows)
        for pages, shown in paginated(addresses.ORGANISATIONS_PAGE, rows, ROWS):
            first = pages.current == 1
            yield SitePage(
                pages.address(pages.current),
                numbered("Organisaties", pages),
                "Alle scholen, bedrijven en andere organisaties die meedoen aan een praktijk.",
                "organisations.html",
                "list",
                () if first else (Crumb("Organisaties", addresses.ORGANISATIONS_PAGE),),
                {
                    "groups": _groups(pages, shown, jumps),
                    "jumps_found": jumps,
                    "pages": pages,
                    "total": len(rows),
                    "kinds": [(kind, len(members)) for kind, members in self.by_kind()]
                    if first
                    else [],
                    "places": self._places() if first else [],
                    "network": network(self.catalogue) if first else None,
                },
                styles=STYLES,
            )

    def _part(
        self,
        address: str,
        title: str,
        lead: str,
        members: Sequence[OrganisationEntry],
        heading: Callable[[OrganisationEntry], str],
        note: Callable[[OrganisationEntry], str],
        region: Region | None = None,
    ) -> Iterator[SitePage]:
        """A list of some of the organisations, under the headings that `heading` gives."""
        rows = [Row(heading(each), each, note(each)) for each in members]
        order = {label: place for place, label in enumerate(self.kinds.values())} if region else {}
        rows.sort(
            key=lambda row: (row.heading == NO_PLACE, order.get(row.heading, 0), fold(row.heading))
        )
        jumps = _jumps(address, rows)
        for pages, shown in paginated(address, rows, ROWS):
            yield SitePage(
                pages.address(pages.current),
                numbered(title, pages),
                lead or f"{title}: wie er meedoen aan een praktijk.",
                "organisation_list.html",
                "list",
                (Crumb("Organisaties", addresses.ORGANISATIONS_PAGE),),
                {
                    "title": title,
                    "lead": lead,
                    "region": region,
                    "groups": _groups(pages, shown, jumps),
                    "jumps_found": jumps,
                    "pages": pages,
                    "total": len(rows),
                },
                styles=STYLES,
            )

    def addresses(self, organisation_id: str) -> Iterator[str]:
        """Where the pages of one organisation stand."""
        entries = self.catalogue.organisations[organisation_id].entries
        for pages, _ in paginated(addresses.organisation_page(organisation_id), entries):
            yield pages.address(pages.current)

    def page(self, organisation_id: str) -> Iterator[SitePage]:
        """The pages of one organisation."""
        found = self.catalogue.organisations[organisation_id]
        partners = self.catalogue.partners(organisation_id)
        drawing = network_of(self.catalogue, found, partners)
        drawn = {node.organisation.id for node in drawing.nodes} if drawing else set()
        others = [(each, count) for each, count in partners if each.id not in drawn]
        address = addresses.organisation_page(organisation_id)
        for pages, shown in paginated(address, found.entries):
            known = self.settings if pages.current == 1 else None
            yield SitePage(
                pages.address(pages.current),
                numbered(found.name, pages),
                f"De praktijken waaraan {found.name} meedoet, en met wie.",
                "organisation.html",
                "list",
                (Crumb("Organisaties", addresses.ORGANISATIONS_PAGE),),
                {
                    "organisation": found,
                    "kind": facts.labels(
                        self.catalogue.vocabularies.organisation_kinds, [found.kind]
                    )[0],
                    "place": self.place(found),
                    "entries": shown,
                    "pages": pages,
                    "network": drawing,
                    "partners": others[:PARTNERS],
                    "more": max(0, len(others) - PARTNERS),
                },
                structured=organisation_data(found, self.catalogue, known) if known else None,
                styles=STYLES,
            )


def _letter(organisation: OrganisationEntry) -> str:
    first = fold(organisation.name)[:1].upper()
    return first if "A" <= first <= "Z" else OTHER_LETTERS


def _anchor(heading: str) -> str:
    return f"bij-{fold(heading).replace(' ', '-')}"


def _jumps(address: str, rows: Sequence[Row]) -> tuple[Jump, ...]:
    """The headings of a list, on whichever of its pages they begin."""
    first: dict[str, int] = {}
    counts: dict[str, int] = {}
    for place, row in enumerate(rows):
        first.setdefault(row.heading, place)
        counts[row.heading] = counts.get(row.heading, 0) + 1
    pages = Pages(address, 1, 1)
    return tuple(
        Jump(heading, f"{pages.address(place // ROWS + 1)}#{_anchor(heading)}", counts[heading])
        for heading, place in first.items()
    )


def _groups(pages: Pages, rows: Sequence[Row], jumps: Sequence[Jump]) -> tuple[Group, ...]:
    """The rows of a page under their headings."""
    begin = {jump.heading: jump.address for jump in jumps}
    here = pages.address(pages.current)
    found = []
    for heading, members in groupby(rows, key=lambda row: row.heading):
        anchor = _anchor(heading)
        found.append(
            Group(heading, anchor if begin[heading] == f"{here}#{anchor}" else "", tuple(members))
        )
    return tuple(found)


def directory_files(catalogue: Catalogue) -> Iterator[tuple[str, bytes]]:
    """The names of all organisations in one file, for whoever looks for one in a browser."""
    directory = Directory(catalogue)
    kinds = [kind for kind, _ in directory.by_kind()]
    places = [region for region, _ in directory.by_place()]
    kind_of = {kind.id: number for number, kind in enumerate(kinds)}
    place_of = {region.id: number for number, region in enumerate(places)}
    ancestors = catalogue.vocabularies.ancestors
    rows = []
    for each in directory.organisations:
        region = directory.place(each)
        row = [
            each.id,
            each.name,
            kind_of.get(each.kind, -1),
            place_of[region.id] if region else -1,
            len(each.entries),
        ]
        rows.append(
            [*row, " ".join(each.known.aliases)] if each.known and each.known.aliases else row
        )
    data = {
        "kinds": [[kind.id, kind.label] for kind in kinds],
        "places": [
            [region.id, region.label, [place_of[i] for i in ancestors[region.id] if i in place_of]]
            for region in places
        ],
        "rows": rows,
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    yield "assets/organisaties.json", text.encode("utf-8")
