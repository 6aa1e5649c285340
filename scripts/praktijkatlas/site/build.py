"""Building and serving the site from our own command line."""

import logging
import os
import re
from contextlib import suppress
from pathlib import Path
from typing import Any

import click
from mkdocs.commands import build as mkdocs_build
from mkdocs.commands import serve as mkdocs_serve
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.utils import CountHandler
from pydantic_core import PydanticSerializationError

from praktijkatlas.processes import ProcessKilledError, collect_seldom
from praktijkatlas.site.kept import KeptFiles
from praktijkatlas.site.making import ShowProgress, unseen
from praktijkatlas.site.plugin import PraktijkatlasPlugin
from praktijkatlas.site.publishing import reason
from praktijkatlas.site.stamp import LASTING, LastBuild, Stamp, sources_of
from praktijkatlas.terminal import in_colour


def build_site(
    config_file: Path,
    site_dir: Path | None = None,
    *,
    strict: bool = False,
    allow_errors: bool = False,
    stamp: Stamp | None = None,
    progress: ShowProgress = unseen,
) -> Path:
    """Build the publishable site; the folder it stands in.

    `progress` shows how far the work of a name is; `stamp` is told what the site was made of. Raises click.ClickException with a sentence for the
    user when an entry or the configuration has errors, or the system refuses something.
    """
    collect_seldom()
    options = {"site_dir": os.fspath(site_dir)} if site_dir else {}
    config = load_settings(config_file, strict=strict, **options)
    folder = Path(config.site_dir)
    plugin = _plugin(config)
    plugin.config.allow_errors |= allow_errors
    plugin.progress = progress
    sources = sources_of(config)
    warnings = CountHandler(level=logging.WARNING)
    warnings.addFilter(lambda record: not LASTING.items() <= vars(record).items())
    logging.getLogger("mkdocs").addHandler(warnings)
    practices = config_file.parent / plugin.config.practices
    try:
        inputs = stamp.inputs(sources, practices) if stamp and practices.is_dir() else None
        if stamp:
            plugin.spare = stamp.spare
            plugin.number = stamp.last.number if stamp.last else 0
        config.plugins.on_startup(command="build", dirty=False)
        try:
            mkdocs_build.build(config)
        finally:
            config.plugins.on_shutdown()
        # A practice that came or went meanwhile is on the site, or not, and nobody would know.
        told = {f"{entry.id}.md" for entry in plugin.catalogue.entries}
        if stamp and inputs and told == inputs.entries.keys() and not warnings.get_counts():
            with suppress(PydanticSerializationError):  # a place whose name is no text
                kept = plugin.write_kept(KeptFiles(stamp.kept), inputs)
                stamp.write(LastBuild(folder, sources, practices, inputs, plugin.number, kept))
    except Abort as error:  # what is wrong has been said already
        raise click.ClickException(
            "De site is niet gemaakt; hierboven staat waarom. De vorige site staat er nog."
        ) from error
    except OSError as error:
        place = f' bij "{click.format_filename(error.filename)}"' if error.filename else ""
        raise click.ClickException(
            f"De site is niet gemaakt{place}: {reason(error)}. De vorige site staat er nog."
        ) from error
    except ProcessKilledError as error:
        raise click.ClickException(
            f"De site is niet gemaakt: {error}. De vorige site staat er nog."
        ) from error
    finally:
        logging.getLogger("mkdocs").removeHandler(warnings)
    return folder


def load_settings(config_file: Path, **options: Any) -> MkDocsConfig:
    """The settings of a site. Raises click.ClickException when something in them is not right."""
    _prepare(logging.WARNING)
    file = os.fspath(config_file.absolute())
    try:
        # Told twice: with standard input closed, MkDocs does not know the place of a file it opened.
        return load_config(config_file=file, config_file_path=file, **options)
    except Abort as error:  # what is wrong has been said already
        raise click.ClickException(
            f'Verbeter eerst de instellingen in "{config_file.name}"; hierboven staat wat er is.'
        ) from error


def _plugin(config: MkDocsConfig) -> PraktijkatlasPlugin:
    for plugin in config.plugins.values():
        if isinstance(plugin, PraktijkatlasPlugin):
            return plugin
    raise click.ClickException(
        f'In "{config.config_file_path}" ontbreekt de plugin. Zet onder plugins: praktijkatlas.'
    )


def serve_site(config_file: Path, address: str) -> None:
    """Serve the site at `address` ("127.0.0.1:8000"), and again after every change."""
    _prepare(logging.INFO)
    file = os.fspath(config_file)
    try:
        mkdocs_serve.serve(
            config_file=file, livereload=True, dev_addr=address, open_in_browser=False
        )
    except Abort as error:  # what is wrong has been said already
        raise click.ClickException("De site is niet te tonen; hierboven staat waarom.") from error


def _prepare(level: int) -> None:
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    log = logging.getLogger("mkdocs")
    if not log.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(_Formatter(in_colour(handler.stream)))
        log.addHandler(handler)
    log.setLevel(level)


_LEVELS = {"WARNING": ("yellow", "Let op: "), "ERROR": ("red", "Fout: ")}


# What MkDocs says of a setting, and of the address of a site, in our words; the rest stays.
_SETTING = re.compile(r"Config value '([^']*)': ")
_UNKNOWN = re.compile("Unrecognised configuration name: .*")
_NO_ADDRESS = "The URL isn't valid, it should include the http:// (scheme)"


class _Formatter(logging.Formatter):
    def __init__(self, coloured: bool) -> None:
        super().__init__()
        self._coloured = coloured

    def format(self, record: logging.LogRecord) -> str:
        colour, words = _LEVELS.get(record.levelname, (None, ""))
        message = _SETTING.sub(r"De instelling `\1`: ", record.getMessage(), count=1)
        message = message.replace(_NO_ADDRESS, "dit is geen heel webadres; begin met https://.")
        message = _UNKNOWN.sub("zo’n instelling is er niet.", message)
        return (click.style(words, fg=colour) if colour and self._coloured else words) + message
