"""The frame around every page: what it shows of a page that is made of the catalogue."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

import jinja2
from markupsafe import Markup

from praktijkatlas.exports import ExportSettings, way_data
from praktijkatlas.site import identity
from praktijkatlas.site.links import base_of
from praktijkatlas.site.page import Crumb, SitePage, breadcrumbs, head_extra, render
from praktijkatlas.site.settings import SiteSettings
from praktijkatlas.site.shell import View


@dataclass(frozen=True)
class Frames:
    """Gives what the frame of the site shows of its pages."""

    settings: SiteSettings
    templates: jinja2.Environment
    """The templates of the content."""

    def made(self, page: SitePage) -> View:
        """What the frame shows of a page that is made of the catalogue."""
        base = base_of(page.address)
        if page.structured is None:
            steps = way(page.title, page.address, page.crumbs)
            page = replace(page, structured=way_data(steps, self.exports))
        return {
            "head_title": self.head_title(page.full_name),
            "title": page.title,
            "description": page.description,
            "address": page.address,
            "kind": page.kind,
            "breadcrumbs": breadcrumbs(page.title, page.crumbs, base),
            "head_extra": head_extra(page, base) + self.card(page.card, page.full_name),
            "content": render(page, self.templates),
        }

    def head_title(self, title: str) -> str:
        """What a browser calls a page."""
        return f"{title} – {self.settings.name}"

    def card(self, picture: str, title: str) -> Markup:
        """What sites that show links read of the card of a page."""
        url = self.settings.url if self.settings.cards else ""
        return identity.card_meta(url, picture, title)

    @property
    def exports(self) -> ExportSettings:
        """What structured data says of the site; it names no day."""
        site = self.settings
        return ExportSettings(date.min, site.url, site.name, site.description)


def way(title: str, address: str, crumbs: Iterable[Crumb]) -> tuple[tuple[str, str], ...]:
    """The steps from below the home page to a page."""
    return (*((crumb.label, crumb.address) for crumb in crumbs), (title, address))
