"""The pages that MkDocs renders: those that the editors write in Markdown, and heads of sections."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import jinja2
from markupsafe import Markup
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from praktijkatlas import addresses
from praktijkatlas.exports import dataset_data, way_data
from praktijkatlas.site.frames import Frames, way
from praktijkatlas.site.links import base_of
from praktijkatlas.site.page import (
    Crumb,
    breadcrumbs,
    structured_script,
)
from praktijkatlas.site.shell import View, marks


@dataclass(frozen=True)
class WrittenPages:
    """Gives what the frame shows of the pages that MkDocs renders."""

    config: MkDocsConfig
    env: jinja2.Environment
    """The templates of the frame."""
    frames: Frames

    def written(self, page: Page) -> View:
        """What the frame shows of a page that the editors wrote."""
        settings = self.frames.settings
        title = str(page.title or settings.name)
        base = base_of(page.url) if page.url else "."
        crumbs = tuple(section_crumbs(page))
        card = self.frames.card(addresses.SITE_CARD, title)
        return {
            "head_title": self.frames.head_title(title),
            "title": title,
            "description": str(page.meta.get("description") or settings.description),
            "address": page.url,
            "kind": "text",
            "breadcrumbs": breadcrumbs(title, crumbs, base),
            "head_extra": self._structured(title, page.url, crumbs) + card,
            "content": prose(page, base),
        }

    def _structured(self, title: str, address: str, crumbs: Iterable[Crumb]) -> Markup:
        """What search engines may read of a page that the editors wrote."""
        make = dataset_data if address == addresses.EXPLANATION_PAGE else way_data
        data = make(way(title, address, crumbs), self.frames.exports)
        return structured_script(data) if data else Markup()

    def nowhere(self, title: str) -> View:
        """What the frame shows of a page that belongs to no address, such as 404.html."""
        return {
            "head_title": self.frames.head_title(title),
            "title": title,
            "description": self.frames.settings.description,
            "address": "",
            "kind": "text",
            "breadcrumbs": "",
            "head_extra": "",
            "content": "",
        }

    def empty(self, page: Page) -> View:
        """The view of the head of a section with a mark in every place: its page is filled later."""
        view: View = marks()
        if isinstance(page.parent, Section):
            content = beside_siblings(Markup(view["content"]), page, base_of(page.url))
            view = {**view, "content": content}
        return view

    def context(self, context: TemplateContext, view: View) -> TemplateContext:
        """The context of a template of the frame, with the view in it."""
        # Live reload puts a script into the page, which the security policy would refuse.
        serving = self.frames.settings.serving
        context["view"] = {**view, "serving": serving}  # type: ignore[typeddict-unknown-key]
        return context

    def full(self, address: str, view: View, nav: Navigation, files: Files) -> str:
        """A page rendered in full through the templates of the frame."""
        file = File.generated(self.config, f"{address}index.md", content="")
        page = Page(str(view["title"]), file, self.config)
        context = get_context(nav, files, self.config, page)
        return self.env.get_template("main.html").render(self.context(context, view))


def wide_tables(html: str, language: str = "nl") -> str:
    """The text of a written page with its tables in a frame that scrolls, also by keyboard.

    Every frame has a name of its own, in the language of the page.
    """
    name = "Table" if language == "en" else "Tabel"
    first, *others = html.split("<table>")
    framed = (
        f'<div class="table" role="region" aria-label="{name} {number}" tabindex="0"><table>{rest}'
        for number, rest in enumerate(others, 1)
    )
    return "".join((first, *framed)).replace("</table>", "</table></div>")


def prose(page: Page, base: str) -> Markup:
    """The text of a written page, beside the other pages of its part of the navigation."""
    # Written by the editors of the site, not by strangers.
    language = Markup(' lang="{}"').format(page.meta["lang"]) if "lang" in page.meta else ""
    improve = Markup('<p class="improve"><a href="{}">Verbeter deze pagina</a></p>')
    text = Markup('<div class="prose"{}>{}{}</div>').format(
        language,
        Markup(page.content or ""),
        improve.format(page.edit_url) if page.edit_url else "",
    )
    return beside_siblings(text, page, base) if isinstance(page.parent, Section) else text


def beside_siblings(text: Markup, page: Page, base: str) -> Markup:
    """A page with a list of the pages that stand beside it in the navigation."""
    section = page.parent
    assert isinstance(section, Section)
    items = Markup("").join(
        Markup('<li><a href="{}/{}"{}>{}</a></li>').format(
            base,
            child.url,
            Markup(' aria-current="page"') if child is page else "",
            child.title,
        )
        for child in section.children
        if isinstance(child, Page)
    )
    return Markup(
        '<div class="with-siblings">{}<nav class="siblings" aria-labelledby="ook-hier">'
        '<h2 id="ook-hier">{}</h2><ul>{}</ul></nav></div>'
    ).format(text, section.title, items)


def section_crumbs(page: Page) -> Iterator[Crumb]:
    """The way to a page through the parts of the navigation."""
    parent = page.parent
    if isinstance(parent, Section):
        first = next((child for child in parent.children if isinstance(child, Page)), None)
        if first is not None and first is not page:
            yield Crumb(parent.title, first.url)
