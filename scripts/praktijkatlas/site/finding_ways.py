"""What leads to the pages: redirects from old addresses, and the site map."""

from collections.abc import Iterable, Iterator
from datetime import date

import jinja2

from praktijkatlas import addresses
from praktijkatlas.catalogue import Catalogue
from praktijkatlas.reading import Entry
from praktijkatlas.site.links import base_of


def redirect_pages(
    redirects: Iterable[tuple[str, str, str, str]],
    templates: jinja2.Environment,
    language: str,
    site_url: str,
) -> Iterator[tuple[str, str]]:
    """A page for every old address (address, old name, new address, its name), with its HTML."""
    template = templates.get_template("redirect.html")
    for address, old, new, name in redirects:
        yield (
            address,
            template.render(
                title=f"{old} staat nu bij {name}",
                base=base_of(address),
                target=f"{base_of(address)}/{new}",
                canonical=f"{site_url}{new}" if site_url else "",
                name=name,
                language=language,
            ),
        )


def sitemap(
    site_url: str, pages: Iterable[str], catalogue: Catalogue, templates: jinja2.Environment
) -> bytes:
    """The site map (sitemaps.org) of the addresses, with the day of the last change we know of."""
    template = templates.get_template("sitemap.xml")
    listed = sorted(set(pages))
    made = template.render(site_url=site_url, addresses=listed, days=_days(catalogue))
    return made.encode("utf-8")


def _days(catalogue: Catalogue) -> dict[str, date]:
    """The day on which the newest practice of a page was looked at last, by address."""
    found = {
        addresses.practice_page(entry.id): entry.practice.reviewed for entry in catalogue.entries
    }
    groups: dict[str, Iterable[Entry]] = {
        addresses.HOME: catalogue.entries,
        addresses.PRACTICES_PAGE: catalogue.entries,
    }
    groups |= {addresses.theme_page(i): entries for i, entries in catalogue.by_theme.items()}
    groups |= {addresses.region_page(i): entries for i, entries in catalogue.by_region.items()}
    groups |= {
        addresses.organisation_page(each.id): each.entries
        for each in catalogue.organisations.values()
    }
    for address, entries in groups.items():
        days = [entry.practice.reviewed for entry in entries]
        if days:
            found[address] = max(days)
    return found
