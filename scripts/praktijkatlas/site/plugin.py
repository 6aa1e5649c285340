"""The MkDocs plugin `praktijkatlas`: thin events, plain objects behind them."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import jinja2
from markupsafe import Markup
from mkdocs.commands.build import get_context
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from praktijkatlas.catalogue import Catalogue
from praktijkatlas.checks import reporters
from praktijkatlas.clock import current_day
from praktijkatlas.exports import ExportSettings, export_files
from praktijkatlas.load import load_site
from praktijkatlas.reading.load import VOCABULARY_FOLDER
from praktijkatlas.sheets import SheetError, SheetSettings, document_pdf, write_sheets
from praktijkatlas.sheets.store import CACHE as SHEET_CACHE
from praktijkatlas.site import facets, render, search, tilemap
from praktijkatlas.site.finding_ways import redirect_pages, sitemap
from praktijkatlas.site.folder_page import folder_page
from praktijkatlas.site.form_page import form_files, form_page
from praktijkatlas.site.links import Repository, base_of
from praktijkatlas.site.on_demand import with_documents
from praktijkatlas.site.output import Output
from praktijkatlas.site.page import SitePage, breadcrumbs, head_extra
from praktijkatlas.site.page import render as render_page
from praktijkatlas.site.pages import PageMaker
from praktijkatlas.site.shell import Shells, View
from praktijkatlas.site.written import beside_siblings, prose, section_crumbs

log = get_plugin_logger("praktijkatlas")

THEME = Path(__file__).parent / "theme"
# Of Material we use the icons, the language and the Markdown extensions; these files of it would
# only be dead weight in the site.
_UNUSED_THEME_FILES = ("assets/javascripts/", "assets/stylesheets/", "assets/images/")


class PraktijkatlasConfig(Config):
    """What `mkdocs.yml` may say under `praktijkatlas`."""

    practices = config_options.Type(str, default="practices")
    """The folder with the entries and the `vocabulary` folder, beside `mkdocs.yml`."""
    branch = config_options.Type(str, default="main")
    """The branch on which visitors improve a page."""
    allow_errors = config_options.Type(bool, default=False)
    """Build even when entries have errors, leaving those entries out."""
    contact = config_options.Optional(config_options.Type(str))
    """The mail address of the editors."""
    search = config_options.Type(bool, default=True)
    """Make the search index."""
    sheets = config_options.Type(bool, default=True)
    """Make the printable sheets and booklets."""


class PraktijkatlasPlugin(BasePlugin[PraktijkatlasConfig]):
    """Reads the practices, and adds their pages to the site."""

    catalogue: Catalogue
    settings: ExportSettings
    maker: PageMaker
    sections: dict[str, SitePage]
    nav: Navigation
    files: Files
    env: jinja2.Environment
    templates: jinja2.Environment
    icons: render.Icons

    def __init__(self) -> None:
        self.serving = False
        self.served: Path | None = None
        self.scratch: TemporaryDirectory[str] | None = None
        self.served_files: set[str] = set()
        self.compiled = render.Compiled()

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember whether somebody is writing: then a faulty entry must not stop the site."""
        self.serving = command == "serve"

    def on_shutdown(self) -> None:
        """Leave nothing behind."""
        if self.scratch:
            self.scratch.cleanup()

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """While serving, let MkDocs build beside the served folder.

        It would empty the folder and write every page anew, which takes longer than all the rest.
        """
        if self.serving:
            self.scratch = self.scratch or TemporaryDirectory()
            self.served = Path(config.site_dir)
            config.site_dir = self.scratch.name

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Put our templates before those of the theme, and read and check the practices.

        MkDocs empties the folder of the site after this: a fault in an entry must come before.
        """
        if str(THEME) not in config.theme.dirs:
            # After a custom_dir, if there is one: what a site overrides itself goes first.
            place = 1 if config.theme.custom_dir else 0
            config.theme.dirs.insert(place, str(THEME))
        # The sitemap of MkDocs knows only the pages of MkDocs.
        config.theme.static_templates.discard("sitemap.xml")
        if not config.repo_url:
            config.edit_uri = None
        self.catalogue = self._load(config)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the pages at the head of the sections."""
        repository = Repository(config.repo_url or "", self.config.branch)
        self.settings = ExportSettings.for_catalogue(
            self.catalogue, config.site_url or "", config.site_name, config.site_description or ""
        )
        self.maker = PageMaker(
            self.catalogue, current_day(), repository, self.settings, self._tiles(config)
        )
        form = form_page(self.catalogue, repository, self.config.contact or "")
        made = (*self.maker.sections(), form, folder_page())
        self.sections = {f"{page.address}index.md": page for page in made}
        for uri, page in self.sections.items():
            file = File.generated(config, uri, content=f"---\ntitle: {page.title!r}\n---\n")
            file.inclusion = InclusionLevel.INCLUDED if page.in_nav else InclusionLevel.NOT_IN_NAV
            files.append(file)
        for file in list(files):
            if file.src_uri.startswith(_UNUSED_THEME_FILES):
                files.remove(file)
        return files

    def _load(self, config: MkDocsConfig) -> Catalogue:
        root = Path(config.config_file_path).parent
        folder = root / self.config.practices
        if not folder.is_dir():
            raise PluginError(f'De map met praktijken "{folder}" bestaat niet.')
        loaded = load_site(folder, root, current_day())
        if loaded.errors:
            report = "\n".join(reporters.as_text(loaded.errors, config.site_url or ""))
            message = (
                f"{report}\n{reporters.summary(loaded.errors, loaded.files)} "
                "Kijk na met: praktijkatlas check."
            )
            if not (self.serving or self.config.allow_errors):
                raise PluginError(message)
            log.error("%s\nPraktijken met fouten zijn weggelaten.", message)
        return loaded.catalogue

    def _tiles(self, config: MkDocsConfig) -> tilemap.TileMap:
        folder = Path(config.config_file_path).parent / self.config.practices
        try:
            return tilemap.load_tiles(folder / VOCABULARY_FOLDER, self.catalogue)
        except tilemap.TilesError as error:
            raise PluginError(str(error)) from error

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Keep the navigation for the pages that MkDocs does not know of."""
        self.nav, self.files = nav, files
        return nav

    def on_env(
        self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files
    ) -> jinja2.Environment:
        """Keep the templates of the theme, and make those of the content ready."""
        self.env = env
        env.bytecode_cache = self.compiled
        env.trim_blocks = env.lstrip_blocks = True  # no blank lines where a template decides
        loader = env.loader
        assert loader is not None

        def icon(name: str) -> str:
            return loader.get_source(env, f".icons/material/{name}.svg")[0].strip()

        self.icons = render.Icons(icon)
        self.templates = render.environment(self.catalogue, self.icons, self.compiled)
        return env

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give each page its view: what the frame shows of it."""
        made = self.sections.get(page.file.src_uri)
        if made:
            view = self._view(made, config)
            if isinstance(page.parent, Section):
                content = Markup(view["content"])
                view = {**view, "content": beside_siblings(content, page, base_of(page.url))}
        else:
            view = self._written_view(page, config)
        return self._with_view(context, view)

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Give the pages that belong to no address, such as 404.html, a view too."""
        title = "Deze pagina bestaat niet" if template_name == "404.html" else config.site_name
        return self._with_view(
            context,
            {
                "head_title": f"{title} – {config.site_name}",
                "title": title,
                "description": config.site_description or "",
                "address": "",
                "kind": "text",
                "breadcrumbs": "",
                "head_extra": "",
                "content": "",
            },
        )

    def _with_view(self, context: TemplateContext, view: View) -> TemplateContext:
        # Live reload puts a script into the page, which the security policy would refuse.
        context["view"] = {**view, "serving": self.serving}  # type: ignore[typeddict-unknown-key]
        return context

    def _view(self, page: SitePage, config: MkDocsConfig) -> View:
        return {
            "head_title": f"{page.title} – {config.site_name}",
            "title": page.title,
            "description": page.description,
            "address": page.address,
            "kind": page.kind,
            "breadcrumbs": breadcrumbs(page.title, page.crumbs, base_of(page.address)),
            "head_extra": head_extra(page, base_of(page.address)),
            "content": render_page(page, self.templates),
        }

    def _written_view(self, page: Page, config: MkDocsConfig) -> View:
        title = str(page.title or config.site_name)
        crumbs = tuple(section_crumbs(page))
        base = base_of(page.url) if page.url else "."
        content = prose(page, base)
        if page.is_homepage:
            content = self._home(page)
        return {
            "head_title": config.site_name if page.is_homepage else f"{title} – {config.site_name}",
            "title": title,
            "description": str(page.meta.get("description") or config.site_description or ""),
            "address": page.url if page.url != "./" else "",
            "kind": "home" if page.is_homepage else "text",
            "breadcrumbs": "" if page.is_homepage else breadcrumbs(title, crumbs, base),
            "head_extra": "",
            "content": content,
        }

    def _home(self, page: Page) -> Markup:
        made = self.maker.home(page.meta, page.content or "")
        return render_page(made, self.templates)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the pages below the sections, the redirects and the search index."""
        output = Output(self.served or Path(config.site_dir))
        if self.served:
            output.write_copies(Path(config.site_dir))
        shells = Shells(lambda address, view: self._full(address, view, config))
        for page in self.maker.below_sections():
            view = self._view(page, config)
            output.write_page(page.address, shells.frame(page.address).fill(view))
        for address, html in redirect_pages(
            self.maker.redirects(), self.templates, config.theme["language"]
        ):
            output.write_page(address, html)
        if config.site_url:
            pages: list[Page | SitePage] = [*self._written_pages(), *self.maker.below_sections()]
            xml = sitemap(config.site_url, pages, self.catalogue, self.templates)
            output.write_file("sitemap.xml", xml)
        output.write_file(render.ICON_FILE, self.icons.file())
        if self.served:
            output.write_removals(self.served_files)
            self.served_files = output.files
        self._write_data(output.folder)
        if self.config.sheets and not self.serving:
            cache = Path(config.config_file_path).parent / SHEET_CACHE
            try:
                write_sheets(self.catalogue, output.folder, self._sheet_settings(config), cache)
            except SheetError as error:
                raise PluginError(f"Niet alle bladen zijn gemaakt:\n{error}") from error

    def _write_data(self, folder: Path) -> None:
        """Write what is not a page: open data, choices and the search index.

        While serving they follow in the background: who edits looks at the page first.
        """
        records = list(search.page_records(self._written_pages()))
        output, catalogue, settings = Output(folder), self.catalogue, self.settings

        def write() -> None:
            for path, data in (*form_files(catalogue), *export_files(catalogue, settings)):
                output.write_file(path, data)
            facets.write_facets(catalogue, output)
            if self.config.search:
                search.write_index(catalogue, records, output)

        if self.serving:
            Thread(target=write, daemon=True).start()
            return
        try:
            write()
        except search.SearchError as error:
            raise PluginError(str(error)) from error

    @staticmethod
    def _sheet_settings(config: MkDocsConfig) -> SheetSettings:
        return SheetSettings(
            config.site_url or "", config.site_name, config.site_description or config.site_name
        )

    def _full(self, address: str, view: View, config: MkDocsConfig) -> str:
        """A page rendered in full through the templates of the theme."""
        file = File.generated(config, f"{address}index.md", content="")
        page = Page(str(view["title"]), file, config)
        context = get_context(self.nav, self.files, config, page)
        return self.env.get_template("main.html").render(self._with_view(context, view))

    def _written_pages(self) -> list[Page]:
        return [file.page for file in self.files.documentation_pages() if file.page]

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        """Watch the entries, the vocabularies and the templates."""
        root = Path(config.config_file_path).parent
        for folder in (root / self.config.practices, THEME, render.TEMPLATES):
            server.watch(os.fspath(folder))
        if self.config.sheets:
            settings = self._sheet_settings(config)
            mount = urlsplit(config.site_url or "/").path
            server.set_app(
                with_documents(
                    server.serve_request,
                    mount,
                    lambda path: document_pdf(path, self.catalogue, settings),
                )
            )
        return server
