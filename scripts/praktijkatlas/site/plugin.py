"""The MkDocs plugin `praktijkatlas`: thin events, plain objects behind them."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic_ns
from typing import Any
from urllib.parse import urlsplit

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from praktijkatlas import addresses
from praktijkatlas.catalogue import Catalogue
from praktijkatlas.checks import reporters
from praktijkatlas.clock import current_day
from praktijkatlas.exports import ExportSettings
from praktijkatlas.exports.components import Component, load_components
from praktijkatlas.load import load_site
from praktijkatlas.reading.load import VOCABULARY_FOLDER
from praktijkatlas.sheets import SheetError, document_pdf
from praktijkatlas.site import render, search, software, tilemap
from praktijkatlas.site.frames import Frames
from praktijkatlas.site.home import HomePage
from praktijkatlas.site.kept import (
    KeptEntry,
    KeptFiles,
    KeptPractice,
    hard_digest,
    practice_json,
)
from praktijkatlas.site.links import Repository, base_of, dead_links, made_pages
from praktijkatlas.site.making import Made, ShowProgress, SiteWriter, unseen
from praktijkatlas.site.on_demand import with_documents
from praktijkatlas.site.options import PraktijkatlasConfig
from praktijkatlas.site.output import Output
from praktijkatlas.site.page import SitePage
from praktijkatlas.site.pages import PageMaker
from praktijkatlas.site.publishing import PublishError, Staging
from praktijkatlas.site.serving import Follower, ServedSite, Watcher
from praktijkatlas.site.settings import SiteSettings
from praktijkatlas.site.shell import Shell, Shells, View
from praktijkatlas.site.stamp import LASTING, Inputs, Stamp, practices_digest, sources_of
from praktijkatlas.site.written import WrittenPages, wide_tables

log = get_plugin_logger("praktijkatlas")

THEME = Path(__file__).parent / "theme"
# Of Material we use the icons, the language and the Markdown extensions; these files of it would
# only be dead weight in the site, and the sitemap of MkDocs knows only the pages of MkDocs.
_UNUSED_THEME_FILES = (
    "assets/javascripts/",
    "assets/stylesheets/",
    "assets/images/",
    addresses.SITEMAP,
)


class PraktijkatlasPlugin(BasePlugin[PraktijkatlasConfig]):
    """Reads the practices, and adds their pages to the site."""

    catalogue: Catalogue
    left_out: tuple[str, ...]
    fronts: Mapping[str, str]
    made: list[Made]
    settings: ExportSettings
    components: tuple[Component, ...]
    maker: PageMaker
    sections: dict[str, SitePage]
    nav: Navigation
    files: Files
    icons: render.Icons
    frames: Frames
    written: WrittenPages
    shells: Shells
    writer: SiteWriter
    inputs: Inputs
    seen: str
    """What was found in the folder of practices before they were read."""
    home: HomePage | None

    def __init__(self) -> None:
        self.serving = False
        self.served: Path | None = None
        self.scratch: TemporaryDirectory[str] | None = None
        self.site: ServedSite | None = None
        """The site as it is served, after the first build."""
        self.signs: TemporaryDirectory[str] | None = None
        """A folder that MkDocs watches: a file in it changes when there is something to do."""
        self.watcher: Watcher | None = None
        self.spare: Path | None = None
        """Where the spare of the site is, for who keeps one from build to build."""
        self.number = 0
        """The number that the spare must have; of the new site, when that is published."""
        self.staging: Staging | None = None
        self.changed: set[str] = set()
        self.whole = False
        self.progress: ShowProgress = unseen
        """Shows how far a piece of work is; its name goes in."""
        self.compiled = render.Compiled()
        self.follower = Follower()

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember whether somebody is writing: then a faulty entry must not stop the site.

        MkDocs uses a plugin again for the next build in the same process: nothing of the last stays.
        """
        self.serving = command == "serve"
        self.scratch, self.served, self.staging = None, None, None
        self.changed, self.whole = set(), False
        self.follower, self.site, self.home = Follower(), None, None

    def on_shutdown(self) -> None:
        """Put the new site in its place when it is whole, and leave nothing else behind."""
        self.follower.stop()
        if self.watcher:
            self.watcher.stop()
        for folder in filter(None, (self.scratch, self.signs)):
            folder.cleanup()
        if self.staging and self.whole:
            try:
                self.number = self.staging.publish(self.changed)
            except PublishError as error:
                raise PluginError(str(error)) from error
        elif self.staging:
            self.staging.discard()

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Let MkDocs build in a folder of its own, which it empties before it begins.

        What it makes goes from there to where the rest is: while serving to the folder that is
        served, else to the folder beside the place of the site.
        """
        target = Path(config.site_dir)
        self.scratch = self.scratch or TemporaryDirectory()
        config.site_dir = self.scratch.name
        if self.serving:
            self.served = target
            return
        try:
            self.staging = Staging(target, self.spare)
        except PublishError as error:
            raise PluginError(str(error)) from error

    def on_build_error(self, *, error: Exception) -> None:
        """Keep the old site: a warning stops a strict build after the last page."""
        self.whole = False

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Put our templates before those of the theme, and read and check the practices.

        MkDocs empties the folder of the site after this: a fault in an entry must come before.
        """
        if str(THEME) not in config.theme.dirs:
            # After a custom_dir, if there is one: what a site overrides itself goes first.
            place = 1 if config.theme.custom_dir else 0
            config.theme.dirs.insert(place, str(THEME))
        # What is no template here is a file of the theme, and left out with the others.
        config.theme.static_templates.discard(addresses.SITEMAP)
        # The address to clone from is that of the pages too, but for its end.
        config.repo_url = (config.repo_url or "").rstrip("/").removesuffix(".git")
        if not config.repo_url:
            config.edit_uri = None
        elif not any("edit_uri" in each for each in config.user_configs):
            folder = os.path.relpath(config.docs_dir, Path(config.config_file_path).parent)
            config.edit_uri = f"edit/{self.config.branch}/{Path(folder).as_posix()}/"
        if fault := addresses.site_url_fault(config.site_url or ""):
            raise PluginError(fault)
        self.catalogue = self._load(config)
        self.components = load_components(Path(config.config_file_path).parent)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the pages at the head of the sections."""
        repository = Repository(config.repo_url or "", self.config.branch)
        self.settings = ExportSettings.for_catalogue(
            self.catalogue, config.site_url or "", config.site_name, config.site_description or ""
        )
        self.maker = PageMaker(
            self.catalogue,
            current_day(),
            repository,
            self.settings,
            self._tiles(config),
            self.config.sheets,
            self.config.contact or "",
        )
        self.sections = {f"{page.address}index.md": page for page in self.maker.heads()}
        for uri, page in self.sections.items():
            file = File.generated(config, uri, content=f"---\ntitle: {page.title!r}\n---\n")
            file.inclusion = InclusionLevel.INCLUDED if page.in_nav else InclusionLevel.NOT_IN_NAV
            files.append(file)
        for file in list(files):
            of_theme = file.src_dir != config.docs_dir
            if of_theme and file.src_uri.startswith(_UNUSED_THEME_FILES):
                files.remove(file)
        return files

    def _practices(self, config: MkDocsConfig) -> Path:
        return Path(config.config_file_path).parent / self.config.practices

    def _load(self, config: MkDocsConfig) -> Catalogue:
        root, folder = Path(config.config_file_path).parent, self._practices(config)
        if not folder.is_dir():
            raise PluginError(f'De map met praktijken "{folder}" bestaat niet.')
        if self.serving:  # before it is read: what changes meanwhile will be seen
            self.seen = practices_digest(folder)
            self.inputs = self._look(config)
        with self.progress("Praktijken lezen") as progress:
            loaded = load_site(folder, root, current_day(), progress)
        if loaded.errors:
            report = "\n".join(reporters.as_text(loaded.errors, config.site_url or ""))
            message = (
                f"{report}\n{reporters.summary(loaded.errors, loaded.files)} "
                "Kijk na met: praktijkatlas check."
            )
            if not (self.serving or self.config.allow_errors):
                raise PluginError(message)
            log.error("%s\nPraktijken met fouten zijn weggelaten.", message)
        self.left_out = loaded.left_out
        self.fronts = loaded.fronts
        return loaded.catalogue

    def _tiles(self, config: MkDocsConfig) -> tilemap.TileMap:
        try:
            return tilemap.load_tiles(self._practices(config) / VOCABULARY_FOLDER, self.catalogue)
        except tilemap.TilesError as error:
            raise PluginError(str(error)) from error

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Keep the navigation for the pages that MkDocs does not know of, and what may be linked to."""
        self.nav, self.files = nav, files
        self.known = self._known(files)
        return nav

    def on_env(
        self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files
    ) -> jinja2.Environment:
        """Make the templates of the theme and those of the content ready."""
        env.bytecode_cache = self.compiled
        env.globals.update(left_out=self.left_out, search=self.config.search)
        env.add_extension(render.Flush)
        env.trim_blocks = env.lstrip_blocks = True  # no blank lines where a template decides
        loader = env.loader
        assert loader is not None

        def icon(name: str) -> str:
            return loader.get_source(env, f".icons/material/{name}.svg")[0].strip()

        self.icons = render.Icons(icon)
        templates = render.environment(
            self.catalogue, self.icons, self.compiled, search=self.config.search
        )
        self.frames = Frames(self._settings(config), templates)
        self.written = WrittenPages(config, env, self.frames)
        self.shells = Shells(self._full)
        return env

    def _full(self, address: str, view: View) -> str:
        return self.written.full(address, view, self.nav, self.files)

    def _settings(self, config: MkDocsConfig) -> SiteSettings:
        return SiteSettings(
            Path(config.config_file_path).parent,
            config.site_name,
            config.site_description or "",
            config.site_url or "",
            config.theme["language"],
            self.config.sheets,
            self.config.search,
            self.config.offline,
            self.serving,
        )

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Put the list of software where a written page asks for it, and tables in their frame."""
        html = wide_tables(html, str(page.meta.get("lang", config.theme["language"])))
        for href in dead_links(html, page.url.removeprefix("./"), self.known):
            log.warning(
                '%s linkt naar "%s", en die pagina is er niet. Haal de link weg, of verbeter haar.',
                page.file.src_uri,
                href,
                extra=LASTING,
            )
        if software.MARK in html:
            listed = software.software_list(self.components, base_of(page.url))
            html = html.replace(software.MARK, listed)
        return html

    def _known(self, files: Files) -> frozenset[str]:
        """The addresses that a written page may link to; of what is left out a build told already."""
        left_out = (addresses.practice_page(Path(path).stem) for path in self.left_out)
        written = (file.url for file in files.documentation_pages())
        return frozenset((*made_pages(self.catalogue), *left_out, *written))

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give each page its view: what the frame shows of it."""
        if page.file.src_uri in self.sections:
            view = self.written.empty(page)
        elif page.is_homepage:
            view = HomePage.empty()
        else:
            view = self.written.written(page)
        return self.written.context(context, view)

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Fill the frame of a page at the head of a section, as those of the pages below it."""
        if page.is_homepage:
            self.home = HomePage.of(page, output, self.frames.settings)
            return self.home.html(self.maker, self.frames)
        made = self.sections.get(page.file.src_uri)
        if made is None:
            return output
        self.shells.made[made.address] = Shell.of(output)
        return self.shells.frame(made.address).fill(self.frames.made(made))

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Give the pages that belong to no address, such as 404.html, a view too."""
        title = "Deze pagina bestaat niet" if template_name == "404.html" else config.site_name
        return self.written.context(context, self.written.nowhere(title))

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the pages below the sections, the open data, search and the sheets."""
        self.writer = self._writer()
        parts = tuple(self.maker.parts())
        made = Path(config.site_dir)
        try:
            if self.served:
                site = self._served_site(config, self.served)
                stood = self.site.paths_without(self.catalogue) if self.site else set()
                site.write_all(made, parts, stood)
                self.site = site
            elif self.staging:
                before = self.staging.begin(self.number)
                output = Output(self.staging.folder)
                output.write_copies(made)
                self.made = self.writer.write_pages(output, parts)
                self.writer.write_documents(output, before)
                self.changed = output.changed
                self.whole = True
        except SheetError as error:
            raise PluginError(f"Niet alle bladen en plaatjes zijn gemaakt:\n{error}") from error

    def _served_site(self, config: MkDocsConfig, folder: Path) -> ServedSite:
        return ServedSite(
            self.writer,
            folder,
            self._practices(config),
            self.inputs,
            partial(self._look, config),
            self.fronts,
            self.follower,
            self._sign,
        )

    def _sign(self) -> None:
        """Have MkDocs ask what is to be made, and browsers look again."""
        if self.signs:
            with suppress(OSError):  # serving ends
                Path(self.signs.name, "kijk").write_text(str(monotonic_ns()), "utf-8")

    def _look(self, config: MkDocsConfig) -> Inputs:
        """All that a build would be made of now."""
        stamp = Stamp(Path(config.config_file_path), None, strict=False)
        return stamp.inputs(sources_of(config), self._practices(config))

    def _writer(self) -> SiteWriter:
        pages = [file.page for file in self.files.documentation_pages() if file.page]
        return SiteWriter(
            self.frames.settings,
            self.catalogue,
            self.maker,
            self.frames,
            self.shells,
            self.icons,
            self.components,
            [page.url.removeprefix("./") for page in pages],
            list(search.page_records(pages, self.frames.settings.language)),
            self.progress,
            self.home,
        )

    def write_kept(self, files: KeptFiles, inputs: Inputs) -> str:
        """Keep what the next build may use again, of a site that is whole; the digests of it."""
        catalogue, told = self.catalogue, inputs.entries
        kin = {page.address: page.kin for page in self.made}
        practices: dict[str, str] = {}
        entries: dict[str, KeptEntry] = {}
        for entry in catalogue.entries:
            prose, page = catalogue.prose_of(entry), addresses.practice_page(entry.id)
            practice = KeptPractice(self.fronts[entry.id], hard_digest(prose), kin[page])
            practices[entry.id] = practice_json(practice)
            entries[entry.id] = KeptEntry(told[f"{entry.id}.md"], entry.practice, prose)
        return files.write(self.writer.kept(practices), self.maker.state, entries)

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        """Watch the entries, the vocabularies and the templates."""
        self.signs = TemporaryDirectory()
        for folder in (THEME, render.TEMPLATES, self.signs.name):
            server.watch(os.fspath(folder))
        self.watcher = Watcher(
            partial(practices_digest, self._practices(config)),
            self._sign,
            self.follower,
            self.seen,
        )
        server.builder = partial(self._rebuild, builder)
        if self.config.sheets:
            mount = urlsplit(config.site_url or "/").path
            server.set_app(
                with_documents(
                    server.serve_request,
                    mount,
                    self._document,
                )
            )
        return server

    def _document(self, path: str) -> bytes | None:
        if self.site is None:
            return None
        return document_pdf(path, self.site.catalogue, self.frames.settings.for_sheets)

    def _rebuild(self, whole: Callable[[], None]) -> None:
        """Make the pages of the practices that changed, or else the whole site."""
        edited = self.site.refresh() if self.site else None
        if edited:
            log.info("Nieuw: %s", ", ".join(edited))
        elif edited is None:
            self.follower.forget()
            try:
                whole()
            except (MkDocsException, OSError) as error:
                if not isinstance(error, Abort):  # of which the reason has been told
                    log.error("%s", error)
                log.error("De vorige site blijft staan, tot u dit verbetert.")
