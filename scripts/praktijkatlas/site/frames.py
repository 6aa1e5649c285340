"""The frame around every page: what it shows of the page, and the page as it stands in it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

import jinja2
from markupsafe import Markup
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from praktijkatlas import addresses
from praktijkatlas.exports import ExportSettings, dataset_data, way_data
from praktijkatlas.site import identity
from praktijkatlas.site.links import base_of
from praktijkatlas.site.page import (
    Crumb,
    SitePage,
    breadcrumbs,
    head_extra,
    render,
    structured_script,
)
from praktijkatlas.site.shell import View
from praktijkatlas.site.written import prose, section_crumbs


@dataclass(frozen=True)
class Frames:
    """Puts pages in the frame of the site."""

    config: MkDocsConfig
    env: jinja2.Environment
    """The templates of the frame."""
    templates: jinja2.Environment
    """The templates of the content."""
    serving: bool
    cards: bool
    """Whether every page has a card: the picture that stands beside a link to it elsewhere."""

    def made(self, page: SitePage) -> View:
        """What the frame shows of a page that is made of the catalogue."""
        base = base_of(page.address)
        if page.structured is None:
            way = way_data(_way(page.title, page.address, page.crumbs), self._settings)
            page = replace(page, structured=way)
        return {
            "head_title": f"{page.title} – {self.config.site_name}",
            "title": page.title,
            "description": page.description,
            "address": page.address,
            "kind": page.kind,
            "breadcrumbs": breadcrumbs(page.title, page.crumbs, base),
            "head_extra": head_extra(page, base) + self._card(page.card, page.title),
            "content": render(page, self.templates),
        }

    def written(self, page: Page) -> View:
        """What the frame shows of a page that the editors wrote."""
        title = str(page.title or self.config.site_name)
        base = base_of(page.url) if page.url else "."
        crumbs = tuple(section_crumbs(page))
        return {
            "head_title": f"{title} – {self.config.site_name}",
            "title": title,
            "description": str(page.meta.get("description") or self.config.site_description or ""),
            "address": page.url,
            "kind": "text",
            "breadcrumbs": breadcrumbs(title, crumbs, base),
            "head_extra": self._structured(title, page.url, crumbs)
            + self._card(addresses.SITE_CARD, title),
            "content": prose(page, base),
        }

    def home(self, page: Page, made: SitePage) -> View:
        """What the frame shows of the home page, which is written and made."""
        title = str(page.title or self.config.site_name)
        return {
            **self.written(page),
            "head_title": self.config.site_name,
            "address": "",
            "kind": "home",
            "breadcrumbs": "",
            "head_extra": head_extra(made, ".") + self._card(addresses.SITE_CARD, title),
            "content": render(made, self.templates),
        }

    def nowhere(self, title: str) -> View:
        """What the frame shows of a page that belongs to no address, such as 404.html."""
        return {
            "head_title": f"{title} – {self.config.site_name}",
            "title": title,
            "description": self.config.site_description or "",
            "address": "",
            "kind": "text",
            "breadcrumbs": "",
            "head_extra": "",
            "content": "",
        }

    def context(self, context: TemplateContext, view: View) -> TemplateContext:
        """The context of a template of the frame, with the view in it."""
        # Live reload puts a script into the page, which the security policy would refuse.
        context["view"] = {**view, "serving": self.serving}  # type: ignore[typeddict-unknown-key]
        return context

    def full(self, address: str, view: View, nav: Navigation, files: Files) -> str:
        """A page rendered in full through the templates of the frame."""
        file = File.generated(self.config, f"{address}index.md", content="")
        page = Page(str(view["title"]), file, self.config)
        context = get_context(nav, files, self.config, page)
        return self.env.get_template("main.html").render(self.context(context, view))

    @property
    def _settings(self) -> ExportSettings:
        config = self.config
        # What is written here names no day.
        return ExportSettings(
            date.min, config.site_url or "", config.site_name, config.site_description or ""
        )

    def _structured(self, title: str, address: str, crumbs: Iterable[Crumb]) -> Markup:
        """What search engines may read of a page that the editors wrote."""
        way = _way(title, address, crumbs)
        make = dataset_data if address == addresses.EXPLANATION_PAGE else way_data
        data = make(way, self._settings)
        return structured_script(data) if data else Markup()

    def _card(self, picture: str, title: str) -> Markup:
        url = self.config.site_url if self.cards else ""
        return identity.card_meta(url or "", picture, title)


def _way(title: str, address: str, crumbs: Iterable[Crumb]) -> tuple[tuple[str, str], ...]:
    """The steps from below the home page to a page."""
    return (*((crumb.label, crumb.address) for crumb in crumbs), (title, address))
