"""What leads to the pages: redirects from old addresses, and the site map."""

from collections.abc import Iterable, Iterator

import jinja2
from mkdocs.structure.pages import Page

from praktijkatlas import addresses
from praktijkatlas.catalogue import Catalogue
from praktijkatlas.site.links import base_of
from praktijkatlas.site.page import SitePage


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
    site_url: str,
    pages: Iterable[Page | SitePage],
    catalogue: Catalogue,
    templates: jinja2.Environment,
) -> bytes:
    """The site map (sitemaps.org): every page, and for a practice the day it was looked at last."""
    found = {
        page.address if isinstance(page, SitePage) else page.url.removeprefix("./")
        for page in pages
    }
    days = {
        addresses.practice_page(entry.id): entry.practice.reviewed for entry in catalogue.entries
    }
    template = templates.get_template("sitemap.xml")
    return template.render(site_url=site_url, addresses=sorted(found), days=days).encode("utf-8")
