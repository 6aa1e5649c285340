"""What leads to the pages: redirects from old addresses, and the site map."""

from collections.abc import Iterable, Iterator

import jinja2

from praktijkatlas import addresses
from praktijkatlas.catalogue import Catalogue
from praktijkatlas.site.links import base_of


def redirect_pages(
    redirects: Iterable[tuple[str, str, str, str]], templates: jinja2.Environment, language: str
) -> Iterator[tuple[str, str]]:
    """A page for every old address (address, old name, new address, its name), with its HTML."""
    template = templates.get_template("redirect.html")
    for address, old, new, name in redirects:
        yield (
            address,
            template.render(
                title=f"{old} staat nu bij {name}",
                target=f"{base_of(address)}/{new}",
                name=name,
                language=language,
            ),
        )


def sitemap(
    site_url: str, pages: Iterable[str], catalogue: Catalogue, templates: jinja2.Environment
) -> bytes:
    """The site map (sitemaps.org) of the addresses, with the day a practice was looked at last."""
    days = {
        addresses.practice_page(entry.id): entry.practice.reviewed for entry in catalogue.entries
    }
    template = templates.get_template("sitemap.xml")
    listed = sorted(set(pages))
    return template.render(site_url=site_url, addresses=listed, days=days).encode("utf-8")
