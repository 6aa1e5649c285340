"""Making what MkDocs does not know of, and writing it: pages, open data, search, sheets."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from functools import partial
from sys import intern
from typing import NamedTuple

from praktijkatlas import addresses
from praktijkatlas.catalogue import Catalogue
from praktijkatlas.exports import ExportSettings, practice_files
from praktijkatlas.exports.components import Component
from praktijkatlas.exports.sbom import sbom_json
from praktijkatlas.processes import Progress, quiet, share_out
from praktijkatlas.reading import Entry
from praktijkatlas.site import identity, search, search_files
from praktijkatlas.site.differences import Differences
from praktijkatlas.site.finding_ways import redirect_pages, sitemap
from praktijkatlas.site.frames import Frames
from praktijkatlas.site.home import HomePage
from praktijkatlas.site.kept import Kept, Kin
from praktijkatlas.site.offline import write_package
from praktijkatlas.site.offline_page import offline_page
from praktijkatlas.site.output import Output
from praktijkatlas.site.page import Part, SitePage
from praktijkatlas.site.pages import PageMaker
from praktijkatlas.site.render import ICON_FILE, Icons, environment
from praktijkatlas.site.settings import SiteSettings
from praktijkatlas.site.shell import Shell, Shells

ShowProgress = Callable[[str], AbstractContextManager[Progress]]
"""Shows how far the work with this name is."""
WORTH_SHARING = 60
"""With fewer parts, starting a second process takes longer than it saves."""


def unseen(label: str) -> AbstractContextManager[Progress]:
    """Shows nothing."""
    return nullcontext(quiet)


class Made(NamedTuple):
    """A page that was written."""

    address: str
    kin: Kin

    def interned(self) -> "Made":
        """The same, without strings of its own: another process may have told it."""
        kin = tuple((intern(each), tuple(map(intern, reasons))) for each, reasons in self.kin)
        return Made(self.address, kin)


class _Done(NamedTuple):
    """What came of a part: its pages, its files and those that changed, and what it used first."""

    made: list[Made]
    written: list[str]
    changed: list[str]
    icons: frozenset[str]
    frames: Mapping[str, Shell]


@dataclass(frozen=True)
class PartWriter:
    """Writes the parts of a site to its folder; `html` gives a page as it stands in its frame.

    A page that stands there already is counted among those that were made.
    """

    output: Output
    html: Callable[[SitePage], str]
    icons: Icons
    shells: Shells

    def write(self, parts: Iterable[Part], progress: Progress = quiet) -> list[Made]:
        """Write all parts, shared out among the processes there are; the pages in their order."""
        listed = tuple(parts)

        told = {*self.icons.used, *self.shells.made}

        def work(number: int) -> _Done:
            self.output.changed.clear()
            made, written = self._write_part(listed[number])
            icons = self.icons.used - told
            frames = {name: self.shells.made[name] for name in self.shells.made.keys() - told}
            told.update(icons, frames)
            return _Done(made, written, list(self.output.changed), icons, frames)

        before = set(self.output.changed)
        done = share_out(work, len(listed), WORTH_SHARING, progress)
        self.output.changed.update(before)
        for each in done:
            # What was done by copies of this process has to be told here too.
            self.output.files.update(each.written)
            self.output.changed.update(each.changed)
            self.icons.add(each.icons)
            self.shells.made.update(each.frames)
        return [page.interned() for each in done for page in each.made]

    def _write_part(self, part: Part) -> tuple[list[Made], list[str]]:
        written: list[str] = []
        made: list[Made] = []
        for page in part.pages():
            kin = tuple((each.entry.id, each.reasons) for each in page.kin)
            made.append(Made(page.address, kin))
            if not part.stands(page):
                written.append(self.output.write_page(page.address, self.html(page)))
        for path, data in part.files():
            written.append(self.output.write_file(path, data))
        return made, written


@dataclass(frozen=True)
class SiteWriter:
    """Writes all of a site that MkDocs does not."""

    settings: SiteSettings
    catalogue: Catalogue
    maker: PageMaker
    frames: Frames
    shells: Shells
    icons: Icons
    components: tuple[Component, ...]
    written: Sequence[str] = ()
    """The addresses of the pages that MkDocs wrote."""
    texts: Sequence[search.Record] = field(default=(), repr=False)
    """What search knows of the pages that the editors wrote."""
    progress: ShowProgress = unseen
    home: HomePage | None = None

    def write_pages(self, output: Output, parts: Iterable[Part]) -> list[Made]:
        """Write the pages that MkDocs does not know of, and what leads to pages; those pages."""
        # Made before the work is shared out, so that it is there for all, and for the next build.
        self.shells.frame(addresses.practice_page("-"))
        made = self._write_parts(output, parts)
        output.write_file(ICON_FILE, self.icons.file())
        output.write_file(addresses.SBOM, sbom_json(self.components))
        return made

    def write_again(
        self, output: Output, differences: Differences, parts: Iterable[Part]
    ) -> list[Made]:
        """Write the pages that differ from before, and remove those that are gone.

        `parts` are those of the differences; gives the pages in them, also those that stand as
        they were.
        """
        for page in self.maker.heads():
            output.write_page(page.address, self.html(page))
        if self.home:
            output.write_page(addresses.HOME, self.home.html(self.maker, self.frames))
        made = self._write_parts(output, parts, differences.apart)
        output.write_removals(differences.gone(page.address for page in made))
        return made

    def _write_parts(
        self, output: Output, parts: Iterable[Part], others: Iterable[str] = ()
    ) -> list[Made]:
        """Write parts, and what leads to their pages and to those at the `others` addresses."""
        self.catalogue.prepare()
        with self.progress("Pagina’s maken") as progress:
            made = PartWriter(output, self.html, self.icons, self.shells).write(parts, progress)
        moved = self.maker.redirects()
        about = self.settings
        for address, html in redirect_pages(
            moved, self.frames.templates, about.language, about.url
        ):
            output.write_page(address, html)
        if self.settings.url:
            pages = {*self.written, *(page.address for page in made), *others}
            pages.add(addresses.OFFLINE_PAGE)
            xml = sitemap(self.settings.url, pages, self.catalogue, self.frames.templates)
            output.write_file(addresses.SITEMAP, xml)
        self._write_pictures(output)
        return made

    def of(self, catalogue: Catalogue) -> "SiteWriter":
        """The writer of the same site with other entries."""
        about = self.settings
        maker = replace(
            self.maker,
            catalogue=catalogue,
            settings=ExportSettings.for_catalogue(
                catalogue, about.url, about.name, about.description
            ),
        )
        templates = environment(catalogue, self.icons, self.frames.templates.bytecode_cache)
        frames = replace(self.frames, templates=templates)
        return replace(self, catalogue=catalogue, maker=maker, frames=frames)

    def seeing(self, catalogue: Catalogue) -> "SiteWriter":
        """The writer of a catalogue that differs in nothing that the frames of pages show."""
        return replace(self, catalogue=catalogue, maker=replace(self.maker, catalogue=catalogue))

    def kept(self, practices: Mapping[str, str]) -> Kept:
        """What the next build may use again of this site; `practices` as they are kept, by id."""
        catalogue, maker = self.catalogue, self.maker
        redirects: dict[str, tuple[str, ...]] = {}
        for entry in catalogue.entries:
            for old in entry.practice.redirects:
                redirects[old] = (*redirects.get(old, ()), entry.id)
        return Kept(
            self.settings,
            maker.repository,
            maker.contact,
            self.home,
            tuple(self.written),
            maker.settings.generated,
            {address: shell.pieces for address, shell in self.shells.made.items()},
            tuple(self.texts),
            maker.report_titles,
            {each: tuple(e.id for e in found) for each, found in catalogue.adopters.items()},
            redirects,
            {each.id: each.name for each in catalogue.organisations.values()},
            practices,
        )

    def html(self, page: SitePage) -> str:
        """A page as it stands in its frame."""
        return self.shells.frame(page.address).fill(self.frames.made(page))

    def _write_pictures(self, output: Output) -> None:
        """Write the icons and the manifest, and the cards of pages where there are any."""
        # Loaded here: a build of which only texts changed makes no pictures, and should start soon.
        from praktijkatlas.sheets.cards import CACHE, load_pictures, site_pictures

        site = self.settings
        about = identity.manifest(site.name, site.description, site.language)
        output.write_file(addresses.MANIFEST, about)
        logo = (output.folder / identity.LOGO).read_bytes()
        pictures = site_pictures(self.catalogue, site.for_sheets, logo, cards=site.cards)
        for path, data in load_pictures(pictures, site.root / CACHE):
            output.write_file(path, data)

    def write_documents(self, output: Output, before: Collection[str] = ()) -> None:
        """Write search, the sheets, and the zip to take along; SheetError when a sheet fails.

        `before` are the paths of the files that the folder held already: those that are no part
        of the site any more are removed.
        """
        self.write_search(output)
        if self.settings.sheets:
            from praktijkatlas.sheets.store import CACHE
            from praktijkatlas.sheets.writing import write_sheets

            with self.progress("Bladen maken") as progress:
                done = write_sheets(
                    *(self.catalogue, output.folder, self.settings.for_sheets),
                    self.settings.root / CACHE,
                    progress=progress,
                )
            output.files.update(done.paths)
            output.changed.update(done.changed)
        output.files.add(f"{addresses.OFFLINE_PAGE}index.html")
        if self.settings.offline:
            output.files.add(addresses.OFFLINE_ZIP)
        output.write_removals(set(before))
        package = None
        if self.settings.offline:
            # Last, for everything goes into it.
            about = (self.settings.name, self.settings.url)
            generated = self.maker.settings.generated
            package = write_package(output.folder, self.catalogue, *about, generated)
            output.changed.add(addresses.OFFLINE_ZIP)
        output.write_page(addresses.OFFLINE_PAGE, self.html(offline_page(package)))

    def write_texts(self, output: Output, entries: Collection[Entry], report: SitePage) -> None:
        """Write what the texts of these entries stand on: their pages and files, and the report."""
        self.write_practices(output, entries)
        output.write_page(report.address, self.html(report))
        self.write_files(output, map(self.text_files, entries))

    def write_practices(self, output: Output, entries: Iterable[Entry]) -> None:
        """Write the pages of these entries."""
        for page in map(self.maker.practice, entries):
            output.write_page(page.address, self.html(page))

    def text_files(self, entry: Entry) -> Part:
        """The files in which the text of an entry stands."""
        return Part(files=partial(practice_files, entry, self.catalogue, self.maker.settings))

    def write_files(self, output: Output, parts: Iterable[Part]) -> None:
        """Write the open data, while somebody looks at the pages already."""
        for part in parts:
            for path, data in part.files():
                output.write_file(path, data)

    def write_offline_page(self, output: Output) -> None:
        """Write the page about the zip, without one."""
        output.write_page(addresses.OFFLINE_PAGE, self.html(offline_page(None)))

    def write_search(self, output: Output) -> None:
        """Write what search needs, when the site has it."""
        if self.settings.search:
            cache = self.settings.root / search_files.CACHE
            search_files.write_search(self.catalogue, self.texts, output, cache)


def pages_only(parts: Iterable[Part]) -> list[Part]:
    """The parts without their files."""
    return [replace(part, files=tuple) for part in parts]
