"""No page grows with the atlas: the longest of each kind does not follow when there is four times as much."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import jinja2

from praktijkatlas.catalogue import Catalogue
from praktijkatlas.exports import ExportSettings
from praktijkatlas.load import load_site
from praktijkatlas.reading import Entry
from praktijkatlas.site.agenda_pages import agenda_pages
from praktijkatlas.site.links import Repository
from praktijkatlas.site.page import SitePage
from praktijkatlas.site.page import render as render_page
from praktijkatlas.site.pages import PageMaker
from praktijkatlas.site.pitfalls import pitfall_pages
from praktijkatlas.site.render import Icons, environment

TODAY = date(2027, 6, 1)
COPIES = 6
TIMES = 4


def copies(catalogue: Catalogue, count: int) -> Catalogue:
    """`count` times as many practices, three times out of four of other organisations."""

    def copy(entry: Entry, number: int) -> Entry:
        named = tuple(
            each if number % 4 == 0 else each.model_copy(update={"name": f"{each.name} {number}"})
            for each in entry.practice.organisations
        )
        practice = entry.practice.model_copy(update={"organisations": named})
        return replace(entry, id=f"{entry.id[:50]}-{number}", practice=practice)

    entries = (copy(entry, number) for entry in catalogue.entries for number in range(count))
    return Catalogue.of(entries, catalogue.vocabularies)


def longest(catalogue: Catalogue) -> dict[str, int]:
    """The number of elements on the fullest page of every kind."""
    maker = PageMaker(
        catalogue, TODAY, Repository(), ExportSettings.for_catalogue(catalogue, "", "Atlas", "")
    )
    env = environment(catalogue, Icons(lambda name: "<svg></svg>"))
    found: defaultdict[str, int] = defaultdict(int)
    for page in pages_of(maker):
        if not re.search(r"pagina/\d\d", page.address):
            found[kind_of(page)] = max(found[kind_of(page)], elements(page, env))
    return found


def pages_of(maker: PageMaker) -> Iterator[SitePage]:
    """The pages that name many; of the theme, place and organisation with most practices."""
    catalogue = maker.catalogue
    organisations = catalogue.organisations.values()
    yield from maker.directory.pages()
    yield from maker.directory.page(max(organisations, key=lambda each: len(each.entries)).id)
    yield from pitfall_pages(maker.hard)
    yield from agenda_pages(catalogue, TODAY)
    yield from maker.practice_lists()
    yield maker.report()
    yield maker.regions()
    lists, by_theme, by_region = catalogue.vocabularies, catalogue.by_theme, catalogue.by_region
    yield from maker.theme(max(lists.themes, key=lambda each: len(by_theme.get(each.id, ()))))
    yield from maker.region(max(by_region, key=lambda each: len(by_region[each])))


def kind_of(page: SitePage) -> str:
    """What pages of one kind share: "organisaties/soort/", "regios/*/" …"""
    if page.template == "organisation_list.html":
        return "/".join(page.address.split("/")[:2])
    return page.template


def elements(page: SitePage, env: jinja2.Environment) -> int:
    return render_page(page, env).count("</")


def test_the_longest_page_of_each_kind_stays_as_long(project: Path) -> None:
    real = load_site(project / "practices", project, TODAY).catalogue
    some, more = (longest(copies(real, count)) for count in (COPIES, COPIES * TIMES))
    grown = {kind: (some[kind], more[kind]) for kind in some if more[kind] > 2 * some[kind]}
    assert not grown
    assert len(some) > 8
