"""Links between the pages of the site, and to the files that they are made of."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import quote, unquote, urljoin, urlsplit

from praktijkatlas import addresses
from praktijkatlas.addresses import linked_practice
from praktijkatlas.catalogue import Catalogue
from praktijkatlas.model.values import leads_outside
from praktijkatlas.reading import Entry


@dataclass(frozen=True, slots=True)
class Links:
    """Links from a page; `base` is the way from that page to the top of the site ("../..")."""

    base: str

    def page(self, address: str) -> str:
        """The page at an address such as "overzicht/"; "" is the home page."""
        return f"{self.base}/{address}"

    def practice(self, practice_id: str) -> str:
        """The page of a practice."""
        return self.page(addresses.practice_page(practice_id))

    def sheet(self, practice_id: str) -> str:
        """The printable sheet of a practice."""
        return self.page(addresses.practice_sheet(practice_id))

    def role_sheet(self, practice_id: str, role: str) -> str:
        """The printable sheet of a practice for readers with a role."""
        return self.page(addresses.practice_sheet(practice_id, role))

    def picture(self, entry: Entry) -> str:
        """The picture of a practice that has one."""
        suffix = entry.picture.suffix if entry.picture else ""
        return self.page(addresses.practice_picture(entry.id, suffix))

    def theme(self, theme_id: str) -> str:
        """The page of a theme."""
        return self.page(addresses.theme_page(theme_id))

    def region(self, region_id: str) -> str:
        """The page of a region."""
        return self.page(addresses.region_page(region_id))

    def organisation(self, organisation_id: str) -> str:
        """The page of an organisation."""
        return self.page(addresses.organisation_page(organisation_id))

    def cell(self, region_id: str, theme_id: str) -> str:
        """Where a filled cell of the overview leads: the theme among the practices of a region."""
        return f"{self.region(region_id)}#thema-{theme_id}"

    def both(self, region_id: str, theme_id: str) -> str:
        """The practices of a region and a theme, chosen from the list: a script must do that."""
        return self.page(f"{addresses.PRACTICES_PAGE}?thema={theme_id}&plaats={region_id}")

    def invitation(self, region_id: str, theme_id: str, near: str = "") -> str:
        """Where an empty cell of the overview leads: the form with both filled in.

        `near` is the id of the practice that comes nearest: the form names it.
        """
        query = f"?regions={region_id}&themes={theme_id}" + (f"&dichtbij={near}" if near else "")
        return self.page(f"{addresses.FORM_PAGE}{query}")

    def improve(self, practice_id: str) -> str:
        """The form, filled with a practice."""
        return self.page(f"{addresses.FORM_PAGE}?id={practice_id}")

    def adopt(self, practice_id: str) -> str:
        """The form for a practice that was taken from another."""
        return self.page(f"{addresses.FORM_PAGE}?op-basis-van={practice_id}")

    def check(self, code: str) -> str:
        """The help of a check."""
        return self.page(f"{addresses.CHECKS_PAGE}#{code}")


def base_of(address: str) -> str:
    """The way from a page at `address` ("praktijken/x/") to the top of the site: "../.."."""
    return "/".join([".."] * address.count("/")) or "."


@dataclass(frozen=True, slots=True)
class Repository:
    """Where the files of the site are kept; an empty address means that it is not known."""

    url: str = ""
    branch: str = "main"

    def __bool__(self) -> bool:
        return bool(self.url)

    def edit(self, path: str) -> str:
        """The page on which a file can be changed."""
        return f"{self.url.rstrip('/')}/edit/{self.branch}/{quote(path)}"

    def file(self, path: str) -> str:
        """The page that shows a file."""
        return f"{self.url.rstrip('/')}/blob/{self.branch}/{quote(path)}"

    def history(self, path: str) -> str:
        """The page that lists the changes of a file."""
        return f"{self.url.rstrip('/')}/commits/{self.branch}/{quote(path)}"

    def new(self, folder: str) -> str:
        """The page on which a file can be made."""
        return f"{self.url.rstrip('/')}/new/{self.branch}/{quote(folder)}"


_MADE = (addresses.PRACTICES_PAGE, addresses.THEMES_PAGE, addresses.REGIONS_PAGE)
"""Where pages stand that are made of the catalogue, each in a folder of its own."""


def made_pages(catalogue: Catalogue) -> Iterator[str]:
    """The addresses of the practices, themes and regions, old ones too."""
    lists = catalogue.vocabularies
    yield from map(addresses.practice_page, (*catalogue.by_id, *catalogue.redirects))
    yield from (addresses.theme_page(each.id) for each in lists.themes)
    yield from (addresses.region_page(each.id) for each in lists.regions)


def dead_links(html: str, address: str, known: Collection[str]) -> Iterator[str]:
    """The links of a page at `address` to a practice, theme or region that is not there."""
    found = _Hrefs()
    found.feed(html)
    for href in dict.fromkeys(found.hrefs):
        target = urlsplit(urljoin(f"{_SOMEWHERE}/{address}", href))
        if f"{target.scheme}://{target.netloc}" != _SOMEWHERE:
            continue
        section, _, rest = unquote(target.path).removeprefix("/").partition("/")
        own, slash, _ = rest.partition("/")
        if f"{section}/" in _MADE and slash and f"{section}/{own}/" not in known:
            yield href


_SOMEWHERE = "https://site.invalid"


class _Hrefs(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.hrefs: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hrefs += [value for name, value in attrs if name == "href" and value]


PracticeLink = Callable[[str], str | None]
"""From the target of a link in an entry to an address; None when the link is not allowed."""


def practice_links(links: Links, known: Callable[[str], bool]) -> PracticeLink:
    """The policy for links in the text of an entry: the web, mail, and other entries of the site."""

    def resolve(target: str) -> str | None:
        if leads_outside(target):
            return target
        practice_id = linked_practice(target)
        if practice_id and known(practice_id):
            return links.practice(practice_id)
        return None

    return resolve
