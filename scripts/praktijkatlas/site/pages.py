"""The pages made from the catalogue: what each is called, where it stands, and what is in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from markupsafe import Markup

from praktijkatlas import addresses, facts
from praktijkatlas.catalogue import Catalogue
from praktijkatlas.checks.language import HARD
from praktijkatlas.exports import ExportSettings, structured_data
from praktijkatlas.model import Term
from praktijkatlas.reading import Entry
from praktijkatlas.report import ENOUGH, concerns, make_report
from praktijkatlas.site import pitfalls, views
from praktijkatlas.site.body_html import body_html
from praktijkatlas.site.help_pages import checks_page, fields_page
from praktijkatlas.site.links import Links, Repository, base_of, practice_links
from praktijkatlas.site.page import Alternate, Crumb, SitePage, numbered, paginated
from praktijkatlas.site.tilemap import Tile, TileMap

ATOM = "application/atom+xml"
LIST_LIMIT = 200
"""How many entries a list of the editors' page names; `praktijkatlas report` names them all."""


@dataclass(frozen=True)
class PageMaker:
    """Makes the pages of a catalogue."""

    catalogue: Catalogue
    today: date
    repository: Repository
    settings: ExportSettings
    map: TileMap = field(default_factory=TileMap)

    def sections(self) -> Iterator[SitePage]:
        """The page at the head of every section: those that the navigation names."""
        yield next(iter(self.practice_lists()))
        yield self.themes()
        yield self.regions()
        yield self.organisations()
        yield self.overview()
        yield checks_page()
        yield fields_page(self.catalogue.vocabularies)
        yield self.report()

    def below_sections(self) -> Iterator[SitePage]:
        """All other pages."""
        lists = iter(self.practice_lists())
        next(lists)
        yield from lists
        yield self.pitfalls()
        for entry in self.catalogue.entries:
            yield self.practice(entry)
        for theme in self.catalogue.vocabularies.themes:
            yield from self.theme(theme)
        for region in self.catalogue.vocabularies.regions:
            if not region.is_former:
                yield from self.region(region.id)
        for organisation_id in self.catalogue.organisations:
            yield self.organisation(organisation_id)

    def home(self, meta: Mapping[str, Any], text: str) -> SitePage:
        """The home page; its words are those of the editors (`meta` and `text`, HTML)."""
        lists = self.catalogue.vocabularies
        groups = views.region_groups(self.catalogue)
        places = {i for i in self.catalogue.by_own_region if i in lists.regions}
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
                    (len(places), "plaats", "plaatsen", addresses.REGIONS_PAGE),
                    (len(sources), "bron", "bronnen", "over/criteria/"),
                ],
                "themes": [(t, len(self.catalogue.by_theme.get(t.id, ()))) for t in lists.themes],
                "groups": groups,
                "total": lambda region_id: len(self.catalogue.by_region.get(region_id, ())),
                "newest": self.catalogue.newest(6),
                "map": self.map,
                "tiles": self.map.tiles(self.catalogue),
            },
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
                context={"entries": shown, "pages": pages, "total": len(entries)},
            )

    def pitfalls(self) -> SitePage:
        """What was hard, from all practices."""
        groups = pitfalls.pitfalls(self.catalogue)
        return SitePage(
            pitfalls.ADDRESS,
            "Wat lastig was",
            "Wat er niet lukte of tegenzat in de praktijken, per thema bij elkaar.",
            "pitfalls.html",
            "list",
            (Crumb("Praktijken", addresses.PRACTICES_PAGE),),
            {"groups": groups, "total": sum(len(members) for _, members in groups)},
        )

    def practice(self, entry: Entry) -> SitePage:
        """The page of one practice."""
        practice = entry.practice
        lists = self.catalogue.vocabularies
        address = f"{addresses.PRACTICES_PAGE}{entry.id}/"
        to = Links(base_of(address))
        policy = practice_links(to, self.catalogue.by_id.__contains__)
        review, overdue = facts.review_line(practice, self.today)
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
                "adoptions": [
                    (each, facts.region_links(self.catalogue, [each.region]))
                    for each in practice.adoptions
                ],
                "adopters": self.catalogue.adopters.get(entry.id, ()),
                "related": self.catalogue.related(entry),
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
        regions = views.counts(entries, self.catalogue.vocabularies.regions, "regions")
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
                    "entries": shown,
                    "pages": pages,
                    "total": len(entries),
                    "regions": regions,
                },
                (Alternate(ATOM, addresses.theme_feed(theme.id), f"Nieuw over {theme.label}"),),
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
            yield SitePage(
                pages.address(pages.current),
                numbered(region.label, pages),
                f"Praktijken van scholen en bedrijven in {region.label}.",
                "region.html",
                "list",
                (Crumb("Regio’s", addresses.REGIONS_PAGE),),
                {
                    "region": region,
                    "entries": shown,
                    "pages": pages,
                    "total": len(entries),
                    "above": [lists.regions[i] for i in lists.ancestors[region_id]],
                    "below": [r for r in lists.regions if region_id in lists.ancestors[r.id]],
                    "former": [r for r in lists.regions if region_id in r.replaced_by],
                    "themes": views.counts(entries, lists.themes, "themes"),
                    "total_of": lambda inner: len(by_region.get(inner, ())),
                    "map": self.map,
                    "tiles": self._tiles(region_id) if pages.current == 1 else (),
                },
                (Alternate(ATOM, addresses.region_feed(region_id), f"Nieuw in {region.label}"),),
            )

    def _tiles(self, region_id: str) -> tuple[Tile, ...]:
        shown = self.map.shows(self.catalogue, region_id)
        return self.map.tiles(self.catalogue, region_id) if shown else ()

    def organisations(self) -> SitePage:
        """The list of organisations."""
        return SitePage(
            addresses.ORGANISATIONS_PAGE,
            "Organisaties",
            "Alle scholen, bedrijven en andere organisaties die meedoen aan een praktijk.",
            "organisations.html",
            "list",
            context={
                "groups": views.organisation_groups(self.catalogue),
                "total": len(self.catalogue.organisations),
            },
        )

    def organisation(self, organisation_id: str) -> SitePage:
        """The page of one organisation."""
        found = self.catalogue.organisations[organisation_id]
        lists = self.catalogue.vocabularies
        place = found.known.place if found.known else None
        return SitePage(
            f"{addresses.ORGANISATIONS_PAGE}{organisation_id}/",
            found.name,
            f"De praktijken waaraan {found.name} meedoet, en met wie.",
            "organisation.html",
            "list",
            (Crumb("Organisaties", addresses.ORGANISATIONS_PAGE),),
            {
                "organisation": found,
                "kind": facts.labels(lists.organisation_kinds, [found.kind])[0],
                "place": lists.regions.by_id.get(place) if place else None,
                "partners": self.catalogue.partners(organisation_id),
            },
        )

    def overview(self) -> SitePage:
        """Themes by region."""
        return SitePage(
            addresses.OVERVIEW_PAGE,
            "Overzicht",
            "Per regio en thema: waar zijn er praktijken, en waar nog niet?",
            "overview.html",
            "wide",
            context={
                "themes": tuple(self.catalogue.vocabularies.themes),
                "groups": views.overview(self.catalogue),
            },
        )

    def report(self) -> SitePage:
        """The state of the atlas, for its editors."""
        made = make_report(self.catalogue, self.today)
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
                "titles": {entry.id: entry.practice.title for entry in self.catalogue.entries},
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
