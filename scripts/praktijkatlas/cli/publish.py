"""The commands that make something of the practices: open data, sheets."""

from difflib import get_close_matches
from pathlib import Path

import click

from praktijkatlas import addresses
from praktijkatlas.cli.check import report_lines
from praktijkatlas.cli.options import CONFIG, practices, site_url_option
from praktijkatlas.cli.progress import progress_bar
from praktijkatlas.clock import current_day

_MADE_HERE = (addresses.OPENAPI, addresses.WHOLE_BOOKLET)
"""What a folder has into which only these commands wrote."""


@click.command()
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("site"),
    show_default=True,
    help="De map van de site.",
)
@site_url_option("Het webadres van de site.")
@click.option("--name", default="", help="De naam van de site.")
@click.option("--description", default="", help="Waar de site over gaat, in één zin.")
@CONFIG
def export(out: Path, site_url: str, name: str, description: str, config: Path) -> None:
    """Schrijf de open data: JSON, tabellen, feeds en meer.

    Wat u niet noemt, komt uit de configuratie van de site.
    """
    # Loaded here, so that the other commands start sooner.
    from praktijkatlas.exports import ExportSettings, write_exports
    from praktijkatlas.load import load_site
    from praktijkatlas.site.build import load_settings
    from praktijkatlas.site.publishing import SITE_FILES, is_other_folder

    if is_other_folder(out, (*SITE_FILES, *_MADE_HERE)):
        raise click.UsageError(
            f'In "{click.format_filename(out)}" staan al bestanden die geen site zijn. Kies een '
            "andere map, of maak deze leeg."
        )
    if config.is_file():
        said = load_settings(config)
        site_url = site_url or said.site_url or ""
        name, description = name or said.site_name, description or said.site_description or ""
    if fault := addresses.site_url_fault(site_url):
        raise click.UsageError(fault)
    loaded = load_site(practices(), Path.cwd(), current_day())
    if loaded.errors:
        for line in report_lines("text", list(loaded.errors), loaded.files, site_url):
            click.echo(line)
        raise click.ClickException("Er is niets geschreven: verbeter eerst de fouten.")
    settings = ExportSettings.for_catalogue(
        loaded.catalogue, site_url, name or "Praktijkatlas", description
    )
    done = write_exports(loaded.catalogue, out, settings)
    click.echo(
        f"{done.files} bestanden in {out}: {done.written} geschreven, {done.removed} weggehaald."
    )


@click.command()
@click.argument("ids", nargs=-1)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="De map.")
@click.option("--booklet", metavar="TITEL", help="Bind de bladen tot één bundel met deze titel.")
@site_url_option("Het webadres van de site, voor de QR-code.")
def sheets(ids: tuple[str, ...], out: Path | None, booklet: str | None, site_url: str) -> None:
    """Maak bladen om te printen: van de praktijken met deze ID's, of van alle.

    Zonder ID's komen alle bladen en bundels in de map van de site. Met ID's komen ze in de map
    waar u bent, in de volgorde van de ID's.
    """
    from praktijkatlas.load import load_site
    from praktijkatlas.sheets import SheetError, SheetSettings, write_chosen, write_sheets
    from praktijkatlas.sheets.booklet import MAX_TITLE

    catalogue = load_site(practices(), Path.cwd(), current_day()).catalogue
    for unknown in (each for each in ids if each not in catalogue.by_id):
        near = get_close_matches(unknown, list(catalogue.by_id), n=1)
        hint = f' Bedoelde u "{near[0]}"?' if near else ""
        raise click.UsageError(f'Er is geen praktijk zonder fouten met het id "{unknown}".{hint}')
    if booklet is not None and not booklet.strip():
        raise click.UsageError("De titel van de bundel is leeg.")
    if booklet is not None and len(booklet) > MAX_TITLE:
        raise click.UsageError(
            f"De titel van de bundel is {len(booklet)} tekens lang; op de kaft passen er {MAX_TITLE}."
        )
    settings = SheetSettings(site_url)
    try:
        if ids or booklet is not None:
            chosen = [catalogue.by_id[each] for each in dict.fromkeys(ids)] or catalogue.entries
            for file in write_chosen(chosen, catalogue, out or Path(), settings, booklet):
                click.echo(file)
            return
        with progress_bar("Bladen") as progress:
            done = write_sheets(catalogue, out or Path("site"), settings, progress=progress)
    except SheetError as error:
        raise click.ClickException(f"Niet alles is gemaakt:\n{error}") from error
    click.echo(
        f"{done.documents} bladen en bundels: {done.made} nieuw gemaakt, {done.removed} weggehaald."
    )
    for entry_id in done.long:
        click.echo(f'Het blad van "{entry_id}" past niet op twee bladzijden: kort de tekst in.')
