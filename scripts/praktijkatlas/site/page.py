"""A page to be made: what it is called, where it stands, and the frame around its content."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import jinja2
from markupsafe import Markup, escape

from praktijkatlas import addresses
from praktijkatlas.catalogue import Related
from praktijkatlas.exports import script_json
from praktijkatlas.site.links import Links, base_of

PAGE_SIZE = 48
"""How many cards a list page shows."""

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the way to a page."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same matter in another form: its media type, address and name."""

    media_type: str
    address: str
    title: str


@dataclass(frozen=True)
class SitePage:
    """A page to be made: its address on the site, its head, its template and what fills it."""

    address: str
    title: str
    description: str
    template: str
    kind: str
    crumbs: tuple[Crumb, ...] = ()
    context: Mapping[str, Any] = field(default_factory=dict)
    alternates: tuple[Alternate, ...] = ()
    structured: Mapping[str, Any] | None = None
    """What search engines may read of the page (schema.org)."""
    styles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    """Style sheets and scripts that only this page needs."""
    card: str = addresses.SITE_CARD
    """The picture that goes with a link to the page."""
    kin: tuple[Related, ...] = ()
    """The practices that the page of a practice leads to, for the next build (see `text_patch`)."""
    name: str = ""
    """What a browser calls the page, when its title alone says too little; see `full_name`."""
    in_nav: bool = True
    """Whether the navigation should name the page, when it stands at the head of a section."""

    @property
    def full_name(self) -> str:
        """What the page is called away from the site, where nothing around it says what it is."""
        return self.name or self.title


@dataclass(frozen=True, slots=True)
class Part:
    """Pages and files that are made together, apart from all others."""

    pages: Callable[[], Iterable[SitePage]] = tuple
    files: Callable[[], Iterable[tuple[str, bytes]]] = tuple
    """Paths below the folder of the site, each with its bytes."""
    stands: Callable[[SitePage], bool] = field(default=lambda page: False)
    """Tells of a page whether it stands on the site already, just so."""


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of a long list: the first stands at `first`, the others below it."""

    first: str
    current: int
    last: int

    def address(self, number: int) -> str:
        """Where page `number` stands."""
        return self.first if number == 1 else f"{self.first}pagina/{number}/"


def paginated(
    first: str, items: Sequence[Item], size: int = PAGE_SIZE
) -> Iterator[tuple[Pages, Sequence[Item]]]:
    """The pages of a list with the items on each; an empty list has one page."""
    last = max(1, -(-len(items) // size))
    for number in range(1, last + 1):
        start = (number - 1) * size
        yield Pages(first, number, last), items[start : start + size]


def numbered(title: str, pages: Pages) -> str:
    """The title of a page of a list: the first has no number."""
    return title if pages.current == 1 else f"{title}, pagina {pages.current}"


def render(page: SitePage, env: jinja2.Environment) -> Markup:
    """The content of a page, without the frame."""
    context = dict(page.context) | {"to": Links(base_of(page.address))}
    return Markup(env.get_template(page.template).render(context))


def head_extra(page: SitePage, base: str) -> Markup:
    """What stands in the head of one page only: other forms, styles, scripts, structured data."""
    found = [
        f'<link rel="alternate" type="{a.media_type}" href="{base}/{escape(a.address)}" '
        f'title="{escape(a.title)}">'
        for a in page.alternates
    ]
    found += [f'<link rel="stylesheet" href="{base}/{path}">' for path in page.styles]
    found += [f'<script src="{base}/{path}" defer></script>' for path in page.scripts]
    if page.structured is not None:
        found.append(structured_script(page.structured))
    return Markup("\n    ".join(found))


def structured_script(data: Mapping[str, Any]) -> Markup:
    """What search engines may read of a page, as an element for its head."""
    return Markup(f'<script type="application/ld+json">{script_json(data)}</script>')


def breadcrumbs(page_title: str, crumbs: Iterable[Crumb], base: str) -> Markup:
    """Where the visitor is, from the home page down."""
    items = "".join(
        f'<li><a href="{base}/{escape(step.address)}">{escape(step.label)}</a></li>'
        for step in (Crumb("Home", ""), *crumbs)
    )
    return Markup(
        f'<nav class="crumbs" aria-label="Kruimelpad"><ol>{items}'
        f'<li aria-current="page">{escape(page_title)}</li></ol></nav>'
    )
