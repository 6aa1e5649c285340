"""The pages made from the catalogue: what each is called, where it stands, and what is in it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from itertools import islice
from typing import Any, TypeVar

from markupsafe import Markup

from praktijkatlas import addresses, facts
from praktijkatlas.catalogue import Catalogue
from praktijkatlas.checks.language import HARD
from praktijkatlas.exports import (
    ExportSettings,
    practice_files,
    region_data,
    script_json,
    shared_files,
    site_data,
    structured_data,
    theme_data,
)
from praktijkatlas.fitting import is_set_close
from praktijkatlas.model import Term
from praktijkatlas.reading import Entry
from praktijkatlas.report import ENOUGH, Report, concerns, make_report
from praktijkatlas.sheets import roles_of, site_booklets
from praktijkatlas.site import facets, views
from praktijkatlas.site.agenda_pages import agenda_pages
from praktijkatlas.site.body_html import body_html
from praktijkatlas.site.chain import chain
from praktijkatlas.site.compare_page import compare_page
from praktijkatlas.site.fit_page import fit_page
from praktijkatlas.site.folder_page import folder_page
from praktijkatlas.site.form_page import form_files, form_page
from praktijkatlas.site.help_pages import checks_page, fields_page
from praktijkatlas.site.links import Links, Repository, base_of, practice_links
from praktijkatlas.site.organisation_pages import Directory, directory_files
from praktijkatlas.site.overview import Overview, axes, overview_files
from praktijkatlas.site.page import Alternate, Crumb, Part, SitePage, numbered, paginated
from praktijkatlas.site.pictures import picture_files
from praktijkatlas.site.pitfalls import Themes, pitfall_files, pitfall_pages, pitfalls
from praktijkatlas.site.tilemap import Tile, TileMap

ATOM = "application/atom+xml"
MAP_STYLES = ("assets/kaart.css",)
HOME_WORDS = ("title", "description", "hero")
"""What the editors say of the home page above its text, as far as the page shows it."""
LIST_PARTS = 16
"""In how many parts the long list of practices is made."""
TOGETHER = 8
"""How many practices make one part, and how many organisations: with fewer, parts fill the memory."""
SHARED_PLACES = ("assets/lastig/", "assets/praktijken/", "feeds/")
"""Where files stand that are about many practices, and nothing else; see `is_of_many`."""
LIST_LIMIT = 200
"""How many entries a list of the editors' page names; `praktijkatlas report` names them all."""


Item = TypeVar("Item")


