"""The command that sums up what a pull request changes."""

import os
from pathlib import Path
from typing import BinaryIO

import click

from praktijkatlas.cli.options import InputFile, practices, vocabulary_files
from praktijkatlas.clock import current_day


@click.command()
@click.option("--base", metavar="REF", help="Vergelijk met deze tak of commit, zoals origin/main.")
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Schrijf ook JSON hier.")
@click.option("--from", "stored", type=InputFile(), help="Lees die JSON, in plaats van git.")
@click.option("--run-url", default="", help="De controle die de site en de beelden bewaart.")
@click.option("--preview-url", default="", help="Waar het voorbeeld gepubliceerd is.")
def changes(
    base: str | None,
    json_file: Path | None,
    stored: BinaryIO | None,
    run_url: str,
    preview_url: str,
) -> None:
    """Vat samen wat er in de praktijken verandert, met wat de controle ervan vindt (Markdown)."""
    from praktijkatlas.contribute.change_summary import (
        MAX_JSON,
        Places,
        as_json,
        as_markdown,
        read_json,
    )
    from praktijkatlas.contribute.changes import ChangesError, load_changes

    if (base is None) == (stored is None):
        raise click.UsageError("Geef --base (een tak of commit) of --from (een bestand).")
    places = Places(run_url, preview_url, os.environ.get("PRAKTIJKATLAS_SITE_URL", ""))
    try:
        if stored is not None:
            found = read_json(stored.read(MAX_JSON + 1))
        else:
            # The check tells what is wrong with a list; the rest can be summed up all the same.
            lists = vocabulary_files()
            found = load_changes(practices(), Path.cwd(), base or "", lists, current_day())
    except ChangesError as error:
        raise click.ClickException(str(error)) from error
    if json_file is not None:
        try:
            json_file.parent.mkdir(parents=True, exist_ok=True)
            json_file.write_bytes(as_json(found))
        except OSError as error:
            raise click.ClickException(f"{json_file}: {error.strerror}") from error
    click.echo(as_markdown(found, places), nl=False)
