"""The command that makes the site, and the one that shows it."""

import shutil
import signal
from pathlib import Path

import click

from praktijkatlas.cli.options import CONFIG, existing
from praktijkatlas.processes import collect_seldom
from praktijkatlas.site.stamp import CACHE, Stamp


@click.command()
@CONFIG
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="De map van de site.")
@click.option("--strict", is_flag=True, help="Ook een waarschuwing houdt tegen.")
@click.option(
    "--allow-errors",
    is_flag=True,
    help="Laat praktijken met fouten weg, en zeg dat op de site. Zonder dit is een fout het einde.",
)
@click.option("--clean", is_flag=True, help="Maak alles opnieuw: gebruik niets van vorige keren.")
def build(config: Path, out: Path | None, strict: bool, allow_errors: bool, clean: bool) -> None:
    """Maak de site die u kunt publiceren."""
    # Who stops the command gets the same, by whatever signal: nothing half done stays behind.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    stamp = Stamp(existing(config), out, strict)
    if clean:
        shutil.rmtree(config.parent / CACHE, ignore_errors=True)
    elif site := stamp.load_unchanged():
        click.echo(f"Er is niets veranderd. De site staat in {click.format_filename(site)}.")
        return
    # Loaded here, so that the other commands, and a build of which nothing changed, start sooner.
    collect_seldom()
    look = stamp.look_at_spare()
    from praktijkatlas.cli.progress import progress_bar
    from praktijkatlas.site.patch import patch_site

    site = patch_site(stamp, look, progress_bar)
    del look  # nobody waits for it any more
    if site:
        click.echo(f"De site staat in {click.format_filename(site)}.")
        return
    from praktijkatlas.site.build import build_site

    folder = build_site(
        *(config, out),
        strict=strict,
        allow_errors=allow_errors,
        stamp=stamp,
        progress=progress_bar,
    )
    click.echo(f"De site staat in {click.format_filename(folder)}.")


@click.command()
@CONFIG
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
def serve(config: Path, port: int) -> None:
    """Toon de site op deze computer, en opnieuw na elke wijziging."""
    from praktijkatlas.site.build import serve_site

    serve_site(existing(config), f"127.0.0.1:{port}")