@dataclass(frozen=True)
class PageMaker:
    """Makes the pages of a catalogue."""

    catalogue: Catalogue
    today: date
    repository: Repository
    settings: ExportSettings
    map: TileMap = field(default_factory=TileMap)
    sheets: bool = True
    """Whether the site has sheets and booklets."""
    contact: str = ""
    """The mail address of the editors, when somebody knows it."""

    def heads(self) -> Iterator[SitePage]:
        """The pages at the heads of sections, and those that the navigation names besides."""
        yield next(iter(self.practice_lists()))
        yield self.themes()
        yield self.regions()
        yield next(self.directory.pages())
        yield self.overview()
        yield checks_page()
        yield fields_page(self.catalogue.vocabularies)
        yield self.report()
        yield form_page(self.catalogue, self.repository, self.contact)
        yield folder_page()
        yield compare_page(self.catalogue)
        yield fit_page(self.catalogue)

    def below_heads(self) -> Iterator[SitePage]:
        """All other pages."""
        for part in self.parts():
            yield from part.pages()

    def parts(self) -> Iterator[Part]:
        """All other pages, and the open data, in parts that can be made apart from each other."""
        yield from self.shared_parts()
        yield from self.practice_parts(self.catalogue.entries)
        yield from self.organisation_parts(tuple(self.catalogue.organisations))

    def shared_parts(self) -> Iterator[Part]:
        """The pages and files that are about many practices, or about many organisations."""
        lists = self.catalogue.vocabularies
        for first in range(1, LIST_PARTS + 1):
            yield Part(partial(self._practice_lists, first))
        whole, *others = self.directory.lists()
        yield Part(lambda: islice(whole(), 1, None))
        yield from map(Part, others)
        yield Part(partial(agenda_pages, self.catalogue, self.today))
        yield Part(
            lambda: pitfall_pages(self.hard),
            lambda: pitfall_files(self.catalogue, self.hard),
        )
        for theme in lists.themes:
            yield Part(partial(self.theme, theme))
        for region in lists.regions:
            if not region.is_former:
                yield Part(partial(self.region, region.id))
        for made in (form_files, overview_files, directory_files, facets.files):
            yield Part(files=partial(made, self.catalogue))
        for files in shared_files(self.catalogue, self.settings):
            yield Part(files=files)

    def practice_parts(self, entries: Sequence[Entry]) -> Iterator[Part]:
        """The pages and files of practices."""
        for some in _some(entries):
            yield Part(partial(map, self.practice, some), partial(self._files, some))

    def organisation_parts(self, ids: Sequence[str]) -> Iterator[Part]:
        """The pages of organisations."""
        for some in _some(ids):
            yield Part(partial(self._organisations, some))

    def _practice_lists(self, first: int) -> Iterator[SitePage]:
        """Every so many pages of the list of practices."""
        yield from islice(self.practice_lists(), first, None, LIST_PARTS)

    def _files(self, entries: Iterable[Entry]) -> Iterator[tuple[str, bytes]]:
        for entry in entries:
            yield from practice_files(entry, self.catalogue, self.settings)
            yield from picture_files(entry)

    def _organisations(self, ids: Iterable[str]) -> Iterator[SitePage]:
        for organisation_id in ids:
            yield from self.directory.page(organisation_id)

    @cached_property
    def booklets(self) -> frozenset[str]:
        """The addresses of the booklets that there are."""
        made = site_booklets(self.catalogue) if self.sheets else ()
        return frozenset(address for address, _ in made)

    @cached_property
    def hard(self) -> Themes:
        """What was hard in all practices."""
        return pitfalls(self.catalogue)

    @cached_property
    def directory(self) -> Directory:
        """The organisations in lists."""
        return Directory(self.catalogue, self.settings)

    def home(self, meta: Mapping[str, Any], text: str) -> SitePage:
        """The home page; its words are those of the editors (`meta` and `text`, HTML)."""
        lists = self.catalogue.vocabularies
        groups = views.region_groups(self.catalogue)
        by_region = self.catalogue.by_region
        places = [r for group in groups for r in group.regions if r.id in by_region]
        sources = {s.url for entry in self.catalogue.entries for s in entry.practice.sources}
        return SitePage(
            "",
            str(meta.get("title", "")),
            str(meta.get("description", "")),
            "home.html",
            "home",
            context={
                "hero": meta.get("hero", {}),
                "text": Markup(text),
                "numbers": [
                    (len(self.catalogue), "praktijk", "praktijken", addresses.PRACTICES_PAGE),
                    (
                        len(self.catalogue.organisations),
                        "organisatie",
                        "organisaties",
                        addresses.ORGANISATIONS_PAGE,
                    ),
                    (len(places), "gebied", "gebieden", addresses.REGIONS_PAGE),
                    (len(sources), "bron", "bronnen", "over/criteria/"),
                ],
                "themes": [(t, len(self.catalogue.by_theme.get(t.id, ()))) for t in lists.themes],
                "groups": groups,
                "total": lambda region_id: len(by_region.get(region_id, ())),
                "newest": self.catalogue.newest(6),
                "map": self.map,
                "tiles": self.map.tiles(self.catalogue),
            },
            structured=site_data(self.settings),
            styles=MAP_STYLES if self.map else (),
        )

    def practice_lists(self) -> Iterator[SitePage]:
        """The list of all practices, the newest first."""
        entries = self.catalogue.newest(len(self.catalogue))
        for pages, shown in paginated(addresses.PRACTICES_PAGE, entries):
            yield SitePage(
                pages.address(pages.current),
                numbered("Praktijken", pages),
                "Alle praktijken op een rij, met de plaats, het onderwijs, de status en de onderbouwing.",
                "practices.html",
                "list",
                context={
                    "entries": shown,
                    "pages": pages,
                    "total": len(entries),
                    "booklet": self._booklet(addresses.WHOLE_BOOKLET),
                },
            )

    def practice(self, entry: Entry) -> SitePage:
        """The page of one practice."""
        practice = entry.practice
        lists = self.catalogue.vocabularies
        address = f"{addresses.PRACTICES_PAGE}{entry.id}/"
        to = Links(base_of(address))
        policy = practice_links(to, self.catalogue.by_id.__contains__)
        review, overdue = facts.review_line(practice, self.today)
        related = self.catalogue.related(entry)
        return SitePage(
            address,
            practice.title,
            practice.summary,
            "practice.html",
            "practice",
            (Crumb("Praktijken", addresses.PRACTICES_PAGE),),
            {
                "entry": entry,
                "practice": practice,
                "themes": [lists.themes[i] for i in practice.themes if i in lists.themes],
                "facts": facts.facts(self.catalogue, entry),
                "body": body_html(entry.body, policy, len(practice.sources)),
                "participants": facts.participant_groups(self.catalogue, practice),
                "close": is_set_close(practice, entry.body),
                "sheet": self.sheets,
                "roles": roles_of(entry, self.catalogue),
                "chain": chain(self.catalogue, entry),
                "read_on": facts.read_on(practice),
                "related": related,
                "review": review,
                "overdue": overdue,
                "licence": facts.labels(lists.licences, [practice.licence])[0],
                "repository": self.repository,
            },
            (
                Alternate("text/markdown", addresses.practice_markdown(entry.id), "Als tekst"),
                Alternate("application/json", addresses.practice_file(entry.id), "Als gegevens"),
            ),
            structured_data(entry, self.catalogue, self.settings),
            card=addresses.practice_card(entry.id),
            kin=related,
        )

    def themes(self) -> SitePage:
        """The list of themes."""
        by_theme = self.catalogue.by_theme
        return SitePage(
            addresses.THEMES_PAGE,
            "Thema’s",
            "Alle thema’s, met het aantal praktijken.",
            "themes.html",
            "list",
            context={
                "themes": [
                    (theme, len(by_theme.get(theme.id, ())))
                    for theme in self.catalogue.vocabularies.themes
                ]
            },
        )

    def theme(self, theme: Term) -> Iterator[SitePage]:
        """The pages of one theme."""
        entries = self.catalogue.by_theme.get(theme.id, ())
        regions = views.ranked(
            self.catalogue.vocabularies.regions, partial(self.catalogue.count, theme.id)
        )
        for pages, shown in paginated(f"{addresses.THEMES_PAGE}{theme.id}/", entries):
            yield SitePage(
                pages.address(pages.current),
                numbered(theme.label, pages),
                theme.description or theme.label,
                "theme.html",
                "list",
                (Crumb("Thema’s", addresses.THEMES_PAGE),),
                {
                    "theme": theme,
                    "feed": addresses.theme_feed(theme.id),
                    "booklet": self._booklet(addresses.theme_booklet(theme.id)),
                    "entries": shown,
                    "pages": pages,
                    "total": len(entries),
                    "regions": regions,
                },
                (Alternate(ATOM, addresses.theme_feed(theme.id), f"Nieuw over {theme.label}"),),
                theme_data(theme, self.catalogue, self.settings) if pages.current == 1 else None,
            )

    def regions(self) -> SitePage:
        """The list of regions."""
        by_region = self.catalogue.by_region
        lists = self.catalogue.vocabularies
        return SitePage(
            addresses.REGIONS_PAGE,
            "Regio’s en gemeenten",
            "Alle gemeenten en regio’s, met het aantal praktijken.",
            "regions.html",
            "list",
            context={
                "groups": views.region_groups(self.catalogue),
                "former": [region for region in lists.regions if region.is_former],
                "total": lambda region_id: len(by_region.get(region_id, ())),
            },
        )

    def region(self, region_id: str) -> Iterator[SitePage]:
        """The pages of one region."""
        lists = self.catalogue.vocabularies
        region = lists.regions[region_id]
        by_region = self.catalogue.by_region
        entries = by_region.get(region_id, ())
        for pages, shown in paginated(f"{addresses.REGIONS_PAGE}{region_id}/", entries):
            tiles = self._tiles(region_id) if pages.current == 1 else ()
            yield SitePage(
                pages.address(pages.current),
                numbered(region.label, pages),
                f"Praktijken van scholen en bedrijven in {region.label}.",
                "region.html",
                "list",
                (Crumb("Regio’s", addresses.REGIONS_PAGE),),
                {
                    "region": region,
                    "feed": addresses.region_feed(region_id),
                    "booklet": self._booklet(addresses.region_booklet(region_id)),
                    "entries": shown,
                    "pages": pages,
                    "total": len(entries),
                    "above": [lists.regions[i] for i in lists.ancestors[region_id]],
                    "organisations": self.directory.in_region.get(region_id, 0),
                    "below": [
                        (inner, len(by_region.get(inner.id, ())))
                        for inner in lists.regions
                        if region_id in lists.ancestors[inner.id]
                    ],
                    "former": [r for r in lists.regions if region_id in r.replaced_by],
                    "themes": views.ranked(
                        lists.themes, lambda theme_id: self.catalogue.count(theme_id, region_id)
                    ),
                    "map": self.map,
                    "tiles": tiles,
                },
                (Alternate(ATOM, addresses.region_feed(region_id), f"Nieuw in {region.label}"),),
                region_data(region, self.catalogue, self.settings) if pages.current == 1 else None,
                styles=MAP_STYLES if tiles else (),
                # A province is an organisation as well, with a page of the same title.
                name=numbered(f"Praktijken in {region.label}", pages),
            )

    def _booklet(self, address: str) -> str:
        return address if address in self.booklets else ""

    def _tiles(self, region_id: str) -> tuple[Tile, ...]:
        shown = self.map.shows(self.catalogue, region_id)
        return self.map.tiles(self.catalogue, region_id) if shown else ()

    def overview(self) -> SitePage:
        """Themes by region."""
        return SitePage(
            addresses.OVERVIEW_PAGE,
            "Overzicht",
            "Per regio en thema: waar zijn er praktijken, en waar nog niet?",
            "overview.html",
            "wide",
            context={
                "overview": Overview(self.catalogue),
                "axes": Markup(script_json(axes(self.catalogue))),
                "total": len(self.catalogue),
            },
            styles=("assets/overzicht.css",),
        )

    @cached_property
    def state(self) -> Report:
        """The state of the atlas."""
        return make_report(self.catalogue, self.today)

    def report(self) -> SitePage:
        """The state of the atlas, for its editors."""
        return self.report_page(self.state, self.report_titles)

    @cached_property
    def report_titles(self) -> Mapping[str, str]:
        """The titles of the practices that the report names with an organisation that is not listed."""
        named = {each for found in self.state.unlisted for each in found.entries}
        return {each: self.catalogue.by_id[each].practice.title for each in sorted(named)}

    @staticmethod
    def report_page(made: Report, titles: Mapping[str, str]) -> SitePage:
        """The page of a report; `titles` are those of the practices that name unlisted organisations."""
        return SitePage(
            addresses.REPORT_PAGE,
            "Stand van de atlas",
            "Voor de redactie: wat is er, wat ontbreekt en wat vraagt werk?",
            "report.html",
            "text",
            (Crumb("Over", "over/"),),
            {
                "report": made,
                "concerns": concerns(made),
                "themes": made.tally("themes").counts,
                "gaps": sum(len(tally.gaps) for tally in made.gaps),
                "titles": titles,
                "enough": ENOUGH,
                "hard": HARD,
                "limit": LIST_LIMIT,
            },
        )

    def redirects(self) -> Iterator[tuple[str, str, str, str]]:
        """Old addresses: the address, its old name, the new address and its name."""
        for old, new in self.catalogue.redirects.items():
            title = self.catalogue.by_id[new].practice.title
            yield (
                f"{addresses.PRACTICES_PAGE}{old}/",
                old,
                f"{addresses.PRACTICES_PAGE}{new}/",
                title,
            )
        regions = self.catalogue.vocabularies.regions
        for region in regions:
            successor = next((i for i in region.replaced_by if i in regions), None)
            if successor:
                yield (
                    f"{addresses.REGIONS_PAGE}{region.id}/",
                    region.label,
                    f"{addresses.REGIONS_PAGE}{successor}/",
                    regions[successor].label,
                )


def is_of_many(path: str) -> bool:
    """Whether a file is one of `shared_parts`, and no page: with other practices it may be no more."""
    if path.startswith(addresses.API):
        return "/" not in path.removeprefix(addresses.API)
    return path.startswith(SHARED_PLACES)


def _some(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """The items, some at a time."""
    for first in range(0, len(items), TOGETHER):
        yield items[first : first + TOGETHER]
