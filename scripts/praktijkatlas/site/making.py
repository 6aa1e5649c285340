"""Making what MkDocs does not know of, and writing it: pages, open data, search, sheets."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from praktijkatlas import addresses
from praktijkatlas.catalogue import Catalogue
from praktijkatlas.exports.components import Component
from praktijkatlas.exports.sbom import sbom_json
from praktijkatlas.processes import Progress, quiet, share_out
from praktijkatlas.sheets import SheetSettings, write_sheets
from praktijkatlas.sheets.cards import CACHE as CARD_CACHE
from praktijkatlas.sheets.cards import load_pictures, site_pictures
from praktijkatlas.sheets.store import CACHE as SHEET_CACHE
from praktijkatlas.site import identity, search, search_files
from praktijkatlas.site.finding_ways import redirect_pages, sitemap
from praktijkatlas.site.frames import Frames
from praktijkatlas.site.offline import write_package
from praktijkatlas.site.offline_page import offline_page
from praktijkatlas.site.options import PraktijkatlasConfig
from praktijkatlas.site.output import Output
from praktijkatlas.site.page import Part, SitePage
from praktijkatlas.site.pages import PageMaker
from praktijkatlas.site.render import ICON_FILE, Icons
from praktijkatlas.site.shell import Shells

ShowProgress = Callable[[str], AbstractContextManager[Progress]]
"""Shows how far the work with this name is."""
WORTH_SHARING = 300
"""With fewer parts, starting a second process takes longer than it saves."""


def unseen(label: str) -> AbstractContextManager[Progress]:
    """Shows nothing."""
    return nullcontext(quiet)


@dataclass(frozen=True)
class PartWriter:
    """Writes the parts of a site to its folder; `html` gives a page as it stands in its frame."""

    output: Output
    html: Callable[[SitePage], str]
    icons: Icons

    def write(self, parts: Iterable[Part], progress: Progress = quiet) -> list[str]:
        """Write all parts, shared out among the processes there are; the addresses of the pages."""
        listed = tuple(parts)

        def work(number: int) -> tuple[list[str], list[str], frozenset[str]]:
            return *self._write_part(listed[number]), self.icons.used

        done = share_out(work, len(listed), WORTH_SHARING, progress)
        # What was done by copies of this process has to be told here too.
        self.output.files.update(chain.from_iterable(files for _, files, _ in done))
        self.icons.add(frozenset().union(*(icons for _, _, icons in done)))
        return [address for addresses, _, _ in done for address in addresses]

    def _write_part(self, part: Part) -> tuple[list[str], list[str]]:
        written: list[str] = []
        made: list[str] = []
        for page in part.pages():
            made.append(page.address)
            written.append(self.output.write_page(page.address, self.html(page)))
        for path, data in part.files():
            written.append(self.output.write_file(path, data))
        return made, written


@dataclass(frozen=True)
class SiteWriter:
    """Writes all of a site that MkDocs does not."""

    config: MkDocsConfig
    options: PraktijkatlasConfig
    catalogue: Catalogue
    maker: PageMaker
    frames: Frames
    shells: Shells
    icons: Icons
    components: tuple[Component, ...]
    written: Sequence[Page]
    """The pages that MkDocs wrote."""
    progress: ShowProgress = unseen

    def write_pages(self, output: Output, parts: Iterable[Part]) -> None:
        """Write the pages below the sections, and what leads to pages."""
        with self.progress("Pagina’s maken") as progress:
            made = PartWriter(output, self._html, self.icons).write(parts, progress)
        moved = self.maker.redirects()
        language = self.config.theme["language"]
        for address, html in redirect_pages(moved, self.frames.templates, language):
            output.write_page(address, html)
        if self.config.site_url:
            written = (page.url.removeprefix("./") for page in self.written)
            pages = [*written, *made, addresses.OFFLINE_PAGE]
            xml = sitemap(self.config.site_url, pages, self.catalogue, self.frames.templates)
            output.write_file(addresses.SITEMAP, xml)
        output.write_file(ICON_FILE, self.icons.file())
        output.write_file(addresses.SBOM, sbom_json(self.components))
        self._write_pictures(output)

    def _html(self, page: SitePage) -> str:
        return self.shells.frame(page.address).fill(self.frames.made(page))

    def _write_pictures(self, output: Output) -> None:
        """Write the icons and the manifest, and the cards of pages where there are any."""
        config = self.config
        description, language = config.site_description or "", config.theme["language"]
        about = identity.manifest(config.site_name, description, language)
        output.write_file(addresses.MANIFEST, about)
        logo = (output.folder / identity.LOGO).read_bytes()
        pictures = site_pictures(self.catalogue, self.sheet_settings, logo, cards=self.frames.cards)
        for path, data in load_pictures(pictures, self._cache(CARD_CACHE)):
            output.write_file(path, data)

    def write_documents(self, output: Output) -> None:
        """Write search, the sheets, and the zip to take along; SheetError when a sheet fails."""
        self._write_search(self.texts(), output)
        if self.options.sheets:
            with self.progress("Bladen maken") as progress:
                write_sheets(
                    *(self.catalogue, output.folder, self.sheet_settings),
                    self._cache(SHEET_CACHE),
                    progress=progress,
                )
        package = None
        if self.options.offline:
            # Last, for everything goes into it.
            about = (self.config.site_name, self.config.site_url or "")
            generated = self.maker.settings.generated
            package = write_package(output.folder, self.catalogue, *about, generated)
        output.write_page(addresses.OFFLINE_PAGE, self._html(offline_page(package)))

    def write_later(
        self, output: Output, parts: Iterable[Part], texts: list[search.Record]
    ) -> None:
        """Write the open data and search, while somebody looks at the pages already."""
        for part in parts:
            for path, data in part.files():
                output.write_file(path, data)
        self._write_search(texts, output)

    def write_offline_page(self, output: Output) -> None:
        """Write the page about the zip, without one."""
        output.write_page(addresses.OFFLINE_PAGE, self._html(offline_page(None)))

    def texts(self) -> list[search.Record]:
        """What search knows of the pages that the editors wrote."""
        return list(search.page_records(self.written))

    def _write_search(self, texts: Iterable[search.Record], output: Output) -> None:
        if self.options.search:
            cache = self._cache(search_files.CACHE)
            search_files.write_search(self.catalogue, texts, output, cache)

    @property
    def sheet_settings(self) -> SheetSettings:
        """What sheets say of the site."""
        config = self.config
        return SheetSettings(
            config.site_url or "", config.site_name, config.site_description or config.site_name
        )

    def _cache(self, place: Path) -> Path:
        return Path(self.config.config_file_path).parent / place


def pages_only(parts: Iterable[Part]) -> list[Part]:
    """The parts without their files."""
    return [replace(part, files=tuple) for part in parts]
