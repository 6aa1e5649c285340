"""`praktijkatlas links`: which sources on the web are still there."""

import os
import sys
from datetime import date
from pathlib import Path

import click

from praktijkatlas import __version__
from praktijkatlas.cli.options import Day, practices
from praktijkatlas.clock import current_day
from praktijkatlas.model.values import web_address

OFFLINE = 3
"""The exit code when no source answers: nothing is known then."""


@click.command()
@click.argument("ids", nargs=-1)
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json", "markdown")),
    default="text",
    show_default=True,
)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Schrijf hierheen.")
@click.option(
    "--interval",
    type=click.FloatRange(0, 60),
    default=2.0,
    show_default=True,
    help="Seconden rust tussen twee vragen aan dezelfde site.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(0.1, 120),
    default=15.0,
    show_default=True,
    help="Seconden die een antwoord mag duren.",
)
@click.option(
    "--attempts",
    type=click.IntRange(1, 5),
    default=3,
    show_default=True,
    help="Hoe vaak het geprobeerd wordt als een site even niet antwoordt.",
)
@click.option("--archive", default=None, help="Waar naar een kopie wordt gevraagd; leeg: nergens.")
@click.option("--today", type=Day(), default=None, help="Reken alsof het deze dag is.")
@click.option("--private", is_flag=True, hidden=True)
def links(
    ids: tuple[str, ...],
    form: str,
    out: Path | None,
    interval: float,
    timeout: float,
    attempts: int,
    archive: str | None,
    today: date | None,
    private: bool,
) -> None:
    """Bezoek de bronnen op het web, van alle praktijken of van die met deze IDS.

    Eindigt met 0 als alles er nog is, met 1 als er iets weg of stuk is, en met 3 als geen enkele
    site antwoordt: dan is er vermoedelijk geen internet.
    """
    from praktijkatlas.decay import (
        Settings,
        as_json,
        as_markdown,
        as_text,
        collect_links,
        visit_all,
    )
    from praktijkatlas.decay.network import ARCHIVE
    from praktijkatlas.decay.visits import FAULTS, Visitor, is_offline
    from praktijkatlas.decay.wording import overdue, summary
    from praktijkatlas.load import load_site

    day = today or current_day()
    catalogue = load_site(practices(), Path.cwd(), day).catalogue
    for unknown in (each for each in ids if each not in catalogue.by_id):
        raise click.UsageError(f'Er is geen praktijk zonder fouten met het id "{unknown}".')
    asked = [
        link
        for link in collect_links(catalogue)
        if not ids or any(entry_id in ids for entry_id, _ in link.places)
    ]
    about = os.environ.get("PRAKTIJKATLAS_SITE_URL", "")
    known = web_address(about) and about.isascii()
    settings = Settings(
        agent=f"praktijkatlas-links/{__version__}" + (f" (+{about})" if known else ""),
        timeout=timeout,
        interval=interval,
        backoff=min(3.0, interval * 1.5),
        attempts=attempts,
        private=private,
        archive=ARCHIVE if archive is None else archive,
    )
    outcomes = visit_all(asked, Visitor(settings))
    if is_offline(outcomes):
        click.echo("Fout: geen enkele site antwoordt. Is er internet?", err=True)
        sys.exit(OFFLINE)
    late = overdue(catalogue, day)
    match form:
        case "json":
            said = as_json(outcomes, late)
        case "markdown":
            said = as_markdown(outcomes, late)
        case _:
            said = "\n".join(as_text(outcomes))
    if out is None:
        click.echo(said, nl=form == "text")
    else:
        try:
            out.write_text(said, encoding="utf-8", newline="\n")
        except OSError as error:
            raise click.ClickException(f'"{out}" is niet te schrijven: {error.strerror}') from error
    click.echo(summary(outcomes), err=form != "text")
    if any(each.state in FAULTS for each in outcomes):
        sys.exit(1)
