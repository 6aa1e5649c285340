"""The pages that the editors write in Markdown, as they stand in the frame."""

from collections.abc import Iterator

from markupsafe import Markup
from mkdocs.structure.nav import Section
from mkdocs.structure.pages import Page

from praktijkatlas.site.page import Crumb


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
