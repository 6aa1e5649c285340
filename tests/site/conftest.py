"""The pages of a built site, parsed as a browser would."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree.ElementTree import Element

import html5lib
import pytest

from .second_site import copy_second_site


@dataclass(frozen=True)
class Page:
    """A page of the site, parsed as a browser would."""

    address: str
    text: str
    root: Element
    errors: tuple[str, ...]

    def all(self, *tags: str) -> Iterator[Element]:
        """The elements with these names, wherever they are."""
        return (element for element in self.root.iter() if element.tag in tags)

    def with_class(self, name: str) -> Iterator[Element]:
        """The elements of a class."""
        return (e for e in self.root.iter() if name in e.get("class", "").split())

    def meta(self, name: str) -> list[str]:
        """The contents of the meta elements with a name."""
        return [e.get("content", "") for e in self.all("meta") if e.get("name") == name]

    @cached_property
    def ids(self) -> list[str]:
        """Every id, in the order of the page."""
        return [e.attrib["id"] for e in self.root.iter() if "id" in e.attrib]

    @property
    def is_redirect(self) -> bool:
        """Whether the page only leads to another."""
        return any(e.get("http-equiv") == "refresh" for e in self.all("meta"))

    def links(self) -> Iterator[tuple[Element, str]]:
        """Every address that the page refers to, with the element that does so."""
        for element in self.root.iter():
            for name in ("href", "src", "action", "data", "poster"):
                if name in element.attrib:
                    yield element, element.attrib[name]
            for part in element.get("srcset", "").split(","):
                if part.strip():
                    yield element, part.split()[0]


Pages = dict[str, Page]


@pytest.fixture(scope="session")
def haven(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the second site. Built from a copy: a build leaves a cache beside its source."""
    from praktijkatlas.site.build import build_site

    source = copy_second_site(tmp_path_factory.mktemp("haven") / "source")
    return build_site(source / "mkdocs.yml", source.parent / "site", strict=True)


@pytest.fixture(scope="session")
def parse_page() -> Callable[[str, str], Page]:
    """Parses the text of a page at an address."""
    return _parsed


@pytest.fixture(scope="session")
def read_pages() -> Callable[[Path], Pages]:
    """Parses every page of a site, by address ("" is the home page)."""

    def read(folder: Path) -> Pages:
        found = {}
        for file in sorted(folder.rglob("*.html")):
            address = file.relative_to(folder).as_posix().removesuffix("index.html")
            found[address] = _parsed(address, file.read_text(encoding="utf-8"))
        return found

    return read


def _parsed(address: str, text: str) -> Page:
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root = parser.parse(text)
    return Page(address, text, root, tuple(f"{at}: {code}" for at, code, _ in parser.errors))


@pytest.fixture(scope="session")
def dead_links() -> Callable[[Path, Pages], list[str]]:
    """Finds the links of a site to pages, files or fragments of it that are not there."""
    return _dead_links


def _dead_links(folder: Path, pages: Pages, site: str = "https://site.invalid/") -> list[str]:
    icons = folder / "assets/icons.svg"
    drawn = set(re.findall(r'id="([^"]+)"', icons.read_text("utf-8"))) if icons.exists() else set()
    exists: dict[str, bool] = {}
    dead = set()
    for page in pages.values():
        for _, link in page.links():
            target = urlsplit(urljoin(site + page.address, link))
            if f"{target.scheme}://{target.netloc}/" != site:
                continue
            path = unquote(target.path).removeprefix("/")
            if path not in exists:
                exists[path] = (
                    folder / path / ("" if path[-1:] not in ("", "/") else "index.html")
                ).is_file()
            found, fragment = exists[path], unquote(target.fragment)
            if found and fragment:
                found = fragment in (pages[path].ids if path in pages else drawn)
            if not found:
                dead.add(f"/{page.address} → {link}")
    return sorted(dead)
