"""Building and serving the site from our own command line."""

import logging
import os
from pathlib import Path

import click
from mkdocs.commands import build as mkdocs_build
from mkdocs.commands import serve as mkdocs_serve
from mkdocs.config import load_config


def build_site(config_file: Path, site_dir: Path | None, strict: bool) -> Path:
    """Build the publishable site; the folder it stands in.

    Raises click.ClickException with a sentence for the user when an entry or the configuration
    has errors.
    """
    _prepare()
    options = {"site_dir": os.fspath(site_dir)} if site_dir else {}
    config = load_config(config_file=os.fspath(config_file), strict=strict, **options)
    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build.build(config)
    finally:
        config.plugins.on_shutdown()
    return Path(config.site_dir)


def serve_site(config_file: Path, address: str) -> None:
    """Serve the site at `address` ("127.0.0.1:8000"), and again after every change."""
    _prepare()
    mkdocs_serve.serve(
        config_file=os.fspath(config_file), livereload=True, dev_addr=address, open_in_browser=False
    )


def _prepare() -> None:
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    log = logging.getLogger("mkdocs")
    if not log.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(_Formatter())
        log.addHandler(handler)
    log.setLevel(logging.INFO)


class _Formatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        colour = {"WARNING": "yellow", "ERROR": "red"}.get(record.levelname)
        if colour is None:
            return record.getMessage()
        return click.style(f"{record.levelname}: ", fg=colour) + record.getMessage()
