"""The home page: the words of the editors, and what the catalogue tells beside them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from praktijkatlas import addresses
from praktijkatlas.site.frames import Frames
from praktijkatlas.site.page import head_extra, render
from praktijkatlas.site.pages import HOME_WORDS, PageMaker
from praktijkatlas.site.settings import SiteSettings
from praktijkatlas.site.shell import Shell, View, marks

if TYPE_CHECKING:
    from mkdocs.structure.pages import Page


@dataclass(frozen=True)
class HomePage:
    """The home page, of which the editors write the words: the rest is made of the catalogue."""

    title: str
    description: str
    meta: Mapping[str, Any]
    """Its words above the text, as the editors wrote them."""
    text: str
    """Its text, as HTML."""
    frame: Shell

    @staticmethod
    def empty() -> View:
        """The view of the home page with a mark in every place that is filled later."""
        return {**marks(), "kind": "home", "address": "", "breadcrumbs": ""}

    @classmethod
    def of(cls, page: "Page", html: str, settings: SiteSettings) -> "HomePage":
        """The home page that MkDocs knows, of which `html` is its frame with marks."""
        return cls(
            str(page.title or settings.name),
            str(page.meta.get("description") or settings.description),
            {name: page.meta[name] for name in HOME_WORDS if name in page.meta},
            page.content or "",
            Shell.of(html),
        )

    def html(self, maker: PageMaker, frames: Frames) -> str:
        """The page as it stands in its frame."""
        made = maker.home(self.meta, self.text)
        return self.frame.fill(
            {
                "head_title": frames.settings.name,
                "title": self.title,
                "description": self.description,
                "head_extra": head_extra(made, ".") + frames.card(addresses.SITE_CARD, self.title),
                "content": render(made, frames.templates),
            }
        )
